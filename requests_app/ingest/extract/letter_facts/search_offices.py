"""The offices that a letter names in speaking of a search: searched, left out, without records."""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.office_names import office_names
from requests_app.ingest.extract.letter_facts.search_lists import SHORT
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

SEARCH = re.compile(
    r"\b(?:search(?:es|ed|ing)?|task(?:ed|ing)|quer(?:y|ied|ies)|canvass(?:ed)?|custodians?|"
    r"keywords?|key words|search terms?|look(?:ed)? for|databases? |cut-?off)\b",
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
    r"\b(?:to (?:conduct|begin|perform) (?:a|the|our) search|once you receive|search fees?|"
    r"hours? of search|search (?:time|cost|charges?|and (?:review|duplication))|additional search|"
    r"mediation|legal search|adequa\w+|you may (?:wish|also)|challenge the)\b",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"\b(?:task(?:ed|ing)|ask(?:ed|ing)|direct(?:ed|ing)|instruct(?:ed|ing)|request(?:ed|"
    r"ing) that|search(?:ed|es|ing)?(?: the)?(?: files| records| holdings)? (?:of|in|by|within|"
    r"at)|search(?:ed|ing)?|conducted (?:by|in|within|at|of)|performed (?:by|in|within|at|of)|"
    r"(?:forwarded|sent|referred|routed|assigned|submitted|provided)(?: [\w']+){0,5}? to|queried|"
    r"canvassed) (?=(?:the )?[A-Z])"
)
SUBJECT = re.compile(r"(?:^|[,;.:] |\b(?:and|that|which|while|but) |~ )(?=(?:[Tt]he )?[A-Z])")
DOES = re.compile(
    r"(?: \([^)]{1,40}\))?(?:, [^,;.]{3,70},)?,? (?:(?:and|which|has|have|had|also|then|each|"
    r"subsequently|personnel|staff|both|all) )*(?:searched|conducted|performed|queried|completed|"
    r"did|located|found|identified|advised|reported|responded|informed|was|were|could|confirmed|"
    r"possess\w*|has|is|are|does|do|have|been|undertook|declin\w+|refus\w+)\b"
)
DECLINES = re.compile(
    r"\b(?:declin(?:e|es|ed|ing)|refus(?:e|es|ed|ing)|(?:did|do|does|will|would|was|were|is|are|"
    r"has|have|need|can)(?: not|n['’]t)|unable|cannot|not (?:task|search)\w*|no need|no reason|"
    r"unnecessary|without)\b",
    re.IGNORECASE,
)
LOOKS = re.compile(r"\b(?:search\w*|task\w*|quer(?:y|ied)|likely|reasonabl[ey])\b", re.IGNORECASE)
FOUND_NONE = re.compile(
    r"\b(?:(?:located|found|identified|yielded|produced|returned|revealed|has|have|had|"
    r"possess(?:es)?|maintains?|holds?|retains?|reported) no (?:\w+ ){0,3}?(?:records?|documents?|"
    r"information|responsive|files|emails)|(?:did|do|does|could|was|were)(?: not|"
    r"n['’]t) (?:able to )?(?:locate|find|identify|have|maintain|possess|yield|uncover|produce)|"
    r"unable to (?:locate|find|identify)|no (?:\w+ ){0,3}?(?:records?|documents?|"
    r"information) (?:\w+ ){0,4}?(?:were|was|could be|have been) (?:located|found|identified)|"
    r"no responsive (?:records?|documents?)|negative (?:results|response))",
    re.IGNORECASE,
)
NONE_IN = re.compile(
    r"\b(?:found|located|identified|maintained|held|by|in|within|at|of|from) (?=(?:the )?[A-Z])"
)
PART = re.compile(r"; |,? (?:but|while|whereas|although|however),? |\. ")
AGENCIES = frozenset(
    (
        *(
            "ICE",
            "CBP",
            "USCIS",
            "FBI",
            "EPA",
            "CIA",
            "DHS",
            "DOJ",
            "OIP",
            "NIH",
            "HHS",
            "DOD",
            "DoD",
            "DOI",
        ),
        *(
            "TSA",
            "DOS",
            "SEC",
            "NARA",
            "FEMA",
            "IPS",
            "USSS",
            "FOIA",
            "EOIR",
            "FAA",
            "DEA",
            "ATF",
            "USDA",
        ),
    )
)
ITS_OWN = re.compile(
    r"(?: FOIA(?: (?:Office|staff|Division))?)? (?:has |have |also |then )*(?:tasked|asked|"
    r"directed|instructed|declin|refus|forwarded|determin|conducted|did not|does not|searched|"
    r"located|found|identified|was unable|is unable|could not|performed|queried|completed|has no|"
    r"databases?|records|systems?|files)"
)
ABBREVIATION = re.compile(r" \(([^)]+)\)$")


