"""Marks that an agency prints on a page as it releases it, known by their own words.

`RELEASE IN PART B6`, the State Department's `UNCLASSIFIED U.S. Department of State Case No. …`, the
committees' notes. They stand on the first page of a document only, or on files too short to show
that they repeat.
"""

import re
from collections.abc import Iterator, Sequence

_CODES = r"(?:B\d(?:\([A-F]\))?|1\.4\s?\([A-H]\)|[,;&]|[ ])"
FORMS = re.compile(
    rf"\bREL(?:EA|FA|AE)SED?\s+IN\s+(?:FULL|PART)(?:[ ]{{1,4}}{_CODES}{{1,40}})?\s*$"
    r"|\bUNCLASSIFIED\s+U\.?\s?S\.?\s+Department\s+of\s+State\b.*?(?=\s{{2,}}{_CODES}{{2,40}}$|$)"
    r"|^\s*SUBJECT\s+TO\s+AGREEMENT\s+ON\s+SENSITIVE\s+INFORMATION.*$"
    r"|^\s*STATE\s+DEPT\.?\s*-\s*PRODUCED\s+TO\s+.*$"
    r"|^\s*Page\s+\d{1,4}\s+of\s+\d{1,4}\s*$"
)
FIRST_HALF = re.compile(r"\bRELEASE(?P<in>\s+IN)?\s*$")
SECOND_HALF = re.compile(rf"^\s*(?P<in>IN\s+)?(?:FULL|PART)(?:\s{_CODES}{{1,40}})?\s*$")
ENDS_IN_PART = re.compile(r"\bPART\s*$")
ONLY_CODES = re.compile(rf"(?=\D{{0,40}}\d){_CODES}{{1,40}}")
MOST_CODE_LINES = 2

Line = tuple[int, int, str]
"""Where a line begins and ends in the text of its page, and its words."""


def release_marks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Start and end of the marks among the lines of one page, given in reading order.

    A mark may end a line of other words; those are left out.
    """
    open_mark = 0
    for number, (start, end, text) in enumerate(lines):
        if open_mark and ONLY_CODES.fullmatch(text.strip()):
            yield start, end
            open_mark -= 1
            continue
        open_mark = 0
        found = FORMS.search(text)
        if found:
            yield start + found.start(), start + found.end()
            open_mark = MOST_CODE_LINES if ENDS_IN_PART.search(text) else 0
            continue
        following = lines[number + 1] if number + 1 < len(lines) else None
        first = FIRST_HALF.search(text)
        if first and following and (second := SECOND_HALF.match(following[2])):
            if bool(first["in"]) != bool(second["in"]):
                yield start + first.start(), end
                yield following[0], following[1]
        elif number and ENDS_IN_PART.search(text) and _is_second_half(lines[number - 1], text):
            open_mark = MOST_CODE_LINES


def _is_second_half(before: Line, text: str) -> bool:
    return bool(FIRST_HALF.search(before[2]) and SECOND_HALF.match(text))
