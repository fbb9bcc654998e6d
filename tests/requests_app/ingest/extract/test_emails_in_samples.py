"""Emails in real released records, where the samples are at hand."""

import json
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from requests_app.ingest.extract.bates import bates_stamps
from requests_app.ingest.extract.contract import EmailBlock, Span
from requests_app.ingest.extract.email_blocks import email_blocks
from requests_app.ingest.extract.running_lines import running_lines
from requests_app.ingest.parsers.contract import ParsedMessage, ParsedPage
from requests_app.ingest.sandbox import Reader
from requests_app.ingest.scoring import (
    LineScore,
    labelled_threads,
    placed_threads,
    read_messages,
    score_header_lines,
    score_messages,
    stamps_of_pages,
)
from tests.requests_app.ingest.extract.printed import text_pages

SAMPLES = Path(os.environ.get("FOIATRACK_SAMPLES", "../shared/samples"))
STATE = SAMPLES / "foia-text/state"
RELEASE = SAMPLES / "foia-pdf/nih-retypeset-500pp.pdf"
SEGMENTATION = SAMPLES / "segmentation"
MARGINS = re.compile(r".*UNCLASSIFIED.*|.*RELEASE IN.*|^\s*B[56]\s*$|^\s*PART B\d$", re.MULTILINE)


@pytest.mark.skipif(not STATE.is_dir(), reason=f"no samples at {STATE}")
def test_every_released_email_is_one_printed_message_and_nothing_else_is() -> None:
    odd, emails = [], 0
    for path in sorted(STATE.glob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        is_email = re.search(r"^\s*Sent:", text, re.MULTILINE) is not None
        emails += is_email
        printed = sum(block.role == "top" for block in _in_state_pages(text))
        if printed != is_email:
            odd.append(path.name)
    assert emails > 380
    assert len(odd) <= 2, odd


def _in_state_pages(text: str) -> tuple[EmailBlock, ...]:
    pages = text_pages(*text.split("\f"))
    margins = [
        Span(page.index, found.start(), found.end())
        for page in pages
        for found in MARGINS.finditer(page.text)
    ]
    return email_blocks(pages, None, margins, ())


@pytest.mark.skipif(not RELEASE.is_file(), reason=f"no sample at {RELEASE}")
def test_the_labelled_messages_of_a_release_are_found() -> None:
    with tempfile.TemporaryDirectory() as spool, Reader() as reader:
        pages = reader.read(RELEASE, RELEASE.name, spool=Path(spool)).pages
    set_aside = [*running_lines(pages), *(stamp.span for stamp in bates_stamps(pages))]
    blocks = email_blocks(pages, None, set_aside, ())
    stamps = stamps_of_pages({page.index: page.text for page in pages})
    labels = SAMPLES / "labels/nih-threads-half.json"
    threads = labelled_threads(json.loads(labels.read_text(encoding="utf-8")))
    placed = placed_threads(threads, set(stamps.values()))
    score = score_messages(placed, read_messages(blocks, stamps), threads)
    assert score.labelled > 150
    assert score.recall >= 0.94
    assert score.precision >= 0.93
    assert score.roles_right >= 0.98 * score.found


@pytest.mark.skipif(not SEGMENTATION.is_dir(), reason=f"no samples at {SEGMENTATION}")
@pytest.mark.parametrize(
    ("part", "precision", "recall"), [("enron", 0.98, 0.93), ("asf", 0.95, 0.85)]
)
def test_marked_header_lines_are_found(part: str, precision: float, recall: float) -> None:
    total = LineScore(0, 0, 0)
    for score in _line_scores(SEGMENTATION / part / "eval"):
        total = total.plus(score)
    assert total.precision >= precision
    assert total.recall >= recall


def _line_scores(folder: Path) -> Iterator[LineScore]:
    for path in sorted(folder.glob("*.ann")):
        annotated = json.loads(path.read_text(encoding="utf-8"))
        text = annotated["text"]
        marked = [
            (mark["start"], mark["end"])
            for mark in annotated["denotations"]
            if mark["type"] == "Header"
        ]
        native = ParsedMessage(message_id=None, body=text)
        yield score_header_lines(text, marked, email_blocks([ParsedPage(0, text)], native, (), ()))
