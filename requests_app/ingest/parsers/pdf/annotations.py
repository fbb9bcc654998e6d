"""The annotations of a PDF page by which an agency may redact or label what it withholds."""

from collections.abc import Iterator
from ctypes import byref, c_uint, c_ulong, c_ushort
from typing import Any

import pypdfium2.raw as pdfium

from requests_app.ingest.parsers.clean import clean_text
from requests_app.ingest.parsers.contract import Box, DrawnMark
from requests_app.ingest.parsers.pdf.frame import Edges, Frame

_KINDS = {
    pdfium.FPDF_ANNOT_REDACT,
    pdfium.FPDF_ANNOT_FREETEXT,
    pdfium.FPDF_ANNOT_SQUARE,
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_STAMP,
}
_MOST_ANNOTATIONS = 2_000
_MOST_TEXT = 20_000


def annotation_marks(page: Any, frame: Frame) -> Iterator[DrawnMark]:
    """Redact, FreeText, Square, Highlight and Stamp annotations that are shown."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            yield from _marks(annotation, frame)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _marks(annotation: Any, frame: Frame) -> Iterator[DrawnMark]:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    hidden = pdfium.FPDFAnnot_GetFlags(annotation) & (
        pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
    )
    if kind not in _KINDS or hidden:
        return
    text = _string(annotation, b"Contents") or _string(annotation, b"OverlayText")
    shade = _shade(annotation, kind)
    for left, bottom, right, top in _rectangles(annotation):
        edges = frame.shown(left, bottom, right, top)
        if right > left and top > bottom and frame.covers(edges):
            yield DrawnMark("annotation", Box(*edges), shade, text)


def _rectangles(annotation: Any) -> Iterator[Edges]:
    """Each marked line of a highlight or redaction by itself; else the one rectangle."""
    quads = pdfium.FPDFAnnot_CountAttachmentPoints(annotation)
    for index in range(min(quads, _MOST_ANNOTATIONS)):
        quad = pdfium.FS_QUADPOINTSF()
        if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, index, byref(quad)):
            xs = (quad.x1, quad.x2, quad.x3, quad.x4)
            ys = (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(xs), min(ys), max(xs), max(ys)
    if not quads:
        box = pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetRect(annotation, byref(box)):
            xs2, ys2 = sorted((box.left, box.right)), sorted((box.bottom, box.top))
            yield xs2[0], ys2[0], xs2[1], ys2[1]


def _shade(annotation: Any, kind: int) -> float | None:
    """The shade of what fills the annotation; None if nothing does."""
    interior = kind in (pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_REDACT)
    key = b"IC" if interior else b"C"
    if not pdfium.FPDFAnnot_HasKey(annotation, key):
        return None
    paint = (
        pdfium.FPDFANNOT_COLORTYPE_InteriorColor if interior else pdfium.FPDFANNOT_COLORTYPE_Color
    )
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not pdfium.FPDFAnnot_GetColor(
        annotation, paint, byref(red), byref(green), byref(blue), byref(alpha)
    ):
        return None
    return round((0.299 * red.value + 0.587 * green.value + 0.114 * blue.value) / 255, 3)


def _string(annotation: Any, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, c_ulong(0))
    if not 2 < length <= 2 * _MOST_TEXT:
        return ""
    buffer = (c_ushort * (length // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return clean_text(bytes(buffer)[: length - 2].decode("utf-16-le", "replace")).strip()
