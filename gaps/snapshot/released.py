"""What came: deliveries, stamps, sheets, and records that are no emails."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gaps.snapshot.asked import Office
from gaps.snapshot.places import PageRef, Passage


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
    """A file, member or page that could not be read, or of which something may be missing: our
    own failure until shown otherwise."""

    document: str
    sha256: str
    reason: str
    production: int
    counted: bool = False
    """Whether it is a page that is here and was counted, though not read."""


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
class TermsMissed:
    """Produced messages in which no term of a search stands, as far as they can be read whole:
    none with an attachment, a redaction code or a page without text is among them. `search` is
    the path of the office, or `letters` where only letters name the terms."""

    search: str
    messages: tuple[str, ...]
    """Keys, in reading order."""


@dataclass(frozen=True, slots=True)
class WordAsked:
    """A word or phrase that the request quotes or names, and on how many released pages it
    stands."""

    word: str
    pages: int


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
