"""Who did what on a request, and when: one list out of what is kept anyway, newest first.

Nothing is recorded for it: edits come from the history of their rows, the rest from the ledger,
the entries on offices, the decisions on facts and findings, the runs and the appeals.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from foiatrack.request_edits import Change, edits
from gaps.models import AnalysisRun, Appeal, AppealVersion, Review
from requests_app.management.console import counted
from requests_app.models import FoiaRequest, LetterFact

SHOWN = 100
PROGRAM = "the program"


@dataclass(frozen=True, slots=True)
class Act:
    """Something done. `place` tells the kind and `key` the row, which order acts of one moment;
    an act without words changed nothing that is shown."""

    at: datetime
    place: int
    key: int
    by: str
    what: str = ""
    note: str = ""
    changes: tuple[Change, ...] = ()
    href: str = ""

    @property
    def order(self) -> tuple[datetime, int, int]:
        return (self.at, self.place, self.key)

    @property
    def cursor(self) -> str:
        """Its place in the list, for the address of what is older."""
        return f"{self.at.isoformat()} {self.place} {self.key}"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The act behind which to go on."""

    at: datetime
    place: int
    key: int

    def older(self, rows: QuerySet[Any], at: str, key: str, place: int) -> QuerySet[Any]:
        """The rows behind it."""
        behind = Q(**{f"{at}__lt": self.at})
        if place < self.place:
            behind |= Q(**{at: self.at})
        elif place == self.place:
            behind |= Q(**{at: self.at, f"{key}__lt": self.key})
        return rows.filter(behind)


Source = Callable[[FoiaRequest, int, Cursor | None], Iterable[Act]]


def history_of(foia_request: FoiaRequest, asked: str = "") -> tuple[list[Act], str]:
    """The acts behind the one that `asked` names, newest first, and the cursor of those that are
    older; empty where there are none."""
    before = _cursor(asked)
    found: list[Act] = []
    for place, source in enumerate(SOURCES):
        found += source(foia_request, place, before)
    found.sort(key=lambda act: act.order, reverse=True)
    shown = found[:SHOWN]
    older = shown[-1].cursor if len(found) > SHOWN else ""
    return [each for each in shown if each.what], older


def _cursor(asked: str) -> Cursor | None:
    parts = asked.split(" ")
    if len(parts) != 3 or not all(each.isascii() and each.isdigit() for each in parts[1:]):
        return None
    try:
        at = parse_datetime(parts[0])
    except ValueError:
        return None
    known = at is not None and at.tzinfo is not None and len(parts[1]) < 4 and len(parts[2]) < 16
    return Cursor(at, int(parts[1]), int(parts[2])) if known and at else None


def _newest(
    rows: QuerySet[Any], at: str, place: int, before: Cursor | None, key: str = "pk"
) -> Iterator[Any]:
    """As many of the newest rows as a page could show, and one more to tell that there are."""
    if before:
        rows = before.older(rows, at, key, place)
    return iter(rows.order_by(f"-{at}", f"-{key}")[: SHOWN + 1])


def _edits(of: str) -> Source:
    """The edits of one kind of row."""

    def source(foia_request: FoiaRequest, place: int, before: Cursor | None) -> Iterator[Act]:
        kind = edits(of)
        rows = kind.rows(foia_request)
        found = list(_newest(rows, "history_date", place, before, "history_id"))
        for row, what, changes in kind.told(found):
            by = str(row.history_user or PROGRAM)
            href = reverse(kind.page, args=[foia_request.pk])
            yield Act(row.history_date, place, row.pk, by, what, "", changes, href)

    return source


def _ledger(foia_request: FoiaRequest, place: int, before: Cursor | None) -> Iterator[Act]:
    rows = foia_request.clock_events.select_related("recorded_by")
    href = reverse("request_ledger", args=[foia_request.pk])
    for each in _newest(rows, "recorded_at", place, before):
        did = "withdrew from the ledger" if each.withdraws_id else "entered in the ledger"
        what = f"{did}: {each.get_kind_display()} on {each.on:%-d %b %Y}"
        by = str(each.recorded_by or PROGRAM)
        yield Act(each.recorded_at, place, each.pk, by, what, each.what, (), href)


