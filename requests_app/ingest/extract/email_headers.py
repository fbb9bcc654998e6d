"""Reads the header block that begins at a line, however its labels and values are laid out.

A block is taken for an email's only on evidence of mail: two kinds of labels are not enough.
A memorandum (`TO: FROM: DATE: SUBJECT:` with a day and no time), a fax sheet, a form with a
subject line and a bullet that begins with `From:` are left alone.
"""

import re
from collections.abc import Sequence

from requests_app.ingest.extract.exemption_codes import find_codes
from requests_app.ingest.extract.header_labels import (
    NOT_A_HEADER,
    HeaderField,
    LabelAt,
    label_without_colon,
    labels_in,
    labels_inside,
    leading_label,
)
from requests_app.ingest.extract.header_values import CODES, FieldValue, HeaderRead
from requests_app.ingest.extract.printed_dates import (
    find_printed_date,
    read_printed_date,
)
from requests_app.ingest.extract.text_lines import Line, is_wrapped
from requests_app.ingest.extract.unlabelled_senders import (
    PERSON_SHAPE,
    take_sender_above,
)

_RECIPIENTS = ("to", "cc", "bcc")
_MAX_LINES = 90
_REPLY_SUBJECT = re.compile(r"\s*(?:re|fwd?|aw|tr)\s?:", re.IGNORECASE)
_FILE_NAME = re.compile(r"\w\.(?:[a-zA-Z]{3,4}|7z|ps)\b")
_GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|thanks|thank you|"
    r"please|all)\b|\w+\s?[,:-]+$|.*[.?!]$",
    re.IGNORECASE,
)


def read_header(
    lines: Sequence[Line],
    at: int,
    *,
    right_edge: float,
    floor: int = 0,
    announced: bool = False,
) -> HeaderRead | None:
    """The header block that begins at a line, or None where none does.

    `announced` says that a separator such as `-----Original Message-----` stands before it,
    which lets a block with few labels pass. `right_edge` is where full lines end; lines before
    `floor` belong to the block before.
    """
    if leading_label(lines[at].text) is None:
        return None
    block = _Reader(lines, at, right_edge).read()
    if not block.has("from"):
        take_sender_above(lines, block, floor)
    _values_apart(block)
    _date_of(block)
    return block if _is_email(block, lines, announced) else None


