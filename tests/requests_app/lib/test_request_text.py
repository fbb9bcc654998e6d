"""What the text of a request suggests, and what it does not."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from requests_app.lib.request_text import (
    custodians_named,
    date_range,
    numbered_parts,
    offices_named,
    suggested,
)

OFFICES = {
    "Enforcement and Removal Operations": "DHS/ICE/ERO",
    "ERO": "DHS/ICE/ERO",
    "HSI": "X/HSI",
}
TEXT = """Dear FOIA Officer:

Please send, for January 1, 2018 through August 31, 2018:

1. All emails between ICE and Amazon,
   with attachments.
2. All calendar entries of such meetings.
(3) Contracts.

We ask for a waiver of fees.
"""


def test_numbered_parts_are_split_at_their_numbers_and_end_at_a_blank_line() -> None:
    assert numbered_parts(TEXT) == (
        "All emails between ICE and Amazon, with attachments.",
        "All calendar entries of such meetings.",
        "Contracts.",
    )


def test_parts_may_be_called_items() -> None:
    assert numbered_parts("Item 1: a\nItem 2: b") == ("a", "b")


def test_one_number_is_no_list() -> None:
    assert numbered_parts("1. All emails.") == ()


def test_a_number_out_of_its_order_begins_no_part() -> None:
    text = "1. Emails under\n5. U.S.C. 552\n2. Calendars"
    assert numbered_parts(text) == ("Emails under 5. U.S.C. 552", "Calendars")


def test_a_statute_in_the_middle_of_a_line_is_no_part() -> None:
    assert numbered_parts("Under 5 U.S.C. 552 send 1. this and 2. that") == ()


def test_the_first_range_of_days_is_taken() -> None:
    assert date_range("from January 1, 2018, to 8/31/2018") == (date(2018, 1, 1), date(2018, 8, 31))
    assert date_range("between 2018-01-01 and 2018-02-01") == (date(2018, 1, 1), date(2018, 2, 1))


def test_a_single_day_and_a_range_that_runs_backwards_are_none() -> None:
    assert date_range("on January 1, 2018") == (None, None)
    assert date_range("from May 1, 2018 to April 1, 2018") == (None, None)
    assert date_range("from Smarch 41, 2018 to April 1, 2018") == (None, None)


def test_an_office_is_named_once_whatever_it_is_called() -> None:
    text = "HSI, and Enforcement and\nRemoval Operations (ERO)"
    assert offices_named(text, OFFICES) == ("X/HSI", "DHS/ICE/ERO")


def test_an_office_inside_another_word_is_not_named() -> None:
    assert offices_named("HEROES and CHSI", OFFICES) == ()


def test_people_are_named_as_custodians_by_what_is_asked_of_them() -> None:
    text = "the emails of Orrin Tate, Delphine Marchetti, and Lucian Q. Abernathy sent in May"
    assert custodians_named(text) == ("Orrin Tate", "Delphine Marchetti", "Lucian Q. Abernathy")


def test_people_who_are_only_mentioned_are_no_custodians() -> None:
    assert custodians_named("I am writing for Ottoline Reyes about Jeff Bezos") == ()


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    found = suggested(text, OFFICES)
    assert all(part == " ".join(part.split()) for part in found.parts)
