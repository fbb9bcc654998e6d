"""Federal working days, counted with caution for the one who would be wrong.

FOIA excepts "Saturdays, Sundays, and legal public holidays" and does not define the last. The
days of 5 U.S.C. § 6103(a) are certainly such. Days on which a holiday of the weekend is kept,
Inauguration Day, and days on which an executive order closes the offices rest on provisions about
pay and leave, so whether FOIA counts them is open. Two calendars answer differently:

- REQUESTER, for a deadline of the requester: open days count, so the deadline comes earlier.
- AGENCY, before an agency is called late: open days do not count, so the deadline comes later.

Which calendar counts what stands in contested.yaml, beside the other open points of the law.

Snow days and lapses of funding are in neither statute nor order: both calendars count them.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import holidays
import yaml
from holidays.constants import PUBLIC

from requests_app.law.contested import Calendar as Calendar
from requests_app.law.contested import reading
from requests_app.law.trace import Answer, DayCounted, Step

_CLOSURES = Path(__file__).with_name("closures.yaml")
_ONE_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6


class PausedError(ValueError):
    """A count has no end yet, because it stands still."""


@dataclass(frozen=True, slots=True)
class DayOff:
    """A weekday that is, or may be, no working day. `point` is the contested point on which that
    rests; empty for a legal public holiday by § 6103(a) itself."""

    on: date
    name: str
    point: str
    authority: str

    @property
    def certain(self) -> bool:
        """Whether both calendars leave the day out."""
        return not self.point


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that a period leaves out, from `first_on` to `last_on`, with both; `last_on` is None
    while the pause lasts. `why` is printed at each of its days."""

    first_on: date
    last_on: date | None
    why: str
    authority: str = ""

    def holds(self, day: date) -> bool:
        """Whether the day is one of the pause."""
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)


def named(day: date) -> str:
    """A day as the working prints it: Mon, Oct 8, 2018."""
    return f"{day:%a, %b} {day.day}, {day.year}"


