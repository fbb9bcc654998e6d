"""The matrix of offices: every cell with its source, entered in place, taken back, never over what
a letter says."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from requests_app.models import Custodian, FoiaRequest, Office, OfficeEntry, SearchRecord
from requests_app.services.office_entries import office_entries_write
from tests.factories import (
    ComponentFactory,
    FoiaRequestFactory,
    LetterFactFactory,
    MentionFactory,
    PageFactory,
    ProductionFactory,
    SearchRecordFactory,
    SourceFileFactory,
    letter_with,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LETTER = "We searched the Office of A in the Email Vault.\n\nWe will not search the Office of B."


@pytest.fixture
def office() -> Office:
    return ComponentFactory(abbreviation="A")


@pytest.fixture
def foia_request(office: Office) -> FoiaRequest:
    foia_request = FoiaRequestFactory(agency=office.parent)
    foia_request.offices.add(office)
    return foia_request


def address(foia_request: FoiaRequest, rest: str = "") -> str:
    return f"/requests/{foia_request.pk}/offices/{rest}"


def enter(client: Client, foia_request: FoiaRequest, **given: Any) -> str:
    """The page that follows when a cell is entered."""
    known = {"office": "DEP/A", "source": "by telephone", **given}
    answer = client.post(address(foia_request, "enter/"), known, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def search(foia_request: FoiaRequest, office: Office, **values: Any) -> SearchRecord:
    """A search that the letter tells of."""
    letter = letter_with(LETTER, foia_request=foia_request, path="letters/final.pdf")
    return SearchRecordFactory(
        foia_request=foia_request, office=office, source_file=letter.source_file, **values
    )


def test_a_cell_shows_the_letter_and_the_page_it_stands_on(
    admin_client: Client, foia_request: FoiaRequest, office: Office
) -> None:
    record = search(foia_request, office, systems=["Email Vault", "Case Desk"])
    page = admin_client.get(address(foia_request)).content.decode()
    letter = record.source_file.correspondence.get()
    assert (
        f'Email Vault<span class="from"><a href="/letters/{letter.pk}/?page=1">final.pdf, page 1'
        in page
    )
    # The letter does not name the other system: its page is not claimed.
    assert 'Case Desk<span class="from">final.pdf</span>' in page
    assert "named in the request" in page


def test_a_confirmed_fact_is_the_source_before_the_page(
    admin_client: Client, foia_request: FoiaRequest, office: Office
) -> None:
    record = search(foia_request, office, terms=["prices"])
    fact = LetterFactFactory(
        correspondence=record.source_file.correspondence.get(),
        name="term_searched",
        value="Prices",
        status="confirmed",
        decided_at="2018-11-01T00:00Z",
    )
    page = admin_client.get(address(foia_request)).content.decode()
    assert f"?fact={fact.pk}" in page


def test_an_office_that_only_the_records_name_is_shown_with_its_page(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    other = ComponentFactory(abbreviation="C")
    elsewhere = ComponentFactory(
        abbreviation="Z", parent=ComponentFactory(abbreviation="X").parent, path="OTHER/Z"
    )
    production = ProductionFactory(foia_request=foia_request)
    # Files are not always read in their order: the first one was read last.
    for name, ordinal in (("mail/c.pdf", 3), ("mail/b.pdf", 2), ("mail/a.pdf", 1)):
        file = SourceFileFactory(production=production, path=name, ordinal=ordinal)
        for each in (other, elsewhere):
            shown = PageFactory(source_file=file, index=int(each is elsewhere))
            MentionFactory(page=shown, kind="office", office=each)
    page = admin_client.get(address(foia_request)).content.decode()
    assert "a.pdf, page 1 and 2 more pages" in page
    assert "not named" in page
    assert "OTHER/Z" not in page


def test_a_cell_is_entered_with_its_source_and_stands_in_the_record_of_the_search(
    admin_client: Client, foia_request: FoiaRequest, office: Office
) -> None:
    page = enter(admin_client, foia_request, cell="status", status="refused", reason="")
    record = foia_request.searches.get()
    assert (record.status, record.reason, record.office) == ("refused", None, office)
    assert "entered by admin on" in page
    assert "by telephone" in page
    enter(admin_client, foia_request, cell="systems", values="Email Vault\n\nemail vault\nDrive")
    enter(admin_client, foia_request, cell="custodians", values="Ann Vale")
    enter(admin_client, foia_request, cell="dates", **{"from": "2018-01-01", "to": ""})
    record.refresh_from_db()
    assert record.systems == ["Email Vault", "Drive"]
    assert [each.name for each in record.custodians.all()] == ["Ann Vale"]
    assert (record.from_on, record.to_on) == (date(2018, 1, 1), None)
    assert OfficeEntry.objects.count() == 4


def test_what_a_letter_says_is_never_changed(
    admin_client: Client, foia_request: FoiaRequest, office: Office
) -> None:
    record = search(foia_request, office, systems=["Email Vault"], to_on=date(2018, 9, 1))
    enter(admin_client, foia_request, cell="status", status="refused", reason="too many")
    enter(admin_client, foia_request, cell="systems", values="EMAIL VAULT\nDrive")
    page = enter(admin_client, foia_request, cell="dates", **{"from": "", "to": "2018-12-31"})
    record.refresh_from_db()
    assert record.status == "searched"
    assert record.systems == ["Email Vault", "Drive"]
    assert record.to_on == date(2018, 9, 1)
    assert "1 Sep 2018" in page
    assert "2018-12-31" in page
    assert "refused: too many" in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"cell": "terms", "values": "prices", "source": ""}, "Say where this is known from"),
        ({"cell": "terms", "values": "prices", "page": "1"}, "Choose the letter"),
        ({"cell": "terms", "values": " \n "}, "This field is required"),
        ({"cell": "dates"}, "Give at least one day"),
        ({"cell": "dates", "from": "2018-02-01", "to": "2018-01-01"}, "before the first day"),
        ({"cell": "status", "status": "lost"}, "not one of the available choices"),
        ({"cell": "terms", "values": "prices", "office": "OTHER"}, "No office was added"),
        ({"cell": "terms", "values": "prices", "office": "DEP/NONE"}, "nearest"),
    ],
)
def test_what_cannot_be_entered_is_said_and_nothing_is_written(
    admin_client: Client, foia_request: FoiaRequest, given: dict[str, str], told: str
) -> None:
    Office.objects.create(kind="agency", path="OTHER", abbreviation="OTHER", name="Other")
    assert told in enter(admin_client, foia_request, **given)
    assert not OfficeEntry.objects.exists()
    assert not SearchRecord.objects.exists()


def test_a_page_that_the_letter_has_not_is_refused(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    letter = letter_with("One page.", foia_request=foia_request, direction="in")
    given = {"cell": "terms", "values": "prices", "letter": str(letter.pk)}
    assert "no such page" in enter(admin_client, foia_request, **given, page="2")
    page = enter(admin_client, foia_request, **given, page="1", source="")
    assert f"/letters/{letter.pk}/?page=1" in page


def test_a_withdrawal_takes_back_what_the_entry_wrote_and_keeps_both(
    admin_client: Client, foia_request: FoiaRequest, office: Office
) -> None:
    record = search(foia_request, office, systems=["Email Vault"])
    enter(admin_client, foia_request, cell="systems", values="Email Vault\nDrive")
    enter(admin_client, foia_request, cell="custodians", values="Ann Vale")
    for entry in OfficeEntry.objects.standing():
        path = address(foia_request, f"{entry.pk}/withdraw/")
        assert "say why" in admin_client.post(path, follow=True).content.decode()
        page = admin_client.post(path, {"why": "misheard"}, follow=True).content.decode()
        assert "misheard" in page
    record.refresh_from_db()
    assert record.systems == ["Email Vault"]
    assert not record.custodians.exists()
    assert OfficeEntry.objects.count() == 4
    assert not OfficeEntry.objects.standing().exists()


def test_a_status_that_was_entered_goes_with_its_record_unless_more_is_recorded_there(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    enter(admin_client, foia_request, cell="status", status="searched")
    enter(admin_client, foia_request, cell="terms", values="prices")
    status, terms = OfficeEntry.objects.order_by("pk")
    path = address(foia_request, "{}/withdraw/")
    for entry, left in ((status, 1), (terms, 1), (status, 0), (status, 0)):
        admin_client.post(path.format(entry.pk), {"why": "wrong office"})
        assert foia_request.searches.count() == left
    assert OfficeEntry.objects.count() == 4


def test_a_withdrawal_leaves_what_a_letter_came_to_say_as_well(
    admin_client: Client, foia_request: FoiaRequest, office: Office
) -> None:
    record = search(foia_request, office)
    enter(admin_client, foia_request, cell="terms", values="prices\ncosts")
    LetterFactFactory(
        correspondence=record.source_file.correspondence.get(),
        name="term_searched",
        value="Prices",
        status="confirmed",
        decided_at="2018-11-01T00:00Z",
    )
    entry = OfficeEntry.objects.get()
    admin_client.post(address(foia_request, f"{entry.pk}/withdraw/"), {"why": "misheard"})
    record.refresh_from_db()
    assert record.terms == ["prices"]


def test_what_stands_is_written_again_after_a_refresh_from_elsewhere(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    enter(admin_client, foia_request, cell="custodians", values="Ann Vale")
    enter(admin_client, foia_request, cell="systems", values="Drive")
    record = foia_request.searches.get()
    record.systems = []
    record.save()
    record.custodians.clear()
    for _ in range(2):
        office_entries_write(foia_request)
    record.refresh_from_db()
    assert (record.systems, record.custodians.count()) == (["Drive"], 1)
    assert Custodian.objects.count() == 1


def test_an_entry_is_never_changed_or_deleted(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    enter(admin_client, foia_request, cell="systems", values="Drive")
    entry = OfficeEntry.objects.get()
    for change in (
        entry.save,
        entry.delete,
        OfficeEntry.objects.all().delete,
        lambda: OfficeEntry.objects.update(source="else"),
    ):
        with pytest.raises(ValueError, match="never changed"):
            change()


def test_the_form_opens_in_its_cell_by_the_address_alone(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    other = ComponentFactory(abbreviation="C")
    plain = admin_client.get(address(foia_request)).content.decode()
    assert "cell-form" not in plain
    assert '<option value="DEP/C">' in plain
    page = admin_client.get(address(foia_request), {"office": "dep/c", "cell": "status"})
    text = page.content.decode()
    assert text.count("cell-form") == 1
    assert f'id="office-{other.pk}"' in text


def test_who_may_only_look_enters_nothing(client: Client, foia_request: FoiaRequest) -> None:
    person = User.objects.create_user("kim")
    person.groups.set(Group.objects.filter(name="manager"))
    client.force_login(person)
    page = client.get(address(foia_request), {"office": "DEP/A", "cell": "status"})
    assert "cell-form" not in page.content.decode()
    assert "Add an office" not in page.content.decode()
    given = {"office": "DEP/A", "cell": "systems", "values": "Drive", "source": "x"}
    assert client.post(address(foia_request, "enter/"), given).status_code == 403
    assert not OfficeEntry.objects.exists()


def test_what_one_page_says_together_bears_its_source_once(
    admin_client: Client, foia_request: FoiaRequest, office: Office
) -> None:
    search(foia_request, office, systems=["Email", "Vault"])
    page = admin_client.get(address(foia_request)).content.decode()
    assert 'Email, Vault<span class="from">' in page


def test_no_status_is_chosen_before_the_person_chooses(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    assert "This field is required" in enter(admin_client, foia_request, cell="status", status="")
    assert not SearchRecord.objects.exists()


def test_more_offices_ask_the_database_no_more_often(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    counted = []
    for number in (2, 12):
        for each in range(number):
            office = ComponentFactory(abbreviation=f"N{number}X{each}")
            foia_request.offices.add(office)
            given = {"office": office.path, "cell": "systems", "values": "Drive"}
            enter(admin_client, foia_request, **given)
            enter(admin_client, foia_request, **given | {"cell": "custodians", "values": "Ann"})
            file = SourceFileFactory(production__foia_request=foia_request)
            MentionFactory(page=PageFactory(source_file=file), kind="office", office=office)
        with CaptureQueriesContext(connection) as asked:
            admin_client.get(address(foia_request), {"office": "DEP/A", "cell": "terms"})
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 24
