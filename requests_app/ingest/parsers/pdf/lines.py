"""Words into lines by their positions, whatever the order in which they were drawn.

A label column and a value column that come apart in the content stream, or a label printed into
the gap of a redacted line, come together again because they stand on one baseline. Each word is
compared with its nearest neighbour on a line, so that the slant of a scanned page does no harm.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from requests_app.ingest.parsers.contract import Box, Word
from requests_app.ingest.parsers.pdf.words import PlacedWord

Line = list[PlacedWord]

_OVERLAP = 0.5
"""Words share a line if they overlap by this part of the lower one's height."""
_UNLIKE = 1.8
"""Words that differ more than this in height must share a baseline too."""
_BAND = 24.0
"""Height in points of the bands by which lines are looked up."""


def page_text(words: Sequence[PlacedWord]) -> tuple[str, tuple[Word, ...]]:
    """The text of the page in reading order and its words with their offsets into it."""
    parts: list[str] = []
    placed: list[Word] = []
    offset = 0
    for line in lines_of(words):
        for word in line:
            text, x0, top, x1, bottom = word[:5]
            end = offset + len(text)
            placed.append(Word(text, offset, end, Box(x0, top, x1, bottom)))
            parts.append(text)
            parts.append(" ")
            offset = end + 1
        parts[-1] = "\n"
    return "".join(parts[:-1]), tuple(placed)


def lines_of(words: Sequence[PlacedWord]) -> list[Line]:
    """The lines from top to bottom, each with its words from left to right."""
    level, leaning = _fragments(words)
    lines: list[Line] = []
    bands: dict[int, list[Line]] = defaultdict(list)
    for fragment in sorted(level, key=lambda fragment: fragment[0].x0):
        line = _home(fragment, bands)
        if line is None:
            lines.append(fragment)
            line = fragment
        else:
            _insert(line, fragment)
        # A line is found from every band in which it has a word.
        for band in {int(_middle(word) // _BAND) for word in fragment}:
            if not any(line is each for each in bands[band]):
                bands[band].append(line)
    return sorted([*lines, *leaning], key=_height)


def _fragments(words: Iterable[PlacedWord]) -> tuple[list[Line], list[Line]]:
    """Runs of words that the content stream already gives side by side; level, then leaning."""
    level: list[Line] = []
    leaning: list[Line] = []
    last: PlacedWord | None = None
    for word in words:
        if word.leans:
            if last is not None and last.leans and (word.joins or _one_column(last, word)):
                leaning[-1].append(word)
            else:
                leaning.append([word])
        elif (
            last is not None
            and word.joins
            and not last.leans
            and word.x0 >= last.x1 - 1.0
            and _fit(last, word) >= _OVERLAP
        ):
            level[-1].append(word)
        else:
            level.append([word])
        last = word
    return level, leaning


def _home(fragment: Line, bands: dict[int, list[Line]]) -> Line | None:
    """The line on which the fragment stands, if there is one yet."""
    first, last = fragment[0], fragment[-1]
    best: Line | None = None
    most = _OVERLAP
    band = int(_middle(first) // _BAND)
    for line in (line for near in (band - 1, band, band + 1) for line in bands.get(near, ())):
        at = bisect_left(line, first.x0, key=_left)
        fit = max(
            _fit(line[at - 1], first) if at else 0.0,
            _fit(line[at], last) if at < len(line) else 0.0,
        )
        if fit > most or (fit == most and best is None):
            best, most = line, fit
    return best


def _insert(line: Line, fragment: Line) -> None:
    inside = line[-1].x0 > fragment[0].x0
    line.extend(fragment)
    if inside:
        line.sort(key=_left)


def _fit(one: PlacedWord, other: PlacedWord) -> float:
    """How far two words overlap in height, as a part of the lower one; 0 if they cannot share
    a line."""
    tall, low = sorted((one.bottom - one.top, other.bottom - other.top), reverse=True)
    if low <= 0:
        return 0.0
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    if tall > _UNLIKE * low and abs(one.bottom - other.bottom) > _OVERLAP * low:
        return 0.0
    return overlap / low


def _one_column(one: PlacedWord, other: PlacedWord) -> bool:
    overlap = min(one.x1, other.x1) - max(one.x0, other.x0)
    return overlap > _OVERLAP * min(one.x1 - one.x0, other.x1 - other.x0)


def _left(word: PlacedWord) -> float:
    return word.x0


def _middle(word: PlacedWord) -> float:
    return (word.top + word.bottom) / 2


def _height(line: Line) -> tuple[float, float]:
    return sum(map(_middle, line)) / len(line), line[0].x0