def day_off(day: date) -> DayOff | None:
    """Why a weekday may not be a working day; None for a plain weekday and for a weekend."""
    return None if day.weekday() in (_SATURDAY, _SUNDAY) else _days_off(day.year).get(day)


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether the calendar counts the day."""
    if day.weekday() in (_SATURDAY, _SUNDAY):
        return False
    off = day_off(day)
    return off is None or (not off.certain and reading(off.point, calendar) == "counted")


def next_working_day(day: date, calendar: Calendar) -> date:
    """The day itself where it counts, else the first that does after it."""
    while not is_working_day(day, calendar):
        day += _ONE_DAY
    return day


def previous_working_day(day: date, calendar: Calendar) -> date:
    """The day itself where it counts, else the last that does before it."""
    while not is_working_day(day, calendar):
        day -= _ONE_DAY
    return day


def count_working_days(start: date, end: date, calendar: Calendar) -> int:
    """The working days after `start` up to and with `end`; 0 where `end` is not later."""
    return sum(is_working_day(day, calendar) for day in _days(start + _ONE_DAY, end))


def add_working_days(
    start: date, n: int, calendar: Calendar, pauses: Sequence[Pause] = ()
) -> Answer[date]:
    """The nth working day after `start` outside the pauses; day 1 is the first one after it.

    The working names every weekday left out, and every doubtful one that was counted; the days
    of the answer are the same count day by day. Raises ValueError for n below 1, PausedError where
    the count runs into a pause that still lasts.
    """
    return _nth_working_day(start, n, calendar, tuple(pauses))


# The same counts are asked for on every day on which a clock is looked at.
@functools.lru_cache(maxsize=256)
def _nth_working_day(
    start: date, n: int, calendar: Calendar, pauses: tuple[Pause, ...]
) -> Answer[date]:
    if n < 1:
        raise ValueError(f"cannot count {n} working days")
    days = tuple(_counted(start, n, calendar, pauses))
    day = days[-1].on
    steps = (*_opening(start, days), *_between(start, day, calendar, pauses), _end(n, day))
    return Answer(day, steps, days)


def day_by_day(
    start: date, end: date, calendar: Calendar, pauses: Sequence[Pause] = ()
) -> tuple[DayCounted, ...]:
    """Every day after `start` up to and with `end`, numbered or with why it was left out."""
    counted, number = [], 0
    for day in _days(start + _ONE_DAY, end):
        counted.append(_day(day, number + 1, calendar, pauses))
        number = counted[-1].number or number
    return tuple(counted)


def _counted(
    start: date, n: int, calendar: Calendar, pauses: Sequence[Pause]
) -> Iterator[DayCounted]:
    day, number = start, 0
    while number < n:
        day += _ONE_DAY
        if any(each.last_on is None and each.first_on <= day for each in pauses):
            raise PausedError(f"the count is paused on {day} and has no end yet")
        counted = _day(day, number + 1, calendar, pauses)
        number = counted.number or number
        yield counted


def _day(day: date, number: int, calendar: Calendar, pauses: Sequence[Pause]) -> DayCounted:
    """The day as one of a count in which it would have that number."""
    for pause in pauses:
        if pause.holds(day):
            return DayCounted(day, None, f"{named(day)}: {pause.why}, not counted", pause.authority)
    if day.weekday() in (_SATURDAY, _SUNDAY):
        return DayCounted(day, None, f"{named(day)}: not counted")
    off = day_off(day)
    if off is None:
        return DayCounted(day, number, f"{named(day)}: day {number}")
    if not is_working_day(day, calendar):
        return DayCounted(day, None, f"{named(day)}: {off.name}, not counted", off.authority)
    label = f"{named(day)}: {off.name}, counted, as a caution: day {number}"
    return DayCounted(day, number, label, off.authority)


def _opening(start: date, days: Sequence[DayCounted]) -> Iterator[Step]:
    first = next(day.on for day in days if day.number)
    yield Step(f"From {named(start)}: day 1 is {named(first)}")


def _between(start: date, end: date, calendar: Calendar, pauses: Sequence[Pause]) -> Iterator[Step]:
    """A line for each weekday that is not plain, then one for all weekends; the days of a pause
    are told with the pause."""
    weekend = 0
    for day in _days(start + _ONE_DAY, end):
        if any(pause.holds(day) for pause in pauses):
            continue
        weekend += day.weekday() in (_SATURDAY, _SUNDAY)
        if off := day_off(day):
            counted = is_working_day(day, calendar)
            verdict = "counted, as a caution" if counted else "not counted"
            yield Step(f"{named(day)}: {off.name}, {verdict}", off.authority)
    if weekend:
        yield Step(f"Saturdays and Sundays, {weekend} days: not counted")
    if calendar is Calendar.AGENCY:
        for lapse in _lapses():
            if lapse["from"] <= end and lapse["to"] > start:
                period = f"{named(lapse['from'])} to {named(lapse['to'])}"
                yield Step(f"Lapse of funding, {period}: counted; the agency may dispute it")


def _end(n: int, day: date) -> Step:
    return Step(f"Day {n} is {named(day)}")


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += _ONE_DAY


@functools.cache
def _days_off(year: int) -> Mapping[date, DayOff]:
    """The days off of a year; where two fall on one day, the more certain is kept."""
    statutory = holidays.country_holidays("US", years=year, observed=False, categories=PUBLIC)
    kept = holidays.country_holidays("US", years=year, observed=True, categories=PUBLIC)
    found = [DayOff(on, name, "", "usc5_6103") for on, name in statutory.items()]
    # A Saturday's holiday moves by § 6103(b), a Sunday's by Executive Order 11,582.
    found += [
        DayOff(on, name, "kept_holiday", "eo_11582" if on.weekday() == 0 else "usc5_6103")
        for on, name in kept.items()
        if on not in statutory
    ]
    found += [
        DayOff(on, "Inauguration Day", "inauguration_day", "usc5_6103")
        for on in _inauguration(year)
    ]
    found += [
        DayOff(each["day"], _closed_by(each), "closed_by_order", "")
        for each in _closures_file()["closures"]
        if each["day"].year == year
    ]
    by_day: dict[date, DayOff] = {}
    for each in found:
        by_day.setdefault(each.on, each)
    return by_day


def _closed_by(closure: Mapping[str, Any]) -> str:
    doubt = "" if closure["verified"] else " (not verified)"
    return f"offices closed by {closure['order']}{doubt}"


def _inauguration(year: int) -> tuple[date, ...]:
    """§ 6103(c): 20 January of every fourth year after 1965, the 21st where that is a Sunday."""
    if year <= 1965 or (year - 1965) % 4:
        return ()
    day = date(year, 1, 20)
    return (day + _ONE_DAY if day.weekday() == _SUNDAY else day,)


@functools.cache
def _closures_file() -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", yaml.safe_load(_CLOSURES.read_text(encoding="utf-8")))


def _lapses() -> list[Mapping[str, date]]:
    return cast("list[Mapping[str, date]]", _closures_file()["lapses"])
