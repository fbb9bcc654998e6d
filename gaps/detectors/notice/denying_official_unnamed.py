from collections.abc import Iterator

from gaps.contract import Awaited, Confidence, Finding, LetterText, Severity, detector, stable
from gaps.snapshot import CaseSnapshot
from gaps.snapshot_queries.letters import (
    adverse_determinations,
    letter_facts_of,
    said,
    silence_of,
    stated_by_agency,
)
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law


@detector(
    code="NOT006",
    message="The letter of {letter_of} denies records and names nobody responsible",
    severity=Severity.LOW,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6CI, law.DHS_5_6E],
    adverse=[law.KHINE],
    facts={
        "letter_of": "the day on the letter",
        "stands_on": "the page on which the letter begins",
    },
    letter=LetterText(
        heading="The denial of {letter_of} does not name those responsible for it",
        rule=(
            "Notice of a denial has to set out the names and titles or positions of each person "
            "responsible for it [foia_a6Ci]. Under the regulations of the Department of Homeland "
            "Security a denial is signed and names the person responsible [dhs_5_6e]."
        ),
        item="The letter of {letter_of} denies records. No name of an official was read in it.",
        limits=(
            "What a determination has to hold has been read with restraint [khine]. A name may "
            "stand in a signature that is a picture, which Requester could not read as words."
        ),
        relief="give the name and title of each person responsible for the denial.",
    ),
)
def denying_official_unnamed(case: CaseSnapshot) -> Iterator[Finding]:
    """A denial does not name the official responsible for it.

    ## Why it matters
    The statute makes a person answer for a denial, by name and title.

    ## What would cure it
    A letter that names the official.

    ## When it is not a gap
    The letter denies nothing, or a name stands below it, with or without a title. A signature that
    is only a picture may hold the name, so the finding is never more than probable.
    """
    for letter, denied in adverse_determinations(case):
        if stated_by_agency(case, letter, FactName.SIGNATORY, FactName.SIGNATORY_TITLE):
            continue
        yield denying_official_unnamed.finding(
            subject=f"the official behind the denial of {letter_facts_of(letter)['letter_of']}",
            discriminator=letter.document or str(letter.dated_on),
            confidence=Confidence.PROBABLE,
            evidence=[*said(denied), *silence_of(letter, "name of an official")],
            awaits=[Awaited("statement", FactName.SIGNATORY)],
            **letter_facts_of(letter),
        )
