"""Who wrote whom, counted from who wrote and received each message."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from requests_app.ingest.assembling import request_assemble
from requests_app.ingest.exchanges import exchanges_of
from requests_app.models import Exchange, FoiaRequest, Message
from tests.e2e.test_cases import FIXTURES, analysed

STATES = {1: "produced", 2: "inferred", 3: "produced"}
A, B, C = 10, 20, 30


def test_a_message_counts_once_for_each_organisation_that_it_went_to() -> None:
    slots = [(1, "from", A), (1, "to", B), (1, "cc", B), (1, "bcc", C)]
    assert exchanges_of(slots, STATES) == {(A, B): (1, 0), (A, C): (1, 0)}


def test_what_is_only_proven_is_counted_apart() -> None:
    slots = [(each, role, at) for each in (1, 2, 3) for role, at in (("from", A), ("to", B))]
    assert exchanges_of(slots, STATES) == {(A, B): (2, 1)}


@pytest.mark.parametrize(
    "slots",
    [
        [(1, "from", A), (1, "to", A)],
        [(1, "from", None), (1, "to", B)],
        [(1, "from", A), (1, "to", None)],
        [(1, "to", B)],
        [(1, "from", A)],
    ],
)
def test_within_one_organisation_and_where_one_is_unknown_nothing_is_counted(
    slots: list[tuple[int, str, int | None]],
) -> None:
    assert exchanges_of(slots, STATES) == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_the_sample_is_counted_with_its_messages_and_the_same_twice() -> None:
    foia_request = analysed(FIXTURES / "ice-amazon")
    held = list(Exchange.objects.order_by("pk").values_list())
    by_name = {
        (each.sender.name, each.recipient.name): (each.produced, each.inferred)
        for each in Exchange.objects.select_related("sender", "recipient")
    }
    assert by_name["Amazon", "ICE"][0] == 7
    assert by_name["ICE", "Amazon"][0] == 0 < by_name["ICE", "Amazon"][1]
    request_assemble(foia_request=foia_request)
    assert list(Exchange.objects.order_by("pk").values_list()) == held


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_each_message_knows_the_one_with_which_its_thread_begins() -> None:
    foia_request = analysed(FIXTURES / "ice-amazon")
    messages = {each.pk: each for each in foia_request.messages.all()}
    for each in messages.values():
        first = each
        while first.parent_id:
            first = messages[first.parent_id]
        assert each.thread == first.number
    assert len({each.thread for each in messages.values()}) < len(messages)


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_what_was_assembled_before_is_counted_by_the_migration() -> None:
    foia_request = analysed(FIXTURES / "ice-amazon")
    exchanges = list(Exchange.objects.values_list("sender", "recipient", "produced", "inferred"))
    threads = list(foia_request.messages.values_list("number", "thread"))
    Exchange.objects.all().delete()
    Message.objects.update(thread=0)
    _fill()
    again = Exchange.objects.values_list("sender", "recipient", "produced", "inferred")
    assert sorted(again) == sorted(exchanges)
    assert list(foia_request.messages.values_list("number", "thread")) == threads


def _fill() -> None:
    from importlib import import_module

    written = import_module("requests_app.migrations.0014_exchanges_and_threads")
    with connection.schema_editor() as editor:
        written.threads_fill(None, editor)
        written.exchanges_fill(None, editor)


def test_reading_them_takes_one_query(db: None) -> None:
    from requests_app.selectors.pictures import exchanged_pairs
    from tests.factories import FoiaRequestFactory

    foia_request: FoiaRequest = FoiaRequestFactory()
    with CaptureQueriesContext(connection) as asked:
        assert exchanged_pairs(foia_request) == []
    assert len(asked) == 1
