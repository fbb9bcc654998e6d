"""Requests whose gaps a passing day may change: nothing new came, and something fell due."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery

from gaps.engine import detectors
from gaps.models import AnalysisRun
from requests_app.models import SourceFile
from requests_app.selectors.deadlines import open_deadlines

DAY = timedelta(days=1)
AGAIN_AFTER = timedelta(days=28)
"""Some gaps turn on days that no clock ends on, as one that a letter promised. A request with an
open clock is looked through again after so long."""


def analyses_due(day: date) -> list[int]:
    """The requests, by key, that have an open clock and were not looked through since a day on
    which it turned, or never. One with a day of its own has no today; one whose files are being
    read is looked through when they are."""
    runs = AnalysisRun.objects.filter(foia_request=OuterRef("foia_request")).order_by("-number")
    reading = SourceFile.objects.filter(state=SourceFile.State.STORED).values("foia_request")
    rows = (
        open_deadlines()
        .filter(foia_request__as_of=None)
        .exclude(foia_request__in=reading)
        .annotate(last=Subquery(runs.values("as_of")[:1]))
        .values_list("foia_request", "name", "due_on", "last")
    )
    warned = _warned()
    return sorted(
        {
            pk
            for pk, name, due, last in rows
            if last is None
            or last + AGAIN_AFTER <= day
            or any(last < turn <= day for turn in _turns(due, warned[name]))
        }
    )


def _turns(due: date | None, warned: set[int]) -> Iterator[date]:
    """The days on which a clock that ends on that day begins to mean something else."""
    if due is None:
        return
    yield due + DAY
    for before in warned:
        yield due - before * DAY


def _warned() -> defaultdict[str, set[int]]:
    """By the name of a clock, how many days before its end detectors speak."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for each in detectors():
        for name, before in each.warns.items():
            found[name.value].add(before)
    return found
