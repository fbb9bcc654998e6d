"""The queue of findings that a person goes through, and the one that is before them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When
from django.http import QueryDict
from django.urls import reverse

from gaps.models import Finding
from requests_app.models import FoiaRequest

SHOWN = 50
"""Findings that the list shows at a time."""
Show = Literal["open", "decided", "all"]
SHOWS: tuple[Show, ...] = ("open", "decided", "all")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address of the queue asks for."""

    show: Show = "open"
    code: str = ""
    finding: int | None = None
    proof: int | None = None

    @classmethod
    def of(cls, given: QueryDict) -> "Wanted":
        """What is asked for, with nonsense left out."""
        asked: dict[str | None, Show] = {each: each for each in SHOWS}
        return cls(
            show=asked.get(given.get("show"), "open"),
            # PostgreSQL refuses to look for a character that no text of it holds.
            code=given.get("code", "").replace("\0", "")[:10],
            finding=_number(given.get("finding")),
            proof=_number(given.get("proof")),
        )


@dataclass(frozen=True, slots=True)
class Queue:
    """The findings in their order, those of them that the list shows, and the current one."""

    foia_request: FoiaRequest
    wanted: Wanted
    ids: Sequence[int]
    rows: Sequence[Finding]
    current: Finding | None

    @property
    def total(self) -> int:
        return len(self.ids)

    @property
    def place(self) -> int:
        """The number of the current finding, from 1."""
        return self.ids.index(self.current.pk) + 1 if self.current else 0

    @property
    def first(self) -> int:
        """The number of the first finding that the list shows."""
        return (self.place - 1) // SHOWN * SHOWN + 1

    @property
    def last(self) -> int:
        return min(self.first + SHOWN - 1, self.total)

    def beside(self, step: int) -> int | None:
        """The finding after (1) or before (-1) the current one."""
        at = self.place - 1 + step
        return self.ids[at] if self.current and 0 <= at < self.total else None

    def then(self) -> int | None:
        """The finding to go to once the current one is decided."""
        if self.wanted.show != "open":
            return self.current.pk if self.current else None
        return self.beside(1) or self.beside(-1)

    def address(self, finding: int | None = None, *, proof: int | None = None) -> str:
        """The address of a finding in this queue."""
        return queue_address(self.foia_request, self.wanted, finding, proof=proof)


def queue_address(
    foia_request: FoiaRequest,
    wanted: Wanted,
    finding: int | None = None,
    *,
    proof: int | None = None,
) -> str:
    """The address of the queue, at a finding and a piece of its proof."""
    asked = {
        "show": "" if wanted.show == "open" else wanted.show,
        "code": wanted.code,
        "finding": finding,
        "proof": proof,
    }
    words = urlencode({name: value for name, value in asked.items() if value})
    path = reverse("request_review", args=[foia_request.pk])
    return f"{path}?{words}" if words else path


def queue(foia_request: FoiaRequest, wanted: Wanted) -> Queue:
    """The queue of a request, in two queries. A finding that is asked for and is not in it, as it
    was decided meanwhile, is shown among all."""
    ids = _ids(foia_request, wanted)
    if wanted.finding and wanted.finding not in ids:
        everything = Wanted("all", finding=wanted.finding, proof=wanted.proof)
        among_all = _ids(foia_request, everything)
        if wanted.finding in among_all:
            wanted, ids = everything, among_all
    at = ids.index(wanted.finding) if wanted.finding in ids else 0
    shown = ids[at // SHOWN * SHOWN :][:SHOWN]
    rows = Finding.objects.in_bulk(shown)
    current = rows[ids[at]] if ids else None
    return Queue(foia_request, wanted, ids, [rows[each] for each in shown], current)


def in_queue(foia_request: FoiaRequest, show: Show = "open", code: str = "") -> QuerySet[Finding]:
    """The findings of a queue: the surest first, those of one kind together."""
    found = foia_request.findings.filter(is_present=True)
    if show == "open":
        found = found.filter(status=Finding.Status.OPEN)
    elif show == "decided":
        found = found.exclude(decision=Finding.Decision.NONE)
    weight = Case(
        *(When(confidence=each, then=place) for place, each in enumerate(Finding.Confidence)),
        output_field=IntegerField(),
    )
    return (found.filter(code=code) if code else found).order_by(weight, "code", "subject", "pk")


def counted(foia_request: FoiaRequest) -> dict[str, int]:
    """How many findings are open, confirmed and dismissed, in one query."""
    return foia_request.findings.filter(is_present=True).aggregate(
        open=Count("pk", filter=Q(status=Finding.Status.OPEN)),
        confirmed=Count("pk", filter=Q(status=Finding.Status.CONFIRMED)),
        dismissed=Count("pk", filter=Q(status=Finding.Status.DISMISSED)),
    )


def kinds_open(foia_request: FoiaRequest) -> list[tuple[str, int]]:
    """The codes of the open findings, and how many there are of each."""
    return list(
        in_queue(foia_request).order_by("code").values_list("code").annotate(number=Count("pk"))
    )


def _ids(foia_request: FoiaRequest, wanted: Wanted) -> list[int]:
    return list(in_queue(foia_request, wanted.show, wanted.code).values_list("pk", flat=True))


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 18 else None
