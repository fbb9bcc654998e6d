"""The terms of art, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foiatrack.permissions import anyone_signed_in
from foiatrack.terms import terms


@anyone_signed_in
def terms_page(request: HttpRequest) -> HttpResponse:
    """Every term with what it means and its law."""
    return render(request, "foiatrack/terms.html", {"terms": terms()})
