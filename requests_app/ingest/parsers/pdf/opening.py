"""Opening a PDF: what cannot be opened says why, and a damaged table of objects is rebuilt."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from requests_app.ingest.parsers.contract import ParseError

_REFUSALS = {
    pdfium.FPDF_ERR_PASSWORD: "the file is protected by a password",
    pdfium.FPDF_ERR_SECURITY: "the file uses a protection that cannot be opened",
    pdfium.FPDF_ERR_FORMAT: "the file is not a PDF or is damaged beyond reading",
}


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed again at the end. Raises ParseError where it cannot be opened."""
    if not path.stat().st_size:
        raise ParseError("the file is empty")
    pdf = _loaded(path)
    try:
        if not len(pdf):
            raise ParseError("the PDF has no pages")
        yield pdf
    finally:
        pdf.close()


def _loaded(path: Path) -> pypdfium2.PdfDocument:
    # pypdfium2 reports a stale error where a file opens without pages, so the call is made here.
    raw = pdfium.FPDF_LoadDocument(os.fsencode(path) + b"\0", None)
    if raw:
        return pypdfium2.PdfDocument(raw)
    code = pdfium.FPDF_GetLastError()
    if code == pdfium.FPDF_ERR_FORMAT and (content := _repaired(path)) is not None:
        try:
            return pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise ParseError(_REFUSALS[code]) from error
    raise ParseError(_REFUSALS.get(code, f"the PDF cannot be opened (pdfium error {code})"))


def _repaired(path: Path) -> bytes | None:
    """The file rewritten by a library that can rebuild a damaged table of its objects."""
    rewritten = BytesIO()
    try:
        with pikepdf.open(path) as source:
            if not len(source.pages):
                raise ParseError("the PDF has no pages")
            source.save(rewritten)
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RuntimeError):
        return None
    return rewritten.getvalue()


def damage(path: Path) -> tuple[str, ...]:
    """A warning where the file had to be repaired to be read, by either library."""
    raw = pdfium.FPDF_LoadDocument(os.fsencode(path) + b"\0", None)
    if raw:
        pdfium.FPDF_CloseDocument(raw)
        if not _table_is_lost(path):
            return ()
    return ("the file is damaged and was repaired to be read; pages may be missing",)


def _table_is_lost(path: Path) -> bool:
    """Whether the table of the file's objects had to be made anew: pdfium does so in silence."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as source:
            return any("reconstruct cross-reference" in each for each in source.get_warnings())
    except pikepdf.PasswordError:
        return False
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RuntimeError):
        # What the stricter library refuses has pages that nobody counted.
        return True
