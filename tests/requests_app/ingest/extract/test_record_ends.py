"""Where a printed message ends: before its attachments, before a sheet, before the next owner."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from requests_app.ingest.extract.contract import EmailBlock, Span, WithheldSheet
from requests_app.ingest.extract.email_blocks import email_blocks
from requests_app.ingest.parsers.contract import Box, ParsedPage
from tests.requests_app.ingest.extract.printed import laid_out

Rows = list[tuple[float, float, str]]
CODES = "(b)(6); (b)(7)(C)"


def message(
    *,
    rows: int,
    owner: str = "Ortiz, Luis",
    attachments: str = "plan.docx",
    to: str = "Ortiz, Luis",
) -> Rows:
    """A printout with so many lines of text."""
    found: Rows = [(62, 40, owner)]
    y = 70.0
    labels = [
        ("From:", "Hale, Dana"),
        ("Sent:", "Friday, June 15, 2018 4:12 PM"),
        ("To:", to),
        ("Subject:", "Workshop"),
        *([("Attachments:", attachments)] if attachments else []),
    ]
    for label, value in labels:
        # The label of a box stands in its middle.
        found += [(62, y, label), (190 if value == CODES else 154, y, value)]
        y += 14
    return found + [(62, y + 14 * number, "Luis, the words.") for number in range(1, rows + 1)]


def page_of(title: str, rows: int = 3) -> Rows:
    return [(62, 40, title), *[(62, 70 + 14 * number, "Words of it.") for number in range(rows)]]


def in_large_letters(page: ParsedPage) -> ParsedPage:
    """The page with the words of its first line set half again as high."""
    title = page.text.split("\n")[0]
    words = tuple(
        replace(word, box=replace(word.box, bottom=word.box.top + 16.0))
        if word.end <= len(title)
        else word
        for word in page.words
    )
    return replace(page, words=words)


def pages_held(block: EmailBlock) -> list[int]:
    return sorted({span.page for span in (*block.header_spans, *block.body_spans)})


def read(
    first: Rows, second: Rows, *, titled: bool = True, sheets: Sequence[WithheldSheet] = ()
) -> list[list[int]]:
    """The pages of each message; a full page stands before and a message behind the two."""
    third = message(owner="Ortiz, Luis", attachments="", rows=30)
    pages = laid_out(message(attachments="", rows=45), first, second, third)
    if titled:
        pages[2] = in_large_letters(pages[2])
    return [pages_held(block) for block in email_blocks(pages, None, (), (), sheets)]


def sheet_on(page: int) -> WithheldSheet:
    return WithheldSheet(Span(page, 0, 5), None, None, None, 2)


def test_an_attachment_that_begins_with_a_title_ends_the_message_that_names_one() -> None:
    assert read(message(rows=5), page_of("A plan")) == [[0], [1], [3]]


def test_the_further_pages_of_an_attachment_belong_to_no_message_either() -> None:
    pages = laid_out(message(rows=45), message(rows=5), page_of("A plan", 45), page_of("More"))
    pages[2] = in_large_letters(pages[2])
    assert [pages_held(each) for each in email_blocks(pages, None, (), ())] == [[0], [1]]


@pytest.mark.parametrize(
    ("first", "titled"),
    [
        pytest.param(message(attachments="", rows=5), True, id="no file is named"),
        pytest.param(message(rows=45), True, id="the page before is full"),
        pytest.param(message(rows=5), False, id="the line is as high as the others"),
    ],
)
def test_a_message_goes_on_over_the_page_where(first: Rows, titled: bool) -> None:
    assert read(first, page_of("A plan"), titled=titled) == [[0], [1, 2], [3]]


def test_a_sheet_belongs_to_no_message_and_ends_the_one_on_a_short_page() -> None:
    assert read(
        message(rows=5), page_of("Withheld in full"), titled=False, sheets=[sheet_on(2)]
    ) == [[0], [1], [3]]


def test_a_message_goes_on_behind_a_sheet_that_follows_a_full_page() -> None:
    pages = laid_out(message(rows=45), page_of("Withheld in full"), page_of("so that, I think"))
    (block,) = email_blocks(pages, None, (), (), [sheet_on(1)])
    assert pages_held(block) == [0, 2]


def owned_by(owner: str, *, to: str = CODES) -> tuple[EmailBlock, ...]:
    pages = laid_out(message(rows=5), message(owner=owner, to=to, rows=5))
    return email_blocks(pages, None, (), ())


def test_a_closed_name_above_a_header_in_columns_is_whose_mailbox_was_printed() -> None:
    first, second = owned_by(CODES)
    assert (second.role, second.mailbox_owner) == ("top", None)
    assert pages_held(first) == [0]
    assert second.header_spans[0].start == 0


def test_words_beside_a_closed_name_are_the_end_of_the_message_before() -> None:
    first, _second = owned_by(f"Ask for {CODES}.")
    assert pages_held(first) == [0, 1]


def test_a_closed_name_above_a_quoted_header_is_a_signature_that_ran_over_the_page() -> None:
    quoted = [
        (62.0, 40.0, CODES),
        (62.0, 70.0, "From: Ortiz, Luis"),
        (62.0, 84.0, "Sent: Thursday, June 14, 2018 9:05 AM"),
        (62.0, 98.0, "To: Hale, Dana"),
        (62.0, 112.0, "Subject: Workshop"),
        (62.0, 140.0, "Dana, please."),
    ]
    top, inner = email_blocks(laid_out(message(rows=45), quoted), None, (), ())
    assert (top.role, inner.role) == ("top", "quoted")
    assert pages_held(top) == [0, 1]


def test_a_closed_recipient_does_not_hide_that_the_header_is_set_in_columns() -> None:
    _first, second = owned_by("Hale, Dana", to=CODES)
    assert (second.role, second.mailbox_owner) == ("top", "Hale, Dana")


def test_boxes_of_no_height_tell_no_title() -> None:
    flat = [
        replace(page, words=tuple(replace(w, box=Box(w.box.x0, w.box.top, w.box.x1, w.box.top))
        for w in page.words))
        for page in laid_out(message(rows=5), page_of("A plan"))
    ]  # fmt: skip
    (block,) = email_blocks(flat, None, (), ())
    assert pages_held(block) == [0, 1]
