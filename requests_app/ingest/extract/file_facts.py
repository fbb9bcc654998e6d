"""Everything that is read from one file: stamps, redactions, emails, and what they speak of."""

from collections.abc import Sequence

from requests_app.ingest.extract.attachment_names import with_attachments
from requests_app.ingest.extract.bates import bates_stamps
from requests_app.ingest.extract.contract import FileFacts, Span, StampFact
from requests_app.ingest.extract.email_blocks import email_blocks
from requests_app.ingest.extract.header_redactions import place_redactions
from requests_app.ingest.extract.open_pages import open_pages, open_subjects
from requests_app.ingest.extract.printed_page_numbers import printed_page_numbers
from requests_app.ingest.extract.redaction_marks import redactions
from requests_app.ingest.extract.references import mentions
from requests_app.ingest.extract.running_lines import running_lines
from requests_app.ingest.extract.withheld_sheets import withheld_sheets
from requests_app.ingest.parsers.contract import ParsedMessage, ParsedPage


def file_facts(pages: Sequence[ParsedPage], message: ParsedMessage | None) -> FileFacts:
    """The facts of a file from its pages in order; `message` where the file is a native email.

    A native email bears no stamps, boxes or running lines: nobody printed it.
    """
    if message is not None:
        blocks = with_attachments(email_blocks(pages, message, (), ()), pages)
        return FileFacts(blocks=blocks, mentions=mentions(blocks, pages))
    stamps = bates_stamps(pages)
    running = _with_stamps(running_lines(pages), stamps)
    closed = redactions(pages, running)
    seen = open_pages(pages, closed)
    sheets = withheld_sheets(seen, stamps)
    read = email_blocks(seen, None, running, closed, sheets)
    blocks = open_subjects(with_attachments(read, seen))
    return FileFacts(
        stamps=stamps,
        redactions=place_redactions(closed, blocks, seen),
        withheld_sheets=sheets,
        blocks=blocks,
        mentions=mentions(blocks, seen),
        printed_pages=printed_page_numbers(pages),
        running_lines=running,
    )


def _with_stamps(running: Sequence[Span], stamps: Sequence[StampFact]) -> tuple[Span, ...]:
    """The running lines and the stamps outside them."""
    outside = [
        stamp.span
        for stamp in stamps
        if not any(
            span.page == stamp.span.page and span.start <= stamp.span.start < span.end
            for span in running
        )
    ]
    return tuple(sorted((*running, *outside), key=lambda span: (span.page, span.start)))
