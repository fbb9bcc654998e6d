"""The ledger of a request and its clocks, as the law reads them."""

from requests_app.law.ledger import Ledger
from requests_app.models import ClockEvent, FoiaRequest


def entries_of(foia_request: FoiaRequest) -> list[ClockEvent]:
    """Every entry in the order of entry, those withdrawn and those that withdraw among them."""
    return list(
        foia_request.clock_events.select_related("correspondence", "recorded_by").order_by("pk")
    )


def ledger_of(foia_request: FoiaRequest) -> Ledger:
    """The ledger in one query. Entries are numbered from 1 in the order of entry: none is ever
    deleted, so a number stays."""
    rows = entries_of(foia_request)
    numbers = {row.pk: number for number, row in enumerate(rows, 1)}
    return Ledger(
        foia_request.agency.path,
        tuple(
            row.as_event(numbers[row.pk], numbers[row.withdraws_id] if row.withdraws_id else None)
            for row in rows
        ),
    )
