from collections.abc import Iterator

from gaps.contract import Awaited, Finding, LetterText, Severity, detector, stable
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.letters import (
    adverse_determinations,
    letter_facts_of,
    said,
    silence_of,
    stated_by_agency,
    sureness,
)
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law

RIGHTS = (FactName.APPEAL_RIGHT, FactName.APPEAL_WITHIN_DAYS, FactName.APPEAL_ADDRESS)


@detector(
    code="NOT002",
    message="The letter of {letter_of} denies records and gives no right to appeal",
    severity=Severity.HIGH,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6AI, law.OGLESBY_EXHAUSTION, law.DHS_5_6E_NOTICE, law.OGIS_APPEAL_BLOG],
    adverse=[law.HIDALGO],
    facts={
        "letter_of": "the day on the letter",
        "stands_on": "the page on which the letter begins",
    },
    letter=LetterText(
        heading="The determination of {letter_of} does not give notice of the right to appeal",
        rule=(
            "Notice of an adverse determination has to tell the requester of the right to appeal "
            "to the head of the agency, within a period of not less than ninety days "
            "[foia_a6Ai]. A requester is held to that appeal once the agency has answered "
            "[oglesby_exhaustion], so the notice is what the time to appeal turns on. The "
            "regulations of the Department of Homeland Security require the notice in every "
            "denial [dhs_5_6e_notice]. The office that mediates these disputes treats an answer "
            "that no records exist as one that can be appealed [ogis_appeal_blog]."
        ),
        item=(
            "The letter of {letter_of} is an adverse determination. Nothing in it says that it can "
            "be appealed."
        ),
        limits=(
            "The omission does not excuse the appeal: a requester who took none was held to that "
            "[hidalgo]. Requester reserves what follows from the omission."
        ),
        relief=(
            "treat an appeal of that letter as timely, and give notice of the right to appeal with "
            "every further determination."
        ),
    ),
)
def appeal_rights_omitted(case: CaseSnapshot) -> Iterator[Finding]:
    """An adverse determination does not say that it can be appealed.

    ## Why it matters
    The notice is required by the statute. Without it the requester may lose the appeal, and the
    agency the argument that the appeal came late.

    ## What would cure it
    A letter that gives notice of the right to appeal.

    ## When it is not a gap
    The letter denies nothing. It, or another letter of that day or later, speaks of an appeal, its
    period or its address. Where the letter speaks of an enclosure on rights that is not held, the
    finding is a lead. Appeal all the same, within the shortest period.
    """
    for letter, denied in adverse_determinations(case):
        if stated_by_agency(case, letter, *RIGHTS):
            continue
        yield appeal_rights_omitted.finding(
            subject=f"the right to appeal in the letter of {letter_facts_of(letter)['letter_of']}",
            discriminator=letter.document or str(letter.dated_on),
            confidence=sureness(letter),
            evidence=[*said(denied), *silence_of(letter, "right to appeal")],
            awaits=[Awaited("statement", FactName.APPEAL_RIGHT)],
            **letter_facts_of(letter),
        )
