"""A period in words of the law: a number of days of one of two kinds."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["working_day", "calendar_day"]


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """A period that a letter of the agency states, as in "within 90 days"."""

    days: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError(f"a period of {self.days} days is no period")

    def __str__(self) -> str:
        return f"{self.days} {self.unit.replace('_', ' ')}s"
