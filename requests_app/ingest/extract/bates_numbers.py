"""The numbers of one series of stamps, as its pages in their order agree on them.

The distance between a page's place and its number is the same along a run of pages. A reading that
shares it with the page before or after is sure; an unsure one between two sure ones of the same run
was badly read. A number that may as well be true, with a real gap beside it, is left as it stands.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from requests_app.ingest.extract.contract import Span, StampFact
from requests_app.ingest.parsers.contract import Box, ParsedPage, Word

MarginLines = Callable[[ParsedPage], Iterator[tuple[int, str, Sequence[Word]]]]
FAR = 100
"""A jump at either end of a file this wide, by one figure only, is taken for a misreading."""
MOST_MISREAD = 2
"""A reading that differs in more figures than this is another number: pages bound out of order."""
LEAST_WIDTH = 5
"""Figures that a number needs to be known again without its prefix."""
FIGURES = re.compile(r"[0-9OoQDIl|SsBZ]{3,12}")
LOOKALIKES = str.maketrans("OoQDIl|SsBZ", "00001115582")


@dataclass(frozen=True, slots=True)
class Reading:
    """One stamp as read. `position` is the place of its page in the file, `alone` where nothing
    else stands on its line, `respelt` where its prefix was read otherwise than the series'."""

    position: int
    span: Span
    raw: str
    prefix: str
    number: int
    width: int
    alone: bool = False
    respelt: bool = False
    box: Box | None = None

    @property
    def is_padded(self) -> bool:
        """Whether the number begins with a nought."""
        return len(str(self.number)) < self.width


def numbers_agreed(
    series: Sequence[Reading], pages: Sequence[ParsedPage], margins: MarginLines
) -> list[StampFact]:
    """The stamps of one series, given in page order, one a page: their numbers put right, and
    those found whose prefix was not read."""
    chosen = _one_a_page(series)
    width = _width(chosen)
    numbers = _repaired(chosen)
    stamps = [
        StampFact(
            span=each.span,
            raw=each.raw,
            prefix=each.prefix,
            number=number,
            width=width,
            repaired=number != each.number or each.respelt,
            box=each.box,
        )
        for each, number in zip(chosen, numbers, strict=True)
    ]
    known = {each.position: number for each, number in zip(chosen, numbers, strict=True)}
    return stamps + list(_recovered(known, chosen[0].prefix, width, pages, margins))


def _one_a_page(series: Sequence[Reading]) -> list[Reading]:
    """One reading a page: where there are two, the one that follows the page before."""
    chosen: list[Reading] = []
    for each in series:
        if not chosen or chosen[-1].position != each.position:
            chosen.append(each)
            continue
        if len(chosen) > 1:
            expected = chosen[-2].number + each.position - chosen[-2].position
            if abs(each.number - expected) < abs(chosen[-1].number - expected):
                chosen[-1] = each
    return chosen


def _width(series: Sequence[Reading]) -> int:
    """The figures to which numbers are padded; 0 where none is padded."""
    width = Counter(each.width for each in series).most_common(1)[0][0]
    same = sum(each.width == width for each in series) * 2 > len(series)
    return width if same and any(each.is_padded for each in series) else 0


def _repaired(series: Sequence[Reading]) -> list[int]:
    """The number of each reading. None is given a number that stands on another page: those of
    the sure readings, and then of the unsure ones that could not be put right themselves."""
    sure = _sure(series)
    likely = _by_neighbours(series, sure)
    taken = {series[index].number for index in sure}
    swapped = dict(zip((each.number for each in series), likely, strict=True))
    numbers = likely
    for _ in range(2):
        numbers = [
            number
            if (number == each.number or number not in taken)
            and _unlike(number, each) <= MOST_MISREAD
            and swapped.get(number) != each.number
            else each.number
            for number, each in zip(likely, series, strict=True)
        ]
        pairs = zip(series, numbers, strict=True)
        taken = taken | {each.number for each, number in pairs if number == each.number}
    return numbers


def _by_neighbours(series: Sequence[Reading], sure: set[int]) -> list[int]:
    """What its nearest sure neighbours make of each reading."""
    behind: list[Reading | None] = []
    for index in range(len(series) - 1, -1, -1):
        known = behind[-1] if behind else None
        behind.append(series[index] if index in sure else known)
    behind.reverse()
    numbers = []
    before: Reading | None = None
    for index, each in enumerate(series):
        numbers.append(each.number if index in sure else _likely(each, before, behind[index]))
        before = each if index in sure else before
    return numbers


def _sure(series: Sequence[Reading]) -> set[int]:
    """The readings that share their offset with a neighbour's."""
    sure: set[int] = set()
    for index in range(1, len(series)):
        if _offset(series[index]) == _offset(series[index - 1]):
            sure |= {index - 1, index}
    return sure


def _offset(reading: Reading) -> int:
    return reading.number - reading.position


def _likely(each: Reading, before: Reading | None, after: Reading | None) -> int:
    """The number of an unsure reading between its nearest sure neighbours."""
    from_before = each.position + _offset(before) if before else None
    from_after = each.position + _offset(after) if after else None
    if before and after and from_before is not None and from_after is not None:
        if from_before == from_after:
            return from_before
        if before.number < each.number < after.number or not before.number < from_before:
            return each.number
        return min(from_before, from_after, key=lambda number: _unlike(number, each))
    if before and from_before is not None:
        misread = each.number <= before.number or _far_by_one_figure(each, from_before)
        return from_before if misread else each.number
    if after and from_after is not None and from_after > 0:
        misread = each.number >= after.number or _far_by_one_figure(each, from_after)
        return from_after if misread else each.number
    return each.number


def _unlike(number: int, reading: Reading) -> int:
    """In how many figures a number differs from the reading."""
    written, read = str(number).zfill(reading.width), str(reading.number).zfill(reading.width)
    if len(written) != len(read):
        return max(len(written), len(read))
    return sum(a != b for a, b in zip(written, read, strict=True))


def _far_by_one_figure(reading: Reading, expected: int) -> bool:
    return abs(reading.number - expected) >= FAR and _unlike(expected, reading) == 1


def _recovered(
    known: dict[int, int],
    prefix: str,
    width: int,
    pages: Sequence[ParsedPage],
    margins: MarginLines,
) -> Iterator[StampFact]:
    """Stamps of which only the figures were read, on pages beside stamped ones."""
    if width < LEAST_WIDTH:
        return
    missing = [position for position in range(len(pages)) if position not in known]
    for position in [*missing, *reversed(missing)]:
        if position in known:
            continue
        expected = {known[position - step] + step for step in (-1, 1) if position - step in known}
        found = _figures(pages[position], expected, width, margins)
        if found:
            known[position] = found[1]
            yield StampFact(
                span=found[0],
                raw=pages[position].text[found[0].start : found[0].end],
                prefix=prefix,
                number=found[1],
                width=width,
                repaired=True,
                box=found[2],
            )


def _figures(
    page: ParsedPage, expected: set[int], width: int, margins: MarginLines
) -> tuple[Span, int, Box | None] | None:
    for start, text, words in margins(page):
        for found in FIGURES.finditer(text):
            read = found.group().translate(LOOKALIKES)
            for number in expected:
                if read == str(number).zfill(width) and not text[found.end() :].strip():
                    at = Span(page.index, start + found.start(), start + found.end())
                    box = next((word.box for word in words if word.end > at.start), None)
                    return at, number, box
    return None
