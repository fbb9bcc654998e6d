"""What becomes of an appeal: filed, and decided point by point."""

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from gaps.models import Appeal, AppealPoint
from requests_app.law.deadline import ClockName, ClockState
from requests_app.law.ledger import Event, EventKind
from requests_app.models import Correspondence, FoiaRequest
from requests_app.selectors.clocks import clocks_of
from requests_app.services.ledger import event_add, ledger_changed


class FilingError(ValueError):
    """A step that an appeal cannot take from where it is; the text says why."""


def appeal_file(
    *,
    appeal: Appeal,
    filed_on: date,
    how: str = "",
    tracking_number: str = "",
    received_on: date | None = None,
    seen: int | None = None,
    filed_by: AbstractBaseUser | None = None,
) -> Appeal:
    """Record that the appeal was sent, and `received_on` by the agency where that is known: its
    words stay as they are, and its clock begins. `seen` is the version that the person had before
    them when they said so.

    Raises FilingError where it was filed before, on a day before its own date, or where another
    version was saved meanwhile.
    """
    with transaction.atomic():
        FoiaRequest.objects.select_for_update().get(pk=appeal.foia_request_id)
        appeal.refresh_from_db()
        return _file(appeal, filed_on, how, tracking_number, received_on, seen, filed_by)


def _file(
    appeal: Appeal,
    filed_on: date,
    how: str,
    tracking_number: str,
    received_on: date | None,
    seen: int | None,
    filed_by: AbstractBaseUser | None,
) -> Appeal:
    if appeal.status != Appeal.Status.DRAFT:
        raise FilingError(f"{appeal} is filed already, on {appeal.filed_on}")
    if filed_on < appeal.dated_on:
        raise FilingError(f"{appeal} is dated {appeal.dated_on}: it cannot have gone before")
    if received_on and received_on < filed_on:
        raise FilingError(f"it was sent on {filed_on}: it was not received before")
    if how and how not in Appeal.Sent.values:
        raise FilingError(f"no such way to send: {how}")
    version = appeal.versions.filter(aside=False).first()
    if seen is not None and version and version.number != seen:
        raise FilingError(
            f"version {version.number} was saved meanwhile: look at it before you record the filing"
        )
    appeal.status, appeal.filed_on, appeal.filed_how = Appeal.Status.FILED, filed_on, how
    appeal.tracking_number = tracking_number.strip()[:120]
    appeal.filed_version = version.number if version else None
    appeal.save(
        update_fields=["status", "filed_on", "filed_how", "tracking_number", "filed_version"]
    )
    _note(appeal, EventKind.APPEALED, filed_on, filed_by)
    if received_on:
        _note(appeal, EventKind.APPEAL_RECEIVED, received_on, filed_by)
    ledger_changed(appeal.foia_request)
    return appeal


def appeal_decide(
    *,
    appeal: Appeal,
    decided_on: date,
    outcomes: Mapping[int, str],
    letter: Correspondence | None = None,
    pages: Mapping[int, int | None] | None = None,
    decided_by: AbstractBaseUser | None = None,
) -> Appeal:
    """Record the decision, and the outcome of each point by its number with the page of the
    decision `letter` that says so; in time or late, and also after points were noted unanswered.
    A decision that was recorded is corrected on the same day only: its day stands in the ledger.

    Raises FilingError where the appeal was not filed, the day is before its filing or another than
    that recorded, an outcome is unknown, or a page is not in the letter.
    """
    if appeal.status == Appeal.Status.DRAFT or appeal.filed_on is None:
        raise FilingError(f"{appeal} is not waiting for a decision")
    if appeal.decided_on and appeal.decided_on != decided_on:
        raise FilingError(
            f"{appeal} was decided on {appeal.decided_on}: another day is corrected in the ledger"
        )
    if decided_on < appeal.filed_on:
        raise FilingError(f"{appeal} was filed on {appeal.filed_on}: it was not decided before")
    _check_outcomes(appeal, outcomes, letter, pages or {})
    with transaction.atomic():
        for point in appeal.points.filter(number__in=outcomes):
            point.outcome = outcomes[point.number]
            point.decision_page = (pages or {}).get(point.number)
            point.save(update_fields=["outcome", "decision_page"])
        first = appeal.decided_on is None
        appeal.status, appeal.decided_on = Appeal.Status.DECIDED, decided_on
        appeal.decision_letter = letter
        appeal.save(update_fields=["status", "decided_on", "decision_letter"])
        if first:
            _note(appeal, EventKind.DECIDED, decided_on, decided_by)
        ledger_changed(appeal.foia_request)
    return appeal


def appeal_unanswered(*, appeal: Appeal, on: date) -> Appeal:
    """Note the points of a filed appeal that were not answered in time; a decision that comes late
    is recorded as any other.

    Raises FilingError where the time for the decision has not passed.
    """
    if appeal.status != Appeal.Status.FILED:
        raise FilingError(f"{appeal} is not waiting for a decision")
    clocks = clocks_of(appeal.foia_request, on=on)
    clock = next((each for each in clocks if each.name is ClockName.APPEAL_DECISION), None)
    if clock is None or clock.due is None or clock.state is not ClockState.OVERDUE:
        raise FilingError("the time to decide the appeal has not passed")
    with transaction.atomic():
        for point in appeal.points.filter(outcome=AppealPoint.Outcome.PENDING):
            point.outcome = AppealPoint.Outcome.UNANSWERED
            point.save(update_fields=["outcome"])
    return appeal


def _check_outcomes(
    appeal: Appeal,
    outcomes: Mapping[int, str],
    letter: Correspondence | None,
    pages: Mapping[int, int | None],
) -> None:
    unknown = set(outcomes.values()) - set(AppealPoint.Outcome.values)
    if unknown:
        raise FilingError(f"no such outcome: {unknown.pop()}")
    if letter and letter.foia_request_id != appeal.foia_request_id:
        raise FilingError("the letter belongs to another request")
    named = [each for each in pages.values() if each is not None]
    held = letter.source_file.expected_pages if letter and letter.source_file else 0
    if named and not letter:
        raise FilingError("a page is of a letter: choose the decision letter")
    if any(not 1 <= each <= held for each in named):
        raise FilingError(f"the decision letter has {held} pages")


def _note(appeal: Appeal, kind: EventKind, on: date, by: AbstractBaseUser | None) -> None:
    """Enter it in the ledger, unless a letter of that day has entered it."""
    entries = appeal.foia_request.clock_events.filter(
        kind=kind, on=on, correspondence__isnull=False
    )
    if not entries.filter(withdraws__isnull=True, withdrawn_by__isnull=True).exists():
        event_add(
            foia_request=appeal.foia_request,
            event=Event(kind, on, what=f"appeal {appeal.number}"),
            recorded_by=by,
        )
