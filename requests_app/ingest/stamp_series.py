"""One spelling for each series of Bates numbers over all files of a request.

Badly scanned files spell one prefix in several ways; each spelling would show holes where the
others stand. What was read on each page is kept as it was read.
"""

from collections import defaultdict

from django.db.models import Count

from requests_app.ingest.extract.bates import prefix_key
from requests_app.models import FoiaRequest, Stamp, WithheldSheet


def stamp_series_join(*, foia_request: FoiaRequest) -> None:
    """Give the stamps and sheets of one series the spelling that most pages bear."""
    stamps = Stamp.objects.filter(
        page__source_file__foia_request=foia_request,
        page__source_file__production__isnull=False,
    )
    spellings: dict[str, list[tuple[int, str]]] = defaultdict(list)
    counted = stamps.order_by().values_list("prefix").annotate(pages=Count("pk"))
    for prefix, pages in counted:
        spellings[prefix_key(prefix)].append((pages, prefix))
    sheets = WithheldSheet.objects.filter(page__source_file__foia_request=foia_request)
    for group in spellings.values():
        (_, common), *others = sorted(group, key=lambda each: (-each[0], each[1]))
        for _, other in others:
            stamps.filter(prefix=other).update(prefix=common, repaired=True)
            sheets.filter(prefix=other).update(prefix=common)
