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
from gaps.snapshot_queries.letters import stated_anywhere
from gaps.snapshot_queries.wording import day_in_words
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law
from requests_app.law.deadline import Clock, ClockName, ClockState
from requests_app.law.ledger import EventKind


@detector(
    code="TIM005",
    message="No decision on expedited processing by {due}, {late} ago",
    severity=Severity.MEDIUM,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6E, law.AL_FAYED, law.DHS_5_5E, law.DHS_5_8D],
    adverse=[law.HIDALGO],
    facts={
        "asked": "the day on which expedition was asked for",
        "due": "the last day for the decision",
        "late": "how long ago that was, in working days",
    },
    letter=LetterText(
        heading="The request for expedited processing was not answered",
        rule=(
            "Whether to expedite a request has to be decided, and the decision notified, within "
            "ten days, and a failure to answer in time can be reviewed by a court [foia_a6E], "
            "which looks at the matter anew [al_fayed]. At the Department of Homeland Security "
            "the ten days are calendar days from receipt [dhs_5_5e]. No appeal is needed there "
            "before that review [dhs_5_8d]."
        ),
        item=(
            "Expedited processing was asked for on {asked}. A decision was due by {due}, {late} "
            "ago, and none has been received."
        ),
        limits=(
            "The review of expedition ends with a complete answer to the request [foia_a6E], and "
            "that answer has to be appealed as any other [hidalgo]."
        ),
        relief="decide the request of {asked} for expedited processing, and grant it.",
    ),
    letters=(LetterKind.APPEAL, LetterKind.FOLLOW_UP, LetterKind.EXHAUSTION, LetterKind.OGIS),
)
def expedition_unanswered(case: CaseSnapshot) -> Iterator[Finding]:
    """A request for expedited processing was not decided in its ten days.

    ## Why it matters
    The silence can be taken to court at once, without an appeal.

    ## What would cure it
    A decision on expedition.

    ## When it is not a gap
    The tenth day itself is not late. A letter decides it, for or against, even if nobody has
    entered that yet. The agency has determined the request: there is nothing left to expedite.
    No certified statement was made: without one there is no duty to decide. Where it is not known
    whether one was made, the finding is probable.
    """
    if stated_anywhere(case, FactName.EXPEDITION_GRANTED):
        return
    for clock in standing(case, ClockName.EXPEDITION_DECISION, ClockState.OVERDUE):
        if clock.runs_from.certified is False:
            continue
        yield expedition_unanswered.finding(
            subject="the decision on expedited processing",
            discriminator=f"expedition asked {clock.runs_from.on}",
            confidence=_confidence(clock),
            evidence=worked(clock, f"The decision was due on {due_in_words(clock)}"),
            awaits=[Awaited("event", EventKind.EXPEDITION_DECIDED)],
            asked=day_in_words(clock.runs_from.on),
            due=due_in_words(clock),
            late=days_late(case, clock),
        )


def _confidence(clock: Clock) -> Confidence:
    return Confidence.CERTAIN if clock.runs_from.certified else Confidence.PROBABLE
