"""Logging a request by the form."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from requests_app.models import FoiaRequest
from tests.factories import AgencyFactory, ComponentFactory, FoiaRequestFactory

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
