"""Logging a request: one form, with suggestions from its text."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from requests_app.forms_request import RequestForm
from requests_app.lib.request_text import suggested
from requests_app.models import FoiaRequest, Office
from requests_app.selectors.offices import OfficeNames
from requests_app.services.requests import next_ref, request_log

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
    foia_request = request_log(logged=form.logged(), logged_by=request.user)  # type: ignore[arg-type]  # behind sign-in
    messages.success(request, f"{foia_request.ref} is logged.")
    return redirect("request", foia_request.pk)


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
    shown = {"form": form, "agencies": agencies.values_list("path", "name")}
    return render(request, "requests_app/log_request.html", shown, status=status)
