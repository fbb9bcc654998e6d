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

GROUNDS = (FactName.REASONS_STATED, FactName.EXEMPTION_CLAIMED, FactName.HARM_STATED)


@detector(
    code="NOT001",
    message="The letter of {letter_of} withholds records and states no reason",
    severity=Severity.HIGH,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6AI, law.CREW_V_FEC, law.DHS_5_6D, law.DHS_5_6E],
    adverse=[law.KHINE],
    facts={
        "letter_of": "the day on the letter",
        "stands_on": "the page on which the letter begins",
        "denied": "what the letter denies, in its own words",
    },
    letter=LetterText(
        heading="The determination of {letter_of} states no reason for what it denies",
        rule=(
            "Notice of a determination has to be given together with the reasons for it "
            "[foia_a6Ai]. A determination has at the least to indicate the exemptions that the "
            "agency will claim [crew_v_fec]. Under the regulations of the Department of Homeland "
            "Security every adverse determination is notified to the requester [dhs_5_6d]. A "
            "denial there has to state its reasons briefly, with each exemption applied "
            "[dhs_5_6e]."
        ),
        item=(
            "The letter of {letter_of} says: “{denied}”. It names no exemption and gives no other "
            "ground."
        ),
        limits=(
            "A determination need not explain each document: totals with a list of exemptions "
            "have been held enough [khine]. This letter has no such list."
        ),
        relief=(
            "state the reason for each denial in its letter of {letter_of}, with the exemption "
            "on which it rests, or release what was denied."
        ),
    ),
)
def reasons_not_stated(case: CaseSnapshot) -> Iterator[Finding]:
    """A determination closes pages or the request, and states no ground for it.

    ## Why it matters
    Without its reason a denial cannot be answered, and the requester is owed the reason at once.

    ## What would cure it
    A letter that states the exemption or another ground.

    ## When it is not a gap
    The letter claims an exemption or gives any ground, good or bad; it says that no records were
    found, or that it can neither confirm nor deny them: each of these is a reason. Another letter
    of that day or later gives it. A refusal to search an office is search_refused_without_reason.
    Pages of the letter that could not be read prove no silence.
    """
    for letter, denied in adverse_determinations(case):
        words = [each for each in denied if each.name is not FactName.OFFICE_NOT_SEARCHED]
        reasoned = any(each.value in ("no_records", "glomar") for each in words)
        if not words or reasoned or stated_by_agency(case, letter, *GROUNDS):
            continue
        first = next((each.passage for each in words if each.passage), None)
        yield reasons_not_stated.finding(
            subject=f"the reasons for the denial of {letter_facts_of(letter)['letter_of']}",
            discriminator=letter.document or str(letter.dated_on),
            confidence=Confidence.CERTAIN,
            evidence=[*said(words), *silence_of(letter, "reason or exemption")],
            awaits=[Awaited("statement", FactName.REASONS_STATED)],
            denied=" ".join(first.quote.split()) if first else "withheld",
            **letter_facts_of(letter),
        )
