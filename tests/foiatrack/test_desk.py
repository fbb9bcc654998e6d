"""The desk, and what stands there before anything is logged."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from requests_app.models import Deadline, FoiaRequest
from tests.factories import FindingFactory, FoiaRequestFactory, ProductionFactory, SourceFileFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def shown(client: Client, asked: str = "") -> str:
    answer = client.get(f"/{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def due(foia_request: FoiaRequest, name: str, whose: str, on: date) -> None:
    Deadline.objects.create(
        foia_request=foia_request,
        position=0,
        name=name,
        whose=whose,
        runs_from_on=date(2018, 5, 1),
        due_on=on,
        derived_for=date(2018, 8, 1),
    )


def busy(ref: str, **values: Any) -> FoiaRequest:
    """A request of which every part of the desk has something to show."""
    foia_request: FoiaRequest = FoiaRequestFactory(ref=ref, title=f"Subject {ref}", **values)
    due(foia_request, "determination", "agency", date(2018, 7, 31))
    FindingFactory(foia_request=foia_request, message=f"Gap of {ref}")
    production = ProductionFactory(foia_request=foia_request)
    SourceFileFactory(foia_request=foia_request, production=production, state="stored")
    SourceFileFactory(
        foia_request=foia_request,
        production=production,
        state="failed",
        reason=f"broken in {ref}",
    )
    return foia_request


def test_the_first_page_says_what_to_do_and_offers_the_sample(admin_client: Client) -> None:
    html = shown(admin_client)
    assert "Nothing is here yet" in html
    assert "Load the sample case" in html
    assert "Could not be read" not in html


def test_who_may_log_nothing_is_offered_nothing(client: Client) -> None:
    looker = User.objects.create_user("looker")
    looker.user_permissions.add(Permission.objects.get(codename="view_foiarequest"))
    client.force_login(looker)
    assert "Load the sample case" not in shown(client)
    assert client.post("/sample/").status_code == 403
    assert not FoiaRequest.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_click_loads_the_sample_reads_it_and_finds_its_gaps(admin_client: Client) -> None:
    answer = admin_client.post("/sample/", follow=True)
    assert "The sample case is loaded." in answer.content.decode()
    foia_request = FoiaRequest.objects.get()
    assert foia_request.findings.filter(status="open").count() == 15
    admin_client.post("/sample/")
    assert FoiaRequest.objects.count() == 1
    assert "Nothing is here yet" not in shown(admin_client)


def test_the_sample_is_not_loaded_by_a_link(admin_client: Client) -> None:
    assert admin_client.get("/sample/").status_code == 405
    assert not FoiaRequest.objects.exists()


def test_the_desk_shows_what_is_late_to_review_being_read_and_failed(
    admin_client: Client,
) -> None:
    foia_request = busy("A-1")
    html = shown(admin_client)
    assert "overdue since 31 Jul 2018" in html
    assert f'href="/requests/{foia_request.pk}/review/?finding=' in html
    assert "1 of 2 files" in html
    assert "broken in A-1" in html


def test_what_is_due_in_two_weeks_is_there_and_what_is_later_is_not(admin_client: Client) -> None:
    due(FoiaRequestFactory(title="Soon"), "appeal", "requester", date(2018, 8, 15))
    due(FoiaRequestFactory(title="Later"), "appeal", "requester", date(2018, 8, 16))
    html = shown(admin_client)
    assert "Soon" in html
    assert "Later" not in html


def test_mine_leaves_out_what_others_see_to(admin_client: Client) -> None:
    busy("MINE", assignee=User.objects.get(username="admin"))
    busy("THEIRS", assignee=User.objects.create_user("other"))
    busy("NOBODYS")
    everything, mine = shown(admin_client), shown(admin_client, "?mine")
    for ref in ("MINE", "THEIRS", "NOBODYS"):
        assert f"Subject {ref}" in everything
        assert f"broken in {ref}" in everything
        assert (f"Subject {ref}" in mine) == (ref == "MINE")
        assert (f"Gap of {ref}" in mine) == (ref == "MINE")
        assert (f"broken in {ref}" in mine) == (ref == "MINE")


def test_more_requests_do_not_mean_more_queries(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        busy(f"R-{number}")
    shown(admin_client)
    with django_assert_num_queries(14):
        shown(admin_client)
