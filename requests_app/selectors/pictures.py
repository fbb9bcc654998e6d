"""What the pictures of a request are drawn from, counted in the database."""

from collections import defaultdict

from django.db.models import Count

from requests_app.models import FoiaRequest, Organisation, Participation, Stamp, WithheldSheet
from requests_app.pictures.bates_strip import Strip, bates_strip
from requests_app.pictures.exchanges import Exchanged, pairs_of
from requests_app.pictures.timeline import TimelinePicture, timeline_picture

RANKS = {Organisation.Side.OUTSIDE: 0, Organisation.Side.UNKNOWN: 1, Organisation.Side.AGENCY: 2}


def exchanged_pairs(foia_request: FoiaRequest) -> list[tuple[Exchanged, ...]]:
    """Messages between organisations, both directions of each pair, in two queries."""
    organisations = {each.pk: each for each in foia_request.organisations.all()}
    rows = (
        Participation.objects.filter(
            message__foia_request=foia_request,
            role__in=("to", "cc", "bcc"),
            organisation__isnull=False,
            message__participations__role="from",
            message__participations__organisation__isnull=False,
        )
        .values_list("message__participations__organisation", "organisation", "message__state")
        .annotate(number=Count("message", distinct=True))
        .order_by()
    )
    counts: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for sender, recipient, state, number in rows:
        if sender != recipient:
            way = (organisations[sender].name, organisations[recipient].name)
            counts[way][state] = number
    counted = [
        Exchanged(*way, numbers.get("produced", 0), numbers.get("inferred", 0))
        for way, numbers in counts.items()
    ]
    ranks = {each.name: RANKS[Organisation.Side(each.side)] for each in organisations.values()}
    return pairs_of(counted, ranks)


def messages_over_time(foia_request: FoiaRequest) -> TimelinePicture | None:
    """All messages by day, in one query."""
    rows = foia_request.messages.order_by().values_list("sent_at", "state")
    return timeline_picture(
        (sent_at.date() if sent_at else None, state == "produced")
        for sent_at, state in rows.iterator()
    )


def bates_strips(foia_request: FoiaRequest) -> list[Strip]:
    """A strip for each prefix that is stamped on more than one page, in two queries."""
    stamped: defaultdict[str, list[int]] = defaultdict(list)
    stamps = Stamp.objects.filter(page__source_file__foia_request=foia_request).order_by()
    for prefix, number in stamps.values_list("prefix", "number"):
        stamped[prefix].append(number)
    withheld: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    sheets = WithheldSheet.objects.filter(page__source_file__foia_request=foia_request).order_by()
    for prefix, first, last in sheets.values_list("prefix", "first", "last"):
        if first is not None and last is not None:
            withheld[prefix].append((first, last))
    made = (
        bates_strip(prefix, numbers, withheld[prefix])
        for prefix, numbers in sorted(stamped.items())
        if len(numbers) > 1
    )
    return [strip for strip in made if strip]
