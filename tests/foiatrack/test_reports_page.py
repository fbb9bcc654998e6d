"""Reports in the admin: who sees them, what they load, what is taken away from them."""

import zipfile
from datetime import date
from importlib import import_module
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gaps.reports.listed import REPORTS
from gaps.reports.report import ReportFilter
from requests_app.models import Deadline, FoiaRequest, Tag
from tests.factories import AgencyFactory, ComponentFactory, FoiaRequestFactory
from tests.gaps.reports.rows import clock, with_all_sorts

pytestmark = pytest.mark.django_db
PAGES = ["/admin/reports/", *(f"/admin/reports/{name}/" for name in REPORTS)]
TABLES = [f"/admin/reports/{name}/table.{ending}" for name in REPORTS for ending in ("csv", "xlsx")]


@pytest.fixture
def manager(client: Client) -> Client:
    return signed_in(client, "manager")


def signed_in(client: Client, group: str, *, is_staff: bool = True) -> Client:
    person = User.objects.create_user(f"{group} {is_staff}", is_staff=is_staff)
    person.groups.add(Group.objects.get(name=group))
    client.force_login(person)
    return client


def some_rows(number: int) -> None:
    """Requests of as many components, with one of everything that is counted."""
    known = User.objects.count()
    for person in range(known, known + number):
        each = FoiaRequestFactory(
            agency=ComponentFactory(abbreviation=f"C{person}"),
            assignee=User.objects.create_user(f"p{person}"),
            filed_on=date(2018, 7, 20),
        )
        each.tags.add(Tag.objects.create(name=f"tag {each.pk}"))
        with_all_sorts(each)
        Deadline.objects.create(
            foia_request=each,
            position=2,
            name="appeal",
            whose="requester",
            runs_from_on=date(2018, 10, 1),
            due_on=date(2018, 11, 5),
            derived_for=date(2018, 11, 1),
        )


@pytest.mark.parametrize("path", [*PAGES, *TABLES])
def test_reports_are_for_managers_and_administrators(path: str) -> None:
    for group, answer in (
        ("manager", 200),
        ("administrator", 200),
        ("staff", 403),
        ("lawyer", 403),
    ):
        for is_staff in (True, False):
            assert signed_in(Client(), group, is_staff=is_staff).get(path).status_code == answer
            User.objects.all().delete()
    assert Client().get(path).status_code == 302


def test_there_is_no_report_of_another_name(manager: Client) -> None:
    for path in ("/admin/reports/x/", "/admin/reports/x/table.csv", "/admin/reports/x/table.xlsx"):
        assert manager.get(path).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_a_report_with_nothing_to_count_says_so(manager: Client, path: str) -> None:
    shown = manager.get(path)
    assert shown.status_code == 200
    said = "Nothing is overdue." if path == "/admin/reports/" else "nothing to report yet"
    assert said in shown.content.decode()


@pytest.mark.parametrize("path", [*PAGES, "/admin/"])
def test_a_page_asks_the_database_as_often_for_ten_times_the_rows(
    manager: Client, path: str
) -> None:
    some_rows(2)
    manager.get(path)
    counted = []
    for number in (1, 20):
        some_rows(number)
        with CaptureQueriesContext(connection) as asked:
            assert manager.get(path).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert counted[1] <= 20


@pytest.mark.parametrize("name", REPORTS)
def test_the_picture_has_its_table_beside_it(manager: Client, name: str) -> None:
    some_rows(3)
    page = manager.get(f"/admin/reports/{name}/").content.decode()
    assert '<svg class="bars" width="100%"' in page
    body = page.partition('<div class="report">')[2].partition("</main>")[0]
    assert body.count("<tr>") == 1 + len(REPORTS[name].made(ReportFilter()).rows)
    assert " style=" not in body
    assert "<script" not in body
    assert "http" not in body.replace("https://www.foia.gov/data.html", "")


def test_of_a_long_table_the_first_rows_are_shown_and_all_are_in_the_files(manager: Client) -> None:
    some_rows(103)
    page = manager.get("/admin/reports/lateness/").content.decode()
    assert page.count('<th scope="row">') == 100
    assert "3 more rows stand in the CSV and the XLSX" in page
    lines = b"".join(manager.get("/admin/reports/lateness/table.csv").streaming_content)
    assert len(lines.splitlines()) == 104


