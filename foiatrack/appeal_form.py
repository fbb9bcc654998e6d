"""The form of the appeal workspace: a field for each text, in the order of the letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from gaps.appeals.differences import KEPT, Run
from gaps.appeals.written import (
    BEFORE_THE_POINTS,
    FIELDS,
    PARTS,
    Words,
    Written,
    WrittenPoint,
)

ACROSS = 84
TALLEST = 22
KEPT_AROUND = 240
HELP = {
    "also": "One relief a line.",
    "relief": "One relief a line; each reads on from “The agency should”.",
    "letterhead": "Leave it empty where the office’s own sheet prints it.",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A text area: its name in the form, what it is called, its words and its height."""

    name: str
    title: str
    words: Words
    rows: int
    help: str = ""

    @property
    def id(self) -> str:
        """As the page names it."""
        return f"id-{self.name.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class PointPlaces:
    """A point with its text areas; `number` is None for one that is left out."""

    point: WrittenPoint
    number: int | None
    heading: str
    places: tuple[Place, ...]


def places(written: Written) -> tuple[list[Place], list[Place]]:
    """The parts before the points, and those behind them."""
    found = {key: _place(key, PARTS[key], written.parts[key], HELP.get(key, "")) for key in PARTS}
    before = [found[key] for key in BEFORE_THE_POINTS]
    return before, [found[key] for key in PARTS if key not in BEFORE_THE_POINTS]


def points_listed(written: Written) -> list[PointPlaces]:
    """All points in their order, those left out too."""
    numbers = {each.key: number for number, each in enumerate(written.argued, 1)}
    return [
        PointPlaces(
            each,
            numbers.get(each.key),
            each.text("heading"),
            tuple(
                _place(f"{each.key}.{name}", FIELDS[name], words, HELP.get(name, ""))
                for name, words in each.words.items()
            ),
        )
        for each in written.points
    ]


def shortened(runs: Sequence[Run]) -> list[Run]:
    """A comparison in which long stretches that both have are cut."""
    return [_cut(each) if each.kind == KEPT else each for each in runs]


def _cut(run: Run) -> Run:
    if len(run.text) <= 2 * KEPT_AROUND + 20:
        return run
    return Run(KEPT, f"{run.text[:KEPT_AROUND]} […] {run.text[-KEPT_AROUND:]}")


def _place(name: str, title: str, words: Words, told: str) -> Place:
    lines = sum(1 + len(each) // ACROSS for each in words.text.split("\n"))
    return Place(f"text.{name}", title, words, max(1, min(TALLEST, lines)), told)
