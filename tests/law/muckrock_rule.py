"""The due date as MuckRock counts it, written from a description of its rule.

The rule, as its public source had it in 2026: the due date is set once, twenty business days
after the day on which the request was submitted. When the request comes to wait on the requester
("fix" or "payment") the business days from the last message to the due date are kept, and the
date is cleared; when it waits on the agency again, the date is that many business days from that
very day. Nothing else moves it, and a request under appeal has none. Business days leave out
weekends and the federal holidays of the list that ships with it, which has no Juneteenth and no
day closed by order; a holiday on a Saturday is kept on Friday, one on a Sunday on Monday. A
remainder below zero counts back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

PERIOD = 20
_ONE_DAY = timedelta(days=1)
_FIXED = {(1, 1), (7, 4), (11, 11), (12, 25)}
_NTH_MONDAY = {(1, 3), (2, 3), (9, 1), (10, 2)}
"""Month and which Monday: King, Washington, Labor, Columbus."""


@dataclass(frozen=True, slots=True)
class Change:
    """The request waits on the requester, or on the agency again, from a day on. `last_message`
    is the day of the message that made it wait."""

    waits_on: Literal["requester", "agency"]
    on: date
    last_message: date | None = None


def due(submitted: date, changes: Iterable[Change] = ()) -> date | None:
    """The due date after all the changes; None while the request waits on the requester."""
    due_on: date | None = business_days_from(submitted, PERIOD)
    remainder: int | None = None
    for change in changes:
        if change.waits_on == "requester" and due_on is not None:
            remainder = business_days_between(change.last_message or change.on, due_on)
            due_on = None
        elif change.waits_on == "agency" and remainder is not None:
            due_on, remainder = business_days_from(change.on, remainder), None
    return due_on


def business_days_from(day: date, number: int) -> date:
    """The business day that many after a day; before it where the number is below zero."""
    step = _ONE_DAY if number >= 0 else -_ONE_DAY
    for _ in range(abs(number)):
        day += step
        while not is_business_day(day):
            day += step
    return day


def business_days_between(first: date, last: date) -> int:
    """The business days after the one day up to and with the other; below zero where the last
    comes first."""
    if first > last:
        return -business_days_between(last, first)
    return sum(is_business_day(first + n * _ONE_DAY) for n in range(1, (last - first).days + 1))


def is_business_day(day: date) -> bool:
    return day.weekday() < 5 and not _is_kept(day)


def _is_kept(day: date) -> bool:
    """Whether a weekday is a holiday of the list, or one on which a holiday of the weekend is
    kept."""
    moved = {4: day + _ONE_DAY, 0: day - _ONE_DAY}.get(day.weekday(), day)
    if {(day.month, day.day), (moved.month, moved.day)} & _FIXED:
        return True
    which, is_last = (day.day - 1) // 7 + 1, (day + 7 * _ONE_DAY).month != day.month
    if day.weekday() == 0:
        return (day.month, which) in _NTH_MONDAY or (day.month == 5 and is_last)
    return day.weekday() == 3 and (day.month, which) == (11, 4)
