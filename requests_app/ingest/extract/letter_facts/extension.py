"""Notices that more time is taken: on what grounds, how long, with which offers."""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.days import DATE, day_of
from requests_app.ingest.extract.letter_facts.figures import NUMBER, number_of
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

EXTENDS = re.compile(
    r"\b(?:extensions?|extend(?:s|ed|ing)?|additional (?:\w+ ){0,3}days|unusual circumstances|"
    r"552\(a\)\(6\)\(B\)|more time|additional time|time limit)\b",
    re.IGNORECASE,
)
GROUNDS = {
    "field_facilities": re.compile(
        r"\b(?:field (?:facilit|office|location|establishment|component|division)\w*|"
        r"other (?:facilit|establishment)\w*|(?:facilit|establishment|"
        r"location)\w* (?:that are )?(?:separate|other than)|separate (?:from|offices?|"
        r"facilit\w+)|(?:another|other|multiple|numerous|several|different|"
        r"various) (?:\w+ )?(?:offices?|components?|locations?|divisions?)\b(?= (?:to|for|in|"
        r"within|that|will|and)\b|[.,])|off-?site|federal records center)",
        re.IGNORECASE,
    ),
    "voluminous_records": re.compile(
        r"\b(?:voluminous|large (?:volume|amount|number)|volume of|thousands of|"
        r"extensive (?:collection|amount|number))",
        re.I,
    ),
    "consultation": re.compile(r"\bconsult(?:s|ed|ing|ation|ations)?\b", re.IGNORECASE),
}
DEFINES = re.compile(
    r"\bunusual circumstances[”\"’]? (?:include|are (?:defined|limited)|means|as defined|"
    r"exist (?:when|where))|\bdefined as\b|\bsuch as\b|\b(?:may|can|could) be extended|\b(?:when|"
    r"where|whenever|if) (?:unusual|there)\b",
    re.IGNORECASE,
)
_DAYS = (
    r"(?:[ -](?:additional|more|further|extra))?[ -](?:(?:federal )?(?:business|working|work|"
    r"calendar)[ -])?(?:work)?days?\b"
)
DAYS = re.compile(
    rf"\b(?P<first>{NUMBER}){_DAYS}"
    r"[ -](?:extension|beyond|to the|from the original|statutory extension|past)|\b(?:extend\w*|"
    r"extension|additional|another|up to|beyond)\b(?: [^\s~]+){0,9}? "
    rf"(?P<second>{NUMBER}){_DAYS}",
    re.IGNORECASE,
)
LIMIT = re.compile(r" (?:deadline|limit|time ?limit|period|time ?frame)\b", re.IGNORECASE)
PERMITS = re.compile(
    r"\b(?:permits?|allows?|provides? for|authori[sz]es|entitled|respond within|goal is)\b",
    re.IGNORECASE,
)
INVOKES = re.compile(
    r"\b(?:invok\w+|tak(?:e|es|ing)|extend(?:s|ed|ing)|requir\w+|need\w*|grant\w*|will)\b", re.I
)
LATE = re.compile(
    rf"\b(?:until|to|by|through|is|on|of|date|before|expires?)[: ]+(?:about |approximately |"
    rf"or about )?(?P<day>{DATE})",
    re.I,
)
ESTIMATE = re.compile(
    r"\b(?:estimated (?:date|completion|response)|expect(?:s|ed)? to (?:complete|respond|issue|"
    r"provide|dispatch|have)|anticipat\w+|new (?:due )?date|due date|target date|determination by|"
    r"complete (?:\w+ ){0,4}by)",
    re.IGNORECASE,
)
NARROWS = re.compile(
    r"\b(?:(?:narrow|limit|modify|reduc|reformulat|refin|tailor)\w*\b[^.]{0,50}\b(?:scope|request|"
    r"search|it)\b|alternative time ?(?:frame|period|line)?)",
    re.IGNORECASE,
)
OFFER = re.compile(
    r"\b(?:you (?:may|can|wish|want|would like|might)|opportunity|please|contact|if you|like to|"
    r"invite\w*|willing|agree|discuss|arrange)\b",
    re.IGNORECASE,
)


def extension(letter: Letter) -> Iterator[LetterFact]:
    """The facts of a notice of extension; the offer to narrow is a fact of any letter."""
    reach = 0
    seen: set[object] = set()
    for sentence in letter.body:
        if sentence.zone != "body":
            continue
        if NARROWS.search(sentence.own) and OFFER.search(sentence.own):
            yield letter.sheet.fact(
                FactName.OFFERS_TO_NARROW, sentence.text, sentence.bounds, "certain"
            )
        speaks = EXTENDS.search(sentence.own) and "appeal" not in sentence.own.casefold()
        reach = 3 if speaks else reach - 1
        if reach <= 0:
            continue
        for fact in _facts(letter, sentence, sure=bool(speaks)):
            key = (fact.name, fact.value)
            if key not in seen and not (
                fact.name in (FactName.EXTENDED_BY_DAYS, FactName.EXTENDED_UNTIL)
                and fact.name in seen
            ):
                seen |= {key, fact.name}
                yield fact


def _facts(letter: Letter, sentence: Sentence, *, sure: bool) -> Iterator[LetterFact]:
    own = sentence.own
    for ground, pattern in GROUNDS.items():
        found = pattern.search(own)
        if found is None:
            continue
        confidence: Confidence = "certain" if sure else "probable"
        if DEFINES.search(own) or _lists_all(own):
            confidence = "lead"
        yield letter.sheet.fact(FactName.UNUSUAL_CIRCUMSTANCE, ground, sentence.bounds, confidence)
    if sure:
        for found in DAYS.finditer(own):
            group = "first" if found["first"] else "second"
            days = number_of(found[group])
            permitted = PERMITS.search(own[: found.start()]) and not INVOKES.search(
                own[: found.start()]
            )
            limit = LIMIT.match(own, found.end())
            if 1 <= days <= 365 and not permitted and not limit:
                yield letter.sheet.fact(
                    FactName.EXTENDED_BY_DAYS, days, sentence.at(found), "certain"
                )
                break
    if sure or ESTIMATE.search(own):
        late = LATE.search(own)
        if late and (day := day_of(late["day"])) and "receiv" not in own[: late.start()][-40:]:
            yield letter.sheet.fact(
                FactName.EXTENDED_UNTIL,
                day,
                sentence.at(late, "day"),
                "certain" if sure else "probable",
            )


def _lists_all(own: str) -> bool:
    return all(each.search(own) for each in GROUNDS.values())
