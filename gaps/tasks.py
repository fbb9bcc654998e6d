"""Tasks: fetch, call a service."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from gaps.services.analysis import request_analyze
from gaps.services.daily import analyses_due
from requests_app.dispatch import dispatch
from requests_app.models import FoiaRequest

MOST_AT_ONCE = 500
"""What is left is due the next time still: the queue is not filled for hours."""


@shared_task(name="gaps.analyze_request")
def analyze_request_task(foia_request_id: int) -> None:
    """Run the detectors over a request."""
    found = FoiaRequest.objects.select_related("agency").filter(pk=foia_request_id)
    if foia_request := found.first():
        request_analyze(foia_request=foia_request)


@shared_task(name="gaps.analyze_due")
def analyze_due_task() -> int:
    """Enqueue the requests whose gaps a passing day may have changed; returns how many."""
    due = analyses_due(timezone.localdate())[:MOST_AT_ONCE]
    for foia_request_id in due:
        dispatch(analyze_request_task, foia_request_id)
    return len(due)


def enqueue_analysis(*, foia_request_id: int, **signal: Any) -> None:
    """Receiver of `records_changed`."""
    dispatch(analyze_request_task, foia_request_id)