class _Reader:
    """Walks down the lines of one block."""

    def __init__(self, lines: Sequence[Line], at: int, right_edge: float) -> None:
        self.lines = lines
        self.right_edge = right_edge
        self.block = HeaderRead(first=at, after=at)
        self.value_edge: float | None = None
        self.depth = lines[at].depth
        self.values_below = 0
        """How many values are still to come where they stand below all the labels."""

    def read(self) -> HeaderRead:
        at = self.block.first
        while at < min(len(self.lines), self.block.first + _MAX_LINES):
            line = self.lines[at]
            labels = self._labels(line)
            if labels and labels[0].start > 3 and self._continues(line, at):
                self._current().add(line.part(0, labels[0].start))
                self._add_labelled(line, labels)
            elif labels and self._takes(labels, line, at):
                self._add_labelled(line, labels)
            elif labels and labels[0].field != "other":
                break
            elif self._continues(line, at):
                self._current().add(line)
                self.block.lines.append(line)
            else:
                break
            at += 1
        self.block.after = at
        return self.block

    def _labels(self, line: Line) -> list[LabelAt]:
        """The labels of a line: those it begins with, or those in the midst of wrapped people."""
        labels = labels_in(line.text) or self._bare_label(line)
        if labels or self._is_whole() or self.block.order[-1:] in ([], ["subject"]):
            return labels
        return labels_inside(line.text, set(self.block.fields))

    def _bare_label(self, line: Line) -> list[LabelAt]:
        label = label_without_colon(line.text) if self.value_edge is not None else None
        if label is None or not self._in_column(line.edge(label.end)):
            return []
        return [label] if label.field not in self.block.fields else []

    def _current(self) -> FieldValue:
        return self.block.fields[self.block.order[-1]]

    def _takes(self, labels: list[LabelAt], line: Line, at: int) -> bool:
        """Whether a labelled line belongs to this block and does not begin another."""
        block = self.block
        first = labels[0].field
        if not block.order:
            return True
        again = first == block.order[-1] and first in _RECIPIENTS
        if not self._is_level(line) or (first in block.fields and first != "other" and not again):
            return False
        if first == "from" and (self._is_whole() or line.page != self.lines[block.first].page):
            return False
        return line.gap < 4.0 or not self._is_whole() or line.first

    def _is_level(self, line: Line) -> bool:
        """Whether a line bears the quote marks of the block. The `>` that closes an address may
        stand at the head of a wrapped line."""
        return line.depth == self.depth or (line.depth == self.depth + 1 and not self._is_whole())

    def _is_whole(self) -> bool:
        have = self.block.fields
        return "date" in have and "subject" in have and ("from" in have or "to" in have)

    def _add_labelled(self, line: Line, labels: list[LabelAt]) -> None:
        block = self.block
        for number, label in enumerate(labels):
            stop = labels[number + 1].start if number + 1 < len(labels) else len(line.text)
            if label.field == "other" and "other" in block.fields:
                block.order.append("other")
                continue
            if label.field in block.fields:
                again = label.field == block.order[-1]
                self._current().add(line.part(label.end if again else label.start, stop))
                continue
            block.fields[label.field] = FieldValue()
            block.order.append(label.field)
            block.label_words.append(label.word)
            piece = line.part(label.end, stop)
            block.fields[label.field].add(piece)
            if number == 0 and piece.text and not CODES.match(piece.text):
                block.value_edges.append(piece.indent)
            if piece.text and self.value_edge is None:
                self.value_edge = piece.indent
        block.lines.append(line)

    def _continues(self, line: Line, at: int) -> bool:
        """Whether a line without a label goes on with the last value."""
        block = self.block
        if not block.order or not self._is_level(line):
            return False
        if not line.text:
            return not self._is_whole()
        last = block.order[-1]
        before = self.lines[at - 1]
        inside = bool(labels_inside(line.text, set(block.fields)))
        label_ahead = inside or self._label_ahead(at, _MAX_LINES if last in _RECIPIENTS else 3)
        if last in _RECIPIENTS:
            return self._goes_on_with_people(line, before, label_ahead)
        if last == "subject":
            return self._goes_on_with_subject(line, before, at)
        if last == "attachments":
            whole = self._current().text
            parted = whole.rstrip().endswith((";", ",")) or not _FILE_NAME.search(whole)
            return (
                line.gap < 1.0
                and (parted or self._is_indented(line))
                and bool(_FILE_NAME.search(line.text) or self._is_indented(line))
            )
        if last == "date":
            wanted = find_printed_date(self._current().text) is None
            return label_ahead or (wanted and find_printed_date(line.text) is not None)
        return last == "from" and label_ahead

    def _label_ahead(self, at: int, reach: int) -> bool:
        """Whether a label that is still missing follows before anything that ends the block."""
        for line in self.lines[at + 1 : at + 1 + reach]:
            if not self._is_level(line):
                return False
            label = leading_label(line.text)
            if label is not None and label.field != "other":
                return label.field not in self.block.fields
            if labels_inside(line.text, set(self.block.fields)):
                return True
            if line.gap > 3.0 and not line.first:
                return False
        return False

    def _is_indented(self, line: Line) -> bool:
        """Whether a line begins in the column of the values, right of the labels."""
        return self._in_column(line.indent)

    def _in_column(self, edge: float) -> bool:
        label_edge = self.lines[self.block.first].indent
        if self.value_edge is None or self.value_edge <= label_edge:
            return False
        unit = (self.value_edge - label_edge) / 8
        return abs(edge - self.value_edge) <= max(unit, 1.5)

    def _goes_on_with_people(self, line: Line, before: Line, label_ahead: bool) -> bool:
        open_end = before.text.rstrip().endswith((";", ",")) or not self._current().pieces
        if label_ahead:
            return (
                open_end
                or _looks_like_people(line.text)
                or (line.gap < 1.5 and is_wrapped(before, line, self.right_edge * 0.8))
                or self._is_indented(line)
                or len(line.text) < 60
            )
        if line.gap >= 1.0 and not line.first:
            return False
        whole = self._is_whole()
        return (open_end or self._is_indented(line)) and _looks_like_people(line.text) and whole

    def _goes_on_with_subject(self, line: Line, before: Line, at: int) -> bool:
        current = self._current()
        if not current.pieces:
            empty = sum(not value.pieces for value in self.block.fields.values())
            self.values_below = empty if empty >= 3 else 0
            return self.values_below > 0 or self._is_indented(line)
        if line.gap >= 1.0 or line.first or len(current.pieces) > max(3, self.values_below):
            return False
        if len(current.pieces) < self.values_below:
            return True
        if self._is_indented(line):
            return True
        label = self._label_ahead(at, 1) and not _GREETING.match(line.text)
        return (
            is_wrapped(before, line, self.right_edge) and not _GREETING.match(line.text)
        ) or label


def _looks_like_people(text: str) -> bool:
    return bool(
        "@" in text
        or ";" in text
        or "<" in text
        or find_codes(text)
        or re.match(r"[\w'\u2019-]+, [A-Z]", text)
        or PERSON_SHAPE.match(text)
    )


