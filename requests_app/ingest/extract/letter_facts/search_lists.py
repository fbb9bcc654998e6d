"""What a search went through and with which words: systems, people, terms."""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.office_names import is_office
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

SEARCHES = re.compile(
    r"\b(?:search(?:es|ed|ing)?|quer(?:y|ied|ies)|custodians?|keywords?|key words|terms?|"
    r"review of|indices)\b",
    re.IGNORECASE,
)
TERMS = re.compile(
    r"\b(?:(?:search )?terms?|key ?words?|phrases?|search strings?|words|queries|searching for|"
    r"queried (?:for|using)|query)\b(?! of\b| and conditions)",
    re.I,
)
QUOTED = re.compile(r"[“\"](?P<term>[^”“\"~]{1,80})[”\"]")
AFTER_COLON = re.compile(
    r"\b(?:terms?|key ?words?)(?: used| were| are| included| include| was| is| as follows)*(?::|"
    r" were:?| included| used were:?) (?P<list>[^“\"~.:]{2,200})\.?$",
    re.I,
)
_KIND = (
    r"(?:databases?|systems? of records|systems?|index(?:es)?|indices|shared drives?|"
    r"network drives?|drives?|SharePoint(?: sites?)?|repositor(?:y|ies)|archives?|file rooms?|"
    r"paper files|electronic files|hard drives?|email servers?|case management system|Outlook|"
    r"servers?|networks?|vault)"
)
SYSTEM = re.compile(
    rf"(?P<name>(?:[A-Z][\w&/-]*(?:['’]s)? (?:(?:of|and|for|the) )?){{1,7}}(?:{_KIND}|Database|"
    rf"Systems?|Index|Indices|Archive|Repository|Module|Portal|Network)"
    r"(?: \((?P<short>[A-Z][\w&/-]{1,12})\))?)"
)
SHORT = re.compile(
    r"\b(?P<name>TECS(?: II)?|ENFORCE|EARM|EADM|EID|ICM|PLAnet|OPLA ?net|GEMS|CIS|PCQS|"
    r"CLAIMS ?[34]?|ELIS|RAILS|NFTS|SAVE|ATS|ADIS|SEACATS|E3|SIGMA|BEMS|eRecords|ECS|ACS|CRS|"
    r"Sentinel|SharePoint|Outlook|Relativity|Microsoft Teams|OneDrive|DETS|EDMS|Capstone|"
    r"Lotus Notes|Correspondence Management System|CMS|PATRIOT|IRD|CCD|ICDARS|FALCON|RAVEn|JIRA|"
    r"EPIC)\b(?! (?:FOIA|Office|Public))"
)
PLAIN = re.compile(
    r"\b(?:searched|searching|search(?:es)? of|queried|in|and|within|of|including|from)(?: (?:the|"
    r"its|our|their|all|both|relevant))* (?P<name>(?:[\w-]+ ){0,2}(?:e-?mail (?:system|archives?|"
    r"server)|shared drives?|network drives?|databases?|paper files|SharePoint sites?|"
    r"electronic files|file rooms?|hard drives?|e-?mail servers?))\b"
)
_ACCOUNT = (
    r"(?:e-?mail(?: \w+)?(?: accounts?| mailbox(?:es)?| boxes| inbox(?:es)?| files| records)|"
    r"e-?mails?|accounts?|mailbox(?:es)?|inbox(?:es)?|files|custodians?|calendars?|records|"
    r"computers?|devices)"
)
CUSTODIANS = re.compile(
    rf"\b{_ACCOUNT}(?: (?:and|or) \w+)?(?: (?:searched |selected )?(?:of|for|from|belonging to|"
    rf"were|are|included|include|used by|maintained by)|:)(?: the following "
    r"(?:\w+ )?(?:custodians?|individuals|employees|officials|people):?)? (?=(?:the )?[A-Z])"
)
PERSON = re.compile(
    r"(?:(?:then-?|former |Acting |Deputy |Assistant |Special |Field Office |Section |Unit |"
    r"Program |Executive |Associate |Principal )*(?:Director|Secretary|Administrator|Chief|"
    r"Commissioner|Officer|Agent|Mr\.|Ms\.|Mrs\.|Dr\.|Counsel|Advisor|"
    r"Manager) )?(?P<name>[A-Z][a-zà-ÿ'’]+(?:-[A-Z][a-z]+)?(?: (?:[A-Z]\.|"
    r"[A-Z][A-Za-zà-ÿ'’]+(?:-[A-Z][a-z]+)?)){1,3})"
)
JOINT = re.compile(r"(?:,? \([^)]{1,60}\))?(?:,? and |, (?:and )?|; (?:and )?)(?:the )?")


def search_lists(letter: Letter, sentence: Sentence) -> Iterator[LetterFact]:
    """The systems, custodians and terms of a sentence that speaks of a search."""
    own = sentence.own
    if not SEARCHES.search(own) or re.search(
        r"\bsearch (?:fees|time|charges)\b", own, re.IGNORECASE
    ):
        return
    for start, end, term, confidence in _terms(own):
        yield letter.sheet.fact(
            FactName.TERM_SEARCHED, term, (sentence.start + start, sentence.start + end), confidence
        )
    if not re.search(r"\b(?:search\w*|quer\w+|custodian\w*|indices)\b", own, re.IGNORECASE):
        return
    if re.search(
        r"\b(?:declin|refus)\w*\b|\bdid not search\b|\bnot searched\b", own, re.IGNORECASE
    ):
        return
    for start, end, name in _systems(own):
        yield letter.sheet.fact(
            FactName.SYSTEM_SEARCHED,
            name,
            (sentence.start + start, sentence.start + end),
            "certain",
        )
    for found in CUSTODIANS.finditer(own):
        for start, end, name in _people(own, found.end()):
            bounds = sentence.start + start, sentence.start + end
            yield letter.sheet.fact(FactName.CUSTODIAN_SEARCHED, name, bounds, "certain")


def _terms(own: str) -> Iterator[tuple[int, int, str, Confidence]]:
    heading = TERMS.search(own)
    if heading is None:
        return
    quoted = list(QUOTED.finditer(own, max(0, heading.start() - 250)))
    for each in quoted:
        yield *each.span("term"), each["term"].strip(" ,.;"), "certain"
    listed = None if quoted else AFTER_COLON.search(own)
    if listed:
        for each in re.finditer(r"[^,;]+", listed["list"]):
            term = re.sub(r"^(?:and|or) ", "", each.group().strip())
            if term and len(term) <= 60:
                start = listed.start("list") + each.start() + each.group().index(term)
                yield start, start + len(term), term, "probable"


def _systems(own: str) -> Iterator[tuple[int, int, str]]:
    taken: list[tuple[int, int]] = []
    for pattern in (SYSTEM, SHORT, PLAIN):
        for found in pattern.finditer(own):
            start, end = found.span("name")
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            name = re.sub(r"^(?:The|Its|Our|A) ", "", found["name"])
            yield end - len(name), end, name


def _people(own: str, at: int) -> Iterator[tuple[int, int, str]]:
    while True:
        found = PERSON.match(own, at)
        if found is None or is_office(found["name"]):
            return
        yield *found.span("name"), found["name"]
        joint = JOINT.match(own, found.end())
        if joint is None:
            return
        at = joint.end()
