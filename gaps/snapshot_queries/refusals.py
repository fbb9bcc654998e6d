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
    r"|as (?:it|they|that office|[A-Z]+) (?:is|are|was|were|do|does|has|have|would)"
    r"|not (?:reasonably )?(?:likely|described|expected)|unlikely|unduly|burdensome|duplicat\w+"
    r"|(?:would|does|do) not (?:have|hold|maintain|keep))\b",
    re.IGNORECASE,
)
NEXT_SENTENCE = re.compile(r"\s*[^\n.!?]+(?:\n[^\n.!?]+)*[.!?]?")
"""Up to its full stop or the end of its paragraph."""


def reason_given(search: Search) -> bool:
    """Whether a reason is recorded, or stands in the words that refuse."""
    stated = not NO_REASON.fullmatch((search.reason or "").strip())
    return stated or bool(search.passage and REASON.search(search.passage.quote))


def letter_of(case: CaseSnapshot, search: Search) -> Letter | None:
    """The letter that speaks of a search, None where it is not among the letters held."""
    page = page_of(search)
    return next((each for each in case.letters if page and page in each.pages), None)


def reason_may_follow(letter: Letter | None, search: Search) -> bool:
    """Whether the sentence after a refusal, in its paragraph, may be its reason."""
    if letter is None or search.passage is None:
        return False
    text = dict(zip(letter.pages, letter.texts, strict=False)).get(search.passage.page, "")
    rest = text[search.passage.end :].lstrip(" .;")
    following = NEXT_SENTENCE.match(rest) if not rest.startswith("\n\n") else None
    return bool(following and REASON.search(following.group()))


def question_left_unanswered(case: CaseSnapshot) -> bool:
    """Whether the agency asked for more clarifications than it was given."""
    kinds = [each.kind for each in case.letters]
    return kinds.count("clarification_request") > kinds.count("clarification_reply")
