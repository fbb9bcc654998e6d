"""The correspondence of a request: threads with what is missing from them, and messages by time."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from requests_app.models import FoiaRequest, Message
from requests_app.selectors.correspondence import OF_A_THREAD, THREADS
from tests.factories import (
    FoiaRequestFactory,
    MessageFactory,
    OccurrenceFactory,
    ParticipationFactory,
    SourceFileFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def foia_request() -> FoiaRequest:
    made: FoiaRequest = FoiaRequestFactory()
    return made


def a_thread(foia_request: FoiaRequest, first: int, states: str, subject: str) -> list[Message]:
    """Messages that answer one another: `p` produced, `i` inferred; one a day from 1 June."""
    made: list[Message] = []
    for place, state in enumerate(states):
        made.append(
            MessageFactory(
                foia_request=foia_request,
                number=first + place,
                thread=first,
                parent=made[-1] if made else None,
                state="produced" if state == "p" else "inferred",
                sent_at=datetime(2018, 6, 1 + place % 28, 9, first % 60),
                has_time=True,
                subject=subject,
            )
        )
        ParticipationFactory(message=made[-1], role="from", name=f"Sender {first + place}")
    return made


def shown(client: Client, foia_request: FoiaRequest, asked: str = "") -> str:
    answer = client.get(f"/requests/{foia_request.pk}/correspondence/{asked}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_thread_has_its_ghosts_in_place(admin_client: Client, foia_request: FoiaRequest) -> None:
    a_thread(foia_request, 1, "pip", "Prices")
    page = shown(admin_client, foia_request)
    assert "Prices" in page
    assert '2 produced, <span class="late">1 missing</span>' in page
    thread = page.partition('class="thread"')[2]
    assert thread.count('<circle class="solid"') == 2
    assert thread.count('<circle class="hollow"') == 1
    places = [thread.index(f"Sender {each}") for each in (1, 2, 3)]
    assert places == sorted(places)
    assert thread.count("not produced") == 1


def test_threads_with_something_missing_leave_the_others_out(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    a_thread(foia_request, 1, "pp", "Whole")
    a_thread(foia_request, 11, "pi", "Broken")
    page = shown(admin_client, foia_request, "?state=inferred")
    assert "Broken" in page and "Whole" not in page
    by_time = shown(admin_client, foia_request, "?by=time&state=inferred")
    assert "Sender 12" in by_time and "Sender 11" not in by_time


def test_where_nothing_is_missing_the_page_says_so(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    a_thread(foia_request, 1, "pp", "Whole")
    assert "No message of any thread is missing" in shown(
        admin_client, foia_request, "?state=inferred"
    )
    assert "No message is missing" in shown(admin_client, foia_request, "?by=time&state=inferred")


def test_a_message_leads_to_its_page_and_one_that_is_proven_to_what_proves_it(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    produced, proven = a_thread(foia_request, 1, "pi", "Prices")
    source_file = SourceFileFactory(foia_request=foia_request)
    place = {"source_file": source_file, "body_spans": []}
    OccurrenceFactory(message=produced, role="quoted", header_spans=[[7, 0, 5]], **place)
    OccurrenceFactory(message=produced, role="top", header_spans=[[3, 0, 5]], **place)
    OccurrenceFactory(message=proven, role="quoted", header_spans=[[3, 9, 20]], **place)
    page = shown(admin_client, foia_request)
    link = f'href="/documents/{source_file.pk}/?page=4"'
    assert f"{link}>the page" in page
    assert f"{link}>what proves it" in page
    assert "?page=8" not in page


def test_a_long_thread_is_shown_from_its_beginning_with_the_way_to_the_rest(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    a_thread(foia_request, 1, "p" * (OF_A_THREAD + 3), "Long")
    page = shown(admin_client, foia_request)
    assert "3 left out." in page
    assert f"All {OF_A_THREAD + 3} messages of this thread" in page
    assert f"Sender {OF_A_THREAD + 1}<" not in page
    whole = shown(admin_client, foia_request, "?thread=1")
    assert f"Sender {OF_A_THREAD + 3} " in whole


def test_by_time_the_undated_come_last(admin_client: Client, foia_request: FoiaRequest) -> None:
    undated, *_ = a_thread(foia_request, 1, "p", "Undated")
    Message.objects.filter(pk=undated.pk).update(sent_at=None)
    a_thread(foia_request, 2, "p", "Dated")
    page = shown(admin_client, foia_request, "?by=time").partition('id="messages"')[2]
    assert page.index("Sender 2") < page.index("Sender 1")


@pytest.mark.parametrize("asked", ["", "?by=time", "?state=inferred", "?thread=1"])
def test_more_messages_ask_for_no_more_queries(
    admin_client: Client, foia_request: FoiaRequest, asked: str
) -> None:
    counted = []
    for some in range(2):
        for number in range(4):
            a_thread(foia_request, 1 + 1000 * some + 20 * number, "pipi", "Prices")
        shown(admin_client, foia_request, asked)
        with CaptureQueriesContext(connection) as queries:
            shown(admin_client, foia_request, asked)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 16


@pytest.mark.parametrize("asked", ["?page=9", "?page=x", "?thread=99", "?thread=x", "?by=x"])
def test_an_address_that_leads_nowhere_still_shows_a_page(
    admin_client: Client, foia_request: FoiaRequest, asked: str
) -> None:
    a_thread(foia_request, 1, "pi", "Prices")
    shown(admin_client, foia_request, asked)


def test_many_threads_are_shown_a_page_at_a_time(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    for number in range(THREADS + 1):
        a_thread(foia_request, 1 + 2 * number, "p", f"Subject {number:02d}")
    assert f"Subject {THREADS:02d}" not in shown(admin_client, foia_request)
    assert f"Subject {THREADS:02d}" in shown(admin_client, foia_request, "?page=2")
