"""Finds the emails in the pages of one file: those that were printed and those quoted in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from requests_app.ingest.extract.block_bodies import bodies_of
from requests_app.ingest.extract.block_starts import (
    BlockStart,
    attributed_person,
    find_starts,
    header_spans,
    parted_lines,
)
from requests_app.ingest.extract.contract import (
    EmailBlock,
    NamedAttachment,
    PersonSlot,
    RedactionFact,
    SlotRole,
    Span,
    WithheldSheet,
)
from requests_app.ingest.extract.header_redactions import (
    closed_in_line,
    drawn_by_page,
    place_of_field,
)
from requests_app.ingest.extract.header_values import merged_spans
from requests_app.ingest.extract.message_roles import (
    Placing,
    bare_subject,
    date_of,
    place_blocks,
    settle_day_first_dates,
    subject_of,
)
from requests_app.ingest.extract.named_files import split_file_names
from requests_app.ingest.extract.people import read_people, readable, unread_slot
from requests_app.ingest.extract.record_ends import pages_of_no_message
from requests_app.ingest.extract.text_lines import Line, lines_of
from requests_app.ingest.parsers.contract import Address, Box, ParsedMessage, ParsedPage

_ROLES: tuple[SlotRole, ...] = ("to", "cc", "bcc")


def email_blocks(
    pages: Sequence[ParsedPage],
    message: ParsedMessage | None,
    running_lines: Sequence[Span],
    redactions: Sequence[RedactionFact],
    sheets: Sequence[WithheldSheet] = (),
) -> tuple[EmailBlock, ...]:
    """Every email of a file in reading order.

    `message` is the native message that the file is, or None for printed pages. Running lines
    are left out of everything; redactions tell a closed value from an empty one; the words of
    sheets that stand for withheld pages are no message's.
    """
    texts = {page.index: page.text for page in pages}
    if message is None:
        lines = parted_lines(lines_of(pages, running_lines))
    else:
        lines = parted_lines(_body_lines(pages, message, running_lines))
    right_edge = _right_edge(lines)
    starts = find_starts(lines, right_edge=right_edge)
    settle_day_first_dates(starts, _utc(message) if message else None)
    placings = place_blocks(starts, lines, native=message is not None)
    cut_run_on_subjects(starts, placings)
    sheet_pages = {sheet.span.page for sheet in sheets}
    of_no_message = (
        pages_of_no_message(lines, starts, placings, sheet_pages) if message is None else ()
    )
    bodies = bodies_of(lines, starts, placings, of_no_message)
    drawn = drawn_by_page(redactions)
    blocks: list[EmailBlock] = []
    if message is not None:
        own = merged_spans((line.span() for line in bodies[-1]), texts)
        blocks.append(native_block(message, pages, own, texts))
    shift = len(blocks)
    for number, (start, placing) in enumerate(zip(starts, placings, strict=True)):
        body = merged_spans((line.span() for line in bodies[number]), texts)
        block = _printed_block(start, placing, drawn, body, texts)
        parent = None if placing.parent is None else placing.parent + shift
        blocks.append(replace(block, ordinal=number + shift, parent=parent))
    return tuple(blocks)


def _body_lines(
    pages: Sequence[ParsedPage], message: ParsedMessage, running_lines: Sequence[Span]
) -> list[Line]:
    """The lines of a native message behind its headers."""
    lines = lines_of(pages, running_lines)
    first = min((page.index for page in pages), default=0)
    return [line for line in lines if line.page > first or line.start >= message.body_start]


def _utc(message: ParsedMessage) -> datetime | None:
    if message.sent_at is None:
        return None
    return message.sent_at - timedelta(minutes=message.utc_offset or 0)


def _right_edge(lines: Sequence[Line]) -> float:
    """Where full lines end: the right edge that nineteen of twenty lines stay within."""
    edges = sorted(line.right for line in lines)
    return edges[int(len(edges) * 0.95)] if edges else 0.0


def native_block(
    message: ParsedMessage,
    pages: Sequence[ParsedPage],
    body_spans: tuple[Span, ...],
    texts: dict[int, str],
) -> EmailBlock:
    """The block of a native message, from its own headers."""
    first = min((page.index for page in pages), default=0)
    head = Span(first, 0, min(message.body_start, len(texts.get(first, ""))))
    recipients = _native_recipients(message)
    sender = _native_slot(message.sender, "from") if message.sender else None
    return EmailBlock(
        ordinal=0,
        role="top",
        depth=0,
        parent=None,
        style="native",
        sender=sender,
        recipients=recipients,
        sent_at=message.sent_at,
        has_time=message.sent_at is not None,
        utc_offset=message.utc_offset,
        date_raw="" if message.sent_at is None else message.sent_at.isoformat(sep=" "),
        subject=message.subject,
        attachments=tuple(
            NamedAttachment(part.name, "native", None, carried=True)
            for part in message.attachments
            if part.named and not part.inline
        ),
        header_spans=(head,) if head.end > head.start else (),
        body_spans=body_spans,
        body=_joined(body_spans, texts) if texts else message.body,
        complete_header=bool(
            sender and message.sent_at and (message.subject is not None or recipients)
        ),
        message_id=message.message_id,
        in_reply_to=message.in_reply_to,
        references=message.references,
        conversation_index=message.conversation_index,
    )


def _native_recipients(message: ParsedMessage) -> tuple[PersonSlot, ...]:
    return tuple(
        _native_slot(address, role)
        for role, addresses in zip(_ROLES, (message.to, message.cc, message.bcc), strict=True)
        for address in addresses
    )


def _native_slot(address: Address, role: SlotRole) -> PersonSlot:
    raw = f"{address.name or ''} <{address.address or ''}>".strip()
    return PersonSlot(role, address.name, address.address, redacted=False, span=None, raw=raw)


def _joined(spans: Iterable[Span], texts: dict[int, str]) -> str:
    return "\n".join(texts[span.page][span.start : span.end] for span in spans)


def _printed_block(
    start: BlockStart,
    placing: Placing,
    drawn: Mapping[int, Sequence[Box]],
    body_spans: tuple[Span, ...],
    texts: dict[int, str],
) -> EmailBlock:
    printed = date_of(start)
    sender = _sender(start, drawn)
    recipients = _recipients(start, drawn)
    subject = subject_of(start) if start.header is not None else None
    labelled = start.header is not None and not start.header.unlabelled
    return EmailBlock(
        ordinal=0,
        role="quoted" if placing.quoted else "top",
        depth=placing.depth,
        parent=placing.parent,
        style=_style(start, placing),
        sender=sender,
        recipients=recipients,
        sent_at=printed.moment if printed else None,
        has_time=printed.has_time if printed else False,
        utc_offset=printed.utc_offset if printed else None,
        date_raw=_date_raw(start),
        subject=subject or None,
        attachments=_attachments(start),
        header_spans=merged_spans(header_spans(start), texts),
        body_spans=body_spans,
        body=_joined(body_spans, texts),
        complete_header=bool(
            labelled
            and sender
            and readable([sender])
            and printed
            and (subject or readable(recipients))
        ),
        mailbox_owner=start.owner,
    )


def _style(start: BlockStart, placing: Placing) -> str:
    if start.attribution is not None:
        return "on_wrote"
    if start.separator in ("original_message", "forwarded", "lotus"):
        return str(start.separator)
    if start.header is not None and start.header.unlabelled:
        return "gmail" if "@" in start.header.text("from") else "lotus"
    return "bare" if placing.quoted else "outlook"


def _date_raw(start: BlockStart) -> str:
    if start.header is not None:
        return start.header.text("date")
    if start.attribution is None:
        return ""
    printed = start.attribution.date
    joined = " ".join(line.text for line in start.attribution.lines)
    return joined[printed.start : printed.end]


def _sender(start: BlockStart, drawn: Mapping[int, Sequence[Box]]) -> PersonSlot | None:
    if start.attribution is not None:
        value = attributed_person(start.attribution)
        slots = read_people(value.text, "from", value.place)
        return slots[0] if slots else None
    header = start.header
    if header is None or not header.has("from"):
        return None
    value = header.fields["from"]
    slots = read_people(value.text, "from", value.place)
    closed = closed_in_line(header, "from", drawn)
    if slots:
        return replace(slots[0], redacted=slots[0].redacted or closed)
    return unread_slot("from", place_of_field(header, "from"), redacted=closed)


def _recipients(start: BlockStart, drawn: Mapping[int, Sequence[Box]]) -> tuple[PersonSlot, ...]:
    header = start.header
    if header is None:
        return ()
    found: list[PersonSlot] = []
    for role in _ROLES:
        if not header.has(role):
            continue
        value = header.fields[role]
        slots = read_people(value.text, role, value.place)
        found += slots
        if not slots and closed_in_line(header, role, drawn):
            found.append(unread_slot(role, place_of_field(header, role), redacted=True))
    return tuple(found)


def _attachments(start: BlockStart) -> tuple[NamedAttachment, ...]:
    header = start.header
    if header is None or not header.has("attachments"):
        return ()
    value = header.fields["attachments"]
    return tuple(
        NamedAttachment(name, "header", value.place(begin, begin + len(name)))
        for begin, name in split_file_names(value.text)
    )


def cut_run_on_subjects(starts: Sequence[BlockStart], placings: Sequence[Placing]) -> None:
    """Give words that OCR ran on to a subject back to the body.

    Where the subject of a message begins with the subject of the one it quotes and goes on, the
    rest is the first words of its body: the quoted message shows where the subject ends.
    """
    for number, placing in enumerate(placings):
        if placing.parent is None or placing.parent < 0:
            continue
        holder, quoted = starts[placing.parent].header, starts[number].header
        if holder is None or quoted is None or holder.order[-1:] != ["subject"]:
            continue
        wanted, whole = bare_subject(quoted.text("subject")), holder.text("subject")
        if len(wanted) < 4 or not bare_subject(whole).startswith(wanted):
            continue
        cut = _length_of(whole, wanted)
        if len(whole) - cut > 3:
            holder.rest = holder.fields["subject"].cut(cut) + holder.rest


def _length_of(subject: str, wanted: str) -> int:
    """How many characters of a subject hold the letters and digits of another."""
    skipped = len(bare_subject(subject))
    for length in range(len(subject) + 1):
        if bare_subject(subject[:length]) == wanted and skipped >= len(wanted):
            while length < len(subject) and not subject[length].isspace():
                if subject[length].isalnum():
                    return len(subject)
                length += 1
            return length
    return len(subject)
