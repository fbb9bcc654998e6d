"""The exemptions that a letter claims, and not those that it only explains.

A claim is a code in a sentence of withholding, a box ticked on a form, or an item of a list that
describes the exemptions behind such a sentence. A sheet that explains all of them claims none.
"""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.exemption_lists import (
    PARENTHESISED,
    Code,
    code_of,
    codes_in,
)
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

CLAIM = re.compile(
    r"\b(?:withh(?:e|o)ld\w*|redact\w*|delet\w+|excis\w+|exempt(?:ed)? (?:from|under|pursuant|by|"
    r"in)|(?:is|are|was|were|be|been) (?:\w+ )?(?:exempt|protected)|partially exempt|appl(?:y|ies|"
    r"ied|ying|icable) to|appl(?:y|ied|ying) (?:FOIA )?Exemption|invok\w+|assert\w*|claim\w*|"
    r"den(?:y|ied|ying|ial)|cit(?:ed|ing)|pursuant to|neither confirm|protect(?:ed|ing)? (?:from|"
    r"by|under|pursuant)|rel(?:y|ied|ying|ies) (?:up)?on|determined|made under|under|based on|"
    r"basis|properly|removed|categorical\w*|releas\w+)",
    re.IGNORECASE,
)
DEFINES = re.compile(
    r"[\W\d]{0,6}(?:(?:the )?(?:FOIA )?exemptions? [^.]{0,30}?|"
    r"(?:title )?5 U\.?S\.?C\.?[^.]{0,30}?|section 552[^.]{0,25}?|"
    r"\(?b\)? ?\([1-9]\)(?:\([A-F]\))?[^.]{0,12}?)(?:protects?|exempts?|allows?|permits?|covers?|"
    r"pertains?|applies|concerns?|authorizes?|provides?|relates?|prohibits?|excludes?|is designed|"
    r"was designed|shields?|encompass\w*|incorporates?|which|that|[-–:—])",
    re.IGNORECASE,
)
APPLIED_HERE = re.compile(
    r"\b(?:here(?:in)?|in this (?:case|instance)|I am|we (?:are|have)|(?:is|are|was|were|have|has|"
    r"had|been)\b[^.]{0,40}\b(?:withheld|withholding|redacted|applied|asserted|invoked|claimed|"
    r"exempt)|has applied)\b",
    re.IGNORECASE,
)
GENERAL = re.compile(
    r"\b(?:may (?:also )?be (?:withheld|exempt|denied|protected|subject)|could be (?:exempt|"
    r"withheld)|might|would (?:likely )?(?:be|fall)|nine exemptions|standard|to the extent|"
    r"if (?:any|such|the|responsive|your|records)|typically|generally|often|previously|"
    r"not (?:been )?(?:appl|assert|invok|claim|rel)\w*|no longer|withdr\w+|rather than|"
    r"does not apply|inapplicable|not (?:be )?(?:exempt|withheld)|not pursuant)",
    re.IGNORECASE,
)
POINTS_AHEAD = re.compile(
    r"\b(?:as )?(?:described|explained|listed|set forth|noted|discussed|indicated|"
    r"cited) (?:more fully )?below\b|\bfollowing (?:FOIA )?(?:exemption|reason|section|subsection|"
    r"ground|statut|provision)\w*|\bexemptions?:|\bas follows\b",
    re.IGNORECASE,
)
WITHHOLDS = re.compile(
    r"\b(?:withh(?:e|o)ld\w*|redact\w*|excis\w+|deletions?|exempt from|partially exempt|denied in|"
    r"denying)\b",
    re.I,
)
SHEET = re.compile(
    r"\b(?:explanation of exemptions|(?:FOIA|freedom of information act)[\w ()/,.§]{0,40} "
    r"exemptions\b|subsections of title 5|exemption codes|list of exemptions)",
    re.IGNORECASE,
)
TICKED = re.compile(r"(?:[☑☒✓✔✗✘■þýx]|\[[xX✓]\]|\([xX]\))(?: )?(?=\( ?b ?\) ?\( ?[1-9])")
BOX = re.compile(r"(?:[☐□o¨r]|\[ ?\]|\[[xX]\]|[☑☒✓✔þý■x]) ?(?=\( ?b ?\) ?\( ?[1-9])")
MANY = 7


def exemptions(letter: Letter) -> Iterator[LetterFact]:
    """Each exemption claimed, once, by the surest sentence that claims it."""
    rank: dict[Confidence, int] = {"certain": 0, "probable": 1, "lead": 2}
    best: dict[str, tuple[int, int, LetterFact]] = {}
    for fact, place in _claims(letter):
        key = str(fact.value)
        ranked = (rank[fact.confidence], place, fact)
        if key not in best or ranked[:2] < best[key][:2]:
            best[key] = ranked
    yield from (each for _, _, each in sorted(best.values(), key=lambda one: one[1]))


def _claims(letter: Letter) -> Iterator[tuple[LetterFact, int]]:
    explained = ahead = False
    denies = any(WITHHOLDS.search(each.own) for each in letter.body if not GENERAL.search(each.own))
    for sentence in letter.body:
        if SHEET.match(sentence.own.lstrip("- •*")) and len(sentence.text) < 120:
            explained = True
        codes = list({each.value: each for each in reversed([*codes_in(sentence.own)])}.values())[
            ::-1
        ]
        ticked = list(_ticked(sentence.own))
        if ticked or len(BOX.findall(sentence.own)) > 1:
            for code in ticked:
                yield _fact(letter, sentence, code, "certain"), sentence.start
            continue
        if explained or (
            len({each.value for each in codes}) > MANY and DEFINES.match(sentence.own)
        ):
            continue
        confidence = _confidence(sentence, codes, ahead=ahead, denies=denies)
        if confidence:
            for code in codes:
                yield _fact(letter, sentence, code, confidence), sentence.start
        if WITHHOLDS.search(sentence.own) and POINTS_AHEAD.search(sentence.own):
            ahead = True


def _fact(letter: Letter, sentence: Sentence, code: Code, confidence: Confidence) -> LetterFact:
    return letter.sheet.fact(FactName.EXEMPTION_CLAIMED, code.value, sentence.bounds, confidence)


def _confidence(
    sentence: Sentence, codes: list[Code], *, ahead: bool, denies: bool
) -> Confidence | None:
    """How sure a sentence claims its codes; None where it only explains them."""
    if not codes:
        return None
    if sentence.zone == "annex":
        return "lead" if CLAIM.search(sentence.own) and APPLIED_HERE.search(sentence.own) else None
    if GENERAL.search(sentence.own):
        return "lead" if APPLIED_HERE.search(sentence.own) or "extent" in sentence.own else None
    if DEFINES.match(sentence.own):
        if APPLIED_HERE.search(sentence.own):
            return "certain"
        if ahead:
            return "certain"
        return "probable" if denies else None
    return "certain" if CLAIM.search(sentence.own) else ("probable" if denies else "lead")


def _ticked(own: str) -> Iterator[Code]:
    for box in TICKED.finditer(own):
        if found := PARENTHESISED.match(own, box.end()):
            yield Code(found.start(), found.end(), code_of(found["number"], found["letter"]))
