"""Messages over time: produced above the line, proven and not produced below it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

BINS = 60
"""Columns at the most: a day each, else a week, a month, a quarter or a year."""
WIDTH, HEIGHT, AXIS = 1000, 90, 130


@dataclass(frozen=True, slots=True)
class Column:
    """The messages of one span of days: its first day in words, counts, and the two bars."""

    label: str
    produced: int
    inferred: int
    x: float
    width: float
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """The columns in order, the words for the span of one, and where the labels of time stand."""

    columns: tuple[Column, ...]
    span: str
    marks: tuple[tuple[float, str], ...]
    undated: int


def timeline_picture(counted: Mapping[tuple[date | None, bool], int]) -> TimelinePicture | None:
    """The picture of messages counted by (day, whether produced); None where none is dated."""
    days = sorted({day for day, _ in counted if day})
    if not days:
        return None
    span, start_of = next(
        (name, rule)
        for name, rule in _SPANS.items()
        if len(_starts(days[0], days[-1], rule)) <= BINS or name == "year"
    )
    starts = _starts(days[0], days[-1], start_of)
    produced, inferred = Counter[date](), Counter[date]()
    for (day, is_produced), number in counted.items():
        if day:
            (produced if is_produced else inferred)[start_of(day)] += number
    most = max([*produced.values(), *inferred.values()])
    step = WIDTH / len(starts)
    columns = tuple(
        Column(
            label=_label(start, span),
            produced=produced[start],
            inferred=inferred[start],
            x=round(place * step, 1),
            width=round(max(step - 2, 1), 1),
            above=round(HEIGHT * produced[start] / most, 1),
            below=round(HEIGHT * inferred[start] / most, 1),
        )
        for place, start in enumerate(starts)
    )
    undated = sum(number for (day, _), number in counted.items() if day is None)
    return TimelinePicture(columns, span, _marks(columns), undated)


def _starts(first: date, last: date, start_of: Callable[[date], date]) -> list[date]:
    """The first days of the spans from one day to another."""
    starts, day = [], start_of(first)
    while day <= last:
        starts.append(day)
        later = day + timedelta(days=1)
        while start_of(later) == day:
            later += timedelta(days=1)
        day = later
        if len(starts) > 4 * BINS:
            break
    return starts


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)


def _quarter(day: date) -> date:
    return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)


def _year(day: date) -> date:
    return day.replace(month=1, day=1)


_SPANS: dict[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": _monday,
    "month": _month,
    "quarter": _quarter,
    "year": _year,
}


def _label(start: date, span: str) -> str:
    shapes = {"month": "%b %Y", "quarter": "%b %Y", "year": "%Y"}
    return start.strftime(shapes.get(span, "%-d %b %Y"))


def _marks(columns: tuple[Column, ...]) -> tuple[tuple[float, str], ...]:
    """A handful of labels along the axis."""
    every = max(1, len(columns) // 6)
    return tuple((each.x, each.label) for each in columns[::every])
