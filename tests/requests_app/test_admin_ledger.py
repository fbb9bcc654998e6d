"""The ledger, the clocks and the letters in the admin: what a person may see, add and decide."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from requests_app.law.clock import StatedPeriod
from requests_app.law.ledger import Event, EventKind
from requests_app.models import ClockEvent, Correspondence, FoiaRequest, LetterFact
from requests_app.selectors.ledger import ledger_of
from requests_app.services.ledger import event_add, ledger_follow
from tests.factories import CorrespondenceFactory, FoiaRequestFactory, letter_with

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "admin:requests_app_clockevent_add"
EVENTS = "admin:requests_app_clockevent_changelist"
FACTS = "admin:requests_app_letterfact_changelist"
REQUEST = "admin:requests_app_foiarequest_change"


@pytest.fixture
def foia_request() -> FoiaRequest:
    foia_request = FoiaRequestFactory.create(
        filed_on=date(2018, 7, 20), received_on=date(2018, 7, 23), as_of=date(2018, 9, 3)
    )
    ledger_follow(foia_request=foia_request)
    return foia_request


@pytest.fixture
def fact(foia_request: FoiaRequest) -> LetterFact:
    text = "Dear <script>alert(1)</script> requester, your number is 2018-ICFO-10001. Goodbye."
    letter = letter_with(text, foia_request=foia_request, kind="acknowledgment")
    ledger_follow(foia_request=foia_request)
    assert letter.source_file
    start = text.index("2018-")
    return LetterFact.objects.create(
        correspondence=letter,
        ordinal=0,
        key="0",
        name="request_number",
        value="2018-ICFO-10001",
        page=letter.source_file.pages.get(),
        start=start,
        end=start + 15,
        quote="2018-ICFO-10001",
        confidence="certain",
        reading_version=1,
    )


def signed_in(*permissions: str) -> Client:
    """A member of staff with these permissions and no others; all of them where none is named."""
    users = get_user_model().objects
    if permissions:
        user = users.create_user("clerk", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    else:
        user = users.create_superuser("manager")
    client = Client()
    client.force_login(user)
    return client


def entry(foia_request: FoiaRequest, **values: object) -> dict[str, object]:
    return {"foia_request": foia_request.pk, "window_unit": "calendar_day", **values}


def test_an_entry_is_added_with_what_it_states_and_who_added_it(foia_request: FoiaRequest) -> None:
    answer = signed_in().post(
        reverse(ADD),
        entry(
            foia_request,
            kind="extended",
            on="2018-08-17",
            until="2018-08-31",
            days="10",
            circumstances=["consultation"],
            names_ogis="on",
        ),
    )
    assert answer.status_code == 302
    added = ClockEvent.objects.latest("pk")
    assert added.recorded_by is not None and added.recorded_by.get_username() == "manager"
    assert added.origin == "person"
    assert ledger_of(foia_request).all(EventKind.EXTENDED) == (
        Event(
            EventKind.EXTENDED,
            date(2018, 8, 17),
            number=3,
            until=date(2018, 8, 31),
            days=10,
            circumstances=("consultation",),
            names_ogis=True,
        ),
    )


def test_a_determination_is_added_with_its_period_to_appeal(foia_request: FoiaRequest) -> None:
    given = entry(foia_request, kind="determined", on="2018-10-05", adverse="false")
    given |= {"window_days": "90", "window_unit": "working_day"}
    assert signed_in().post(reverse(ADD), given).status_code == 302
    (determined,) = ledger_of(foia_request).all(EventKind.DETERMINED)
    assert determined.adverse is False
    assert determined.stated_window == StatedPeriod(90, "working_day")


def test_what_its_kind_does_not_state_is_refused_at_the_field(foia_request: FoiaRequest) -> None:
    before = ClockEvent.objects.count()
    given = entry(foia_request, kind="received", on="2018-08-17", days="10", window_days="90")
    answer = signed_in().post(reverse(ADD), given)
    assert answer.status_code == 200
    assert set(answer.context["adminform"].form.errors) == {"days", "window_days"}
    assert ClockEvent.objects.count() == before


def test_a_letter_of_another_request_makes_no_entry(foia_request: FoiaRequest) -> None:
    other = CorrespondenceFactory.create()
    given = entry(foia_request, kind="acknowledged", on="2018-08-17", correspondence=other.pk)
    answer = signed_in().post(reverse(ADD), given)
    assert "another request" in answer.content.decode()


def test_an_entry_can_be_seen_and_neither_changed_nor_deleted(foia_request: FoiaRequest) -> None:
    held = ClockEvent.objects.earliest("pk")
    client = signed_in()
    change = reverse("admin:requests_app_clockevent_change", args=[held.pk])
    delete = reverse("admin:requests_app_clockevent_delete", args=[held.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"on": "2018-01-01"}).status_code == 403
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert ClockEvent.objects.filter(pk=held.pk, on=held.on).exists()


def test_entries_are_withdrawn_by_those_who_may_add(foia_request: FoiaRequest) -> None:
    received = ClockEvent.objects.get(kind="received")
    act = {"action": "withdraw", "_selected_action": [received.pk]}
    signed_in("view_clockevent").post(reverse(EVENTS), act)
    assert len(ledger_of(foia_request).standing) == 2
    signed_in().post(reverse(EVENTS), act)
    assert [each.kind for each in ledger_of(foia_request).standing] == [EventKind.SENT]
    by = ClockEvent.objects.latest("pk").recorded_by
    assert by is not None and by.get_username() == "manager"


def test_the_clocks_of_a_request_stand_on_its_page_with_their_working(
    foia_request: FoiaRequest,
) -> None:
    shown = signed_in().get(reverse(REQUEST, args=[foia_request.pk])).content.decode()
    assert "show the working" in shown
    assert "overdue; due 2018-08-20" in shown
    assert "Mon, Aug 20, 2018: day 20" in shown
    assert f"{reverse(ADD)}?foia_request={foia_request.pk}" in shown


def test_what_stands_in_the_ledger_is_shown_as_text(foia_request: FoiaRequest) -> None:
    what = "<img src=x onerror=alert(1)>"
    asked = Event(EventKind.CLARIFICATION_ASKED, date(2018, 8, 1), what=what)
    event_add(foia_request=foia_request, event=asked)
    shown = signed_in().get(reverse(REQUEST, args=[foia_request.pk])).content.decode()
    assert what not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown


def test_a_request_that_is_not_saved_yet_has_no_clocks() -> None:
    shown = signed_in().get(reverse("admin:requests_app_foiarequest_add")).content.decode()
    assert "Save the request first." in shown


def test_a_day_corrected_in_the_admin_is_followed_by_the_ledger(foia_request: FoiaRequest) -> None:
    client = signed_in()
    address = reverse(REQUEST, args=[foia_request.pk])
    form = client.get(address).context["adminform"].form
    given = {name: value for name, value in form.initial.items() if value not in (None, False)}
    for formset in client.get(address).context["inline_admin_formsets"]:
        given |= {
            f"{formset.formset.prefix}-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")
        }
    given["offices"] = []
    given["received_on"] = "2018-07-25"
    assert client.post(address, given).status_code == 302
    (received,) = ledger_of(foia_request).all(EventKind.RECEIVED)
    assert received.on == date(2018, 7, 25)
    assert ClockEvent.objects.filter(kind="received").count() == 3


def test_the_queries_of_a_request_do_not_grow_with_its_ledger(foia_request: FoiaRequest) -> None:
    client = signed_in()
    address = reverse(REQUEST, args=[foia_request.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for day in range(1, 13):
        letter = CorrespondenceFactory.create(
            foia_request=foia_request, dated_on=date(2018, 8, day), kind="fee_notice"
        )
        asked = Event(EventKind.FEES_ASKED, date(2018, 8, day))
        event_add(foia_request=foia_request, event=asked, letter=letter)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_facts_are_filtered_by_status_name_and_confidence(fact: LetterFact) -> None:
    client = signed_in()
    for asked, seen in (
        ("status__exact=proposed", True),
        ("status__exact=rejected", False),
        ("name__exact=request_number", True),
        ("name__exact=kind", False),
        ("confidence__exact=lead", False),
    ):
        shown = client.get(f"{reverse(FACTS)}?{asked}").content.decode()
        assert ("2018-ICFO-10001" in shown) is seen, asked


def test_a_fact_stands_among_the_words_around_it(fact: LetterFact) -> None:
    address = reverse("admin:requests_app_letterfact_change", args=[fact.pk])
    shown = signed_in().get(address).content.decode()
    assert "your number is <mark>2018-ICFO-10001</mark>. Goodbye." in shown
    assert "<script>alert(1)" not in shown


@pytest.mark.parametrize(("action", "status"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_facts_are_decided_by_those_who_may(fact: LetterFact, action: str, status: str) -> None:
    act = {"action": action, "_selected_action": [fact.pk]}
    signed_in("view_letterfact").post(reverse(FACTS), act)
    fact.refresh_from_db()
    assert fact.status == "proposed"
    client = signed_in()
    shown = client.post(reverse(FACTS), act, follow=True).content.decode()
    assert "Decided: 1 fact; 0 added to the ledger, 0 withdrawn" in shown
    fact.refresh_from_db()
    assert fact.status == status
    assert fact.decided_by is not None and fact.decided_by.get_username() == "manager"
    assert fact.correspondence.foia_request.identifiers.exists() is (status == "confirmed")


def test_a_whole_letter_is_confirmed_by_those_who_may(fact: LetterFact) -> None:
    letters = reverse("admin:requests_app_correspondence_changelist")
    act = {"action": "confirm_all", "_selected_action": [fact.correspondence_id]}
    signed_in("view_correspondence", "change_correspondence").post(letters, act)
    fact.refresh_from_db()
    assert fact.status == "proposed"
    signed_in().post(letters, act)
    fact.refresh_from_db()
    assert fact.status == "confirmed"


def test_what_could_be_written_nowhere_is_said(fact: LetterFact) -> None:
    LetterFact.objects.filter(pk=fact.pk).update(name="office_searched", value="Mysteries")
    act = {"action": "confirm", "_selected_action": [fact.pk]}
    shown = signed_in().post(reverse(FACTS), act, follow=True).content.decode()
    assert "Not written: office searched: Mysteries: no one office below DEP" in shown


def test_the_facts_of_a_letter_stand_below_it(fact: LetterFact) -> None:
    address = reverse("admin:requests_app_correspondence_change", args=[fact.correspondence_id])
    client = signed_in()
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        shown = client.get(address).content.decode()
    assert "2018-ICFO-10001" in shown
    for number in range(12):
        LetterFact.objects.create(
            correspondence=fact.correspondence,
            ordinal=number + 1,
            key=f"more {number}",
            name="request_number",
            value=f"2018-ICFO-2000{number}",
            page=fact.page,
            start=0,
            end=4,
            quote="Dear",
            confidence="probable",
            reading_version=1,
        )
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_a_letter_recorded_in_the_admin_enters_the_ledger(foia_request: FoiaRequest) -> None:
    given = {
        "foia_request": foia_request.pk,
        "kind": "acknowledgment",
        "direction": "in",
        "dated_on": "2018-07-30",
        "facts-TOTAL_FORMS": 0,
        "facts-INITIAL_FORMS": 0,
    }
    answer = signed_in().post(reverse("admin:requests_app_correspondence_add"), given)
    assert answer.status_code == 302
    (acknowledged,) = ledger_of(foia_request).all(EventKind.ACKNOWLEDGED)
    assert acknowledged.on == date(2018, 7, 30)
    assert (
        ClockEvent.objects.get(kind="acknowledged").correspondence == Correspondence.objects.get()
    )
