from collections.abc import Iterator

from gaps.contract import Awaited, Confidence, Finding, Severity, detector, stable
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.clocks import days_left, due_in_words, standing, worked
from gaps.snapshot_queries.wording import amount, day_in_words
from requests_app.law import authorities as law
from requests_app.law.deadline import ClockName, ClockState
from requests_app.law.ledger import EventKind

# Half a year: a suit takes longer to prepare than an appeal.
WARNING_DAYS = 183


@detector(
    code="TIM009",
    message="A suit has to be filed by {due}: {left} left",
    severity=Severity.HIGH,
    stage=stable(since="0.2"),
    authorities=[law.USC28_2401A, law.SPANNAUS],
    facts={
        "follows": "the day of the receipt or the decision that the six years follow",
        "due": "the last safe day to file a suit",
        "left": "the days until then; 0 days is the last day",
    },
    letter=None,
    letters=(),
    warns={ClockName.LIMITATION: WARNING_DAYS},
)
def limitation_approaching(case: CaseSnapshot) -> Iterator[Finding]:
    """The six years in which a suit can be filed are nearly over.

    ## Why it matters
    After them no court hears the matter; a new request is then the only way.

    ## What would cure it
    A suit, or a new request for the same records.

    ## When it is not a gap
    It is a reminder to the requester and no gap of the agency's: no letter says it. The six years
    are counted from the first day on which a suit was possible, the reading that ends earliest; a
    later decision may have opened them anew, which a lawyer has to judge. It is silent while the
    day is further off than the warning, after a suit, and after the day has passed.
    """
    for clock in standing(case, ClockName.LIMITATION, ClockState.RUNNING):
        if days_left(case, clock) > WARNING_DAYS:
            continue
        yield limitation_approaching.finding(
            subject="the time to file a suit",
            confidence=Confidence.CERTAIN,
            evidence=worked(clock, f"A suit has to be filed by {due_in_words(clock)}"),
            awaits=[Awaited("event", EventKind.SUED)],
            follows=day_in_words(clock.runs_from.on),
            due=due_in_words(clock),
            left=amount(days_left(case, clock), "day"),
        )
