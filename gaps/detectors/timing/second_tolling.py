from collections.abc import Iterator

from gaps.contract import (
    Confidence,
    Finding,
    LetterKind,
    LetterText,
    Severity,
    computed,
    detector,
    stable,
)
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.clocks import happened
from gaps.snapshot_queries.wording import day_in_words
from requests_app.law import authorities as law
from requests_app.law.ledger import EventKind
from requests_app.law.rules.determination_due import determination_due
from requests_app.law.rules.tolled_periods import tolled_periods
from requests_app.law.trace import NothingRunsError


@detector(
    code="TIM004",
    message="Information was asked for a second time on {asked}: only the first stops the period",
    severity=Severity.LOW,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6A_TOLL],
    adverse=[law.DHS_5_3C],
    facts={
        "first": "the day on which information was first asked for",
        "asked": "the day on which it was asked for again",
    },
    letter=LetterText(
        heading="A second request for information does not stop the period",
        rule=(
            "The time to determine a request may be stopped by one request to the requester for "
            "information, and otherwise only where that is needed to settle fees [foia_a6A_toll]."
        ),
        item=(
            "The agency asked for information on {first}, and again on {asked}. The period ran on "
            "after {asked}."
        ),
        limits=(
            "Under the regulations of the Department of Homeland Security a component may close a "
            "request where its question for clarification stays unanswered [dhs_5_3c]."
        ),
        relief="count the period to determine the request without a pause after {asked}.",
    ),
    letters=(LetterKind.APPEAL, LetterKind.FOLLOW_UP, LetterKind.OGIS),
)
def second_tolling(case: CaseSnapshot) -> Iterator[Finding]:
    """The agency asked for information more than once while the period ran.

    ## Why it matters
    Only one such question stops the time; a determination counted from the second is late.

    ## What would cure it
    Nothing: the period is counted with one pause. The finding explains the count.

    ## When it is not a gap
    A question on fees stops the time as often as it is needed. A question after the determination,
    or after the period had ended, stops nothing and is another matter. Answer it all the same: a
    request may be closed where a question stays unanswered.
    """
    ledger = case.ledger.as_of(case.as_of)
    asked = ledger.all(EventKind.CLARIFICATION_ASKED)
    determined = ledger.first(EventKind.DETERMINED)
    try:
        tolled = tolled_periods(ledger)
        last_on = determination_due(ledger).value or case.as_of
    except (NothingRunsError, LookupError):
        return
    paused_from = [each.asked_on for each in tolled.value if each.ground == "information"]
    for again in asked[1:]:
        if again.on > last_on or (determined and determined.on < again.on) or not paused_from:
            continue
        yield second_tolling.finding(
            subject=f"the period after the question of {day_in_words(again.on)}",
            discriminator=f"asked {again.on}",
            confidence=Confidence.CERTAIN,
            evidence=[
                happened(asked[0]),
                happened(again),
                computed("The pauses of the period", tolled.working),
            ],
            first=day_in_words(paused_from[0]),
            asked=day_in_words(again.on),
        )
