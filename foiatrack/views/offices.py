"""The offices of a request: what is said of searching each, cell by cell with its source."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foiatrack.office_matrix import Row, of_entry, office_rows
from foiatrack.permissions import needs
from foiatrack.request_head import request_head
from requests_app.forms_office import OfficeEntryForm
from requests_app.models import FoiaRequest, Office, OfficeEntry
from requests_app.services.office_entries import office_enter, office_withdraw
from requests_app.services.offices import offices_like

ENTER = "requests_app.change_searchrecord"
SUGGESTED = 400
"""Offices of the agency that are offered to be added."""


@require_safe
def request_offices(request: HttpRequest, pk: int) -> HttpResponse:
    """The matrix; a cell that the address names is open to be entered."""
    foia_request = _found(pk)
    form, office = None, None
    if request.user.has_perm(ENTER):
        office = _office(request, foia_request, request.GET.get("office", "").strip())
        cell = request.GET.get("cell", "")
        if office and cell in OfficeEntry.Cell.values:
            form = OfficeEntryForm(foia_request, cell)
    return _shown(request, foia_request, office, form)


@require_POST
@needs(ENTER)
def office_enter_cell(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a cell; what letters say stays as it is."""
    foia_request = _found(pk)
    cell = request.POST.get("cell", "")
    office = _office(request, foia_request, request.POST.get("office", "").strip())
    if office is None or cell not in OfficeEntry.Cell.values:
        return redirect("request_offices", pk)
    form = OfficeEntryForm(foia_request, cell, request.POST)
    if not form.is_valid():
        return _shown(request, foia_request, office, form)
    given = form.cleaned_data
    entry = office_enter(
        foia_request=foia_request,
        office=office,
        cell=cell,
        value=form.value,
        letter=given["letter"],
        page=given["page"],
        source=given["source"],
        entered_by=_person(request),
    )
    messages.success(request, f"Entered for {office.path}: {entry.shown}.")
    return redirect(f"{reverse('request_offices', args=[pk])}#office-{office.pk}")


@require_POST
@needs(ENTER)
def office_withdraw_entry(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Withdraw an entry by another one, which says why."""
    rows = OfficeEntry.objects.filter(foia_request=_found(pk)).select_related(
        "office", "foia_request"
    )
    row = get_object_or_404(rows, pk=entry)
    why = request.POST.get("why", "").replace("\0", "").strip()[:300]
    try:
        if not why:
            raise ValueError("say why; the reason is kept with it")
        office_withdraw(entry=row, why=why, withdrawn_by=_person(request))
    except ValueError as error:
        messages.error(request, f"Nothing was withdrawn: {error}.")
    else:
        messages.success(request, f"Withdrawn: {row}. Both entries are kept.")
    return redirect("request_offices", pk)


def _shown(
    request: HttpRequest,
    foia_request: FoiaRequest,
    office: Office | None,
    form: OfficeEntryForm | None,
) -> HttpResponse:
    entries = list(
        foia_request.office_entries.filter(withdraws=None)
        .select_related("office", "letter", "entered_by", "withdrawn_by__entered_by")
        .order_by("pk")
    )
    standing = [each for each in entries if getattr(each, "withdrawn_by", None) is None]
    rows = office_rows(foia_request, standing)
    if office and office.pk not in {row.office.pk for row in rows}:
        rows = sorted([*rows, Row(office)], key=lambda row: row.office.path)
    listed = {row.office.pk for row in rows}
    below = Office.objects.filter(path__startswith=f"{foia_request.agency.path}/")
    may_enter = request.user.has_perm(ENTER)
    shown: dict[str, Any] = {
        "foia_request": foia_request,
        "head": request_head(request, foia_request),
        "rows": rows,
        "cells": OfficeEntry.Cell.choices,
        "entries": [(each, of_entry(each)) for each in entries],
        "may_enter": may_enter,
        "open_office": office.pk if office else None,
        "form": form,
        "suggestions": below.exclude(pk__in=listed).values_list("path", "name")[:SUGGESTED]
        if may_enter
        else (),
    }
    return render(request, "foiatrack/request_offices.html", shown)


def _office(request: HttpRequest, foia_request: FoiaRequest, path: str) -> Office | None:
    """The office of that path, in the agency of the request; says so where there is none."""
    if not path:
        return None
    agency = foia_request.agency.path
    office = Office.objects.filter(path__iexact=path.replace("\0", "")[:200]).first()
    if office and (office.path == agency or office.path.startswith(f"{agency}/")):
        return office
    told = f"it is no office of {agency}" if office else offices_like(path[:200])
    messages.error(request, f"No office was added for “{path[:100]}”: {told}.")
    return None


def _person(request: HttpRequest) -> Any:
    return request.user


def _found(pk: int) -> FoiaRequest:
    return get_object_or_404(FoiaRequest.objects.select_related("agency"), pk=pk)
