"""The Bates numbers of a request, as runs that the database finds."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.db.models import F, Max, Q, QuerySet, Window
from django.db.models.functions import Lag

from requests_app.models import FoiaRequest, Stamp, WithheldSheet
from requests_app.pictures.bates_strip import Run, Strip, bates_strip

AT_ONCE = 5_000
"""Files whose stamps are asked for together: a database takes only so many keys at a time."""


def bates_strips(foia_request: FoiaRequest) -> list[Strip]:
    """A strip for each prefix under which more than one number is stamped, in three queries,
    or two more for every further thousands of files."""
    present: defaultdict[str, list[Run]] = defaultdict(list)
    withheld: defaultdict[str, list[Run]] = defaultdict(list)
    printed = _printed(foia_request)
    for at in range(0, len(printed), AT_ONCE):
        files = printed[at : at + AT_ONCE]
        for prefix, run in _runs(Stamp.objects.filter(page__source_file__in=files)):
            present[prefix].append(run)
        for prefix, run in _ranges(WithheldSheet.objects.filter(page__source_file__in=files)):
            withheld[prefix].append(run)
    made = (bates_strip(prefix, present[prefix], withheld[prefix]) for prefix in sorted(present))
    return [strip for strip in made if strip and strip.last > strip.first]


def _printed(foia_request: FoiaRequest) -> list[int]:
    """The files that may bear a stamp, by key: a native email has none, nobody printed it. They
    are asked for first, as a database that joins all at once reads the pages of every request."""
    files = foia_request.source_files.filter(native_header__isnull=True, read_pages__gt=0)
    return list(files.order_by().values_list("pk", flat=True))


def _runs(stamps: QuerySet[Stamp]) -> Iterator[tuple[str, Run]]:
    """Runs of consecutive numbers by prefix. The database gives the number with which each run
    begins and the one before it, with which the run before it ended."""
    before = Window(Lag("number"), partition_by=F("prefix"), order_by=F("number").asc())
    last = Window(Max("number"), partition_by=F("prefix"))
    begins = stamps.annotate(before=before, last=last).filter(
        Q(before=None) | Q(number__gt=F("before") + 1)
    )
    rows = begins.order_by("prefix", "number").values_list(
        "prefix", "number", "before", "last", "page__source_file_id", "page__index"
    )
    for prefix, same in groupby(rows, itemgetter(0)):
        held = list(same)
        ends = [row[2] for row in held[1:]] + [held[0][3]]
        for (_, first, _, _, file, page), end in zip(held, ends, strict=True):
            yield prefix, Run("solid", first, end, (file, page))


def _ranges(sheets: QuerySet[WithheldSheet]) -> Iterator[tuple[str, Run]]:
    """The ranges that sheets account for, by prefix."""
    rows = sheets.order_by().values_list(
        "prefix", "first", "last", "page__source_file_id", "page__index"
    )
    for prefix, first, last, file, page in rows:
        if first is not None and last is not None:
            yield prefix, Run("hatched", first, last, (file, page))
