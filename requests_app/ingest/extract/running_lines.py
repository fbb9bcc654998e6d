"""Lines that repeat at the same place on many pages: stamps, release marks, page feet.

They are no words of the record. A line is running where lines of its shape (digits folded) stand
at the same height, in the top or bottom band, on several pages; one repetition of a sentence in
bodies is none.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from requests_app.ingest.extract.contract import Span
from requests_app.ingest.parsers.contract import ParsedPage, Word

BAND = 0.13
"""How much of the page's height, at the top and at the bottom, may hold running lines."""
LEAST_PAGES = 3
LEAST_SHARE = 0.2
EDGE_LINES = 3
"""Lines from either end of a page that is text only that may be running."""
ROW = 4.0
"""Points within which lines of several pages are at the same height."""
HEADER_LABEL = re.compile(r"\s*(from|sent|to|cc|bcc|date|subject|attachments?)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    start: int
    end: int
    shape: str
    place: int


def running_lines(pages: Sequence[ParsedPage]) -> tuple[Span, ...]:
    """The running lines of a file, in reading order."""
    groups: dict[tuple[str, int], list[_Candidate]] = defaultdict(list)
    for page in pages:
        for candidate in _candidates(page):
            groups[candidate.shape, candidate.place].append(candidate)
    least = max(LEAST_PAGES, math.ceil(LEAST_SHARE * len(pages)))
    found = [
        Span(each.page, each.start, each.end)
        for group in _neighbours(groups)
        if len({each.page for each in group}) >= least
        for each in group
    ]
    return tuple(sorted(set(found), key=lambda span: (span.page, span.start)))


def _neighbours(
    groups: dict[tuple[str, int], list[_Candidate]],
) -> Iterator[list[_Candidate]]:
    """Each group together with those of its shape one row up and down."""
    for shape, place in list(groups):
        yield [
            each for row in (place - 1, place, place + 1) for each in groups.get((shape, row), ())
        ]


def _candidates(page: ParsedPage) -> Iterator[_Candidate]:
    if page.words:
        yield from _placed(page)
    else:
        yield from _at_the_edges(page)


def _placed(page: ParsedPage) -> Iterator[_Candidate]:
    lines = [(line, page.text[line[0].start : line[-1].end]) for line in _lines(page)]
    for number, (line, text) in enumerate(lines):
        top = min(word.box.top for word in line)
        bottom = max(word.box.bottom for word in line)
        in_band = bottom < BAND * page.height or top > (1 - BAND) * page.height
        following = lines[number + 1][1] if number + 1 < len(lines) else ""
        # The name above a header is whose mailbox was printed, however often it is the same.
        if not in_band or HEADER_LABEL.match(text) or HEADER_LABEL.match(following):
            continue
        # The right end of a running line moves with its number; its height does not.
        yield _Candidate(page.index, line[0].start, line[-1].end, _shape(text), int(top // ROW))


def _lines(page: ParsedPage) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in page.words:
        if line and "\n" in page.text[line[-1].end : word.start]:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _at_the_edges(page: ParsedPage) -> Iterator[_Candidate]:
    lines = []
    offset = 0
    for text in page.text.split("\n"):
        if text.strip():
            lines.append((offset, text))
        offset += len(text) + 1
    count = len(lines)
    for position, (start, text) in enumerate(lines):
        from_end = position - count
        if position >= EDGE_LINES and from_end < -EDGE_LINES:
            continue
        if HEADER_LABEL.match(text):
            continue
        place = position if position < EDGE_LINES else 1_000 + from_end
        yield _Candidate(page.index, start, start + len(text), _shape(text), place)


def _shape(text: str) -> str:
    """The line without what counts up: digits folded, spaces closed."""
    return re.sub(r"\d+", "0", re.sub(r"\s+", " ", text.strip().casefold()))
