"""Deriving the deadlines of requests from their ledgers."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from requests_app.law.calendar import Calendar, count_working_days
from requests_app.law.clocks import clocks_on
from requests_app.law.deadline import Clock, ClockState
from requests_app.models import ClockEvent, Deadline, FoiaRequest
from requests_app.selectors.ledger import ledger_of

BATCH = 500


def deadlines_derive(*, foia_request: FoiaRequest) -> None:
    """Write the deadlines of a request anew, as of its own day, else today, and what happened
    last, whatever the day."""
    day = foia_request.as_of or timezone.localdate()
    wanted = [
        _row(foia_request, position, clock, day)
        for position, clock in enumerate(clocks_on(ledger_of(foia_request), day))
    ]
    with transaction.atomic():
        foia_request.deadlines.all().delete()
        Deadline.objects.bulk_create(wanted)
        _last_event_follow(foia_request)


def deadlines_derive_all(*, day: date) -> int:
    """Derive the deadlines that were last derived for an earlier day: a day that passes may start
    a clock. Requests that have a day of their own stay. Returns how many requests were derived."""
    stale = FoiaRequest.objects.filter(as_of=None, clock_events__isnull=False)
    stale = stale.exclude(deadlines__derived_for__gte=day).distinct().select_related("agency")
    count = 0
    for foia_request in _in_batches(stale.order_by("pk").values_list("pk", flat=True)):
        deadlines_derive(foia_request=foia_request)
        count += 1
    return count


def _last_event_follow(foia_request: FoiaRequest) -> None:
    standing = ClockEvent.objects.standing().filter(foia_request=foia_request)
    kind, on = standing.order_by("-on", "-pk").values_list("kind", "on").first() or ("", None)
    FoiaRequest.objects.filter(pk=foia_request.pk).update(last_event=kind, last_event_on=on)


def _in_batches(pks: Iterable[int]) -> Iterable[FoiaRequest]:
    waiting = list(pks)
    for start in range(0, len(waiting), BATCH):
        batch = FoiaRequest.objects.select_related("agency")
        yield from batch.filter(pk__in=waiting[start : start + BATCH])


def _row(foia_request: FoiaRequest, position: int, clock: Clock, day: date) -> Deadline:
    return Deadline(
        foia_request=foia_request,
        position=position,
        name=clock.name.value,
        whose=clock.whose,
        runs_from_on=clock.runs_from.on,
        due_on=clock.due.value if clock.due else None,
        done_on=clock.done_on,
        ended=clock.state is ClockState.ENDED,
        days_taken=_days_taken(clock),
        derived_for=day,
    )


def _days_taken(clock: Clock) -> int | None:
    if clock.done_on is None:
        return None
    return count_working_days(clock.runs_from.on, clock.done_on, Calendar.AGENCY)
