"""Federal working days, against 5 U.S.C. § 6103 coded here a second time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.law.calendar import (
    Calendar,
    _closures_file,
    add_working_days,
    count_working_days,
    day_off,
    is_working_day,
    next_working_day,
    previous_working_day,
)

ONE_DAY = timedelta(days=1)
YEARS = range(1990, 2036)
days = st.dates(date(1990, 1, 1), date(2034, 12, 31))


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def last_monday_of_may(year: int) -> date:
    return max(d for n in (4, 5) if (d := nth_weekday(year, 5, 0, n)).month == 5)


def section_6103a(year: int) -> set[date]:
    """The legal public holidays of § 6103(a), on their own dates."""
    found = {
        date(year, 1, 1),
        nth_weekday(year, 1, 0, 3),
        nth_weekday(year, 2, 0, 3),
        last_monday_of_may(year),
        date(year, 7, 4),
        nth_weekday(year, 9, 0, 1),
        nth_weekday(year, 10, 0, 2),
        date(year, 11, 11),
        nth_weekday(year, 11, 3, 4),
        date(year, 12, 25),
    }
    # Juneteenth became a holiday on 17 June 2021.
    return found | {date(year, 6, 19)} if year >= 2021 else found


def kept_on(holiday: date) -> date:
    """Saturday to Friday by § 6103(b)(1), Sunday to Monday by executive order."""
    return holiday + timedelta(days={5: -1, 6: 1}.get(holiday.weekday(), 0))


def weekdays(year: int) -> list[date]:
    every = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    return [day for day in every if day.year == year and day.weekday() < 5]


@pytest.mark.parametrize("year", YEARS)
def test_the_requesters_calendar_leaves_out_the_days_of_the_statute_and_no_other(year):
    left_out = {d for d in weekdays(year) if not is_working_day(d, Calendar.REQUESTER)}
    assert left_out == {day for day in section_6103a(year) if day.weekday() < 5}


@pytest.mark.parametrize("year", YEARS)
def test_the_agencys_calendar_also_leaves_out_kept_days(year):
    neighbours = section_6103a(year - 1) | section_6103a(year) | section_6103a(year + 1)
    kept = {d for holiday in neighbours if (d := kept_on(holiday)).year == year}
    left_out = {d for d in weekdays(year) if not is_working_day(d, Calendar.AGENCY)}
    rest = left_out - kept
    assert kept <= left_out
    assert all(
        "closed by" in (name := day_off(day).name) or name == "Inauguration Day" for day in rest
    )


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2017, 1, 20), "Inauguration Day"),
        (date(2021, 1, 20), "Inauguration Day"),
        # A Sunday inauguration is on Monday, here Martin Luther King's day too.
        (date(2013, 1, 21), "Martin Luther King Jr. Day"),
        (date(2025, 1, 20), "Martin Luther King Jr. Day"),
        (date(2021, 12, 31), "New Year's Day (observed)"),
        (date(2018, 12, 5), "offices closed by Exec. Order No. 13,852"),
        (date(2003, 12, 26), "offices closed by an executive order (not verified)"),
    ],
)
def test_a_weekday_off_has_its_name(day, name):
    assert day_off(day).name == name


@pytest.mark.parametrize(
    "day", [date(2018, 1, 20), date(2019, 1, 18), date(2022, 1, 20), date(2021, 6, 17)]
)
def test_a_plain_day_is_no_day_off(day):
    assert day_off(day) is None


def test_no_order_has_a_number_that_nobody_read():
    for closure in _closures_file()["closures"]:
        assert closure["verified"] == bool(closure["source"])
        assert closure["verified"] or "No." not in closure["order"]
        assert closure["day"].weekday() < 5


def test_a_lapse_of_funding_is_counted_and_named_only_for_the_agency():
    start = date(2013, 9, 30)
    ours = add_working_days(start, 5, Calendar.REQUESTER)
    theirs = add_working_days(start, 5, Calendar.AGENCY)
    assert ours.value == theirs.value == date(2013, 10, 7)
    assert not any("Lapse" in line for line in ours.working)
    assert any("Lapse of funding, Tue, Oct 1, 2013" in line for line in theirs.working)


@pytest.mark.parametrize("start", [date(2013, 9, 20), date(2013, 10, 16)])
def test_a_count_outside_a_lapse_does_not_name_it(start):
    answer = add_working_days(start, 3, Calendar.AGENCY)
    assert not any("Lapse" in line for line in answer.working)


def test_new_years_day_on_a_saturday_is_kept_in_the_old_year():
    assert is_working_day(date(2021, 12, 31), Calendar.REQUESTER)
    assert not is_working_day(date(2021, 12, 31), Calendar.AGENCY)


def test_juneteenth_is_none_before_its_act():
    assert is_working_day(date(2020, 6, 19), Calendar.AGENCY)
    assert not is_working_day(date(2023, 6, 19), Calendar.REQUESTER)


def test_the_working_names_the_holiday_and_counts_the_weekends():
    answer = add_working_days(date(2025, 2, 3), 20, Calendar.AGENCY)
    assert answer.value == date(2025, 3, 4)
    assert answer.working == (
        "From Mon, Feb 3, 2025: day 1 is Tue, Feb 4, 2025",
        "Mon, Feb 17, 2025: Washington's Birthday, not counted",
        "Saturdays and Sundays, 8 days: not counted",
        "Day 20 is Tue, Mar 4, 2025",
    )
    assert answer.authorities == ("usc5_6103",)


@pytest.mark.parametrize("n", [0, -1])
def test_fewer_than_one_day_cannot_be_added(n):
    with pytest.raises(ValueError, match="cannot count"):
        add_working_days(date(2025, 2, 3), n, Calendar.AGENCY)


@given(start=days, n=st.integers(1, 120), calendar=st.sampled_from(Calendar))
def test_the_nth_working_day_is_one_and_is_the_nth(start, n, calendar):
    day = add_working_days(start, n, calendar).value
    assert is_working_day(day, calendar)
    assert count_working_days(start, day, calendar) == n


@given(start=days, n=st.integers(1, 120))
def test_the_requesters_day_never_comes_after_the_agencys(start, n):
    ours = add_working_days(start, n, Calendar.REQUESTER).value
    theirs = add_working_days(start, n, Calendar.AGENCY).value
    assert ours <= theirs


@given(day=days, calendar=st.sampled_from(Calendar))
def test_the_nearest_working_days_lie_on_either_side(day, calendar):
    before, after = previous_working_day(day, calendar), next_working_day(day, calendar)
    assert before <= day <= after
    assert (before == day == after) == is_working_day(day, calendar)


def test_nothing_is_counted_backwards():
    assert count_working_days(date(2025, 2, 4), date(2025, 2, 3), Calendar.AGENCY) == 0
