"""The value of a header field with the place of each of its characters."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from requests_app.ingest.extract.contract import Span
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
