"""The facts that are read from the pages of one file, each with the place it was read from."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from requests_app.ingest.parsers.contract import Box

BlockRole = Literal["top", "quoted", "attached"]
FieldName = Literal["from", "to", "cc", "bcc", "date", "subject", "attachments", "body", "none"]
RedactionKind = Literal["box", "label", "annotation", "hole", "non_responsive"]
MentionKind = Literal["meeting", "call", "earlier_message", "answer", "other_system"]
SlotRole = Literal["from", "to", "cc", "bcc"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters on one page of the file: page index from 0, offsets into its text."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StampFact:
    """A Bates number. `raw` is what stands on the page; `prefix` and `number` are what the
    sequence of pages agrees on, and `repaired` says that they differ from the raw reading."""

    span: Span
    raw: str
    prefix: str
    number: int
    width: int
    repaired: bool = False
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class RedactionFact:
    """A closed place: its codes as `(b)(6)`, `(b)(7)(C)`, and the email field that it covers.

    Either `span` (an exemption label in the text) or `box` (something drawn), or both.
    """

    page: int
    kind: RedactionKind
    codes: tuple[str, ...] = ()
    field: FieldName = "none"
    span: Span | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class WithheldSheet:
    """A sheet that stands for pages withheld in full, with the Bates numbers that it accounts for.

    `first` and `last` are the numbers named on the sheet; None where it names none and stands
    for `pages` pages (None: unknown) at its own number.
    """

    span: Span
    prefix: str | None
    first: int | None
    last: int | None
    pages: int | None
    codes: tuple[str, ...] = ()
    referred: bool = False


@dataclass(frozen=True, slots=True)
class PersonSlot:
    """A place for a person in a header: what could be read of it. A redacted name keeps its
    slot."""

    role: SlotRole
    name: str | None
    address: str | None
    redacted: bool
    span: Span | None
    raw: str = ""


@dataclass(frozen=True, slots=True)
class NamedAttachment:
    """A file named by a message. `basis` is where: its Attachments line, an icon line in the text,
    the words of the text, or a native part that came with the message."""

    name: str
    basis: Literal["header", "icon", "text", "native"]
    span: Span | None
    carried: bool = False
    """True where the file itself came inside this native message."""


@dataclass(frozen=True, slots=True)
class EmailBlock:
    """One email as it stands in the file: a printout's message, one quoted in it, a native one.

    `ordinal` numbers the blocks of a file in reading order; `parent` is the ordinal of the block
    that quotes this one, `depth` how deep it is quoted (0 for top). `sent_at` is the time as
    printed, to the minute or better; `has_time` is False where only the day could be read.
    `body` is the block's own words without stamps, running lines and the messages it quotes;
    `body_spans` say where they stand. `complete_header` is True where sender, date and subject
    or a recipient were all read from labelled lines or native headers.
    """

    ordinal: int
    role: BlockRole
    depth: int
    parent: int | None
    style: str
    """outlook | original_message | forwarded | on_wrote | gmail | lotus | native | bare"""
    sender: PersonSlot | None
    recipients: tuple[PersonSlot, ...]
    sent_at: datetime | None
    has_time: bool
    utc_offset: int | None
    date_raw: str
    subject: str | None
    attachments: tuple[NamedAttachment, ...]
    header_spans: tuple[Span, ...]
    body_spans: tuple[Span, ...]
    body: str
    complete_header: bool
    mailbox_owner: str | None = None
    """The name at the head of an Outlook memo-style printout: whose mailbox was printed."""
    message_id: str | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    conversation_index: str | None = None


@dataclass(frozen=True, slots=True)
class MentionFact:
    """Words in a block that speak of another record: a meeting, a call, an earlier message, an
    answer received, a conversation in another system."""

    kind: MentionKind
    block: int | None
    span: Span
    quote: str
    on: date | None = None
    """The day spoken of, where the words give it together with the block's own date."""
    counterpart: Literal["recipient", "sender", "unknown"] = "unknown"
    """For earlier messages and answers: whose record it is, as seen from the block that speaks."""


@dataclass(frozen=True, slots=True)
class PrintedPageNumber:
    """`Page 2 of 5` inside a printed record."""

    span: Span
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Everything read from one file."""

    stamps: tuple[StampFact, ...] = ()
    redactions: tuple[RedactionFact, ...] = ()
    withheld_sheets: tuple[WithheldSheet, ...] = ()
    blocks: tuple[EmailBlock, ...] = ()
    mentions: tuple[MentionFact, ...] = ()
    printed_pages: tuple[PrintedPageNumber, ...] = ()
    running_lines: tuple[Span, ...] = ()
    """Stamps, release marks and other lines that repeat at the same place: never body text."""
