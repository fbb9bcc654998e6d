"""How the clocks of the law stand on the day of the analysis."""

from collections.abc import Iterator

from gaps.contract import Evidence, computed, dated
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.wording import amount, day_in_words
from requests_app.law.calendar import Calendar, count_working_days
from requests_app.law.clocks import clocks_on
from requests_app.law.deadline import Clock, ClockName, ClockState
from requests_app.law.ledger import Event, EventKind

NAMED = {
    EventKind.SENT: "the request was sent",
    EventKind.RECEIVED: "the request was received",
    EventKind.ROUTED: "the request reached the component that answers",
    EventKind.EXPEDITION_ASKED: "expedited processing was asked for",
    EventKind.FEE_WAIVER_ASKED: "a waiver of fees was asked for",
    EventKind.CLARIFICATION_ASKED: "the agency asked the requester for information",
    EventKind.CLARIFICATION_ANSWERED: "the agency received the answer",
    EventKind.FEES_ASKED: "the agency asked about fees",
    EventKind.EXTENDED: "the agency gave notice of an extension",
    EventKind.PRODUCED: "records were produced",
    EventKind.DETERMINED: "the agency determined the request",
    EventKind.APPEALED: "the appeal was sent",
    EventKind.APPEAL_RECEIVED: "the appeal was received",
    EventKind.APPEAL_EXTENDED: "the agency extended the time for the appeal",
    EventKind.DECIDED: "the appeal was decided",
}


def standing(case: CaseSnapshot, name: ClockName, *states: ClockState) -> Iterator[Clock]:
    """The clocks of that name that stand so on the day of the analysis."""
    for clock in clocks_on(case.ledger, case.as_of):
        if clock.name is name and clock.state in states:
            yield clock


def happened(event: Event) -> Evidence:
    """An entry of the ledger, by its day."""
    said = event.what or NAMED.get(event.kind, event.kind.replace("_", " "))
    return dated(f"{said} on {day_in_words(event.on)}", event.on)


def worked(clock: Clock, what: str) -> list[Evidence]:
    """What started a clock, and how its last day was counted."""
    if clock.due is None:
        return [happened(clock.runs_from)]
    return [happened(clock.runs_from), computed(what, clock.due.working)]


def days_late(case: CaseSnapshot, clock: Clock) -> str:
    """How long a last day has passed, in working days counted with caution for the agency; in days
    where not one of them was a working day."""
    if clock.due is None:
        return ""
    working = count_working_days(clock.due.value, case.as_of, Calendar.AGENCY)
    if working:
        return amount(working, "working day")
    return amount((case.as_of - clock.due.value).days, "day")


def days_left(case: CaseSnapshot, clock: Clock) -> int:
    """Calendar days until the last day; 0 on the day itself."""
    return (clock.due.value - case.as_of).days if clock.due else 0


def due_in_words(clock: Clock) -> str:
    """The last day as a letter writes it."""
    return day_in_words(clock.due.value if clock.due else None)
