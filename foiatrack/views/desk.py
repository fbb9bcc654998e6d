"""What needs the person who signed in, and the first steps where nothing is there yet."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from foiatrack.permissions import needs
from foiatrack.sample_case import sample_load
from gaps.selectors import findings_to_review, first_to_review
from requests_app.models import FoiaRequest, Production, SourceFile
from requests_app.selectors.deadlines import due_of_requester, overdue_of_agencies
from requests_app.tasks import reading_enqueue

SHOWN = 8
COUNTED = 1000
"""Rows are counted up to here; a number beyond it tells a person no more."""


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What is due, what is to review, what is being read, and what could not be; of all requests,
    or of those that the person sees to."""
    mine = "mine" in request.GET
    overdue, due = (
        _of(request, mine, each).select_related("foia_request__agency")
        for each in (overdue_of_agencies(), due_of_requester())
    )
    to_review = _of(request, mine, findings_to_review()).select_related("foia_request")
    failed = _of(request, mine, SourceFile.objects.filter(state=SourceFile.State.FAILED))
    reading = _of(request, mine, Production.objects.filter(_waits()))
    shown = {
        "mine": mine,
        "overdue": overdue[:SHOWN],
        "overdue_count": _counted(overdue),
        "due": due[:SHOWN],
        "due_count": _counted(due),
        "to_review": first_to_review(to_review, SHOWN),
        "to_review_count": _counted(to_review),
        "reading": _progress(reading)[:SHOWN],
        "failed": failed.select_related("foia_request").order_by("-brought_at")[:SHOWN],
        "failed_count": _counted(failed),
        "is_first": not FoiaRequest.objects.exists(),
    }
    return render(request, "foiatrack/desk.html", shown)


@needs("requests_app.add_foiarequest")
@require_POST
def load_sample(request: HttpRequest) -> HttpResponse:
    """The sample case, read by the workers where there are any."""
    with transaction.atomic():
        foia_request = sample_load(brought_by=request.user.get_username())
        reading_enqueue(foia_request)
    messages.success(
        request, "The sample case is loaded. Its files are read, then its gaps are found."
    )
    return redirect("request_gaps", foia_request.pk)


def _waits() -> Q:
    """Productions of which a file waits to be read."""
    files = SourceFile.objects.filter(state=SourceFile.State.STORED, production__isnull=False)
    return Q(pk__in=files.values("production"))


def _progress(productions: QuerySet[Any]) -> QuerySet[Any]:
    waiting = Count("source_files", filter=Q(source_files__state=SourceFile.State.STORED))
    counted = productions.select_related("foia_request").annotate(
        files=Count("source_files"), waiting=waiting
    )
    return counted.annotate(files_done=F("files") - F("waiting")).order_by("-pk")


def _of(request: HttpRequest, mine: bool, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(foia_request__assignee=request.user) if mine else rows


def _counted(rows: QuerySet[Any]) -> str:
    number = rows.order_by()[: COUNTED + 1].count()
    return f"{number:,}" if number <= COUNTED else f"more than {COUNTED:,}"
