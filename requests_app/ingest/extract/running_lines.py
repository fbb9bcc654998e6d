"""Lines that repeat at the same place on many pages: stamps, release marks, page feet.

They are no words of the record. A line is running where lines of its shape (digits folded) stand
at the same height on a good part of the pages and nothing of the record stands between it and the
edge. A signature may end many emails and a name may head every printout of a mailbox: they repeat,
but not on every page, and not at the edge.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from requests_app.ingest.extract.contract import Span
from requests_app.ingest.extract.exemption_codes import find_codes
from requests_app.ingest.extract.release_marks import release_marks
from requests_app.ingest.parsers.contract import ParsedPage, Word

BAND = 0.13
"""How much of the page's height, at the top and at the bottom, may hold running lines."""
EDGE_LINES = 4
"""Lines from either end of a page that is text only that may be running."""
MARK_LINES = 8
"""Lines from either end that may hold a release mark, which is known by its words."""
LEAST_PAGES = 3
COUNTING_SHARE, PLACED_SHARE, TEXT_SHARE = 0.2, 0.3, 0.5
"""The share of the pages that must bear a line that counts, one at a known height, and one of which
only the order of the lines is known."""
FREE_SHARE = 0.5
"""The share of the pages without a header that a line above headers must stand on."""
ROW = 4.0
"""Points within which lines of several pages are at the same height."""
MOST_WORDS_OF_A_COUNT = 5
SPECK = 8
"""Characters of a line that may be dirt or a handwritten mark outside a running line."""
HEADER_LABEL = re.compile(
    r"\s*(?:from|sent|to|cc|bcc|date|subject|attachments?|importance|categories|sensitivity)\s*:",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s*(?:[-_=~—–*]{3,}.*|on\b.{5,120}\bwrote:?)\s*$", re.IGNORECASE)
CLOSED = re.compile(r"\b(?:redacted|withheld|non-?\s?responsive|deleted page)\b", re.IGNORECASE)
WORDS = re.compile(r"[^\W\d_]{2,}")
DIGITS = re.compile(r"\d+")
ONLY_A_COUNT = re.compile(r"[\s\-–—~|.]*\w?-?\d+(?:\s?/\s?\d+(?:/\d+)?)?[\s\-–—~|.]*")
NUMBER_AT_AN_END = re.compile(r"^\s*\d+\b(?!\.)|\d\s*$")

Side = Literal["top", "bottom"]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page; `top` and `bottom` are None where its height is not known."""

    page: int
    start: int
    end: int
    text: str
    top: float | None = None
    bottom: float | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line near the edge of a page; `heads` where a header follows it at once."""

    line: _Line
    shape: str
    row: int | None
    heads: bool


_Group = Sequence[_Candidate]
_Key = tuple[Side, str, int | None]


def running_lines(pages: Sequence[ParsedPage]) -> tuple[Span, ...]:
    """The running lines of a file, in reading order."""
    lines = [list(_lines(page)) for page in pages]
    edges: list[dict[Side, list[_Candidate]]] = [
        {"top": _at_the_top(page, each), "bottom": _at_the_bottom(page, each)}
        for page, each in zip(pages, lines, strict=True)
    ]
    running = _repeated(edges)
    found: set[Span] = set()
    for page, each, sides in zip(pages, lines, edges, strict=True):
        marks = [Span(page.index, *mark) for mark in _marks(page, each)]
        here: set[Span] = set()
        for side, candidates in sides.items():
            here |= set(_from_the_edge(side, candidates, running, marks))
        found |= here | {
            mark for mark in marks if not any(span.start <= mark.start < span.end for span in here)
        }
    return tuple(sorted(found, key=lambda span: (span.page, span.start)))


def _from_the_edge(
    side: Side, candidates: _Group, running: set[_Key], marks: Sequence[Span]
) -> Iterator[Span]:
    """The running lines from the edge of a page inwards, as far as no other line parts them."""
    specks = 1
    for each in candidates:
        if any((side, each.shape, row) in running for row in _rows(each.row)):
            yield Span(each.line.page, each.line.start, _end_without_codes(each.line))
        elif any(each.line.start <= mark.start < each.line.end for mark in marks):
            continue
        elif len(each.line.text.strip()) <= SPECK and specks:
            specks -= 1
        else:
            return


def _end_without_codes(line: _Line) -> int:
    """The end of the line before an exemption code in the margin beside it, which is no part."""
    for start, end, _ in find_codes(line.text)[-1:]:
        if not line.text[end:].strip():
            return line.start + len(line.text[:start].rstrip())
    return line.end


def _marks(page: ParsedPage, lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    near = [
        (line.start, line.end, line.text)
        for number, line in enumerate(lines)
        if number < MARK_LINES or number >= len(lines) - MARK_LINES or _in_band(page, line)
    ]
    return release_marks(near)


def _at_the_top(page: ParsedPage, lines: Sequence[_Line]) -> list[_Candidate]:
    found: list[_Candidate] = []
    for number, line in enumerate(lines):
        near = number < EDGE_LINES if line.bottom is None else line.bottom < BAND * page.height
        if not near or HEADER_LABEL.match(line.text) or SEPARATOR.match(line.text):
            break
        heads = any(HEADER_LABEL.match(after.text) for after in lines[number + 1 : number + 3])
        found.append(_candidate(line, heads=heads))
    return found


def _at_the_bottom(page: ParsedPage, lines: Sequence[_Line]) -> list[_Candidate]:
    found: list[_Candidate] = []
    for number, line in enumerate(reversed(lines)):
        near = number < EDGE_LINES if line.top is None else line.top > (1 - BAND) * page.height
        if not near or HEADER_LABEL.match(line.text) or SEPARATOR.match(line.text):
            break
        found.append(_candidate(line, heads=False))
    return found


def _candidate(line: _Line, *, heads: bool) -> _Candidate:
    text = line.text[: _end_without_codes(line) - line.start]
    # The right end of a running line moves with its number; its height does not.
    row = None if line.top is None else int(line.top // ROW)
    return _Candidate(line, _shape(text), row, heads)


def _repeated(edges: Sequence[Mapping[Side, _Group]]) -> set[_Key]:
    """The shapes and rows of the lines that are on pages enough."""
    groups: dict[_Key, list[_Candidate]] = defaultdict(list)
    for sides in edges:
        for side, candidates in sides.items():
            for each in candidates:
                groups[side, each.shape, each.row].append(each)
    headless = sum(not any(each.heads for each in sides["top"]) for sides in edges)
    found: set[_Key] = set()
    for side, shape, row in groups:
        near = [each for at in _rows(row) for each in groups.get((side, shape, at), ())]
        if shape and _is_running(near, len(edges), headless):
            found.add((side, shape, row))
    return found


def _rows(row: int | None) -> tuple[int | None, ...]:
    return (None,) if row is None else (row - 1, row, row + 1)


def _is_running(group: _Group, pages: int, headless: int) -> bool:
    bearing = len({each.line.page for each in group})
    text = group[0].line.text
    if bearing < LEAST_PAGES or CLOSED.search(text):
        return False
    if _counts(group):
        return _may_count(text) and bearing >= COUNTING_SHARE * pages
    share = TEXT_SHARE if group[0].row is None else PLACED_SHARE
    if bearing < share * pages:
        return False
    # The name above a header is whose mailbox was printed; a mark is on the other pages as well.
    free = len({each.line.page for each in group if not each.heads})
    return not any(each.heads for each in group) or 0 < FREE_SHARE * headless <= free


def _counts(group: _Group) -> bool:
    """Whether the numbers of the lines differ from page to page."""
    if not DIGITS.search(group[0].line.text):
        return False
    numbers = {tuple(DIGITS.findall(each.line.text)) for each in group}
    return len(numbers) * 2 > len({each.line.page for each in group})


def _may_count(text: str) -> bool:
    """Whether a line that counts has few words besides its number, or the number at an end."""
    if not WORDS.search(text):
        return ONLY_A_COUNT.fullmatch(text) is not None
    few = len(WORDS.findall(text)) <= MOST_WORDS_OF_A_COUNT
    return few or NUMBER_AT_AN_END.search(text) is not None


def _lines(page: ParsedPage) -> Iterator[_Line]:
    if page.words:
        for words in _word_lines(page):
            start, end = words[0].start, words[-1].end
            top = min(word.box.top for word in words)
            bottom = max(word.box.bottom for word in words)
            yield _Line(page.index, start, end, page.text[start:end], top, bottom)
        return
    offset = 0
    for text in page.text.split("\n"):
        if text.strip():
            yield _Line(page.index, offset, offset + len(text), text)
        offset += len(text) + 1


def _word_lines(page: ParsedPage) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in page.words:
        if line and "\n" in page.text[line[-1].end : word.start]:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _in_band(page: ParsedPage, line: _Line) -> bool:
    if line.top is None or line.bottom is None:
        return False
    return line.bottom < BAND * page.height or line.top > (1 - BAND) * page.height


def _shape(text: str) -> str:
    """The line without what counts up, nor what reading changes: digits folded, marks dropped.

    Of a line without words the marks tell a telephone number from the number of a page.
    """
    marks = r"[\W_]+" if WORDS.search(text) else r"\s+"
    return DIGITS.sub("0", re.sub(marks, "", text.casefold()))
