"""A page that cannot be shown says what happened and what to do, in the words of the site."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory
from django.views.defaults import bad_request, server_error

NOWHERE = "/requests/1/nowhere/"


def test_an_address_without_a_page_leads_on(admin_client: Client) -> None:
    answer = admin_client.get(NOWHERE)
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "There is no such page" in page
    assert 'href="/requests/"' in page
    assert 'href="/search/"' in page


@pytest.mark.django_db
def test_who_has_not_signed_in_is_shown_the_way_in_and_nothing_else(client: Client) -> None:
    page = client.get(NOWHERE, follow=True).content.decode()
    assert "Sign in" in page
    assert "Sign out" not in page
    assert "/search/" not in page


def test_a_failure_of_the_program_is_said_without_asking_it_for_anything() -> None:
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "The program failed on this page" in page
    assert "Sign out" not in page


def test_what_cannot_be_understood_is_said_not_to_have_changed_anything() -> None:
    answer = bad_request(RequestFactory().get("/"), SuspiciousOperation())
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_of_an_earlier_sign_in_is_to_be_sent_again() -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "kim"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "This has to be sent again" in page
    assert "not open to you" not in page
