"""Writing the ledger: entries are added, a wrong one is withdrawn by another."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.ingest.extract.letter_facts.events import Said, events_of
from requests_app.law.ledger import Event, EventKind
from requests_app.law.ledger_terms import TermsError, terms_of
from requests_app.models import ClockEvent, Correspondence, FoiaRequest, LedgerError, LetterFact
from requests_app.selectors.letters import facts_by_letter
from requests_app.services.deadlines import deadlines_derive
from requests_app.services.rows import request_lock
from requests_app.services.search_index import request_index
from requests_app.signals import records_changed

K = EventKind
PERSON = ClockEvent.Origin.PERSON
OF_LETTERS = {
    "acknowledgment": K.ACKNOWLEDGED,
    "clarification_request": K.CLARIFICATION_ASKED,
    "clarification_reply": K.CLARIFICATION_ANSWERED,
    "extension": K.EXTENDED,
    "fee_notice": K.FEES_ASKED,
    "interim_response": K.PRODUCED,
    "determination": K.DETERMINED,
    "appeal": K.APPEALED,
    "appeal_determination": K.DECIDED,
}
"""The entry that a letter makes, by its kind. Referrals and consultations move no clock."""
RESTATED = (K.RECEIVED, K.APPEAL_RECEIVED)
ON_RECEIPT = (K.CLARIFICATION_ANSWERED,)
"""What takes effect when it is received, not when it is dated."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger should hold: an event and the letter that it comes from."""

    event: Event
    letter_id: int | None = None


def event_add(
    *,
    foia_request: FoiaRequest,
    event: Event,
    letter: Correspondence | None = None,
    origin: str = PERSON,
    recorded_by: AbstractBaseUser | None = None,
) -> ClockEvent:
    """Add an entry; the same entry, while it stands, is not added twice.

    The event's number is given by the ledger. Raises LedgerError for terms that its kind has not,
    a letter of another request, and for an event that withdraws (see event_withdraw).
    """
    if event.withdraws is not None:
        raise LedgerError("an entry is withdrawn by event_withdraw")
    if letter is not None and letter.foia_request_id != foia_request.pk:
        raise LedgerError("the letter belongs to another request")
    row = _row(foia_request, Entry(event, letter.pk if letter else None), origin, recorded_by)
    with transaction.atomic():
        held = {_entry(each): each for each in _standing(foia_request)}
        if _entry(row) not in held:
            row.save()
            deadlines_derive(foia_request=foia_request)
    return held.get(_entry(row), row)


def event_withdraw(
    *,
    entry: ClockEvent,
    what: str = "",
    origin: str = PERSON,
    recorded_by: AbstractBaseUser | None = None,
) -> ClockEvent:
    """Withdraw an entry by another that names it; both stay. Returns the withdrawal, the first
    one where the entry was withdrawn before. Raises LedgerError for a withdrawal."""
    if entry.withdraws_id is not None:
        raise LedgerError("a withdrawal is not withdrawn: add the entry again")
    with transaction.atomic():
        request_lock(entry.foia_request_id)
        if held := ClockEvent.objects.filter(withdraws=entry).first():
            return held
        withdrawal = _withdrawal(entry, what, origin, recorded_by)
        deadlines_derive(foia_request=entry.foia_request)
    return withdrawal


def ledger_follow(
    *, foia_request: FoiaRequest, recorded_by: AbstractBaseUser | None = None
) -> tuple[int, int]:
    """Bring the ledger up to the record of the request, its letters and productions: what is
    missing is added, what no longer holds is withdrawn. Returns how many of each.

    What a person entered is left alone, and what a person withdrew is not added again.
    """
    with transaction.atomic():
        standing = _standing(foia_request)
        by_hand = {_place(each) for each in standing if each.origin == PERSON}
        refused = {_identity(each) for each in _withdrawn_by_hand(foia_request)}
        wanted = {
            _entry(row): row
            for origin, entry in _wanted(foia_request)
            if entry.letter_id is None or (entry.letter_id, entry.event.kind) not in by_hand
            if _identity(row := _row(foia_request, entry, origin, recorded_by)) not in refused
        }
        followed = {_entry(each): each for each in standing if each.origin != PERSON}
        stale = [each for entry, each in followed.items() if entry not in wanted]
        missing = [row for entry, row in wanted.items() if entry not in followed]
        for each in stale:
            _withdrawal(each, "the record was corrected", each.origin, recorded_by)
        for row in missing:
            row.save()
        if missing or stale or not foia_request.deadlines.exists():
            deadlines_derive(foia_request=foia_request)
        # Whoever changed the record has the ledger follow it; what is searched follows, too.
        request_index(foia_request=foia_request)
    return len(missing), len(stale)


def ledger_changed(foia_request: FoiaRequest) -> None:
    """Announce, once the database has committed, that the request's findings may differ."""
    send = partial(records_changed.send, sender=FoiaRequest, foia_request_id=foia_request.pk)
    transaction.on_commit(send)


def _wanted(foia_request: FoiaRequest) -> Iterator[tuple[str, Entry]]:
    """What was confirmed of a letter stands for what its record says of the same thing."""
    confirmed = list(_of_facts(foia_request))
    places = {(entry.letter_id, entry.event.kind) for entry in confirmed}
    recorded = [
        entry
        for entry in _of_record(foia_request)
        if (entry.letter_id, entry.event.kind) not in places
    ]
    known = {(entry.event.kind, entry.event.on) for entry in recorded}
    for entry in recorded:
        yield ClockEvent.Origin.RECORD, entry
    for entry in confirmed:
        place = (entry.event.kind, entry.event.on)
        # Many letters restate the day of receipt; it is one entry.
        if entry.event.kind not in RESTATED or place not in known:
            known.add(place)
            yield ClockEvent.Origin.LETTER, entry


