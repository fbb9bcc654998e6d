from collections.abc import Iterator

from gaps.contract import Awaited, Confidence, Finding, LetterText, Severity, detector, stable
from gaps.snapshot import CaseSnapshot, Letter
from gaps.snapshot_queries.letters import (
    determinations,
    letter_facts_of,
    refers_back,
    said,
    silence_of,
    stated_anywhere,
)
from gaps.snapshot_queries.withholding import is_last, neither_confirms_nor_denies
from requests_app.ingest.extract.letter_facts.contract import FactName, LetterKind
from requests_app.law import authorities as law

OF_A_SEARCH = (
    FactName.OFFICE_SEARCHED,
    FactName.OFFICE_NOT_SEARCHED,
    FactName.OFFICE_NO_RECORDS,
    FactName.SYSTEM_SEARCHED,
    FactName.TERM_SEARCHED,
    FactName.CUSTODIAN_SEARCHED,
    FactName.SEARCH_DESCRIBED,
)
OUTCOMES = (
    FactName.PAGES_PROCESSED,
    FactName.PAGES_RELEASED,
    FactName.PAGES_RELEASED_IN_FULL,
    FactName.PAGES_RELEASED_IN_PART,
    FactName.PAGES_WITHHELD_IN_FULL,
)


@detector(
    code="SCH009",
    message="The letter of {letter_of} says nothing of where or how records were searched for",
    severity=Severity.LOW,
    stage=stable(since="0.2"),
    authorities=[law.MORLEY, law.OGLESBY_SEARCH, law.DHS_5_8A],
    adverse=[law.KHINE, law.SAFECARD],
    facts={
        "letter_of": "the day on the letter",
        "stands_on": "the page on which the letter begins",
        "outcome": "what the letter reports: that no records were found, or what was found",
    },
    letter=LetterText(
        heading="The search is not described",
        rule=(
            "An agency must make a search reasonably calculated to uncover all relevant documents "
            "[morley], by methods that can be expected to produce what is asked for "
            "[oglesby_search]. Under the regulations of the Department of Homeland Security the "
            "adequacy of the search is itself a ground of appeal [dhs_5_8a]."
        ),
        item=(
            "The letter of {letter_of} reports {outcome}. It names no office, system, custodian or "
            "term, and does not say how records were looked for."
        ),
        limits=(
            "A determination need not describe the search: totals with a list of exemptions have "
            "been held enough for it [khine], and what an agency swears of its search in court is "
            "presumed to be in good faith [safecard]. This point asks for the description, without "
            "which nobody can say whether the search was adequate."
        ),
        relief=(
            "state which offices and custodians were searched, in which systems, with which terms "
            "and for which period, and what each search found."
        ),
    ),
)
def search_not_described(case: CaseSnapshot) -> Iterator[Finding]:
    """The determination says nothing of the offices, systems, people or terms of the search.

    ## Why it matters
    Whether a search was adequate turns on where and how it was made. A requester who is told
    neither can point to no place that was left out.

    ## What would cure it
    A letter that names the offices searched, or describes the search in any other way.

    ## When it is not a gap
    Any letter of the agency names an office, a system, a person or a term, or a sentence speaks of
    how the search was made; a doubtful reading counts. A search is recorded in the case file. The
    determination reports neither records nor their absence: it closes the request or will not say
    whether records exist. No statute requires the description in the letter, and the paragraph says
    so. Where another letter of the agency could not be read, or this one refers to an earlier one,
    the finding is a lead.
    """
    if case.searches or stated_anywhere(case, *OF_A_SEARCH):
        return
    unread = any(each.direction == "in" and not each.readable for each in case.letters)
    for letter in determinations(case):
        outcome = _outcome(letter)
        if not outcome or neither_confirms_nor_denies(letter) or not is_last(case, letter):
            continue
        found = [fact for name in OUTCOMES for fact in letter.stated(name)]
        yield search_not_described.finding(
            subject="a description of the search",
            discriminator=letter.document or str(letter.dated_on),
            confidence=Confidence.LEAD if unread or refers_back(letter) else Confidence.PROBABLE,
            evidence=[*said(found), *silence_of(letter, "office, system, custodian or term")],
            awaits=[Awaited("statement", FactName.SEARCH_DESCRIBED)],
            outcome=outcome,
            **letter_facts_of(letter),
        )


def _outcome(letter: Letter) -> str:
    if any(fact.value == LetterKind.NO_RECORDS for fact in letter.stated(FactName.KIND)):
        return "that no records were found"
    return "what was found" if any(letter.stated(name) for name in OUTCOMES) else ""
