from collections.abc import Iterator

from gaps.contract import Awaited, Finding, LetterText, Severity, detector, stable
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.letters import (
    determinations,
    letter_facts_of,
    notice_of_2016_applies,
    silence_of,
    stated_by_agency,
    sureness,
)
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law


@detector(
    code="NOT005",
    message="The letter of {letter_of} does not name the agency’s FOIA Public Liaison",
    severity=Severity.LOW,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6AI, law.DHS_5_6E_NOTICE],
    adverse=[law.KHINE],
    facts={
        "letter_of": "the day on the letter",
        "stands_on": "the page on which the letter begins",
    },
    letter=LetterText(
        heading="The determination of {letter_of} does not name the FOIA Public Liaison",
        rule=(
            "Notice of every determination has to tell the requester of the right to seek help "
            "from the agency’s FOIA Public Liaison [foia_a6Ai]. The regulations of the Department "
            "of Homeland Security require that notice in a denial [dhs_5_6e_notice]."
        ),
        item="The letter of {letter_of} does not mention a FOIA Public Liaison.",
        limits=(
            "What a determination has to hold has been read with restraint [khine]. The notice is "
            "required by the words of the statute."
        ),
        relief="name its FOIA Public Liaison and say how the liaison is reached.",
    ),
)
def public_liaison_omitted(case: CaseSnapshot) -> Iterator[Finding]:
    """A determination does not name the FOIA Public Liaison of the agency.

    ## Why it matters
    The liaison is the person whom the statute gives the requester to settle a dispute with.

    ## What would cure it
    A letter that names the liaison.

    ## When it is not a gap
    The letter determines nothing (an acknowledgment need not name the liaison), or the request was
    made before the notice was required (30 June 2016). It, or another letter of that day or later,
    names the liaison. Where it speaks of an enclosure on rights that is not held, the finding is a
    lead.
    """
    for letter in determinations(case):
        if stated_by_agency(case, letter, FactName.LIAISON):
            continue
        if not notice_of_2016_applies(case, letter):
            continue
        yield public_liaison_omitted.finding(
            subject=f"the liaison in the letter of {letter_facts_of(letter)['letter_of']}",
            discriminator=letter.document or str(letter.dated_on),
            confidence=sureness(letter),
            evidence=silence_of(letter, "FOIA Public Liaison"),
            awaits=[Awaited("statement", FactName.LIAISON)],
            **letter_facts_of(letter),
        )
