"""An answer of the law together with how it was reached, step by step."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working; `authority` is the key of what the line rests on, or empty."""

    label: str
    authority: str = ""

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Answer(Generic[T_co]):
    """A value with its working, in the order in which it was reached."""

    value: T_co
    steps: tuple[Step, ...] = ()

    @property
    def working(self) -> tuple[str, ...]:
        """The steps as lines to print."""
        return tuple(step.label for step in self.steps)

    @property
    def authorities(self) -> tuple[str, ...]:
        """The keys of the authorities used, each once, in order of first use."""
        return tuple(dict.fromkeys(step.authority for step in self.steps if step.authority))

    def after(self, *steps: Step) -> "Answer[T_co]":
        """The same answer with earlier steps before its own."""
        return Answer(self.value, (*steps, *self.steps))
