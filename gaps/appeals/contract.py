"""What a letter is made of. Pure: nothing here knows where it was stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gaps.contract import Fact


@dataclass(frozen=True, slots=True)
class ExhibitPage:
    """A page of an exhibit: the page of its document from 1, its Bates number, the runs of
    characters to outline on it, and why it is there (codes of the points)."""

    page: int
    bates: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One document, or the pages of it that matter, under one letter."""

    letter: str
    title: str
    document: str
    sha256: str
    pages: tuple[ExhibitPage, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A page of an exhibit as an argument refers to it: `Ex. D at 3 (2018-ICLI-00035 3)`.

    The number is that of the page within its document.
    """

    exhibit: str
    page: int
    bates: str = ""

    def __str__(self) -> str:
        stamp = f" ({self.bates})" if self.bates else ""
        return f"Ex. {self.exhibit} at {self.page}{stamp}"


@dataclass(frozen=True, slots=True)
class Showing:
    """What the records show of one finding: its facts, where, and what was looked through."""

    facts: Mapping[str, Fact]
    citations: tuple[Citation, ...]
    quotes: tuple[tuple[str, Citation], ...]
    looked: tuple[tuple[str, str], ...]
    """(what was sought, what was looked through) pairs."""
    probable: bool = False
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered argument over the findings that share its heading."""

    code: str
    detector: str
    heading: str
    rule: str
    item: str
    limits: str
    relief: str
    adverse: tuple[str, ...]
    showings: tuple[Showing, ...]


@dataclass(frozen=True, slots=True)
class LetterNoted:
    """A letter of the file, for the statement of facts."""

    kind: str
    direction: str
    dated_on: date | None
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A production, for the statement of facts."""

    received_on: date | None
    pages_counted: int
    messages: int
    pages_withheld_in_full: int | None


@dataclass(frozen=True, slots=True)
class Addressee:
    """Where the appeal goes; an address that nobody checked is marked in the letter."""

    name: str
    address: str
    verified: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """The appeal period: the day of the determination, the last day, and the working."""

    determined_on: date
    closes_on: date
    working: tuple[str, ...]
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppealFacts:
    """Everything that the letter says, before it is put into words."""

    ref: str
    title: str
    requester: str
    agency: str
    dated_on: date
    filed_on: date | None
    received_on: date | None
    expedition_requested_on: date | None
    request_numbers: tuple[str, ...]
    addressee: Addressee | None
    window: Window | None
    window_unknown: str
    """Why the window could not be computed, where it could not."""
    letters: tuple[LetterNoted, ...]
    deliveries: tuple[Delivery, ...]
    points: tuple[Point, ...]
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter in Markdown, and what a lawyer must check before signing it."""

    markdown: str
    checklist: tuple[str, ...]
