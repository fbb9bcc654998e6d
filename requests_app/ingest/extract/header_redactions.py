"""Finds which header field, or the body, each redaction covers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from requests_app.ingest.extract.contract import (
    EmailBlock,
    FieldName,
    RedactionFact,
    Span,
)
from requests_app.ingest.extract.header_labels import HeaderField, labels_in
from requests_app.ingest.extract.header_values import HeaderRead
from requests_app.ingest.extract.text_lines import Line, lines_of
from requests_app.ingest.parsers.contract import Box, ParsedPage


def drawn_by_page(redactions: Sequence[RedactionFact]) -> dict[int, list[Box]]:
    """The boxes of the redactions of each page."""
    drawn: dict[int, list[Box]] = {}
    for redaction in redactions:
        if redaction.box is not None:
            drawn.setdefault(redaction.page, []).append(redaction.box)
    return drawn


def closed_in_line(
    header: HeaderRead, name: HeaderField, drawn: Mapping[int, Sequence[Box]]
) -> bool:
    """Whether a drawn redaction stands on the lines of a field, right of where they begin."""
    for line in _lines_of_field(header, name):
        box = _line_box(line)
        if box is not None and any(_on_same_line(box, mark) for mark in drawn.get(line.page, ())):
            return True
    return False


def place_of_field(header: HeaderRead, name: HeaderField) -> Span | None:
    """The line where the label of a field stands."""
    lines = _lines_of_field(header, name)
    return lines[0].span() if lines else None


def _lines_of_field(header: HeaderRead, name: HeaderField) -> list[Line]:
    """The lines of a header from the label of a field to the next label."""
    taken: list[Line] = []
    inside = False
    for line in header.lines:
        labels = [label.field for label in labels_in(line.text)]
        if labels:
            inside = name in labels
        if inside:
            taken.append(line)
    return taken


def _line_box(line: Line) -> Box | None:
    if not line.words:
        return None
    return Box(
        min(word.box.x0 for word in line.words),
        min(word.box.top for word in line.words),
        max(word.box.x1 for word in line.words),
        max(word.box.bottom for word in line.words),
    )


def _on_same_line(line: Box, closed: Box) -> bool:
    """Whether a box covers half the height of a line and begins right of where it begins."""
    overlap = min(line.bottom, closed.bottom) - max(line.top, closed.top)
    return overlap >= 0.5 * (line.bottom - line.top) and closed.x1 > line.x0 + 4


def place_redactions(
    redactions: Sequence[RedactionFact],
    blocks: Sequence[EmailBlock],
    pages: Sequence[ParsedPage],
) -> tuple[RedactionFact, ...]:
    """The redactions with the field that each covers, where one contains it."""
    lines_by_page: dict[int, list[Line]] = {}
    for line in lines_of(pages, ()):
        lines_by_page.setdefault(line.page, []).append(line)
    fields = _field_lines(blocks, lines_by_page)
    return tuple(_placed(redaction, fields) for redaction in redactions)


def _field_lines(
    blocks: Sequence[EmailBlock], lines_by_page: dict[int, list[Line]]
) -> dict[int, list[tuple[Line, FieldName, int]]]:
    """The header lines of each page with the field they belong to, and the body lines."""
    found: dict[int, list[tuple[Line, FieldName, int]]] = {}
    for block in blocks:
        current: FieldName = "none"
        for line in _within(block.header_spans, lines_by_page):
            labels = labels_in(line.text)
            if not labels:
                found.setdefault(line.page, []).append((line, current, 0))
            for label in labels:
                current = "none" if label.field == "other" else label.field
                found.setdefault(line.page, []).append((line, current, label.start))
        for line in _within(block.body_spans, lines_by_page):
            found.setdefault(line.page, []).append((line, "body", 0))
    return found


def _within(spans: Sequence[Span], lines_by_page: dict[int, list[Line]]) -> list[Line]:
    return [
        line
        for span in spans
        for line in lines_by_page.get(span.page, ())
        if line.start < span.end and line.end > span.start
    ]


def _placed(
    redaction: RedactionFact, fields: dict[int, list[tuple[Line, FieldName, int]]]
) -> RedactionFact:
    if redaction.field != "none":
        return redaction
    field: FieldName = "none"
    for line, name, column in fields.get(redaction.page, ()):
        if _covers(redaction, line, column):
            field = name
    return redaction if field == "none" else replace(redaction, field=field)


def _covers(redaction: RedactionFact, line: Line, column: int) -> bool:
    if redaction.span is not None:
        return line.start + column <= redaction.span.start < max(line.end, line.start + 1)
    box = _line_box(line)
    if box is None or redaction.box is None or not _on_same_line(box, redaction.box):
        return False
    return column == 0 or redaction.box.x1 > line.edge(column) + 4
