"""The process that draws a page of an untrusted PDF: no Django, no secrets, no network, bounded
memory.

It writes the picture to its standard output: a line with its width and height in pixels, then
three bytes a pixel. Started by `requests_app.ingest.page_drawing` only.
"""

import sys
from math import ceil
from typing import Any

from requests_app.ingest.reader_child import allow_seconds, confine

MOST_SCALE = 6.0
"""Pixels a point; a page the size of a stamp is not blown up to a sheet."""


def main(path: str, page: int, width: int, most_pixels: int, memory: int, seconds: int) -> None:
    """Draw page `page` (from 1) as it is displayed, `width` pixels wide where that is possible."""
    import pypdfium2

    confine(memory, 0)
    allow_seconds(seconds)
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    _write(*_drawn(document[page - 1], width, most_pixels))


def _drawn(page: Any, width: int, most_pixels: int) -> tuple[int, int, int, memoryview]:
    import pypdfium2.raw as pdfium

    points_wide, points_high = page.get_size()
    scale = min(width / max(points_wide, 1.0), MOST_SCALE)
    while ceil(points_wide * scale) * ceil(points_high * scale) > most_pixels:
        scale *= 0.9
    bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=pdfium.FPDFBitmap_BGR)
    return bitmap.width, bitmap.height, bitmap.stride, memoryview(bytes(bitmap.buffer))


def _write(width: int, height: int, stride: int, rows: memoryview) -> None:
    out = sys.stdout.buffer
    out.write(f"{width} {height}\n".encode("ascii"))
    for row in range(height):
        out.write(rows[row * stride : row * stride + width * 3])
