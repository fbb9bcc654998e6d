"""Whether the agency may still charge for its search."""

from collections.abc import Sequence
from datetime import date

from requests_app.law.calendar import Calendar, add_working_days, named
from requests_app.law.extension import Defect
from requests_app.law.ledger import EventKind, Ledger
from requests_app.law.limits import Limit, limits
from requests_app.law.parameters import value_on
from requests_app.law.trace import Answer, Step

_KEY = "foia_a4Aviii"


def search_fee_barred(
    ledger: Ledger, day: date, calendar: Calendar = Calendar.AGENCY
) -> Answer[bool]:
    """Whether, on a day, a missed time limit bars search fees (5 U.S.C. § 552(a)(4)(A)(viii)).

    Any limit of paragraph (6) that was missed bars them, unless a timely notice of unusual
    circumstances excuses ten days more and the agency kept those, or it noticed more than 5,000
    pages and discussed with the requester how to narrow the request, or tried to three times. A
    court's finding, which would excuse the agency too, is not in the ledger. Raises LookupError
    for a request older than this text of the statute.
    """
    known = ledger.as_of(day)
    request = known.first(EventKind.RECEIVED, EventKind.ROUTED)
    requested_on = request.on if request else day
    value_on("search_fee_excuse", requested_on)
    steps: list[Step] = []
    barred = False
    for limit in limits(known, calendar):
        excuse = _excuse(limit, known, requested_on, day, calendar)
        if not limit.missed(day) or limit.due.value is None:
            continue
        steps.append(Step(f"The time {limit.act} ended on {named(limit.due.value)}", _KEY))
        steps.append(Step(_outcome(limit, day)))
        steps += excuse
        barred = barred or not excuse
    if barred:
        fees = "Search fees may not be charged, nor duplication fees to news media and schools"
        court = "A court's finding of exceptional circumstances would excuse it; none is on record"
        return Answer(True, (*steps, Step(fees, _KEY), Step(court, _KEY)))
    return Answer(False, (*steps, Step("No missed time limit bars search fees", _KEY)))


def _outcome(limit: Limit, day: date) -> str:
    if limit.done is None:
        return f"It was not done on {named(day)}"
    return f"It was done on {named(limit.done.on)}"


def _excuse(
    limit: Limit, known: Ledger, requested_on: date, day: date, calendar: Calendar
) -> Sequence[Step]:
    """Why a missed limit does not bar the fees; empty where nothing excuses it."""
    notice = limit.extension
    lacks = {Defect.TOO_LATE, Defect.NO_CIRCUMSTANCE, Defect.NO_DATE} & set(notice.defects)
    if limit.due.value is None or notice.noticed_on is None or lacks:
        return ()
    pages = max((each.pages or 0 for each in known.standing), default=0)
    attempts = max((each.contacts or 0 for each in known.standing), default=0)
    discussed = any(each.discussed for each in known.standing)
    enough = discussed or attempts >= value_on("search_fee_attempts", requested_on).value
    if enough and pages > value_on("search_fee_pages", requested_on).value:
        how = (
            "narrowing was discussed" if discussed else f"{attempts} attempts to discuss narrowing"
        )
        return (Step(f"Excused: {pages:,} pages noticed, {how}", _KEY),)
    more = value_on("search_fee_excuse", requested_on).value - notice.days
    until = limit.due.value
    if more > 0:
        until = add_working_days(until, more, calendar).value
    if (limit.done.on if limit.done else day) <= until:
        return (Step(f"Excused until {named(until)} by the notice of unusual circumstances", _KEY),)
    return ()
