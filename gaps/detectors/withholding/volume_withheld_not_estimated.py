from collections.abc import Iterator

from gaps.contract import Awaited, Confidence, Finding, LetterText, Severity, detector, stable
from gaps.snapshot import CaseSnapshot, Letter
from gaps.snapshot_queries.letters import (
    determinations,
    letter_facts_of,
    said,
    silence_of,
    stated_by_agency,
)
from gaps.snapshot_queries.withholding import (
    COUNTS,
    closed_sheets,
    exemptions_claimed,
    neither_confirms_nor_denies,
    speaks_of_whole_pages,
)
from gaps.snapshot_queries.wording import listed
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law import authorities as law


@detector(
    code="WTH003",
    message="The letter of {letter_of} withholds records and gives no count or estimate of them",
    severity=Severity.MEDIUM,
    stage=stable(since="0.2"),
    authorities=[law.FOIA_A6F, law.DHS_5_6E_VOLUME],
    adverse=[law.KHINE],
    facts={
        "letter_of": "the day on the letter",
        "stands_on": "the page on which the letter begins",
        "exemptions": "the exemptions that the letter claims",
        "closed": "what is closed, in words",
    },
    letter=LetterText(
        heading="The determination of {letter_of} does not say how much it withholds",
        rule=(
            "An agency that denies a request in whole or in part has to make a reasonable effort "
            "to estimate the volume of what it denies, and to give that estimate to the requester "
            "[foia_a6F]. The regulations of the Department of Homeland Security require the "
            "estimate in the denial itself [dhs_5_6e_volume]."
        ),
        item=(
            "The letter of {letter_of} claims {exemptions} and {closed}. It gives no number of "
            "the pages or records withheld, and no other estimate of them."
        ),
        limits=(
            "The estimate may be left out where to give it would harm an interest that the "
            "exemption protects; where that is the reason, the agency can say so. Totals with a "
            "list of exemptions have been held enough [khine], and this point asks for no more "
            "than the totals."
        ),
        relief=(
            "state how many pages or records its letter of {letter_of} withholds, and under which "
            "exemption."
        ),
    ),
)
def volume_withheld_not_estimated(case: CaseSnapshot) -> Iterator[Finding]:
    """A determination withholds whole records and says nothing of how many.

    ## Why it matters
    Without a volume nobody can tell whether a page or a thousand are closed, nor whether an appeal
    is worth its while.

    ## What would cure it
    A letter with a count of the pages or records withheld, or a reasonable estimate.

    ## When it is not a gap
    A count of any kind is given: of pages withheld, released in part or processed, or an estimate
    in words, in this letter or a later one; a doubtful reading counts as given. The case file
    records the count, or sheets in the release stand for what is closed. Pages were released and
    nothing says that others are withheld in full: the deletions marked on the pages show the volume
    then. The agency will neither confirm nor deny that records exist.
    """
    for letter in determinations(case):
        claimed = exemptions_claimed(letter)
        whole = speaks_of_whole_pages(letter)
        if not claimed or not (whole or _released_nothing(case, letter)):
            continue
        if _volume_is_known(case, letter) or neither_confirms_nor_denies(letter):
            continue
        yield volume_withheld_not_estimated.finding(
            subject=f"the volume withheld by the letter of {letter_facts_of(letter)['letter_of']}",
            discriminator=letter.document or str(letter.dated_on),
            confidence=Confidence.CERTAIN,
            evidence=[
                *said(claimed, 4),
                *silence_of(letter, "count or estimate of what it closes"),
            ],
            awaits=[Awaited("statement", FactName.PAGES_WITHHELD_IN_FULL)],
            exemptions=listed(str(each.value) for each in claimed),
            closed="withholds records in full" if whole else "releases nothing",
            **letter_facts_of(letter),
        )


def _released_nothing(case: CaseSnapshot, letter: Letter) -> bool:
    released = letter.stated(FactName.PAGES_RELEASED) + letter.stated(
        FactName.PAGES_RELEASED_IN_FULL
    )
    return not case.productions and not released


def _volume_is_known(case: CaseSnapshot, letter: Letter) -> bool:
    recorded = any(each.pages_withheld_in_full for each in case.productions)
    return bool(recorded or closed_sheets(case) or stated_by_agency(case, letter, *COUNTS))
