"""PDF files: the text layer with the place of every word, what is drawn, and what is embedded."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2

from requests_app.ingest.parsers.clean import clean_name
from requests_app.ingest.parsers.contract import (
    Box,
    Failure,
    ParseContext,
    ParsedFile,
    ParsedPage,
    ParseError,
    Word,
)
from requests_app.ingest.parsers.pdf.frame import Frame, frame_of
from requests_app.ingest.parsers.pdf.lines import page_text
from requests_app.ingest.parsers.pdf.marks import is_picture, page_marks, pictured_share
from requests_app.ingest.parsers.pdf.members import bookmarks, embedded_files
from requests_app.ingest.parsers.pdf.opening import damage, opened
from requests_app.ingest.parsers.pdf.stamped_scan import is_stamped_scan
from requests_app.ingest.parsers.pdf.words import placed_words, quarter_turns
from requests_app.ingest.parsers.unpack import Unpacking

_HEADER = re.compile(rb"%PDF-\d")
_BEFORE_HEADER = b"\xef\xbb\xbf\0\t\n\f\r "


class PdfText:
    """Reads PDF files with pdfium, which is not thread-safe: one thread of a process only."""

    name = "pdf_text"

    def score(self, head: bytes, filename: str) -> int | None:
        """A PDF by its first bytes; by its name, or by a header further on, only if nothing else
        claims it: archives and mail may carry a PDF as it is."""
        if _HEADER.match(head.lstrip(_BEFORE_HEADER)):
            return 90
        if _HEADER.search(head[:1024]):
            return 45
        return 40 if filename.lower().endswith(".pdf") else None

    def page_count(self, path: Path) -> int:
        """The number of pages that the file says it has."""
        with opened(path) as pdf:
            return len(pdf)

    def read_pages(self, path: Path, context: ParseContext) -> Iterator[ParsedPage | Failure]:
        """Each page of the range in order, or why it could not be read."""
        with opened(path) as pdf:
            if len(pdf) > context.limits.pages:
                most = context.limits.pages
                raise ParseError(
                    f"the file says it has {len(pdf):,} pages; at most {most:,} are read"
                )
            first, stop = context.page_range or (0, len(pdf))
            for index in range(first, min(stop, len(pdf))):
                try:
                    yield _page(pdf, index, context)
                except (
                    pypdfium2.PdfiumError,
                    ParseError,
                    ValueError,
                    OverflowError,
                ) as error:
                    yield Failure(f"page {index + 1}", f"the page cannot be read ({error})")

    def parse(self, path: Path, context: ParseContext) -> ParsedFile:
        """The pages asked for. Bookmarks and embedded files belong to no page: they are given
        with all pages or with the empty range (0, 0)."""
        read = list(self.read_pages(path, context))
        parsed = ParsedFile(
            parser=self.name,
            pages=tuple(page for page in read if isinstance(page, ParsedPage)),
            expected_pages=len(read),
            failed_pages=tuple(page for page in read if isinstance(page, Failure)),
        )
        if context.page_range not in (None, (0, 0)):
            return parsed
        with opened(path) as pdf:
            return _with_members(parsed, pdf, path, context)


PARSER = PdfText()


def _page(pdf: Any, index: int, context: ParseContext) -> ParsedPage:
    page = pdf.get_page(index)
    try:
        frame = frame_of(page)
        text_page = page.get_textpage()
        try:
            text, placed = _placed_text(text_page, frame, context.limits.page_words)
        finally:
            text_page.close()
        if not placed and is_picture(page, frame):
            raise ParseError("it is a picture without a text layer, as a scan is")
        bare = is_stamped_scan(text, placed, frame, lambda: pictured_share(page, frame))
        return ParsedPage(
            index=index,
            text=text,
            width=frame.width,
            height=frame.height,
            words=placed,
            marks=page_marks(page, frame),
            label=_label(pdf, index),
            pictured=bare,
        )
    finally:
        page.close()


def _placed_text(text_page: Any, frame: Frame, most: int) -> tuple[str, tuple[Word, ...]]:
    """The text and words of the page, read the way most of it runs, placed as it is shown."""
    turns = quarter_turns(text_page)
    upright = frame if turns is None else replace(frame, turns=turns)
    words = placed_words(text_page, upright, most + 1)
    if len(words) > most:
        raise ParseError(f"it has more than {most:,} words")
    text, placed = page_text(words)
    if upright.turns == frame.turns:
        return text, placed
    return text, tuple(replace(word, box=_as_shown(word.box, upright, frame)) for word in placed)


def _as_shown(box: Box, upright: Frame, frame: Frame) -> Box:
    return Box(*frame.shown(*upright.original((box.x0, box.top, box.x1, box.bottom))))


def _label(pdf: Any, index: int) -> str | None:
    label = pdf.get_page_label(index)
    return clean_name(label, "") or None if label else None


def _with_members(read: ParsedFile, pdf: Any, path: Path, context: ParseContext) -> ParsedFile:
    unpacking = Unpacking(context)
    embedded_files(path, pdf, unpacking)
    return replace(
        read,
        children=unpacking.children,
        expected_children=unpacking.expected,
        failed_children=unpacking.failed,
        outline=bookmarks(pdf),
        warnings=damage(path),
    )
