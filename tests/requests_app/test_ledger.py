"""The ledger: entries are added, withdrawn by others, and never changed or deleted."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from requests_app.law.clock import StatedPeriod
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.models import ClockEvent, FoiaRequest, LedgerError
from requests_app.selectors.ledger import ledger_of
from requests_app.services.ledger import event_add, event_withdraw, ledger_follow
from tests.factories import CorrespondenceFactory, FoiaRequestFactory, ProductionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

SENT = Event(EventKind.SENT, date(2018, 7, 20))
EXTENDED = Event(
    EventKind.EXTENDED,
    date(2018, 8, 17),
    until=date(2018, 8, 31),
    days=10,
    circumstances=("voluminous_records",),
    offers_to_narrow=True,
)
TABLE = ClockEvent._meta.db_table


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory.create()


def standing(foia_request: FoiaRequest) -> list[tuple[str, str]]:
    return [(each.kind.value, each.on.isoformat()) for each in ledger_of(foia_request).standing]


def test_an_entry_comes_back_as_the_law_reads_it(foia_request: FoiaRequest) -> None:
    determined = Event(
        EventKind.DETERMINED,
        date(2018, 10, 5),
        adverse=True,
        stated_window=StatedPeriod(90, "working_day"),
        what="final response",
    )
    for event in (SENT, EXTENDED, determined):
        event_add(foia_request=foia_request, event=event)
    ledger = ledger_of(foia_request)
    assert isinstance(ledger, Ledger) and ledger.agency == foia_request.agency.path
    assert [each.number for each in ledger.events] == [1, 2, 3]
    plain = ledger_of(foia_request).standing
    assert [type(each)(**{**_fields(each), "number": 0}) for each in plain] == [
        SENT,
        EXTENDED,
        determined,
    ]


def _fields(event: Event) -> dict[str, object]:
    return {name: getattr(event, name) for name in Event.__slots__}


def test_the_same_entry_twice_is_one_entry(foia_request: FoiaRequest) -> None:
    first = event_add(foia_request=foia_request, event=EXTENDED)
    assert event_add(foia_request=foia_request, event=EXTENDED) == first
    assert ClockEvent.objects.count() == 1


def test_the_same_day_with_other_terms_is_another_entry(foia_request: FoiaRequest) -> None:
    event_add(foia_request=foia_request, event=EXTENDED)
    event_add(foia_request=foia_request, event=Event(EventKind.EXTENDED, EXTENDED.on))
    assert ClockEvent.objects.count() == 2


def test_a_withdrawn_entry_stays_and_no_longer_counts(foia_request: FoiaRequest) -> None:
    entry = event_add(foia_request=foia_request, event=SENT)
    withdrawal = event_withdraw(entry=entry, what="it was mailed later")
    assert event_withdraw(entry=entry) == withdrawal
    ledger = ledger_of(foia_request)
    assert ledger.standing == ()
    assert [(each.number, each.withdraws) for each in ledger.events] == [(1, None), (2, 1)]


def test_a_withdrawn_entry_can_be_added_again(foia_request: FoiaRequest) -> None:
    event_withdraw(entry=event_add(foia_request=foia_request, event=SENT))
    event_add(foia_request=foia_request, event=SENT)
    assert standing(foia_request) == [("sent", "2018-07-20")]


def test_a_withdrawal_is_not_withdrawn(foia_request: FoiaRequest) -> None:
    withdrawal = event_withdraw(entry=event_add(foia_request=foia_request, event=SENT))
    with pytest.raises(LedgerError, match="add the entry again"):
        event_withdraw(entry=withdrawal)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Event(EventKind.SENT, SENT.on, adverse=True), "adverse: no term of an entry 'sent'"),
        (Event(EventKind.DETERMINED, SENT.on, days=10), "days: no term"),
        (Event(EventKind.SENT, SENT.on, withdraws=1), "event_withdraw"),
    ],
)
def test_an_entry_states_only_what_its_kind_has(
    foia_request: FoiaRequest, event: Event, words: str
) -> None:
    with pytest.raises(LedgerError, match=words):
        event_add(foia_request=foia_request, event=event)
    assert not ClockEvent.objects.exists()


def test_a_letter_of_another_request_makes_no_entry(foia_request: FoiaRequest) -> None:
    with pytest.raises(LedgerError, match="another request"):
        event_add(foia_request=foia_request, event=SENT, letter=CorrespondenceFactory.create())


def test_the_model_refuses_to_change_or_delete(foia_request: FoiaRequest) -> None:
    entry = event_add(foia_request=foia_request, event=SENT)
    entry.on = date(2018, 7, 21)
    for forbidden in (
        entry.save,
        entry.delete,
        ClockEvent.objects.all().delete,
        foia_request.clock_events.all().delete,
        lambda: ClockEvent.objects.update(on=date(2018, 7, 21)),
        lambda: ClockEvent.objects.bulk_update([entry], ["on"]),
    ):
        with pytest.raises(LedgerError, match="never"):
            forbidden()
    assert standing(foia_request) == [("sent", "2018-07-20")]


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET terms = '{{}}'",
        f"UPDATE {TABLE} SET recorded_by_id = NULL",
        f"DELETE FROM {TABLE}",
        f"DELETE FROM {TABLE} WHERE kind = 'sent'",
        f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE}",
        f"TRUNCATE {TABLE} CASCADE",
        "TRUNCATE requests_app_foiarequest CASCADE",
    ],
)
def test_the_database_refuses_to_change_or_delete(
    foia_request: FoiaRequest, statement: str
) -> None:
    only = {"TRUNCATE": "postgresql", "INSERT": "sqlite"}.get(statement.split()[0])
    if only not in (None, connection.vendor):
        pytest.skip(f"{connection.vendor} has no such statement")
    event_add(foia_request=foia_request, event=SENT)
    with (
        pytest.raises(DatabaseError, match="ledger is never"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert standing(foia_request) == [("sent", "2018-07-20")]


def test_the_database_refuses_a_withdrawal_that_goes_astray(foia_request: FoiaRequest) -> None:
    entry = event_add(foia_request=foia_request, event=SENT)
    withdrawal = event_withdraw(entry=entry)
    other = FoiaRequestFactory.create()
    astray = [
        ClockEvent(foia_request=other, kind="sent", on=SENT.on, withdraws=entry, origin="person"),
        ClockEvent(
            foia_request=foia_request, kind="received", on=SENT.on, withdraws=entry, origin="person"
        ),
        ClockEvent(
            foia_request=foia_request, kind="sent", on=SENT.on, withdraws=entry, origin="person"
        ),
        ClockEvent(
            foia_request=foia_request,
            kind="sent",
            on=SENT.on,
            withdraws=withdrawal,
            origin="person",
        ),
    ]
    for row in astray:
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()
    assert ClockEvent.objects.count() == 2


def test_a_request_with_a_ledger_is_not_deleted(foia_request: FoiaRequest) -> None:
    event_add(foia_request=foia_request, event=SENT)
    with pytest.raises(ProtectedError):
        foia_request.delete()


def test_the_ledger_follows_the_record_and_overwrites_nothing(foia_request: FoiaRequest) -> None:
    foia_request.filed_on, foia_request.received_on = date(2018, 7, 20), date(2018, 7, 23)
    foia_request.save()
    assert ledger_follow(foia_request=foia_request) == (2, 0)
    assert ledger_follow(foia_request=foia_request) == (0, 0)
    foia_request.received_on = date(2018, 7, 24)
    foia_request.save()
    assert ledger_follow(foia_request=foia_request) == (1, 1)
    assert standing(foia_request) == [("sent", "2018-07-20"), ("received", "2018-07-24")]
    assert [(each.kind, str(each.on)) for each in ClockEvent.objects.order_by("pk")] == [
        ("sent", "2018-07-20"),
        ("received", "2018-07-23"),
        ("received", "2018-07-23"),
        ("received", "2018-07-24"),
    ]


def test_what_a_person_withdrew_does_not_come_back(foia_request: FoiaRequest) -> None:
    foia_request.filed_on = date(2018, 7, 20)
    foia_request.save()
    ledger_follow(foia_request=foia_request)
    event_withdraw(entry=ClockEvent.objects.get())
    assert ledger_follow(foia_request=foia_request) == (0, 0)
    assert standing(foia_request) == []


def test_what_a_person_entered_stays(foia_request: FoiaRequest) -> None:
    event_add(foia_request=foia_request, event=Event(EventKind.ROUTED, date(2018, 7, 30)))
    assert ledger_follow(foia_request=foia_request) == (0, 0)
    assert standing(foia_request) == [("routed", "2018-07-30")]


def test_what_a_person_entered_of_a_letter_stands_for_what_its_record_says(
    foia_request: FoiaRequest,
) -> None:
    letter = CorrespondenceFactory.create(
        foia_request=foia_request, kind="extension", dated_on=date(2018, 8, 17)
    )
    ledger_follow(foia_request=foia_request)
    event_add(foia_request=foia_request, event=EXTENDED, letter=letter)
    ledger_follow(foia_request=foia_request)
    (entry,) = ledger_of(foia_request).standing
    assert entry.until == date(2018, 8, 31)


def test_letters_and_deliveries_make_entries_by_their_kind(foia_request: FoiaRequest) -> None:
    made = [
        ("acknowledgment", "in", 1, 2),
        ("clarification_request", "in", 3, None),
        ("clarification_reply", "out", 4, 5),
        ("fee_notice", "in", 6, None),
        ("referral", "in", 7, 7),
        ("determination", "in", 8, 9),
        ("appeal", "out", 10, 12),
        ("appeal_determination", "in", 20, None),
        ("other", "in", 21, None),
    ]
    for kind, direction, dated, received in made:
        CorrespondenceFactory.create(
            foia_request=foia_request,
            kind=kind,
            direction=direction,
            dated_on=date(2018, 10, dated),
            received_on=date(2018, 10, received) if received else None,
        )
    ProductionFactory.create(foia_request=foia_request, received_on=date(2018, 10, 9))
    ledger_follow(foia_request=foia_request)
    assert [(kind, int(on[-2:])) for kind, on in standing(foia_request)] == [
        ("acknowledged", 1),
        ("clarification_asked", 3),
        ("clarification_answered", 5),
        ("fees_asked", 6),
        ("determined", 8),
        ("produced", 9),
        ("appealed", 10),
        ("appeal_received", 12),
        ("decided", 20),
    ]


@pytest.mark.parametrize(
    ("letters", "kind"),
    [
        ([("determination", 1), ("appeal", 2), ("extension", 3)], "appeal_extended"),
        ([("extension", 1), ("determination", 2), ("appeal", 3)], "extended"),
        # The appeal is from a refusal to expedite: the request itself is still undecided.
        ([("appeal", 1), ("extension", 2)], "extended"),
        ([("appeal", 1), ("extension", 2), ("determination", 3)], "extended"),
    ],
)
def test_an_extension_after_the_appeal_is_one_of_the_appeal(
    foia_request: FoiaRequest, letters: list[tuple[str, int]], kind: str
) -> None:
    for of, day in letters:
        CorrespondenceFactory.create(
            foia_request=foia_request, kind=of, dated_on=date(2018, 10, day)
        )
    ledger_follow(foia_request=foia_request)
    assert [each for each, _ in standing(foia_request) if each.endswith("extended")] == [kind]


def test_a_ledger_is_read_in_one_query(
    foia_request: FoiaRequest, django_assert_num_queries: object
) -> None:
    for day in range(1, 20):
        event = Event(EventKind.CLARIFICATION_ASKED, date(2018, 8, day))
        event_add(foia_request=foia_request, event=event)
    held = FoiaRequest.objects.select_related("agency").get()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(ledger_of(held).events) == 19
