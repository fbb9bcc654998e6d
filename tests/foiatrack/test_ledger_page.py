"""The ledger of a request on its page: entries, their withdrawal, and the clocks of any day."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from requests_app.models import ClockEvent, FoiaRequest
from requests_app.services.ledger import ledger_follow
from tests.factories import FoiaRequestFactory, letter_with

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

# "overdue" explains itself at its first use on a page, behind a button of its own.
OVERDUE = re.compile(r'class="late">(?:<button[^>]*>)?overdue')


@pytest.fixture
def foia_request() -> FoiaRequest:
    made: FoiaRequest = FoiaRequestFactory(
        filed_on=date(2018, 7, 20),
        received_on=date(2018, 7, 23),
        as_of=date(2018, 11, 1),
    )
    ledger_follow(foia_request=made)
    return made


def shown(client: Client, foia_request: FoiaRequest, asked: str = "") -> str:
    answer = client.get(f"/requests/{foia_request.pk}/ledger/{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def enter(client: Client, foia_request: FoiaRequest, **given: Any) -> str:
    answer = client.post(f"/requests/{foia_request.pk}/ledger/add/", given, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def withdraw(client: Client, entry: ClockEvent, why: str) -> str:
    address = f"/requests/{entry.foia_request_id}/ledger/{entry.pk}/withdraw/"
    answer = client.post(address, {"why": why}, follow=True)
    return answer.content.decode()


def test_the_clocks_are_those_of_the_day_that_is_asked_for(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    on_the_day = shown(admin_client, foia_request, "?on=2018-08-20")
    assert "as of 20 Aug 2018" in on_the_day
    # The tracking number was due on August 2.
    assert len(OVERDUE.findall(on_the_day)) == 1
    day_after = shown(admin_client, foia_request, "?on=2018-08-21")
    assert len(OVERDUE.findall(day_after)) == 2


@pytest.mark.parametrize("asked", ["?on=2018-02-30", "?on=x", "?on=0001-01-01", "?on=9999-12-31"])
def test_a_day_that_cannot_be_is_the_request_s_own(
    admin_client: Client, foia_request: FoiaRequest, asked: str
) -> None:
    assert "as of 1 Nov 2018" in shown(admin_client, foia_request, asked)


def test_an_entry_moves_the_clock_and_says_who_entered_it(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    html = enter(admin_client, foia_request, kind="determined", on="2018-08-17", adverse="true")
    assert "Entered: determined on 17 Aug 2018." in html
    assert "Denies anything" not in html
    entry = foia_request.clock_events.get(kind="determined")
    assert (entry.origin, entry.terms) == ("person", {"adverse": True})
    assert entry.recorded_by == User.objects.get(username="admin")
    assert foia_request.deadlines.filter(name="appeal").exists()


def test_the_form_asks_only_for_what_such_an_entry_states(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    extended = shown(admin_client, foia_request, "?kind=extended")
    assert 'name="until"' in extended
    assert 'name="window_days"' not in extended
    determined = shown(admin_client, foia_request, "?kind=determined")
    assert 'name="window_days"' in determined
    assert 'name="until"' not in determined
    assert "the time to appeal runs from it" in determined
    assert 'id="id_on"' not in shown(admin_client, foia_request, "?kind=dreamt")


@time_machine.travel("2018-11-05", tick=False)
def test_a_day_to_come_is_refused_and_what_was_typed_stays(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    html = enter(admin_client, foia_request, kind="sued", on="2018-11-06", what="No. 18-2727")
    assert "This day has not come yet." in html
    assert 'value="No. 18-2727"' in html
    assert not foia_request.clock_events.filter(kind="sued").exists()
    enter(admin_client, foia_request, kind="sued", on="2018-11-05")
    assert foia_request.clock_events.filter(kind="sued").exists()


@pytest.mark.parametrize("kind", ["", "dreamt", "Determined"])
def test_an_unknown_kind_enters_nothing(
    admin_client: Client, foia_request: FoiaRequest, kind: str
) -> None:
    before = foia_request.clock_events.count()
    assert "say what happened" in enter(admin_client, foia_request, kind=kind, on="2018-08-17")
    assert foia_request.clock_events.count() == before


def test_the_same_entry_twice_is_one(admin_client: Client, foia_request: FoiaRequest) -> None:
    enter(admin_client, foia_request, kind="acknowledged", on="2018-07-24")
    html = enter(admin_client, foia_request, kind="acknowledged", on="2018-07-24")
    assert "The ledger says so already" in html
    assert foia_request.clock_events.filter(kind="acknowledged").count() == 1


def test_a_letter_of_another_request_is_not_offered(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    other = letter_with("Dear", foia_request=FoiaRequestFactory())
    html = enter(
        admin_client,
        foia_request,
        kind="acknowledged",
        on="2018-07-24",
        correspondence=str(other.pk),
    )
    assert "Select a valid choice" in html
    assert not foia_request.clock_events.filter(kind="acknowledged").exists()


def test_a_withdrawn_entry_stays_with_the_reason_and_the_clock_follows(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    enter(admin_client, foia_request, kind="determined", on="2018-08-17")
    entry = foia_request.clock_events.get(kind="determined")
    html = withdraw(admin_client, entry, "it was an acknowledgment")
    assert "Both entries are kept" in html
    assert "<s>determined</s>" in html
    assert "it was an acknowledgment" in html
    assert not foia_request.deadlines.filter(name="appeal", ended=False).exists()


def test_a_reason_is_needed(admin_client: Client, foia_request: FoiaRequest) -> None:
    entry = foia_request.clock_events.get(kind="received")
    assert "say why" in withdraw(admin_client, entry, "   ")
    assert foia_request.clock_events.filter(withdraws=entry).count() == 0


def test_a_withdrawal_is_not_withdrawn(admin_client: Client, foia_request: FoiaRequest) -> None:
    entry = foia_request.clock_events.get(kind="received")
    withdraw(admin_client, entry, "wrong day")
    withdrawal = foia_request.clock_events.get(withdraws=entry)
    assert "Nothing was withdrawn" in withdraw(admin_client, withdrawal, "after all")
    assert foia_request.clock_events.count() == 3


def test_an_entry_of_another_request_is_not_withdrawn_here(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    entry = foia_request.clock_events.get(kind="received")
    other = FoiaRequestFactory()
    answer = admin_client.post(f"/requests/{other.pk}/ledger/{entry.pk}/withdraw/", {"why": "x"})
    assert answer.status_code == 404


def test_who_may_only_look_sees_the_ledger_and_enters_nothing(
    client: Client, foia_request: FoiaRequest
) -> None:
    looker = User.objects.create_user("looker")
    looker.user_permissions.add(Permission.objects.get(codename="view_foiarequest"))
    client.force_login(looker)
    html = shown(client, foia_request, "?kind=sued")
    assert "Record what happened" not in html
    assert "Because" not in html
    answer = client.post(
        f"/requests/{foia_request.pk}/ledger/add/", {"kind": "sued", "on": "2018-08-17"}
    )
    assert answer.status_code == 403


def test_an_empty_ledger_says_what_to_enter(admin_client: Client) -> None:
    bare = FoiaRequestFactory(filed_on=None, received_on=None)
    assert "The ledger is empty." in shown(admin_client, bare)


def test_more_entries_do_not_mean_more_queries(
    admin_client: Client,
    foia_request: FoiaRequest,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    shown(admin_client, foia_request)
    for day in range(1, 9):
        enter(admin_client, foia_request, kind="produced", on=f"2018-10-0{day}")
    withdraw(admin_client, foia_request.clock_events.filter(kind="produced")[0], "wrong")
    with django_assert_num_queries(7):
        shown(admin_client, foia_request)
