"""What the pictures of a request are drawn from, counted in the database."""

from typing import Any

from django.db.models import Count, DateField, Func

from requests_app.models import Exchange, FoiaRequest, Organisation
from requests_app.pictures.exchanges import Exchanged, pairs_of
from requests_app.pictures.timeline import TimelinePicture, timeline_picture

RANKS: dict[str, int] = {
    Organisation.Side.OUTSIDE: 0,
    Organisation.Side.UNKNOWN: 1,
    Organisation.Side.AGENCY: 2,
}


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
    rows = Exchange.objects.filter(sender__foia_request=foia_request).order_by()
    counted: list[Exchanged] = []
    ranks: dict[str, int] = {}
    for sender, side, recipient, other_side, *numbers in rows.values_list(
        "sender__name",
        "sender__side",
        "recipient__name",
        "recipient__side",
        "produced",
        "inferred",
    ):
        counted.append(Exchanged(sender, recipient, *numbers))
        ranks |= {sender: RANKS[side], recipient: RANKS[other_side]}
    return pairs_of(counted, ranks)


def messages_over_time(foia_request: FoiaRequest) -> TimelinePicture | None:
    """All messages by day, counted by the database in one query."""
    rows = foia_request.messages.order_by().values_list(Day("sent_at"), "state")
    counted = rows.annotate(number=Count("*"))
    return timeline_picture({(on, state == "produced"): number for on, state, number in counted})
