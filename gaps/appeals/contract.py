"""What a letter is made of. Pure: nothing here knows where it was stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gaps.contract import Fact
from requests_app.law.openings import Opened


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

    The number is that of the page within its document; without one the whole exhibit is meant.
    """

    exhibit: str
    page: int | None = None
    bates: str = ""

    def __str__(self) -> str:
        at = f" at {self.page}" if self.page is not None else ""
        stamp = f" ({self.bates})" if self.bates else ""
        return f"Ex. {self.exhibit}{at}{stamp}"


@dataclass(frozen=True, slots=True)
class Showing:
    """What the records show of one finding: its facts, where, and what was looked through."""

    facts: Mapping[str, Fact]
    citations: tuple[Citation, ...]
    quotes: tuple[tuple[str, Citation], ...]
    looked: tuple[tuple[str, str], ...]
    """(what was sought, what was looked through) pairs."""
    working: tuple[str, ...] = ()
    """The lines of a figure, for a finding that no page proves."""
    probable: bool = False
    caveat: str = ""
    fingerprint: str = ""


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

    @property
    def probable(self) -> int:
        """How many of its findings are strong and not proven."""
        return sum(showing.probable for showing in self.showings)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the request asks for, as far as the statement of facts repeats it."""

    records_from: date | None = None
    records_to: date | None = None
    offices: tuple[str, ...] = ()
    items: tuple[tuple[int, str], ...] = ()
    """Its numbered parts, in its own words."""


@dataclass(frozen=True, slots=True)
class SearchNoted:
    """What the agency says of the search of one office."""

    office: str
    status: str
    custodians: tuple[str, ...] = ()
    citation: Citation | None = None
    said_on: date | None = None
    """The day of the letter that says so."""


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
    electronic_files: int = 0
    """Files without pages of their own, such as native emails."""
    pages_in_all: int = 0
    """The pages with those of the electronic files and of what they carry, as they print."""
    files_failed: int = 0
    """Files, or parts of them, that could not be read."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Where the appeal goes; an address that nobody checked is marked in the letter."""

    name: str
    address: str
    verified: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """The appeal period: the day of the determination, the last day to keep, and the working.
    `late_after` is the last day on which an appeal is still in time, where that is a later one,
    and `late_working` its working."""

    determined_on: date
    closes_on: date
    working: tuple[str, ...]
    authorities: tuple[str, ...]
    late_after: date | None = None
    late_working: tuple[str, ...] = ()
    other_determinations: tuple[date, ...] = ()
    """Earlier determinations and interim responses, whose own periods may end before."""


@dataclass(frozen=True, slots=True)
class ClockNoted:
    """A time limit of the agency as it stood on the day of the letter: the act that was due, the
    day from which it runs, its last day with the working, and the day of the act, if it came."""

    act: str
    runs_from: date
    due: date | None
    overdue: bool
    done_on: date | None
    working: tuple[str, ...]
    authorities: tuple[str, ...]
    of_appeal: bool = False
    """Whether it is the time to decide an appeal."""


@dataclass(frozen=True, slots=True)
class ExhaustionNoted:
    """Whether remedies at the agency are exhausted (law.deadline.Exhaustion), with the working."""

    state: str
    working: tuple[str, ...]
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppealFacts:
    """Everything that a letter says, the appeal or another, before it is put into words."""

    ref: str
    title: str
    requester: str
    agency: str
    within_dhs: bool
    """Whether the regulations of the Department of Homeland Security govern the agency."""
    dated_on: date
    filed_on: date | None
    received_on: date | None
    expedition_requested_on: date | None
    request_numbers: tuple[str, ...]
    other_numbers: tuple[tuple[str, str], ...]
    """(kind, number) of earlier appeals, referrals and actions, for the reference block."""
    addressee: Addressee | None
    window: Window | None
    window_unknown: str
    """Why the window could not be computed, where it could not."""
    asked: Asked
    letters: tuple[LetterNoted, ...]
    searches: tuple[SearchNoted, ...]
    deliveries: tuple[Delivery, ...]
    points: tuple[Point, ...]
    exhibits: tuple[Exhibit, ...]
    leads_left_out: tuple[str, ...] = ()
    """Leads that a person confirmed: no letter asserts them, and the lawyer is told."""
    clocks: tuple[ClockNoted, ...] = ()
    """The time limits of the agency, for the letters that speak of time."""
    exhaustion: ExhaustionNoted | None = None
    analysed_as_of: date | None = None
    """The day to which the findings count, where it is known."""
    opened: Mapping[str, Opened] = field(default_factory=dict)
    """Which authorities were opened by a lawyer of this installation, by key."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter in Markdown, and what a lawyer must check before signing it."""

    markdown: str
    checklist: tuple[str, ...]
