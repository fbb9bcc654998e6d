from collections.abc import Iterator

from gaps.contract import Awaited, Confidence, Finding, Severity, detector, stable
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.clocks import days_left, due_in_words, standing, worked
from gaps.snapshot_queries.wording import amount, day_in_words
from requests_app.law import authorities as law
from requests_app.law.deadline import ClockName, ClockState
from requests_app.law.ledger import EventKind

# Time enough to write an appeal, and to have it signed.
WARNING_DAYS = 14


@detector(
    code="TIM007",
    message="The appeal of the determination of {determined} has to go by {due}: {left} left",
    severity=Severity.HIGH,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6AI, law.DHS_5_8A],
    adverse=[law.HIDALGO],
    facts={
        "determined": "the day on the determination",
        "due": "the last safe day to appeal",
        "left": "the days until then; 0 days is the last day",
    },
    letter=None,
    letters=(),
    warns={ClockName.APPEAL: WARNING_DAYS},
)
def appeal_window_closing(case: CaseSnapshot) -> Iterator[Finding]:
    """The last safe day to appeal is near and no appeal is recorded.

    ## Why it matters
    A requester who lets the period pass may lose the appeal, and with it the way to court.

    ## What would cure it
    The appeal, sent in time.

    ## When it is not a gap
    It is a reminder to the requester and no gap of the agency's: no letter says it. The day is
    counted with caution, so that it may come before the last lawful one. It is silent once an
    appeal is recorded, while the day is further off than the warning, and after it has passed.
    Where everything was granted, only the search is left to appeal, and it is a lead.
    """
    for clock in standing(case, ClockName.APPEAL, ClockState.RUNNING):
        if days_left(case, clock) > WARNING_DAYS:
            continue
        determined = day_in_words(clock.runs_from.on)
        granted = clock.runs_from.adverse is False
        yield appeal_window_closing.finding(
            subject=f"the appeal of the determination of {determined}",
            discriminator=f"determination of {clock.runs_from.on}",
            confidence=Confidence.LEAD if granted else Confidence.CERTAIN,
            evidence=worked(clock, f"The appeal has to go by {due_in_words(clock)}"),
            awaits=[Awaited("event", EventKind.APPEALED)],
            determined=determined,
            due=due_in_words(clock),
            left=amount(days_left(case, clock), "day"),
        )
