"""The ledger of a request: what happened, what follows from it on any day, and new entries."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from foiatrack.permissions import needs
from foiatrack.request_head import request_head
from requests_app.forms_ledger import LedgerEntryForm
from requests_app.law.ledger import EventKind
from requests_app.models import ClockEvent, FoiaRequest, LedgerError
from requests_app.selectors.clocks import clocks_json, determination_bar
from requests_app.selectors.ledger import ledger_of
from requests_app.services.ledger import event_add, event_withdraw, ledger_changed

ADD = "requests_app.add_clockevent"


@require_safe
def request_ledger(request: HttpRequest, pk: int) -> HttpResponse:
    """Every entry, those withdrawn too, and the clocks of the day that the address names."""
    foia_request = _found(pk)
    kind = _kind(request.GET.get("kind", ""))
    form = LedgerEntryForm(foia_request, kind) if kind else None
    return _shown(request, foia_request, form)


@needs(ADD)
@require_POST
def ledger_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new entry; the clocks follow."""
    foia_request, kind = _found(pk), _kind(request.POST.get("kind", ""))
    if kind is None:
        messages.error(request, "Nothing was entered: say what happened.")
        return redirect("request_ledger", pk)
    form = LedgerEntryForm(foia_request, kind, request.POST)
    if not form.is_valid():
        return _shown(request, foia_request, form)
    before = foia_request.clock_events.count()
    entry = event_add(
        foia_request=foia_request,
        event=form.event,
        letter=form.cleaned_data["correspondence"],
        recorded_by=_person(request),
    )
    if foia_request.clock_events.count() == before:
        messages.info(request, f"The ledger says so already: {_words(entry)}.")
    else:
        ledger_changed(foia_request)
        messages.success(request, f"Entered: {_words(entry)}.")
    return redirect("request_ledger", pk)


@needs(ADD)
@require_POST
def ledger_withdraw(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Withdraw an entry by another one, which says why."""
    foia_request = _found(pk)
    row = get_object_or_404(foia_request.clock_events, pk=entry)
    why = request.POST.get("why", "").replace("\0", "").strip()[:200]
    if not why:
        messages.error(request, "Nothing was withdrawn: say why. The reason is kept with it.")
        return redirect("request_ledger", pk)
    try:
        event_withdraw(entry=row, what=why, recorded_by=_person(request))
    except LedgerError as error:
        messages.error(request, f"Nothing was withdrawn: {error}.")
        return redirect("request_ledger", pk)
    ledger_changed(foia_request)
    messages.success(request, f"Withdrawn: {_words(row)}. Both entries are kept.")
    return redirect("request_ledger", pk)


def _shown(
    request: HttpRequest, foia_request: FoiaRequest, form: LedgerEntryForm | None
) -> HttpResponse:
    rows = foia_request.clock_events.select_related(
        "recorded_by", "correspondence", "withdrawn_by__recorded_by"
    )
    on = _day(request.GET.get("on", "")) or foia_request.as_of or timezone.localdate()
    ledger = ledger_of(foia_request)
    shown = {
        "foia_request": foia_request,
        "head": request_head(request, foia_request),
        "entries": [_entry(each) for each in rows.filter(withdraws=None).order_by("on", "pk")],
        "clocks": clocks_json(foia_request, on=on, ledger=ledger),
        "bar": determination_bar(ledger, on=on),
        "on": on,
        "may_add": request.user.has_perm(ADD),
        "kinds": list(EventKind),
        "form": form,
    }
    return render(request, "foiatrack/request_ledger.html", shown)


def _entry(row: ClockEvent) -> dict[str, Any]:
    return {
        "row": row,
        "stated": "; ".join(
            f"{name.replace('_', ' ')}: {_term(value)}" for name, value in row.terms.items()
        ),
        "withdrawal": getattr(row, "withdrawn_by", None),
    }


def _term(value: Any) -> str:
    """What a term says, in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return f"{value['days']} {value['unit'].replace('_', ' ')}s"
    if isinstance(value, list):
        return ", ".join(str(each).replace("_", " ") for each in value)
    return str(value)


def _words(entry: ClockEvent) -> str:
    return f"{entry.get_kind_display()} on {entry.on:%-d %b %Y}"


def _kind(name: str) -> EventKind | None:
    return next((each for each in EventKind if each.value == name), None)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # Before the first there was no such law, and no table of holidays reaches beyond the last.
    return day if 1967 <= day.year <= 2100 else None


def _person(request: HttpRequest) -> Any:
    return request.user


def _found(pk: int) -> FoiaRequest:
    return get_object_or_404(FoiaRequest.objects.select_related("agency"), pk=pk)
