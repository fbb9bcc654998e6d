from collections.abc import Iterator, Sequence

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
from gaps.snapshot_queries.letters import fees_charged, said
from gaps.snapshot_queries.wording import listed
from requests_app.law import authorities as law
from requests_app.law.rules.search_fee_barred import search_fee_barred as search_fee_bar
from requests_app.law.trace import NothingRunsError


@detector(
    code="TIM010",
    message="Fees of {charged} are named; a missed time limit bars search fees",
    severity=Severity.MEDIUM,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A4AVIII, law.FOIA_A6AI],
    adverse=[law.FOIA_A6B],
    facts={
        "charged": "the amount that the agency names",
        "missed": "the time limit that was missed, and when it ended",
    },
    letter=LetterText(
        heading="Search fees cannot be charged after a missed time limit",
        rule=(
            "An agency that misses a time limit of the Act may not charge search fees, nor "
            "duplication fees to news media and educational requesters [foia_a4Aviii]. The limit "
            "for a determination is twenty working days [foia_a6Ai]."
        ),
        item="The agency names fees of {charged}. It has missed a time limit of the Act: {missed}.",
        limits=(
            "A timely notice of unusual circumstances excuses ten days more [foia_a6B]. As far as "
            "Requester’s records show, nothing excuses this delay: neither the ten days that a "
            "notice of unusual circumstances gives, nor more than 5,000 pages with three attempts "
            "to reach the requester, nor a finding of a court."
        ),
        relief="withdraw any search fee, and say which part of {charged} is a fee for search.",
    ),
    letters=(LetterKind.APPEAL, LetterKind.FOLLOW_UP, LetterKind.OGIS),
)
def search_fee_barred(case: CaseSnapshot) -> Iterator[Finding]:
    """The agency names fees although it missed a time limit of the Act.

    ## Why it matters
    The fees may not be owed, and an unpaid bill can close a request.

    ## What would cure it
    A letter that withdraws the search fees.

    ## When it is not a gap
    No fee is named, or one of nothing. No limit was missed, or the statute excuses it: a notice of
    unusual circumstances in time for ten days more, or more than 5,000 pages with three attempts
    to reach the requester. Fees for review or copies are not barred for every requester, so where
    the letter does not say what the fee is for, the finding is probable.
    """
    charged = fees_charged(case)
    if not charged:
        return
    try:
        barred = search_fee_bar(case.ledger, case.as_of)
    except (NothingRunsError, LookupError):
        return
    if not barred.value:
        return
    yield search_fee_barred.finding(
        subject="the search fees",
        confidence=Confidence.PROBABLE,
        evidence=[*said(charged), computed("Whether search fees are barred", barred.working)],
        charged=str(charged[0].value),
        missed=_missed(barred.working),
    )


def _missed(working: Sequence[str]) -> str:
    """The limits that were missed and that nothing excuses: each is told in two lines of the
    working, and a third one excuses it."""
    told = [*working, ""]
    limits = [
        line
        for line, third in zip(told, told[2:], strict=False)
        if line.startswith("The time ") and not third.startswith("Excused")
    ]
    return listed(f"{line[:1].lower()}{line[1:]}" for line in limits)
