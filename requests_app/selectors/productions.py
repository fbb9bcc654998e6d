"""What came with the productions of a request, a page of files at a time."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch

from requests_app.models import FileFailure, FoiaRequest, Production, SourceFile

PAGE_SIZE = 50


def brought_files(
    foia_request: FoiaRequest, number: str | None
) -> tuple[Page[tuple[int, int]], list[Production]]:
    """A page of the files that were brought, and its productions, each with these files as `files`;
    a production without a file stands on the first page. In four queries: the keys come first."""
    rows = SourceFile.objects.filter(production__foia_request=foia_request, parent=None)
    keys = rows.order_by("production__number", "ordinal", "pk").values_list("pk", "production_id")
    page = Paginator(list(keys), PAGE_SIZE).get_page(number)
    failures = Prefetch("failures", FileFailure.objects.order_by("pk"))
    shown = rows.filter(pk__in=[file for file, _ in page]).prefetch_related(failures)
    files = Prefetch("source_files", shown.order_by("ordinal", "pk"), to_attr="files")
    productions: list[Any] = list(foia_request.productions.prefetch_related(files))
    if page.paginator.num_pages > 1:
        here = {production for _, production in page}
        empty = {each.pk for each in productions} - {each for _, each in page.paginator.object_list}
        wanted = here | empty if page.number == 1 else here
        productions = [each for each in productions if each.pk in wanted]
    return page, productions
