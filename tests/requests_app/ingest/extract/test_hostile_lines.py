"""Long lines of anything are read in a time that grows with their length and not beyond."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from requests_app.ingest.extract.attachment_names import with_attachments
from requests_app.ingest.extract.bates import bates_stamps
from requests_app.ingest.extract.contract import Span
from requests_app.ingest.extract.exemption_codes import cited_codes, find_codes
from requests_app.ingest.extract.printed_page_numbers import printed_page_numbers
from requests_app.ingest.extract.records_noted import records_noted
from requests_app.ingest.extract.redaction_marks import redactions
from requests_app.ingest.extract.references import mentions
from requests_app.ingest.extract.running_lines import running_lines
from requests_app.ingest.extract.withheld_sheets import withheld_sheets
from tests.requests_app.ingest.extract.printed import found_in_mail, text_pages

SHORT, TIMES = 6_000, 4
GENEROUS = 3.0
"""How much more than in proportion the longer text may take; a square takes four times more."""
LEAST_SECONDS = 0.1
TRIES = 4
SEEDS = [
    *(
        "thank you so much ",
        "the ",
        "(b)(6) ",
        "B6,",
        "on june ",
        "12/",
        "AB ",
        "RELEASE ",
        "page ",
    ),
    *("documents ", "see attached ", "our meeting with x. ", "follow-up ", "> ", "\n", "\n> ", " "),
    *("x-", "and I ", "setup call is now ", "withheld in ", "((((", ". ", "<<a", "1", "a", "_"),
    *("[redacted ", "I met Ann and ", "your note of ", "Subject: ", "Agenda ", "RELEASE IN PART "),
]


def _in_a_body(text: str) -> object:
    head = "From: a@example.org\nSubject: x\n\n"
    (block,) = found_in_mail("x")
    whole = Span(0, len(head), len(head) + len(text))
    blocks = [replace(block, body_spans=(whole,), body=text)]
    pages = text_pages(head + text)
    return mentions(blocks, pages), with_attachments(blocks, pages)


def _on_a_page(text: str) -> object:
    pages = text_pages(text, f"{text}!", f"{text}?")
    return (
        bates_stamps(pages),
        running_lines(pages),
        redactions(pages, ()),
        withheld_sheets(pages, ()),
        printed_page_numbers(pages),
        records_noted(pages, ()),
        find_codes(text),
        cited_codes(text),
    )


def _seconds(read: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started


def _in_proportion(read: Callable[[str], object], short: str, longer: str) -> bool:
    once = _seconds(read, short)
    return _seconds(read, longer) <= max(LEAST_SECONDS, GENEROUS * TIMES * once)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("read", [_in_a_body, _on_a_page])
def test_four_times_the_text_takes_about_four_times_as_long(
    read: Callable[[str], object], seed: str
) -> None:
    short = seed * (SHORT // len(seed)) + "!"
    longer = seed * (TIMES * SHORT // len(seed)) + "!"
    # A busy machine disturbs a single measure; text that is read in a square fails every time.
    assert any(_in_proportion(read, short, longer) for _ in range(TRIES))
