"""Who is named in a letter as having decided, apart from its signature."""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.contract import FactName, LetterFact
from requests_app.ingest.extract.letter_facts.person_names import NAME, NOT_A_NAME, TITLE
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

RESPONSIBLE = re.compile(
    r"\b(?:(?:official|person|individual|officer|employee)\(?s?\)? (?:who (?:is|was|"
    r"are) )?responsible for (?:this|the|making this|denying|making the|"
    r"these)(?: \w+){0,6}?(?: (?:is|are|was))?|denied by|denying official(?: is)?|"
    r"decision was made by|made by|initial denial authority(?: is)?|IDA\)?,?(?: is)?|"
    r"determination was made by|denial authority,?)[:,]? (?:the undersigned,? )?"
)
TITLE_BEHIND = re.compile(r",? (?:the )?(?P<title>[A-Z][^,.;~]{3,70})")
DECIDED = re.compile(
    rf"(?:(?:Major|Brigadier|Lieutenant) General |(?:Vice|Rear) Admiral |Colonel |"
    rf"Captain )?(?={NAME.pattern}, )"
)
DECIDES = re.compile(
    r", (?P<title>[A-Z][^;.~]{3,120}?),? (?:(?:is|was|are) (?:the (?:\w+ )?(?:official "
    r")?)?responsible for|an? Initial Denial Authority)"
)


def deciders(letter: Letter, signed: frozenset[str]) -> Iterator[LetterFact]:
    """Those named as responsible for a decision, but for the names in `signed`, given in small
    letters."""
    for sentence in letter.body:
        yield from _decided(letter, sentence)
        for label in RESPONSIBLE.finditer(sentence.own):
            found = NAME.match(sentence.own, label.end())
            if not found or NOT_A_NAME.search(found["name"]) or TITLE.search(found["name"]):
                continue
            if found["name"].casefold() not in signed:
                yield from _named(letter, sentence, found)


def _named(letter: Letter, sentence: Sentence, found: re.Match[str]) -> Iterator[LetterFact]:
    bounds = sentence.at(found, "name")
    yield letter.sheet.fact(FactName.SIGNATORY, found["name"], bounds, "probable")
    title = TITLE_BEHIND.match(sentence.own, found.end())
    if title and TITLE.search(title["title"]):
        yield letter.sheet.fact(
            FactName.SIGNATORY_TITLE, title["title"], sentence.at(title, "title"), "probable"
        )


def _decided(letter: Letter, sentence: Sentence) -> Iterator[LetterFact]:
    """`Jonas Roe, Specialist, is responsible for this denial`."""
    for place in DECIDED.finditer(sentence.own):
        found = NAME.match(sentence.own, place.end())
        behind = DECIDES.match(sentence.own, found.end()) if found else None
        if found and behind and not NOT_A_NAME.search(found["name"]):
            name, title = sentence.at(found, "name"), sentence.at(behind, "title")
            yield letter.sheet.fact(FactName.SIGNATORY, found["name"], name, "probable")
            yield letter.sheet.fact(FactName.SIGNATORY_TITLE, behind["title"], title, "probable")
            return
