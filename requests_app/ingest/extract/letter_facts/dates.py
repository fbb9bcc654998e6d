"""The day of the letter, and the days of the request and of its receipt."""

import re
from collections.abc import Iterator
from datetime import date

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.days import DATE, FOUND, day_of
from requests_app.ingest.extract.letter_facts.sentences import Letter

LABEL = r"(?:(?:date|dated|sent|issued)\b:? *)?"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
ALONE = re.compile(rf"{LABEL}{WEEKDAY}(?P<day>{DATE})(?:,? (?:at )?\d{{1,2}}:\d\d.{{0,20}})?", re.I)
LABELLED = re.compile(rf"\b(?:date|dated|sent):? {WEEKDAY}(?P<day>{DATE})", re.IGNORECASE)
NOT_OURS = re.compile(
    r"\b(?:re|request|received|subject|appeal|date of (?:request|receipt|birth)|closed|due|dob|"
    r"rev(?:ised|\.)?|form|expires?|omb)\b.{0,60}$",
    re.IGNORECASE,
)
SIGNED = re.compile(rf"\b(?:signed by|date:|signature)\W.{{0,60}}?(?P<day>{DATE})", re.IGNORECASE)
_REQUEST = (
    r"(?:requests?|(?:FOIA|FOI/?PA|Freedom of Information(?: Act)?(?: \(FOIA\))?|"
    r"Privacy Act) (?:requests?|letters?)|inquiry)"
)
BOTH = re.compile(rf"\brequest,? dated and received [^.~]{{0,60}}?\bon (?P<day>{DATE})", re.I)
OF_APPEAL = re.compile(
    r"\bletter,? dated [^;]{0,80}\bappealing\b|\breceived your [^.]{0,60}\bappeal\b|"
    r"\byour (?:[\w()]+ ){0,6}appeal,? (?:dated|of|was|received)",
    re.IGNORECASE,
)
REQUESTED = re.compile(
    rf"\b{_REQUEST},?(?: (?!appeal)[^\s~]+){{0,24}}?,? (?:dated|of|submitted (?:on|to \w+ on)|"
    rf"sent on|made on|on) (?P<day>{DATE})|\byour (?:letter|email|e-mail|correspondence|"
    rf"submission),? (?:dated|of) (?P<late>{DATE})|\byour (?P<first>{DATE}),? (?:[\w()-]+ "
    rf"){{0,6}}{_REQUEST}\b|\bon (?P<filed>{DATE}),? you (?:filed|submitted|sent|made|requested|"
    rf"wrote)\b",
    re.IGNORECASE,
)
RECEIVED = re.compile(
    rf"\breceived your [^.~]{{0,80}}? dated {DATE},? on (?P<after>{DATE})|\breceiv(?:ed|"
    rf"ing)(?! (?:by you|a reply|your (?:appeal|payment)))(?: (?!on or after|"
    rf"until)[^\s~]+){{0,14}}? ?(?:on|in this office|dated)? ?(?P<day>{DATE})|"
    rf"\b(?:date (?:of )?rec(?:eip|eive)[dt]|received):? (?:on )?(?P<of>{DATE})|"
    rf"\bon (?P<before>{DATE}),?[^.~]{{0,120}}? received your (?!appeal)",
    re.IGNORECASE,
)
APPEAL_OF = re.compile(r"\bappeal\b(?! (?:number|rights))", re.IGNORECASE)
DATED_FIRST = re.compile(r"\bdated (?:\S+ ){0,3}$", re.IGNORECASE)
RECEIPT = re.compile(r"\breceiv(?:ed|ing)\b")
ACTED = re.compile(
    r"\b(?:denied|granted|closed|acknowledged|answered|decided|transferred|referred|assigned|"
    r"processed|completed)\b"
)
HEAD_LINES = 25


def dates(letter: Letter) -> Iterator[LetterFact]:
    """The day on the letter, the request's own day, the day it came."""
    if dated := _dated_on(letter):
        yield dated
    seen: set[tuple[FactName, date]] = set()
    for name, bounds, printed, confidence in _in_sentences(letter):
        day = day_of(printed)
        if day and (name, day) not in seen:
            seen.add((name, day))
            yield letter.sheet.fact(name, day, bounds, confidence)


def _in_sentences(
    letter: Letter,
) -> Iterator[tuple[FactName, tuple[int, int], str, Confidence]]:
    for sentence in letter.sentences:
        appealed = bool(APPEAL_OF.search(sentence.text))
        sure: Confidence = "probable" if appealed else "certain"
        if OF_APPEAL.search(sentence.text):
            continue
        for found in BOTH.finditer(sentence.text):
            yield FactName.REQUEST_DATED_ON, sentence.at(found, "day"), found["day"], sure
        for found in REQUESTED.finditer(sentence.text):
            group = found.lastgroup or 0
            if _of_receipt(sentence.text, found, group) or _of_appeal(found.group()):
                continue
            if group == "late" and not re.search(r"FOI|request", sentence.text):
                continue
            yield FactName.REQUEST_DATED_ON, sentence.at(found, group), found[group], sure
        for found in RECEIVED.finditer(sentence.text):
            group = found.lastgroup or 0
            between = sentence.text[found.start() : found.start(group)]
            if _of_appeal(sentence.text[: found.start(group)]) or DATED_FIRST.search(between):
                continue
            if found.lastgroup == "day" and FOUND.search(between):
                continue
            yield FactName.REQUEST_RECEIVED_ON, sentence.at(found, group), found[group], sure


def _of_receipt(text: str, found: re.Match[str], group: int | str) -> bool:
    """Whether the day is that of the receipt: `received your request on`."""
    words = text[found.start() : found.start(group)]
    before = text[max(0, found.start() - 30) : found.start()]
    if ACTED.search(words):
        return True
    return bool(RECEIPT.search(words) or (words.endswith(" on ") and RECEIPT.search(before)))


def _of_appeal(before: str) -> bool:
    """Whether what came, or was written, is the appeal and not the request."""
    last = re.findall(r"\b(appeal|request)\b", before.casefold())
    return bool(last) and last[-1] == "appeal"


def _dated_on(letter: Letter) -> LetterFact | None:
    """The date at the head: by itself on its line, else labelled, else the first there is."""
    found: list[tuple[int, int, re.Match[str], int, Confidence]] = []
    for number, line in enumerate((letter.head or letter.sheet.lines)[:HEAD_LINES]):
        if each := ALONE.fullmatch(line.text):
            found.append((0, number, each, line.start, "certain"))
        elif each := LABELLED.search(line.text):
            found.append((1, number, each, line.start, "certain"))
        elif (each := FOUND.search(line.text)) and not NOT_OURS.search(line.text[: each.start()]):
            found.append((2, number, each, line.start, "probable"))
    for number, line in enumerate(letter.close):
        if each := ALONE.fullmatch(line.text):
            found.append((3, number, each, line.start, "probable"))
        elif each := SIGNED.search(line.text):
            found.append((4, number, each, line.start, "probable"))
    for _, _, each, start, confidence in sorted(found, key=lambda one: one[:2]):
        group: str | int = "day" if each.re.groupindex else 0
        day = day_of(each[group])
        if day:
            bounds = start + each.start(group), start + each.end(group)
            return letter.sheet.fact(FactName.DATED_ON, day, bounds, confidence)
    return None
