"""The numbers stamped on the pages of a release as strips: present, withheld, missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

WIDTH = 1000
NARROWEST = 3.0
"""A hole of one page in ten thousand is still drawn this wide."""

Mark = Literal["solid", "hollow", "hatched"]


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive numbers of one mark, with their place on the strip."""

    mark: Mark
    first: int
    last: int
    x: float
    width: float

    @property
    def count(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Strip:
    """The numbers of one prefix, from the first to the last."""

    prefix: str
    first: int
    last: int
    runs: tuple[Run, ...]

    @property
    def missing(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.mark == "hollow")


def bates_strip(
    prefix: str, stamped: Iterable[int], withheld: Sequence[tuple[int, int]]
) -> Strip | None:
    """The strip of one prefix: numbers on pages, and ranges that sheets account for. None where
    no number is stamped."""
    present = sorted(set(stamped))
    if not present:
        return None
    first = min([present[0], *(low for low, _ in withheld)])
    last = max([present[-1], *(high for _, high in withheld)])
    spans = _present(present) + [("hatched", low, high) for low, high in sorted(withheld)]
    runs = _whole(first, last, sorted(spans, key=lambda each: each[1:]))
    scale = WIDTH / (last - first + 1)
    drawn = tuple(
        Run(
            mark,
            low,
            high,
            round(min((low - first) * scale, WIDTH - NARROWEST), 1),
            round(max((high - low + 1) * scale, NARROWEST), 1),
        )
        for mark, low, high in runs
    )
    return Strip(prefix, first, last, drawn)


def _present(numbers: Sequence[int]) -> list[tuple[Mark, int, int]]:
    runs: list[tuple[Mark, int, int]] = []
    start = before = numbers[0]
    for number in numbers[1:]:
        if number != before + 1:
            runs.append(("solid", start, before))
            start = number
        before = number
    return [*runs, ("solid", start, before)]


def _whole(
    first: int, last: int, spans: Sequence[tuple[Mark, int, int]]
) -> list[tuple[Mark, int, int]]:
    """The spans without overlap, and what no span covers as missing."""
    runs: list[tuple[Mark, int, int]] = []
    next_number = first
    for mark, low, high in spans:
        low = max(low, next_number)
        if low > high:
            continue
        if low > next_number:
            runs.append(("hollow", next_number, low - 1))
        runs.append((mark, low, high))
        next_number = high + 1
    if next_number <= last:
        runs.append(("hollow", next_number, last))
    return runs
