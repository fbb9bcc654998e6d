"""What is drawn on a PDF page that may be a redaction: filled boxes, outlines, images.

Paths nested in form XObjects are followed. Hairlines, rules and glyphs that are drawn as paths are
too small to hide a word and left out, as are the backgrounds of whole pages.
"""

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from requests_app.ingest.parsers.contract import Box, DrawnMark, MarkKind
from requests_app.ingest.parsers.pdf.annotations import annotation_marks
from requests_app.ingest.parsers.pdf.frame import Edges, Frame
from requests_app.ingest.parsers.pdf.paths import (
    Matrix,
    boxes_of_path,
    multiplied,
    transformed,
)

_LEAST_WIDTH = 5.0
_LEAST_HEIGHT = 4.0
"""A box smaller than this, in points, cannot hide a word."""
_GLYPH = 24.0
_BOX_SEGMENTS = 6
"""A path smaller than this with more segments than a rectangle needs is a letter."""
_WHOLE = 0.95
_LARGE = 0.5
_DEEPEST = 8
_MOST_OBJECTS = 200_000
_MOST_MARKS = 2_000
_LIGHT, _DARK = 0.7, 0.5
_LETTERED_BEHIND = 200
"""How many marks back the fill is sought that light words were set upon."""
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def page_marks(page: Any, frame: Frame) -> tuple[DrawnMark, ...]:
    """The marks of a loaded page in the order in which they are drawn, annotations last."""
    marks: list[DrawnMark] = []
    for seen, (item, matrix) in enumerate(_objects(page)):
        if seen >= _MOST_OBJECTS or len(marks) >= _MOST_MARKS:
            break
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            marks += _path_marks(item, matrix, frame)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            marks += _image_marks(item, matrix, frame)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT and marks:
            _letter(marks, item, matrix, frame)
    return (*marks[:_MOST_MARKS], *annotation_marks(page, frame))


def is_picture(page: Any, frame: Frame) -> bool:
    """Whether images, in one piece or in strips, cover at least half of the page, as scans do."""
    return pictured_share(page, frame) >= _LARGE


def pictured_share(page: Any, frame: Frame) -> float:
    """How much of the page images cover, as a share of it; more than 1 where they overlap."""
    covered = 0.0
    for seen, (item, matrix) in enumerate(_objects(page)):
        if seen >= _MOST_OBJECTS:
            break
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE:
            x0, top, x1, bottom = _image_edges(item, matrix, frame)
            width = min(x1, frame.width) - max(x0, 0.0)
            height = min(bottom, frame.height) - max(top, 0.0)
            covered += max(width, 0.0) * max(height, 0.0)
    return covered / max(frame.width * frame.height, 1.0)


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(count):
        yield from _nested(pdfium.FPDFPage_GetObject(page, index), _IDENTITY, 0)


def _nested(item: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
        yield item, matrix
    elif depth < _DEEPEST:
        inner = multiplied(_matrix_of(item), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _nested(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)


def _matrix_of(item: Any) -> Matrix:
    raw = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, byref(raw)):
        return _IDENTITY
    return raw.a, raw.b, raw.c, raw.d, raw.e, raw.f


def _path_marks(item: Any, matrix: Matrix, frame: Frame) -> Iterator[DrawnMark]:
    fill_mode, stroked = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(item, byref(fill_mode), byref(stroked))
    filled = fill_mode.value != pdfium.FPDF_FILLMODE_NONE
    if not filled and not stroked.value:
        return
    if filled and _is_glyph(item, matrix):
        return
    shade = _shade(
        item,
        pdfium.FPDFPageObj_GetFillColor if filled else pdfium.FPDFPageObj_GetStrokeColor,
    )
    if shade is None:
        return
    whole = multiplied(_matrix_of(item), matrix)
    for box in boxes_of_path(item, whole, None if filled else _stroke_width(item)):
        kind: MarkKind = "fill" if filled or box.solid else "outline"
        mark = _mark(kind, frame.shown(*box.edges), shade, frame)
        if mark is not None:
            yield mark


def _is_glyph(item: Any, matrix: Matrix) -> bool:
    """Whether a filled path is a letter, as some printers draw them: small, and no plain box."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top)):
        return False
    x0, y0 = transformed(matrix, left.value, bottom.value)
    x1, y1 = transformed(matrix, right.value, top.value)
    width, height = abs(x1 - x0), abs(y1 - y0)
    if max(width, height) < _LEAST_HEIGHT:
        return True
    return max(width, height) < _GLYPH and pdfium.FPDFPath_CountSegments(item) > _BOX_SEGMENTS


def _stroke_width(item: Any) -> float:
    width = c_float()
    return width.value if pdfium.FPDFPageObj_GetStrokeWidth(item, byref(width)) else 0.0


def _letter(marks: list[DrawnMark], text: Any, matrix: Matrix, frame: Frame) -> None:
    """Note on the last dark fill that light words were set upon it."""
    shade = _shade(text, pdfium.FPDFPageObj_GetFillColor)
    if shade is None or shade < _LIGHT:
        return
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPageObj_GetBounds(text, byref(left), byref(bottom), byref(right), byref(top)):
        return
    corners = [transformed(matrix, x.value, y.value) for x, y in ((left, bottom), (right, top))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    x0, y0, x1, y1 = frame.shown(min(xs), min(ys), max(xs), max(ys))
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    for number in range(len(marks) - 1, max(-1, len(marks) - 1 - _LETTERED_BEHIND), -1):
        mark = marks[number]
        box = mark.box
        if mark.kind == "fill" and box.x0 <= x <= box.x1 and box.top <= y <= box.bottom:
            if mark.shade is not None and mark.shade < _DARK:
                marks[number] = replace(mark, lettered=True)
            return


def _image_marks(item: Any, matrix: Matrix, frame: Frame) -> Iterator[DrawnMark]:
    mark = _mark("image", _image_edges(item, matrix, frame), None, frame)
    if mark is not None:
        yield mark


def _image_edges(item: Any, matrix: Matrix, frame: Frame) -> Edges:
    whole = multiplied(_matrix_of(item), matrix)
    corners = [transformed(whole, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return frame.shown(min(xs), min(ys), max(xs), max(ys))


def _mark(kind: MarkKind, edges: Edges, shade: float | None, frame: Frame) -> DrawnMark | None:
    x0, top, x1, bottom = (
        max(edges[0], 0.0),
        max(edges[1], 0.0),
        min(edges[2], frame.width),
        min(edges[3], frame.height),
    )
    width, height = x1 - x0, bottom - top
    if width < _LEAST_WIDTH or height < _LEAST_HEIGHT:
        return None
    if width >= _WHOLE * frame.width and height >= _WHOLE * frame.height:
        return None
    large = width * height >= _LARGE * frame.width * frame.height
    # A black box over most of a page withholds it; a light one is its background.
    if large and (kind != "fill" or shade is None or shade > 0.5):
        return None
    return DrawnMark(kind, Box(x0, top, x1, bottom), shade)


def _shade(item: Any, read: Any) -> float | None:
    """How light the paint looks on white paper; None for paint that does not show."""
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not read(item, byref(red), byref(green), byref(blue), byref(alpha)) or not alpha.value:
        return None
    light = (0.299 * red.value + 0.587 * green.value + 0.114 * blue.value) / 255
    return round(1 - (1 - light) * alpha.value / 255, 3)
