"""What came with the productions of a request, a page of files at a time."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch

from requests_app.models import FileFailure, FoiaRequest, Production, SourceFile

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Brought:
    """A production, and those of its files that stand on a page."""

    production: Production
    files: tuple[SourceFile, ...]


def brought_files(
    foia_request: FoiaRequest, number: str | None
) -> tuple[Page[tuple[int, int]], list[Brought]]:
    """A page of the files that were brought, as keys of them and of their productions, and the
    productions of these files; one without a file stands on the first page. In four queries: the
    keys come first."""
    rows = foia_request.source_files.filter(production__isnull=False, parent=None)
    keys = list(
        rows.order_by("production__number", "ordinal", "pk").values_list("pk", "production_id")
    )
    page = Paginator(keys, PAGE_SIZE).get_page(number)
    failures = Prefetch("failures", FileFailure.objects.order_by("pk"))
    read = SourceFile.objects.prefetch_related(failures).in_bulk([file for file, _ in page])
    files: defaultdict[int, list[SourceFile]] = defaultdict(list)
    for file, production in page:
        files[production].append(read[file])
    with_files = {production for _, production in keys}
    shown = [
        Brought(each, tuple(files[each.pk]))
        for each in foia_request.productions.all()
        if each.pk in files or (each.pk not in with_files and page.number == 1)
    ]
    return page, shown
