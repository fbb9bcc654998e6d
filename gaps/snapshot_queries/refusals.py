"""Whether a letter that refuses a search gives a reason for it."""

import re

from gaps.snapshot import CaseSnapshot, Letter, Search
from gaps.snapshot_queries.searches import page_of

NO_REASON = re.compile(
    r"(?:none(?: given| stated)?|no reason(?: given| stated)?|not (?:given|stated)"
    r"|n/?a|null|-|–|—)?\.?",
    re.IGNORECASE,
)
REASON = re.compile(
    r"\b(?:because|since|due to|owing to|on the ground|for the reason|reasons?\s+(?:that|is|are)"
    r"|as (?:it|the|such)\b|not (?:reasonably )?(?:likely|described|expected)|unlikely|unduly"
    r"|burdensome|duplicat\w+|exempt\w*|(?:would|does|do) not (?:have|hold|maintain|keep))",
    re.IGNORECASE,
)
AFTERWARDS = 300
"""Characters after the refusal in which the letter may still give its reason."""


def reason_given(search: Search) -> bool:
    """Whether a reason is recorded, or stands in the words that refuse."""
    stated = not NO_REASON.fullmatch((search.reason or "").strip())
    return stated or bool(search.passage and REASON.search(search.passage.quote))


def letter_of(case: CaseSnapshot, search: Search) -> Letter | None:
    """The letter that speaks of a search, None where it is not among the letters held."""
    page = page_of(search)
    return next((each for each in case.letters if page and page in each.pages), None)


def reason_may_follow(letter: Letter | None, search: Search) -> bool:
    """Whether the words just after a refusal may be its reason."""
    if letter is None or search.passage is None:
        return False
    text = dict(zip(letter.pages, letter.texts, strict=False)).get(search.passage.page, "")
    return bool(REASON.search(text[search.passage.end : search.passage.end + AFTERWARDS]))


def question_left_unanswered(case: CaseSnapshot) -> bool:
    """Whether the agency asked for more clarifications than it was given."""
    kinds = [each.kind for each in case.letters]
    return kinds.count("clarification_request") > kinds.count("clarification_reply")
