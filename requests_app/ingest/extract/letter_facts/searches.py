"""How a letter says that records were looked for: offices, and what each found or refused."""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.days import DATE, day_of
from requests_app.ingest.extract.letter_facts.search_lists import search_lists
from requests_app.ingest.extract.letter_facts.search_offices import AHEAD, NO_SEARCH, SEARCH
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

MADE = re.compile(
    r"\b(?:searched|queried|tasked|canvassed|(?:conduct|perform|complet|undert[ao]k|carri|initiat|"
    r"ma)\w* (?:\w+ ){0,5}?search(?:es)?|search(?:es)? [^.;]{0,220}?\b(?:was|were|has been|"
    r"have been|included|consisted|used|covered|located|found|identified|produced|yielded|"
    r"revealed|did not|failed|returned|conducted|performed)|results? of (?:the|our|its|"
    r"that) search|(?:using|used|with) the (?:following )?(?:search )?terms?|"
    r"search terms? (?:used|were|included)|forwarded [^.]{0,80}\bsearch|custodians? (?:were|was|"
    r"included)|declin\w+ to search|(?:not|never) (?:be )?(?:search|task)\w*|cut-?off)\b",
    re.IGNORECASE,
)
CUT_OFF = re.compile(
    rf"\b(?:cut-?off(?: date)?|end date)\b[^.~]{{0,90}}?(?P<a>{DATE})|\b(?:through|thru|to|until|"
    rf"till|ending(?: on)?|and|as of|on or before|before|prior to|up to) (?:and including |"
    rf"the date of the search,? )?(?P<b>{DATE})|{DATE} ?(?:[-–]|through) ?(?P<c>{DATE})|"
    rf"\bsearch(?:es)? (?:was |were )?(?:began|begun|begin|commenced|initiated|conducted|started|"
    rf"started)(?: on|,)? (?P<d>{DATE})|\b(?P<e>{DATE}),? (?:as |is |was |"
    rf"being )?(?:the )?(?:date (?:the|our|on which)|cut-?off)",
    re.IGNORECASE,
)
PERIOD_WORDS = re.compile(
    r"\b(?:search\w*|cut-?off|records|period|time ?frame|date range|dated|created|from|between)\b",
    re.IGNORECASE,
)
ABOUT_REQUEST = re.compile(
    r"\b(?:dated|received|request of|letter of|response of|submitted|on or after)\b[^.]{0,25}$",
    re.IGNORECASE,
)


RIGHTS = re.compile(
    r"\bappeal (?:this|the|our|your)\b|\bright to appeal\b|\bmediation\b|\bmay appeal\b",
    re.IGNORECASE,
)


def searches(letter: Letter) -> Iterator[LetterFact]:
    """What the letter says of the search for records."""
    for sentence in letter.body:
        if sentence.zone == "body" and not RIGHTS.search(sentence.own):
            yield from _described(letter, sentence)
            yield from search_lists(letter, sentence)
            yield from _cut_off(letter, sentence)


def _described(letter: Letter, sentence: Sentence) -> Iterator[LetterFact]:
    own = sentence.own
    if not SEARCH.search(own) or not MADE.search(own) or NO_SEARCH.search(own):
        return
    confidence: Confidence = "certain"
    if AHEAD.search(own) or not re.search(
        r"\b(?:of|in|by|for|with|using|used|terms?|within|from|tasked|to)\b", own[5:]
    ):
        confidence = "lead"
    yield letter.sheet.fact(FactName.SEARCH_DESCRIBED, sentence.text, sentence.bounds, confidence)


def _cut_off(letter: Letter, sentence: Sentence) -> Iterator[LetterFact]:
    own = sentence.own
    if not (
        SEARCH.search(own) or re.search(r"\bcut-?off\b|\bdate range\b|\btime ?frame\b", own, re.I)
    ):
        return
    if not PERIOD_WORDS.search(own) or re.search(r"\bwithin \d+\b", own):
        return
    for found in CUT_OFF.finditer(own):
        group = found.lastgroup or 0
        if ABOUT_REQUEST.search(own[: found.start(group)]):
            continue
        if day := day_of(found[group]):
            sure: Confidence = "certain" if group in ("a", "b", "c") else "probable"
            yield letter.sheet.fact(FactName.CUT_OFF_ON, day, sentence.at(found, group), sure)
            return
