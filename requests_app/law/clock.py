"""What a rule of law may know of a request: legal days, never a system moment."""

from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True)
class RequestClock:
    """The legal days of one request to one agency (a path such as `DHS/ICE`).

    `received_on`: receipt by the component that answers. `determined_on`: the date printed on the
    adverse determination, not the day it arrived. `stated_window`: the appeal period its letter
    gives, where it gives one.
    """

    agency: str
    received_on: date | None = None
    determined_on: date | None = None
    stated_window: StatedPeriod | None = None
