"""Counts that several rules share: a period in its own unit, and the last safe day of one."""

from datetime import date, timedelta

from requests_app.law.calendar import (
    Calendar,
    add_working_days,
    named,
    next_working_day,
    previous_working_day,
)
from requests_app.law.contested import reading
from requests_app.law.parameters import DatedValue, Measure, of_agency, parameter, parameters
from requests_app.law.trace import Answer, Step


def count(start: date, number: int, unit: Measure, calendar: Calendar) -> Answer[date]:
    """The day on which a period of working or calendar days after `start` ends."""
    if unit == "working_day":
        return add_working_days(start, number, calendar)
    if unit != "calendar_day":
        raise ValueError(f"a period is not counted in {unit}")
    day = start + timedelta(days=number)
    return Answer(day, (Step(f"Day {number} is {named(day)}"),))


def described(period: DatedValue, since: str = "") -> str:
    """A period, what it runs from, the text it stands in, and whether nobody read it there."""
    doubt = "" if period.verified else " (not verified)"
    return f"{period}{' ' if since else ''}{since}, {period.title}{doubt}"


def in_force(name: str, agency: str, day: date) -> tuple[DatedValue, ...]:
    """The statute's number and the agency's own, else that of guidance for every agency, as far
    as each held on the day."""
    both = (parameter(name), of_agency(name, agency) or parameters().get(f"{name}_guidance"))
    return tuple(each.on(day) for each in both if each and each.values[0].since <= day)


def earlier_or_later(
    limits: tuple[DatedValue, ...], start: date, since: str, point: str, calendar: Calendar
) -> Answer[date]:
    """The end of a period that two texts give in different days: both are shown, and the one is
    taken that the calendar's reading of that contested point says. `since` says in words what
    they run from. Raises ValueError for no limit."""
    ends = [count(start, each.value, each.unit, calendar) for each in limits]
    chosen = max if reading(point, calendar) == "later" else min
    end = chosen(ends, key=lambda each: each.value)
    steps = tuple(
        Step(f"{described(each, since)}: {named(one.value)}", each.authority)
        for each, one in zip(limits, ends, strict=True)
    )
    if len({each.value for each in ends}) > 1:
        which = reading(point, calendar)
        steps += (Step(f"The two texts differ; the {which} day is taken, as a caution"),)
    return end.after(*steps) if len(ends) == 1 else Answer(end.value, steps, end.days)


def receipt(on: date, calendar: Calendar) -> Answer[date]:
    """The day as which a receipt counts, with a line where that is not the day itself."""
    start = next_working_day(on, calendar)
    if start == on or reading("receipt_on_a_day_off", calendar) == "as_received":
        return Answer(on)
    return Answer(start, (Step(f"No working day: taken as received on {named(start)}"),))


def safe_day(last: Answer[date], act: str) -> Answer[date]:
    """The last day as the requester should keep it for an act (a verb). No rule was
    found that carries a last day forward, so one that may be no working day is moved back, past
    every day that is doubtful, whichever calendar counted it."""
    safe = previous_working_day(last.value, Calendar.AGENCY)
    if safe == last.value:
        return last
    moved = f"{named(last.value)} may be no working day: {act} by {named(safe)}"
    return Answer(safe, (*last.steps, Step(moved)), last.days)
