"""The list of requests."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from requests_app.law.ledger import EventKind
from requests_app.selectors.requests import ORDERS, RequestFilter, requests_found

PAGE_SIZE = 50


def request_list(request: HttpRequest) -> HttpResponse:
    """Requests by words, agency and what happened last."""
    wanted = RequestFilter(
        words=request.GET.get("words", "").strip(),
        agency=request.GET.get("agency", "").strip().strip("/"),
        last_event=request.GET.get("last_event", ""),
        order=request.GET.get("order", "newest"),
    )
    page = Paginator(requests_found(wanted), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = {
        "wanted": wanted,
        "page": page,
        "kinds": [each.value for each in EventKind],
        "orders": ORDERS,
        "filtered": wanted != RequestFilter(order=wanted.order),
    }
    return render(request, "requests_app/request_list.html", shown)
