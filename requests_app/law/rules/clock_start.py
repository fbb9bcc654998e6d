"""When the period to decide begins."""

from datetime import date

from requests_app.law.calendar import Calendar, named
from requests_app.law.counting import earlier_or_later, in_force, receipt
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.trace import Answer, NothingRunsError, Step


def clock_start(ledger: Ledger, calendar: Calendar = Calendar.AGENCY) -> Answer[date]:
    """The day from which the period to decide runs (5 U.S.C. § 552(a)(6)(A), after clause (ii)).

    That is the first receipt by the component that answers, and no later than ten days after the
    first receipt by any designated one. A day that is no working day gives way to the next that is.
    Whether the ten are calendar days or, at DHS, working days is open: both days are shown.
    Raises NothingRunsError without a day of receipt.
    """
    first = started_by(ledger)
    received = ledger.first(EventKind.RECEIVED)
    routed = ledger.first(EventKind.ROUTED)
    answer = Answer(first.on, (Step(f"Received on {named(first.on)}", "foia_a6A_clock"),))
    if received and routed and routed.on > received.on:
        answer = _routed(ledger.agency, received, routed, calendar)
    return receipt(answer.value, calendar).after(*answer.steps)


def started_by(ledger: Ledger) -> Event:
    """The entry of the receipt by the component that answers, as far as is known. Raises
    NothingRunsError without a day of receipt."""
    first = ledger.first(EventKind.ROUTED) or ledger.first(EventKind.RECEIVED)
    if first is None:
        raise NothingRunsError("no day of receipt: the period to decide runs from it")
    return first


def _routed(agency: str, received: Event, routed: Event, calendar: Calendar) -> Answer[date]:
    """Receipt by the component that answers, or the day on which it counts as received."""
    steps = [
        Step(f"Received by another component on {named(received.on)}", "foia_a6A_clock"),
        Step(f"Received by the component that answers on {named(routed.on)}", "foia_a6A_clock"),
    ]
    limits = in_force("routing_limit", agency, received.on)
    if not limits:
        return Answer(routed.on, tuple(steps))
    since = "after the first receipt"
    latest = earlier_or_later(limits, received.on, since, "routing_limit", calendar)
    steps += latest.steps
    if routed.on > latest.value:
        what = f"The period begins no later than {named(latest.value)}"
        steps.append(Step(what, "foia_a6A_clock"))
    return Answer(min(routed.on, latest.value), tuple(steps))
