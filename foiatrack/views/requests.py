"""The parts of one request."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from foiatrack.request_head import request_head
from gaps.selectors import findings_of
from requests_app.forms_bring import LetterForm, ProductionForm
from requests_app.models import FoiaRequest, LetterFact, SourceFile
from requests_app.selectors.bates import bates_strips
from requests_app.selectors.clocks import clocks_json, determination_bar
from requests_app.selectors.failures import files_in_doubt
from requests_app.selectors.ledger import ledger_of
from requests_app.selectors.productions import brought_files

GAPS_LISTED = 50
HOLES_LISTED = 50
"""Ranges of numbers that the table beside a strip lists; all of them on demand."""
LISTED_INSIDE = 200
"""Members that were not read, or are in doubt, which the productions list."""
CONFIDENCES = {"certain": 0, "probable": 1, "lead": 2}


def request_overview(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked, and how every clock stands, with its working."""
    foia_request = _found(pk)
    ledger, day = ledger_of(foia_request), _day(foia_request)
    shown = {
        "clocks": clocks_json(foia_request, on=day, ledger=ledger),
        "bar": determination_bar(ledger, on=day),
        "items": foia_request.items.all(),
        "offices": foia_request.offices.all(),
        "identifiers": foia_request.identifiers.all(),
        "tags": foia_request.tags.all(),
    }
    return _part(request, foia_request, "overview", shown)


def request_productions(request: HttpRequest, pk: int) -> HttpResponse:
    """What came, file by file and a page of files at a time, and what of it could not be read."""
    foia_request = _found(pk)
    counted = _files_counted(foia_request)
    page, productions = brought_files(foia_request, request.GET.get("page"))
    shown = {
        "page": page,
        "productions": productions,
        "strips": bates_strips(foia_request),
        "holes": None if request.GET.get("holes") == "all" else HOLES_LISTED,
        "form": ProductionForm(),
        "inside": files_in_doubt(foia_request)[:LISTED_INSIDE],
    }
    return _part(request, foia_request, "productions", shown | counted)


def request_letters(request: HttpRequest, pk: int) -> HttpResponse:
    """The letters, and how much was read in each."""
    foia_request = _found(pk)
    status = LetterFact.Status
    waiting, confirmed = Q(facts__status=status.PROPOSED), Q(facts__status=status.CONFIRMED)
    letters = foia_request.correspondence.select_related("source_file").annotate(
        waiting=Count("facts", filter=waiting), read=Count("facts", filter=waiting | confirmed)
    )
    shown = {"letters": letters.order_by("dated_on", "pk"), "form": LetterForm()}
    return _part(request, foia_request, "letters", shown)


def request_gaps(request: HttpRequest, pk: int) -> HttpResponse:
    """The gaps with their proof, the surest first; of very many the first, as the review queue
    has them all."""
    foia_request = _found(pk)
    rows = findings_of(foia_request).prefetch_related(None)
    found = sorted(
        rows.values_list("pk", "confidence", "status", "is_present"),
        key=lambda row: CONFIDENCES[row[1]],
    )
    parts = {
        "open": [key for key, _, status, present in found if present and status == "open"],
        "decided": [key for key, _, status, present in found if present and status != "open"],
        "cured": [key for key, _, _, present in found if not present],
    }
    wanted = [key for keys in parts.values() for key in keys[:GAPS_LISTED]]
    listed = findings_of(foia_request).in_bulk(wanted)
    shown: dict[str, Any] = {"run": foia_request.analysis_runs.first()}
    shown |= _files_counted(foia_request)
    for name, keys in parts.items():
        shown[name] = [listed[key] for key in keys[:GAPS_LISTED]]
        shown[f"{name}_count"] = len(keys)
    return _part(request, foia_request, "gaps", shown)


def _files_counted(foia_request: FoiaRequest) -> dict[str, int]:
    """The files of a request: how many there are, wait to be read, and could not be."""
    state = SourceFile.State
    return foia_request.source_files.aggregate(
        whole=Count("pk"),
        waiting=Count("pk", filter=Q(state=state.STORED)),
        failed=Count("pk", filter=Q(state=state.FAILED)),
    )


def _found(pk: int) -> FoiaRequest:
    return get_object_or_404(FoiaRequest.objects.select_related("agency", "assignee"), pk=pk)


def _day(foia_request: FoiaRequest) -> date:
    return foia_request.as_of or timezone.localdate()


def _part(
    request: HttpRequest, foia_request: FoiaRequest, name: str, shown: dict[str, Any]
) -> HttpResponse:
    head = {"foia_request": foia_request, "head": request_head(request, foia_request)}
    return render(request, f"foiatrack/request_{name}.html", head | shown)
