"""Days as people name them, and numbers and words that name none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.ingest.extract.spoken_days import spoken_day

WRITTEN = date(2018, 6, 13)  # A Wednesday.


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("on June 12", date(2018, 6, 12)),
        ("on June 12th at noon", date(2018, 6, 12)),
        ("on Jun. 12", date(2018, 6, 12)),
        ("on May 30", date(2018, 5, 30)),
        ("on 12 June", date(2018, 6, 12)),
        ("the 12th of June", date(2018, 6, 12)),
        ("12 June 2017", date(2017, 6, 12)),
        ("June 12, 2017", date(2017, 6, 12)),
        ("on 6/12", date(2018, 6, 12)),
        ("on 6/12/18", date(2018, 6, 12)),
        ("on 6/12/2017", date(2017, 6, 12)),
        ("on 6/12/98", date(1998, 6, 12)),
        ("June 12 from 1500 to 1600", date(2018, 6, 12)),
        ("June 12-14", date(2018, 6, 12)),
        ("Tuesday, June 12", date(2018, 6, 12)),
        ("Monday, June 12", date(2017, 6, 12)),
        ("Tuesday (6/12)", date(2018, 6, 12)),
        ("December 28", date(2017, 12, 28)),
        ("February 29, 2016", date(2016, 2, 29)),
        ("yesterday", date(2018, 6, 12)),
        ("the day before yesterday", date(2018, 6, 11)),
        ("tomorrow morning", date(2018, 6, 14)),
        ("the day after tomorrow", date(2018, 6, 15)),
        ("this morning", WRITTEN),
        ("tonight", WRITTEN),
        ("last night", date(2018, 6, 12)),
        ("today, as agreed on Monday", WRITTEN),
        ("Friday to talk about the letter of June 3", None),
    ],
)
def test_a_day_is_taken_from_its_words(words: str, on: date | None) -> None:
    for ahead in (True, False):
        found = spoken_day(f"our call {words}.", WRITTEN, ahead=ahead)
        assert found == (on or date(2018, 6, 15 if ahead else 8))


@pytest.mark.parametrize(
    ("words", "ahead", "on"),
    [
        ("on Tuesday", False, date(2018, 6, 12)),
        ("on Tuesday", True, date(2018, 6, 19)),
        ("on Tues.", True, date(2018, 6, 19)),
        ("on Thursday", False, date(2018, 6, 7)),
        ("on Thursday", True, date(2018, 6, 14)),
        ("on Wednesday", False, date(2018, 6, 6)),
        ("on Wednesday", True, date(2018, 6, 20)),
        ("this Wednesday", True, WRITTEN),
        ("this Friday", True, date(2018, 6, 15)),
        ("this Friday", False, date(2018, 6, 15)),
        ("this Monday", False, date(2018, 6, 11)),
        ("this Monday", True, date(2018, 6, 18)),
        ("next Tuesday", True, date(2018, 6, 19)),
        ("last Friday", False, date(2018, 6, 8)),
        # Of this week or of another: either may be meant.
        ("next Friday", True, None),
        ("last Tuesday", False, None),
    ],
)
def test_a_weekday_is_the_last_or_the_next(words: str, ahead: bool, on: date | None) -> None:
    assert spoken_day(f"our call {words}", WRITTEN, ahead=ahead) == on


@pytest.mark.parametrize(
    ("written", "words", "on"),
    [
        (date(2018, 12, 28), "January 5", date(2019, 1, 5)),
        (date(2019, 1, 3), "December 20", date(2018, 12, 20)),
        (date(2019, 1, 3), "12/20", date(2018, 12, 20)),
        (date(2019, 1, 1), "yesterday", date(2018, 12, 31)),
        (date(2017, 6, 1), "February 29", date(2016, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_nearest(written: date, words: str, on: date) -> None:
    assert spoken_day(words, written, ahead=False) == on


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "in June",
        "in June 2018",
        "we may 2 or 3 times",
        "the market 12 of us",
        "maybe 5 people",
        "marched 12 miles",
        "decided 5 points",
        "24/7 support",
        "a 1/2 hour call",
        "3/4 of the pages",
        "2/3 hours",
        "the 9/11 commission",
        "50/50",
        "13/13",
        "5/32",
        "192.168.1/24",
        "3/10%",
        "on Mondays",
        "Monday - Friday",
        "Monday through Friday",
        "the sun and the wed pair",
        "February 30",
        "June 31",
        "room 12",
        "a todays list",
    ],
)
def test_what_names_no_day(words: str) -> None:
    assert spoken_day(words, WRITTEN, ahead=False) is None
    assert spoken_day(words, WRITTEN, ahead=True) is None


@pytest.mark.parametrize("words", ["June 12", "6/12", "Tuesday", "yesterday", "Tuesday, June 12"])
def test_an_email_without_a_date_gives_no_relative_day(words: str) -> None:
    assert spoken_day(words, None, ahead=False) is None
    assert spoken_day("June 12, 2018", None, ahead=False) == date(2018, 6, 12)


PARTS = st.sampled_from(
    ["June", "12", "6/12", "/", "Tuesday", "next", "last", "yesterday", "2018", ",", "99/99", "Fri"]
)


@given(st.lists(PARTS | st.text(max_size=5), max_size=8), st.none() | st.dates(), st.booleans())
def test_no_words_are_refused(parts: list[str], written: date | None, ahead: bool) -> None:
    for blank in (" ", ""):
        day = spoken_day(blank.join(parts), written, ahead=ahead)
        assert day is None or isinstance(day, date)
