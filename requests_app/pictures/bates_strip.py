"""The numbers stamped on the pages of a release as strips: present, withheld, missing."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice, pairwise
from typing import Literal

ALONE = 500
"""Numbers that stand on one lane."""
LANES = 12
"""Lanes of a strip at the most: a long release goes on in the next lane, as lines of a page do."""
LINKED = 40
"""Marks of a picture that open their pages; of more, the table beside it does."""
NARROWEST = 0.5
"""Percent of the width: a hole of one page in ten thousand is still drawn this wide."""

Mark = Literal["solid", "hollow", "hatched"]
Place = tuple[int, int]
"""A file and the index of a page in it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive numbers of one mark, and the page to open for them: their first page, the sheet
    that accounts for them, or for missing ones the last page before them."""

    mark: Mark
    first: int
    last: int
    place: Place | None = None

    @property
    def count(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark on a lane, in percent of its width. Of marks too near to be told apart it is the
    whole: `numbers` are those it stands for, `runs` how many runs."""

    run: Run
    x: float
    width: float
    numbers: int
    runs: int = 1


@dataclass(frozen=True, slots=True)
class Lane:
    """A part of the strip: its numbers, the width of all of them, what is drawn over it."""

    first: int
    last: int
    width: float
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """The numbers of one prefix, from the first to the last."""

    prefix: str
    first: int
    last: int
    runs: tuple[Run, ...]
    lanes: tuple[Lane, ...]

    @property
    def missing(self) -> tuple[Run, ...]:
        return self._of("hollow")

    @property
    def withheld(self) -> tuple[Run, ...]:
        return self._of("hatched")

    @property
    def is_linked(self) -> bool:
        """Whether each mark opens its page: nobody goes through hundreds of them by keyboard."""
        return sum(len(lane.drawn) for lane in self.lanes) <= LINKED

    @property
    def absent(self) -> tuple[Run, ...]:
        """What is not there, missing or withheld, in the order of the numbers."""
        return tuple(run for run in self.runs if run.mark != "solid")

    @property
    def missing_count(self) -> int:
        """Numbers that are missing."""
        return sum(run.count for run in self.missing)

    @property
    def withheld_count(self) -> int:
        """Numbers that sheets account for."""
        return sum(run.count for run in self.withheld)

    def _of(self, mark: Mark) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.mark == mark)


def bates_strip(prefix: str, present: Iterable[Run], withheld: Iterable[Run]) -> Strip | None:
    """The strip of one prefix: runs on pages, and ranges that sheets account for. None where no
    number is stamped. A page that is there counts before a sheet that accounts for its number."""
    pages = _apart(present)
    if not pages:
        return None
    firsts = [each.first for each in pages]
    sheets = [part for each in _apart(withheld) for part in _outside(each, pages, firsts)]
    runs = _with_holes(sorted([*pages, *sheets], key=_order))
    first, last = runs[0].first, runs[-1].last
    return Strip(prefix, first, last, runs, tuple(_lanes(first, last, runs)))


def _order(run: Run) -> tuple[int, int]:
    return run.first, run.last


def _apart(runs: Iterable[Run]) -> list[Run]:
    """The runs in order, each from where the one before it ends."""
    apart: list[Run] = []
    for run in sorted(runs, key=_order):
        low = max(run.first, apart[-1].last + 1) if apart else run.first
        if low <= run.last:
            apart.append(replace(run, first=low))
    return apart


def _outside(sheet: Run, pages: Sequence[Run], firsts: Sequence[int]) -> Iterable[Run]:
    """The numbers of a sheet that stand on no page."""
    low = sheet.first
    for page in islice(pages, max(bisect_right(firsts, low) - 1, 0), None):
        if page.first > sheet.last:
            break
        if page.first > low:
            yield replace(sheet, first=low, last=page.first - 1)
        low = max(low, page.last + 1)
    if low <= sheet.last:
        yield replace(sheet, first=low)


def _with_holes(spans: Sequence[Run]) -> tuple[Run, ...]:
    """The spans, and what no span covers as missing."""
    runs = [spans[0]]
    for before, run in pairwise(spans):
        if run.first > before.last + 1:
            runs.append(Run("hollow", before.last + 1, run.first - 1, before.place))
        runs.append(run)
    return tuple(runs)


def _lanes(first: int, last: int, runs: Sequence[Run]) -> Iterable[Lane]:
    length = _lane_length(last - first + 1)
    for start in range(first, last + 1, length):
        end = min(start + length - 1, last)
        here = [run for run in runs if run.last >= start and run.first <= end]
        drawn = tuple(_drawn(here, start, end, 100 / length))
        yield Lane(start, end, round(100 * (end - start + 1) / length, 2), drawn)


def _lane_length(numbers: int) -> int:
    """Numbers of one lane: all where they are few, else a round number that makes few lanes."""
    if numbers <= ALONE:
        return numbers
    tens: Iterator[int] = (10**power for power in count(2))
    return next(ten * step for ten in tens for step in (1, 2, 5) if numbers <= ten * step * LANES)


def _drawn(runs: Iterable[Run], start: int, end: int, scale: float) -> Iterable[Drawn]:
    """What is not there on one lane; the pages that are there are its ground."""
    held: Drawn | None = None
    for run in runs:
        if run.mark == "solid":
            continue
        low, high = max(run.first, start), min(run.last, end)
        x = min((low - start) * scale, 100 - NARROWEST)
        new = Drawn(run, round(x, 2), round(max((high - low + 1) * scale, NARROWEST), 2),
                    high - low + 1)  # fmt: skip
        if held and held.run.mark == run.mark and new.x < held.x + held.width + NARROWEST / 2:
            width = round(max(new.x + new.width - held.x, held.width), 2)
            held = Drawn(held.run, held.x, width, held.numbers + new.numbers, held.runs + 1)
            continue
        if held:
            yield held
        held = new
    if held:
        yield held
