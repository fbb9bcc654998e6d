"""When the agency must have decided the appeal."""

from datetime import date

from requests_app.law.calendar import Calendar, add_working_days, named
from requests_app.law.counting import described, receipt
from requests_app.law.extension import Extension, extended, no_extension
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.parameters import value_on
from requests_app.law.trace import Answer, Step


def appeal_decision_due(
    ledger: Ledger, appeal: Event, calendar: Calendar = Calendar.AGENCY
) -> Answer[date]:
    """The last day for the agency to decide an appeal (5 U.S.C. § 552(a)(6)(A)(ii)).

    `appeal` is the entry of its receipt. A notice of unusual circumstances sent before the period
    ended extends it on the terms of a request's; nothing tolls it. Raises LookupError for a
    receipt before the first known period.
    """
    start = receipt(appeal.on, calendar)
    period = value_on("appeal_decision_period", appeal.on)
    steps = [Step(f"The appeal was received on {named(appeal.on)}", "foia_a6Aii"), *start.steps]
    steps.append(Step(f"Period to decide an appeal: {described(period)}", period.authority))
    extension = appeal_extension(ledger, appeal, calendar)
    if extension.value.noticed_on is not None:
        steps += extension.steps
    if extension.value.days:
        steps.append(Step(f"Together {period.value + extension.value.days} working days"))
    length = period.value + extension.value.days
    return add_working_days(start.value, length, calendar).after(*steps)


def appeal_extension(ledger: Ledger, appeal: Event, calendar: Calendar) -> Answer[Extension]:
    """What the notices after the receipt of an appeal, and before the decision or the next
    appeal, add to the period to decide it."""
    start = receipt(appeal.on, calendar).value
    period = value_on("appeal_decision_period", appeal.on)
    last_on = add_working_days(start, period.value, calendar).value
    request = ledger.first(EventKind.RECEIVED, EventKind.ROUTED) or appeal
    extension = no_extension()
    for each in ledger.all(EventKind.APPEAL_EXTENDED, EventKind.APPEAL_RECEIVED, EventKind.DECIDED):
        if each.on < appeal.on or each == appeal:
            continue
        if each.kind is not EventKind.APPEAL_EXTENDED:
            break
        extension = extended(
            extension, each, requested_on=request.on, last_on=last_on, calendar=calendar
        )
    return extension
