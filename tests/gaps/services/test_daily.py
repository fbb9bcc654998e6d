"""A day that passes makes an answer overdue: the request is looked through on that morning."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from gaps.models import Finding
from gaps.services.analysis import request_analyze
from gaps.services.daily import AGAIN_AFTER, analyses_due
from gaps.tasks import analyze_due_task
from requests_app.law.deadline import ClockName
from requests_app.law.ledger import Event, EventKind
from requests_app.models import FoiaRequest
from requests_app.services.ledger import event_add
from tests.factories import FoiaRequestFactory, SourceFileFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

SENT, RECEIVED = date(2026, 9, 1), date(2026, 9, 2)
DAY = timedelta(days=1)


def noon(day: date) -> time_machine.travel:
    """The middle of a day, which is that day everywhere in the United States."""
    return time_machine.travel(datetime(day.year, day.month, day.day, 17, tzinfo=UTC), tick=False)


def waiting() -> FoiaRequest:
    """A request that was sent, and to which nothing came."""
    foia_request = FoiaRequestFactory.create(filed_on=SENT, received_on=RECEIVED)
    with noon(RECEIVED):
        event_add(foia_request=foia_request, event=Event(EventKind.SENT, SENT))
        event_add(foia_request=foia_request, event=Event(EventKind.RECEIVED, RECEIVED))
    return foia_request


def due_on(foia_request: FoiaRequest, name: ClockName) -> date:
    due = foia_request.deadlines.get(name=name).due_on
    assert due
    return due


def looked_through(foia_request: FoiaRequest, day: date) -> None:
    request_analyze(foia_request=foia_request, as_of=day)


def test_a_request_never_looked_through_is_due() -> None:
    foia_request = waiting()
    assert analyses_due(RECEIVED) == [foia_request.pk]


def test_it_is_due_the_day_after_the_answer_was_and_not_before() -> None:
    foia_request = waiting()
    due = due_on(foia_request, ClockName.DETERMINATION)
    looked_through(foia_request, due - 2 * DAY)
    assert analyses_due(due - DAY) == []
    assert analyses_due(due) == []
    assert analyses_due(due + DAY) == [foia_request.pk]


def test_on_that_day_the_gap_is_found_once_and_it_is_due_no_more() -> None:
    foia_request = waiting()
    due = due_on(foia_request, ClockName.DETERMINATION)
    looked_through(foia_request, due)
    assert not Finding.objects.filter(detector="determination_overdue").exists()
    with noon(due + DAY):
        assert analyze_due_task() == 1
        assert analyze_due_task() == 0
    assert Finding.objects.get(detector="determination_overdue").foia_request == foia_request


def test_it_is_due_on_the_day_on_which_the_end_of_the_time_to_appeal_is_near() -> None:
    foia_request = waiting()
    with noon(SENT + 20 * DAY):
        denied = Event(EventKind.DETERMINED, SENT + 20 * DAY, adverse=True)
        event_add(foia_request=foia_request, event=denied)
    near = due_on(foia_request, ClockName.APPEAL) - 14 * DAY
    looked_through(foia_request, near - 2 * DAY)
    assert analyses_due(near - DAY) == []
    assert analyses_due(near) == [foia_request.pk]


def test_with_an_open_clock_it_is_due_again_after_four_weeks() -> None:
    foia_request = waiting()
    looked_through(foia_request, SENT + 100 * DAY)
    assert analyses_due(SENT + 100 * DAY + AGAIN_AFTER - DAY) == []
    assert analyses_due(SENT + 100 * DAY + AGAIN_AFTER) == [foia_request.pk]


def test_a_request_with_a_day_of_its_own_is_never_due() -> None:
    foia_request = waiting()
    FoiaRequest.objects.update(as_of=SENT + 100 * DAY)
    assert analyses_due(foia_request.filed_on + 400 * DAY) == []


def test_a_request_of_which_nothing_is_known_is_not_due() -> None:
    FoiaRequestFactory.create(filed_on=None)
    assert analyses_due(SENT + 400 * DAY) == []


@pytest.mark.parametrize(("state", "due"), [("stored", False), ("read", True), ("failed", True)])
def test_a_request_whose_files_are_being_read_is_looked_through_when_they_are(
    state: str, due: bool
) -> None:
    foia_request = waiting()
    reason = "it is broken" if state == "failed" else ""
    SourceFileFactory.create(production__foia_request=foia_request, state=state, reason=reason)
    assert analyses_due(SENT + 400 * DAY) == ([foia_request.pk] if due else [])


def test_more_requests_ask_the_database_no_more_often(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    found = sorted(waiting().pk for _ in range(5))
    with django_assert_num_queries(1):
        assert analyses_due(SENT + 400 * DAY) == found
