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
    code="TIM008",
    message="No decision on the appeal by {due}, {late} ago",
    severity=Severity.HIGH,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6AII, law.FOIA_A6CI, law.DHS_5_8D],
    adverse=[law.HIDALGO],
    facts={
        "appealed": "the day from which the period runs",
        "due": "the last day for the decision, counted with caution for the agency",
        "late": "how long ago that was, in working days",
    },
    letter=LetterText(
        heading="The decision on the appeal was due on {due}",
        rule=(
            "An appeal has to be determined within twenty days after its receipt, except "
            "Saturdays, Sundays and legal public holidays [foia_a6Aii]. Where it is not, the "
            "requester is deemed to have exhausted the remedies at the agency [foia_a6Ci]. The "
            "regulations of the Department of Homeland Security set the same period [dhs_5_8d]."
        ),
        item=(
            "The period runs from {appealed}. Counted with caution for the agency it ended on "
            "{due}, {late} ago. No decision has been received."
        ),
        limits=(
            "A suit without an appeal was dismissed [hidalgo]; here the appeal was taken, and a "
            "decision that comes before a suit, late as it is, is the one that a court would look "
            "at."
        ),
        relief="decide the appeal at once.",
    ),
    letters=(LetterKind.FOLLOW_UP, LetterKind.EXHAUSTION, LetterKind.OGIS),
)
def appeal_decision_overdue(case: CaseSnapshot) -> Iterator[Finding]:
    """The period to decide the appeal has passed without a decision.

    ## Why it matters
    From the day after, the remedies at the agency count as exhausted and the way to court is open.

    ## What would cure it
    The decision on the appeal.

    ## When it is not a gap
    The last day itself is not late. A notice of unusual circumstances in time adds up to ten
    working days, together with those it already took for the request. The period runs from receipt
    of the appeal; where no receipt is recorded it is not known to run.
    """
    for clock in standing(case, ClockName.APPEAL_DECISION, ClockState.OVERDUE):
        yield appeal_decision_overdue.finding(
            subject="the decision on the appeal",
            discriminator=f"appeal of {clock.runs_from.on}",
            confidence=Confidence.CERTAIN,
            evidence=worked(clock, f"The decision was due on {due_in_words(clock)}"),
            awaits=[Awaited("event", EventKind.DECIDED)],
            appealed=day_in_words(clock.runs_from.on),
            due=due_in_words(clock),
            late=days_late(case, clock),
        )