def test_the_filter_holds_in_the_page_and_in_both_files(manager: Client) -> None:
    some_rows(2)
    one = FoiaRequest.objects.select_related("agency").earliest("pk")
    query = {"agency": one.agency.path.lower(), "tag": f"TAG {one.pk}", "from_on": "2018-01-01"}
    page = manager.get("/admin/reports/gaps/", query).content.decode()
    assert page.count('<th scope="row">') == 1
    assert "table.csv?agency=" in page
    lines = b"".join(manager.get("/admin/reports/gaps/table.csv", query).streaming_content)
    assert len(lines.splitlines()) == 2
    book = manager.get("/admin/reports/gaps/table.xlsx", query)
    assert book["Content-Disposition"].startswith('attachment; filename="gaps-')
    with zipfile.ZipFile(BytesIO(book.content)) as package:
        table, about = (
            "".join(
                ElementTree.fromstring(package.read(f"xl/worksheets/sheet{each}.xml")).itertext()
            )
            for each in (1, 2)
        )
    assert one.agency.path in table
    assert f"Tag TAG {one.pk}" in about


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"agency": "NONE/SUCH"}, "No agency has the path NONE/SUCH"),
        ({"tag": "never used"}, "No request has the tag never used"),
        ({"from_on": "2018-12-01", "to_on": "2018-11-01"}, "The last day comes before the first"),
        ({"from_on": "yesterday"}, "Enter a valid date"),
        ({"assignee": "stranger"}, "Select a valid choice"),
        ({"agency": "A\0B"}, "Null characters are not allowed"),
    ],
)
def test_a_filter_that_cannot_be_is_said_and_left_out(
    manager: Client, query: dict[str, str], said: str
) -> None:
    some_rows(1)
    page = manager.get("/admin/reports/lateness/", query).content.decode()
    assert said in page
    assert page.count('<th scope="row">') == 1


def test_a_name_that_looks_like_a_formula_is_none_in_either_file(manager: Client) -> None:
    agency = AgencyFactory(name='=HYPERLINK("x")')
    with_all_sorts(FoiaRequestFactory(agency=agency))
    lines = b"".join(manager.get("/admin/reports/lateness/table.csv").streaming_content)
    assert b"'=HYPERLINK" in lines
    book = manager.get("/admin/reports/lateness/table.xlsx").content
    with zipfile.ZipFile(BytesIO(book)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "'=HYPERLINK" in sheet
    assert "<f>" not in sheet


def test_the_index_of_the_admin_says_what_matters_now(manager: Client) -> None:
    with_all_sorts(FoiaRequestFactory(ref="LATE-1", agency=AgencyFactory()))
    Deadline.objects.update(done_on=None)
    page = manager.get("/admin/").content.decode()
    assert "What matters now" in page
    assert "LATE-1" in page
    assert "/admin/reports/lateness/" in page


def test_who_may_not_see_reports_sees_the_lists_of_the_admin_alone(client: Client) -> None:
    page = signed_in(client, "staff").get("/admin/").content.decode()
    assert "What matters now" not in page
    assert "/admin/reports/" not in page
    assert "FOIA requests" in page


def test_every_tile_leads_to_the_list_of_what_it_counts(manager: Client) -> None:
    some_rows(1)
    late = FoiaRequestFactory(ref="LATE")
    clock(late)
    # A day for a tracking number is not told as late.
    clock(late, position=2, name="tracking_number")
    shown = manager.get("/admin/reports/").context["tiles"]
    assert [tile.number for tile in shown[:2]] == ["1", "1"]
    assert len(shown) == 6
    for tile in shown:
        listed = manager.get(tile.href)
        assert listed.status_code == 200, tile.href
        assert str(listed.context["cl"].result_count) == tile.number, tile.href


def test_the_head_of_every_page_leads_a_manager_to_the_reports(client: Client) -> None:
    page = signed_in(client, "manager", is_staff=False).get("/").content.decode()
    assert 'href="/admin/reports/"' in page
    page = signed_in(Client(), "lawyer", is_staff=False).get("/").content.decode()
    assert "/admin/reports/" not in page


FOLLOW = import_module("requests_app.migrations.0012_reports_follow")


def test_a_group_made_before_there_were_reports_is_let_see_them() -> None:
    see = Permission.objects.get(codename="see_reports")
    manager, lawyer = (Group.objects.get(name=name) for name in ("manager", "lawyer"))
    manager.permissions.remove(see)
    FOLLOW.let_managers_see(apps, None)
    assert see in manager.permissions.all()
    assert see not in lawyer.permissions.all()


def test_the_days_of_acts_that_were_done_are_counted_for_deadlines_that_are_there() -> None:
    given = {"due_on": date(2018, 8, 17), "runs_from_on": date(2018, 7, 20)}
    done = clock(FoiaRequestFactory(), done_on=date(2018, 7, 27), **given)
    waiting = clock(FoiaRequestFactory(), **given)
    FOLLOW.count_days(apps, None)
    for each, days in ((done, 5), (waiting, None)):
        each.refresh_from_db()
        assert each.days_taken == days
