"""The numbers by which a request, an appeal, a lawsuit or another office's file goes.

Each agency's form is known by its pattern; a number in no known form counts where its line calls it
a request, case or tracking number. Telephone numbers, ZIP codes, sections of law and Bates numbers
have none of these forms, or are taken out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.sentences import Letter

Role = FactName
REQUEST, APPEAL = FactName.REQUEST_NUMBER, FactName.APPEAL_NUMBER
LAWSUIT, OTHER = FactName.LITIGATION_NUMBER, FactName.OTHER_NUMBER


@dataclass(frozen=True, slots=True)
class Form:
    """One form of number. A form without a role of its own takes it from the words around it."""

    pattern: re.Pattern[str]
    role: Role | None = None


def _form(pattern: str, role: Role | None = None) -> Form:
    return Form(re.compile(rf"(?<![\w/.-])(?:{pattern})(?![\w/]|-\w|\.\d)"), role)


_Y = r"(?:19|20)\d\d"
FORMS = (
    _form(rf"{_Y}-ICF[O0]-\d{{4,6}}", REQUEST),
    _form(rf"{_Y}-ICAP-\d{{4,6}}", APPEAL),
    _form(rf"{_Y}-ICLI-\d{{4,6}}(?![ _]\d)", LAWSUIT),
    _form(rf"{_Y}-HQF[O0]-\d{{4,6}}", REQUEST),
    _form(rf"{_Y}-HQAP-\d{{4,6}}", APPEAL),
    _form(rf"{_Y}-HQLI-\d{{4,6}}(?![ _]\d)", LAWSUIT),
    _form(rf"{_Y}-(?:TSFO|CGFO|USSS|FEFO|CISF|OBIM|STFO|NPFO|IAFO)-\d{{4,6}}", REQUEST),
    _form(rf"CBP-AP-{_Y}-\d{{5,6}}|CBP-A-{_Y}-\d{{5,6}}", APPEAL),
    _form(rf"CBP-(?:FO-|OBP-|OFO-)?{_Y}-\d{{5,6}}"),
    _form(r"(?:NRC|COW|MSC)[ -]?\d{7,10}|NRC-?\d{4}-?\d{6}"),
    _form(r"APP[ -]?\d{7,10}|(?:NRC|COW)\d{10}-APP", APPEAL),
    _form(rf"A-{_Y}-\d{{5}}", APPEAL),
    _form(rf"[FPC]-{_Y}-\d{{5}}"),
    _form(r"\d{7}-0\d\d"),
    _form(rf"FOIA-{_Y}-\d{{5}}|DOJ-FOIA-{_Y}-\d{{5,6}}|OIP-{_Y}-\d{{5}}"),
    _form(rf"DOJ-AP-{_Y}-\d{{6}}|A-{_Y}-\d{{5}}|AP-{_Y}-\d{{5}}", APPEAL),
    _form(r"EOIR-\d{4}-\d{5}|EOUSA-\d{4}-\d{6}|CRM-\d{6,9}|\d{2}-\d{5}-[FP]"),
    _form(rf"EPA-(?:HQ|R\d{{1,2}}|R[IVX]+)-{_Y}-\d{{5,6}}|EPA-{_Y}-\d{{5,6}}"),
    _form(r"\d{2}-F-\d{4}"),
    _form(r"\d{2}-A-\d{4}|\d{2}-F-\d{4}-A\d", APPEAL),
    _form(rf"DOI-(?:[A-Z]{{2,6}}-)?{_Y}-\d{{5,6}}|(?:OS|BLM|NPS|FWS|BOR)-{_Y}-\d{{5}}"),
    _form(rf"{_Y}-\d{{5}}-FOIA-(?:OS|PHS|CMS)|{_Y}-\d{{4,5}}-A-PHS"),
    _form(rf"(?:NIH )?FOIA (?:Case )?#? ?(?=\d{{5}}\b)\d{{5}}|HHS-{_Y}-\d{{5}}|{_Y}-\d{{5}}-FOIA"),
    _form(r"\d{2}-\d{5}-FOIA|\d{2}-FOI-\d{5}|\d{2}-OIG-\d{3,5}"),
)
LAWSUIT_FORM = re.compile(
    r"(?<![\w/.-])(?:\d:)?\d{2}-(?:cv|civ|CV|Civ)-\d{3,5}(?:-[A-Z]{2,4})*(?![\w])|(?:Civil Action|"
    r"Civ\. A\.|Civ\. Action|C\.A\.|Civ\.|Case) ?(?:No\.?|Number|"
    r"#)?:? ?(?P<bare>\d{2}-(?:cv-)?\d{2,5}(?![\w-]))(?: ?\([A-Z/]{2,8}\))?"
)
LABELLED = re.compile(
    r"\b(?P<what>(?:the|following|referral) number|FOI/?PA|FOIA(?:/PA)?|FOIPA|Request|Case|"
    r"Tracking|Control|Reference|Appeal|File|Log)(?: (?:Request|Case|Tracking|Control|Reference|"
    r"Appeal|Log|File|ID|Identification)){0,4} ?(?:Numbers?|Nos?\.?|#|"
    r"ID)?:? ?#? ?(?P<number>(?-i:[A-Z]{2,4} (?=\d))?(?=[A-Z0-9./-]{0,30}\d{3})[A-Z0-9][A-Z0-9./-"
    r"]{3,30}"
    r"[A-Z0-9])(?![\w@]|-\w)",
    re.IGNORECASE,
)
NO_LABELLED = re.compile(
    r"\d{3}[-.]\d{3}[-.]\d{4}|\d{5}(?:-\d{4})?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|20\d\d"
)
BATES = re.compile(
    r"\b(?:bates|pages? (?:are |bear )|bear(?:s|ing)? |stamped|numbered)", re.IGNORECASE
)
APPEALED = re.compile(
    r"\bappeal(?:s)?(?: (?:tracking|case|file|log))?(?: (?:number|no\.?|#))?\W*$", re.I
)
ELSEWHERE = re.compile(
    r"\b(?:referr(?:al|ed)|consult(?:ation|ed)?|their|its) (?:[\w(),./]+ ){0,8}?(?:number|no\.?|#|"
    r"case|file|tracking|control|reference|under|as)\W*$",
    re.IGNORECASE,
)
AROUND = 90


def numbers(letter: Letter) -> Iterator[LetterFact]:
    """Each number once, at the first place where it stands."""
    seen: set[str] = set()
    family = ""
    for start, end, role, printed, confidence in sorted(_places(letter), key=lambda each: each[:2]):
        if role is REQUEST:
            # The form of the first is the agency's own; another agency's number is of its file.
            own = re.sub(r"[^A-Z]", "", printed.upper())
            before = letter.sheet.text[max(0, start - AROUND) : start]
            if family and own != family and not re.search(r"\b[Yy]our (?:FOIA )?request", before):
                role = OTHER
            family = family or own
        value = (
            printed.replace(" ", "") if confidence == "certain" and role is not LAWSUIT else printed
        )
        if value not in seen:
            seen.add(value)
            yield letter.sheet.fact(role, value, (start, end), confidence)


Place = tuple[int, int, FactName, str, Confidence]


def _places(letter: Letter) -> Iterator[Place]:
    text = letter.sheet.text
    taken: list[tuple[int, int]] = []
    for found in LAWSUIT_FORM.finditer(text):
        group = "bare" if found["bare"] else 0
        taken.append(found.span())
        yield *found.span(group), LAWSUIT, found.group(group), "certain"
    for form in FORMS:
        for found in form.pattern.finditer(text):
            if _overlaps(found, taken) or _is_bates(text, found):
                continue
            taken.append(found.span())
            figures = re.search(r"(?<=FOIA )#? ?(\d+)|(?<=Case )#? ?(\d+)", found.group())
            start = found.start() + (figures.start(figures.lastindex or 0) if figures else 0)
            printed = _mended(text[start : found.end()])
            role = form.role or _role(text, start)
            yield start, found.end(), role, printed, "certain"
    for found in LABELLED.finditer(text):
        if _overlaps(found, taken) or _is_no_number(found):
            continue
        if found["what"].casefold() == "appeal":
            role = APPEAL
        else:
            role = _role(text, found.start())
        yield *found.span("number"), role, found["number"], "probable"


def _is_no_number(found: re.Match[str]) -> bool:
    """Whether what a label seems to introduce is a telephone number, a date or a ZIP code."""
    number = found["number"]
    sure = re.search(r"\b(?:no|number|nos|#)\b", found.group().casefold())
    return bool(NO_LABELLED.fullmatch(number)) and not (
        sure and number.isdigit() and len(number) > 4
    )


def _mended(printed: str) -> str:
    """The number with the letter O where a scan has a nought: `ICF0` is ICFO."""
    return re.sub(r"(?<=-)(ICF|HQF)0(?=-)", r"\1O", printed)


def _overlaps(found: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return any(found.start() < end and start < found.end() for start, end in taken)


def _is_bates(text: str, found: re.Match[str]) -> bool:
    """Whether it is the first or last page of a range: `pages numbered EPA-2019-000123 to ...`."""
    before = text[max(0, found.start() - AROUND) : found.start()]
    sentence = before.rpartition(". ")[2]
    return bool(BATES.search(sentence)) and not re.search(r"\b(?:case|request|number) $", sentence)


def _role(text: str, start: int) -> FactName:
    before = text[max(0, start - AROUND) : start]
    if APPEALED.search(before):
        return APPEAL
    if ELSEWHERE.search(before) and not re.search(r"\byour\b", before[-50:], re.IGNORECASE):
        return OTHER
    return REQUEST
