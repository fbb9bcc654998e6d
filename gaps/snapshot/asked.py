"""What was asked of the agency, and what it said."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gaps.snapshot.places import PageRef, Passage
from requests_app.ingest.extract.letter_facts.contract import Confidence as ReadingConfidence
from requests_app.ingest.extract.letter_facts.contract import FactName, Value

Side = Literal["agency", "outside", "unknown"]


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
class Statement:
    """What the agency said elsewhere, in public."""

    said_on: date | None
    by: str
    to: str
    text: str
    page: PageRef | None = None
