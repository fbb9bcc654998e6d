"""Finding requests, and how far each has come."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from requests_app.models import ClockEvent, FoiaRequest

ORDERS = {
    "newest": ("-filed_on", "ref"),
    "oldest": ("filed_on", "ref"),
    "ref": ("ref",),
    "agency": ("agency__path", "-filed_on", "ref"),
}


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """What a person looks for: words in file number, title or the agency's numbers; an agency by
    its path, offices below it included; the last thing that happened."""

    words: str = ""
    agency: str = ""
    last_event: str = ""
    order: str = "newest"


def requests_found(wanted: RequestFilter) -> QuerySet[FoiaRequest]:
    """The requests, each with its agency and `last_event`, the kind of its last ledger entry."""
    standing = ClockEvent.objects.standing().filter(foia_request=OuterRef("pk"))
    last = standing.order_by("-on", "-pk")
    found = FoiaRequest.objects.select_related("agency").annotate(
        last_event=Subquery(last.values("kind")[:1]), last_event_on=Subquery(last.values("on")[:1])
    )
    for word in wanted.words.split():
        named = Q(ref__icontains=word) | Q(title__icontains=word)
        found = found.filter(named | Q(identifiers__number__icontains=word)).distinct()
    if wanted.agency:
        below = Q(agency__path__startswith=f"{wanted.agency}/")
        found = found.filter(Q(agency__path=wanted.agency) | below)
    if wanted.last_event:
        found = found.filter(last_event=wanted.last_event)
    return found.order_by(*ORDERS.get(wanted.order, ORDERS["newest"]))
