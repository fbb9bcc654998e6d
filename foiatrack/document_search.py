"""Searching within a released file."""

from dataclasses import dataclass

from requests_app.lib.search_query import Query, QueryError, marks, query_read
from requests_app.lib.search_snippet import Piece, snippet
from requests_app.models import Page, SearchEntry, SourceFile
from requests_app.selectors.open_text import open_texts
from requests_app.selectors.search_entries import Within, entries_found

FOUND_SHOWN = 100
"""Pages that a search lists."""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page that fits, the words around what was found on it, and how often it is there."""

    number: int
    pieces: tuple[Piece, ...]
    times: int


@dataclass(frozen=True, slots=True)
class FoundWithin:
    """The first pages that fit (`every`: there are no more), and the nearest ones on either side
    of the page shown. `refused` says what is wrong with what was asked."""

    pages: tuple[FoundPage, ...] = ()
    every: bool = True
    previous: int | None = None
    next: int | None = None
    refused: str = ""


def query_or_nothing(words: str) -> Query:
    """What was asked; nothing where it cannot be understood."""
    try:
        return query_read(words)
    except QueryError:
        return Query()


def search_within(source_file: SourceFile, words: str, number: int) -> FoundWithin:
    """The pages of the file that fit, seen from page `number`."""
    try:
        query = query_read(words)
    except QueryError as error:
        return FoundWithin(refused=str(error))
    if not query.wanted:
        return FoundWithin()
    within = Within(source_file_id=source_file.pk)
    ids = entries_found(query, within, limit=FOUND_SHOWN + 1)
    entries = SearchEntry.objects.filter(pk__in=ids[:FOUND_SHOWN])
    pages = dict(entries.order_by("pk").values_list("page_id", "page__index"))
    # What was closed since it was entered is not found, either.
    texts = open_texts(pk for pk in pages if pk)
    found = [(index, texts[pk], marks(query, texts[pk])) for pk, index in pages.items() if pk]
    before, behind = _neighbours(query, within, number)
    return FoundWithin(
        pages=tuple(
            FoundPage(index + 1, snippet(text, spans[:1]), len(spans))
            for index, text, spans in found
            if spans and index is not None
        ),
        every=len(ids) <= FOUND_SHOWN,
        previous=before,
        next=behind,
    )


def _neighbours(query: Query, within: Within, number: int) -> tuple[int | None, int | None]:
    """The numbers of the nearest pages that fit, before a page and behind it."""
    here = SearchEntry.objects.filter(
        page__source_file=within.source_file_id, page__index=number - 1
    )
    own = sorted(here.values_list("pk", flat=True))
    if not own:
        return None, None
    nearest = (
        entries_found(query, within, limit=1, before=own[0]),
        entries_found(query, within, limit=1, after=own[-1]),
    )
    rows = Page.objects.filter(searchentry__in=[pk for ids in nearest for pk in ids])
    numbers = {entry: index + 1 for entry, index in rows.values_list("searchentry", "index")}
    before, behind = (next((numbers[pk] for pk in ids), None) for ids in nearest)
    return before, behind
