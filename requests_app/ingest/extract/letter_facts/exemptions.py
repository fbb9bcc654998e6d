"""The exemptions that a letter claims, and not those that it only explains.

A claim is a code in a sentence of withholding, a box ticked on a form, or an item of a list that
describes the exemptions behind such a sentence. A sheet that explains all of them claims none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

_LETTERS = r"(?: ?\(?(?P<letter>[A-F])\)?(?![\w]))?"
PARENTHESISED = re.compile(
    r"(?<![\d.][a-z])(?<!\([ac-z]\))(?<!\d)(?:\( ?|(?<![\w(]))[bB] ?\) ?\(? ?(?P<number>[1-9]) "
    r"?\)?(?: ?[(-] ?(?P<letter>[A-Fa-f])\b ?\)?)?(?!\d)"
)
AFTER_552 = re.compile(
    r"(?<=552)\( ?[bB] ?\) ?\( ?(?P<number>[1-9]) ?\)(?: ?\( ?(?P<letter>[A-Fa-f]) ?\))?"
)
NAMED = re.compile(r"\b(?:FOIA )?[Ee]xemptions?(?: [Nn](?:os?\.|umbers?))? (?=\(?[1-9b]|\(?[Bb]\))")
IN_LIST = re.compile(
    r"[( ]*(?:[bB] ?\)? ?[( ]?)?(?P<number>[1-9])(?!\d)\)?(?:[ -]?\(? ?(?P<letter>[A-Fa-f])\b "
    r"?\)?)?"
)
LONE_LETTER = re.compile(r"\(?(?P<letter>[A-F])\)?(?!\w)")
JOINT = re.compile(r"(?: ?[,;/&] ?(?:and |or |& )?| (?:and|or|and/or|&|through) | )?")
BARE = re.compile(r"(?<![\w.(/-])[bB](?P<number>[1-9])(?P<letter>[A-Fa-f])?(?![\w(/-])")
OTHER_LAW = re.compile(
    r"(?:552a|552b|[Rr]ule \d+|C\.?F\.?R\.? ?(?:Part |§+ ?)?[\d.]+|"
    r"Privacy Act(?: exemptions?)?)\W{0,2}$"
)
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


@dataclass(frozen=True, slots=True)
class Code:
    """A code where it stands in a sentence."""

    start: int
    end: int
    value: str


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
            yield Code(found.start(), found.end(), _value(found["number"], found["letter"]))


def codes_in(own: str) -> Iterator[Code]:
    """The exemption codes of a text in order, in whatever form they are printed."""
    taken = -1
    for found in sorted(_first_codes(own), key=lambda each: each.start()):
        if found.start() < taken or OTHER_LAW.search(
            own, max(0, found.start() - 30), found.start()
        ):
            continue
        number = found["number"] if "number" in found.re.groupindex else ""
        at = found.end()
        if number:
            yield Code(found.start(), at, _value(number, found["letter"]))
        for code in _more(own, at, number, named=not number):
            yield code
            at = code.end
        taken = at


def _first_codes(own: str) -> Iterator[re.Match[str]]:
    for pattern in (AFTER_552, PARENTHESISED, NAMED, BARE):
        yield from pattern.finditer(own)


def _more(own: str, at: int, number: str, *, named: bool) -> Iterator[Code]:
    """The codes behind the first of a list: `(b)(7)(C) and (E)`, `Exemptions 5, 6, and 7(C)`."""
    while True:
        joint = JOINT.match(own, at)
        start = joint.end() if joint else at
        if start == at and not named:
            return
        lone = LONE_LETTER.match(own, start)
        if number == "7" and lone and lone["letter"]:
            yield Code(start, lone.end(), _value("7", lone["letter"]))
            at = lone.end()
            continue
        pattern = IN_LIST if named else PARENTHESISED
        found = pattern.match(own, start)
        if found is None or re.match(r"\w| U\.?S", own[found.end() : found.end() + 4]):
            return
        if "b" in found.group().casefold():
            # A list begun with (b) goes on with it: a bare figure behind is of something else.
            named = False
        number = found["number"]
        yield Code(start, found.end(), _value(number, found["letter"]))
        at = found.end()


def _value(number: str, letter: str | None) -> str:
    """The statute's own form. Only the seventh exemption has lettered parts."""
    return f"(b)({number})" + (f"({letter.upper()})" if letter and number == "7" else "")
