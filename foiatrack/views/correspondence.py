"""The emails of a release: who wrote whom, when, and which are proven and missing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from foiatrack.request_head import request_head
from requests_app.models import FoiaRequest
from requests_app.pictures.exchanges import exchange_picture
from requests_app.selectors.correspondence import messages_by_thread, messages_by_time
from requests_app.selectors.pictures import exchanged_pairs, messages_over_time

INFERRED = "inferred"
PAIRS_LISTED = 20
"""In the table; all of them on demand."""


def request_correspondence(request: HttpRequest, pk: int) -> HttpResponse:
    """Pictures, each with a table beside it, and the messages a page at a time: by thread, or by
    time."""
    foia_request = get_object_or_404(FoiaRequest.objects.select_related("agency"), pk=pk)
    pairs = exchanged_pairs(foia_request)
    listed = pairs if request.GET.get("pairs") == "all" else pairs[:PAIRS_LISTED]
    shown = {
        "foia_request": foia_request,
        "head": request_head(request, foia_request),
        "pairs": listed,
        "pairs_left": len(pairs) - len(listed),
        "exchanges": exchange_picture(pairs),
        "timeline": messages_over_time(foia_request),
        **_messages(request, foia_request),
    }
    return render(request, "foiatrack/request_correspondence.html", shown)


def _messages(request: HttpRequest, foia_request: FoiaRequest) -> dict[str, Any]:
    asked, page = request.GET, request.GET.get("page")
    missing = asked.get("state") == INFERRED
    thread = int(number) if (number := asked.get("thread", "")).isdecimal() else None
    if asked.get("by") == "time" or thread is not None:
        listed, rows = messages_by_time(foia_request, missing=missing, thread=thread, page=page)
        return {"page": listed, "rows": rows, "missing": missing, "thread": thread}
    listed, threads = messages_by_thread(foia_request, missing=missing, page=page)
    return {"page": listed, "threads": threads, "missing": missing, "by_thread": True}
