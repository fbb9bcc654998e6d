"""The lines of the pages of a letter without those that belong to the paper: page numbers, running
heads and feet."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

EDGE_LINES = 4
"""How many lines at the top and at the foot of a page may be running lines."""
PAGE_LINE = re.compile(
    r"(?:[-–—~ ]*(?:page )?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?[-–—~ ]*|page [ivx]{1,4})", re.IGNORECASE
)
PAGE_NAMED = re.compile(r"(?:.{0,60}\b)?page \d{1,3}(?: of \d{1,3})?", re.IGNORECASE)
HEAD_OF_NEXT_PAGE = re.compile(
    r"(?:re:? ?)?(?:[\w.-]*\d[\w.-]*|[A-Z][a-z]+\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})"
)
ENDED = tuple('.:;!?”")')
GOES_ON = re.compile(
    r"\b(?:of|the|to|and|dated|in|by|for|with|or|an?|is|are|was|were|from|on|at|that|under|your|"
    r"our)$"
)


def kept_lines(texts: Sequence[str]) -> Iterator[tuple[int, int, str, bool]]:
    """The lines of all pages but the running ones: page, offset, text, whether one opens a
    paragraph."""
    split = [list(_lines(text)) for text in texts]
    repeated = _repeated(split)
    before = ""
    for page, lines in enumerate(split):
        filled = [index for index, (_, raw) in enumerate(lines) if raw.strip()]
        dropped = _running(page, len(split), lines, filled, repeated)
        gap = False
        for index, (start, raw) in enumerate(lines):
            if index in dropped:
                continue
            if not raw.strip(" \t>|\r"):
                gap = True
                continue
            yield page, start, raw, _opens(before, raw.strip(" \t>|\r"), gap=gap)
            gap = False
            before = raw.strip()


def _opens(before: str, raw: str, *, gap: bool) -> bool:
    if not gap:
        return False
    if raw[0].islower() or (raw[0].isdigit() and len(before) > 60 and not before.endswith(ENDED)):
        return False
    return not ((before.endswith((",", "-")) and len(before) > 60) or GOES_ON.search(before))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for found in re.finditer(r"\r\n|[\n\r\f\v\u2028\u2029]", text):
        yield start, text[start : found.start()]
        start = found.end()
    yield start, text[start:]


def _key(raw: str) -> str:
    return re.sub(r"\d+", "#", " ".join(raw.split()).casefold())


def _repeated(split: list[list[tuple[int, str]]]) -> set[tuple[str, str]]:
    """What stands at the top, or at the foot, of more than one page."""
    counted: Counter[tuple[str, str]] = Counter()
    for lines in split:
        filled = [_key(raw) for _, raw in lines if raw.strip()]
        counted.update({("top", key) for key in filled[:EDGE_LINES]})
        counted.update({("foot", key) for key in filled[-EDGE_LINES:]})
    return {each for each, count in counted.items() if count > 1}


def _running(
    page: int,
    pages: int,
    lines: list[tuple[int, str]],
    filled: list[int],
    repeated: set[tuple[str, str]],
) -> set[int]:
    """The lines of a page that belong to the paper and not to the letter."""
    if len(filled) <= EDGE_LINES:
        return set()
    top, foot = filled[:EDGE_LINES], filled[-EDGE_LINES:]
    dropped = {
        each for each in (*top[:1], *foot[-2:]) if PAGE_LINE.fullmatch(lines[each][1].strip())
    }
    dropped |= {each for each in top if page and ("top", _key(lines[each][1])) in repeated}
    dropped |= {
        each for each in foot if page < pages - 1 and ("foot", _key(lines[each][1])) in repeated
    }
    if page:
        for position, each in enumerate(top):
            if PAGE_NAMED.fullmatch(lines[each][1].strip()):
                dropped |= set(top[: position + 1])
                following = filled[position + 1]
                if HEAD_OF_NEXT_PAGE.fullmatch(lines[following][1].strip()):
                    dropped.add(following)
    return dropped
