"""The small questions that detectors share."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaps.snapshot_queries.custodians import name_key
from gaps.snapshot_queries.meetings import meetings
from gaps.snapshot_queries.messages import is_asked_for
from gaps.snapshot_queries.numbers import accounted_for, holes
from gaps.snapshot_queries.searches import is_part_of
from gaps.snapshot_queries.wording import amount, cite, listed, named
from tests.snapshots import case, message, page, stamps


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Doe, Jane A.", "Jane Doe"),
        ("Jane Doe (HSI)", "DOE, JANE"),
        ("Jane Mary Doe", "J. Doe"),
        ("O’Brien, Pat", "Pat O’Brien"),
        ("Doe-Smith, Jane", "Jane Doe-Smith"),
        ("de la Cruz, Ana", "Ana de la Cruz"),
    ],
)
def test_two_forms_of_one_name_agree(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) is not None


@pytest.mark.parametrize("name", ["", "Jane", "(b)(6)", "[redacted]", "HSI"])
def test_what_is_not_two_names_has_no_key(name: str) -> None:
    assert name_key(name) is None


def test_people_of_other_last_names_or_initials_differ() -> None:
    assert len({name_key(each) for each in ("Jane Doe", "Mary Doe", "Jane Roe")}) == 3


def test_the_first_and_the_last_day_asked_for_are_inside() -> None:
    asked = case().foia_request
    assert is_asked_for(asked, datetime(2018, 1, 1, 0, 0))
    assert is_asked_for(asked, datetime(2018, 8, 31, 23, 59))
    assert not is_asked_for(asked, date(2017, 12, 31))
    assert not is_asked_for(asked, date(2018, 9, 1))
    assert is_asked_for(asked, None)


def test_an_office_is_part_of_one_above_it_by_whole_names_only() -> None:
    assert is_part_of("DHS/ICE/ERO", "DHS/ICE")
    assert is_part_of("DHS/ICE", "DHS/ICE")
    assert not is_part_of("DHS/ICEBOX", "DHS/ICE")
    assert not is_part_of("DHS", "DHS/ICE")
    assert not is_part_of(None, "DHS")


def test_messages_pages_and_counts_are_written_as_a_letter_writes_them() -> None:
    assert named(message("a")) == "message from Ann Vale of June 14, 2018, 9:12 AM, “Visit”"
    bare = message("a", sender=None, at=None, subject=None)
    assert named(bare) == "message from [sender not stated] of an unstated day"
    assert named(message("a", has_time=False)).endswith("of June 14, 2018, “Visit”")
    assert cite(page(3)) == "emails.pdf, page 3"
    assert cite(page(3, bates="EX-00003")) == "EX-00003"
    assert [amount(1, "page"), amount(0, "page"), amount(2000, "page")] == [
        "1 page",
        "0 pages",
        "2,000 pages",
    ]
    assert [listed([]), listed("A"), listed("AB"), listed("ABC")] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


@given(st.sets(st.integers(1, 60), min_size=3))
def test_numbers_present_and_missing_make_up_the_whole_run(present: set[int]) -> None:
    """Every number from the first to the last is on a page or in exactly one hole."""
    given_case = case(stamps=stamps(*sorted(present)))
    missing = [n for hole in holes(given_case) for n in range(hole.first, hole.last + 1)]
    assert sorted([*present, *missing]) == list(range(min(present), max(present) + 1))
    for hole in holes(given_case):
        assert accounted_for(given_case, hole.prefix, hole.first, hole.last) is None


def test_a_case_without_mentions_has_no_meetings() -> None:
    assert meetings(case(messages=[message("a1")])) == []
