"""The forms of words by which a letter does something."""

import re
from dataclasses import dataclass

from requests_app.ingest.extract.letter_facts.contract import Confidence, LetterKind

CONDITIONAL = re.compile(
    r"\b(?:if|unless|should|whether|in the event|where|once|until|when|may|might|would)\b",
    re.IGNORECASE,
)
GENERAL = re.compile(
    r"\b(?:standard (?:notification|response|language)|all (?:our )?requesters|"
    r"to the extent (?:that )?your)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Form:
    """One form. `specific` forms say nothing under a condition; `unless` names what undoes one;
    `in_head` ones may stand in a heading."""

    kind: LetterKind
    pattern: re.Pattern[str]
    confidence: Confidence
    unless: re.Pattern[str] | None
    specific: bool
    in_head: bool


def form(
    kind: LetterKind,
    pattern: str,
    confidence: Confidence = "certain",
    *,
    unless: str | None = None,
    specific: bool = True,
    in_head: bool = False,
) -> Form:
    return Form(
        kind,
        re.compile(pattern, re.IGNORECASE),
        confidence,
        re.compile(unless, re.IGNORECASE) if unless else None,
        specific,
        in_head,
    )
