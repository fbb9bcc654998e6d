"""Search over everything that the person may see."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from requests_app.forms_search import KINDS, SearchForm
from requests_app.lib.search_query import LEAST_BEFORE_STAR, Query, words_written
from requests_app.models import FoiaRequest, Page, SearchEntry, Stamp
from requests_app.selectors.search import found_by
from requests_app.selectors.stamps import pages_stamped

SHOWN_OF_EACH, SHOWN_OF_ONE = 5, 20
STAMPED_SHOWN = 10
LARGEST_KEY = 2**63 - 1


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found, kind by kind; a Bates number written in full leads to its page."""
    form = SearchForm(request.GET)
    valid = form.is_valid()
    after = _place(request.GET.get("after", ""))
    stamped, in_full = _stamped(form) if valid and not after else ([], False)
    if in_full and len(stamped) == 1 and not form.narrowed:
        messages.info(
            request,
            f"This page bears {form.cleaned_data['q']}. To look for that in the words of pages "
            "and messages, write it in quotation marks.",
        )
        document = reverse("document", args=[stamped[0].source_file_id])
        return redirect(f"{document}?page={stamped[0].index + 1}")
    asked = valid and bool(form.query.wanted)
    shown = SHOWN_OF_ONE if form.within.kind else SHOWN_OF_EACH
    groups = found_by(form.query, form.within, shown=shown, after=after) if asked else []
    context = {
        "form": form,
        "asked": asked,
        "groups": [(KINDS[SearchEntry.Kind(each.kind)], each) for each in groups if each.number],
        "stamped": stamped[:STAMPED_SHOWN],
        "stamped_more": len(stamped) > STAMPED_SHOWN,
        "after": after,
        "one_kind": bool(form.within.kind),
        "wider": _wider(form.query) if asked else "",
        "unentered": not SearchEntry.objects.exists() and FoiaRequest.objects.exists(),
    }
    return render(request, "requests_app/search.html", context)


def _stamped(form: SearchForm) -> tuple[list[Page], bool]:
    """The pages that bear what was typed as their number, and whether it was typed in full."""
    stamps = Stamp.objects.all()
    if form.foia_request:
        stamps = stamps.filter(page__source_file__foia_request=form.foia_request)
    anywhere = not (form.within.kind or form.within.from_on or form.within.to_on)
    return pages_stamped(form.cleaned_data["q"], stamps) if anywhere else ([], False)


def _wider(query: Query) -> str:
    """The same words with their ends open; empty where that is no other question."""
    open_end = [
        replace(term, open_end=True)
        for term in query.terms
        if not term.open_end and len(term.words[-1]) >= LEAST_BEFORE_STAR
    ]
    return words_written(Query(tuple((term,) for term in open_end)))


def _place(written: str) -> int:
    """The entry to go on behind; 0 where what was written is no number of one."""
    plain = written.isascii() and written.isdigit() and len(written) < len(str(LARGEST_KEY))
    return int(written) if plain else 0
