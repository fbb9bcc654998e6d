"""Loading what everybody shares: agencies and offices, where appeals go, authorities."""

from dataclasses import dataclass

from django.db import transaction

from requests_app.law.authorities import authorities
from requests_app.models import AnnualFigures, AppealOffice, AuthorityRecord, Office, OfficeName
from requests_app.reference_data import (
    REPORTED_IN,
    OfficeRow,
    annual_figures,
    appeal_offices,
    offices,
)
from requests_app.services.rows import row_refresh


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many of each there are."""

    agencies: int
    components: int
    offices: int
    appeal_offices: int
    authorities: int
    annual_figures: int


def reference_data_load() -> Loaded:
    """Bring agencies, offices, appeal offices, authorities and annual figures up to the project's
    reference data.

    Loading twice changes nothing. An office that is no longer listed stays: requests name it.
    """
    with transaction.atomic():
        rows = offices()
        _offices_write(rows)
        _appeal_offices_write()
        _authorities_write()
        _annual_figures_write()
    kinds = [row.kind for row in rows]
    return Loaded(
        agencies=kinds.count("agency"),
        components=kinds.count("component"),
        offices=kinds.count("office"),
        appeal_offices=len(appeal_offices()),
        authorities=len(authorities()),
        annual_figures=len(annual_figures()),
    )


def _offices_write(rows: tuple[OfficeRow, ...]) -> None:
    held = {each.path: each for each in Office.objects.all()}
    names = {(each.office_id, each.name) for each in OfficeName.objects.all()}
    fields = ("kind", "abbreviation", "name", "function", "citation", "citation_verified")
    for row in rows:
        values = {field: getattr(row, field) for field in fields}
        office = held.get(row.path)
        if office is None:
            parent = held[row.parent] if row.parent else None
            office = Office.objects.create(path=row.path, parent=parent, **values)
            held[row.path] = office
        elif any(getattr(office, field) != value for field, value in values.items()):
            for field, value in values.items():
                setattr(office, field, value)
            office.save()
        kinds = OfficeName.Kind
        others = [(kinds.ALIAS, name) for name in row.aliases]
        others += [(kinds.FORMER, name) for name in row.former_names]
        for kind, name in others:
            if (office.pk, name) not in names:
                OfficeName.objects.create(office=office, kind=kind, name=name)
                names.add((office.pk, name))


def _appeal_offices_write() -> None:
    by_path = {each.path: each for each in Office.objects.all()}
    for row in appeal_offices():
        row_refresh(
            AppealOffice,
            {"office": by_path[row.agency]},
            {
                "addressee": row.addressee,
                "address": row.address,
                "portal": row.portal,
                "verified": row.verified,
                "note": row.note,
            },
        )


def _annual_figures_write() -> None:
    by_path = {each.path: each.pk for each in Office.objects.all()}
    held = {(each.office_id, each.fiscal_year): each for each in AnnualFigures.objects.all()}
    for row in annual_figures():
        values = {
            "received": row.received,
            "processed": row.processed,
            "pending": row.pending,
            "source": REPORTED_IN.format(row.fiscal_year),
            **row.days,
        }
        key = (by_path[row.office], row.fiscal_year)
        figures = held.get(key) or AnnualFigures(office_id=key[0], fiscal_year=key[1])
        if figures.pk is None or any(getattr(figures, each) != values[each] for each in values):
            for name, value in values.items():
                setattr(figures, name, value)
            figures.save()


def _authorities_write() -> None:
    held = {each.key: each for each in AuthorityRecord.objects.all()}
    for each in authorities().values():
        values = {
            "kind": each.kind,
            "citation": each.citation,
            "pin": each.pin or "",
            "proposition": each.proposition,
            "adverse": each.adverse,
            "cite_verified": each.cite_verified,
            "pin_verified": each.pin_verified,
            "verified": each.verified or "",
            "note": each.note or "",
        }
        row = held.get(each.key) or AuthorityRecord(key=each.key)
        if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
