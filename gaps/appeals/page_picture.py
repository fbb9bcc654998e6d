"""A page of a PDF as a picture, drawn in a process of its own: the file is not trusted.

This is for pages that cannot be set into the exhibits as they are. Run as a script it writes the
picture to its standard output: a line with its width and height in pixels and in points, then
three bytes a pixel.
"""

import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60
MEMORY_BYTES = 2 * 1024**3
PIXELS_A_POINT = 2.0
MOST_PIXELS = 24_000_000


class PictureError(RuntimeError):
    """The page could not be drawn."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels of one page, compressed, three bytes each, and its size in points."""

    width: int
    height: int
    points_wide: float
    points_high: float
    pixels: bytes


def page_picture(path: Path, page: int) -> Picture:
    """Page `page` (from 1) as it is displayed, its annotations and fields with it.

    Raises PictureError where the page cannot be drawn within a minute.
    """
    command = [sys.executable, "-I", __file__, str(path), str(page)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, env={}, check=True)
        size, _, pixels = done.stdout.partition(b"\n")
        wide, high, points_wide, points_high = size.split()
        width, height = int(wide), int(high)
        points = float(points_wide), float(points_high)
    except (subprocess.SubprocessError, ValueError) as error:
        raise PictureError(f"page {page} of {path.name} could not be drawn") from error
    if len(pixels) != width * height * 3:
        raise PictureError(f"page {page} of {path.name} was drawn in part")
    return Picture(width, height, *points, zlib.compress(pixels))


def _draw(path: str, page: int) -> None:
    import resource

    import pypdfium2
    import pypdfium2.raw as pdfium

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    drawn = document[page - 1]
    width, height = drawn.get_size()
    scale = min(PIXELS_A_POINT, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = drawn.render(
        scale=scale, rev_byteorder=True, force_bitmap_format=pdfium.FPDFBitmap_BGR
    )
    rows = memoryview(bytes(bitmap.buffer))
    sys.stdout.buffer.write(f"{bitmap.width} {bitmap.height} {width} {height}\n".encode())
    for row in range(bitmap.height):
        start = row * bitmap.stride
        sys.stdout.buffer.write(rows[start : start + bitmap.width * 3])


if __name__ == "__main__":
    _draw(sys.argv[1], int(sys.argv[2]))
