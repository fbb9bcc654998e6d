"""Tasks: fetch, call a service."""

from typing import Any

from celery import shared_task

from gaps.services.analysis import request_analyze
from requests_app.dispatch import dispatch
from requests_app.models import FoiaRequest


@shared_task(name="gaps.analyze_request")
def analyze_request_task(foia_request_id: int) -> None:
    """Run the detectors over a request."""
    found = FoiaRequest.objects.select_related("agency").filter(pk=foia_request_id)
    if foia_request := found.first():
        request_analyze(foia_request=foia_request)


def enqueue_analysis(*, foia_request_id: int, **signal: Any) -> None:
    """Receiver of `records_changed`."""
    dispatch(analyze_request_task, foia_request_id)
