"""A released file: its pages, what stands on them, and the ways to a page."""

from collections.abc import Iterable, Sequence

from django.db.models import Count

from foiatrack.document_search import query_or_nothing
from foiatrack.page_view import Highlight
from gaps.models import Evidence
from requests_app.lib.search_query import marks
from requests_app.models import Page, SourceFile, Stamp
from requests_app.selectors.open_text import open_text
from requests_app.selectors.stamps import stamps_like

CITED_READ, CITED_SHOWN = 200, 30
"""Pieces of proof on a page that are outlined, and findings that are listed beside it."""


def pages_listed(source_file: SourceFile) -> "list[tuple[int, str]]":
    """The pages of the file that were read: their number, from 1, and their label."""
    rows = source_file.pages.order_by("index").values_list("index", "label")
    return [(index + 1, label) for index, label in rows]


def highlights(page: Page, words: str = "") -> tuple[list[Highlight], list[Evidence]]:
    """What is to be seen on a page, and for each finding that it proves the first piece of proof;
    in three queries."""
    rows = Evidence.objects.filter(page=page).select_related("finding").order_by("pk")
    cited = list(rows[:CITED_READ])
    shown = [*_stamps(page), *_redactions(page)]
    shown += [
        Highlight("cited", each.start, each.end, f"{each.finding.code} {each.what}".strip())
        for each in cited
    ]
    sought = query_or_nothing(words)
    shown += [Highlight("found", *span) for span in marks(sought, open_text(page))]
    first = {each.finding_id: each for each in reversed(cited)}
    return shown, list(reversed(first.values()))[:CITED_SHOWN]


def page_with_stamp(source_file: SourceFile, sought: str) -> Page | None:
    """The page that bears a Bates number: of this file, else of another of the same request.

    A number alone, or with any part of its prefix, is enough.
    """
    ours = Stamp.objects.filter(page__source_file__foia_request=source_file.foia_request_id)
    fitting = stamps_like(sought, ours)
    here = [each for each in fitting if each.page.source_file_id == source_file.pk]
    best = next(iter(here or fitting), None)
    return best.page if best else None


def stamps_of(source_file: SourceFile, indexes: Sequence[int]) -> dict[int, str]:
    """The Bates numbers on some pages of the file, by the number of the page, in one query."""
    rows = Stamp.objects.filter(page__source_file=source_file, page__index__in=indexes)
    return {index + 1: raw for index, raw in rows.order_by("-pk").values_list("page__index", "raw")}


def proofs_of(source_file: SourceFile, indexes: Sequence[int]) -> dict[int, int]:
    """How many pieces of proof are taken from some pages of the file, in one query."""
    rows = Evidence.objects.filter(page__source_file=source_file, page__index__in=indexes)
    counted = rows.order_by().values_list("page__index").annotate(number=Count("pk"))
    return {index + 1: number for index, number in counted}


def _stamps(page: Page) -> Iterable[Highlight]:
    for each in page.stamps.all():
        repaired = ", as its neighbours have it" if each.repaired else ""
        yield Highlight("stamp", each.start, each.end, f"Bates {each}{repaired}", _box(each.box))


def _redactions(page: Page) -> Iterable[Highlight]:
    for each in page.redactions.all():
        codes = f"Withheld {', '.join(each.codes)}" if each.codes else "Withheld, no code given"
        yield Highlight("redacted", each.start, each.end, codes, _box(each.box))


def _box(box: Sequence[float] | None) -> tuple[float, float, float, float] | None:
    return (box[0], box[1], box[2], box[3]) if box and len(box) == 4 else None
