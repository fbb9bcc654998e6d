"""The count day by day: every day once, numbered or with the reason why it was left out."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.law.calendar import Calendar, Pause, PausedError, add_working_days, day_by_day
from tests.requests_app.law.test_calendar import YEARS, section_6103a

days = st.dates(date(1990, 1, 1), date(2034, 12, 31))


@pytest.mark.parametrize("year", YEARS)
def test_the_library_has_the_days_of_section_6103a_and_no_other(year):
    """Weekends included: the statute names days, not weekdays."""
    assert set(holidays.country_holidays("US", years=year, observed=False)) == section_6103a(year)


def test_a_count_prints_every_day():
    answer = add_working_days(date(2025, 2, 12), 5, Calendar.AGENCY)
    assert answer.day_by_day == (
        "Thu, Feb 13, 2025: day 1",
        "Fri, Feb 14, 2025: day 2",
        "Sat, Feb 15, 2025: not counted",
        "Sun, Feb 16, 2025: not counted",
        "Mon, Feb 17, 2025: Washington's Birthday, not counted",
        "Tue, Feb 18, 2025: day 3",
        "Wed, Feb 19, 2025: day 4",
        "Thu, Feb 20, 2025: day 5",
    )
    assert [str(day) for day in answer.days] == list(answer.day_by_day)
    assert {day.authority for day in answer.days} == {"", "usc5_6103"}


def test_a_doubtful_day_that_counts_says_so_beside_its_number():
    (line,) = add_working_days(date(2018, 12, 4), 1, Calendar.REQUESTER).day_by_day
    assert line == (
        "Wed, Dec 5, 2018: offices closed by Exec. Order No. 13,852, counted, as a caution: day 1"
    )


def test_the_days_of_a_pause_are_left_out_with_its_reason():
    pause = Pause(date(2025, 2, 14), date(2025, 2, 18), "paused", "foia_a6A_toll")
    answer = add_working_days(date(2025, 2, 12), 3, Calendar.AGENCY, [pause])
    assert answer.value == date(2025, 2, 20)
    assert answer.day_by_day[1] == "Fri, Feb 14, 2025: paused, not counted"
    assert answer.day_by_day[4] == "Mon, Feb 17, 2025: paused, not counted"
    # What a pause covers is not told a second time as a holiday or a weekend.
    assert answer.working == (
        "From Wed, Feb 12, 2025: day 1 is Thu, Feb 13, 2025",
        "Day 3 is Thu, Feb 20, 2025",
    )


def test_a_pause_that_lasts_leaves_no_end():
    pause = Pause(date(2025, 2, 14), None, "paused")
    with pytest.raises(PausedError, match="paused on 2025-02-14"):
        add_working_days(date(2025, 2, 12), 2, Calendar.AGENCY, [pause])


def test_a_pause_after_the_last_day_does_not_matter():
    pause = Pause(date(2025, 2, 14), None, "paused")
    answer = add_working_days(date(2025, 2, 12), 1, Calendar.AGENCY, [pause])
    assert answer.value == date(2025, 2, 13)


def test_overlapping_pauses_count_once():
    one = Pause(date(2025, 2, 14), date(2025, 2, 18), "paused")
    other = Pause(date(2025, 2, 17), date(2025, 2, 19), "paused")
    both = Pause(date(2025, 2, 14), date(2025, 2, 19), "paused")
    start = date(2025, 2, 12)
    apart = add_working_days(start, 5, Calendar.AGENCY, [one, other])
    assert apart == add_working_days(start, 5, Calendar.AGENCY, [both])


@given(start=days, n=st.integers(1, 100), calendar=st.sampled_from(Calendar))
def test_the_days_follow_one_another_and_the_numbers_too(start, n, calendar):
    answer = add_working_days(start, n, calendar)
    length = (answer.value - start).days
    every = [start + timedelta(days=ahead) for ahead in range(1, length + 1)]
    assert [day.on for day in answer.days] == every
    assert [day.number for day in answer.days if day.number] == list(range(1, n + 1))
    assert day_by_day(start, answer.value, calendar) == answer.days
