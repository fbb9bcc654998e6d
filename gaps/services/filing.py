"""What becomes of an appeal: filed, and decided point by point."""

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from gaps.models import Appeal, AppealPoint
from requests_app.law.ledger import Event, EventKind
from requests_app.services.ledger import event_add, ledger_changed


class FilingError(ValueError):
    """A step that an appeal cannot take from where it is; the text says why."""


def appeal_file(
    *, appeal: Appeal, filed_on: date, filed_by: AbstractBaseUser | None = None
) -> Appeal:
    """Record that the appeal was sent: its words stay as they are, and its clock begins.

    Raises FilingError where it was filed before, or on a day before its own date.
    """
    if appeal.status != Appeal.Status.DRAFT:
        raise FilingError(f"{appeal} is filed already, on {appeal.filed_on}")
    if filed_on < appeal.dated_on:
        raise FilingError(f"{appeal} is dated {appeal.dated_on}: it cannot have gone before")
    with transaction.atomic():
        appeal.status, appeal.filed_on = Appeal.Status.FILED, filed_on
        appeal.save(update_fields=["status", "filed_on"])
        event_add(
            foia_request=appeal.foia_request,
            event=Event(EventKind.APPEALED, filed_on, what=f"appeal {appeal.number}"),
            recorded_by=filed_by,
        )
        ledger_changed(appeal.foia_request)
    return appeal


def appeal_decide(
    *,
    appeal: Appeal,
    decided_on: date,
    outcomes: Mapping[int, str],
    decided_by: AbstractBaseUser | None = None,
) -> Appeal:
    """Record the decision, and the outcome of each point by its number.

    Raises FilingError where the appeal was not filed, was decided before, or an outcome is unknown.
    """
    if appeal.status != Appeal.Status.FILED or appeal.filed_on is None:
        raise FilingError(f"{appeal} is not waiting for a decision")
    if decided_on < appeal.filed_on:
        raise FilingError(f"{appeal} was filed on {appeal.filed_on}: it was not decided before")
    unknown = set(outcomes.values()) - set(AppealPoint.Outcome.values)
    if unknown:
        raise FilingError(f"no such outcome: {unknown.pop()}")
    with transaction.atomic():
        for point in appeal.points.filter(number__in=outcomes):
            point.outcome = outcomes[point.number]
            point.save(update_fields=["outcome"])
        appeal.status, appeal.decided_on = Appeal.Status.DECIDED, decided_on
        appeal.save(update_fields=["status", "decided_on"])
        event_add(
            foia_request=appeal.foia_request,
            event=Event(EventKind.DECIDED, decided_on, what=f"appeal {appeal.number}"),
            recorded_by=decided_by,
        )
        ledger_changed(appeal.foia_request)
    return appeal
