"""The entries of the ledger that follow from what a letter says, once a person has agreed to it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast, get_args

from requests_app.ingest.extract.letter_facts.contract import FactName, LetterKind, Value
from requests_app.law.clock import StatedPeriod, Unit
from requests_app.law.ledger import Event, EventKind, UnusualCircumstance

F = FactName
T = TypeVar("T", str, int, date)


@dataclass(frozen=True, slots=True)
class Said:
    """The facts of one letter that hold, and the day that its record gives it."""

    facts: tuple[tuple[FactName, Value], ...]
    dated_on: date | None = None

    def all(self, name: FactName, kind: type[T]) -> tuple[T, ...]:
        """The values of that name that are of that type."""
        return tuple(value for each, value in self.facts if each is name and type(value) is kind)

    def first(self, name: FactName, kind: type[T]) -> T | None:
        """The first value of that name."""
        return next(iter(self.all(name, kind)), None)

    def says(self, *names: FactName) -> bool:
        """Whether the letter says anything of these names; a count of none says nothing."""
        return any(each in names and value not in (0, "", ()) for each, value in self.facts)

    @property
    def kinds(self) -> tuple[LetterKind, ...]:
        """What the letter does."""
        known = set(LetterKind)
        return tuple(LetterKind(each) for each in self.all(F.KIND, str) if each in known)

    @property
    def on(self) -> date | None:
        """The day of the letter: as printed on it, else as recorded."""
        return self.first(F.DATED_ON, date) or self.dated_on


def events_of(said: Said) -> tuple[Event, ...]:
    """The entries of one letter, one of a kind at most, in the order of the kinds.

    Without a day of the letter it makes no entry but those whose day it states. Referrals,
    consultations and closures move no clock.
    """
    found: dict[EventKind, Event] = {}
    on = said.on
    for kind in LetterKind:
        build = _BY_KIND.get(kind)
        if kind in said.kinds and build is not None and on is not None:
            event = build(said, on)
            found.setdefault(event.kind, event)
    if receipt := _receipt(said):
        found.setdefault(receipt.kind, receipt)
    return tuple(sorted(found.values(), key=lambda each: list(EventKind).index(each.kind)))


def stated_window(said: Said) -> StatedPeriod | None:
    """The period to appeal that the letter gives. Days of which the letter does not say that they
    are working days are calendar days, which end sooner."""
    days = said.first(F.APPEAL_WITHIN_DAYS, int)
    if not days or days < 1:
        return None
    unit = said.first(F.APPEAL_UNIT, str)
    return StatedPeriod(days, cast("Unit", unit if unit in get_args(Unit) else "calendar_day"))


def denies(said: Said) -> bool:
    """Whether the letter denies anything: records withheld, not found, or not looked for."""
    return said.says(
        F.EXEMPTION_CLAIMED,
        F.PAGES_WITHHELD_IN_FULL,
        F.PAGES_RELEASED_IN_PART,
        F.OFFICE_NOT_SEARCHED,
        F.OFFICE_NO_RECORDS,
    ) or bool({LetterKind.NO_RECORDS, LetterKind.GLOMAR} & set(said.kinds))


def gives_appeal_rights(said: Said) -> bool:
    """Whether the letter tells of the right to appeal."""
    return said.says(F.APPEAL_RIGHT, F.APPEAL_WITHIN_DAYS)


def _plain(kind: EventKind) -> Callable[[Said, date], Event]:
    return lambda _, on: Event(kind, on)


def _decided(kind: EventKind, outcome: FactName) -> Callable[[Said, date], Event]:
    def build(said: Said, on: date) -> Event:
        granted = said.first(outcome, int)
        if granted is None:
            return Event(kind, on)
        window = None if granted else stated_window(said)
        return Event(kind, on, granted=bool(granted), stated_window=window)

    return build


def _extended(said: Said, on: date) -> Event:
    stated = set(said.all(F.UNUSUAL_CIRCUMSTANCE, str))
    known: Iterable[UnusualCircumstance] = get_args(UnusualCircumstance)
    appeal = LetterKind.APPEAL_ACKNOWLEDGMENT in said.kinds
    return Event(
        EventKind.APPEAL_EXTENDED if appeal else EventKind.EXTENDED,
        on,
        until=said.first(F.EXTENDED_UNTIL, date),
        days=said.first(F.EXTENDED_BY_DAYS, int) or None,
        circumstances=tuple(each for each in known if each in stated),
        offers_to_narrow=said.says(F.OFFERS_TO_NARROW),
        names_liaison=said.says(F.LIAISON),
        names_ogis=said.says(F.OGIS),
    )


def _interim(said: Said, on: date) -> Event:
    """Adverse only where it denies something and gives the right to appeal that."""
    adverse = True if denies(said) and gives_appeal_rights(said) else None
    return Event(EventKind.PRODUCED, on, adverse=adverse, stated_window=stated_window(said))


def _determined(said: Said, on: date) -> Event:
    """Adverse where it denies something; what it does not say is not known."""
    adverse = True if denies(said) else None
    return Event(EventKind.DETERMINED, on, adverse=adverse, stated_window=stated_window(said))


def _receipt(said: Said) -> Event | None:
    """Receipt as the agency states it: of the appeal where the letter answers one."""
    on = said.first(F.REQUEST_RECEIVED_ON, date)
    if on is None or LetterKind.APPEAL_DETERMINATION in said.kinds:
        return None
    appeal = LetterKind.APPEAL_ACKNOWLEDGMENT in said.kinds
    return Event(EventKind.APPEAL_RECEIVED if appeal else EventKind.RECEIVED, on)


_BY_KIND: Mapping[LetterKind, Callable[[Said, date], Event]] = {
    LetterKind.ACKNOWLEDGMENT: _plain(EventKind.ACKNOWLEDGED),
    LetterKind.CLARIFICATION_REQUEST: _plain(EventKind.CLARIFICATION_ASKED),
    LetterKind.EXTENSION: _extended,
    LetterKind.FEE_NOTICE: _plain(EventKind.FEES_ASKED),
    LetterKind.EXPEDITION_DECISION: _decided(
        EventKind.EXPEDITION_DECIDED, FactName.EXPEDITION_GRANTED
    ),
    LetterKind.FEE_WAIVER_DECISION: _decided(
        EventKind.FEE_WAIVER_DECIDED, FactName.FEE_WAIVER_GRANTED
    ),
    LetterKind.INTERIM_RESPONSE: _interim,
    LetterKind.DETERMINATION: _determined,
    LetterKind.NO_RECORDS: _determined,
    LetterKind.GLOMAR: _determined,
    LetterKind.APPEAL_DETERMINATION: _plain(EventKind.DECIDED),
}
