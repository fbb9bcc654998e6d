"""When the period to decide begins."""

from datetime import date

from requests_app.law.calendar import Calendar, named
from requests_app.law.counting import earlier_or_later, in_force, receipt
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.trace import Answer, NothingRunsError, Step


def clock_start(ledger: Ledger, calendar: Calendar = Calendar.AGENCY) -> Answer[date]:
    """The day from which the period to decide runs (5 U.S.C. § 552(a)(6)(A), after clause (ii)).

    That is the first receipt by the component that answers, and no later than ten days after the
    first receipt by any designated one, though no routing be on record. Whether the ten are
    calendar days or working days is open: both days are shown. Raises NothingRunsError
    without a day of receipt.
    """
    by = started_by(ledger)
    received = ledger.first(EventKind.RECEIVED)
    answer = Answer(by.on, (Step(f"Received on {named(by.on)}", "foia_a6A_clock"),))
    if received and not _answers(ledger.agency, by):
        answer = _routed(ledger.agency, received, None, calendar)
    elif received and by.on > received.on:
        answer = _routed(ledger.agency, received, by, calendar)
    return receipt(answer.value, calendar).after(*answer.steps)


def started_by(ledger: Ledger) -> Event:
    """The entry of the receipt by the component that answers, as far as is known; else that of
    the first receipt by another. Raises NothingRunsError without a day of receipt."""
    receipts = ledger.all(EventKind.ROUTED, EventKind.RECEIVED)
    own = [each for each in receipts if _answers(ledger.agency, each)]
    routed = [each for each in own if each.kind is EventKind.ROUTED]
    others = [each for each in receipts if each.kind is EventKind.RECEIVED]
    for found in (routed, own, others):
        if found:
            return found[0]
    raise NothingRunsError("no day of receipt: the period to decide runs from it")


def _answers(agency: str, event: Event) -> bool:
    """Whether the component of a receipt is the one that answers, or a part of it."""
    path, whole = event.component.casefold(), agency.casefold()
    return not path or path == whole or path.startswith(f"{whole}/")


def _routed(agency: str, received: Event, routed: Event | None, calendar: Calendar) -> Answer[date]:
    """Receipt by the component that answers, or the day on which it counts as received."""
    steps = [Step(f"Received by another component on {named(received.on)}", "foia_a6A_clock")]
    if routed is None:
        steps.append(Step("Its receipt by the component that answers is not on record"))
    else:
        what = f"Received by the component that answers on {named(routed.on)}"
        steps.append(Step(what, "foia_a6A_clock"))
    limits = in_force("routing_limit", agency, received.on)
    if not limits:
        if routed is None:
            raise NothingRunsError("no receipt by the component that answers is on record")
        return Answer(routed.on, tuple(steps))
    since = "after the first receipt"
    latest = earlier_or_later(limits, received.on, since, "routing_limit", calendar)
    steps += latest.steps
    if routed is not None and routed.on <= latest.value:
        return Answer(routed.on, tuple(steps))
    what = f"The period begins no later than {named(latest.value)}"
    return Answer(latest.value, (*steps, Step(what, "foia_a6A_clock")))
