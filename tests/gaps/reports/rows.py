"""Rows that reports count."""

from datetime import date
from typing import Any

from gaps.models import Appeal, AppealPoint
from requests_app.models import Deadline, FoiaRequest, Redaction
from tests.factories import FindingFactory, PageFactory, SourceFileFactory

TODAY = date(2018, 11, 1)


def clock(foia_request: FoiaRequest, **values: Any) -> Deadline:
    """The determination of a request, due on 17 August 2018 and open."""
    given = {
        "position": 1,
        "name": "determination",
        "whose": "agency",
        "runs_from_on": date(2018, 7, 20),
        "due_on": date(2018, 8, 17),
        "derived_for": TODAY,
    }
    return Deadline.objects.create(foia_request=foia_request, **{**given, **values})


def with_all_sorts(foia_request: FoiaRequest) -> None:
    """One of everything that a report counts."""
    clock(foia_request, done_on=TODAY, days_taken=9)
    FindingFactory(foia_request=foia_request, decision="dismissed", status="dismissed")
    source_file = SourceFileFactory(production__foia_request=foia_request)
    page = PageFactory(source_file=source_file)
    Redaction.objects.create(page=page, kind="box", codes=["(b)(6)"])
    appeal = Appeal.objects.create(
        foia_request=foia_request, number=1, dated_on=TODAY, status="filed", filed_on=TODAY
    )
    AppealPoint.objects.create(appeal=appeal, number=1, code="COR001", heading="x")
