"""The history of a request: who did what, and when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from foiatrack.request_head import request_head
from foiatrack.request_history import history_of
from requests_app.models import FoiaRequest


@require_safe
def request_history(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest acts, or those behind the one that the address names."""
    foia_request = get_object_or_404(FoiaRequest.objects.select_related("agency"), pk=pk)
    before = request.GET.get("before", "")
    acts, older = history_of(foia_request, before)
    shown = {
        "foia_request": foia_request,
        "head": request_head(request, foia_request),
        "acts": acts,
        "older": older,
        "is_newest": not before,
    }
    return render(request, "foiatrack/request_history.html", shown)
