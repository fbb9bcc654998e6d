"""Sheets that stand for withheld pages, and pages that only speak of withholding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.ingest.extract.bates import bates_stamps
from requests_app.ingest.extract.contract import WithheldSheet
from requests_app.ingest.extract.withheld_sheets import withheld_sheets
from tests.requests_app.ingest.extract.printed import text_pages

WORDS = "some words\nof the record\nthat fill the page\nand a few more\nto the end"


def _sheets(text: str) -> list[WithheldSheet]:
    """The sheets among five stamped pages of which the third bears this text."""
    bodies = [WORDS, WORDS, text, WORDS, WORDS]
    pages = text_pages(
        *(f"{body}\nCBP FOIA 0001{number}" for number, body in enumerate(bodies, 10))
    )
    return list(withheld_sheets(pages, bates_stamps(pages)))


@pytest.mark.parametrize(
    ("text", "first", "last", "pages", "codes"),
    [
        (
            "Pages CBP FOIA 000113 through CBP FOIA 000120\nwithheld in full pursuant to "
            "Exemption (b)(5)",
            113,
            120,
            8,
            ("(b)(5)",),
        ),
        ("CBP FOIA 000113-120 withheld in full (b)(5)", 113, 120, 8, ("(b)(5)",)),
        ("CBP FOIA 000113-000120\nWithheld in Full", 113, 120, 8, ()),
        (
            "Pages 113 through 120 withheld in full under Exemptions 5 and 6",
            113,
            120,
            8,
            ("(b)(5)", "(b)(6)"),
        ),
        ("Page CBP FOIA 000113 withheld in its entirety (b)(4)", 113, 113, 1, ("(b)(4)",)),
        ("4 pages withheld in full\n(b)(7)(E)", None, None, 4, ("(b)(7)(E)",)),
        ("WITHHELD IN FULL\n(b)(5)", None, None, None, ("(b)(5)",)),
        ("Page 12 redacted for the following reason:\n(b)(6)", None, None, 1, ("(b)(6)",)),
        (
            "FOI/PA\nDELETED PAGE INFORMATION SHEET\nTotal Deleted Page(s) ~ 7\n"
            "Page 3 ~ b6, b7C;\nPage 4 ~ Duplicate;",
            None,
            None,
            7,
            ("(b)(6)", "(b)(7)(C)"),
        ),
    ],
)
def test_a_sheet_says_what_it_stands_for(
    text: str, first: int | None, last: int | None, pages: int | None, codes: tuple[str, ...]
) -> None:
    (sheet,) = _sheets(text)
    assert (sheet.first, sheet.last, sheet.pages, sheet.codes) == (first, last, pages, codes)
    assert sheet.span.page == 2
    assert not sheet.referred
    assert sheet.prefix == ("CBP FOIA " if first else None)


def test_a_sheet_for_two_ranges_is_two() -> None:
    sheets = _sheets("CBP FOIA 000113-000115 and CBP FOIA 000118\nwithheld in full, (b)(5)")
    assert [(each.first, each.last) for each in sheets] == [(113, 115), (118, 118)]


@pytest.mark.parametrize(
    "text",
    ["These 12 pages have been referred to the Department of State", "Document referred to USCIS"],
)
def test_a_referral_is_told_from_a_denial(text: str) -> None:
    (sheet,) = _sheets(text)
    assert sheet.referred


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        "I was told that the records were withheld in full last year",
        "From: A\nSent: today\nSubject: x\n\nthe pages withheld in full are on the drive",
        "we referred to the pages of the report",
        "withheld in full " + "word " * 260,
        "Page 3 of 9",
        "she deleted the file",
        "the interest withheld from wages",
        "deleted scenes",
    ],
)
def test_a_page_that_only_speaks_of_it_is_none(text: str) -> None:
    assert _sheets(text) == []


def test_its_own_stamp_is_not_what_a_sheet_names() -> None:
    (sheet,) = _sheets("Withheld in full")
    assert sheet.first is None


@pytest.mark.parametrize(
    "text",
    ["CBP FOIA 000113-000120000 withheld in full", "CBP FOIA 000120-000113 withheld in full"],
)
def test_a_range_that_cannot_be_is_not_believed(text: str) -> None:
    assert all(each.first is None for each in _sheets(text))


@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    for sheet in _sheets(text + "\nwithheld in full"):
        assert sheet.span.start < sheet.span.end
