"""Logging a request by the form."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from requests_app.models import FoiaRequest, Tag
from requests_app.services.requests import logged_of
from tests.factories import (
    AgencyFactory,
    ComponentFactory,
    FoiaRequestFactory,
    SearchRecordFactory,
)

pytestmark = pytest.mark.django_db
TEXT = "From January 1, 2018 to August 31, 2018:\n1. Emails\n2. Calendars of Orrin Tate"


@pytest.fixture
def agency() -> str:
    return str(ComponentFactory(parent=AgencyFactory()).path)


def given(agency: str, changes: dict[str, str] | None = None) -> dict[str, str]:
    """The form as a person fills it in."""
    return {
        "agency": agency,
        "title": "Amazon and ICE",
        "ref": "2026-001",
        "requester": "Example Oversight",
        "filed_on": "2018-07-20",
        "received_on": "2018-07-23",
        "text": TEXT,
        "parts": "Emails\nCalendars",
        "custodians": "Orrin Tate",
        "numbers": "2018-ICFO-1",
    } | (changes or {})


def test_a_request_is_logged_with_its_parts_and_its_ledger_begins(
    admin_client: Client, agency: str
) -> None:
    answer = admin_client.post("/requests/new/", given(agency))
    foia_request = FoiaRequest.objects.get(ref="2026-001")
    assert answer["Location"] == f"/requests/{foia_request.pk}/"
    assert [(each.number, each.text) for each in foia_request.items.all()] == [
        (1, "Emails"),
        (2, "Calendars"),
    ]
    assert foia_request.custodians.get().named_in_request
    assert foia_request.identifiers.get().number == "2018-ICFO-1"
    kinds = [each.kind for each in foia_request.clock_events.order_by("pk")]
    assert kinds == ["sent", "received"]
    assert foia_request.deadlines.filter(name="determination", due_on=date(2018, 8, 20)).exists()


def test_the_text_fills_in_what_is_empty_and_nothing_is_saved(
    admin_client: Client, agency: str
) -> None:
    filled = given(agency, {"parts": "", "custodians": "Someone Else", "suggest": "1"})
    page = admin_client.post("/requests/new/", filled).content.decode()
    assert "Emails\nCalendars of Orrin Tate</textarea>" in page
    assert "Someone Else</textarea>" in page
    assert 'value="2018-01-01"' in page
    assert 'value="2018-08-31"' in page
    assert not FoiaRequest.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"agency": "NOWHERE"}, "No agency has the path “NOWHERE”"),
        ({"offices": "DHS/ICE/XXX"}, "No office has the path “DHS/ICE/XXX”"),
        ({"title": ""}, "This field is required"),
        ({"received_on": "2018-07-01"}, "received before it was sent"),
        ({"records_from": "2018-02-01", "records_to": "2018-01-01"}, "ends before it begins"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    admin_client: Client, agency: str, changes: dict[str, str], said: str
) -> None:
    answer = admin_client.post("/requests/new/", given(agency, changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not FoiaRequest.objects.exists()


def test_a_file_number_is_taken_once(admin_client: Client, agency: str) -> None:
    FoiaRequestFactory(ref="2026-001")
    page = admin_client.post("/requests/new/", given(agency)).content.decode()
    assert "Another request has this file number" in page


def test_the_next_number_and_the_last_requester_stand_in_the_form(admin_client: Client) -> None:
    FoiaRequestFactory(requester="Example Oversight")
    page = admin_client.get("/requests/new/").content.decode()
    assert "Example Oversight" in page
    assert "-001" in page


def test_who_may_only_look_logs_nothing(client: Client, agency: str) -> None:
    client.force_login(User.objects.create_user("looker"))
    assert client.get("/requests/new/").status_code == 403
    assert client.post("/requests/new/", given(agency)).status_code == 403
    assert not FoiaRequest.objects.exists()


def test_tags_and_the_person_are_kept_and_a_tag_is_made_once(
    admin_client: Client, agency: str
) -> None:
    lane = User.objects.create_user("lane")
    Tag.objects.create(name="ICE")
    admin_client.post(
        "/requests/new/", given(agency, {"tags": "ice, Face  scans,ice,", "assignee": str(lane.pk)})
    )
    foia_request = FoiaRequest.objects.get(ref="2026-001")
    assert [each.name for each in foia_request.tags.all()] == ["Face scans", "ICE"]
    assert foia_request.assignee == lane


def test_a_tag_that_is_too_long_is_refused(admin_client: Client, agency: str) -> None:
    answer = admin_client.post("/requests/new/", given(agency, {"tags": "x" * 61}))
    assert answer.status_code == 422
    assert not FoiaRequest.objects.exists()


def correct(client: Client, foia_request: FoiaRequest, changes: dict[str, str]) -> str:
    """The page that follows when the form is sent as it is shown, with some fields changed."""
    address = f"/requests/{foia_request.pk}/correct/"
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    plain = {name: str(value) for name, value in values.items() if value not in (None, False)}
    return str(client.post(address, plain | changes, follow=True).content.decode())


def test_a_form_that_is_sent_as_it_is_shown_changes_nothing(
    admin_client: Client, agency: str
) -> None:
    admin_client.post(
        "/requests/new/", given(agency, {"tags": "ICE", "expedition_requested_on": ""})
    )
    foia_request = FoiaRequest.objects.get()
    before = logged_of(foia_request)
    assert "is corrected" in correct(admin_client, foia_request, {})
    assert logged_of(FoiaRequest.objects.get()) == before
    assert foia_request.clock_events.count() == 2


def test_a_corrected_day_moves_the_clock_and_its_history_is_kept(
    admin_client: Client, agency: str
) -> None:
    admin_client.post("/requests/new/", given(agency))
    foia_request = FoiaRequest.objects.get()
    correct(admin_client, foia_request, {"received_on": "2018-07-24", "parts": "Emails"})
    foia_request.refresh_from_db()
    assert foia_request.received_on == date(2018, 7, 24)
    assert [each.text for each in foia_request.items.all()] == ["Emails"]
    assert foia_request.deadlines.get(name="determination").due_on == date(2018, 8, 21)
    last, first = foia_request.history.first(), foia_request.history.last()
    assert last is not None
    assert first is not None
    assert (first.received_on, last.received_on) == (date(2018, 7, 23), date(2018, 7, 24))
    assert last.history_user == User.objects.get(username="admin")


def test_who_is_no_longer_named_stays_where_a_search_names_them(
    admin_client: Client, agency: str
) -> None:
    admin_client.post("/requests/new/", given(agency, {"custodians": "Orrin Tate\nAnn Lee"}))
    foia_request = FoiaRequest.objects.get()
    record = SearchRecordFactory(foia_request=foia_request)
    record.custodians.add(foia_request.custodians.get(name="Orrin Tate"))
    correct(admin_client, foia_request, {"custodians": "Cy Roe"})
    named = foia_request.custodians.values_list("name", "named_in_request").order_by("name")
    assert list(named) == [("Cy Roe", True), ("Orrin Tate", False)]


def test_the_file_number_of_another_request_is_refused_and_one_s_own_is_not(
    admin_client: Client, agency: str
) -> None:
    FoiaRequestFactory(ref="2026-002")
    admin_client.post("/requests/new/", given(agency))
    foia_request = FoiaRequest.objects.get(ref="2026-001")
    refused = correct(admin_client, foia_request, {"ref": "2026-002"})
    assert "Another request has this file number." in refused
    assert "is corrected" in correct(admin_client, foia_request, {"title": "New words"})


def test_who_may_not_change_a_request_does_not_see_the_form(client: Client) -> None:
    foia_request = FoiaRequestFactory()
    looker = User.objects.create_user("looker")
    looker.user_permissions.add(Permission.objects.get(codename="view_foiarequest"))
    client.force_login(looker)
    assert client.get(f"/requests/{foia_request.pk}/correct/").status_code == 403
    assert "Correct</a>" not in client.get(f"/requests/{foia_request.pk}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_request_logged_after_its_answer_was_due_is_looked_through_at_once(
    admin_client: Client, agency: str
) -> None:
    admin_client.post("/requests/new/", given(agency))
    assert FoiaRequest.objects.get().findings.filter(detector="determination_overdue").exists()
