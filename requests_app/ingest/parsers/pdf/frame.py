"""From the coordinates of a PDF page to those of the page as it is shown."""

from ctypes import byref
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

Edges = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left corner of the page as shown."""


_FAR = 1_000_000.0
"""Points beyond which a place is a fault of the file; so is one that is not a number."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page (its crop box) and its rotation in quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """The width as shown."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """The height as shown."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def shown(self, left: float, bottom: float, right: float, top: float) -> Edges:
        """A rectangle of the page's own coordinates as it is shown."""
        if self.turns == 0:
            return (
                left - self.left,
                self.top - top,
                right - self.left,
                self.top - bottom,
            )
        if self.turns == 1:
            return (
                bottom - self.bottom,
                left - self.left,
                top - self.bottom,
                right - self.left,
            )
        if self.turns == 2:
            return (
                self.right - right,
                bottom - self.bottom,
                self.right - left,
                top - self.bottom,
            )
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def original(self, edges: Edges) -> Edges:
        """The opposite of `shown`: left, bottom, right, top in the page's own coordinates."""
        x0, top, x1, bottom = edges
        if self.turns == 0:
            return x0 + self.left, self.top - bottom, x1 + self.left, self.top - top
        if self.turns == 1:
            return top + self.left, x0 + self.bottom, bottom + self.left, x1 + self.bottom
        if self.turns == 2:
            return self.right - x1, top + self.bottom, self.right - x0, bottom + self.bottom
        return self.right - bottom, self.top - x1, self.right - top, self.top - x0

    def covers(self, edges: Edges) -> bool:
        """Whether any part of the rectangle is on the page as shown."""
        x0, top, x1, bottom = edges
        across = -_FAR < x0 < self.width and 0 < x1 < _FAR
        return across and -_FAR < top < self.height and 0 < bottom < _FAR


def frame_of(page: Any) -> Frame:
    """The frame of a loaded pdfium page."""
    box = pdfium.FS_RECTF()
    turns = max(pdfium.FPDFPage_GetRotation(page), 0) % 4
    if pdfium.FPDF_GetPageBoundingBox(page, byref(box)):
        left, right = sorted((box.left, box.right))
        bottom, top = sorted((box.bottom, box.top))
        return Frame(left, bottom, right, top, turns)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if turns % 2:
        width, height = height, width
    return Frame(0.0, 0.0, width, height, turns)
