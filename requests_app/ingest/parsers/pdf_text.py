"""PDF files: the text layer with the place of every word, what is drawn, and what is embedded."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from requests_app.ingest.parsers.clean import clean_name
from requests_app.ingest.parsers.contract import (
    Failure,
    ParseContext,
    ParsedFile,
    ParsedPage,
    ParseError,
)
from requests_app.ingest.parsers.pdf.frame import frame_of
from requests_app.ingest.parsers.pdf.lines import page_text
from requests_app.ingest.parsers.pdf.marks import page_marks
from requests_app.ingest.parsers.pdf.members import bookmarks, embedded_files
from requests_app.ingest.parsers.pdf.words import placed_words
from requests_app.ingest.parsers.unpack import Unpacking

_HEADER = re.compile(rb"%PDF-\d")
_REFUSALS = {
    pdfium.FPDF_ERR_SUCCESS: "the PDF has no pages",
    pdfium.FPDF_ERR_PASSWORD: "the file is protected by a password",
    pdfium.FPDF_ERR_SECURITY: "the file uses a protection that cannot be opened",
    pdfium.FPDF_ERR_FORMAT: "the file is not a PDF or is damaged beyond reading",
}


class PdfText:
    """Reads PDF files with pdfium, which is not thread-safe: one thread of a process only."""

    name = "pdf_text"

    def score(self, head: bytes, filename: str) -> int | None:
        """A PDF by its first bytes; by its name alone only if nothing else claims it."""
        if _HEADER.search(head[:1024]):
            return 90
        return 40 if filename.lower().endswith(".pdf") else None

    def page_count(self, path: Path) -> int:
        """The number of pages that the file says it has."""
        with _opened(path) as pdf:
            return len(pdf)

    def read_pages(
        self, path: Path, context: ParseContext
    ) -> Iterator[ParsedPage | Failure]:
        """Each page of the range in order, or why it could not be read."""
        with _opened(path) as pdf:
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
                    yield Failure(
                        f"page {index + 1}", f"the page cannot be read ({error})"
                    )

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
        with _opened(path) as pdf:
            return _with_members(parsed, pdf, path, context)


PARSER = PdfText()


@contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    if not path.stat().st_size:
        raise ParseError("the file is empty")
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        # pdfium reports success for a file that it opened and in which it found no page.
        raise ParseError(
            _REFUSALS.get(code, f"the PDF cannot be opened ({error})")
        ) from error
    try:
        yield pdf
    finally:
        pdf.close()


def _page(pdf: Any, index: int, context: ParseContext) -> ParsedPage:
    page = pdf.get_page(index)
    try:
        frame = frame_of(page)
        text_page = page.get_textpage()
        try:
            most = context.limits.page_words
            words = placed_words(text_page, frame, most)
        finally:
            text_page.close()
        if len(words) >= most:
            raise ParseError(f"it has more than {most:,} words")
        text, placed = page_text(words)
        return ParsedPage(
            index=index,
            text=text,
            width=frame.width,
            height=frame.height,
            words=placed,
            marks=page_marks(page, frame),
            label=_label(pdf, index),
        )
    finally:
        page.close()


def _label(pdf: Any, index: int) -> str | None:
    label = pdf.get_page_label(index)
    return clean_name(label, "") or None if label else None


def _with_members(
    read: ParsedFile, pdf: Any, path: Path, context: ParseContext
) -> ParsedFile:
    unpacking = Unpacking(context)
    embedded_files(path, pdf, unpacking)
    return replace(
        read,
        children=unpacking.children,
        expected_children=unpacking.expected,
        failed_children=unpacking.failed,
        outline=bookmarks(pdf),
    )
