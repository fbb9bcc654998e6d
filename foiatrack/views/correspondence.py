"""The emails of a release: who wrote whom, when, and which are proven and missing."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from foiatrack.request_head import request_head
from requests_app.models import FoiaRequest, Participation
from requests_app.pictures.exchanges import exchange_picture
from requests_app.selectors.pictures import exchanged_pairs, messages_over_time

PAGE_SIZE = 100


def request_correspondence(request: HttpRequest, pk: int) -> HttpResponse:
    """Two pictures, each with a table beside it, and the messages a page at a time."""
    foia_request = get_object_or_404(FoiaRequest.objects.select_related("agency"), pk=pk)
    pairs = exchanged_pairs(foia_request)
    people = Prefetch("participations", Participation.objects.order_by("role", "position"))
    found = foia_request.messages.prefetch_related(people).order_by("sent_at", "number")
    if state := request.GET.get("state"):
        found = found.filter(state=state)
    shown = {
        "foia_request": foia_request,
        "head": request_head(request, foia_request),
        "pairs": pairs,
        "exchanges": exchange_picture(pairs),
        "timeline": messages_over_time(foia_request),
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "state": state or "",
    }
    return render(request, "foiatrack/request_correspondence.html", shown)
