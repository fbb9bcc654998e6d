"""When a right to sue first accrued, taken as early as it may be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from requests_app.law.calendar import Calendar, named
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.rules.appeal_decision_due import appeal_decision_due
from requests_app.law.rules.clock_start import started_by
from requests_app.law.rules.determination_due import determination_due
from requests_app.law.trace import Answer, Step

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Accrual:
    """The day from which a suit was possible, and the entry that started the limit missed, or
    that refused the appeal."""

    on: date
    by: Event


def accrual(ledger: Ledger, calendar: Calendar) -> Answer[Accrual]:
    """The first of: the day after the period to decide passed without a determination, the
    refusal of an appeal, the day after the period to decide an appeal passed.

    A limit that has not passed yet is taken as one that will. Raises LookupError where no such
    day is in sight.
    """
    found = (*_without_determination(ledger, calendar), *_on_appeal(ledger, calendar))
    if not found:
        raise LookupError("no right of action has accrued")
    return min(found, key=lambda each: each.value.on)


def _without_determination(ledger: Ledger, calendar: Calendar) -> Iterator[Answer[Accrual]]:
    if not ledger.first(EventKind.RECEIVED, EventKind.ROUTED):
        return
    due = determination_due(ledger, calendar)
    made = ledger.first(EventKind.DETERMINED)
    if due.value is None or (made and made.on <= due.value):
        return
    on = due.value + _ONE_DAY
    passed = Step(
        f"No determination by {named(due.value)}: suit was possible from {named(on)}", "foia_a6Ci"
    )
    yield Answer(Accrual(on, started_by(ledger)), (*due.steps, passed), due.days)


def _on_appeal(ledger: Ledger, calendar: Calendar) -> Iterator[Answer[Accrual]]:
    received = ledger.all(EventKind.APPEAL_RECEIVED)
    decisions = ledger.all(EventKind.DECIDED)
    for appeal in received:
        due = appeal_decision_due(ledger, appeal, calendar)
        if any(appeal.on <= each.on <= due.value for each in decisions):
            continue
        on = due.value + _ONE_DAY
        passed = (
            f"No decision on the appeal by {named(due.value)}: suit was possible from {named(on)}"
        )
        yield Answer(Accrual(on, appeal), (*due.steps, Step(passed, "foia_a6Ci")), due.days)
    for each in decisions:
        if each.granted is not True:
            refused = Step(f"The appeal was decided on {named(each.on)}", "foia_a6Aii")
            yield Answer(Accrual(each.on, each), (refused,))
