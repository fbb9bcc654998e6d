"""A header block as it is read: its fields, and the place of each character of their values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from requests_app.ingest.extract.contract import Span
from requests_app.ingest.extract.header_labels import HeaderField
from requests_app.ingest.extract.printed_dates import PrintedDate
from requests_app.ingest.extract.text_lines import Line


@dataclass(slots=True)
class FieldValue:
    """What stands behind a label: pieces of lines, joined by one space when read."""

    pieces: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The value as one line."""
        return " ".join(piece.text for piece in self.pieces)

    def add(self, line: Line) -> None:
        """Take in one more piece; a blank one adds nothing."""
        if line.text:
            self.pieces.append(line)

    def cut(self, length: int) -> list[Line]:
        """Keep the first characters only; returns the pieces that are cut off."""
        kept: list[Line] = []
        rest: list[Line] = []
        at = 0
        for piece in self.pieces:
            room = length - at
            if room >= len(piece.text):
                kept.append(piece)
            elif room <= 0:
                rest.append(piece)
            else:
                kept.append(piece.part(0, room))
                rest.append(piece.part(room))
            at += len(piece.text) + 1
        self.pieces = [piece for piece in kept if piece.text]
        return [piece for piece in rest if piece.text]

    def part(self, words: str) -> "FieldValue":
        """The part of the value that holds certain words; empty where it does not."""
        begin = self.text.find(words)
        found = FieldValue()
        if begin < 0 or not words:
            return found
        whole = FieldValue(list(self.pieces))
        whole.cut(begin + len(words))
        at = 0
        for piece in whole.pieces:
            if at + len(piece.text) > begin:
                found.add(piece.part(max(0, begin - at)))
            at += len(piece.text) + 1
        return found

    def place(self, begin: int, end: int) -> Span | None:
        """Where characters of `text` stand; what runs over a page break is given up to it."""
        at = 0
        found: Span | None = None
        for piece in self.pieces:
            first, last = max(begin, at), min(end, at + len(piece.text))
            if first < last:
                span = piece.span(first - at, last - at)
                if found is None:
                    found = span
                elif found.page == span.page:
                    found = Span(found.page, found.start, span.end)
            at += len(piece.text) + 1
        return found


CODES = re.compile(r"\(?b\)?\s?\(\s?\d\s?\)(?:\s?\(\w\))*[;, ]*")
"""Exemption codes as a box is lettered with them."""


@dataclass(slots=True)
class HeaderRead:
    """A header block: its fields, the lines it takes, and its date where one could be read."""

    first: int
    after: int
    fields: dict[HeaderField, FieldValue] = field(default_factory=dict)
    order: list[HeaderField] = field(default_factory=list)
    label_words: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    date: PrintedDate | None = None
    rest: list[Line] = field(default_factory=list)
    """Body text that stands on the last line of the header."""
    value_edges: list[float] = field(default_factory=list)
    """Where the values begin that stand behind the first label of a line. A closed value does not
    tell: its label stands anywhere in the box."""
    unlabelled: bool = False
    """Sender and date stand without labels, as Gmail and Lotus Notes print them."""

    @property
    def is_columnar(self) -> bool:
        """Whether the values stand in a column of their own, as memo-style printouts have them."""
        edges = self.value_edges
        return len(edges) >= 3 and max(edges) - min(edges) < 1.0 + 0.02 * max(edges)

    def text(self, name: HeaderField) -> str:
        """The value of a field, empty where there is none."""
        value = self.fields.get(name)
        return value.text if value else ""

    def has(self, name: HeaderField) -> bool:
        """Whether the label stands, with a value or without."""
        return name in self.fields


def merged_spans(spans: Iterable[Span], texts: dict[int, str]) -> tuple[Span, ...]:
    """The spans in reading order, joined where only blanks stand between them."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.page, span.start, span.end)):
        if span.start >= span.end:
            continue
        last = merged[-1] if merged else None
        if last is not None and last.page == span.page:
            between = texts.get(span.page, "")[last.end : span.start]
            if span.start <= last.end or not between.strip():
                merged[-1] = Span(last.page, last.start, max(last.end, span.end))
                continue
        merged.append(span)
    return tuple(merged)
