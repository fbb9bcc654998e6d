"""Logging a request, and correcting it: one form, with suggestions from its text."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from requests_app.forms_request import RequestForm
from requests_app.lib.request_text import suggested
from requests_app.models import FoiaRequest, Office, Tag
from requests_app.selectors.offices import OfficeNames
from requests_app.services.requests import logged_of, next_ref, request_change, request_log

TAGS_SHOWN = 60
LISTED = {"parts": "parts", "offices": "offices", "custodians": "custodians"}


@permission_required("requests_app.add_foiarequest", raise_exception=True)
def log_request(request: HttpRequest) -> HttpResponse:
    """The form; `suggest` fills what is empty from the text, anything else saves."""
    if request.method != "POST":
        return _form(request, RequestForm(initial=_initial()))
    if "suggest" in request.POST:
        return _form(request, RequestForm(initial=_with_suggestions(request.POST.dict())))
    form = RequestForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    foia_request = request_log(logged=form.logged(), logged_by=_person(request))
    messages.success(request, f"{foia_request.ref} is logged.")
    return redirect("request", foia_request.pk)


@permission_required("requests_app.change_foiarequest", raise_exception=True)
def correct_request(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form with what is recorded; its history keeps what is changed."""
    foia_request = get_object_or_404(FoiaRequest.objects.select_related("agency"), pk=pk)
    if request.method != "POST":
        initial = RequestForm.written(logged_of(foia_request))
        return _form(request, RequestForm(initial=initial, corrects=foia_request))
    if "suggest" in request.POST:
        initial = _with_suggestions(request.POST.dict())
        return _form(request, RequestForm(initial=initial, corrects=foia_request))
    form = RequestForm(request.POST, corrects=foia_request)
    if not form.is_valid():
        return _form(request, form, status=422)
    request_change(foia_request=foia_request, logged=form.logged(), changed_by=_person(request))
    messages.success(request, f"{foia_request.ref} is corrected. What stood there is kept.")
    return redirect("request", pk)


def _person(request: HttpRequest) -> Any:
    return request.user


def _initial() -> dict[str, Any]:
    """What is likely: the next number, the requester of the last request, today."""
    today = timezone.localdate()
    last = FoiaRequest.objects.order_by("-pk").values_list("requester", flat=True).first()
    return {"ref": next_ref(year=today.year), "requester": last or "", "filed_on": today}


def _with_suggestions(given: dict[str, str]) -> dict[str, Any]:
    """What the person has entered, with what the text suggests where nothing is entered."""
    agency = given.get("agency", "").strip().strip("/")
    found = suggested(given.get("text", ""), OfficeNames().names_below(agency) if agency else {})
    filled: dict[str, Any] = dict(given)
    for field in LISTED:
        if not given.get(field, "").strip():
            filled[field] = "\n".join(getattr(found, field))
    for field in ("records_from", "records_to"):
        filled[field] = given.get(field) or getattr(found, field)
    return filled


def _form(request: HttpRequest, form: RequestForm, status: int = 200) -> HttpResponse:
    agencies = Office.objects.exclude(kind=Office.Kind.OFFICE).order_by("path")
    shown = {
        "form": form,
        "corrects": form.corrects,
        "agencies": agencies.values_list("path", "name"),
        "tags": Tag.objects.values_list("name", flat=True)[:TAGS_SHOWN],
    }
    return render(request, "requests_app/log_request.html", shown, status=status)
