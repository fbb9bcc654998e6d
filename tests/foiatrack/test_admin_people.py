"""Who may sign in, in the admin: what an administrator sets, and whom one may not touch."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """An administrator who is no superuser."""
    kim = User.objects.create_user("kim", password="x", is_staff=True)
    kim.groups.add(Group.objects.get(name="administrator"))
    client = Client()
    client.force_login(kim)
    return client


def page(person: User) -> str:
    return reverse("admin:auth_user_change", args=[person.pk])


def form(person: User, **given: object) -> dict[str, object]:
    return {"username": person.username, "first_name": "", "last_name": "", "email": "", **given}


def test_a_person_is_put_into_a_group_by_a_tick(client: Client) -> None:
    ada, lawyer = User.objects.create_user("ada"), Group.objects.get(name="lawyer")
    shown = client.get(page(ada)).content.decode()
    assert shown.count('type="checkbox" name="groups"') == Group.objects.count()
    client.post(page(ada), form(ada, is_active="on", groups=[lawyer.pk]))
    assert list(ada.groups.all()) == [lawyer]


@pytest.mark.parametrize(("group", "opens"), [("manager", True), ("lawyer", False)])
def test_a_group_that_works_in_the_admin_brings_the_way_into_it(
    client: Client, group: str, opens: bool
) -> None:
    ada = User.objects.create_user("ada")
    client.post(page(ada), form(ada, is_active="on", groups=[Group.objects.get(name=group).pk]))
    ada.refresh_from_db()
    assert ada.is_staff is opens


def test_what_a_person_may_do_comes_from_groups_alone(client: Client) -> None:
    ada = User.objects.create_user("ada")
    shown = client.get(page(ada)).content.decode()
    assert "user_permissions" not in shown
    assert "is_superuser" not in shown
    client.post(page(ada), form(ada, is_active="on", is_superuser="on", user_permissions=[1]))
    ada.refresh_from_db()
    assert (ada.is_superuser, ada.user_permissions.count()) == (False, 0)


def test_an_administrator_cannot_take_over_a_superuser(client: Client) -> None:
    root = User.objects.create_superuser("root", password="the first word")
    words = {"password1": "a long enough word", "password2": "a long enough word"}
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert client.post(password, words).status_code == 403
    assert client.post(page(root), form(root)).status_code == 403
    assert client.post(reverse("admin:auth_user_delete", args=[root.pk])).status_code == 403
    root.refresh_from_db()
    assert root.is_active
    assert root.check_password("the first word")


def test_a_superuser_can_change_another() -> None:
    boss, other = (User.objects.create_superuser(each) for each in ("boss", "other"))
    client = Client()
    client.force_login(boss)
    client.post(page(other), form(other))
    other.refresh_from_db()
    assert not other.is_active


def test_the_list_says_in_which_groups_somebody_is(client: Client) -> None:
    ada = User.objects.create_user("ada", first_name="Ada", last_name="Byron")
    ada.groups.set(Group.objects.filter(name__in=("staff", "lawyer")))
    shown = client.get(reverse("admin:auth_user_changelist")).content.decode()
    assert "Ada Byron" in shown
    assert "lawyer, staff" in shown


def test_a_group_is_given_what_concerns_this_program(client: Client) -> None:
    staff = Group.objects.get(name="staff")
    shown = client.get(reverse("admin:auth_group_change", args=[staff.pk])).content.decode()
    assert "Can add review" in shown
    assert "Can add session" not in shown
