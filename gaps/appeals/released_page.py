"""Pages of released files, taken as they are displayed."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pikepdf

from gaps.appeals.page_picture import page_picture

SMALLEST = 1.0
"""A page narrower or lower than a point shows nothing; it is drawn by the other library."""


@dataclass(frozen=True, slots=True)
class Released:
    """A page with the size in points at which it is displayed."""

    page: pikepdf.Page
    width: float
    height: float

    @classmethod
    def of(cls, page: pikepdf.Page) -> Self:
        """The page within what is displayed of it: its crop box, as far as the sheet reaches."""
        x0, y0, x1, y1 = _displayed(page)
        # What is set into another page is cut at the trim box, which is made for printers.
        page.obj.TrimBox = pikepdf.Array([x0, y0, x1, y1])
        turned = int(page.obj.get("/Rotate", 0) or 0) % 180 != 0
        width, height = (y1 - y0, x1 - x0) if turned else (x1 - x0, y1 - y0)
        if width < SMALLEST or height < SMALLEST:
            raise ValueError("the page has no size")
        return cls(page, width, height)


def _displayed(page: pikepdf.Page) -> tuple[float, float, float, float]:
    sheet, crop = _box(page.mediabox), _box(page.cropbox)
    x0, y0, x1, y1 = (
        max(sheet[0], crop[0]),
        max(sheet[1], crop[1]),
        min(sheet[2], crop[2]),
        min(sheet[3], crop[3]),
    )
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else sheet


def _box(box: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(value) for value in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


class ReleasedPages:
    """Opens each file once, and closes all at the end."""

    def __init__(self) -> None:
        self._opened: dict[Path, pikepdf.Pdf | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for each in self._opened.values():
            if each is not None:
                each.close()

    def page(self, path: Path, number: int) -> Released | None:
        """Page `number` (from 1) as it is; None where it cannot be set as it is displayed."""
        if path not in self._opened:
            self._opened[path] = _opened(path)
        source = self._opened[path]
        try:
            return Released.of(_inherited(source, number)) if source else None
        except (pikepdf.PdfError, ValueError, IndexError, TypeError, AttributeError, KeyError):
            return None


def _inherited(source: pikepdf.Pdf, number: int) -> pikepdf.Page:
    page = source.pages[number - 1]
    node: Any = page.obj
    for _ in range(len(source.pages) + 100):
        if "/Rotate" in node or "/Parent" not in node:
            break
        node = node.Parent
    if "/Rotate" in node:
        page.obj.Rotate = int(node.Rotate)
    return page


def _opened(path: Path) -> pikepdf.Pdf | None:
    """The file with its annotations and fields made part of its pages, or None where this library
    refuses it, or where it has layers that are switched off, which would show when taken out."""
    try:
        opened: pikepdf.Pdf = pikepdf.open(path)
    except (pikepdf.PdfError, OSError, ValueError):
        return None
    try:
        if _hides_layers(opened):
            opened.close()
            return None
        form = opened.Root.get("/AcroForm")
        if form is not None and form.get("/NeedAppearances"):
            opened.generate_appearance_streams()
        if any("/Annots" in page for page in opened.pages):
            opened.flatten_annotations("screen")
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError):
        opened.close()
        return None
    return opened


def _hides_layers(opened: pikepdf.Pdf) -> bool:
    layers = opened.Root.get("/OCProperties")
    if layers is None:
        return False
    shown = layers.get("/D", pikepdf.Dictionary())
    state = str(shown.get("/BaseState", "/ON"))
    return bool(len(shown.get("/OFF", pikepdf.Array()))) or state != "/ON"


def as_picture(stack: ExitStack, path: Path, number: int) -> Released:
    """A page of the size at which the other library displays it, holding a picture of it.

    Raises PictureError where that library cannot draw it either.
    """
    drawn = page_picture(path, number)
    holder = pikepdf.new()
    stack.callback(holder.close)
    page = holder.add_blank_page(page_size=(drawn.points_wide, drawn.points_high))
    image = pikepdf.Stream(holder, b"")
    image.write(drawn.pixels, filter=pikepdf.Name.FlateDecode)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height = drawn.width, drawn.height
    image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=image))
    content = f"q {drawn.points_wide:.2f} 0 0 {drawn.points_high:.2f} 0 0 cm /Picture Do Q"
    page.Contents = holder.make_stream(content.encode("ascii"))
    return Released.of(page)
