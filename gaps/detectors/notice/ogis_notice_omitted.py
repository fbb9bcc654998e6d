from collections.abc import Iterator

from gaps.contract import Awaited, Finding, LetterText, Severity, detector, stable
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.letters import (
    adverse_determinations,
    letter_facts_of,
    notice_of_2016_applies,
    said,
    silence_of,
    stated_by_agency,
    sureness,
)
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law


@detector(
    code="NOT004",
    message="The letter of {letter_of} denies records and does not name OGIS",
    severity=Severity.LOW,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6AI, law.FOIA_H3, law.DHS_5_6E_NOTICE],
    adverse=[law.KHINE],
    facts={
        "letter_of": "the day on the letter",
        "stands_on": "the page on which the letter begins",
    },
    letter=LetterText(
        heading="The determination of {letter_of} does not give notice of mediation",
        rule=(
            "Notice of an adverse determination has to tell the requester of the right to seek "
            "dispute resolution from the agency’s FOIA Public Liaison or from the Office of "
            "Government Information Services [foia_a6Ai], which offers mediation as an "
            "alternative to a suit [foia_h3]. The regulations of the Department of Homeland "
            "Security require that notice in a denial [dhs_5_6e_notice]."
        ),
        item=(
            "The letter of {letter_of} denies records and does not mention the Office of "
            "Government Information Services."
        ),
        limits=(
            "What a determination has to hold has been read with restraint [khine]. The notice is "
            "required by the words of the statute."
        ),
        relief="give notice of the mediation services with every adverse determination.",
    ),
)
def ogis_notice_omitted(case: CaseSnapshot) -> Iterator[Finding]:
    """An adverse determination does not name the mediation service, OGIS.

    ## Why it matters
    The notice is required by the statute, and mediation costs the requester nothing.

    ## What would cure it
    A letter that names the Office of Government Information Services.

    ## When it is not a gap
    The letter denies nothing, or the request was made before the notice was required (30 June
    2016). It, or another letter of that day or later, names the service. Where it speaks of an
    enclosure on rights that is not held, the finding is a lead.
    """
    for letter, denied in adverse_determinations(case):
        if stated_by_agency(case, letter, FactName.OGIS):
            continue
        if not notice_of_2016_applies(case, letter):
            continue
        yield ogis_notice_omitted.finding(
            subject=f"the notice of OGIS in the letter of {letter_facts_of(letter)['letter_of']}",
            discriminator=letter.document or str(letter.dated_on),
            confidence=sureness(letter),
            evidence=[*said(denied), *silence_of(letter, "mediation by OGIS")],
            awaits=[Awaited("statement", FactName.OGIS)],
            **letter_facts_of(letter),
        )
