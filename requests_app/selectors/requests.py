"""Finding requests, and how far each has come."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from urllib.parse import urlencode

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from requests_app.law.deadline import ClockName
from requests_app.models import Deadline, FoiaRequest, RequestIdentifier
from requests_app.selectors.deadlines import due_of_requester, overdue_of_agencies
from requests_app.selectors.keyset import keys_behind, reversed_order

ORDERS = {
    "newest": ("-filed_on", "ref"),
    "oldest": ("filed_on", "-ref"),
    "ref": ("ref",),
    "agency": ("agency__path", "-filed_on", "ref"),
}
STANDINGS = {
    "overdue": "overdue at the agency",
    "due": "something of ours due in 14 days",
    "closing": "time to appeal ends in 14 days",
}
NOBODY = "-"
"""In place of a name: requests that nobody sees to."""
COUNTED = 1000
"""Requests are counted up to here; a number beyond it tells a person no more."""
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """What a person looks for: words in file number, title or, where they have a digit, the
    agency's numbers; an agency by its path, offices below it included; the last thing that
    happened; a tag; who sees to it, by name (`-` for nobody); how it stands, as STANDINGS names
    it."""

    words: str = ""
    agency: str = ""
    last_event: str = ""
    tag: str = ""
    assignee: str = ""
    standing: str = ""
    order: str = "newest"

    @property
    def chosen(self) -> dict[str, str]:
        """What is asked for, without what is left open."""
        plain = asdict(RequestFilter())
        return {name: each for name, each in asdict(self).items() if each != plain[name]}

    @property
    def query(self) -> str:
        """The filter as an address has it behind the `?`."""
        return urlencode(self.chosen)


@dataclass(frozen=True, slots=True)
class RequestPage:
    """Some of the requests found. `counted` is how many there are, or None beyond COUNTED; `first`
    and `last` are the keys at its ends, where there is more before and behind."""

    rows: list[FoiaRequest]
    first: int | None
    last: int | None
    counted: int | None


def requests_found(wanted: RequestFilter) -> QuerySet[FoiaRequest]:
    """The requests, in order."""
    # One text, since each that is compared is first folded as a whole.
    named_by = Concat("ref", Value("\n"), "title", output_field=TextField())
    found: QuerySet[FoiaRequest] = FoiaRequest.objects.alias(named=named_by)
    # The longest first: likely the rarest, and the others are looked for in what it leaves.
    for word in sorted(wanted.words.split(), key=len, reverse=True):
        holds = Q(named__icontains=word)
        if any(map(str.isdigit, word)):
            numbered = RequestIdentifier.objects.filter(number__icontains=word)
            holds |= Q(pk__in=numbered.values("foia_request"))
        found = found.filter(holds)
    if wanted.agency:
        below = Q(agency__path__startswith=f"{wanted.agency}/")
        found = found.filter(Q(agency__path=wanted.agency) | below)
    if wanted.last_event:
        found = found.filter(last_event=wanted.last_event)
    if wanted.tag:
        found = found.filter(tags__name__iexact=wanted.tag)
    if wanted.assignee:
        nobody = Q(assignee=None)
        named = Q(assignee__username=wanted.assignee)
        found = found.filter(nobody if wanted.assignee == NOBODY else named)
    if wanted.standing in STANDINGS:
        found = that_stand(found, wanted.standing)
    return found.order_by(*ORDERS.get(wanted.order, ORDERS["newest"]))


def that_stand(requests: QuerySet[FoiaRequest], standing: str) -> QuerySet[FoiaRequest]:
    """Those of the requests that stand so, as STANDINGS names it."""
    # Found once: asked for each request, SQLite would go through all deadlines each time.
    return requests.filter(pk__in=_deadlines(standing).order_by().values("foia_request"))


def request_page(
    wanted: RequestFilter, size: int, *, after: int | None = None, before: int | None = None
) -> RequestPage:
    """A page of the requests found, each with its agency, its tags and who sees to it: behind the
    request of that key, or before it; the first page where there is no such request."""
    found, order = requests_found(wanted), ORDERS.get(wanted.order, ORDERS["newest"])
    at = _at(after if before is None else before)
    back = before is not None and at is not None
    # In no order at first: few that are found are put in order by themselves, and of many the
    # order soon meets enough.
    any_order = list(found.order_by().values_list("pk", flat=True)[: COUNTED + 1])
    few = len(any_order) <= COUNTED
    among = FoiaRequest.objects.filter(pk__in=any_order) if few else found
    # The keys alone are put in order; what is shown of a request is asked for those shown.
    keys = keys_behind(among, reversed_order(order) if back else order, at, size + 1)
    more, keys = len(keys) > size, keys[:size]
    rows = _shown(keys[::-1] if back else keys)
    earlier, later = (more, True) if back else (at is not None, more)
    return RequestPage(
        rows,
        rows[0].pk if rows and earlier else None,
        rows[-1].pk if rows and later else None,
        len(any_order) if few else None,
    )


def _at(key: int | None) -> FoiaRequest | None:
    return FoiaRequest.objects.select_related("agency").filter(pk=key).first() if key else None


def requests_in_rows(wanted: RequestFilter) -> Iterator[FoiaRequest]:
    """All the requests found, as `request_page` gives them, a batch at a time."""
    keys = iter(list(requests_found(wanted).values_list("pk", flat=True)))
    while some := list(islice(keys, AT_ONCE)):
        yield from _shown(some)


def _shown(keys: list[int]) -> list[FoiaRequest]:
    rows = FoiaRequest.objects.filter(pk__in=keys)
    known = rows.select_related("agency", "assignee").prefetch_related("tags").in_bulk()
    return [known[key] for key in keys if key in known]


def _deadlines(standing: str) -> QuerySet[Deadline]:
    if standing == "overdue":
        return overdue_of_agencies()
    due = due_of_requester()
    return due.filter(name=ClockName.APPEAL) if standing == "closing" else due
