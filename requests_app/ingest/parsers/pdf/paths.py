"""The boxes of a PDF path: each of its rectangles by itself, for one path may hide many lines."""

from collections.abc import Iterator, Sequence
from ctypes import byref, c_float
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from requests_app.ingest.parsers.pdf.frame import Edges

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

_MOST_SEGMENTS = 5_000
_FILLS_ITS_BOX = 0.8
"""A shape that covers less of its bounding box than this is a drawing, not a box."""


class PathBox(NamedTuple):
    """A box in page coordinates (left, bottom, right, top); `solid` for a line drawn so thick
    that it covers like a fill."""

    edges: Edges
    solid: bool


def multiplied(one: Matrix, two: Matrix) -> Matrix:
    """The matrix that applies `one`, then `two`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def transformed(matrix: Matrix, x: float, y: float) -> Point:
    """A point after the matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def boxes_of_path(path: Any, matrix: Matrix, stroke: float | None) -> Iterator[PathBox]:
    """The boxes of a filled path, or with `stroke`, its width, of one that is only drawn."""
    scale = (abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) ** 0.5
    for points in _subpaths(path, matrix):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        edges = (min(xs), min(ys), max(xs), max(ys))
        width, height = edges[2] - edges[0], edges[3] - edges[1]
        if stroke is not None and min(width, height) < 1.0:
            half = stroke * scale / 2
            if width >= height:
                yield PathBox((edges[0], edges[1] - half, edges[2], edges[3] + half), True)
            else:
                yield PathBox((edges[0] - half, edges[1], edges[2] + half, edges[3]), True)
        elif _area(points) >= _FILLS_ITS_BOX * width * height:
            yield PathBox(edges, False)


def _subpaths(path: Any, matrix: Matrix) -> Iterator[list[Point]]:
    points: list[Point] = []
    x, y = c_float(), c_float()
    at_x, at_y = byref(x), byref(y)
    count = pdfium.FPDFPath_CountSegments(path)
    for index in range(min(count, _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        if pdfium.FPDFPathSegment_GetPoint(segment, at_x, at_y):
            points.append(transformed(matrix, x.value, y.value))
    if len(points) > 1:
        yield points


def _area(points: Sequence[Point]) -> float:
    """The area of the polygon, by the shoelace formula."""
    turned = zip(points, (*points[1:], points[0]), strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in turned)) / 2
