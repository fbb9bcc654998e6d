"""What a person enters of the search of an office, and takes back.

An entry adds to the record of the search and never changes what stands there: where a letter says
otherwise, both are shown. A withdrawal takes back what its entry wrote, except what a confirmed
letter says as well.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.models import (
    Correspondence,
    Custodian,
    FoiaRequest,
    LetterFact,
    Office,
    OfficeEntry,
    SearchRecord,
)
from requests_app.services.ledger import ledger_changed
from requests_app.services.letter_facts import office_named
from requests_app.services.rows import request_lock

Cell, Status = OfficeEntry.Cell, SearchRecord.Status
FACTS = {
    Cell.CUSTODIANS: FactName.CUSTODIAN_SEARCHED,
    Cell.SYSTEMS: FactName.SYSTEM_SEARCHED,
    Cell.TERMS: FactName.TERM_SEARCHED,
}
FACTS_OF_STATUS = {
    Status.SEARCHED: FactName.OFFICE_SEARCHED,
    Status.REFUSED: FactName.OFFICE_NOT_SEARCHED,
    Status.NO_RECORDS: FactName.OFFICE_NO_RECORDS,
}
DAYS = {"from": "from_on", "to": "to_on"}


def office_enter(
    *,
    foia_request: FoiaRequest,
    office: Office,
    cell: str,
    value: Any,
    letter: Correspondence | None = None,
    page: int | None = None,
    source: str = "",
    entered_by: AbstractBaseUser | None = None,
) -> OfficeEntry:
    """Enter a cell, as `OfficeEntry.value` holds it, and add it to the record of the search."""
    with transaction.atomic():
        request_lock(foia_request.pk)
        entry = OfficeEntry(
            foia_request=foia_request,
            office=office,
            cell=cell,
            value=value,
            letter=letter,
            page=page,
            source=source,
            entered_by=entered_by,  # type: ignore[misc]  # the user of this project
        )
        entry.wrote = _write(entry)
        entry.save()
        ledger_changed(foia_request)
    return entry


def office_withdraw(
    *, entry: OfficeEntry, why: str, withdrawn_by: AbstractBaseUser | None = None
) -> OfficeEntry:
    """Withdraw an entry by another one. Raises ValueError where that cannot be."""
    with transaction.atomic():
        request_lock(entry.foia_request_id)
        if entry.withdraws_id or OfficeEntry.objects.filter(withdraws=entry).exists():
            raise ValueError("it was withdrawn before")
        _take_back(entry)
        withdrawal = OfficeEntry.objects.create(
            foia_request=entry.foia_request,
            office=entry.office,
            cell=entry.cell,
            value=entry.value,
            source=why,
            withdraws=entry,
            entered_by=withdrawn_by,  # type: ignore[misc]  # the user of this project
        )
        ledger_changed(entry.foia_request)
    return withdrawal


def office_entries_write(foia_request: FoiaRequest) -> None:
    """Add what stands of the entries to the records of searches again, after these were brought
    up to date from elsewhere. What is there already stays as it is."""
    standing = OfficeEntry.objects.standing().filter(foia_request=foia_request)
    for entry in standing.select_related("office", "letter").order_by("pk"):
        _write(entry)


def _write(entry: OfficeEntry) -> dict[str, Any]:
    """Add the entry to the record of its search; what that changed, for the way back."""
    if entry.cell == Cell.STATUS:
        return _write_status(entry)
    record, made = _record_to_add_to(entry)
    if entry.cell == Cell.DATES:
        added: dict[str, Any] = {"days": _write_days(record, entry.value)}
    elif entry.cell == Cell.CUSTODIANS:
        added = {"values": _write_custodians(record, entry.value)}
    else:
        added = {"values": _write_listed(record, entry.cell, entry.value)}
    return {"search": record.pk, "made": made, **added}


def _write_status(entry: OfficeEntry) -> dict[str, Any]:
    record, made = SearchRecord.objects.get_or_create(
        foia_request=entry.foia_request,
        office=entry.office,
        status=entry.value["status"],
        defaults={
            "reason": entry.value["reason"],
            "source_file": entry.letter.source_file if entry.letter else None,
        },
    )
    return {"search": record.pk, "made": made}


def _record_to_add_to(entry: OfficeEntry) -> tuple[SearchRecord, bool]:
    """The search that was made, else whatever is recorded of the office, else a new record that
    does not say whether it was searched."""
    held = list(entry.foia_request.searches.filter(office=entry.office).order_by("pk"))
    made = [each for each in held if each.status in (Status.SEARCHED, Status.NO_RECORDS)]
    if made or held:
        return (made or held)[0], False
    record = SearchRecord.objects.create(
        foia_request=entry.foia_request, office=entry.office, status=Status.UNKNOWN
    )
    return record, True


def _write_listed(record: SearchRecord, cell: str, values: Sequence[str]) -> list[str]:
    held = getattr(record, cell)
    known = {each.casefold() for each in held}
    added = [each for each in values if each.casefold() not in known]
    if added:
        setattr(record, cell, [*held, *added])
        record.save()
    return added


def _write_custodians(record: SearchRecord, names: Sequence[str]) -> list[str]:
    held = {each.name.casefold() for each in record.custodians.all()}
    added = [each for each in names if each.casefold() not in held]
    people = {each.name.casefold(): each for each in record.foia_request.custodians.all()}
    for name in added:
        known = people.get(name.casefold())
        record.custodians.add(
            known
            or Custodian.objects.create(
                foia_request=record.foia_request, name=name, office=record.office
            )
        )
    return added


def _write_days(record: SearchRecord, days: Mapping[str, str | None]) -> list[str]:
    """The days that were written: those of which nothing is recorded."""
    open_days = [name for name in DAYS if days[name] and getattr(record, DAYS[name]) is None]
    for name in open_days:
        setattr(record, DAYS[name], days[name])
    if open_days:
        record.save()
    return open_days


def _take_back(entry: OfficeEntry) -> None:
    record = SearchRecord.objects.filter(pk=entry.wrote.get("search")).first()
    if record is None:
        return
    # What another standing entry says, too, stays.
    others = OfficeEntry.objects.standing().exclude(pk=entry.pk)
    others = others.filter(foia_request=entry.foia_request, office=entry.office)
    if entry.cell != Cell.STATUS:
        _take_back_values(record, entry, [each.value for each in others.filter(cell=entry.cell)])
    if not entry.wrote.get("made") or _said_by_letter(entry, record):
        return
    if entry.cell == Cell.STATUS:
        if any(each.value["status"] == record.status for each in others.filter(cell=Cell.STATUS)):
            return
        if _holds_more(record):
            raise ValueError("withdraw first what is recorded of that search beside it")
    if not _holds_more(record):
        record.delete()


def _holds_more(record: SearchRecord) -> bool:
    """Whether the record says more of the search than how it stands."""
    said = (record.systems, record.terms, record.from_on, record.to_on)
    return any(said) or record.custodians.exists()


def _take_back_values(record: SearchRecord, entry: OfficeEntry, others: list[Any]) -> None:
    if entry.cell == Cell.DATES:
        for name in entry.wrote.get("days", []):
            if not any(each[name] == entry.value[name] for each in others):
                setattr(record, DAYS[name], None)
        record.save()
        return
    kept = {value.casefold() for each in others for value in each} | _confirmed(entry)
    gone = {each.casefold() for each in entry.wrote.get("values", [])} - kept
    if entry.cell == Cell.CUSTODIANS:
        away = [each for each in record.custodians.all() if each.name.casefold() in gone]
        record.custodians.remove(*away)
        return
    held = getattr(record, entry.cell)
    setattr(record, entry.cell, [each for each in held if each.casefold() not in gone])
    record.save()


def _confirmed(entry: OfficeEntry) -> set[str]:
    """What confirmed letters say for the cell of an entry."""
    facts = _facts(entry, FACTS[Cell(entry.cell)])
    return {each.shown.casefold() for each in facts}


def _said_by_letter(entry: OfficeEntry, record: SearchRecord) -> bool:
    """Whether a confirmed fact of a letter says what the record of the search says."""
    name = FACTS_OF_STATUS.get(Status(record.status))
    return name is not None and any(
        office_named(fact) == entry.office for fact in _facts(entry, name)
    )


def _facts(entry: OfficeEntry, name: FactName) -> list[LetterFact]:
    facts = LetterFact.objects.filter(
        correspondence__foia_request=entry.foia_request,
        name=name.value,
        status=LetterFact.Status.CONFIRMED,
    )
    return list(facts.select_related("correspondence__foia_request__agency"))
