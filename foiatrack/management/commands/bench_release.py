"""Measures how well emails are read from a release of scanned pages."""

import gzip
import json
import os
import re
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from requests_app.ingest.extract.bates import bates_stamps
from requests_app.ingest.extract.contract import EmailBlock, Span
from requests_app.ingest.extract.email_blocks import email_blocks
from requests_app.ingest.extract.running_lines import running_lines
from requests_app.ingest.parsers.contract import ParsedMessage, ParsedPage
from requests_app.ingest.sandbox import Reader
from requests_app.ingest.scoring import (
    LabelledMessage,
    LineScore,
    Score,
    between_threads,
    labelled_threads,
    placed_threads,
    read_messages,
    score_header_lines,
    score_messages,
    stamps_of_pages,
)

SAMPLES = Path(os.environ.get("FOIATRACK_SAMPLES", "../shared/samples"))
DEFINITION = """\
Judged against labels made by hand for half of the threads of the release.
  In scope: threads whose page stamps are all on the pages read; shown apart: threads without
  stamps that lie between two of those. Found: same minute, subject and sender, one to one.
  Precision: of the messages whose header begins on a page that those threads' stamps name, the
  share that matches a label. Attributions (On <date>, X wrote:) that match none are not judged:
  the labels leave them in bodies."""


class Command(BaseCommand):
    """Read a release and score the messages found against labels.

    The labels cover half of the threads of the whole release and the file holds part of its
    pages, so both sides are cut to what can be compared; the definition is printed with the
    figures and stands in `requests_app.ingest.scoring`. The same definition of a header line is
    used for the annotated mails of `segmentation`.
    """

    help = "Measure precision and recall of the messages read from a release."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--pdf",
            type=Path,
            default=SAMPLES / "foia-pdf/nih-retypeset-500pp.pdf",
            help="the release (default: %(default)s)",
        )
        parser.add_argument(
            "--labels",
            type=Path,
            default=SAMPLES / "labels/nih-threads-half.json",
            help="the labels of its threads (default: %(default)s)",
        )
        parser.add_argument(
            "--text",
            type=Path,
            default=SAMPLES / "foia-text/fauci-emails_hocr_searchtext.txt.gz",
            help="the whole release as text; its threads that are not in the PDF are scored too",
        )
        parser.add_argument(
            "--segmentation",
            type=Path,
            default=SAMPLES / "segmentation",
            help="folder of annotated mails (default: %(default)s)",
        )
        parser.add_argument("--list", action="store_true", help="list what was missed")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in (options["pdf"], options["labels"]):
            if not path.is_file():
                raise CommandError(f"There is no file {path}: nothing to measure.", returncode=2)
        pages, seconds = self._read(options["pdf"])
        self.stdout.write(f"{options['pdf'].name}: {len(pages)} pages read in {seconds:.1f} s")
        threads = labelled_threads(json.loads(options["labels"].read_text(encoding="utf-8")))
        started = time.monotonic()
        set_aside = [*running_lines(pages), *(stamp.span for stamp in bates_stamps(pages))]
        blocks = email_blocks(pages, None, set_aside, ())
        seconds = time.monotonic() - started
        self._say_blocks(blocks, seconds)
        self.stdout.write(DEFINITION)
        known = self._score(blocks, pages, threads, set(), options["list"])
        if options["text"].is_file():
            pages = _text_pages(options["text"])
            self.stdout.write(f"{options['text'].name}: pages that are not in the PDF")
            set_aside = [stamp.span for stamp in bates_stamps(pages)]
            blocks = email_blocks(pages, None, set_aside, ())
            self._score(blocks, pages, threads, known, options["list"])
        if options["segmentation"].is_dir():
            self._say_segmentation(options["segmentation"])

    def _score(
        self,
        blocks: Sequence[EmailBlock],
        pages: Sequence[ParsedPage],
        threads: Sequence[Sequence[LabelledMessage]],
        without: set[int],
        every: bool,
    ) -> set[int]:
        """Print the scores of the threads on these pages, those in `without` left out; returns
        the stamps of the pages."""
        stamps = stamps_of_pages({page.index: page.text for page in pages})
        messages = read_messages(blocks, stamps)
        known = set(stamps.values()) - without
        for name, chosen in (
            ("In scope", placed_threads(threads, known)),
            ("Between", between_threads(threads, known)),
        ):
            self._say_score(name, chosen, score_messages(chosen, messages, threads), every)
        return known

    def _read(self, path: Path) -> tuple[Sequence[ParsedPage], float]:
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as spool, Reader() as reader:
            parsed = reader.read(path, path.name, spool=Path(spool))
        return parsed.pages, time.monotonic() - started

    def _say_blocks(self, blocks: Sequence[EmailBlock], seconds: float) -> None:
        printed = sum(block.role == "top" for block in blocks)
        self.stdout.write(
            f"{len(blocks)} messages found in {seconds:.1f} s: {printed} printed, "
            f"{len(blocks) - printed} quoted"
        )

    def _say_score(
        self,
        name: str,
        threads: Sequence[Sequence[LabelledMessage]],
        score: Score,
        every: bool,
    ) -> None:
        self.stdout.write(
            f"{name}: {len(threads)} threads, {score.labelled} messages\n"
            f"  recall {score.recall:.3f} ({score.found} of {score.labelled}); "
            f"by minute and subject alone {score.found_without_sender} of {score.labelled}\n"
            f"  printed or quoted told right: {score.roles_right} of {score.found}"
        )
        if score.judged:
            self.stdout.write(
                f"  precision {score.precision:.3f} "
                f"({score.judged_right} of {score.judged} judged); "
                f"by minute and subject alone {score.judged_right_without_sender}"
            )
        for title, kinds in (("missed", score.misses), ("strayed", score.strays)):
            told = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
            self.stdout.write(f"  {title}: {told or 'none'}")
        if every:
            for label, kind in score.missed:
                self.stdout.write(f"    missed ({kind}): thread {label.thread}, {label.at}")
            for message, kind in score.strayed:
                self.stdout.write(f"    strayed ({kind}): page {message.stamp}, {message.at}")

    def _say_segmentation(self, folder: Path) -> None:
        for part in sorted(path for path in folder.glob("*/*") if path.is_dir()):
            total = LineScore(0, 0, 0)
            for path in sorted(part.glob("*.ann")):
                total = total.plus(_header_lines(path))
            self.stdout.write(
                f"Header lines of {part.parent.name}/{part.name}: precision "
                f"{total.precision:.3f}, recall {total.recall:.3f} ({total.marked} marked lines)"
            )


def _text_pages(path: Path) -> list[ParsedPage]:
    """A release that is one run of text, cut behind each page stamp."""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as stream:
        parts = re.split(r"(?<=NIH-\d{6})\s*\n", stream.read())
    return [ParsedPage(index, text) for index, text in enumerate(parts)]


def _header_lines(path: Path) -> LineScore:
    annotated = json.loads(path.read_text(encoding="utf-8"))
    text = annotated["text"]
    marked = [
        (mark["start"], mark["end"])
        for mark in annotated["denotations"]
        if mark["type"] == "Header"
    ]
    nothing: tuple[Span, ...] = ()
    native = ParsedMessage(message_id=None, body=text)
    return score_header_lines(
        text, marked, email_blocks([ParsedPage(0, text)], native, nothing, ())
    )
