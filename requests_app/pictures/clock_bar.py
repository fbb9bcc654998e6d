"""A period of the law as a bar, from the day it began to the day it ended or is looked at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

Kind = Literal["run", "extended", "tolled", "late", "left"]
NARROWEST = 0.6
"""Percent of the width: a day in ten years is still drawn this wide."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """What the law said of a period, seen on the day `on`.

    `due` is its last day, None while it stands still; `unextended` the last day without the
    extension. Tolled days are given as (first, last), both included, the last None while the
    reply is awaited. `done` is the day of the act, None where it has not come.
    """

    began: date
    on: date
    due: date | None
    unextended: date | None
    tolled: Sequence[tuple[date, date | None]]
    done: date | None

    @property
    def stop(self) -> date:
        """The day to which it ran: that of the act, else the one it is looked at."""
        return max(self.done or self.on, self.began)


@dataclass(frozen=True, slots=True)
class Span:
    """Days of one kind, both ends included, and where they are drawn, in percent."""

    kind: Kind
    first: date
    last: date
    x: float
    width: float

    @property
    def days(self) -> int:
        """Days of the calendar."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day under or over the bar. `side` is where its words stand, so that they stay inside."""

    name: str
    day: date
    x: float
    side: Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class ClockBar:
    """The spans in their order, and the marks: the beginning, the last day, the act or the day it
    is looked at. `late` is the working days that it came, or has waited, after the last day."""

    spans: tuple[Span, ...]
    marks: tuple[DayMark, ...]
    late: int
    is_done: bool

    @property
    def stands_still(self) -> bool:
        """Whether nothing is due, as the reply to a question is awaited."""
        return not any(each.name == "due" for each in self.marks)

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds that are drawn, for the legend."""
        return frozenset(each.kind for each in self.spans)


def clock_bar(period: Period, *, late: int) -> ClockBar:
    """The bar of a period; `late` is counted by the law, in working days, and only handed on."""
    last = max(period.stop, period.due or period.stop)
    whole = (last - period.began).days + 1
    spans = tuple(
        Span(
            kind,
            first,
            end,
            round(min(100 * (first - period.began).days / whole, 100 - NARROWEST), 2),
            round(max(100 * ((end - first).days + 1) / whole, NARROWEST), 2),
        )
        for kind, first, end in _spans(period, last)
    )
    return ClockBar(spans, tuple(_marks(period, whole)), late, period.done is not None)


def _spans(period: Period, last: date) -> Iterable[tuple[Kind, date, date]]:
    days = [period.began + _DAY * number for number in range((last - period.began).days + 1)]
    for kind, same in groupby(days, lambda day: _kind(period, day)):
        held = list(same)
        yield kind, held[0], held[-1]


def _kind(period: Period, day: date) -> Kind:
    if day > period.stop:
        return "left"
    if period.due and day > period.due:
        return "late"
    if any(first <= day and (end is None or day <= end) for first, end in period.tolled):
        return "tolled"
    return "extended" if period.unextended and day > period.unextended else "run"


def _marks(period: Period, whole: int) -> Iterable[DayMark]:
    """Where a day ends on the bar; the beginning stands at its edge."""
    named = [("due", period.due), ("done" if period.done else "today", period.stop)]
    yield DayMark("began", period.began, 0, "start")
    for name, day in named:
        if day:
            x = round(100 * ((day - period.began).days + 1) / whole, 2)
            yield DayMark(name, day, x, "start" if x < 50 else "end")