def search_offices(letter: Letter) -> Iterator[LetterFact]:
    """Each office as often as the letter says something else of it."""
    carried = False
    said: set[tuple[FactName, str]] = set()
    for sentence in letter.body:
        if sentence.zone != "body":
            continue
        speaks = bool(SEARCH.search(sentence.own))
        if (speaks or FOUND_NONE.search(sentence.own)) and not _is_of_rights(sentence):
            for fact in _of_sentence(letter, sentence, carried=carried or speaks):
                keys = {(fact.name, each) for each in _keys(str(fact.value))}
                if not keys & said:
                    yield fact
                said |= keys
        carried = speaks


def _keys(name: str) -> set[str]:
    """An office by its name and by its abbreviation."""
    short = ABBREVIATION.search(name)
    return {ABBREVIATION.sub("", name).casefold(), *((short[1].casefold(),) if short else ())}


def _is_of_rights(sentence: Sentence) -> bool:
    return bool(NO_SEARCH.search(sentence.own) and not FOUND_NONE.search(sentence.own))


def _of_sentence(letter: Letter, sentence: Sentence, *, carried: bool) -> Iterator[LetterFact]:
    own = sentence.own
    taken = -1
    for start, end, name in sorted(_named(own), key=lambda each: (each[0], -each[1])):
        if start < taken or _is_own(own, start, name) or SHORT.fullmatch(name):
            continue
        taken = end
        fact_name, confidence = _said_of(own, *_part(own, start), start)
        if fact_name:
            bounds = sentence.start + start, sentence.start + end
            yield letter.sheet.fact(
                fact_name, name, bounds, confidence if carried else _less(confidence)
            )


def _less(confidence: Confidence) -> Confidence:
    return "probable" if confidence == "certain" else confidence


def _named(own: str) -> Iterator[tuple[int, int, str]]:
    for found in _TASK.finditer(own):
        yield from office_names(own, found.end())
    for found in SUBJECT.finditer(own):
        names = list(office_names(own, found.end()))
        if names and DOES.match(own, names[-1][1]):
            yield from names
    if FOUND_NONE.search(own):
        for found in NONE_IN.finditer(own):
            yield from office_names(own, found.end())


def _is_own(own: str, start: int, name: str) -> bool:
    """Whether the name is the agency's that writes: `ICE tasked`, `the FBI conducted a search`."""
    bare = re.sub(r"^U\.S\. .*\(([A-Z]+)\)$", r"\1", name)
    return bare in AGENCIES and bool(ITS_OWN.match(own, start + len(name)))


def _part(own: str, at: int) -> tuple[int, int]:
    """The part of the sentence that speaks of what stands at a place."""
    stops = list(PART.finditer(own))
    return (
        max((each.end() for each in stops if each.end() <= at), default=0),
        min((each.start() for each in stops if each.start() > at), default=len(own)),
    )


def _said_of(own: str, first: int, last: int, at: int) -> tuple[FactName | None, Confidence]:
    """What a part of a sentence says of an office: left out, without records, searched."""
    part = own[first:last]
    none = FOUND_NONE.search(part)
    refused = DECLINES.search(part)
    if refused and not none and LOOKS.search(part):
        return FactName.OFFICE_NOT_SEARCHED, "certain"
    if none:
        return FactName.OFFICE_NO_RECORDS, "certain"
    if AHEAD.search(part):
        return FactName.OFFICE_SEARCHED, "lead"
    if SEARCH.search(part):
        return FactName.OFFICE_SEARCHED, "certain"
    return None, "lead"
