"""Exemption codes as they are written over and beside redactions.

Forms: `(b)(6)`, `(b) (7)(C)`, `(b)(6);(b)(7)(C)`, the FBI's bare `b7C`, the State Department's
margin code `B6`, and classification reasons `1.4(D)`. The result is always the statute's own form,
`(b)(7)(C)`. A code in a citation of the statute is the law speaking, and marks no redaction.
"""

import re

# The last exemption is the ninth; only the seventh has lettered parts (5 U.S.C. § 552(b)).
_PARENTHESISED = (
    r"\(\s?[bB]\s?\)\s?\(\s?([1-9])\s?\)(?:\s?[(\-]\s?([A-Fa-f])\s?\)(?!\s?\(\s?[1-9]))?"
)
_HALF = r"\b[bB]\s?\(\s?([1-9])\s?\)(?:\s?\(\s?([A-Fa-f])\s?\))?"
_BARE = r"(?<![\w.\-/])[bB]([1-9])(?:\(?([A-Fa-f])\)?)?(?![\w\-/])"
_CLASSIFIED = r"(?<![\w.])1\.4\s?\(([A-Ha-h])\)"
CODE = re.compile(f"{_PARENTHESISED}|{_HALF}|{_BARE}|{_CLASSIFIED}")
JOINT = re.compile(r"\s*[;,/&]?\s*")
CITATION = re.compile(
    r"(?:§+\s?|U\.?\s?S\.?\s?C\.?\s*(?:§+)?\s*|\b552\s?|[Ss]ections?\s+552\s?"
    r"|[Ee]xemptions?\s+|[Ss]ubsections?\s+)$"
)
IN_PROSE = re.compile(
    r"\b(?:pursuant to|under|exempt\w*|FOIA|Act|withh\w+)\W*(?:\w+\W+){0,6}$", re.IGNORECASE
)
LOOK_BACK = 60


def find_codes(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """The runs of exemption codes in a text: start, end and the codes of each.

    Codes that only commas, semicolons or slashes part are one run. Codes cited in a sentence, as
    in `5 U.S.C. § 552(b)(6)` or `withheld under (b)(5)`, are left out.
    """
    return [run for run in _runs(text) if not _is_prose(text, run[0])]


def cited_codes(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """The runs of codes that a sentence claims, as a determination letter does."""
    return [run for run in _runs(text) if _is_prose(text, run[0])]


def _runs(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    runs: list[tuple[int, int, list[str]]] = []
    for found in CODE.finditer(text):
        code = _code(found)
        if code is None or (found.group()[-1] != ")" and _is_word_of_a_sentence(text, found)):
            continue
        if runs and JOINT.fullmatch(text, runs[-1][1], found.start()):
            start, _, codes = runs[-1]
            if code not in codes:
                codes.append(code)
            runs[-1] = (start, found.end(), codes)
        else:
            runs.append((found.start(), found.end(), [code]))
    return [(start, end, tuple(codes)) for start, end, codes in runs]


def _is_word_of_a_sentence(text: str, bare: re.Match[str]) -> bool:
    """Whether a bare `B6` stands among small words, as in `vitamin B6 intake`."""
    before = re.search(r"([a-z]+) $", text[max(0, bare.start() - 20) : bare.start()])
    after = re.match(r" (?![bB][1-9])[a-z]", text[bare.end() : bare.end() + 4])
    return before is not None or after is not None


def _code(found: re.Match[str]) -> str | None:
    *numbered, classified = found.groups()
    if classified:
        return f"1.4({classified.lower()})"
    pairs = list(zip(numbered[::2], numbered[1::2], strict=True))
    number, letter = next(pair for pair in pairs if pair[0])
    if letter and number != "7":
        return None
    return f"(b)({number})" + (f"({letter.upper()})" if letter else "")


def _is_prose(text: str, start: int) -> bool:
    before = text[max(0, start - LOOK_BACK) : start]
    line = before.rpartition("\n")[2]
    return bool(CITATION.search(before) or IN_PROSE.search(line))
