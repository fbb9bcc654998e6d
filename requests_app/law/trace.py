"""An answer of the law together with how it was reached, step by step."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


class NothingRunsError(ValueError):
    """The ledger lacks the entry that would start the clock."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working; `authority` is the key of what the line rests on, or empty."""

    label: str
    authority: str = ""

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class DayCounted:
    """One day of a count: its number, or None for a day that was left out, and why in words.

    `label` is the line to print: `Tue, Feb 18, 2025: day 10`.
    """

    on: date
    number: int | None
    label: str
    authority: str = ""

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Answer(Generic[T_co]):
    """A value with its working, in the order in which it was reached.

    `steps` is the working as a letter prints it; `days` the same count day by day, where days of
    the week were counted.
    """

    value: T_co
    steps: tuple[Step, ...] = ()
    days: tuple[DayCounted, ...] = ()

    @property
    def working(self) -> tuple[str, ...]:
        """The steps as lines to print."""
        return tuple(step.label for step in self.steps)

    @property
    def day_by_day(self) -> tuple[str, ...]:
        """A line for every day of the count."""
        return tuple(day.label for day in self.days)

    @property
    def authorities(self) -> tuple[str, ...]:
        """The keys of the authorities used, each once, in order of first use."""
        return tuple(dict.fromkeys(step.authority for step in self.steps if step.authority))

    def after(self, *steps: Step) -> "Answer[T_co]":
        """The same answer with earlier steps before its own."""
        return replace(self, steps=(*steps, *self.steps))

    def then(self, *steps: Step) -> "Answer[T_co]":
        """The same answer with later steps after its own."""
        return replace(self, steps=(*self.steps, *steps))
