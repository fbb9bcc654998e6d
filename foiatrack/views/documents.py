"""A released file, page by page."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from foiatrack.document_search import search_within
from foiatrack.document_view import (
    highlights,
    page_with_stamp,
    pages_listed,
    proofs_of,
    stamps_of,
)
from foiatrack.page_view import page_view
from requests_app.models import SourceFile
from requests_app.selectors.documents import names_of

LISTED = 40
"""Pages that the list shows at a time."""


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The file at a page: by its number, or by the Bates number that it bears."""
    rows = SourceFile.objects.select_related("foia_request__agency", "production", "blob")
    source_file = get_object_or_404(rows, pk=pk)
    words, bates = (_given(request, name) for name in ("words", "bates"))
    if bates:
        return _to_stamp(request, source_file, bates, words)
    numbers = pages_listed(source_file)
    at = _place(numbers, request.GET.get("page", ""))
    shown = {
        "source_file": source_file,
        "foia_request": source_file.foia_request,
        "name": names_of([pk])[pk],
        "words": words,
        "pages": len(numbers),
        "failures": source_file.failures.all()[:20],
        "warnings": source_file.warnings,
        **(_at(source_file, numbers, at, words) if numbers else {}),
    }
    return render(request, "foiatrack/document.html", shown)


def _at(
    source_file: SourceFile, numbers: list[tuple[int, str]], at: int, words: str
) -> dict[str, Any]:
    number, _ = numbers[at]
    page = source_file.pages.prefetch_related("redactions").get(index=number - 1)
    page.source_file = source_file
    shown, cited = highlights(page, words)
    listed = Paginator(numbers, LISTED).get_page(at // LISTED + 1)
    indexes = [each - 1 for each, _ in listed]
    stamps, proofs = stamps_of(source_file, indexes), proofs_of(source_file, indexes)
    found = search_within(source_file, words, number)
    return {
        "number": number,
        "view": page_view(page, shown),
        "cited": cited,
        "stamp": stamps.get(number, ""),
        "previous": _address(source_file, numbers[at - 1][0], words) if at else "",
        "next": _address(source_file, numbers[at + 1][0], words) if at + 1 < len(numbers) else "",
        "listed": listed,
        "rows": [
            {
                "number": each,
                "label": label,
                "stamp": stamps.get(each, ""),
                "proofs": proofs.get(each, 0),
                "href": _address(source_file, each, words),
            }
            for each, label in listed
        ],
        "earlier": _address(source_file, numbers[listed.start_index() - 2][0], words)
        if listed.has_previous()
        else "",
        "later": _address(source_file, numbers[listed.end_index()][0], words)
        if listed.has_next()
        else "",
        "found": found,
        "found_rows": [(_address(source_file, each.number, words), each) for each in found.pages],
        "found_before": _address(source_file, found.previous, words) if found.previous else "",
        "found_behind": _address(source_file, found.next, words) if found.next else "",
    }


def _to_stamp(
    request: HttpRequest, source_file: SourceFile, bates: str, words: str
) -> HttpResponse:
    """On to the page that bears the number."""
    page = page_with_stamp(source_file, bates)
    if page is None:
        messages.warning(request, f"No page of this request bears the number {bates[:60]}.")
        return redirect("document", pk=source_file.pk)
    if page.source_file_id != source_file.pk:
        messages.info(request, f"{bates[:60]} is in another file: {page.source_file.path}.")
    return redirect(_address(page.source_file, page.index + 1, words))


def _given(request: HttpRequest, name: str) -> str:
    # No text of the database holds this character, and PostgreSQL refuses to look for it.
    return request.GET.get(name, "").replace("\0", "").strip()


def _place(numbers: list[tuple[int, str]], wanted: str) -> int:
    """Where in the list a page stands; the first where it is none of them."""
    known = {number: place for place, (number, _) in enumerate(numbers)}
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else 0
    return known.get(number, 0)


def _address(source_file: SourceFile, number: int, words: str) -> str:
    asked = {"page": number} | ({"words": words} if words else {})
    return f"{reverse('document', args=[source_file.pk])}?{urlencode(asked)}"
