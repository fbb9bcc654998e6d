"""Who wrote whom, counted once when the messages of a request are assembled."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from requests_app.bulk import bulk_write
from requests_app.models import Exchange, FoiaRequest

FROM = "from"


def exchanges_write(
    foia_request: FoiaRequest, participations: Iterable[tuple[Any, ...]], states: Mapping[int, str]
) -> None:
    """Bring the exchanges up to the participations: rows of (message, role, ..., organisation) by
    ids; `states` are those of the messages. What is the same is not touched."""
    counted = exchanges_of(((row[0], row[1], row[-1]) for row in participations), states)
    held = {
        (row.sender_id, row.recipient_id): row
        for row in Exchange.objects.filter(sender__foia_request=foia_request)
    }
    same = {way for way, row in held.items() if counted.get(way) == (row.produced, row.inferred)}
    gone = [row.pk for way, row in held.items() if way not in same]
    Exchange.objects.filter(pk__in=gone).delete()
    bulk_write(
        [
            Exchange(
                sender_id=way[0], recipient_id=way[1], produced=numbers[0], inferred=numbers[1]
            )
            for way, numbers in sorted(counted.items())
            if way not in same
        ]
    )


def exchanges_of(
    participations: Iterable[tuple[int, str, int | None]], states: Mapping[int, str]
) -> dict[tuple[int, int], tuple[int, int]]:
    """(sender, recipient) to how many messages were produced and how many are only proven, from
    (message, role, organisation): a message counts once for each other organisation it went to."""
    senders: defaultdict[int, set[int]] = defaultdict(set)
    recipients: defaultdict[int, set[int]] = defaultdict(set)
    for message, role, organisation in participations:
        if organisation is not None:
            (senders if role == FROM else recipients)[message].add(organisation)
    produced, inferred = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for message, those in senders.items():
        counts = produced if states[message] == "produced" else inferred
        counts.update(
            (sender, other)
            for sender in those
            for other in recipients.get(message, ())
            if other != sender
        )
    return {way: (produced[way], inferred[way]) for way in produced | inferred}
