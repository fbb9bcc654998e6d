"""What the parts of a snapshot are built from, read once in a bounded number of queries."""

from dataclasses import dataclass, field

from django.db.models import Q

from gaps import snapshot
from requests_app.models import FoiaRequest, Office, Page, SourceFile, Stamp
from requests_app.selectors.documents import document_names
from requests_app.selectors.open_text import texts_with_closed_words


@dataclass
class Sources:
    """What the parts of the snapshot are built from, read once."""

    foia_request: FoiaRequest
    files: dict[int, SourceFile]
    names: dict[int, str]
    pages: dict[tuple[int, int], Page]
    pages_by_id: dict[int, Page]
    bates: dict[int, str]
    offices: dict[int, snapshot.Office] = field(default_factory=dict)

    def page_ref(self, page: Page) -> snapshot.PageRef:
        source_file = self.files[page.source_file_id]
        return snapshot.PageRef(
            document=self.names[source_file.pk],
            sha256=source_file.blob_id,
            page=page.index + 1,
            bates=self.bates.get(page.pk),
        )

    def passage(self, page: Page, start: int, end: int) -> snapshot.Passage:
        return snapshot.Passage(self.page_ref(page), start, end, page.text[start:end])

    def first_page(self, source_file_id: int | None) -> Page | None:
        return self.pages.get((source_file_id, 0)) if source_file_id else None


def read_sources(foia_request: FoiaRequest) -> Sources:
    files = {
        each.pk: each for each in foia_request.source_files.select_related("parent", "production")
    }
    page_rows = Page.objects.filter(source_file__foia_request=foia_request).only(
        "source_file_id", "index", "text"
    )
    pages = {(page.source_file_id, page.index): page for page in page_rows}
    # What is quoted goes into letters: words that were meant to be closed are quoted by nobody.
    closed = texts_with_closed_words(foia_request)
    for page in pages.values():
        page.text = closed.get(page.pk, page.text)
    stamps = Stamp.objects.filter(page__source_file__foia_request=foia_request)
    bates: dict[int, str] = {}
    for stamp in stamps:
        bates.setdefault(stamp.page_id, str(stamp))
    sources = Sources(
        foia_request=foia_request,
        files=files,
        names=document_names(foia_request),
        pages=pages,
        pages_by_id={page.pk: page for page in pages.values()},
        bates=bates,
    )
    agency = foia_request.agency
    below = Office.objects.filter(Q(pk=agency.pk) | Q(path__startswith=f"{agency.path}/"))
    named = Office.objects.filter(pk__in=[each.pk for each in foia_request.offices.all()])
    searched = Office.objects.filter(searches__foia_request=foia_request)
    for office in (below | named).distinct().prefetch_related("names"):
        sources.offices[office.pk] = _office(office)
    for office in searched.distinct().prefetch_related("names"):
        sources.offices.setdefault(office.pk, _office(office))
    return sources


def released(sources: Sources, source_file_id: int) -> bool:
    return sources.files[source_file_id].production_id is not None


def _office(office: Office) -> snapshot.Office:
    return snapshot.Office(
        path=office.path,
        name=office.name,
        abbreviation=office.abbreviation,
        aliases=tuple(each.name for each in office.names.all()),
        function=office.function,
    )


def pages_of(sources: Sources, source_file_id: int | None) -> list[Page]:
    pages: list[Page] = []
    while source_file_id and (page := sources.pages.get((source_file_id, len(pages)))):
        pages.append(page)
    return pages
