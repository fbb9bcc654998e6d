"""The period to decide as it ran: its start, its pauses, its extension.

A pause or a notice counts only where it came before the period had ended, and where the period
ends depends on the pauses and notices before it: so the entries are gone through by their days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from requests_app.law.calendar import Calendar, Pause, PausedError, add_working_days, named
from requests_app.law.contested import concerns, reading
from requests_app.law.extension import Extension, extended, no_extension
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.parameters import DatedValue, value_on
from requests_app.law.rules.clock_start import clock_start
from requests_app.law.trace import Answer, Step

_ONE_DAY = timedelta(days=1)
_REPLY = {
    EventKind.CLARIFICATION_ASKED: EventKind.CLARIFICATION_ANSWERED,
    EventKind.FEES_ASKED: EventKind.FEES_ANSWERED,
}


@dataclass(frozen=True, slots=True)
class Tolling:
    """A time in which the period stood still: asked for information or fees on `asked_on`, the
    reply received on `answered_on` (None while awaited). The days from `first_on` to `last_on`,
    with both, are not counted."""

    ground: Literal["information", "fees"]
    asked_on: date
    answered_on: date | None
    first_on: date
    last_on: date | None

    @property
    def pause(self) -> Pause:
        """The same days as a count leaves them out."""
        return Pause(
            self.first_on,
            self.last_on,
            f"paused, {_ABOUT[self.ground]} asked for on {named(self.asked_on)}",
            "foia_a6A_toll",
        )


_ABOUT: Mapping[str, str] = {"information": "information", "fees": "an answer on fees"}


@dataclass(frozen=True, slots=True)
class DecisionPeriod:
    """The period to decide of a request, each part with its working.

    `counted_from` is the day after which day 1 comes.
    """

    start: Answer[date]
    counted_from: date
    length: DatedValue
    tolled: Answer[tuple[Tolling, ...]]
    extension: Answer[Extension]

    def end(self, calendar: Calendar, *, extended: bool = True) -> Answer[date] | None:
        """The last day of the period; None where it stands still."""
        days = self.length.value + (self.extension.value.days if extended else 0)
        pauses = [each.pause for each in self.tolled.value]
        try:
            return add_working_days(self.counted_from, days, calendar, pauses)
        except PausedError:
            return None


def decision_period(ledger: Ledger, calendar: Calendar) -> DecisionPeriod:
    """The period as the ledger tells it. What was asked or noticed after the determination does
    not bear on it. Raises NothingRunsError without a day of receipt, LookupError for one before the
    first known period."""
    start = clock_start(ledger, calendar)
    period = DecisionPeriod(
        start=start,
        counted_from=_counted_from(ledger.agency, start.value, calendar),
        length=value_on("determination_period", start.value),
        tolled=Answer(()),
        extension=no_extension(),
    )
    determined = ledger.first(EventKind.DETERMINED)
    for each in ledger.all(*_REPLY, EventKind.EXTENDED):
        if determined and each.on > determined.on:
            break
        if each.kind is EventKind.EXTENDED:
            end = period.end(calendar, extended=False)
            extension = extended(
                period.extension,
                each,
                requested_on=start.value,
                last_on=end.value if end else None,
                calendar=calendar,
            )
            period = replace(period, extension=extension)
        else:
            period = replace(period, tolled=_tolled(period, each, ledger, calendar))
    return period


def _counted_from(agency: str, start: date, calendar: Calendar) -> date:
    """The day of receipt itself is day 1 only where a rule of the agency says so."""
    point = "day_of_receipt"
    first_counts = concerns(point, agency) and reading(point, calendar) == "counted"
    return start - _ONE_DAY if first_counts else start


def _tolled(
    period: DecisionPeriod, asked: Event, ledger: Ledger, calendar: Calendar
) -> Answer[tuple[Tolling, ...]]:
    """The pauses with one more, or with the reason why it is none."""
    known = period.tolled
    information = asked.kind is EventKind.CLARIFICATION_ASKED
    what = "Information" if information else "An answer on fees"
    opening = f"{what} asked for on {named(asked.on)}"
    end, unextended = period.end(calendar), period.end(calendar, extended=False)
    if unextended and asked.on > unextended.value and not _tolls_extension(calendar):
        end = unextended
    if end and asked.on > end.value:
        late = f"{opening}, after the last day, {named(end.value)}: a missed limit does not move"
        return known.then(Step(late, "foia_a6A_toll"))
    if information and any(each.ground == "information" for each in known.value):
        second = f"{opening}, a second time: the statute allows one such pause"
        return known.then(Step(second, "foia_a6A_toll"))
    tolling = _tolling(asked, reply_to(ledger, asked), calendar)
    lines = Step(f"{opening}: {_lasting(tolling)}", "foia_a6A_toll")
    return replace(known.then(lines), value=(*known.value, tolling))


def _tolls_extension(calendar: Calendar) -> bool:
    return reading("tolling_in_the_extension", calendar) == "tolled"


def _tolling(asked: Event, reply: Event | None, calendar: Calendar) -> Tolling:
    asking_counts = reading("day_of_asking", calendar) == "counted"
    reply_counts = reading("day_of_reply", calendar) == "counted"
    return Tolling(
        ground="information" if asked.kind is EventKind.CLARIFICATION_ASKED else "fees",
        asked_on=asked.on,
        answered_on=reply.on if reply else None,
        first_on=asked.on + _ONE_DAY if asking_counts else asked.on,
        last_on=(reply.on - _ONE_DAY if reply_counts else reply.on) if reply else None,
    )


def _lasting(tolling: Tolling) -> str:
    if tolling.answered_on is None or tolling.last_on is None:
        return "no reply has been received, the period stands still"
    received = f"the reply was received on {named(tolling.answered_on)}"
    if tolling.last_on < tolling.first_on:
        return f"{received}, no day is left out"
    first = named(tolling.first_on)
    return f"{received}; not counted from {first} to {named(tolling.last_on)}, both included"


def reply_to(ledger: Ledger, asked: Event) -> Event | None:
    """The first reply after the asking. One of the same day answers it only where no earlier
    question was still open."""
    replies = ledger.all(_REPLY[asked.kind])
    earlier = [each for each in ledger.all(asked.kind) if each.on < asked.on]
    one_is_open = any(
        not any(each.on <= reply.on < asked.on for reply in replies) for each in earlier
    )
    for reply in replies:
        if reply.on > asked.on or (reply.on == asked.on and not one_is_open):
            return reply
    return None
