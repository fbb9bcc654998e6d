"""Signed-out people meet the sign-in page, and monitors the health page."""

import pytest
from django.db import DatabaseError, connection

pytestmark = pytest.mark.django_db


@pytest.mark.both_databases
def test_a_healthy_site_says_so_without_sign_in(client):
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {"database": True}


def test_a_site_whose_database_fails_is_not_healthy(client, monkeypatch):
    def fail():
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", fail)
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json() == {"database": False}


def test_the_broker_is_asked_where_there_is_one(client, settings, redis_url):
    settings.QUEUE_ENABLED, settings.REDIS_URL = True, redis_url
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "broker": True}


def test_a_site_whose_broker_is_gone_is_not_healthy(client, settings, unused_port):
    settings.QUEUE_ENABLED, settings.REDIS_URL = True, f"redis://127.0.0.1:{unused_port}"
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "broker": False}


def test_the_front_page_asks_for_sign_in(client):
    answer = client.get("/", follow=True)
    assert answer.redirect_chain[0][0].startswith("/sign-in/")
    assert answer.status_code == 200


@pytest.mark.parametrize("address", ["/admin/", "/admin/requests_app/", "/admin/auth/user/"])
def test_no_page_of_the_admin_is_shown_without_sign_in(client, address):
    answer = client.get(address, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/sign-in/")


def test_an_administrator_reaches_the_admin(admin_client):
    answer = admin_client.get("/admin/")
    assert answer.status_code == 200
    assert "foiatrack" in answer.content.decode()


def test_pages_may_not_be_framed_and_tell_no_other_site_where_one_comes_from(admin_client):
    headers = admin_client.get("/admin/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_pages_of_the_admin_load_nothing_from_another_host(admin_client):
    page = admin_client.get("/admin/").content.decode()
    loaded = [part.split('"')[0] for mark in ('src="', 'href="') for part in page.split(mark)[1:]]
    styles_and_scripts = [each for each in loaded if each.endswith((".css", ".js", ".woff2"))]
    assert styles_and_scripts
    assert not [each for each in styles_and_scripts if not each.startswith("/static/")]
