"""What holds of the ledger when two write at once, and when a database of before is brought up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from requests_app.law.ledger import Event, EventKind
from requests_app.models import ClockEvent, FoiaRequest
from requests_app.selectors.ledger import ledger_of
from requests_app.services.ledger import event_add, event_withdraw, ledger_follow
from tests.factories import FoiaRequestFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

FIRST = [("requests_app", "0001_models")]
SENT = Event(EventKind.SENT, date(2018, 7, 20))


@pytest.mark.parametrize("what", ["add", "withdraw", "follow"])
def test_two_who_write_the_same_at_once_write_it_once(what: str) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is in memory, with one connection")
    foia_request = FoiaRequestFactory.create(filed_on=SENT.on)
    held = event_add(foia_request=foia_request, event=SENT) if what == "withdraw" else None
    ready = Barrier(4)

    def write(_: int) -> None:
        try:
            mine = FoiaRequest.objects.get()
            ready.wait(timeout=20)
            if what == "add":
                event_add(foia_request=mine, event=SENT)
            elif held is not None:
                event_withdraw(entry=held)
            else:
                ledger_follow(foia_request=mine)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert ClockEvent.objects.count() == (2 if what == "withdraw" else 1)


def test_a_database_of_the_first_version_keeps_its_ledger() -> None:
    first = MigrationExecutor(connection)
    latest = first.loader.graph.leaf_nodes()
    try:
        first.migrate(FIRST)
        _a_case_of_the_first_version(first.loader.project_state(FIRST).apps)
    finally:
        again = MigrationExecutor(connection)
        again.migrate(latest)
    foia_request = FoiaRequest.objects.get()
    assert [(each.kind, each.origin, each.terms) for each in ClockEvent.objects.all()] == [
        ("sent", "record", {}),
        ("determined", "record", {}),
    ]
    assert ledger_follow(foia_request=foia_request) == (1, 1)
    standing = ledger_of(foia_request).standing
    assert [(each.kind, each.adverse) for each in standing] == [
        (EventKind.SENT, None),
        (EventKind.DETERMINED, True),
    ]


def _a_case_of_the_first_version(apps: object) -> None:
    model = apps.get_model  # type: ignore[attr-defined]
    agency = model("requests_app", "Office").objects.create(
        kind="agency", path="DEP", abbreviation="DEP", name="Department of Examples"
    )
    foia_request = model("requests_app", "FoiaRequest").objects.create(
        ref="R-1", title="Records", agency=agency, requester="x", text="x", filed_on=SENT.on
    )
    letter = model("requests_app", "Correspondence").objects.create(
        foia_request=foia_request,
        kind="determination",
        direction="in",
        dated_on=date(2018, 10, 5),
    )
    model("requests_app", "Determination").objects.create(correspondence=letter, is_adverse=True)
    events = model("requests_app", "ClockEvent").objects
    events.create(foia_request=foia_request, kind="sent", on=SENT.on)
    events.create(
        foia_request=foia_request, kind="determined", on=letter.dated_on, correspondence=letter
    )
