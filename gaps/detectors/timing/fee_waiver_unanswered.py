from collections.abc import Iterator

from gaps.contract import (
    Awaited,
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
from gaps.snapshot_queries.clocks import happened, standing
from gaps.snapshot_queries.letters import (
    fees_charged,
    said,
    silence_of,
    stated_anywhere,
    was_read,
)
from gaps.snapshot_queries.wording import amount, day_in_words
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law
from requests_app.law.deadline import ClockName, ClockState
from requests_app.law.ledger import EventKind


@detector(
    code="TIM006",
    message="The fee waiver asked for on {asked} was not decided",
    severity=Severity.LOW,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A4AIII, law.DHS_5_6D, law.DHS_5_11K],
    adverse=[law.HIDALGO],
    facts={
        "asked": "the day on which the waiver was asked for",
        "charged": "what the agency says of fees, in its own words, or that it is silent",
    },
    letter=LetterText(
        heading="The request to waive fees was not answered",
        rule=(
            "Fees are waived or reduced where disclosure is likely to contribute significantly to "
            "public understanding of the government and is not primarily in the requester’s "
            "commercial interest [foia_a4Aiii]. At the Department of Homeland Security the denial "
            "of a waiver is an adverse determination, to be notified as one [dhs_5_6d]. A waiver "
            "may be asked for there while the request or an appeal is pending [dhs_5_11k]."
        ),
        item=(
            "A waiver of fees was asked for on {asked}. No letter of the agency decides on it; on "
            "fees {charged}."
        ),
        limits=(
            "No separate day for this decision was found in the statute. It belongs to the "
            "determination, and a requester who is refused has to appeal [hidalgo]."
        ),
        relief="decide the request of {asked} to waive fees, and grant it.",
    ),
    letters=(LetterKind.APPEAL, LetterKind.FOLLOW_UP, LetterKind.OGIS),
)
def fee_waiver_unanswered(case: CaseSnapshot) -> Iterator[Finding]:
    """A request to waive fees was not decided when it should have been.

    ## Why it matters
    An unanswered waiver comes back as a bill, or as a request closed for want of payment.

    ## What would cure it
    A decision on the waiver.

    ## When it is not a gap
    A letter grants or denies the waiver, even if nobody has entered that yet. The determination
    came and charges nothing: there is nothing left to waive. The time to determine the request
    has not passed: no law sets an earlier day for the waiver. Where a letter of the agency could
    not be read the finding is a lead: the decision may stand in it.
    """
    ledger = case.ledger.as_of(case.as_of)
    asked = ledger.last(EventKind.FEE_WAIVER_ASKED)
    if asked is None or ledger.last(EventKind.FEE_WAIVER_DECIDED):
        return
    if stated_anywhere(case, FactName.FEE_WAIVER_GRANTED):
        return
    charged = fees_charged(case)
    overdue = list(standing(case, ClockName.DETERMINATION, ClockState.OVERDUE))
    if not charged and not overdue:
        return
    letters = [each for each in case.letters if each.direction == "in"]
    sure = Confidence.CERTAIN if charged else Confidence.PROBABLE
    unread = any(not was_read(each) for each in letters)
    yield fee_waiver_unanswered.finding(
        subject="the decision on the fee waiver",
        confidence=Confidence.LEAD if unread else sure,
        evidence=[
            happened(asked),
            *said(charged),
            *[
                piece
                for each in letters
                if was_read(each)
                for piece in silence_of(each, "decision on the waiver of fees")
            ],
            computed(
                "What is recorded of the waiver",
                [f"{amount(len(letters), 'letter')} of the agency on file, none decides on it"],
            ),
        ],
        awaits=[Awaited("event", EventKind.FEE_WAIVER_DECIDED)],
        asked=day_in_words(asked.on),
        charged=f"the agency states “{charged[0].value}”" if charged else "the agency is silent",
    )
