"""Who may open what, once signed in."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client

from tests.factories import FoiaRequestFactory
from tests.foiatrack.test_every_page import ALL, address

OPEN_TO_ALL = {
    "sign-in/",
    "sign-out/",
    "health/",
    "catalogue/",
    "catalogue/<str:code>/",
    "terms/",
}
"""What shows nothing of any request."""
OURS = [each for each in ALL if not each.startswith("admin/") and "(?P" not in each]


def signed_in(client: Client, *groups: str) -> Client:
    person = User.objects.create_user("kim")
    person.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(person)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("route", [each for each in OURS if each not in OPEN_TO_ALL])
def test_a_person_in_no_group_sees_no_request(client: Client, route: str) -> None:
    FoiaRequestFactory(pk=1)
    signed_in(client)
    for method in (client.get, client.post):
        answer = method(address(route))
        assert answer.status_code == 403, route
    assert "not open to you" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("group", ["staff", "lawyer", "manager", "administrator"])
def test_every_group_sees_the_requests(client: Client, group: str) -> None:
    FoiaRequestFactory(pk=1)
    signed_in(client, group)
    for path in ("/", "/requests/", "/requests/1/", "/requests/1/gaps/", "/catalogue/"):
        assert client.get(path).status_code == 200, path


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("group", "may", "may_not"),
    [
        ("staff", "requests_app.add_foiarequest", "gaps.add_review"),
        ("staff", "requests_app.add_production", "requests_app.delete_foiarequest"),
        ("lawyer", "gaps.add_review", "auth.add_user"),
        ("lawyer", "gaps.change_appeal", "gaps.delete_finding"),
        ("manager", "gaps.view_finding", "gaps.add_review"),
        ("manager", "requests_app.view_clockevent", "requests_app.change_foiarequest"),
        ("manager", "requests_app.see_reports", "requests_app.delete_annualfigures"),
        ("administrator", "requests_app.see_reports", "sessions.delete_session"),
        ("lawyer", "gaps.view_finding", "requests_app.see_reports"),
        ("staff", "requests_app.view_foiarequest", "requests_app.see_reports"),
        ("administrator", "auth.add_user", "sessions.delete_session"),
        ("administrator", "gaps.add_review", "axes.delete_accessattempt"),
    ],
)
def test_a_group_may_do_its_work_and_no_more(group: str, may: str, may_not: str) -> None:
    person = User.objects.create_user("kim")
    person.groups.add(Group.objects.get(name=group))
    assert person.has_perm(may)
    assert not person.has_perm(may_not)


@pytest.mark.django_db
def test_a_second_migration_gives_nothing_back_that_an_administrator_took() -> None:
    manager = Group.objects.get(name="manager")
    manager.permissions.remove(Permission.objects.get(codename="view_finding"))
    Group.objects.get(name="staff").delete()
    call_command("migrate", verbosity=0)
    assert not manager.permissions.filter(codename="view_finding").exists()
    assert Group.objects.get(name="staff").permissions.filter(codename="view_finding").exists()
    assert Group.objects.count() == 4


@pytest.mark.django_db
def test_who_may_not_enter_the_admin_is_told_so_and_not_sent_in_a_circle(client: Client) -> None:
    answer = signed_in(client, "lawyer").get("/admin/", follow=True)
    assert answer.status_code == 403
    assert "not open to you" in answer.content.decode()


@pytest.mark.django_db
def test_the_account_of_a_person_in_no_group_can_be_signed_out(client: Client) -> None:
    answer = signed_in(client).post("/sign-out/")
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/"
