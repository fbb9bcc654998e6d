"""What a determination closes: the exemptions it claims, how much, and whether whole pages."""

import re

from gaps.snapshot import CaseSnapshot, Letter, LetterFact, WithheldSheet
from gaps.snapshot_queries.letters import determinations
from requests_app.ingest.extract.letter_facts.contract import FactName, LetterKind

COUNTS = (
    FactName.PAGES_WITHHELD_IN_FULL,
    FactName.PAGES_RELEASED_IN_PART,
    FactName.VOLUME_ESTIMATED,
    FactName.PAGES_PROCESSED,
)
"""Each of these tells, alone or against the pages released, how much is closed."""
IN_FULL = re.compile(
    r"\b(?:withh(?:eld|old|olds|olding)|den(?:y|ies|ied|ying))\b[^.;]{0,100}?"
    r"\b(?:in\s+full|in\s+(?:its|their)\s+entirety|entirely)\b",
    re.IGNORECASE,
)
NOT_WITHHELD = re.compile(
    r"\b(?:not?|nothing|none|without)\b[^.;]{0,60}$|\brequest\b", re.IGNORECASE
)


def exemptions_claimed(letter: Letter) -> list[LetterFact]:
    """The exemptions that the letter claims, each once, a doubtful reading left out."""
    claimed = {
        str(fact.value): fact
        for fact in reversed(letter.stated(FactName.EXEMPTION_CLAIMED))
        if fact.confidence != "lead"
    }
    return list(reversed(claimed.values()))


def speaks_of_whole_pages(letter: Letter) -> bool:
    """Whether the letter says that something is withheld in full or in its entirety."""
    return any(
        not NOT_WITHHELD.search(text[max(0, found.start() - 60) : found.start()])
        and not NOT_WITHHELD.search(found.group())
        for text in letter.texts
        for found in IN_FULL.finditer(text)
    )


def neither_confirms_nor_denies(letter: Letter) -> bool:
    """Whether the letter will not say if records exist; it can then count and part none."""
    return any(fact.value == LetterKind.GLOMAR for fact in letter.stated(FactName.KIND))


def closed_sheets(case: CaseSnapshot) -> list[WithheldSheet]:
    """The sheets that stand for pages withheld in full; those that mark a referral close
    nothing."""
    return [each for each in case.withheld_sheets if not each.referred]


def is_last(case: CaseSnapshot, letter: Letter) -> bool:
    """Whether no other determination that was read bears a later day."""
    others = [each.dated_on for each in determinations(case) if each.dated_on]
    return letter.dated_on is None or letter.dated_on >= max(others, default=letter.dated_on)
