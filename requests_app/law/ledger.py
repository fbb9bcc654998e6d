"""What happened to a request, entry by entry: all that a rule of law may know of it.

Entries are added and never changed. A wrong one is withdrawn by a later one, and both stay. The
order in which they were entered does not matter: the days do.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from requests_app.law.clock import StatedPeriod

UnusualCircumstance = Literal["field_facilities", "voluminous_records", "consultation"]
"""The closed list of 5 U.S.C. § 552(a)(6)(B)(iii)(I) to (III)."""


class EventKind(StrEnum):
    """What happened; each on the legal day on which it took effect."""

    SENT = "sent"
    """The request left the requester."""
    RECEIVED = "received"
    """First receipt by a component that is designated to receive requests."""
    ROUTED = "routed"
    """Receipt by the component that answers, where another had received the request."""
    ACKNOWLEDGED = "acknowledged"
    CLARIFICATION_ASKED = "clarification_asked"
    CLARIFICATION_ANSWERED = "clarification_answered"
    """The agency received the requester's reply."""
    FEES_ASKED = "fees_asked"
    FEES_ANSWERED = "fees_answered"
    EXPEDITION_ASKED = "expedition_asked"
    EXPEDITION_DECIDED = "expedition_decided"
    FEE_WAIVER_ASKED = "fee_waiver_asked"
    FEE_WAIVER_DECIDED = "fee_waiver_decided"
    EXTENDED = "extended"
    """Written notice of unusual circumstances."""
    PRODUCED = "produced"
    DETERMINED = "determined"
    APPEALED = "appealed"
    """The appeal was sent."""
    APPEAL_RECEIVED = "appeal_received"
    APPEAL_EXTENDED = "appeal_extended"
    DECIDED = "decided"
    """The appeal was decided."""
    SUED = "sued"


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the ledger. What an entry does not know stays at its default.

    `number` is the entry's own number, which `withdraws` of a later entry may name. `until` and
    `days` (working days) are what a notice of extension states, `circumstances` the grounds it
    gives, and `offers_to_narrow`, `names_liaison`, `names_ogis` what it adds to them; `agreed`
    says that the requester arranged with the agency for that other time. `adverse` says whether a
    determination, or an interim response, denies anything and gives appeal rights; None is not
    known, and is taken as adverse for a determination only. `granted` is the outcome of a decision
    on expedition or fees, or on an appeal. `stated_window` is the period to appeal that the letter
    gives. `pages`, `contacts` and `discussed` bear on search fees: responsive pages noticed as
    more than 5,000, good-faith attempts to reach the requester, and whether narrowing was
    discussed. `certified` and `ground` belong to a request for expedition; the ground
    `media_interest` is the Privacy Office's at DHS. `component` is the path of the component that
    received the request; empty is not known, and is taken as the one that answers. `what` names
    the letter or the act for a person.
    """

    kind: EventKind
    on: date
    number: int = 0
    withdraws: int | None = None
    until: date | None = None
    days: int | None = None
    circumstances: tuple[UnusualCircumstance, ...] = ()
    offers_to_narrow: bool = False
    names_liaison: bool = False
    names_ogis: bool = False
    agreed: bool = False
    discussed: bool = False
    adverse: bool | None = None
    granted: bool | None = None
    certified: bool | None = None
    ground: str = ""
    stated_window: StatedPeriod | None = None
    pages: int | None = None
    contacts: int | None = None
    component: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries of one request to one agency (a path such as `DHS/ICE`)."""

    agency: str
    events: tuple[Event, ...] = ()

    def as_of(self, day: date) -> "Ledger":
        """The ledger as it stood at the end of a day: what had happened until then. A withdrawal
        corrects the record and holds for every day."""
        held = (each for each in self.events if each.on <= day or each.withdraws is not None)
        return replace(self, events=tuple(held))

    def with_events(self, *events: Event) -> "Ledger":
        """The ledger with more entries."""
        return replace(self, events=(*self.events, *events))

    @property
    def standing(self) -> tuple[Event, ...]:
        """The entries that were not withdrawn, by day; of one day in the order of their kinds."""
        return _standing(self.events)

    def all(self, *kinds: EventKind) -> tuple[Event, ...]:
        """The standing entries of these kinds, by day."""
        return tuple(each for each in self.standing if each.kind in kinds)

    def first(self, *kinds: EventKind) -> Event | None:
        """The earliest standing entry of these kinds."""
        return next(iter(self.all(*kinds)), None)

    def first_since(self, event: Event, *kinds: EventKind) -> Event | None:
        """The earliest standing entry of these kinds on the day of an event or later."""
        return next((each for each in self.all(*kinds) if each.on >= event.on), None)

    def last(self, *kinds: EventKind) -> Event | None:
        """The latest standing entry of these kinds."""
        return next(reversed(self.all(*kinds)), None)


_KINDS = {kind: place for place, kind in enumerate(EventKind)}


# Every rule asks for the same entries again and again, and setting them in order costs most.
@functools.lru_cache(maxsize=128)
def _standing(events: tuple[Event, ...]) -> tuple[Event, ...]:
    withdrawn = {each.withdraws for each in events if each.withdraws is not None}
    return tuple(sorted(_kept(events, withdrawn), key=_place))


def _kept(events: Iterable[Event], withdrawn: set[int]) -> list[Event]:
    """Without the withdrawn, and without the entries that do nothing but withdraw."""
    return [
        each for each in events if each.withdraws is None and each.number not in withdrawn - {0}
    ]


def _place(event: Event) -> tuple[date, int, str]:
    """A place in the ledger that does not depend on the order of entry."""
    return (event.on, _KINDS[event.kind], repr(replace(event, number=0)))
