"""What a person decides of the facts read from a letter, and what follows from it.

A proposed fact changes nothing. A confirmed one does what EFFECTS says of its name, and the
ledger is brought up to the confirmed facts of the letter. A rejected one takes its entry in the
ledger back; rows that a person can edit are left for the person.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from requests_app.ingest.extract.letter_facts.contract import FactName, LetterKind
from requests_app.ingest.extract.office_mentions import office_mentions
from requests_app.models import (
    Correspondence,
    Custodian,
    Determination,
    LetterFact,
    Office,
    RequestIdentifier,
    SearchRecord,
)
from requests_app.selectors.offices import OfficeNames
from requests_app.services.ledger import ledger_changed, ledger_follow
from requests_app.services.rows import request_lock

F = FactName
Status = LetterFact.Status
Effect = Callable[[LetterFact], str]
"""Writes what a fact says where it belongs. Returns why it could not, or nothing."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision did: facts decided, entries added to and withdrawn from the ledger, and
    a line for each fact that could not be written anywhere."""

    facts: int
    added: int
    withdrawn: int
    notes: tuple[str, ...] = ()


def fact_confirm(*, fact: LetterFact, decided_by: AbstractBaseUser | None = None) -> Decided:
    """Agree to a fact. Agreeing twice changes nothing."""
    return facts_decide(facts=[fact], status=Status.CONFIRMED, decided_by=decided_by)


def fact_reject(*, fact: LetterFact, decided_by: AbstractBaseUser | None = None) -> Decided:
    """Set a fact aside; no later reading proposes it again."""
    return facts_decide(facts=[fact], status=Status.REJECTED, decided_by=decided_by)


def letter_confirm(
    *, letter: Correspondence, decided_by: AbstractBaseUser | None = None, leads: bool = False
) -> Decided:
    """Agree to all that is proposed of a letter, to the leads only where that is said."""
    proposed = letter.facts.filter(status=Status.PROPOSED)
    facts = proposed if leads else proposed.exclude(confidence="lead")
    return facts_decide(facts=facts, status=Status.CONFIRMED, decided_by=decided_by)


def facts_decide(
    *, facts: Iterable[LetterFact], status: str, decided_by: AbstractBaseUser | None = None
) -> Decided:
    """Confirm or reject facts, all of them or none; those decided so before stay as they are."""
    with transaction.atomic():
        rows = LetterFact.objects.filter(pk__in=[fact.pk for fact in facts])
        for foia_request_id in sorted(
            set(rows.values_list("correspondence__foia_request", flat=True))
        ):
            request_lock(foia_request_id)
        changed = list(
            rows.exclude(status=status)
            .select_related("correspondence__source_file", "correspondence__foia_request__agency")
            .order_by("correspondence_id", "ordinal", "pk")
        )
        LetterFact.objects.filter(pk__in=[fact.pk for fact in changed]).update(
            status=status, decided_by=decided_by, decided_at=timezone.now()
        )
        notes = _applied(changed) if status == Status.CONFIRMED else []
        requests = {fact.correspondence.foia_request for fact in changed}
        added = withdrawn = 0
        for foia_request in requests:
            more, fewer = ledger_follow(foia_request=foia_request, recorded_by=decided_by)
            added, withdrawn = added + more, withdrawn + fewer
            ledger_changed(foia_request)
    return Decided(len(changed), added, withdrawn, tuple(notes))


def _applied(facts: list[LetterFact]) -> list[str]:
    """Apply the effects in the order of the table: what a search used comes after its office."""
    order = {name: place for place, name in enumerate(EFFECTS)}
    notes = []
    for fact in sorted(facts, key=lambda each: order.get(FactName(each.name), 0)):
        effect = EFFECTS.get(FactName(fact.name))
        if effect and (note := effect(fact)):
            notes.append(f"{fact}: {note}")
    return notes


def _day_of_letter(fact: LetterFact) -> str:
    """The letter's day, where none is recorded."""
    letter = fact.correspondence
    if letter.dated_on is None:
        letter.dated_on = fact.typed_value  # type: ignore[assignment]  # the name says a day
        letter.save(update_fields=["dated_on"])
    agrees = letter.dated_on == fact.typed_value
    return "" if agrees else f"the letter is recorded as of {letter.dated_on}"


def _identifier(kind: str) -> Effect:
    """A number of the request, of that kind."""

    def write(fact: LetterFact) -> str:
        RequestIdentifier.objects.get_or_create(
            foia_request=fact.correspondence.foia_request, kind=kind, number=fact.shown[:80]
        )
        return ""

    return write


def _other_number(fact: LetterFact) -> str:
    """A number of the referral or the consultation that the letter tells of."""
    kinds = _confirmed(fact.correspondence, F.KIND)
    for kind in (LetterKind.REFERRAL, LetterKind.CONSULTATION):
        if kind in kinds:
            return _identifier(kind.value)(fact)
    return "the letter is not confirmed to refer or to consult"


