from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Confidence,
    Finding,
    LetterKind,
    LetterText,
    Severity,
    detector,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.clocks import days_late, due_in_words, standing, worked
from gaps.snapshot_queries.wording import day_in_words
from requests_app.law import authorities as law
from requests_app.law.deadline import ClockName, ClockState
from requests_app.law.ledger import EventKind


@detector(
    code="TIM001",
    message="No determination by {due}, {late} ago",
    severity=Severity.HIGH,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6AI, law.FOIA_A6A_CLOCK, law.FOIA_A6CI, law.CREW_V_FEC],
    adverse=[law.OGLESBY_EXHAUSTION],
    facts={
        "received": "the day from which the period runs",
        "due": "the last day for the determination, counted with caution for the agency",
        "late": "how long ago that was, in working days",
    },
    letter=LetterText(
        heading="The determination was due on {due}",
        rule=(
            "An agency has to determine within twenty days, except Saturdays, Sundays and legal "
            "public holidays, whether it complies with a request [foia_a6Ai]. The period runs from "
            "receipt by the component that answers [foia_a6A_clock]. An acknowledgment, or a "
            "promise to produce records later, is not a determination: that has at the least to "
            "indicate the scope of what will be produced and the exemptions that will be claimed "
            "[crew_v_fec]. A requester whose request is not determined in time is deemed to have "
            "exhausted the remedies at the agency [foia_a6Ci]."
        ),
        item=(
            "The period runs from {received}. Counted with caution for the agency it ended on "
            "{due}, {late} ago. No determination has been received."
        ),
        limits=(
            "An answer that comes before a suit has to be appealed, late as it is "
            "[oglesby_exhaustion]."
        ),
        relief="determine the request at once, and say by which day the records will be released.",
    ),
    letters=(LetterKind.FOLLOW_UP, LetterKind.EXHAUSTION, LetterKind.OGIS),
)
def determination_overdue(case: CaseSnapshot) -> Iterator[Finding]:
    """The period to determine the request has passed without a determination.

    ## Why it matters
    From the day after, the requester may go to court, and search fees may be barred.

    ## What would cure it
    A determination. It restores the duty to appeal, however late it is.

    ## When it is not a gap
    The last day itself is not late. A question of the agency that is still unanswered stops the
    period, once; questions on fees stop it too. A notice of unusual circumstances in time adds up
    to ten working days. Days on which the offices may have been closed are not counted. An
    acknowledgment or a promise of records is no determination; a late one that came is.
    """
    for clock in standing(case, ClockName.DETERMINATION, ClockState.OVERDUE):
        yield determination_overdue.finding(
            subject="the determination of the request",
            confidence=Confidence.CERTAIN,
            evidence=worked(clock, f"The determination was due on {due_in_words(clock)}"),
            awaits=[Awaited("event", EventKind.DETERMINED)],
            received=day_in_words(clock.runs_from.on),
            due=due_in_words(clock),
            late=days_late(case, clock),
        )
