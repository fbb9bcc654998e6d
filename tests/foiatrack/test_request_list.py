"""The list of requests: filters, those that a person keeps, and the table for a spreadsheet."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from requests_app.models import Deadline, FoiaRequest, SavedFilter, Tag
from requests_app.selectors.requests import ORDERS, RequestFilter, request_page, requests_found
from requests_app.services.ledger import ledger_follow
from tests.factories import AgencyFactory, ComponentFactory, FoiaRequestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def refs(**wanted: str) -> list[str]:
    return list(requests_found(RequestFilter(**wanted)).values_list("ref", flat=True))


def shown(client: Client, asked: str = "") -> str:
    answer = client.get(f"/requests/{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def due(foia_request: FoiaRequest, name: str, whose: str, on: date, **values: Any) -> None:
    """A deadline of the request, as derived for August 1, 2018."""
    Deadline.objects.create(
        foia_request=foia_request,
        position=foia_request.deadlines.count(),
        name=name,
        whose=whose,
        runs_from_on=date(2018, 5, 1),
        due_on=on,
        derived_for=date(2018, 8, 1),
        **values,
    )


def test_words_are_looked_for_in_number_subject_and_the_agency_s_numbers() -> None:
    FoiaRequestFactory(ref="A-1", title="Face scans")
    FoiaRequestFactory(ref="B-2", title="Contracts").identifiers.create(
        kind="request", number="2018-ICFO-99014"
    )
    FoiaRequestFactory(ref="C-3", title="Budgets")
    assert refs(words="face") == ["A-1"]
    assert refs(words="icfo-99014") == ["B-2"]
    assert refs(words="contracts 2018-icfo") == ["B-2"]
    assert refs(words="c-3") == ["C-3"]
    assert refs(words="budgets face") == []


def test_an_agency_brings_what_is_below_it_and_no_other_that_begins_alike() -> None:
    dhs = AgencyFactory(path="DHS")
    FoiaRequestFactory(ref="A-1", agency=ComponentFactory(parent=dhs, path="DHS/ICE"))
    FoiaRequestFactory(ref="B-2", agency=AgencyFactory(path="DHSX"))
    assert refs(agency="DHS") == ["A-1"]


def test_a_tag_is_found_in_upper_and_lower_case() -> None:
    tag = Tag.objects.create(name="Rekognition")
    FoiaRequestFactory(ref="A-1").tags.add(tag)
    FoiaRequestFactory(ref="B-2")
    assert refs(tag="rekognition") == ["A-1"]
    assert refs(tag="rekog") == []


def test_who_sees_to_it_or_that_nobody_does() -> None:
    lane = User.objects.create_user("lane")
    FoiaRequestFactory(ref="A-1", assignee=lane)
    FoiaRequestFactory(ref="B-2")
    assert refs(assignee="lane") == ["A-1"]
    assert refs(assignee="-") == ["B-2"]
    assert refs(assignee="lan") == []


def test_standings_are_those_of_the_desk() -> None:
    late, closing, answering, done = (
        FoiaRequestFactory(ref=ref) for ref in ("late", "closing", "answering", "done")
    )
    due(late, "determination", "agency", date(2018, 7, 31))
    due(closing, "appeal", "requester", date(2018, 8, 15))
    due(answering, "clarification_reply", "requester", date(2018, 8, 1))
    due(done, "determination", "agency", date(2018, 7, 31), done_on=date(2018, 8, 1))
    due(done, "appeal", "requester", date(2018, 8, 16))
    assert refs(standing="overdue") == ["late"]
    assert refs(standing="closing") == ["closing"]
    assert refs(standing="due", order="ref") == ["answering", "closing"]
    assert len(refs(standing="no such thing")) == 4


def test_the_last_thing_that_happened_is_shown_and_looked_for(admin_client: Client) -> None:
    received = FoiaRequestFactory(
        ref="A-1", filed_on=date(2018, 7, 20), received_on=date(2018, 7, 23)
    )
    ledger_follow(foia_request=received)
    FoiaRequestFactory(ref="B-2")
    assert refs(last_event="received") == ["A-1"]
    assert refs(last_event="sent") == []
    assert "23 Jul 2018" in shown(admin_client)


def walked(wanted: RequestFilter, *, back: bool = False) -> list[str]:
    """The file numbers from page to page of three, to the end of the list or back to its head."""
    page = request_page(wanted, 3)
    if back:
        last = list(requests_found(wanted))[-1]
        found = [last.ref]
        page = request_page(wanted, 3, before=last.pk)
        while page.rows:
            found = [*(each.ref for each in page.rows), *found]
            if page.first is None:
                break
            page = request_page(wanted, 3, before=page.first)
        return found
    found = [each.ref for each in page.rows]
    while page.last is not None:
        page = request_page(wanted, 3, after=page.last)
        found += [each.ref for each in page.rows]
    return found


@pytest.mark.parametrize("order", list(ORDERS))
@pytest.mark.parametrize("back", [False, True])
def test_the_pages_hold_every_request_once_and_in_order(order: str, back: bool) -> None:
    """Where days are the same, and where none is recorded."""
    days = (date(2018, 1, 1), None, date(2018, 1, 1), date(2018, 3, 1), None)
    for number in range(17):
        agency = ComponentFactory(abbreviation="ABC"[number % 3])
        FoiaRequestFactory(ref=f"R-{number:02d}", filed_on=days[number % 5], agency=agency)
    wanted = RequestFilter(order=order)
    assert walked(wanted, back=back) == refs(order=order)
    assert walked(RequestFilter(order=order, agency="DEP/A"), back=back) == refs(
        order=order, agency="DEP/A"
    )
    assert request_page(wanted, 3).counted == 17


def test_a_page_leads_on_and_back_and_keeps_what_is_looked_for(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("requests_app.views.requests.PAGE_SIZE", 2)
    made = [FoiaRequestFactory(ref=f"R-{number}", title="Scans") for number in range(5)]
    html = shown(admin_client, "?words=scans&order=ref")
    assert "5 requests" in html
    assert f'href="?words=scans&amp;order=ref&amp;after={made[1].pk}"' in html
    assert 'rel="prev"' not in html
    html = shown(admin_client, f"?words=scans&order=ref&after={made[1].pk}")
    assert f"before={made[2].pk}" in html
    assert f"after={made[3].pk}" in html
    assert "R-4" not in html
    html = shown(admin_client, f"?words=scans&order=ref&after={made[3].pk}")
    assert "R-4" in html
    assert 'rel="next"' not in html


def test_a_request_added_meanwhile_moves_no_row_to_the_next_page() -> None:
    made = [FoiaRequestFactory(ref=f"R-{number}") for number in range(6)]
    page = request_page(RequestFilter(order="ref"), 3)
    FoiaRequestFactory(ref="R-0a")
    behind = request_page(RequestFilter(order="ref"), 3, after=page.last)
    assert [each.pk for each in behind.rows] == [each.pk for each in made[3:]]


def test_behind_the_last_request_the_list_says_so(admin_client: Client) -> None:
    only = FoiaRequestFactory()
    assert "The list ends here." in shown(admin_client, f"?after={only.pk}")


def test_a_head_puts_the_list_in_order_and_says_how_it_stands(admin_client: Client) -> None:
    FoiaRequestFactory(title="Scans")
    html = shown(admin_client, "?words=scans")
    assert '<th scope="col" aria-sort="descending"><a href="?words=scans&amp;order=oldest">' in html
    assert '<th scope="col"><a href="?words=scans&amp;order=agency">Agency</a></th>' in html
    html = shown(admin_client, "?words=scans&order=oldest")
    assert '<th scope="col" aria-sort="ascending"><a href="?words=scans">Filed</a>' in html


@pytest.mark.parametrize(
    "asked", ["?after=x", "?before=-1", "?after=0", "?after=99999999", "?words=%00", "?order=x"]
)
def test_an_address_that_makes_no_sense_shows_the_list(admin_client: Client, asked: str) -> None:
    FoiaRequestFactory(ref="A-1")
    assert "A-1" in shown(admin_client, asked)


def test_a_filter_is_kept_shown_and_kept_no_longer(admin_client: Client) -> None:
    FoiaRequestFactory(ref="A-1", title="Face scans")
    given = {"name": "Faces", "words": "face", "order": "ref"}
    html = admin_client.post("/requests/filters/keep/", given, follow=True).content.decode()
    assert "“Faces” is kept." in html
    assert 'href="?words=face&amp;order=ref" aria-current="true">Faces</a>' in html
    kept = SavedFilter.objects.get()
    assert "Faces" in shown(admin_client)
    admin_client.post(f"/requests/filters/{kept.pk}/drop/")
    assert not SavedFilter.objects.exists()


def test_the_same_name_stands_for_the_new_filter(admin_client: Client) -> None:
    for words in ("face", "budget"):
        admin_client.post("/requests/filters/keep/", {"name": "Mine", "words": words})
    assert SavedFilter.objects.get().query == "words=budget"


@pytest.mark.parametrize("name", ["", "   ", "\0"])
def test_a_filter_without_a_name_is_not_kept(admin_client: Client, name: str) -> None:
    answer = admin_client.post(
        "/requests/filters/keep/", {"name": name, "words": "face"}, follow=True
    )
    assert "Nothing was kept" in answer.content.decode()
    assert not SavedFilter.objects.exists()


def test_what_one_person_keeps_another_neither_sees_nor_drops(admin_client: Client) -> None:
    other = User.objects.create_user("other")
    kept = SavedFilter.objects.create(owner=other, name="Theirs", query="words=face")
    FoiaRequestFactory()
    assert "Theirs" not in shown(admin_client)
    assert admin_client.post(f"/requests/filters/{kept.pk}/drop/").status_code == 404
    assert SavedFilter.objects.exists()


def table(client: Client, asked: str = "") -> list[dict[str, str]]:
    answer: Any = client.get(f"/requests/requests.csv{asked}")
    assert answer["Content-Type"] == "text/csv"
    return list(csv.DictReader(StringIO(answer.getvalue().decode())))


def test_the_table_holds_what_the_filter_finds(admin_client: Client) -> None:
    found = FoiaRequestFactory(ref="A-1", title="Faces, scanned", filed_on=date(2018, 7, 20))
    found.tags.add(Tag.objects.create(name="ICE"), Tag.objects.create(name="Amazon"))
    FoiaRequestFactory(ref="B-2")
    (row,) = table(admin_client, "?words=faces")
    assert (row["File number"], row["Subject"], row["Filed"], row["Tags"]) == (
        "A-1",
        "Faces, scanned",
        "2018-07-20",
        "Amazon, ICE",
    )


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_subject_is_no_formula_in_a_spreadsheet(admin_client: Client, title: str) -> None:
    FoiaRequestFactory(title=title)
    assert table(admin_client)[0]["Subject"] == f"'{title}"


def test_more_requests_do_not_mean_more_queries(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tag = Tag.objects.create(name="ICE")
    for _ in range(60):
        FoiaRequestFactory(assignee=User.objects.get(username="admin")).tags.add(tag)
    shown(admin_client)
    with django_assert_num_queries(9):
        shown(admin_client)


def test_who_may_see_no_request_gets_no_table(client: Client) -> None:
    stranger = User.objects.create_user("stranger")
    client.force_login(stranger)
    assert client.get("/requests/requests.csv").status_code == 403
    stranger.user_permissions.add(Permission.objects.get(codename="view_foiarequest"))
    client.force_login(User.objects.get(pk=stranger.pk))
    assert client.get("/requests/requests.csv").status_code == 200
