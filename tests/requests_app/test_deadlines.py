"""Deadlines as rows: they follow the ledger, and lists are made of them."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from requests_app.law.clocks import clocks_on
from requests_app.law.ledger import Event, EventKind
from requests_app.models import Deadline, FoiaRequest
from requests_app.selectors.deadlines import due_of_requester, overdue_of_agencies
from requests_app.selectors.ledger import ledger_of
from requests_app.services.deadlines import deadlines_derive_all
from requests_app.services.ledger import event_add, event_withdraw
from tests.factories import FoiaRequestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
RECEIVED = Event(EventKind.RECEIVED, date(2018, 7, 23))


def received(day: date | None = None) -> FoiaRequest:
    """A request whose receipt is in the ledger."""
    foia_request = FoiaRequestFactory(as_of=day)
    event_add(foia_request=foia_request, event=RECEIVED)
    return foia_request


def noon(*day: int) -> time_machine.travel:
    """The middle of a day, which is that day everywhere in the United States."""
    return time_machine.travel(datetime(*day, 17, tzinfo=UTC), tick=False)


def names(rows: object) -> list[str]:
    return [each.name for each in rows]  # type: ignore[attr-defined]  # rows of a query


def test_the_rows_are_the_clocks_of_the_ledger() -> None:
    foia_request = received(date(2018, 11, 1))
    clocks = clocks_on(ledger_of(foia_request), date(2018, 11, 1))
    assert [(each.name, each.due_on) for each in foia_request.deadlines.all()] == [
        (each.name.value, each.due.value if each.due else None) for each in clocks
    ]


def test_a_determination_is_overdue_on_the_day_after_its_last_and_not_on_it() -> None:
    with noon(2018, 8, 20):
        foia_request = received()
        assert names(overdue_of_agencies()) == []
    with noon(2018, 8, 21):
        deadlines_derive_all(day=date(2018, 8, 21))
        assert names(overdue_of_agencies()) == ["determination"]
    assert foia_request.deadlines.filter(derived_for=date(2018, 8, 21)).exists()


def test_a_determination_ends_it_and_starts_the_period_to_appeal() -> None:
    foia_request = received(date(2018, 12, 28))
    event_add(foia_request=foia_request, event=Event(EventKind.DETERMINED, date(2018, 10, 5)))
    assert names(overdue_of_agencies()) == []
    assert names(due_of_requester()) == ["appeal"]


def test_what_is_due_in_fifteen_days_is_not_due_soon() -> None:
    foia_request = received(date(2018, 12, 19))
    event_add(foia_request=foia_request, event=Event(EventKind.DETERMINED, date(2018, 10, 5)))
    assert names(due_of_requester()) == []


def test_a_withdrawn_entry_takes_its_deadlines_with_it() -> None:
    foia_request = received(date(2018, 11, 1))
    event_withdraw(entry=foia_request.clock_events.get())
    assert not foia_request.deadlines.exists()


def test_a_question_that_is_open_leaves_nothing_due_of_the_agency() -> None:
    foia_request = received(date(2018, 11, 1))
    asked = Event(EventKind.CLARIFICATION_ASKED, date(2018, 8, 1))
    event_add(foia_request=foia_request, event=asked)
    assert foia_request.deadlines.get(name="determination").due_on is None
    assert names(overdue_of_agencies()) == []


def test_a_request_with_a_day_of_its_own_is_not_derived_for_today() -> None:
    received(date(2018, 11, 1))
    assert deadlines_derive_all(day=date(2026, 1, 5)) == 0
    assert set(Deadline.objects.values_list("derived_for", flat=True)) == {date(2018, 11, 1)}


def test_deriving_twice_for_a_day_derives_nothing_the_second_time() -> None:
    with noon(2018, 9, 3):
        received()
    with noon(2018, 9, 5):
        assert deadlines_derive_all(day=date(2018, 9, 5)) == 1
        assert deadlines_derive_all(day=date(2018, 9, 5)) == 0


def test_what_happened_last_follows_the_ledger_and_an_old_copy_does_not_undo_it() -> None:
    foia_request = FoiaRequestFactory()
    old = FoiaRequest.objects.get(pk=foia_request.pk)
    event_add(foia_request=foia_request, event=Event(EventKind.RECEIVED, date(2018, 7, 20)))
    later = event_add(foia_request=foia_request, event=Event(EventKind.SUED, date(2019, 7, 1)))
    event_add(foia_request=foia_request, event=Event(EventKind.DETERMINED, date(2018, 10, 5)))
    old.title = "Another title"
    old.save()

    def last() -> tuple[str, str, date | None]:
        found = FoiaRequest.objects.get(pk=foia_request.pk)
        return found.title, found.last_event, found.last_event_on

    assert last() == ("Another title", "sued", date(2019, 7, 1))
    event_withdraw(entry=later)
    assert last() == ("Another title", "determined", date(2018, 10, 5))
