"""When the period to decide begins."""

from datetime import date, timedelta

from requests_app.law.calendar import Calendar, add_working_days, named, next_working_day
from requests_app.law.contested import reading
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.parameters import DatedValue, of_agency, parameter
from requests_app.law.trace import Answer, Step


def clock_start(ledger: Ledger, calendar: Calendar = Calendar.AGENCY) -> Answer[date]:
    """The day from which the period to decide runs (5 U.S.C. § 552(a)(6)(A), after clause (ii)).

    That is the first receipt by the component that answers, and no later than ten days after the
    first receipt by any designated one. A day that is no working day gives way to the next that is.
    Whether the ten are calendar days or, at DHS, working days is open: both days are shown.
    Raises ValueError without a day of receipt.
    """
    received = ledger.first(EventKind.RECEIVED)
    routed = ledger.first(EventKind.ROUTED)
    first = received or routed
    if first is None:
        raise ValueError("no day of receipt: the period to decide runs from it")
    answer = Answer(first.on, (Step(f"Received on {named(first.on)}", "foia_a6A_clock"),))
    if received and routed and routed.on > received.on:
        answer = _routed(ledger.agency, received, routed, calendar)
    start = next_working_day(answer.value, calendar)
    if start == answer.value:
        return answer
    moved = Step(f"No working day: taken as received on {named(start)}")
    return Answer(start, (*answer.steps, moved))


def _routed(agency: str, received: Event, routed: Event, calendar: Calendar) -> Answer[date]:
    """Receipt by the component that answers, or the day on which it counts as received."""
    steps = [
        Step(f"Received by another component on {named(received.on)}", "foia_a6A_clock"),
        Step(f"Received by the component that answers on {named(routed.on)}", "foia_a6A_clock"),
    ]
    limits = []
    for each in (parameter("routing_limit"), of_agency("routing_limit", agency)):
        if each is None or received.on < each.values[0].since:
            continue
        limit = each.on(received.on)
        limits.append(_last(received.on, limit, calendar))
        what = f"{limit} after the first receipt, {limit.title}: {named(limits[-1])}"
        steps.append(Step(what, limit.authority))
    if not limits:
        return Answer(routed.on, tuple(steps))
    later = reading("routing_limit", calendar) == "later"
    limit_on = max(limits) if later else min(limits)
    if len(set(limits)) > 1:
        which = "later" if later else "earlier"
        steps.append(Step(f"The two texts differ; the {which} day is taken, as a caution"))
    if routed.on > limit_on:
        steps.append(Step(f"The period begins no later than {named(limit_on)}", "foia_a6A_clock"))
    return Answer(min(routed.on, limit_on), tuple(steps))


def _last(received_on: date, limit: DatedValue, calendar: Calendar) -> date:
    if limit.unit == "working_day":
        return add_working_days(received_on, limit.value, calendar).value
    return received_on + timedelta(days=limit.value)
