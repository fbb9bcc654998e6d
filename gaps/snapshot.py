"""Everything a detector may know of one request, frozen on one day. Pure: no ORM, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from requests_app.ingest.extract.letter_facts.contract import Confidence as ReadingConfidence
from requests_app.ingest.extract.letter_facts.contract import FactName, Value
from requests_app.law.ledger import Ledger

MessageState = Literal["produced", "inferred"]
Side = Literal["agency", "outside", "unknown"]
NO_LEDGER = Ledger("")


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page of a document: its name, the hash of the file, the page from 1, its Bates number."""

    document: str
    sha256: str
    page: int
    bates: str | None = None

    def __str__(self) -> str:
        stamp = f" ({self.bates})" if self.bates else ""
        return f"{self.document} p. {self.page}{stamp}"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words on a page: offsets into the text of the page, and the words themselves."""

    page: PageRef
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its path of abbreviations from the root down, as `DHS/ICE/ERO`."""

    path: str
    name: str
    abbreviation: str
    aliases: tuple[str, ...] = ()
    function: str = ""

    @property
    def full_name(self) -> str:
        """The name with its abbreviation, as a letter introduces it."""
        if not self.abbreviation or self.abbreviation == self.name:
            return self.name
        return f"{self.name} ({self.abbreviation})"


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who is who in the correspondence: a company, an agency, by its mail domains."""

    key: str
    name: str
    domains: tuple[str, ...]
    side: Side
    office: str | None = None

    @property
    def mail_name(self) -> str:
        """The first mail domain, else the name."""
        return self.domains[0] if self.domains else self.name


@dataclass(frozen=True, slots=True)
class Custodian:
    """A person whose files were, or should have been, searched."""

    name: str
    office: str | None = None
    person: str | None = None
    """Key of the person in the records, where the name is found there."""


@dataclass(frozen=True, slots=True)
class RequestItem:
    """A numbered part of what was asked."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class FoiaRequest:
    """What was asked, by whom, of whom and when."""

    ref: str
    title: str
    agency: Office
    requester: str
    text: str
    filed_on: date | None = None
    received_on: date | None = None
    records_from: date | None = None
    records_to: date | None = None
    items: tuple[RequestItem, ...] = ()
    offices: tuple[Office, ...] = ()
    """Offices that the request names."""
    custodians: tuple[Custodian, ...] = ()
    """Persons that the request names."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """(kind, number) pairs; kinds: request, appeal, litigation, referral, consultation."""


@dataclass(frozen=True, slots=True)
class LetterFact:
    """One thing that a letter says, with its words. `confirmed`: a person has agreed; what a
    person rejected is not here."""

    name: FactName
    value: Value
    passage: Passage | None
    confidence: ReadingConfidence
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter between requester and agency, with the pages on which it stands."""

    kind: str
    direction: Literal["in", "out"]
    dated_on: date | None
    received_on: date | None
    document: str | None
    pages: tuple[PageRef, ...] = ()
    texts: tuple[str, ...] = ()
    """The text of each page."""
    facts: tuple[LetterFact, ...] = ()
    """What was read from it, in reading order."""
    readable: bool = True
    """Whether its text is whole enough for its silence to mean anything."""
    number: int = 0
    """The number of its entry in the file; 0 where it has none."""

    def stated(self, name: FactName) -> tuple[LetterFact, ...]:
        """The facts of that name."""
        return tuple(each for each in self.facts if each.name is name)


@dataclass(frozen=True, slots=True)
class Search:
    """What the agency says of one office: searched | refused | referred | no_records | unknown."""

    office: Office
    status: str
    reason: str | None = None
    custodians: tuple[Custodian, ...] = ()
    systems: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    from_on: date | None = None
    to_on: date | None = None
    source: PageRef | None = None
    passage: Passage | None = None
    """The words of the letter that say so, where they could be found in it."""


@dataclass(frozen=True, slots=True)
class Production:
    """One delivery of records, with what its letter says of it and what was counted."""

    number: int
    received_on: date | None
    is_final: bool
    letter: PageRef | None
    letter_passage: Passage | None
    pages_released: int | None
    pages_withheld_in_full: int | None
    bates_from: tuple[str, int] | None
    bates_to: tuple[str, int] | None
    files: int
    pages_counted: int
    pages_failed: int


@dataclass(frozen=True, slots=True)
class ReadingFailure:
    """A file, member or page that could not be read: our own failure until shown otherwise."""

    document: str
    sha256: str
    reason: str
    production: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """A Bates number and the page that bears it."""

    prefix: str
    number: int
    width: int
    page: PageRef
    production: int
    repaired: bool = False
    at: tuple[int, int] | None = None
    """Where in the text of the page it stands."""

    def label(self, number: int | None = None) -> str:
        """The number as it is printed, in this stamp's own form."""
        shown = self.number if number is None else number
        return f"{self.prefix}{shown:0{self.width}d}"


