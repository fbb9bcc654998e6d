"""The matrix of offices: what was asked of each, what led to it, what is said of its search, and
for every cell where that is known from."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.timezone import localtime

from gaps.snapshot_builder.asked_and_said import sentence_naming
from requests_app.models import (
    FoiaRequest,
    LetterFact,
    Mention,
    Office,
    OfficeEntry,
    Page,
    SearchRecord,
)
from requests_app.selectors.documents import in_file_order
from requests_app.services.office_entries import FACTS, FACTS_OF_STATUS

Cell = OfficeEntry.Cell
LED_TO = 60
"""Offices that the records name, at most: those on the most pages."""
FACT_NAMES = [each.value for each in (*FACTS.values(), *FACTS_OF_STATUS.values())]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a cell is known from, and where to look at it; no address where there is no page."""

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing in a cell; `mark` is that of a status: solid, hollow or none."""

    text: str
    sources: tuple[Source, ...]
    mark: str = ""
    late: str = ""


@dataclass(slots=True)
class Row:
    """An office. `led_to` says where the records name it first, and on how many pages."""

    office: Office
    asked: bool = False
    led_to: Source | None = None
    cells: dict[str, list[Said]] = field(
        default_factory=lambda: {each.value: [] for each in OfficeEntry.Cell}
    )

    @property
    def shown(self) -> list[tuple[str, str, list[Said]]]:
        """The cells in their order: name, words, and what they hold."""
        return [(each.value, str(each.label), self.cells[each.value]) for each in Cell]


def office_rows(foia_request: FoiaRequest, entries: Iterable[OfficeEntry]) -> list[Row]:
    """The rows, in the order of the tree, in a number of queries that does not grow. `entries`
    are those that stand."""
    searches = list(
        foia_request.searches.select_related("office", "source_file").prefetch_related("custodians")
    )
    rows: dict[int, Row] = {}
    for office in foia_request.offices.all():
        rows[office.pk] = Row(office, asked=True)
    for search in searches:
        rows.setdefault(search.office_id, Row(search.office))
    for office, mention, pages in _mentions(foia_request):
        rows.setdefault(office.pk, Row(office)).led_to = _led_to(mention, pages)
    sources = _Sources(foia_request, searches, entries)
    for search in searches:
        _fill(rows[search.office_id], search, sources)
    for entry in sources.entries:
        row = rows.setdefault(entry.office_id, Row(entry.office))
        if entry.cell == Cell.DATES and set(entry.wrote.get("days", [])) != _days(entry):
            row.cells[Cell.DATES].append(Said(entry.shown, (of_entry(entry),)))
    return sorted(rows.values(), key=lambda row: row.office.path)


def of_entry(entry: OfficeEntry) -> Source:
    """The source of what a person entered."""
    by = f"entered by {entry.entered_by or 'the program'} on {_day(entry.entered_at)}"
    page = f", page {entry.page}" if entry.page else ""
    letter = f"{entry.letter}{page}" if entry.letter else ""
    known = "; ".join(each for each in (letter, entry.source) if each)
    return Source(f"{by}: {known}", _letter(entry.letter_id, page=entry.page))


class _Sources:
    """Where what is recorded of searches stands: letters, their confirmed facts, their pages,
    entries and the history of the records."""

    def __init__(
        self,
        foia_request: FoiaRequest,
        searches: list[SearchRecord],
        entries: Iterable[OfficeEntry],
    ) -> None:
        files = {each.source_file_id for each in searches if each.source_file_id}
        letters = foia_request.correspondence.filter(source_file__in=files)
        self.letters = dict(letters.values_list("source_file_id", "pk"))
        self.entries = list(entries)
        self.texts: dict[int, list[str]] = defaultdict(list)
        pages = Page.objects.filter(source_file__in=files).order_by("source_file_id", "index")
        for file, text in pages.values_list("source_file_id", "text"):
            self.texts[file].append(text)
        self.facts: dict[int, list[LetterFact]] = defaultdict(list)
        facts = LetterFact.objects.filter(
            correspondence__in=self.letters.values(), name__in=FACT_NAMES, status="confirmed"
        )
        for fact in facts.select_related("page"):
            self.facts[fact.correspondence_id].append(fact)
        kept = SearchRecord.history.filter(id__in=[each.pk for each in searches])
        rows = kept.order_by("-history_date", "-history_id").select_related("history_user")
        self.recorded = {each.id: each for each in rows}

    def of(self, search: SearchRecord, cell: str, text: str) -> tuple[Source, ...]:
        """Every source of one thing that is recorded of a search."""
        entered = [
            of_entry(each)
            for each in self.entries
            if each.office_id == search.office_id and each.cell == cell and _says(each, text)
        ]
        stated = self._stated(search, cell, text)
        # A letter without the page proves less than the person who says where to look.
        if stated and (stated.href or not entered):
            return (stated, *entered)
        return tuple(entered) or (self._recorded(search),)

    def _stated(self, search: SearchRecord, cell: str, text: str) -> Source | None:
        """The letter that says it, with the page where that was found."""
        file = search.source_file
        if file is None:
            return None
        letter, name = self.letters.get(file.pk), file.path.rsplit("/", 1)[-1]
        for fact in self.facts[letter] if letter else []:
            if _fits(fact, search, cell, text):
                where = f"{name}, page {fact.page.index + 1}"
                return Source(where, _letter(letter, fact=fact.pk))
        number = self._page(search, cell, text)
        if number is None:
            return Source(name)
        address = (
            _letter(letter, page=number)
            if letter
            else f"{reverse('document', args=[file.pk])}?page={number}"
        )
        return Source(f"{name}, page {number}", address)

    def _page(self, search: SearchRecord, cell: str, text: str) -> int | None:
        """The page of the letter on which the words stand, from 1."""
        texts = self.texts[search.source_file_id or 0]
        if cell == Cell.STATUS:
            names = (search.office.name, search.office.abbreviation)
            found = sentence_naming(texts, names, search.status)
            return found[0] + 1 if found else None
        if cell == Cell.DATES:
            return None
        words = _folded(text)
        return next((at for at, each in enumerate(texts, 1) if words in _folded(each)), None)

    def _recorded(self, search: SearchRecord) -> Source:
        """Who recorded the search, where no letter is named."""
        first = self.recorded.get(search.pk)
        if first is None:
            return Source("source not recorded")
        by = first.history_user or "the program"
        return Source(f"recorded by {by} on {_day(first.history_date)}")


def _fill(row: Row, search: SearchRecord, sources: _Sources) -> None:
    done = search.status in ("searched", "no_records")
    words = search.get_status_display().replace("_", " ").lower()
    row.cells[Cell.STATUS].append(
        Said(
            f"{words}: {search.reason}" if search.reason else words,
            sources.of(search, Cell.STATUS, search.status),
            mark="solid" if done else "hollow",
            late="no reason given" if search.status == "refused" and not search.reason else "",
        )
    )
    lists = {
        Cell.CUSTODIANS: [each.name for each in search.custodians.all()],
        Cell.SYSTEMS: search.systems,
        Cell.TERMS: search.terms,
    }
    for cell, values in lists.items():
        alike: dict[tuple[Source, ...], list[str]] = defaultdict(list)
        for each in values:
            alike[sources.of(search, cell, each)].append(each)
        row.cells[cell] += [Said(", ".join(some), known) for known, some in alike.items()]
    if search.from_on or search.to_on:
        text = f"{_day(search.from_on) or '…'} to {_day(search.to_on) or '…'}"
        row.cells[Cell.DATES].append(Said(text, sources.of(search, Cell.DATES, text)))


def _mentions(foia_request: FoiaRequest) -> list[tuple[Office, Mention, int]]:
    """The first mention of each office below the agency in what was released, and on how many
    pages there are some."""
    named = Mention.objects.filter(
        kind="office",
        page__source_file__foia_request=foia_request,
        page__source_file__production__isnull=False,
        office__path__startswith=f"{foia_request.agency.path}/",
    )
    counted = named.order_by().values("office").annotate(pages=Count("page", distinct=True))
    pages = dict(counted.order_by("-pages", "office").values_list("office", "pages")[:LED_TO])
    order = in_file_order("page__source_file", "page__index", "start", "pk")
    placed = named.filter(office__in=pages).annotate(
        place=Window(RowNumber(), partition_by="office", order_by=order)
    )
    rows = placed.filter(place=1).select_related("office", "page__source_file")
    return [(each.office, each, pages[each.office.pk]) for each in rows if each.office]


def _led_to(mention: Mention, pages: int) -> Source:
    page = mention.page
    name = page.source_file.path.rsplit("/", 1)[-1]
    more = f" and {pages - 1} more page{'s' if pages > 2 else ''}" if pages > 1 else ""
    address = f"{reverse('document', args=[page.source_file_id])}?page={page.index + 1}"
    return Source(f"{name}, page {page.index + 1}{more}", address)


def _says(entry: OfficeEntry, text: str) -> bool:
    if entry.cell == Cell.STATUS:
        return bool(entry.value["status"] == text)
    if entry.cell == Cell.DATES:
        return set(entry.wrote.get("days", [])) == _days(entry)
    return text.casefold() in {each.casefold() for each in entry.value}


def _days(entry: OfficeEntry) -> set[str]:
    return {name for name in ("from", "to") if entry.value[name]}


def _fits(fact: LetterFact, search: SearchRecord, cell: str, text: str) -> bool:
    """Whether a confirmed fact says what is recorded of the search."""
    if cell == Cell.STATUS:
        name = FACTS_OF_STATUS.get(SearchRecord.Status(search.status))
        named = (re.escape(each) for each in (search.office.name, search.office.abbreviation))
        said = re.search(rf"\b(?:{'|'.join(named)})\b", fact.shown, re.IGNORECASE)
        return name is not None and fact.name == name.value and said is not None
    name = FACTS.get(Cell(cell))
    return name is not None and fact.name == name.value and fact.shown.casefold() == text.casefold()


def _letter(pk: int | None, *, fact: int | None = None, page: int | None = None) -> str:
    if pk is None:
        return ""
    asked = f"?fact={fact}" if fact else f"?page={page}" if page else ""
    return f"{reverse('letter', args=[pk])}{asked}"


def _day(moment: Any) -> str:
    if isinstance(moment, datetime):
        moment = localtime(moment)
    return f"{moment:%-d %b %Y}" if isinstance(moment, date) else ""


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
