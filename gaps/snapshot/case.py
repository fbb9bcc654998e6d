"""The whole of one request, frozen on one day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gaps.snapshot.asked import FoiaRequest, Letter, Office, Organisation, Search, Statement
from gaps.snapshot.messages import Mention, Message
from gaps.snapshot.released import (
    OfficeMention,
    Production,
    ReadingFailure,
    RecordNoted,
    Stamp,
    TermsMissed,
    WithheldSheet,
    WordAsked,
)
from requests_app.law.ledger import Ledger

NO_LEDGER = Ledger("")


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
    terms_missed: tuple[TermsMissed, ...] = ()
    words_asked: tuple[WordAsked, ...] = ()
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
