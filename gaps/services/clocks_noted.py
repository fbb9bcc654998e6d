"""The time limits of the agency as a letter tells of them."""

from datetime import date

from gaps.appeals.contract import ClockNoted, ExhaustionNoted
from requests_app.law.clocks import exhaustion_on
from requests_app.law.deadline import Clock, ClockName, ClockState
from requests_app.law.trace import NothingRunsError
from requests_app.models import FoiaRequest
from requests_app.selectors.clocks import clocks_of
from requests_app.selectors.ledger import ledger_of

ACTS = {
    ClockName.TRACKING_NUMBER: "to give a tracking number",
    ClockName.EXPEDITION_DECISION: "to decide on expedited processing",
    ClockName.DETERMINATION: "to determine the request",
    ClockName.APPEAL_DECISION: "to decide the appeal",
}
TOLD_LATE = (ClockName.EXPEDITION_DECISION, ClockName.DETERMINATION, ClockName.APPEAL_DECISION)
"""No day is set for the letter that gives a tracking number, so it is never said to be late."""


def clocks_noted(foia_request: FoiaRequest, *, on: date) -> tuple[ClockNoted, ...]:
    """The limits that run against the agency, as they stand on a day."""
    return tuple(_noted(each) for each in clocks_of(foia_request, on=on) if each.name in ACTS)


def analysed_as_of(foia_request: FoiaRequest) -> date | None:
    """The day to which the findings of a request count; None before its first analysis."""
    run = foia_request.analysis_runs.first()
    return run.as_of if run else None


def exhaustion_noted(foia_request: FoiaRequest, *, on: date) -> ExhaustionNoted | None:
    """Whether remedies are exhausted on a day; None where the ledger cannot tell."""
    try:
        answer = exhaustion_on(ledger_of(foia_request), on)
    except (NothingRunsError, LookupError):
        return None
    return ExhaustionNoted(answer.value.value, answer.working, answer.authorities)


def _noted(clock: Clock) -> ClockNoted:
    return ClockNoted(
        act=ACTS[clock.name],
        runs_from=clock.runs_from.on,
        due=clock.due.value if clock.due else None,
        overdue=clock.state is ClockState.OVERDUE and clock.name in TOLD_LATE,
        done_on=clock.done_on,
        working=clock.due.working if clock.due else (),
        authorities=clock.due.authorities if clock.due else (),
        of_appeal=clock.name is ClockName.APPEAL_DECISION,
    )
