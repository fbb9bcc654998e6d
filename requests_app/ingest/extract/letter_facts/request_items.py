"""The numbered parts of the request that a letter speaks of."""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.contract import FactName, LetterFact
from requests_app.ingest.extract.letter_facts.figures import NUMBER, number_of
from requests_app.ingest.extract.letter_facts.sentences import Letter

ITEMS = re.compile(
    rf"\b(?:(?i:items?|parts?|paragraphs?|categor(?:y|ies)|numbers?|portions?|subparts?|points?|"
    rf"requests?|bullets?)) (?:(?:no|nos|number|numbers|#)\.? "
    rf"?)?[(#]?(?P<first>{NUMBER})[)]?(?P<more>(?:(?:,? (?:and|or|&) |, |,? through | to |-|"
    rf"–)[(#]?(?:{NUMBER})[)]?)*)"
    r"(?! (?:pages?|days?|U\.S|hours?|percent|records|documents|minutes|working|business|calendar|"
    r"C\.F))",
)
OF_LAW = re.compile(
    r"(?:\b(?:FOIA|Case|Request|tracking|control|reference|page|Exhibit|C\.F\.R\.|Title|telephone|"
    r"phone|fax|fee|Bates|id|serial|docket|your) )$",
    re.I,
)
ORDINAL_OF_REQUEST = re.compile(
    r"\bthe (?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:item|"
    r"part|paragraph|portion|category|point|bullet)\b",
    re.I,
)
ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


def request_items(letter: Letter) -> Iterator[LetterFact]:
    """Each part by its number, as often as a sentence speaks of it."""
    for sentence in letter.body:
        if sentence.zone != "body":
            continue
        seen: set[int] = set()
        for found in ITEMS.finditer(sentence.own):
            if OF_LAW.search(sentence.own[: found.start()]) or re.match(
                r"\s?\d|[-/]\d", sentence.own[found.end() :]
            ):
                continue
            for number in _listed(found["first"], found["more"]):
                if 1 <= number <= 60 and number not in seen:
                    seen.add(number)
                    yield letter.sheet.fact(
                        FactName.ITEM_ANSWERED, number, sentence.at(found), "certain"
                    )
        for found in ORDINAL_OF_REQUEST.finditer(sentence.own):
            number = ORDINALS.index(found["word"].casefold()) + 1
            if number not in seen:
                seen.add(number)
                yield letter.sheet.fact(
                    FactName.ITEM_ANSWERED, number, sentence.at(found), "probable"
                )


def _listed(first: str, more: str) -> list[int]:
    numbers = [number_of(first)]
    for joint, each in re.findall(
        rf"(,? (?:and|or|&) |, |,? through | to |-|–)[(#]?({NUMBER})", more
    ):
        last = number_of(each)
        if joint.strip(" ,") in ("through", "to", "-", "–") and 0 < last - numbers[-1] <= 50:
            numbers += range(numbers[-1] + 1, last)
        numbers.append(last)
    return numbers
