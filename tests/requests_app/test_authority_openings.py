"""Who opened an authority: rows that are only added, and what they change of what is open."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Permission
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from requests_app.law.authorities import authority
from requests_app.law.openings import Confirmed, Opened
from requests_app.models import AppendOnlyError, AuthorityOpening, AuthorityRecord
from requests_app.selectors.openings import openings_counting
from requests_app.services.authority_openings import OpeningError, authority_open
from requests_app.services.reference_data import reference_data_load

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

ALL = frozenset(Confirmed)
LIST = "admin:requests_app_authorityrecord_changelist"
ADD = "admin:requests_app_authorityopening_add"
OPENINGS = "admin:requests_app_authorityopening_changelist"
TABLE = AuthorityOpening._meta.db_table


@pytest.fixture(autouse=True)
def _authorities() -> None:
    reference_data_load()


@pytest.fixture
def lawyer() -> AbstractBaseUser:
    return get_user_model().objects.create_user("counsel", first_name="Cora", last_name="Counsel")


def record(key: str) -> AuthorityRecord:
    return AuthorityRecord.objects.get(key=key)


def opened(lawyer: AbstractBaseUser, key: str = "campbell", **values: Any) -> AuthorityOpening:
    given: dict[str, Any] = {"confirmed": ALL, "source": "Westlaw"} | values
    return authority_open(record=record(key), opened_by=lawyer, **given)


def signed_in(*permissions: str) -> Client:
    user = get_user_model().objects.create_user("clerk", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def test_an_opening_keeps_who_when_where_and_what_stood_there(lawyer: AbstractBaseUser) -> None:
    before = datetime.now(UTC)
    kept = opened(lawyer, note="Slip opinion compared.")
    assert kept.by == "Cora Counsel"
    assert before <= kept.opened_at <= datetime.now(UTC)
    assert (kept.citation, kept.pin) == (authority("campbell").citation, "28")
    assert kept.proposition == authority("campbell").proposition
    assert kept.confirmed == ALL


def test_letters_are_told_of_the_last_opening_of_each_authority(lawyer: AbstractBaseUser) -> None:
    other = get_user_model().objects.create_user("second")
    opened(lawyer)
    last = opened(other, confirmed={Confirmed.CITATION})
    opened(lawyer, "truitt")
    counting = openings_counting()
    assert set(counting) == {"campbell", "truitt"}
    assert counting["campbell"] == Opened(
        "second", last.opened_at.date(), frozenset({Confirmed.CITATION})
    )


@pytest.mark.parametrize("field", ["citation", "pin", "proposition"])
def test_what_was_opened_counts_no_longer_once_the_project_words_it_otherwise(
    field: str, lawyer: AbstractBaseUser
) -> None:
    row = opened(lawyer)
    values = {
        each.attname: getattr(row, each.attname)
        for each in AuthorityOpening._meta.fields
        if each.attname not in ("id", "opened_at")
    }
    AuthorityOpening.objects.create(**(values | {field: "as it stood before"}))
    assert openings_counting() == {}


def test_an_earlier_opening_does_not_come_back_when_a_later_one_no_longer_counts(
    lawyer: AbstractBaseUser,
) -> None:
    opened(lawyer)
    found_wrong = opened(lawyer, confirmed=(), note="The page is 27.")
    assert openings_counting()["campbell"].confirmed == frozenset()
    assert str(found_wrong) == f"{authority('campbell').citation}, opened by Cora Counsel"


def test_the_file_of_the_authorities_is_not_touched(lawyer: AbstractBaseUser) -> None:
    opened(lawyer)
    assert not authority("campbell").pin_verified
    reference_data_load()
    assert not record("campbell").pin_verified


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"source": "  "}, "where it was read"),
        ({"confirmed": (), "note": " "}, "what is wrong"),
    ],
)
def test_an_opening_without_its_source_or_without_anything_to_say_is_refused(
    values: dict[str, Any], told: str, lawyer: AbstractBaseUser
) -> None:
    with pytest.raises(OpeningError, match=told):
        opened(lawyer, **values)
    assert not AuthorityOpening.objects.exists()


def test_an_authority_that_the_project_no_longer_has_cannot_be_opened(
    lawyer: AbstractBaseUser,
) -> None:
    gone = AuthorityRecord.objects.create(key="gone", kind="case", citation="x", proposition="x")
    with pytest.raises(OpeningError, match="no longer"):
        authority_open(record=gone, opened_by=lawyer, confirmed=ALL, source="x")


def test_the_database_wants_a_source_and_something_said(lawyer: AbstractBaseUser) -> None:
    values = {"authority": record("campbell"), "opened_by": lawyer, "proposition": "x"}
    for wrong in ({"source": "", "note": "x"}, {"source": "x", "note": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AuthorityOpening.objects.create(**values, **wrong)


def test_an_opening_is_neither_changed_nor_deleted(lawyer: AbstractBaseUser) -> None:
    kept = opened(lawyer)
    rows = AuthorityOpening.objects.all()
    with pytest.raises(AppendOnlyError, match="record another"):
        kept.save()
    with pytest.raises(AppendOnlyError, match="never deleted"):
        kept.delete()
    with pytest.raises(AppendOnlyError):
        rows.update(note="x")
    with pytest.raises(AppendOnlyError):
        rows.delete()
    with pytest.raises(AppendOnlyError):
        rows.bulk_update([kept], ["note"])
    with pytest.raises(ProtectedError):
        lawyer.delete()
    with pytest.raises(ProtectedError):
        record("campbell").delete()


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET note = 'x'",
        f"DELETE FROM {TABLE}",
        f"TRUNCATE {TABLE} CASCADE",
        f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE}",
    ],
)
def test_the_database_refuses_it_too_whoever_asks(statement: str, lawyer: AbstractBaseUser) -> None:
    only = {"TRUNCATE": "postgresql", "INSERT": "sqlite"}.get(statement.split()[0])
    if only not in (None, connection.vendor):
        pytest.skip(f"{connection.vendor} has no such statement")
    opened(lawyer)
    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        connection.cursor().execute(statement)
    assert AuthorityOpening.objects.count() == 1


def test_the_list_of_authorities_says_what_is_open_and_who_opened_what(
    lawyer: AbstractBaseUser,
) -> None:
    opened(lawyer)
    client = signed_in("view_authorityrecord")
    shown = client.get(reverse(LIST), {"q": "Campbell v."}).content.decode()
    assert "opened by Cora Counsel" in shown
    assert "confirmed: citation, page, proposition, still good law" in shown
    truitt = client.get(reverse(LIST), {"q": "Truitt"}).content.decode()
    assert "The cited place (542, 544–46) was not seen." in truitt


@pytest.mark.parametrize(
    ("state", "there", "absent"),
    [("open", "truitt", "campbell"), ("opened", "campbell", "truitt"), ("nothing", "foia_a3A", "")],
)
def test_authorities_are_listed_by_their_state(
    state: str, there: str, absent: str, lawyer: AbstractBaseUser
) -> None:
    opened(lawyer)
    opened(lawyer, "wilbur", confirmed=(), note="The page is wrong.")
    client = signed_in("view_authorityrecord")
    keys = {each.key for each in client.get(reverse(LIST), {"state": state}).context["cl"].queryset}
    assert there in keys
    assert absent not in keys
    assert ("wilbur" in keys) == (state == "open")


def test_the_list_asks_no_more_of_the_database_when_more_was_opened(
    lawyer: AbstractBaseUser,
) -> None:
    client = signed_in("view_authorityrecord", "view_authorityopening")
    counts = []
    for key in ("campbell", "truitt", "wilbur"):
        opened(lawyer, key)
        for page in (LIST, OPENINGS):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse(page)).status_code == 200
            counts.append(len(asked))
    assert len(set(counts[::2])) == len(set(counts[1::2])) == 1
    assert max(counts) <= 14


def test_the_action_leads_to_the_form_of_the_one_that_was_chosen() -> None:
    client = signed_in("view_authorityrecord", "add_authorityopening", "view_authorityopening")
    chosen = [record("campbell").pk]
    answer = client.post(reverse(LIST), {"action": "opened", "_selected_action": chosen})
    assert answer.status_code == 302
    form = client.get(answer["Location"]).content.decode()
    assert "The cited place (28) was not seen." in form
    assert "164 F.3d 20" in form
    two = [*chosen, record("truitt").pk]
    refused = client.post(reverse(LIST), {"action": "opened", "_selected_action": two}, follow=True)
    assert "Choose one" in refused.content.decode()


def test_one_who_opens_an_authority_in_the_admin_is_named_by_sign_in_and_by_no_field(
    lawyer: AbstractBaseUser,
) -> None:
    client = signed_in("view_authorityrecord", "add_authorityopening", "view_authorityopening")
    given = {
        "authority": record("campbell").pk,
        "confirms_citation": "on",
        "confirms_pin": "on",
        "source": "Westlaw",
        "opened_by": lawyer.pk,
    }
    assert client.post(reverse(ADD), given).status_code == 302
    kept = AuthorityOpening.objects.get()
    assert kept.opened_by.get_username() == "clerk"
    assert kept.confirmed == {Confirmed.CITATION, Confirmed.PIN}
    assert kept.pin == "28"
    shown = reverse("admin:requests_app_authorityopening_change", args=[kept.pk])
    assert client.get(shown).status_code == 200
    assert client.post(shown, {"note": "x"}).status_code == 403


def test_one_who_confirms_nothing_has_to_say_what_is_wrong() -> None:
    client = signed_in("add_authorityopening", "view_authorityopening")
    given = {"authority": record("campbell").pk, "source": "Westlaw"}
    answer = client.post(reverse(ADD), given)
    assert answer.status_code == 200
    assert "Say what is wrong" in answer.content.decode()
    assert not AuthorityOpening.objects.exists()


def test_one_who_may_only_look_records_nothing() -> None:
    client = signed_in("view_authorityrecord", "view_authorityopening")
    given = {"authority": record("campbell").pk, "confirms_pin": "on", "source": "Westlaw"}
    assert client.get(reverse(ADD)).status_code == 403
    assert client.post(reverse(ADD), given).status_code == 403
    chosen = {"action": "opened", "_selected_action": [record("campbell").pk]}
    assert reverse(ADD) not in client.post(reverse(LIST), chosen).headers.get("Location", "")
    assert not AuthorityOpening.objects.exists()


@pytest.mark.parametrize("number", ["0", "999999", "x", "-1", "²", ""])
def test_an_address_that_names_no_authority_gives_an_empty_form(number: str) -> None:
    client = signed_in("add_authorityopening", "view_authorityopening")
    assert client.get(reverse(ADD), {"authority": number}).status_code == 200
