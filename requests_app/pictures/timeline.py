"""Messages over time: produced above the line, proven and not produced below it; across in percent
of the width, so that the words keep their size on a phone."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

BINS = 60
"""Columns at the most: a day each, else a week, a month, a quarter or a year."""
HEIGHT, AXIS, WORDS = 90, 96, 28
"""Of the tallest column, of the line between the two, and of the labels, in px."""
FILLED = 0.88
"""How much of the room of a column is drawn."""


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
class Mark:
    """The label of a column, where it stands, and the side of it that stands there; those between
    are left out where the picture is narrow."""

    label: str
    x: float
    anchor: str
    is_between: bool


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """The columns in order, the words for the span of one, and how many messages the tallest is;
    the labels of time; the line and the height in px."""

    columns: tuple[Column, ...]
    span: str
    most: int
    marks: tuple[Mark, ...]
    undated: int
    axis: int
    height: float


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
    step = 100 / len(starts)
    columns = tuple(
        Column(
            label=_label(start, span),
            produced=produced[start],
            inferred=inferred[start],
            x=round(place * step, 2),
            width=round(step * FILLED, 2),
            above=round(HEIGHT * produced[start] / most, 1),
            below=round(HEIGHT * inferred[start] / most, 1),
        )
        for place, start in enumerate(starts)
    )
    undated = sum(number for (day, _), number in counted.items() if day is None)
    height = AXIS + max(each.below for each in columns) + WORDS
    return TimelinePicture(columns, span, most, _marks(columns), undated, AXIS, height)


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


def _marks(columns: tuple[Column, ...]) -> tuple[Mark, ...]:
    """The first column and the last, and up to three between them, evenly."""
    last = len(columns) - 1
    places = sorted({round(last * quarter / 4) for quarter in range(5)})
    return tuple(
        Mark(columns[place].label, *_stand(columns, place), is_between=order in (1, 3) and last > 3)
        for order, place in enumerate(places)
    )


def _stand(columns: tuple[Column, ...], place: int) -> tuple[float, str]:
    """Where the label of a column stands: within the picture at both its ends."""
    if place == 0:
        return 0, "start"
    if place == len(columns) - 1:
        return 100, "end"
    return round(columns[place].x + columns[place].width / 2, 2), "middle"