def _values_apart(block: HeaderRead) -> None:
    """Give values to a column of labels whose values come after all of them."""
    _move_stray_date(block)
    labels = [name for name in block.order if name != "other"]
    empty = [name for name in labels if not block.fields[name].pieces]
    if len(empty) < 2 or not labels or len(empty) < len(labels) - 1:
        return
    holder = block.fields[labels[-1]]
    pieces = holder.pieces
    if not pieces:
        return
    values = _cut_at_date(pieces)
    if "date" in labels and (place := _date_index(values)) is not None:
        _deal(block, labels, values, place)
    elif len(values) == len(labels):
        for name, piece in zip(labels, values, strict=True):
            block.fields[name].pieces = [piece]


def _move_stray_date(block: HeaderRead) -> None:
    """A date that stands as the value of `From:` belongs to the empty date label below."""
    sender, date = block.fields.get("from"), block.fields.get("date")
    if sender is None or date is None or date.pieces or not sender.pieces:
        return
    printed = find_printed_date(sender.text)
    if printed is not None and printed.end - printed.start >= len(sender.text) - 2:
        date.pieces, sender.pieces = sender.pieces, []


def _cut_at_date(pieces: Sequence[Line]) -> list[Line]:
    """The values with a date standing by itself, also where it shares its line."""
    values: list[Line] = []
    for piece in pieces:
        printed = find_printed_date(piece.text)
        if printed is None:
            values.append(piece)
            continue
        parts = (
            piece.part(0, printed.start),
            piece.part(printed.start, printed.end),
            piece.part(printed.end),
        )
        values += [part for part in parts if part.text]
    return values


def _date_index(values: Sequence[Line]) -> int | None:
    for number, value in enumerate(values):
        if find_printed_date(value.text):
            return number
    return None


def _deal(block: HeaderRead, labels: Sequence[HeaderField], values: list[Line], place: int) -> None:
    """Hand the values to the labels, with the date as the fixed point."""
    for name in labels:
        block.fields[name].pieces = []
    mark = labels.index("date")
    block.fields["date"].pieces = [values[place]]
    for names, parts in (
        (labels[:mark], values[:place]),
        (labels[mark + 1 :], values[place + 1 :]),
    ):
        if len(names) == len(parts):
            for name, piece in zip(names, parts, strict=True):
                block.fields[name].pieces = [piece]
        elif len(names) == 1:
            block.fields[names[0]].pieces = list(parts)
        elif len(parts) == 1 and names:
            people = ";" in parts[0].text or "@" in parts[0].text
            wanted = [name for name in names if (name in _RECIPIENTS) == people]
            if wanted:
                block.fields[wanted[0]].pieces = list(parts)


def _date_of(block: HeaderRead) -> None:
    value = block.fields.get("date")
    if value is None:
        return
    text = value.text
    block.date = read_printed_date(text)
    if block.date and block.order[-1:] == ["date"] and len(text) - block.date.end > 12:
        rest = text[block.date.end :]
        if not find_codes(rest):
            block.rest = value.cut(block.date.end)


def _is_email(block: HeaderRead, lines: Sequence[Line], announced: bool) -> bool:
    """Whether the labels that stand are those of a mail and not of a memorandum or a form."""
    has = block.has
    kinds = [
        has("from"),
        has("date"),
        has("to") or has("cc") or has("bcc"),
        has("subject"),
    ]
    if sum(kinds) < 2 or _is_form(block, lines):
        return False
    if announced:
        return bool(block.date or has("from"))
    timed = block.date is not None and block.date.has_time
    people = " ".join(block.text(name) for name in ("from", "to", "cc"))
    mailed = "@" in people or "mailto" in people.lower() or "/O=" in people.upper()
    sent = any(word.lower().startswith("sent") for word in block.label_words)
    if sum(kinds) == 2:
        return timed and (has("from") or (sent and has("subject")) or has("to"))
    if has("date"):
        closed = not block.text("date").strip() or bool(find_codes(block.text("date")))
        return timed or (sent and (block.date is not None or closed)) or mailed
    replied = bool(_REPLY_SUBJECT.match(block.text("subject")))
    return mailed or replied


def _is_form(block: HeaderRead, lines: Sequence[Line]) -> bool:
    """Labels of fax sheets, memoranda and calendar items beside or within the block."""
    near = [
        *lines[max(0, block.first - 2) : block.first],
        *lines[block.after : block.after + 2],
    ]
    inside = [line for line in block.lines if NOT_A_HEADER.match(line.text)]
    beside = [line for line in near if NOT_A_HEADER.match(line.text)]
    timed = block.date is not None and block.date.has_time
    return bool(inside) or (len(beside) >= 1 and not timed)
