"""The small questions that detectors share."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaps.contract import Confidence
from gaps.snapshot import OfficeMention
from gaps.snapshot_queries.custodians import name_key
from gaps.snapshot_queries.meetings import meetings
from gaps.snapshot_queries.messages import is_asked_for
from gaps.snapshot_queries.numbers import accounted_for, holes
from gaps.snapshot_queries.offices import MENTIONS_CITED, UnsearchedOffice
from gaps.snapshot_queries.searches import is_part_of
from gaps.snapshot_queries.wording import (
    amount,
    cite,
    in_natural_order,
    listed,
    named,
    told,
    told_to,
)
from tests.snapshots import OFFICES, case, message, page, passage, stamps


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


@pytest.mark.parametrize(
    ("printed", "natural"),
    [
        ("Doe, Jane", "Jane Doe"),
        ("Doe, Jane A.", "Jane A. Doe"),
        ("Doe, J. B.", "J. B. Doe"),
        ("Doe, Jane (ERO)", "Jane Doe (ERO)"),
        ("O’Brien, Pat", "Pat O’Brien"),
        ("Doe-Smith, Ann-Marie", "Ann-Marie Doe-Smith"),
        ("Garcia Lopez, Ana", "Ana Garcia Lopez"),
        ("de la Cruz, Ana", "Ana de la Cruz"),
        ("Núñez, Íñigo", "Íñigo Núñez"),
    ],
)
def test_a_name_printed_with_its_surname_first_is_told_in_natural_order(
    printed: str, natural: str
) -> None:
    assert in_natural_order(printed) == natural


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Jane Doe",
        "[name withheld]",
        "jane.doe@ice.dhs.gov",
        "Doe, Jr.",
        "Doe, Ph.D.",
        "Doe, Jane, Esq.",
        "Northwind, Inc.",
        "Northwind, LLC",
        "OPLA, ICE",
        "Office of Acquisition, Washington",
        "Privacy Office, Homeland Security",
        "Doe, (b)(6)",
    ],
)
def test_what_may_be_no_inverted_name_is_told_as_printed(name: str) -> None:
    assert in_natural_order(name) == name


def test_a_letter_speaks_of_a_message_by_a_name_in_natural_order_and_evidence_as_printed() -> None:
    printed = message("a", sender="Vale, Ann <ann@amazon.com>", subject="On Vale, Ann")
    assert named(printed) == "message from Vale, Ann of June 14, 2018, 9:12 AM, “On Vale, Ann”"
    assert told(printed) == "message from Ann Vale of June 14, 2018, 9:12 AM, “On Vale, Ann”"
    assert told(message("a", sender=None)).startswith("message from [sender not stated] of")
    to = message("a", to=["Doe, Jane <j@ice.dhs.gov>", "Roe, John <r@ice.dhs.gov>"])
    assert told_to(to) == "Jane Doe and John Roe"
    assert told_to(message("a", to=[])) == "recipients that are not shown"


def unsearched(*in_header: bool, requested: bool = True) -> UnsearchedOffice:
    """ERO, with a mention for each value, which says whether it stands in a header."""
    ero = OFFICES["DHS/ICE/ERO"]
    mentions = tuple(
        OfficeMention(ero, passage("ERO", number), None, each)
        for number, each in enumerate(in_header, 1)
    )
    return UnsearchedOffice(ero, requested, None, mentions, Confidence.CERTAIN)


@pytest.mark.parametrize(
    ("in_header", "shown"),
    [
        ([], ""),
        ([False], "The released records name it: see the pages cited."),
        ([True], "The released records show it in the headers of messages: see the pages cited."),
        (
            [True, False],
            "The released records name it and show it in the headers of messages: see the pages "
            "cited.",
        ),
        # What only a page that is not cited shows is not said.
        (
            [False] * MENTIONS_CITED + [True],
            "The released records name it: see the pages cited.",
        ),
    ],
)
def test_how_the_records_show_an_office_is_said_as_far_as_a_cited_page_shows_it(
    in_header: list[bool], shown: str
) -> None:
    office = unsearched(*in_header)
    assert office.shown == shown
    assert len(office.cited) == min(len(in_header), MENTIONS_CITED)


def test_an_office_is_said_to_be_of_the_agency_only_where_the_request_does_not_name_it() -> None:
    assert unsearched().ground == "the request names it"
    of_records = "the released records lead to it, and it is part of the agency"
    assert unsearched(False, False, requested=False).ground == of_records


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
