"""What needs the person who signed in."""

from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gaps.selectors import findings_to_review
from requests_app.models import Production, SourceFile
from requests_app.selectors.deadlines import due_of_requester, overdue_of_agencies

SHOWN = 8


def desk(request: HttpRequest) -> HttpResponse:
    """What is due, what is to review, what is being read, and what could not be."""
    to_review = findings_to_review()
    waiting = Q(source_files__state=SourceFile.State.STORED)
    reading = Production.objects.select_related("foia_request").annotate(
        files=Count("source_files"), waiting=Count("source_files", filter=waiting)
    )
    reading = reading.filter(waiting__gt=0).annotate(files_done=F("files") - F("waiting"))
    failed = SourceFile.objects.filter(state=SourceFile.State.FAILED)
    overdue, due = overdue_of_agencies(), due_of_requester()
    shown = {
        "overdue": overdue.select_related("foia_request__agency")[:SHOWN],
        "due": due.select_related("foia_request__agency")[:SHOWN],
        "due_count": overdue.count() + due.count(),
        "to_review": to_review.select_related("foia_request")[:SHOWN],
        "to_review_count": to_review.count(),
        "reading": reading.order_by("-pk")[:SHOWN],
        "failed": failed.select_related("foia_request").order_by("-brought_at")[:SHOWN],
        "failed_count": failed.count(),
    }
    return render(request, "foiatrack/desk.html", shown)
