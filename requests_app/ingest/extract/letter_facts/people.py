"""Who signed a letter, or is named in it as having decided, and under what title."""

import re
from collections.abc import Iterator, Sequence

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.person_names import NAME, NOT_A_NAME, TITLE
from requests_app.ingest.extract.letter_facts.sentences import Letter
from requests_app.ingest.extract.letter_facts.sheet import Line

SIGNED_BY = re.compile(
    r"(?:/s/|/S/|[Ss]igned by:?|[Ss]ignature of:?|s/) ?(?P<rest>(?P<lead>[A-Za-z].{1,70}))"
)
LAST_FIRST = re.compile(
    r"(?P<last>[A-Z][A-Za-z'’-]+),? (?P<first>[A-Z][A-Za-z'’-]+)(?: [A-Z])?(?:\.\d+)?"
)
DOTTED = re.compile(
    r"(?P<last>[A-Z'’-]{2,20})\.(?P<first>[A-Z'’-]{2,20})(?:\.[A-Z'’-]{1,20})?\.\d{8,10}"
)
FOR = re.compile(r"^(?:(?:/?s/|for:?|by:?|f/) +)+(?=[A-Z])", re.IGNORECASE)
STOP = re.compile(
    r"(?:enclosures?|enc\b|attachments?|cc:|phone|tel|fax|www\.|http|e-?mail:)", re.IGNORECASE
)
OFFICE_LINE = re.compile(r"(?:U\.S\.|United States|Office|Department|Bureau) ")
TAIL = 8


def people(letter: Letter) -> Iterator[LetterFact]:
    """The signatory with the title."""
    yield from list(_signed(letter, letter.close)) or _at_foot(letter)


def _signed(letter: Letter, close: Sequence[Line]) -> Iterator[LetterFact]:
    """The printed name below the closing, else the name in an electronic signature."""
    printed = _printed(close[1:])
    if printed:
        at, found, confidence = printed
        yield _name_fact(letter, close[1:][at], found, confidence)
        yield from _title(letter, close[1:], at, found)
        return
    for line in close:
        if electronic := _electronic(line.text):
            start, end, value = electronic
            yield letter.sheet.fact(
                FactName.SIGNATORY, value, (line.start + start, line.start + end), "probable"
            )
            return


def _printed(lines: Sequence[Line]) -> tuple[int, re.Match[str], Confidence] | None:
    possible: list[tuple[int, re.Match[str]]] = []
    for at, line in enumerate(lines):
        if STOP.match(line.text):
            break
        begins = FOR.match(line.text)
        found = NAME.match(line.text, begins.end() if begins else 0)
        if found is None or NOT_A_NAME.search(found["name"]) or TITLE.search(found["name"]):
            continue
        rest = line.text[found.end() :].strip(" ,")
        if rest and not (TITLE.search(rest) and line.text[found.end()] in ", "):
            continue
        possible.append((at, found))
    if not possible:
        return None
    for at, found in possible:
        here = lines[at].text[found.end() :]
        below = " ".join(each.text for each in lines[at + 1 : at + 3])
        if TITLE.search(here) or TITLE.search(below):
            return at, found, "certain"
    return *possible[0], "probable"


def _name_fact(
    letter: Letter, line: Line, found: re.Match[str], confidence: Confidence
) -> LetterFact:
    bounds = line.start + found.start("name"), line.start + found.end("name")
    return letter.sheet.fact(FactName.SIGNATORY, found["name"], bounds, confidence)


def _title(
    letter: Letter, lines: Sequence[Line], at: int, found: re.Match[str]
) -> Iterator[LetterFact]:
    line = lines[at]
    rest = line.text[found.end() :]
    if TITLE.search(rest):
        start = line.start + found.end() + len(rest) - len(rest.lstrip(" ,"))
        value = line.text[start - line.start :]
        yield letter.sheet.fact(FactName.SIGNATORY_TITLE, value, (start, line.end), "certain")
        return
    for each in lines[at + 1 : at + 4]:
        if STOP.match(each.text):
            return
        if TITLE.search(each.text) and not OFFICE_LINE.match(each.text):
            yield letter.sheet.fact(
                FactName.SIGNATORY_TITLE, each.text, (each.start, each.end), "certain"
            )
            return


def _electronic(text: str) -> tuple[int, int, str] | None:
    if dotted := DOTTED.search(text):
        value = f"{dotted['first'].title()} {dotted['last'].title()}"
        return dotted.start(), dotted.end(), value
    signed = SIGNED_BY.search(text)
    if signed is None:
        return None
    last_first = LAST_FIRST.fullmatch(signed["rest"].strip())
    if last_first and "," in signed["rest"]:
        value = f"{last_first['first'].title()} {last_first['last'].title()}"
        return *signed.span("rest"), value
    found = NAME.match(text, signed.start("rest"))
    if found and not NOT_A_NAME.search(found["name"]):
        return *found.span("name"), found["name"]
    return None


def _at_foot(letter: Letter) -> Iterator[LetterFact]:
    """A name above a title at the foot of a letter that has no closing words, or a signature."""
    if letter.close:
        return
    lines = letter.sheet.lines[-TAIL:]
    for at, line in enumerate(lines):
        if electronic := _electronic(line.text):
            start, end, value = electronic
            yield letter.sheet.fact(
                FactName.SIGNATORY, value, (line.start + start, line.start + end), "probable"
            )
            return
        found = NAME.fullmatch(line.text)
        if not found or NOT_A_NAME.search(line.text) or at + 1 >= len(lines):
            continue
        if TITLE.search(lines[at + 1].text) and len(lines[at + 1].text) < 90:
            yield _name_fact(letter, line, found, "probable")
            yield from _title(letter, lines, at, found)
            return
