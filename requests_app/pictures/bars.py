"""Bars of figures, one lane each, their parts one behind the other; in percent of the width, so
that the words keep their size on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 60
"""Percent of the width that the longest bar takes; its words stand behind it."""
LETTER = 1.95
"""Percent of the width of a phone that a letter of these words takes."""
SHORTEST = 20
"""Percent that the longest bar takes at least, whatever its words."""
LANES = 20
"""Lanes that are drawn; the table beside the picture has them all."""
WORDS, BAR, GAP, CLOSE = 20, 16, 14, 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A lane before it is drawn: (kind, value) of its parts, and the words behind the bar.

    A lane without a label belongs to the one above it."""

    label: str
    parts: tuple[tuple[str, float], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: how it is drawn, and where, in percent."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Lane:
    """A bar, the label above it (none: it belongs to the lane above) and the words behind it."""

    label: str
    label_y: int
    y: int
    parts: tuple[Part, ...]
    words_x: float
    words: str


@dataclass(frozen=True, slots=True)
class BarPicture:
    """The lanes, the height of the picture, and how many names it leaves to the table."""

    lanes: tuple[Lane, ...]
    height: int
    left_out: int


def bar_picture(figures: Sequence[Figure], *, lanes: int = LANES) -> BarPicture | None:
    """The picture of the first figures; None where there is nothing to draw."""
    drawn = figures[:lanes]
    most = max((sum(value for _, value in each.parts) for each in drawn), default=0)
    if not most:
        return None
    placed: list[Lane] = []
    scale = _scale(drawn, most)
    y = 0
    for figure in drawn:
        if figure.label:
            y += (GAP if placed else 0) + WORDS
        else:
            y += CLOSE
        placed.append(_lane(figure, y, scale))
        y += BAR
    left_out = sum(bool(each.label) for each in figures[lanes:])
    return BarPicture(tuple(placed), y + CLOSE, left_out)


def _scale(drawn: Sequence[Figure], most: float) -> float:
    """Percent of the width for a unit, so that behind every bar there is room for its words."""
    scale = LONGEST / most
    for figure in drawn:
        room = max(SHORTEST, 98 - LETTER * len(figure.words))
        # A bar of very little is no measure of how long the others are.
        scale = min(scale, room / max(sum(value for _, value in figure.parts), most / 100))
    return scale


def _lane(figure: Figure, y: int, scale: float) -> Lane:
    parts, x = [], 0.0
    for kind, value in figure.parts:
        if value:
            parts.append(Part(kind, round(x, 2), round(value * scale, 2)))
            x += value * scale
    return Lane(figure.label, y - 6, y, tuple(parts), round(x, 2), figure.words)