def _of_facts(foia_request: FoiaRequest) -> Iterator[Entry]:
    """What follows from the facts of letters that a person confirmed."""
    facts = facts_by_letter(foia_request, LetterFact.Status.CONFIRMED)
    letters = list(foia_request.correspondence.order_by("pk"))
    appealed_on = _appealed_on(letters)
    for letter in letters:
        said = Said(
            tuple((FactName(each.name), each.typed_value) for each in facts[letter.pk]),
            letter.dated_on,
        )
        for event in events_of(said):
            yield Entry(_of_request_or_appeal(event, appealed_on), letter.pk)


def _of_record(foia_request: FoiaRequest) -> Iterator[Entry]:
    """What the request, its letters and its productions are recorded with."""
    for kind, on in (
        (K.SENT, foia_request.filed_on),
        (K.RECEIVED, foia_request.received_on),
        (K.EXPEDITION_ASKED, foia_request.expedition_requested_on),
        (K.FEE_WAIVER_ASKED, foia_request.filed_on if foia_request.fee_waiver_requested else None),
    ):
        if on:
            yield Entry(Event(kind, on))
    letters = list(foia_request.correspondence.select_related("determination").order_by("pk"))
    delivered = list(foia_request.productions.exclude(received_on=None).order_by("number"))
    announced = {each.letter_id for each in delivered if each.letter_id}
    appealed_on = _appealed_on(letters)
    for letter in letters:
        interim = letter.kind == Correspondence.Kind.INTERIM_RESPONSE
        if not (interim and letter.source_file_id in announced):
            yield from _of_letter(letter, appealed_on)
    interim_letters = {
        each.source_file_id: each.pk
        for each in letters
        if each.source_file_id and each.kind == Correspondence.Kind.INTERIM_RESPONSE
    }
    for production in delivered:
        received_on: date = production.received_on  # type: ignore[assignment]  # excluded above
        letter_id = interim_letters.get(production.letter_id or 0)
        event = Event(K.PRODUCED, received_on, what=f"production {production.number}")
        yield Entry(event, letter_id)


def _appealed_on(letters: Sequence[Correspondence]) -> date | None:
    """The day of the first appeal from a determination; one from a refusal to expedite or to
    waive fees leaves the request where it is."""
    days = {
        kind: min(
            (each.dated_on for each in letters if each.kind == kind and each.dated_on), default=None
        )
        for kind in ("determination", "appeal")
    }
    determined, appealed = days["determination"], days["appeal"]
    return appealed if determined and appealed and determined <= appealed else None


def _of_request_or_appeal(event: Event, appealed_on: date | None) -> Event:
    """An extension after the appeal is one of the time to decide the appeal."""
    if event.kind is K.EXTENDED and appealed_on and event.on >= appealed_on:
        return replace(event, kind=K.APPEAL_EXTENDED)
    return event


def _of_letter(letter: Correspondence, appealed_on: date | None) -> Iterator[Entry]:
    kind = OF_LETTERS.get(letter.kind)
    on = letter.dated_on or letter.received_on
    if kind in ON_RECEIPT:
        on = letter.received_on or letter.dated_on
    if kind is None or on is None:
        return
    event = _of_request_or_appeal(Event(kind, on), appealed_on)
    if kind is K.DETERMINED and (determination := getattr(letter, "determination", None)):
        event = replace(event, adverse=determination.is_adverse)
    yield Entry(event, letter.pk)
    if kind is K.APPEALED and letter.received_on:
        yield Entry(Event(K.APPEAL_RECEIVED, letter.received_on), letter.pk)


def _standing(foia_request: FoiaRequest) -> list[ClockEvent]:
    """The entries that stand, under a lock that the transaction around this holds."""
    request_lock(foia_request.pk)
    rows = ClockEvent.objects.standing().filter(foia_request=foia_request)
    return list(rows.order_by("pk"))


def _withdrawn_by_hand(foia_request: FoiaRequest) -> list[ClockEvent]:
    return list(ClockEvent.objects.filter(foia_request=foia_request, withdrawn_by__origin=PERSON))


def _row(foia_request: FoiaRequest, entry: Entry, origin: str, recorded_by: Any) -> ClockEvent:
    try:
        terms = terms_of(entry.event)
    except TermsError as error:
        raise LedgerError(str(error)) from error
    return ClockEvent(
        foia_request=foia_request,
        kind=entry.event.kind.value,
        on=entry.event.on,
        terms=terms,
        what=entry.event.what,
        correspondence_id=entry.letter_id,
        origin=origin,
        recorded_by=recorded_by,
    )


def _place(row: ClockEvent) -> tuple[int | None, str]:
    return (row.correspondence_id, row.kind)


def _entry(row: ClockEvent) -> tuple[Any, ...]:
    """What makes two rows one entry, whoever recorded them."""
    return (*_place(row), row.on, json.dumps(row.terms, sort_keys=True))


def _identity(row: ClockEvent) -> tuple[Any, ...]:
    """The entry and what it follows from."""
    return (row.origin, *_entry(row))


def _withdrawal(entry: ClockEvent, what: str, origin: str, recorded_by: Any) -> ClockEvent:
    return ClockEvent.objects.create(
        foia_request_id=entry.foia_request_id,
        kind=entry.kind,
        on=entry.on,
        what=what,
        withdraws=entry,
        origin=origin,
        recorded_by=recorded_by,
    )
