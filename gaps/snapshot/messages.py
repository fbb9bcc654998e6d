"""The emails of the release, and those that it proves."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from gaps.snapshot.asked import Side
from gaps.snapshot.places import PageRef, Passage

MessageState = Literal["produced", "inferred"]


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
