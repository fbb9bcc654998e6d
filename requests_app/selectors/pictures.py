"""What the pictures of a request are drawn from, counted in the database."""

from typing import Any

from django.db.models import Count, DateField, Func

from requests_app.models import Exchange, FoiaRequest, Organisation
from requests_app.pictures.exchanges import Exchanged, pairs_of
from requests_app.pictures.timeline import TimelinePicture, timeline_picture

RANKS = {Organisation.Side.OUTSIDE: 0, Organisation.Side.UNKNOWN: 1, Organisation.Side.AGENCY: 2}


class Day(Func):
    """The day of a moment on the wall clock."""

    function = "DATE"
    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        # SQLite's own DATE reads and writes the moment anew; it stands there as text.
        text = "SUBSTR(%(expressions)s, 1, 10)"
        return self.as_sql(compiler, connection, template=text, **extra_context)


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
    rows = foia_request.messages.order_by().values_list(Day("sent_at"), "state")
    counted = rows.annotate(number=Count("*"))
    return timeline_picture({(on, state == "produced"): number for on, state, number in counted})
