"""The thin line around the words relied on. It runs between the lines of text, over no word."""

from collections.abc import Sequence

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom, in points from the upper left corner."""
MARGIN = 1.6
SAME_COLUMN = 1.9
"""Lines whose tops are further apart than this many heights are outlined each by itself."""


def line_boxes(words: Sequence[Sequence[float]], start: int, end: int) -> list[Box]:
    """The boxes of the words between two offsets, one a line."""
    within = [word for word in words if word[0] < end and start < word[1]]
    found: list[list[float]] = []
    for _, _, x0, top, x1, bottom in within:
        if found and top < found[-1][3] and bottom > found[-1][1] and x1 > found[-1][0]:
            line = found[-1]
            line[:] = [min(line[0], x0), min(line[1], top), max(line[2], x1), max(line[3], bottom)]
        else:
            found.append([x0, top, x1, bottom])
    return [(x0, top, x1, bottom) for x0, top, x1, bottom in found]


def paths(boxes: Sequence[Box], height: float) -> list[str]:
    """Closed paths of a content stream around the lines, on a page of this height in points."""
    return [_path(_edges(block), height) for block in _blocks(boxes)]


def rings(boxes: Sequence[Box]) -> list[list[tuple[float, float]]]:
    """The corners of the outlines around the lines, from the upper left corner of the page."""
    return [_corners(_edges(block)) for block in _blocks(boxes)]


def _blocks(boxes: Sequence[Box]) -> list[list[Box]]:
    """Lines that follow one another and overlap from side to side share one outline."""
    blocks: list[list[Box]] = []
    for box in boxes:
        last = blocks[-1][-1] if blocks else None
        if last and _adjoin(last, box):
            blocks[-1].append(box)
        else:
            blocks.append([box])
    return blocks


def _adjoin(above: Box, below: Box) -> bool:
    tall = max(above[3] - above[1], below[3] - below[1])
    follows = above[1] < below[1] < above[1] + SAME_COLUMN * tall
    return follows and above[0] < below[2] and below[0] < above[2]


def _edges(block: Sequence[Box]) -> list[Box]:
    """The lines widened by the margin, each reaching halfway to the next."""
    rows = [
        [x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN] for x0, top, x1, bottom in block
    ]
    for (_, _, _, bottom), (_, top, _, _), above, below in zip(
        block, block[1:], rows, rows[1:], strict=False
    ):
        above[3] = below[1] = (bottom + top) / 2
    return [(x0, top, x1, bottom) for x0, top, x1, bottom in rows]


def _corners(rows: Sequence[Box]) -> list[tuple[float, float]]:
    right = [(x1, y) for _, top, x1, bottom in rows for y in (top, bottom)]
    left = [(x0, y) for x0, top, _, bottom in reversed(rows) for y in (bottom, top)]
    return [*right, *left]


def _path(rows: Sequence[Box], height: float) -> str:
    points = [f"{x:.1f} {height - y:.1f}" for x, y in _corners(rows)]
    return f"{points[0]} m {' '.join(f'{each} l' for each in points[1:])} h S"
