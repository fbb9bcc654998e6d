"""What matters now, over all requests: the first page of the admin for those who manage."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from foiatrack.permissions import REPORTS
from gaps.models import Appeal, Finding
from gaps.reports.listed import REPORTS as LISTED
from requests_app.law.deadline import ClockName
from requests_app.models import Deadline, LetterFact, SourceFile
from requests_app.selectors.deadlines import due_of_requester, overdue_of_agencies

COUNTED = 1000
"""Rows are counted up to here: a number beyond it tells a manager no more."""
LISTED_NOW = 8


@dataclass(frozen=True, slots=True)
class Tile:
    """A number, what it counts, and where its rows are; `urgent`: something is lost by waiting."""

    words: str
    number: str
    href: str
    urgent: bool = False


def dashboard(request: HttpRequest, shown: dict[str, Any]) -> dict[str, Any]:
    """What the index of the admin shows besides its lists; nothing more to who may not see it."""
    return {**shown, **(what_matters() if request.user.has_perm(REPORTS) else {})}


def what_matters() -> dict[str, Any]:
    """The tiles, the deadlines that are nearest or longest past, and the reports."""
    overdue, due = overdue_of_agencies(), due_of_requester()
    closing = due.filter(name=ClockName.APPEAL)
    near = "foia_request__agency"
    return {
        "tiles": _tiles(overdue, closing),
        "longest": _first(overdue.select_related(near)),
        "closing": _first(closing.select_related(near)),
        "reports": LISTED.values(),
    }


def _first(rows: QuerySet[Deadline]) -> list[tuple[Deadline, int]]:
    """The first deadlines, each with its days past or left."""
    return [
        (each, abs((each.derived_for - each.due_on).days))
        for each in rows[:LISTED_NOW]
        if each.due_on
    ]


def _tiles(overdue: QuerySet[Deadline], closing: QuerySet[Deadline]) -> list[Tile]:
    return [
        _tile(
            "overdue at agencies",
            overdue,
            "requests_app_deadline",
            "standing=overdue&whose__exact=agency",
        ),
        _tile(
            "appeal closing within 14 days",
            closing,
            "requests_app_foiarequest",
            "standing=closing",
            urgent=True,
        ),
        _tile(
            "findings to review",
            Finding.objects.filter(status=Finding.Status.OPEN),
            "gaps_finding",
            "status__exact=open",
        ),
        _tile(
            "facts of letters to confirm",
            LetterFact.objects.filter(status=LetterFact.Status.PROPOSED),
            "requests_app_letterfact",
            "status__exact=proposed",
        ),
        _tile(
            "appeals waiting for a decision",
            Appeal.objects.filter(status=Appeal.Status.FILED),
            "gaps_appeal",
            "status__exact=filed",
        ),
        _tile(
            "files that failed",
            SourceFile.objects.filter(state=SourceFile.State.FAILED),
            "requests_app_sourcefile",
            "state__exact=failed",
        ),
    ]


def _tile(
    words: str, rows: QuerySet[Any, Any], model: str, query: str, *, urgent: bool = False
) -> Tile:
    number = rows.order_by()[: COUNTED + 1].count()
    shown = f"{number:,}" if number <= COUNTED else f"over {COUNTED:,}"
    address = reverse(f"admin:{model}_changelist")
    return Tile(words, shown, f"{address}?{query}", urgent and bool(number))
