"""The Bates numbers of a request: what is stamped, and what sheets account for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from requests_app.models import FoiaRequest, Page, Stamp, WithheldSheet
from requests_app.pictures.bates_strip import Place, Run, Strip, bates_strip

MAIL = ("eml", "msg")
"""Parsers of native emails."""
AT_ONCE = 1_000
"""Files whose stamps are asked for together: of more keys SQLite makes a poor plan."""

Stamped = tuple[str, int, int]
"""A prefix, a number, and the key of the page that bears it."""


def bates_strips(foia_request: FoiaRequest) -> list[Strip]:
    """A strip for each prefix under which more than one number is stamped, in four queries, or
    two more for every further thousand files."""
    stamped: list[Stamped] = []
    withheld: defaultdict[str, list[Run]] = defaultdict(list)
    printed = _printed(foia_request)
    for at in range(0, len(printed), AT_ONCE):
        files = printed[at : at + AT_ONCE]
        stamps = Stamp.objects.filter(page__source_file__in=files).order_by()
        stamped += stamps.values_list("prefix", "number", "page_id")
        for prefix, run in _ranges(files):
            withheld[prefix].append(run)
    present = _runs(stamped)
    made = (bates_strip(prefix, runs, withheld[prefix]) for prefix, runs in present.items())
    return [strip for strip in made if strip and strip.last > strip.first]


def _printed(foia_request: FoiaRequest) -> list[int]:
    """The files that may bear a stamp, by key: a native email has none, nobody printed it. They
    are asked for first, as a database that joins all at once reads the pages of every request."""
    files = foia_request.source_files.filter(native_header__isnull=True, read_pages__gt=0)
    return list(files.exclude(parser__in=MAIL).order_by().values_list("pk", flat=True))


def _runs(stamped: list[Stamped]) -> dict[str, list[Run]]:
    """Runs of consecutive numbers by prefix, each with its first page; in the order of prefixes."""
    edges: list[tuple[Stamped, int]] = []
    first = before = None
    for each in sorted(stamped):
        if first is None or before is None:
            first = each
        elif each[0] != before[0] or each[1] > before[1] + 1:
            edges.append((first, before[1]))
            first = each
        before = each
    if first and before:
        edges.append((first, before[1]))
    places = _places(page for (_, _, page), _ in edges)
    runs: defaultdict[str, list[Run]] = defaultdict(list)
    for (prefix, number, page), last in edges:
        runs[prefix].append(Run("solid", number, last, places[page]))
    return runs


def _places(pages: Iterable[int]) -> dict[int, Place]:
    """Where pages are, by their keys."""
    rows = Page.objects.filter(pk__in=set(pages)).order_by()
    return {pk: (file, index) for pk, file, index in rows.values_list("pk", "source_file", "index")}


def _ranges(files: Sequence[int]) -> Iterator[tuple[str, Run]]:
    """The ranges that sheets in the files account for, by prefix."""
    sheets = WithheldSheet.objects.filter(page__source_file__in=files).order_by()
    for prefix, first, last, file, page in sheets.values_list(
        "prefix", "first", "last", "page__source_file_id", "page__index"
    ):
        if first is not None and last is not None:
            yield prefix, Run("hatched", first, last, (file, page))