@dataclass(frozen=True, slots=True)
class WithheldSheet:
    """A sheet that accounts for numbers withheld in full or referred."""

    page: PageRef
    passage: Passage | None
    prefix: str | None
    first: int | None
    last: int | None
    pages: int | None
    codes: tuple[str, ...]
    referred: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in the header of a message. A redacted name keeps its slot and its side."""

    role: Literal["from", "to", "cc", "bcc"]
    name: str | None
    address: str | None
    redacted: bool
    person: str | None = None
    organisation: str | None = None
    side: Side = "unknown"

    @property
    def shown(self) -> str:
        """How a finding names this person."""
        if self.name or self.address:
            return self.name or self.address or ""
        return "[name withheld]" if self.redacted else "[not stated]"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a message stands. `header` is the passage of its header, `pages` all its
    pages, `container` the key of the message in which it is quoted."""

    role: Literal["top", "quoted", "attached", "referenced"]
    style: str
    header: Passage | None
    pages: tuple[PageRef, ...]
    container: str | None
    complete_header: bool
    body_words: int
    header_goes_on: Passage | None = None
    """The rest of the header, where it crosses a page."""

    @property
    def place(self) -> str:
        """An identity for this occurrence that no later production changes."""
        if self.header is None:
            return ""
        page = self.header.page
        return f"{page.sha256[:16]}:{page.page}:{self.header.start}"


@dataclass(frozen=True, slots=True)
class AttachmentClaim:
    """A file that a message names. `produced_at` is where it was found among the records;
    `withheld_at` where a sheet lists it as withheld or referred."""

    name: str
    basis: Literal["header", "icon", "text", "native"]
    passage: Passage | None
    produced_at: PageRef | None = None
    withheld_at: PageRef | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One real email: produced, or inferred from what was produced."""

    key: str
    id: str
    state: MessageState
    native: bool
    sender: Participant | None
    recipients: tuple[Participant, ...]
    sent_at: datetime | None
    has_time: bool
    utc_offset: int | None
    subject: str | None
    normalized_subject: str
    reply_kind: Literal["none", "reply", "forward"]
    ancestors: int
    message_id: str | None
    parent: str | None
    parent_basis: str | None
    referenced_by: tuple[str, ...]
    """Keys of the messages whose References or In-Reply-To name this one."""
    occurrences: tuple[Occurrence, ...]
    attachments: tuple[AttachmentClaim, ...] = ()
    mailbox_owner: str | None = None

    @property
    def produced(self) -> bool:
        return self.state == "produced"

    @property
    def first_page(self) -> PageRef | None:
        """The first page on which the message stands, by itself if it does anywhere."""
        standing = [o for o in self.occurrences if o.role in ("top", "attached")]
        for occurrence in (*standing, *self.occurrences):
            if occurrence.pages:
                return occurrence.pages[0]
        return None

    @property
    def shown(self) -> str:
        """How a finding names this message: sender, moment and subject as far as they are read."""
        who = self.sender.shown if self.sender else "[sender not stated]"
        when = "undated"
        if self.sent_at:
            shape = "%B %-d, %Y, %-I:%M %p" if self.has_time else "%B %-d, %Y"
            when = self.sent_at.strftime(shape)
        about = f" “{self.subject}”" if self.subject else ""
        return f"{who}, {when}{about}"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that speak of another record (see requests_app.ingest.extract.contract.MentionFact)."""

    kind: Literal["meeting", "call", "earlier_message", "answer", "other_system"]
    message: str | None
    passage: Passage
    on: date | None = None
    counterpart: Literal["recipient", "sender", "unknown"] = "unknown"


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """A place in the released records that names an office, or a participant who sits in it."""

    office: Office
    passage: Passage
    message: str | None = None
    as_participant: bool = False


@dataclass(frozen=True, slots=True)
class RecordNoted:
    """A released document that is not an email, by what it appears to be from its own words:
    calendar_entry, agenda, notes, attendee_list."""

    kind: Literal["calendar_entry", "agenda", "notes", "attendee_list"]
    passage: Passage
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What the agency said elsewhere, in public."""

    said_on: date | None
    by: str
    to: str
    text: str
    page: PageRef | None = None


@dataclass(frozen=True, slots=True)
class CaseSnapshot:
    """One request on the day `as_of`. Sequences are in reading order; `messages` by reading
    order of their first occurrence."""

    as_of: date
    foia_request: FoiaRequest
    ledger: Ledger = NO_LEDGER
    """What happened, for the clocks; it may hold days after `as_of`."""
    offices: tuple[Office, ...] = ()
    """The offices below the agency, and the agency itself."""
    organisations: tuple[Organisation, ...] = ()
    letters: tuple[Letter, ...] = ()
    searches: tuple[Search, ...] = ()
    productions: tuple[Production, ...] = ()
    reading_failures: tuple[ReadingFailure, ...] = ()
    pages_read: int = 0
    stamps: tuple[Stamp, ...] = ()
    withheld_sheets: tuple[WithheldSheet, ...] = ()
    messages: tuple[Message, ...] = ()
    mentions: tuple[Mention, ...] = ()
    office_mentions: tuple[OfficeMention, ...] = ()
    records_noted: tuple[RecordNoted, ...] = ()
    statements: tuple[Statement, ...] = ()
    message_by_key: Mapping[str, Message] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_key = {message.key: message for message in self.messages}
        object.__setattr__(self, "message_by_key", by_key)

    @property
    def looked_through(self) -> str:
        """What an absence is proven by: everything that was read."""
        produced = sum(message.produced for message in self.messages)
        return f"{_count(self.pages_read, 'page')}, {_count(produced, 'message')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
