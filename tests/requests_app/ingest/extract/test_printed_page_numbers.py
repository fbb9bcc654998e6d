"""`Page 2 of 5` on printed records, and words about pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.ingest.extract.printed_page_numbers import printed_page_numbers
from tests.requests_app.ingest.extract.printed import text_pages


@pytest.mark.parametrize(
    ("line", "number", "of"),
    [
        ("Page 2 of 5", 2, 5),
        ("page 12 of 120", 12, 120),
        ("- Page 1 of 3 -", 1, 3),
        ("FW: Letter      Page 2 of 2", 2, 2),
        ("RE: Op-ed for the signature of the Governor, for your review          Page 1 of 3", 1, 3),
    ],
)
def test_a_page_of_pages_is_read_with_its_place(line: str, number: int, of: int) -> None:
    text = f"body\n{line}\nmore"
    (found,) = printed_page_numbers(text_pages(text))
    assert (found.number, found.of) == (number, of)
    assert text[found.span.start : found.span.end].lower() == f"page {number} of {of}"


@pytest.mark.parametrize(
    "line",
    [
        "Page 6 of 5",
        "Page 0 of 5",
        "Page two of five",
        "as it says on page 3 of 9 of the report, which nobody read",
        "see page 3 of 9",
        "page 3 of the report",
        "Homepage 3 of 9",
        "Page 3 of 99999",
        "Case 1:19-cv-00725 Document 191 Filed 05/25/21 Page 2 of 4",
    ],
)
def test_what_is_no_page_of_pages(line: str) -> None:
    assert printed_page_numbers(text_pages(f"body\n{line}\nmore")) == ()


def test_each_page_gives_its_own() -> None:
    pages = text_pages("a\nPage 1 of 2", "b", "c\nPage 2 of 2")
    assert [(each.span.page, each.number) for each in printed_page_numbers(pages)] == [
        (0, 1),
        (2, 2),
    ]


@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    for each in printed_page_numbers(text_pages(text)):
        assert 1 <= each.number <= each.of