def _offices(foia_request: FoiaRequest, place: int, before: Cursor | None) -> Iterator[Act]:
    rows = foia_request.office_entries.select_related("entered_by", "office")
    href = reverse("request_offices", args=[foia_request.pk])
    for each in _newest(rows, "entered_at", place, before):
        did = "withdrew" if each.withdraws_id else "entered"
        what = f"{did} for {each.office.path}, {each.get_cell_display().lower()}: {each.shown}"
        by = str(each.entered_by or PROGRAM)
        yield Act(each.entered_at, place, each.pk, by, what, each.source, (), href)


def _facts(foia_request: FoiaRequest, place: int, before: Cursor | None) -> Iterator[Act]:
    """Decisions on facts of letters, those of one moment together."""
    decided = LetterFact.objects.filter(
        correspondence__foia_request=foia_request, decided_at__isnull=False
    ).order_by()
    letter = ("correspondence", "correspondence__kind", "correspondence__dated_on")
    grouped = decided.values("decided_at", "decided_by__username", "status", *letter).annotate(
        number=Count("pk"), key=Min("pk")
    )
    for each in _newest(grouped, "decided_at", place, before, "key"):
        dated = each["correspondence__dated_on"]
        of = each["correspondence__kind"].replace("_", " ")
        of = f"{of} of {dated:%-d %b %Y}" if dated else of
        what = f"{each['status']} {counted(each['number'], 'fact')} of the {of}"
        by = each["decided_by__username"] or PROGRAM
        href = reverse("letter", args=[each["correspondence"]])
        yield Act(each["decided_at"], place, each["key"], by, what, "", (), href)


def _reviews(foia_request: FoiaRequest, place: int, before: Cursor | None) -> Iterator[Act]:
    rows = Review.objects.filter(finding__foia_request=foia_request)
    review = reverse("request_review", args=[foia_request.pk])
    for each in _newest(rows.select_related("finding", "reviewer"), "reviewed_at", place, before):
        did = "withdrew the decision on" if each.decision == "none" else each.decision
        what = f"{did} {each.finding.code}: {each.finding.message}"
        by, href = str(each.reviewer or PROGRAM), f"{review}?finding={each.finding_id}"
        yield Act(each.reviewed_at, place, each.pk, by, what, each.reason, (), href)


def _runs(foia_request: FoiaRequest, place: int, before: Cursor | None) -> Iterator[Act]:
    href = reverse("request_gaps", args=[foia_request.pk])
    for each in _newest(
        AnalysisRun.objects.filter(foia_request=foia_request), "ran_at", place, before
    ):
        told = {"new": each.new, "reopened": each.reopened, "cured": each.cured}
        said = ", ".join(f"{number} {word}" for word, number in told.items() if number)
        what = f"looked for gaps: {said or 'nothing changed'}"
        yield Act(each.ran_at, place, each.pk, PROGRAM, what, "", (), href)


def _versions(foia_request: FoiaRequest, place: int, before: Cursor | None) -> Iterator[Act]:
    rows = AppealVersion.objects.filter(appeal__foia_request=foia_request)
    rows = rows.select_related("appeal", "saved_by").defer("content", "letter", "checklist")
    href = reverse("request_appeal", args=[foia_request.pk])
    for each in _newest(rows, "saved_at", place, before):
        what = f"saved version {each.number} of appeal {each.appeal.number}"
        by = str(each.saved_by or PROGRAM)
        yield Act(each.saved_at, place, each.pk, by, what, each.what, (), href)


def _appeals(foia_request: FoiaRequest, place: int, before: Cursor | None) -> Iterator[Act]:
    """What became of appeals: drafted, filed, decided."""
    kept = Appeal.history.model.objects
    last = kept.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    was = Subquery(last.order_by("-history_id").values("status")[:1])
    rows = kept.filter(foia_request=foia_request).annotate(was=was).defer("letter", "checklist")
    rows = rows.filter(Q(was=None) | ~Q(was=F("status"))).select_related("history_user")
    words = {"draft": "drafted", "filed": "recorded as filed", "decided": "recorded as decided"}
    href = reverse("request_appeal", args=[foia_request.pk])
    for each in _newest(rows, "history_date", place, before, "history_id"):
        what = f"{words[each.status]}: appeal {each.number}"
        by = str(each.history_user or PROGRAM)
        yield Act(each.history_date, place, each.pk, by, what, "", (), href)


SOURCES: Sequence[Source] = (
    *map(_edits, ("request", "part", "number", "letter", "production")),
    *(_ledger, _offices, _facts, _runs, _reviews, _appeals, _versions),
)
"""Every kind of act; its place here orders acts of one moment, and stands in addresses."""
