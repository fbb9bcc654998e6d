"""To whom records or the request were referred, and with whom the agency consults."""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.contract import FactName, LetterFact
from requests_app.ingest.extract.letter_facts.office_names import office_names
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

REFERS = re.compile(
    r"\b(?:sent|submitted|referr(?:ed|ing|al)|transferr(?:ed|ing)|forward(?:ed|ing)|rout(?:ed|"
    r"ing)|consult(?:ed|"
    r"ing|ations?)|coordinat(?:ed|ing|ion))\b",
    re.IGNORECASE,
)
TO = re.compile(r"\b(?:to|with|from|by) (?=(?:the )?[A-Z(])")
NO_REFERRAL = re.compile(
    r"\b(?:referr(?:ed|ing) to (?:as|in|above|by|herein|below)|refer to|referring to (?:your|this|"
    r"the) (?:request|case)|need for consultation|to (?:us|this office)\b|please|you may|"
    r"may (?:also )?be|unusual circumstances|originally referred by|was referred by)",
    re.IGNORECASE,
)
TRANSFER_ONLY = re.compile(r"(?:(?:transferr|forward|rout)(?:ed|ing))", re.IGNORECASE)
SENT_ONLY = re.compile(r"sent|submitted", re.IGNORECASE)
WHY_SENT = re.compile(r"\b(?:consult|referr|direct response|their review)", re.IGNORECASE)
OF_REQUEST = re.compile(
    r"\b(?:request|records?|documents?|pages?|portions?|information|originat\w+|equit\w+)\b",
    re.IGNORECASE,
)
FOR_SEARCH = re.compile(r"\b(?:search|locate|tasked)\b", re.IGNORECASE)
DIRECT = re.compile(
    r"\b(?:direct response|respond(?:s|ing)? (?:directly )?to you|your review|processing)",
    re.IGNORECASE,
)


def referrals(letter: Letter) -> Iterator[LetterFact]:
    """The agencies that received something; or the sentence, where it names none."""
    seen: set[str] = set()
    unnamed: list[LetterFact] = []
    for sentence in letter.body:
        found = REFERS.search(sentence.own)
        if not found or sentence.zone != "body" or not _refers(sentence, found):
            continue
        named = list(_targets(sentence))
        for start, end, name in named:
            if (
                not re.match(r" components?\b", sentence.own[end:])
                and "Region" not in name
                and name.casefold() not in seen
            ):
                seen.add(name.casefold())
                bounds = sentence.start + start, sentence.start + end
                yield letter.sheet.fact(FactName.REFERRED_TO, name, bounds, "certain")
        if not named:
            unnamed.append(
                letter.sheet.fact(
                    FactName.REFERRAL_UNNAMED, sentence.text, sentence.bounds, "probable"
                )
            )
    if not seen:
        yield from unnamed


def _refers(sentence: Sentence, found: re.Match[str]) -> bool:
    own = sentence.own
    if NO_REFERRAL.search(own) or "appeal" in own.casefold() or not OF_REQUEST.search(own):
        return False
    if SENT_ONLY.fullmatch(found.group()):
        return bool(WHY_SENT.search(own))
    if TRANSFER_ONLY.fullmatch(found.group()):
        return not FOR_SEARCH.search(own) or bool(DIRECT.search(own))
    return True


def _targets(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """The names behind the first `to` or `with` that follows each verb of referring."""
    verbs = list(REFERS.finditer(sentence.own))
    for number, verb in enumerate(verbs):
        end = verbs[number + 1].start() if number + 1 < len(verbs) else len(sentence.own)
        for to in TO.finditer(sentence.own, verb.start(), end):
            names = list(office_names(sentence.own, to.end()))
            if names:
                yield from names
                break
