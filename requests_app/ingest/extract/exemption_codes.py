"""Exemption codes as they are written over and beside redactions.

Forms: `(b)(6)`, `(b) (7)(C)`, `(b)(6);(b)(7)(C)`, the FBI's bare `b7C`, the State Department's
margin code `B6`, and classification reasons `1.4(D)`. The result is always the statute's own form,
`(b)(7)(C)`. A code in a citation of the statute is the law speaking, a code behind `RELEASE IN
PART` speaks of the whole document: neither marks a closed place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

CodeRun = tuple[int, int, tuple[str, ...]]

# The last exemption is the ninth; only the seventh has lettered parts (5 U.S.C. § 552(b)). A figure
# or a paragraph before `(b)` makes it a citation: `Rule 30(b)(6)`, `§ 552a(b)(3)`.
_PARENTHESISED = (
    r"(?:(?<=552)|(?<!\d))(?<!\d[a-z])(?<!\([ac-z]\))(?:\(\s?|(?<![\w(]))[bB]\s?\)\s?\(\s?([1-9])\s?\)"
    r"(?:\s?[(\-]\s?([A-Fa-f])\s?\))?(?!\((?:[1-9]|[ac-zAC-Z]|[ivx]+)\))"
)
_HALF = r"(?<![\w.\-/(])[bB]\s?\(\s?([1-9])\s?\)(?:\s?\(\s?([A-Fa-f])\s?\))?(?!\s?\()"
_BARE = r"(?<![\w.\-/])[bB]([1-9])(?:\(?([A-Fa-f])\)?)?(?![\w\-/(]|\.\w)"
_CLASSIFIED = r"(?<![\w.])1\.4\s?\(([A-Ha-h])\)"
CODE = re.compile(f"{_PARENTHESISED}|{_HALF}|{_BARE}|{_CLASSIFIED}")
JOINT = re.compile(r"[ ]{0,2}[;,/&]?(?:[ ]{0,2}and)?[ ]{0,2}")
WRAPPED_JOINT = re.compile(r"[ ]{0,2}[;,/&]\s*\n[ ]*")
CITATION = re.compile(
    r"(?:§+\s?|U\.?\s?S\.?\s?C\.?\s*(?:§+)?\s*|\b552a?\s?|\b[Ss]ections?\s+552a?\s?"
    r"|\b[Ee]xemptions?\s+|\b[Ss]ub(?:sections?|paragraphs?)\s+|\b[Pp]aragraphs?\s+)$"
)
OTHER_LAW = re.compile(r"(?:\b[Rr]ules?|\bC\.?F\.?R\.?|\bP\.)\s+(?:§+\s*)?[\d.]+\s?$")
IN_PROSE = re.compile(
    r"\b(?:pursuant to|under|exempt(?:ed|ion|ions)?|(?:FOIA|Act)\W+(?:exemptions?|sections?|§)"
    r"|withh(?:e|o)ld\w*|denied|invok\w+|assert\w+|citing|cited|redact(?:ed|ions?)"
    r"|protected by|relied on|basis of)\W*(?:\w+\W+){0,6}$",
    re.IGNORECASE,
)
RELEASE_MARK = re.compile(r"\bPART\s*$")
CLASSIFICATION = re.compile(r"\bReasons?\s*:[^\n]{0,12}$", re.IGNORECASE)
PLACE_OR_THING = re.compile(
    r"\b(?:rooms?|rm|gates?|buildings?|bldg|levels?|floors?|suites?|annex|appendix|exhibits?|figures?"
    r"|tables?|charts?|sections?|parts?|schedules?|classes|class|visas?|vitamins?|apt|unit|bay|pier"
    r"|row|column|cell|slides?|pages?|tabs?|items?|options?|grade|attachments?|hangar|terminal)"
    r"[.,:#]?\s?$",
    re.IGNORECASE,
)
SMALL_WORD = re.compile(r"(?:^|\s)[a-z][a-z'’]*[,;:]? $")
STATUTE = re.compile(r"\s[A-Z][A-Z0-9/ .]{2,40}$")
SPELT = re.compile(
    r"\b[Ee]xemptions?\s+(?:\(?[1-9]\)?(?:\(?[A-F]\)?)?(?:\s*(?:,|;|and|or|&|,\s*and)\s*"
    r"(?=\(?[1-9]\)?))?)+"
)
SPELT_CODE = re.compile(r"\(?([1-9])\)?(?:\(?([A-F])\)?)?")
LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class CodePlace:
    """One code where it stands; `bare` where it is written without parentheses."""

    start: int
    end: int
    code: str
    bare: bool


def find_codes(text: str) -> list[CodeRun]:
    """The runs of exemption codes in a text: start, end and the codes of each.

    Codes that only commas, semicolons or slashes part are one run; the same code again begins
    another. Codes cited in a sentence, as in `5 U.S.C. § 552(b)(6)` or `withheld under (b)(5)`,
    are left out, and so are bare ones (`B6`) that stand neither in a margin nor by themselves: two
    blanks or a tab part a margin from the text.
    """
    return [_as_run(run) for run in code_runs(text)]


def code_runs(text: str) -> list[list[CodePlace]]:
    """The same runs with the place of every code."""
    return [
        run
        for run in _runs(text)
        if not _is_prose(text, run[0].start) and not _is_page_mark(text, run)
        if not any(each.bare for each in run) or _is_by_itself(text, run)
    ]


def cited_codes(text: str) -> list[CodeRun]:
    """The runs of codes that a sentence claims, as a determination letter does."""
    cited = [_as_run(run) for run in _runs(text) if _is_prose(text, run[0].start)]
    for found in SPELT.finditer(text):
        codes = tuple(
            code
            for each in SPELT_CODE.finditer(text, found.start(), found.end())
            if (code := _numbered(each[1], each[2])) is not None
        )
        if codes:
            cited.append((found.start(), found.end(), tuple(dict.fromkeys(codes))))
    return sorted(cited)


def _as_run(run: list[CodePlace]) -> CodeRun:
    return run[0].start, run[-1].end, tuple(each.code for each in run)


def _runs(text: str) -> list[list[CodePlace]]:
    runs: list[list[CodePlace]] = []
    for place in _places(text):
        if OTHER_LAW.search(text, max(0, place.start - LOOK_BACK), place.start):
            continue
        run = runs[-1] if runs else None
        if run and _joined(text, run[-1], place) and all(each.code != place.code for each in run):
            run.append(place)
        else:
            runs.append([place])
    return runs


def _places(text: str) -> Iterator[CodePlace]:
    for found in CODE.finditer(text):
        *numbered, classified = found.groups()
        if classified:
            yield CodePlace(found.start(), found.end(), f"1.4({classified.lower()})", bare=False)
            continue
        pairs = list(zip(numbered[::2], numbered[1::2], strict=True))
        number, letter = next(pair for pair in pairs if pair[0])
        code = _numbered(number, letter)
        if code is not None:
            bare = ")" not in found.group().rstrip(")") and "(" not in found.group()
            yield CodePlace(found.start(), found.end(), code, bare)


def _numbered(number: str, letter: str | None) -> str | None:
    if letter and number != "7":
        return None
    return f"(b)({number})" + (f"({letter.upper()})" if letter else "")


def _joined(text: str, before: CodePlace, place: CodePlace) -> bool:
    if JOINT.fullmatch(text, before.end, place.start):
        return True
    if before.bare and place.bare and text[before.end : place.start].strip(" ") == "\n":
        return True
    return WRAPPED_JOINT.fullmatch(text, before.end, place.start) is not None


def _is_prose(text: str, start: int) -> bool:
    before = text[max(0, start - LOOK_BACK) : start]
    line = before.rpartition("\n")[2]
    return bool(CITATION.search(before) or IN_PROSE.search(line))


def _is_page_mark(text: str, run: list[CodePlace]) -> bool:
    """Whether the codes are of the whole document: its release mark, or why it is classified."""
    before = text[max(0, run[0].start - LOOK_BACK) : run[0].start]
    if all(each.code.startswith("1.4") for each in run) and CLASSIFICATION.search(before):
        return True
    return RELEASE_MARK.search(before) is not None


def _is_by_itself(text: str, run: list[CodePlace]) -> bool:
    """Whether bare codes stand in a margin, and not as a word of a sentence (`vitamin B6`)."""
    start, end = run[0].start, run[-1].end
    before = text[max(0, start - LOOK_BACK) : start].rpartition("\n")[2]
    after = text[end : end + LOOK_BACK].partition("\n")[0]
    if not before.strip() and not after.strip():
        return True
    if PLACE_OR_THING.search(before):
        return False
    lettered = any(each.bare and each.code.startswith("(b)(7)(") for each in run)
    if lettered and text[start] == "b":
        return True
    at_right = not after.strip() or after[:2] == "  " or after[:1] == "\t"
    at_right = at_right or (
        any(each.code == "(b)(3)" for each in run) and bool(STATUTE.match(after))
    )
    at_left = not before.strip() or before[-2:] == "  " or before[-1:] == "\t"
    if at_left and at_right:
        return True
    return not after.strip() and not SMALL_WORD.search(before)
