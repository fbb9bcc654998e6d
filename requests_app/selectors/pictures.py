"""What the pictures of a request are drawn from, counted in the database."""

from collections import defaultdict

from django.db.models import Count, DateField, Func

from requests_app.models import Exchange, FoiaRequest, Organisation, Stamp, WithheldSheet
from requests_app.pictures.bates_strip import Strip, bates_strip
from requests_app.pictures.exchanges import Exchanged, pairs_of
from requests_app.pictures.timeline import TimelinePicture, timeline_picture

RANKS = {Organisation.Side.OUTSIDE: 0, Organisation.Side.UNKNOWN: 1, Organisation.Side.AGENCY: 2}


def exchanged_pairs(foia_request: FoiaRequest) -> list[tuple[Exchanged, ...]]:
    """Messages between organisations, both directions of each pair, in one query."""
    rows = Exchange.objects.filter(sender__foia_request=foia_request)
    counted, ranks = [], {}
    for row in rows.select_related("sender", "recipient"):
        counted.append(Exchanged(row.sender.name, row.recipient.name, row.produced, row.inferred))
        for each in (row.sender, row.recipient):
            ranks[each.name] = RANKS[Organisation.Side(each.side)]
    return pairs_of(counted, ranks)


def messages_over_time(foia_request: FoiaRequest) -> TimelinePicture | None:
    """All messages by day, counted by the database in one query."""
    day = Func("sent_at", function="DATE", output_field=DateField())
    rows = foia_request.messages.order_by().values_list(day, "state").annotate(number=Count("pk"))
    return timeline_picture({(on, state == "produced"): number for on, state, number in rows})


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
