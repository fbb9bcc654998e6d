"""Dates as mail programs print them, and what only looks like one."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.ingest.extract.printed_dates import find_printed_date, read_printed_date

JUNE = datetime(2018, 6, 15, 16, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Friday, June 15, 2018 4:12 PM",
        "Friday, June 15, 2018 04:12 PM",
        "Friday, June 15, 2018 at 4:12 PM",
        "Friday, 15 June 2018 16:12",
        "Friday,June15,2018 4:12PM",
        "Friday , June 15 , 2018 4:12 PM",
        "Fri, Jun 15, 2018 at 4:12 PM",
        "Fri, 15 Jun 2018 16:12:00",
        "Fri Jun 15 16:12:00 2018",
        "Fri 6/15/2018 4:12 PM",
        "6/15/2018 4:12:00 PM",
        "06/15/18 04:12 PM",
        "2018-06-15 16:12",
        "2018-06-15T16:12:00",
        "Jun 15, 2018, 4:12 p.m.",
        "June 15, 20184:12 PM",
        "Friday, June l5, 2018 4:l2 PM",
        "15.06.2018 16:12",
    ],
)
def test_a_printed_time_is_read_to_the_minute(text: str) -> None:
    printed = read_printed_date(text)
    assert printed is not None
    assert printed.moment == JUNE
    assert printed.has_time
    assert printed.utc_offset is None


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("Fri, 15 Jun 2018 16:12:00 +0000", 0),
        ("Fri, 15 Jun 2018 16:12:00 -0400", -240),
        ("June 15, 2018 at 4:12:00 PM EDT", -240),
        ("June 15, 2018 at 4:12 PM PST", -480),
        ("Fri, Jun 15, 2018 4:12 PM (UTC-05:00)", -300),
        ("2018-06-15 16:12 +0530", 330),
        ("2018-06-15T16:12:00Z", 0),
        ("June 15, 2018 4:12 PM IST", None),
        ("June 15, 2018 4:12 PM BST", None),
    ],
)
def test_an_offset_is_given_only_where_it_is_stated_and_has_one_meaning(
    text: str, offset: int | None
) -> None:
    printed = read_printed_date(text)
    assert printed is not None
    assert printed.moment.replace(second=0) == JUNE
    assert printed.utc_offset == offset


@pytest.mark.parametrize(
    "text", ["June 15, 2018", "6/15/2018", "Friday, June 15, 2018", "2018-06-15"]
)
def test_a_day_alone_has_no_time(text: str) -> None:
    printed = read_printed_date(text)
    assert printed is not None
    assert printed.moment == datetime(2018, 6, 15)
    assert not printed.has_time


@pytest.mark.parametrize(
    "text",
    [
        "",
        "June 15",
        "June 2018",
        "4:12 PM",
        "Friday",
        "tomorrow at 4:12 PM",
        "Monday, June 15, 2018 4:12 PM",
        "February 30, 2018 4:12 PM",
        "6/15/2018 25:12",
        "13/45/2018",
        "F-2014-20439",
        "2018-ICLI-00035",
        "(b)(6)",
        "Sep 1.6 2009",
        "202-647-8633",
        "10.1.2.3 2018",
        "versions 2.1.2018.4",
    ],
)
def test_what_is_not_a_certain_date_is_not_read(text: str) -> None:
    assert read_printed_date(text) is None


def test_midnight_and_noon_keep_their_halves() -> None:
    midnight = read_printed_date("6/15/2018 12:05 AM")
    noon = read_printed_date("6/15/2018 12:05 PM")
    assert midnight is not None
    assert noon is not None
    assert (midnight.moment.hour, noon.moment.hour) == (0, 12)


def test_a_date_is_found_with_its_place_in_a_line() -> None:
    text = "On Fri, Jun 15, 2018 at 4:12 PM Kim Jones wrote:"
    printed = find_printed_date(text)
    assert printed is not None
    assert text[printed.start : printed.end] == "Fri, Jun 15, 2018 at 4:12 PM"


def test_a_month_above_twelve_can_only_be_a_day() -> None:
    printed = read_printed_date("27/06/2000 20:03")
    assert printed is not None
    assert printed.moment == datetime(2000, 6, 27, 20, 3)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    printed = read_printed_date(text)
    assert printed is None or 0 <= printed.start < printed.end <= len(text)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2035, 1, 1)))
def test_what_outlook_prints_is_read_back(moment: datetime) -> None:
    half = "AM" if moment.hour < 12 else "PM"
    clock = f"{moment.hour % 12 or 12}:{moment.minute:02d} {half}"
    printed = read_printed_date(f"{moment:%A, %B} {moment.day}, {moment.year} {clock}")
    assert printed is not None
    assert printed.moment == moment.replace(second=0, microsecond=0)
