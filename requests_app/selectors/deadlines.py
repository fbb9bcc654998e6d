"""What is due, over all requests."""

from datetime import timedelta

from django.db.models import F, QuerySet

from requests_app.law.deadline import ClockName
from requests_app.models import Deadline

SOON = timedelta(days=14)
NOT_TOLD_LATE = (ClockName.TRACKING_NUMBER,)
"""No day is set for the letter that gives a tracking number."""


def open_deadlines() -> QuerySet[Deadline]:
    """The deadlines whose act has not come, nearest first."""
    found = Deadline.objects.filter(done_on=None, ended=False, due_on__isnull=False)
    return found.exclude(name__in=NOT_TOLD_LATE).order_by("due_on", "pk")


def overdue_of_agencies() -> QuerySet[Deadline]:
    """What agencies owed before the day for which it was derived, for longest first."""
    return open_deadlines().filter(whose="agency", due_on__lt=F("derived_for"))


def due_of_requester() -> QuerySet[Deadline]:
    """What the requester has to do within two weeks of the day for which it was derived."""
    found = open_deadlines().filter(whose="requester", due_on__gte=F("derived_for"))
    return found.filter(due_on__lte=F("derived_for") + SOON)
