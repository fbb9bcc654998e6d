"""The clocks of a request on a day, with their working, for people and for other programs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from requests_app.law.authorities import authorities
from requests_app.law.calendar import Calendar, count_working_days
from requests_app.law.clocks import clocks_on, exhaustion_on, period_on
from requests_app.law.deadline import Clock, Exhaustion
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.trace import Answer, NothingRunsError
from requests_app.models import FoiaRequest
from requests_app.pictures.clock_bar import ClockBar, Period, clock_bar
from requests_app.selectors.ledger import ledger_of

SCHEMA = "foiatrack.clocks/1"


def clocks_of(foia_request: FoiaRequest, *, on: date) -> tuple[Clock, ...]:
    """Every clock of the request as it stood at the end of a day."""
    return clocks_on(ledger_of(foia_request), on)


def exhaustion_of(foia_request: FoiaRequest, *, on: date) -> Answer[Exhaustion] | None:
    """Whether remedies at the agency were exhausted on a day; None where nothing has begun."""
    try:
        return exhaustion_on(ledger_of(foia_request), on)
    except NothingRunsError:
        return None


def clocks_json(
    foia_request: FoiaRequest, *, on: date, ledger: Ledger | None = None
) -> dict[str, Any]:
    """The clocks and the exhaustion of a day, each with its working; in one query where the ledger
    is not handed in."""
    ledger = ledger or ledger_of(foia_request)
    try:
        exhausted = exhaustion_on(ledger, on)
    except NothingRunsError:
        exhausted = None
    return {
        "schema": SCHEMA,
        "request": foia_request.ref,
        "on": on.isoformat(),
        "clocks": [_clock_json(each) for each in clocks_on(ledger, on)],
        "exhaustion": exhausted and {"state": exhausted.value.value, **_working(exhausted)},
        "ledger": [_event_json(each) for each in ledger.as_of(on).standing],
    }


def determination_bar(ledger: Ledger, *, on: date) -> ClockBar | None:
    """The clock of the determination as a bar; None where no receipt is recorded, or the law of
    its day is not known."""
    try:
        period = period_on(ledger, on)
    except (NothingRunsError, LookupError):
        return None
    made = ledger.as_of(on).first(EventKind.DETERMINED)
    due, unextended = (period.end(Calendar.AGENCY, extended=each) for each in (True, False))
    seen = Period(
        began=period.start.value,
        on=on,
        due=due.value if due else None,
        unextended=unextended.value if unextended else None,
        tolled=[(each.first_on, each.last_on) for each in period.tolled.value],
        done=made.on if made else None,
    )
    late = count_working_days(due.value, seen.stop, Calendar.AGENCY) if due else 0
    return clock_bar(seen, late=late)


def cited(keys: Iterable[str]) -> list[str]:
    """The citations behind keys of authorities, as a letter prints them."""
    known = authorities()
    return [known[key].cite_text if key in known else key for key in keys]


def _clock_json(clock: Clock) -> dict[str, Any]:
    due = clock.due
    return {
        "name": clock.name.value,
        "whose": clock.whose,
        "state": clock.state.value,
        "runs_from": _event_json(clock.runs_from),
        "due": due.value.isoformat() if due else None,
        "done_on": clock.done_on.isoformat() if clock.done_on else None,
        **(_working(due) if due else {"working": [], "day_by_day": [], "authorities": []}),
    }


def _working(answer: Answer[Any]) -> dict[str, Any]:
    return {
        "working": [
            {
                "text": step.label,
                "authority": cited([step.authority])[0] if step.authority else None,
            }
            for step in answer.steps
        ],
        "day_by_day": list(answer.day_by_day),
        "authorities": cited(answer.authorities),
    }


def _event_json(event: Event) -> dict[str, Any]:
    return {
        "number": event.number or None,
        "kind": event.kind.value,
        "on": event.on.isoformat(),
        "what": event.what or None,
    }
