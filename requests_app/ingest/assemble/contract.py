"""Occurrences in, messages out: one message per real email, whatever its copies.

An *occurrence* is a place where an email stands: the top of a printout, quoted in another,
a native file, or only named by another message's References. A *message* with no occurrence
that stands by itself is inferred: proven, not produced.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

OccurrenceRole = Literal["top", "quoted", "attached", "referenced"]
MessageState = Literal["produced", "inferred"]
EdgeBasis = Literal["references", "conversation_index", "quotation", "subject"]


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in a header as read: name and address may be absent, `redacted` keeps the slot."""

    role: Literal["from", "to", "cc", "bcc"]
    name: str | None
    address: str | None
    redacted: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where an email stands.

    `key` identifies it (file id and block ordinal); `container` is the key of the occurrence
    that quotes or names it. `order` gives the reading order over the whole request.
    """

    key: tuple[int, int]
    role: OccurrenceRole
    container: tuple[int, int] | None
    order: int
    sender: Participant | None
    recipients: tuple[Participant, ...]
    sent_at: datetime | None
    has_time: bool
    utc_offset: int | None
    subject: str | None
    body: str
    complete_header: bool
    message_id: str | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    conversation_index: str | None = None


@dataclass(frozen=True, slots=True)
class AssembledMessage:
    """One real email with the best reading of each of its fields over all its occurrences.

    `key` is stable over runs: it depends on the Message-ID, or on sender, minute, subject and
    words, never on row numbers. `referenced_by` are the keys of occurrences whose References or
    In-Reply-To name it. `parent` is the key of the message it answers or forwards.
    `ancestors` is how many earlier messages the evidence proves to exist (References, Exchange
    conversation depth or quotation), `reply_kind` what the subject's prefix says it is.
    """

    key: str
    state: MessageState
    occurrences: tuple[tuple[int, int], ...]
    referenced_by: tuple[tuple[int, int], ...]
    sender: Participant | None
    recipients: tuple[Participant, ...]
    sent_at: datetime | None
    has_time: bool
    utc_offset: int | None
    subject: str | None
    normalized_subject: str
    message_id: str | None
    parent: str | None
    parent_basis: EdgeBasis | None
    ancestors: int
    reply_kind: Literal["none", "reply", "forward"]
    complete_header: bool


@dataclass(frozen=True, slots=True)
class AssembledPerson:
    """A person or mailbox under all the names and addresses it was read with."""

    key: str
    name: str | None
    addresses: tuple[str, ...]
    names: tuple[str, ...]
    domain: str | None


@dataclass(frozen=True, slots=True)
class Assembly:
    """The messages in reading order, and the people. `people_of` maps (message key, role,
    position in that role) to the key of a person, absent for redacted slots. Position counts
    the slots of the same role in the order of `sender` and `recipients`."""

    messages: tuple[AssembledMessage, ...]
    people: tuple[AssembledPerson, ...]
    people_of: dict[tuple[str, str, int], str]
