"""The list of requests, as a page and as a table for a spreadsheet."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from requests_app.law.ledger import EventKind
from requests_app.lib.csv_lines import csv_lines
from requests_app.models import FoiaRequest, SavedFilter, Tag
from requests_app.models.saved_filter import LONGEST_QUERY
from requests_app.selectors.requests import (
    NOBODY,
    ORDERS,
    STANDINGS,
    RequestFilter,
    request_page,
    requests_in_rows,
)

PAGE_SIZE = 50
TAGS_OFFERED = 200
HEADS: dict[str, tuple[str, ...]] = {
    "File number": ("ref",),
    "Subject": (),
    "Agency": ("agency",),
    "Filed": ("newest", "oldest"),
    "Last happened": (),
    "Seen to by": (),
}
"""The columns, each with the orders that a click on it goes through."""
ASKED = tuple(each.name for each in fields(RequestFilter))
COLUMNS: dict[str, Callable[[Any], object]] = {
    "File number": lambda each: each.ref,
    "Subject": lambda each: each.title,
    "Agency": lambda each: each.agency.path,
    "Requester": lambda each: each.requester,
    "Filed": lambda each: each.filed_on,
    "Received": lambda each: each.received_on,
    "Last happened": lambda each: (each.last_event or "").replace("_", " "),
    "On": lambda each: each.last_event_on,
    "Seen to by": lambda each: each.assignee and each.assignee.get_username(),
    "Tags": lambda each: ", ".join(tag.name for tag in each.tags.all()),
}


@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """Requests by words, agency, standing, tag, person and what happened last."""
    wanted = _wanted(request.GET)
    shown = {
        "wanted": wanted,
        "page": request_page(
            wanted,
            PAGE_SIZE,
            after=_number(request.GET.get("after", "")),
            before=_number(request.GET.get("before", "")),
        ),
        "going": {"after", "before"} & request.GET.keys(),
        "columns": _columns(wanted),
        "kinds": [each.value for each in EventKind],
        "orders": ORDERS,
        "standings": STANDINGS,
        "tags": Tag.objects.values_list("name", flat=True)[:TAGS_OFFERED],
        "people": _people(),
        "nobody": NOBODY,
        "filtered": wanted.chosen.keys() - {"order"},
        "kept": SavedFilter.objects.filter(owner=_person(request)),
    }
    return render(request, "requests_app/request_list.html", shown)


@require_safe
def request_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All the requests that the filter finds, as CSV."""
    found = requests_in_rows(_wanted(request.GET))
    rows = ([column(each) for column in COLUMNS.values()] for each in found)
    answer = StreamingHttpResponse(csv_lines(list(COLUMNS), rows), content_type="text/csv")
    named = f"requests-{timezone.localdate():%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{named}"'
    return answer


@require_POST
def filter_keep(request: HttpRequest) -> HttpResponse:
    """Keep a filter under a name; the same name again stands for the new one."""
    name = " ".join(request.POST.get("name", "").replace("\0", "").split())[:60]
    wanted = _wanted(request.POST)
    if not name or len(wanted.query) > LONGEST_QUERY:
        why = "it is too long" if name else "give the filter a name"
        messages.error(request, f"Nothing was kept: {why}.")
    else:
        SavedFilter.objects.update_or_create(
            owner=_person(request), name=name, defaults={"query": wanted.query}
        )
        messages.success(request, f"“{name}” is kept.")
    return redirect(f"{reverse('requests')}?{wanted.query}")


@require_POST
def filter_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a filter of one's own no longer."""
    kept = get_object_or_404(SavedFilter, pk=pk, owner=_person(request))
    kept.delete()
    messages.success(request, f"“{kept.name}” is kept no longer.")
    return redirect("requests")


def _wanted(given: Any) -> RequestFilter:
    # No text of the database holds this character, and PostgreSQL refuses to look for it.
    asked = {name: given.get(name, "").replace("\0", "").strip()[:200] for name in ASKED}
    asked["agency"] = asked["agency"].strip("/")
    return RequestFilter(**{name: value for name, value in asked.items() if value})


def _people() -> list[str]:
    """Who sees to a request, by name."""
    seen = FoiaRequest.objects.exclude(assignee=None).values("assignee")
    people = get_user_model().objects.filter(pk__in=seen).order_by("username")
    return [each.get_username() for each in people]


def _columns(wanted: RequestFilter) -> list[dict[str, str]]:
    """The heads of the columns; those by which the list can be put in order with the address that
    does so, and how it stands now."""
    columns = []
    for words, orders in HEADS.items():
        column = {"words": words}
        if orders:
            at = orders.index(wanted.order) if wanted.order in orders else -1
            turned = replace(wanted, order=orders[(at + 1) % len(orders)])
            column["query"] = turned.query
            if at >= 0:
                down = ORDERS[wanted.order][0].startswith("-")
                column["sorted"] = "descending" if down else "ascending"
        columns.append(column)
    return columns


def _number(text: str) -> int | None:
    known = text.isascii() and text.isdigit() and len(text) < 16
    return int(text) if known else None


def _person(request: HttpRequest) -> Any:
    return request.user