def _determination_pages(field: str) -> Effect:
    """What the letter counts, on its determination and, where nothing stands there, on the
    production that it came with."""

    def write(fact: LetterFact) -> str:
        letter = fact.correspondence
        counts = _confirmed(letter, FactName(fact.name))
        if len(counts) > 1:
            return f"the letter is confirmed to state {' and '.join(sorted(counts))}"
        kinds = {letter.kind, *_confirmed(letter, F.KIND)}
        if kinds & {"determination", "no_records", "glomar"}:
            determination, _ = Determination.objects.get_or_create(correspondence=letter)
            setattr(determination, field, fact.value)
            determination.save()
        if letter.source_file_id:
            for production in letter.foia_request.productions.filter(
                letter=letter.source_file, **{field: None}
            ):
                setattr(production, field, fact.value)
                production.save()
        return ""

    return write


def _search(status: str) -> Effect:
    """What the agency says of the search of one of its offices."""

    def write(fact: LetterFact) -> str:
        letter = fact.correspondence
        office = office_named(fact)
        if office is None:
            return f"no one office below {letter.foia_request.agency.path} is known by this name"
        record, created = SearchRecord.objects.get_or_create(
            foia_request=letter.foia_request,
            office=office,
            status=status,
            defaults={"source_file": letter.source_file},
        )
        if not created and record.source_file_id is None and letter.source_file_id:
            record.source_file = letter.source_file
            record.save()
        return ""

    return write


def _listed(field: str) -> Effect:
    """A system or a term of the one search that the letter tells of."""

    def write(fact: LetterFact) -> str:
        record = _search_told_of(fact.correspondence)
        if record is None:
            return "the letter does not tell of one search alone"
        held = getattr(record, field)
        if fact.shown.casefold() not in {each.casefold() for each in held}:
            setattr(record, field, [*held, fact.shown])
            record.save()
        return ""

    return write


def _custodian(fact: LetterFact) -> str:
    """A custodian of the one search that the letter tells of."""
    record = _search_told_of(fact.correspondence)
    if record is None:
        return "the letter does not tell of one search alone"
    custodian, _ = Custodian.objects.get_or_create(
        foia_request=record.foia_request,
        name=fact.shown[:200],
        defaults={"office": record.office},
    )
    record.custodians.add(custodian)
    return ""


def _cut_off(fact: LetterFact) -> str:
    """The last day of the records that the one search took in, where none is recorded."""
    record = _search_told_of(fact.correspondence)
    if record is None:
        return "the letter does not tell of one search alone"
    if record.to_on is None:
        record.to_on = fact.typed_value  # type: ignore[assignment]  # the name says a day
        record.save()
    return "" if record.to_on == fact.typed_value else f"the search is recorded to {record.to_on}"


def _confirmed(letter: Correspondence, name: FactName) -> set[str]:
    rows = letter.facts.filter(name=name.value, status=Status.CONFIRMED)
    return {str(value) for value in rows.values_list("value", flat=True)}


def office_named(fact: LetterFact) -> Office | None:
    """The one office that the words name; None where they name none, or several."""
    names = OfficeNames()
    agency = fact.correspondence.foia_request.agency.path
    paths = {path for _, _, path in office_mentions(fact.shown, names.names_below(agency))}
    return Office.objects.get(path=paths.pop()) if len(paths) == 1 else None


def _search_told_of(letter: Correspondence) -> SearchRecord | None:
    if letter.source_file_id is None:
        return None
    told = letter.foia_request.searches.filter(
        source_file=letter.source_file, status=SearchRecord.Status.SEARCHED
    )
    records = list(told[:2])
    return records[0] if len(records) == 1 else None


EFFECTS: Mapping[FactName, Effect] = {
    F.DATED_ON: _day_of_letter,
    F.REQUEST_NUMBER: _identifier("request"),
    F.APPEAL_NUMBER: _identifier("appeal"),
    F.LITIGATION_NUMBER: _identifier("litigation"),
    F.OTHER_NUMBER: _other_number,
    F.PAGES_RELEASED: _determination_pages("pages_released"),
    F.PAGES_WITHHELD_IN_FULL: _determination_pages("pages_withheld_in_full"),
    F.OFFICE_SEARCHED: _search("searched"),
    F.OFFICE_NOT_SEARCHED: _search("refused"),
    F.OFFICE_NO_RECORDS: _search("no_records"),
    F.SYSTEM_SEARCHED: _listed("systems"),
    F.TERM_SEARCHED: _listed("terms"),
    F.CUSTODIAN_SEARCHED: _custodian,
    F.CUT_OFF_ON: _cut_off,
}
"""What a confirmed fact writes, by its name, in the order in which facts are applied. All other
facts bear on the ledger alone (requests_app.ingest.extract.letter_facts.events), or are kept as
what the letter says."""
