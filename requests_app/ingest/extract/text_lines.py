"""The lines of a file in reading order, across its pages, without running lines.

A line keeps where it stands: page, offsets, position in points where the page has words, in
characters where it has text only. Characters inside running lines are replaced by spaces, so that
offsets into the page hold and a stamp at the end of a line does not become part of it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from requests_app.ingest.extract.contract import Span
from requests_app.ingest.parsers.contract import ParsedPage, Word

QUOTE_MARKS = re.compile(r"(?:[>|]\s?)*>+[ \t]?")
"""The marks before a quoted line: `>`, `> >`, `>>`, and the `|` that some readers print."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with something on it. `text` is without quote marks and outer blanks.

    `indent` and `right` are the edges of the text, `gap` the free height above in line heights
    (0 for a line that follows directly), both measured in points or, without words, in
    characters and lines. `fill` is how far down its page the line stands, from 0 to 1.
    """

    page: int
    start: int
    end: int
    text: str
    depth: int
    indent: float
    right: float
    gap: float
    fill: float
    first: bool
    """The first line of its page that is not a running line."""
    words: tuple[Word, ...] = ()

    def span(self, begin: int = 0, end: int | None = None) -> Span:
        """Where a part of the line stands on its page."""
        stop = len(self.text) if end is None else end
        return Span(self.page, self.start + begin, self.start + stop)

    def part(self, begin: int, end: int | None = None) -> "Line":
        """The line cut to a part of itself, without the blanks around it."""
        stop = len(self.text) if end is None else end
        piece = self.text[begin:stop]
        lead = len(piece) - len(piece.lstrip())
        text = piece.strip()
        start = self.start + begin + lead
        return replace(
            self,
            start=start,
            end=start + len(text),
            text=text,
            indent=self.edge(begin + lead),
            first=self.first and not self.text[:begin].strip(),
            gap=self.gap if not self.text[:begin].strip() else 0.0,
        )

    def edge(self, column: int) -> float:
        """The left edge of the character at a column, in the measure of `indent`."""
        if not self.words:
            return self.indent + column
        at = bisect_left(self.words, self.start + column + 1, key=lambda word: word.start)
        word = self.words[max(0, at - 1)]
        inside = self.start + column - word.start
        if inside >= len(word.text) and at < len(self.words):
            return self.words[at].box.x0
        width = (word.box.x1 - word.box.x0) / max(1, len(word.text))
        return word.box.x0 + width * max(0, min(inside, len(word.text)))


def lines_of(pages: Sequence[ParsedPage], running_lines: Sequence[Span]) -> list[Line]:
    """Every line with something on it, page after page."""
    running: dict[int, list[Span]] = {}
    for span in running_lines:
        running.setdefault(span.page, []).append(span)
    lines: list[Line] = []
    for page in sorted(pages, key=lambda page: page.index):
        text = _without(page.text, running.get(page.index, ()))
        lines += _printed_lines(page, text) if page.words else _plain_lines(page, text)
    return lines


def _without(text: str, spans: Sequence[Span]) -> str:
    """The text with the characters of the spans blanked; line ends stay."""
    for span in spans:
        start, end = max(0, span.start), max(0, min(span.end, len(text)))
        if start < end:
            blank = re.sub(r"[^\n]", " ", text[start:end])
            text = text[:start] + blank + text[end:]
    return text


def _raw_lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for raw in text.split("\n"):
        yield at, raw
        at += len(raw) + 1


def _content(raw: str) -> tuple[int, int, str]:
    """Quote depth, column and text of a raw line."""
    lead = len(raw) - len(raw.lstrip())
    marks = QUOTE_MARKS.match(raw, lead)
    depth = marks.group().count(">") if marks else 0
    body = raw[marks.end() if marks else lead :]
    column = len(raw) - len(body) + len(body) - len(body.lstrip())
    return depth, column, body.strip()


def _plain_lines(page: ParsedPage, text: str) -> list[Line]:
    lines: list[Line] = []
    total = text.count("\n") + 1
    blank = 0
    for number, (at, raw) in enumerate(_raw_lines(text)):
        depth, column, content = _content(raw)
        if not content and not depth:
            blank += 1
            continue
        lines.append(
            Line(
                page=page.index,
                start=at + column,
                end=at + column + len(content),
                text=content,
                depth=depth,
                indent=float(column),
                right=float(column + len(content)),
                gap=float(blank),
                fill=(number + 1) / total,
                first=not lines,
            )
        )
        blank = 0
    return lines


def _printed_lines(page: ParsedPage, text: str) -> list[Line]:
    words = sorted(page.words, key=lambda word: word.start)
    lines: list[Line] = []
    cursor, bottom = 0, None
    for at, raw in _raw_lines(text):
        while cursor < len(words) and words[cursor].start < at:
            cursor += 1
        first = cursor
        while cursor < len(words) and words[cursor].start < at + len(raw):
            cursor += 1
        depth, column, content = _content(raw)
        start, end = at + column, at + column + len(content)
        here = tuple(w for w in words[first:cursor] if w.end > start and w.start < end)
        if (not content and not depth) or not here:
            continue
        top = min(word.box.top for word in here)
        height = max(1.0, max(word.box.bottom - word.box.top for word in here))
        gap = 0.0 if bottom is None else max(0.0, (top - bottom) / height)
        bottom = max(word.box.bottom for word in here)
        lines.append(
            Line(
                page=page.index,
                start=start,
                end=end,
                text=content,
                depth=depth,
                indent=here[0].box.x0,
                right=here[-1].box.x1,
                gap=gap,
                fill=min(1.0, bottom / page.height) if page.height else 0.0,
                first=not lines,
                words=here,
            )
        )
    return lines


def is_wrapped(line: Line, following: Line, right_edge: float) -> bool:
    """Whether `following` continues `line`: the first word of it would not have fitted before
    the right edge of the text."""
    if line.page != following.page or not following.text:
        return False
    first_word = following.text.split(maxsplit=1)[0]
    width = following.edge(len(first_word)) - following.edge(0)
    blank = max(1.0, width / max(1, len(first_word)))
    return line.right + blank * 0.6 + width > right_edge
