from collections.abc import Iterator

from gaps.contract import (
    Awaited,
    Confidence,
    Evidence,
    Finding,
    LetterText,
    Severity,
    detector,
    on_page,
    quoted,
    stable,
)
from gaps.snapshot import CaseSnapshot, Letter, WithheldSheet
from gaps.snapshot_queries.letters import (
    determinations,
    letter_facts_of,
    said,
    silence_of,
    stated_by_agency,
)
from gaps.snapshot_queries.withholding import closed_sheets, is_last, neither_confirms_nor_denies
from gaps.snapshot_queries.wording import amount
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law

SHEETS_SHOWN = 4


@detector(
    code="WTH006",
    message="Whole pages are withheld and the letter of {letter_of} says nothing of segregation",
    severity=Severity.MEDIUM,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_B_FLUSH, law.FOIA_A8A, law.MEAD_DATA],
    adverse=[law.SUSSMAN, law.KHINE],
    facts={
        "letter_of": "the day on the letter",
        "stands_on": "the page on which the letter begins",
        "closed": "what is withheld in full, in words",
    },
    letter=LetterText(
        heading="Whole pages are withheld, and nothing is said of the parts that can be released",
        rule=(
            "Any reasonably segregable portion of a record has to be released after the exempt "
            "parts are deleted [foia_b_flush]. The agency has to consider partial disclosure and "
            "take reasonable steps to segregate and release what is not exempt [foia_a8A]. "
            "Portions that are not exempt may be kept back only where they are inextricably "
            "intertwined with those that are, and the agency owes reasons for that [mead_data]."
        ),
        item=(
            "{closed}. Nothing in the letter of {letter_of} says that any of this was reviewed "
            "for parts that can be released."
        ),
        limits=(
            "Agencies are presumed to have released what is segregable unless there is some "
            "showing to the contrary [sussman], and a determination need not explain each "
            "document [khine]. This point asks that the review be made, or be stated."
        ),
        relief=(
            "review each page withheld in full, release the parts that are not exempt, and say why "
            "no part of any other page can be released."
        ),
    ),
)
def segregability_not_addressed(case: CaseSnapshot) -> Iterator[Finding]:
    """Whole pages are withheld, and the determination says nothing of segregation.

    ## Why it matters
    A page closed from edge to edge usually holds a date, a sender, a heading or a fact that no
    exemption covers.

    ## What would cure it
    A letter that says the pages were reviewed for segregable parts, or the release of those parts.

    ## When it is not a gap
    This letter or a later one speaks of segregation, even in one sentence; a doubtful reading
    counts. No whole page is withheld. Pages were referred, which closes nothing yet. The agency
    will neither confirm nor deny that records exist. Where only sheets in the release show pages
    withheld and the letter counts none, the finding is probable.
    """
    sheets = closed_sheets(case)
    for letter in determinations(case):
        counts = [
            each
            for each in letter.stated(FactName.PAGES_WITHHELD_IN_FULL)
            if each.value and each.confidence != "lead"
        ]
        by_sheets = sheets if is_last(case, letter) and not counts else []
        if not (counts or by_sheets) or neither_confirms_nor_denies(letter):
            continue
        if stated_by_agency(case, letter, FactName.SEGREGABILITY_STATED):
            continue
        day = letter_facts_of(letter)["letter_of"]
        yield segregability_not_addressed.finding(
            subject=f"a review for segregable parts in the letter of {day}",
            discriminator=letter.document or str(letter.dated_on),
            confidence=Confidence.CERTAIN if counts else Confidence.PROBABLE,
            evidence=[*said(counts), *_shown(by_sheets), *silence_of(letter, "segregable part")],
            awaits=[Awaited("statement", FactName.SEGREGABILITY_STATED)],
            closed=_closed(letter, by_sheets),
            **letter_facts_of(letter),
        )


def _closed(letter: Letter, sheets: list[WithheldSheet]) -> str:
    if sheets:
        verb = "stands" if len(sheets) == 1 else "stand"
        return f"In the release {amount(len(sheets), 'sheet')} {verb} for pages withheld in full"
    counts = letter.stated(FactName.PAGES_WITHHELD_IN_FULL)
    number = max(each.value for each in counts if isinstance(each.value, int))
    return f"The letter withholds {amount(number, 'page')} in full"


def _shown(sheets: list[WithheldSheet]) -> list[Evidence]:
    return [
        quoted(each.passage) if each.passage else on_page(each.page, "stands for pages withheld")
        for each in sheets[:SHEETS_SHOWN]
    ]
