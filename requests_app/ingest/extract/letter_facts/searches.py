"""How a letter says that records were looked for: offices, and what each found or refused."""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.days import DATE, day_of
from requests_app.ingest.extract.letter_facts.figures import NUMBER, number_of
from requests_app.ingest.extract.letter_facts.office_names import NAME, is_office, office_names
from requests_app.ingest.extract.letter_facts.search_lists import search_lists
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

SEARCH = re.compile(
    r"\b(?:search(?:es|ed|ing)?|task(?:ed|ing)|quer(?:y|ied|ies)|canvass(?:ed)?|custodians?|"
    r"keywords?|key words|search terms?|"
    r"look(?:ed)? for|databases? |cut-?off)\b",
    re.IGNORECASE,
)
MADE = re.compile(
    r"\b(?:searched|queried|tasked|canvassed|(?:conduct|perform|complet|undert[ao]k|carri|"
    r"initiat|ma)\w* (?:\w+ ){0,5}?search(?:es)?|search(?:es)? "
    r"(?:\w+ ){0,8}?(?:was|were|has been|have been|included|consisted|used|covered|located|found|"
    r"identified|produced|yielded|"
    r"revealed|did not|failed|returned|conducted|performed)|results? of (?:the|our|its|"
    r"that) search|(?:using|used|with) the "
    r"(?:following )?(?:search )?terms?|search terms? (?:used|were|included)|"
    r"forwarded [^.]{0,80}\bsearch|custodians? (?:were|was|included)|"
    r"declin\w+ to search|(?:not|never) (?:be )?(?:search|task)\w*|cut-?off)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:will (?:be )?(?:search|conduct|task|initiat|begin|use|quer)\w*|"
    r"is (?:being )?(?:searching|conducting|forwarded)|search fees?|search (?:time|cost|charges?)|"
    r"hours? of search|first two hours|has (?:begun|initiated)|queried the appropriate|"
    r"currently)\b",
    re.IGNORECASE,
)
NO_SEARCH = re.compile(
    r"\b(?:search fees?|hours? of search|search (?:time|cost|charges?|and (?:review|"
    r"duplication))|additional search|mediation|legal search|"
    r"adequa\w+|you may (?:wish|also)|challenge the)\b",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"\b(?:task(?:ed|ing)|ask(?:ed|ing)|direct(?:ed|ing)|instruct(?:ed|ing)|request(?:ed|"
    r"ing) that|search(?:ed|es|ing)?(?: the)?(?: files| records| holdings)? (?:of|in|by|within|at)|"
    r"search(?:ed|ing)|conducted (?:by|in|within|at|of)|performed (?:by|in|within|at|of)|"
    r"(?:forwarded|sent|referred|routed|assigned|submitted|provided)"
    r"(?: [\w']+){0,5}? to|queried|canvassed) (?=(?:the )?[A-Z])"
)
ACTIVE = re.compile(
    rf"(?:^|[,;.] |\band |\bthat |\bwhich |\bthe |~ )(?="
    rf"{NAME.pattern.replace('?P<name>', '?:').replace('?P<short>', '?:')} "
    r"(?:has |have |also |then |each |subsequently |personnel |staff |both )*(?:searched|"
    r"conducted|performed|queried|completed|did|located|"
    r"found|identified|advised|reported|responded|informed|was|were|could|confirmed|possess\w*|"
    r"has|is|are|does)\b)"
)
VERB_BEHIND = re.compile(
    r"(?:,? (?:and|which|personnel|staff|each|both|has|have|also|then|subsequently|"
    r"had)\b)* (?P<verb>searched|queried|conducted|performed|"
    r"completed|was tasked|were tasked|was searched|were searched|was asked|were asked|(?:has|"
    r"have) been (?:searched|tasked|queried))\b(?P<rest>.{0,60})"
)
DECLINES = re.compile(
    r"\b(?:declin(?:e|es|ed|ing)|refus(?:e|es|ed|ing)|(?:did|do|does|will|would|was|were|is|are|"
    r"has|have|need|can)(?: not|n['’]t)|"
    r"unable|cannot|not (?:task|search)\w*|no need|no reason|unnecessary|without)\b",
    re.IGNORECASE,
)
NOT_SEARCHING = re.compile(r"\b(?:search\w*|task\w*|quer(?:y|ied))\b", re.IGNORECASE)
FOUND_NONE = re.compile(
    r"\b(?:(?:located|found|identified|yielded|produced|returned|revealed|has|have|had|"
    r"possess(?:es)?|maintains?|holds?|retains?|reported) no (?:\w+ ){0,3}?"
    r"(?:records?|documents?|information|responsive|files|emails)|(?:did|do|does|could|was|"
    r"were)(?: not|n['’]t) (?:able to )?(?:locate|find|identify|"
    r"have|maintain|possess|yield|uncover|produce)|unable to (?:locate|find|identify)|"
    r"no (?:\w+ ){0,3}?(?:records?|documents?|information) "
    r"(?:\w+ ){0,4}?(?:were|was|could be|have been) (?:located|found|identified)|"
    r"no responsive (?:records?|documents?)|negative (?:results|response))",
    re.IGNORECASE,
)
NONE_IN = re.compile(
    r"\b(?:found|located|identified|maintained|held|by|in|within|at|of|from) (?=(?:the )?[A-Z])"
)
GOT_BACK = re.compile(r"\b(?:that|it|they)\b", re.IGNORECASE)
ITEMS = re.compile(
    rf"\b(?:(?i:items?|parts?|paragraphs?|categor(?:y|ies)|numbers?|portions?|subparts?|points?|"
    rf"requests?|bullets?)) (?:(?:no|nos|number|numbers|#)\.? ?)?[(#]?"
    rf"(?P<first>{NUMBER})[)]?(?P<more>(?:(?:,? (?:and|or|&) |, |,? through | to |-|"
    rf"–)[(#]?(?:{NUMBER})[)]?)*)"
    r"(?! (?:pages?|days?|U\.S|hours?|percent|records|documents|minutes|working|business|"
    r"calendar|C\.F))",
)
OF_LAW = re.compile(
    r"(?:\b(?:FOIA|Case|Request|tracking|control|reference|page|Exhibit|C\.F\.R\.|Title|"
    r"telephone|phone|fax|fee|Bates|id|serial|docket|your) )$",
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
CUT_OFF = re.compile(
    rf"\b(?:cut-?off(?: date)?|end date)\b[^.~]{{0,90}}?(?P<a>{DATE})|\b(?:through|thru|to|until|"
    rf"till|ending(?: on)?|and|as of|on or before|before|prior to|up to) (?:and "
    rf"including |the date of the search,? )?(?P<b>{DATE})|{DATE} ?(?:[-–]|"
    rf"through) ?(?P<c>{DATE})|\bsearch(?:es)? (?:was |were )?(?:began|begun|begin|"
    rf"commenced|initiated|conducted|started|started)(?: on|,)? (?P<d>{DATE})|"
    rf"\b(?P<e>{DATE}),? (?:as |is |was |being )?(?:the )?(?:date (?:the|our|on which)|cut-?off)",
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


def searches(letter: Letter) -> Iterator[LetterFact]:
    """What the letter says of the search for records."""
    tasked = False
    for sentence in letter.body:
        if sentence.zone != "body":
            continue
        yield from _items(letter, sentence)
        if _appeal_or_rights(sentence):
            continue
        yield from _described(letter, sentence)
        offices = list(_offices(letter, sentence, carried=tasked))
        tasked = bool(SEARCH.search(sentence.own))
        yield from offices
        yield from search_lists(letter, sentence)
        yield from _cut_off(letter, sentence)


def _appeal_or_rights(sentence: Sentence) -> bool:
    return bool(
        re.search(
            r"\bappeal (?:this|the|our|your)\b|\bright to appeal\b|\bmediation\b|\bmay appeal\b",
            sentence.own,
            re.I,
        )
    )


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


def _offices(letter: Letter, sentence: Sentence, *, carried: bool) -> Iterator[LetterFact]:
    own = sentence.own
    none = FOUND_NONE.search(own)
    speaks = SEARCH.search(own)
    if not speaks and not (none and carried) and not (none and ACTIVE.search(own)):
        return
    if NO_SEARCH.search(own) and not none:
        return
    seen: set[str] = set()
    for start, end, name in sorted(_named(own)):
        key = re.sub(r" \(.*", "", name).casefold()
        if key in seen or _is_whole_agency(own, start, name):
            continue
        seen.add(key)
        fact_name, confidence = _said_of(own, start, end)
        bounds = sentence.start + start, sentence.start + end
        if fact_name:
            yield letter.sheet.fact(fact_name, name, bounds, confidence)


def _named(own: str) -> Iterator[tuple[int, int, str]]:
    for found in _TASK.finditer(own):
        yield from office_names(own, found.end())
    for found in ACTIVE.finditer(own):
        at = found.end()
        name = NAME.match(own, at)
        if name and is_office(name["name"]):
            yield from office_names(own, at)
    if FOUND_NONE.search(own):
        for found in NONE_IN.finditer(own):
            yield from office_names(own, found.end())


def _is_whole_agency(own: str, start: int, name: str) -> bool:
    """Whether the name is the agency's that writes: `ICE tasked`, `the FBI conducted a search`."""
    behind = own[start + len(name) : start + len(name) + 40]
    return bool(
        re.match(
            r"(?: FOIA(?: Office)?)? (?:tasked|asked|directed|instructed|declin|refus|forwarded|"
            r"has determined)",
            behind,
        )
    )


def _said_of(own: str, start: int, end: int) -> tuple[FactName | None, Confidence]:
    """What a sentence says of an office: that it refuses, found none, or was searched."""
    refused = DECLINES.search(own)
    none = FOUND_NONE.search(own)
    if refused and not none and NOT_SEARCHING.search(own):
        verb = NOT_SEARCHING.search(own, refused.start()) or NOT_SEARCHING.search(own)
        if verb and (start > refused.start() or refused.start() - end < 40):
            return FactName.OFFICE_NOT_SEARCHED, "certain"
    if none and (start > none.start() or none.start() - end < 70):
        return FactName.OFFICE_NO_RECORDS, "certain"
    if AHEAD.search(own):
        return FactName.OFFICE_SEARCHED, "lead"
    if SEARCH.search(own):
        return FactName.OFFICE_SEARCHED, "certain"
    return None, "lead"


def _items(letter: Letter, sentence: Sentence) -> Iterator[LetterFact]:
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
            yield letter.sheet.fact(FactName.ITEM_ANSWERED, number, sentence.at(found), "probable")


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
