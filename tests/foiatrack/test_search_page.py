"""The search, as a person meets it."""

import re
from datetime import date, datetime
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from requests_app.models import Page, Redaction, SearchEntry
from requests_app.services.search_index import messages_index, pages_index, request_index
from tests.factories import (
    FoiaRequestFactory,
    MessageFactory,
    OccurrenceFactory,
    PageFactory,
    ParticipationFactory,
    SourceFileFactory,
    StampFactory,
    letter_with,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def asked(client: Client, **given: str) -> str:
    answer = client.get("/search/", given)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def plain(html: str) -> str:
    """The words of a page without its marks and blanks."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def released(text: str, **values: object) -> Page:
    page: Page = PageFactory.create(**{"index": 0, "text": text} | values)
    pages_index(source_file_ids=[page.source_file_id])
    return page


def mail(text: str, page: Page, **values: object) -> None:
    """A message that stands on a page, its subject in the first line."""
    foia_request = page.source_file.foia_request
    message = MessageFactory.create(foia_request=foia_request, **values)
    ParticipationFactory.create(message=message, role="from", name="Ann Vale")
    ParticipationFactory.create(message=message, role="to", name="Bo Reed")
    start = page.text.index(text)
    OccurrenceFactory.create(
        message=message,
        source_file=page.source_file,
        header_spans=[],
        body_spans=[[page.index, start, start + len(text)]],
    )
    messages_index(foia_request=foia_request)


def test_what_is_found_is_grouped_and_leads_to_where_it_stands(admin_client: Client) -> None:
    text = "From Ann Vale To Bo Reed Subject Face prices The prices rose"
    page = released(text, index=4)
    StampFactory(page=page, prefix="DEP-", number=8, raw="DEP-0008")
    mail(text, page, subject="Face prices", sent_at=datetime(2018, 7, 2))
    foia_request = page.source_file.foia_request
    foia_request.title = "Prices of faces"
    foia_request.save()
    request_index(foia_request=foia_request)
    letter = letter_with("No prices.", foia_request=foia_request, dated_on=date(2018, 10, 5))
    pages_index(source_file_ids=[letter.source_file_id])

    html = asked(admin_client, q="PRICES")
    names = re.findall(r'-found">([A-Z][a-z ]+) <span', html)
    assert names == ["Requests", "Messages", "Letters", "Pages of productions"]
    file = page.source_file
    assert f'href="/documents/{file.pk}/?page=5&amp;words=prices"' in html
    assert f'href="/documents/{letter.source_file_id}/?page=1&amp;words=prices"' in html
    assert f'href="/requests/{foia_request.pk}/"' in html
    assert 'The <mark class="found">prices</mark> rose' in html
    shown = plain(html)
    for said in (
        "Ann Vale to Bo Reed · 2 Jul 2018",
        f"{file.path}, page 5 · DEP-0008 · {foia_request.ref}",
        "Other, letters/letter.pdf, page 1 5 Oct 2018",
    ):
        assert said in shown, said


def test_the_link_marks_the_words_on_the_page_it_leads_to(admin_client: Client) -> None:
    page = released("Face recognition was bought. Prices rose.", index=0)
    html = asked(admin_client, q='"face recognition" pric* -fell')
    href = next(each for each in re.findall('href="(/documents/[^"]+)"', html))
    assert parse_qs(urlsplit(unescape(href)).query)["words"] == ['"face recognition" pric*']
    shown = admin_client.get(unescape(href)).content.decode()
    assert '<mark class="found">Face recognition</mark>' in shown
    assert '<mark class="found">Prices</mark>' in shown
    assert page.text.startswith("Face")


def test_what_a_production_says_is_words_and_no_markup(admin_client: Client) -> None:
    hostile = "<script>alert(1)</script> prices <img src=x onerror=1> {{ user }}"
    page = released(hostile, source_file__path="<b>evil</b>.pdf")
    mail(hostile, page, subject="<script>alert(1)</script> prices")
    page.source_file.foia_request.title = "<i>prices</i>"
    page.source_file.foia_request.save()
    request_index(foia_request=page.source_file.foia_request)
    StampFactory(page=page, prefix="<u>", number=123)
    for q in ("prices", "script", "<script>", '"><script>alert(1)</script>', "123"):
        html = asked(admin_client, q=q)
        assert "<script>" not in html.replace("<script src=", "")
        for markup in ("<img src=x", "<b>evil", "<i>", "<u>"):
            assert markup not in html, (q, markup)
    html = asked(admin_client, q="prices", kind="page")
    assert '&lt;/script&gt; <mark class="found">prices</mark> &lt;img' in html


def test_words_under_a_closed_place_are_neither_found_nor_shown(admin_client: Client) -> None:
    text = "Prices are secret stuff"
    words = [[0, 6, 0, 0, 40, 9], [7, 10, 50, 0, 60, 9], [11, 17, 70, 0, 99, 9]]
    page = PageFactory(index=0, text=text, words=words)
    Redaction.objects.create(page=page, kind="box", box=[70, 0, 99, 9])
    pages_index(source_file_ids=[page.source_file_id])
    mail(text, page, subject="secret stuff")
    assert "Nothing has these words" in asked(admin_client, q="secret")
    html = asked(admin_client, q="prices")
    assert "secret" not in html
    assert "██████" in html
    assert "No subject shown" in html


def test_words_that_were_closed_after_they_were_entered_are_not_shown(admin_client: Client) -> None:
    page = released("secret", words=[[0, 6, 70, 0, 99, 9]])
    Redaction.objects.create(page=page, kind="box", box=[70, 0, 99, 9])
    html = asked(admin_client, q="secret")
    assert '<mark class="found">' not in html
    assert page.source_file.path not in html


@pytest.mark.parametrize("typed", ["DEP-9", "dep 9", "DEP-0009", " Dep-9 "])
def test_a_bates_number_typed_goes_there(admin_client: Client, typed: str) -> None:
    page = released("x", index=2)
    StampFactory(page=page, prefix="DEP-", number=9, width=4)
    StampFactory(prefix="FBI-DEP-", number=9)
    answer = admin_client.get("/search/", {"q": typed}, follow=True)
    assert answer.redirect_chain == [(f"/documents/{page.source_file_id}/?page=3", 302)]
    assert "write it in quotation marks" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "number"), [("9", 0), ("909", 2), ("DEP-909", 2), ("FBI-909", 0), ('"DEP-909"', 0)]
)
def test_a_number_that_may_be_of_several_pages_lists_them(
    admin_client: Client, typed: str, number: int
) -> None:
    for name in "ab":
        source_file = SourceFileFactory(path=f"stamped-{name}.pdf")
        page = PageFactory(source_file=source_file, index=0)
        StampFactory(page=page, prefix="DEP-", number=909)
        StampFactory(page=page, prefix="DEP-", number=9)
    html = asked(admin_client, q=typed)
    assert len(set(re.findall(r"stamped-[ab]\.pdf, page 1", html))) == number


def test_a_search_stays_where_the_person_looks(admin_client: Client) -> None:
    here, there = (released("prices") for _ in range(2))
    ref = here.source_file.foia_request.ref
    html = asked(admin_client, q="prices", request=ref.lower())
    assert here.source_file.path in html
    assert there.source_file.path not in html
    assert "Look everywhere" in html
    assert "No request has the file number R-0" in asked(admin_client, q="prices", request="R-0")
    assert "Nothing has these words where you look" in asked(
        admin_client, q="prices", kind="letter"
    )


def test_a_request_leads_to_the_search_in_it(admin_client: Client) -> None:
    foia_request = FoiaRequestFactory(ref="R&D/1")
    page = admin_client.get(f"/requests/{foia_request.pk}/").content.decode()
    (href,) = re.findall('href="(/search/[^"]+)">Search in this request', page)
    assert 'value="R&amp;D/1"' in admin_client.get(unescape(href)).content.decode()


def test_days_leave_out_what_has_none_and_say_so(admin_client: Client) -> None:
    page = released("prices rose")
    mail("prices rose", page, sent_at=datetime(2018, 7, 2))
    given = {"q": "prices", "from_on": "2018-07-02", "to_on": "2018-07-02"}
    html = asked(admin_client, **given)
    assert "Pages of productions <span" not in html
    assert "Messages <span" in html
    assert "have no day of their own" in html
    assert "Nothing has these words" in asked(
        admin_client, **given | {"to_on": "", "from_on": "2018-07-03"}
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"q": '"face'}, "quotation mark is open"),
        ({"q": "-face"}, "only takes away"),
        ({"q": "fa*"}, "letters before a star"),
        ({"q": "x" * 301}, "longer than 300"),
        ({"q": "face", "from_on": "soon"}, "Enter a valid date"),
        ({"q": "face", "from_on": "2018-02-02", "to_on": "2018-02-01"}, "before the first"),
        ({"q": "face", "kind": "secrets"}, "Select a valid choice"),
        ({"q": "fa\0ce"}, "Null characters"),
        ({"q": "face", "request": "\0"}, "Null characters"),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_what_was_typed_stays(
    admin_client: Client, given: dict[str, str], said: str
) -> None:
    html = asked(admin_client, **given)
    assert said in html
    assert 'role="alert"' in html
    assert "How to ask" in html


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(st.text(max_size=40), st.text("ab\"'*-():§█ OR\\^&|!<>{}\0%09", max_size=30)),
    st.sampled_from(["", "page", "x", "\0"]),
    st.sampled_from(["", "2018-01-01", "0001-01-01", "9999-12-31", "99999999", "-1"]),
    st.sampled_from(["", "1", "-1", "9" * 30, "²", "x\0"]),
)
def test_nothing_that_is_asked_is_a_failure(
    admin_client: Client, q: str, kind: str, day: str, after: str
) -> None:
    given = {"q": q, "kind": kind, "request": kind, "from_on": day, "to_on": day, "after": after}
    assert admin_client.get("/search/", given).status_code in (200, 302)
    given = {"q": f"{q} prices", "from_on": day, "after": after}
    assert admin_client.get("/search/", given).status_code in (200, 302)


def test_the_first_are_shown_and_the_next_are_a_link_away(admin_client: Client) -> None:
    source_file = SourceFileFactory()
    for index in range(125):
        PageFactory(source_file=source_file, index=index, text="prices")
    pages_index(source_file_ids=[source_file.pk])
    html = asked(admin_client, q="prices")
    assert "more than 100" in plain(html)
    assert len(re.findall("page=[0-9]+&amp;words", html)) == 5
    href = unescape(re.findall('href="([^"]+)">All pages of productions', html)[0])
    seen: list[str] = []
    while href:
        html = admin_client.get(f"/search/{href}").content.decode()
        seen += re.findall("page=([0-9]+)&amp;words", html)
        following = re.findall('href="([^"]+)" rel="next"', html)
        href = unescape(following[0]) if following else ""
    assert seen == [str(number) for number in range(1, 126)]
    assert "From the first" in html


def test_a_message_on_two_pages_leads_to_the_first_with_its_words(admin_client: Client) -> None:
    source_file = SourceFileFactory()
    for index, text in enumerate(("Dear all", "prices rose")):
        PageFactory(source_file=source_file, index=index, text=text)
    message = MessageFactory(foia_request=source_file.foia_request, state="inferred")
    OccurrenceFactory(
        message=message,
        source_file=source_file,
        role="quoted",
        header_spans=[],
        body_spans=[[0, 0, 8], [1, 0, 11]],
    )
    messages_index(foia_request=source_file.foia_request)
    html = asked(admin_client, q="rose dear")
    assert f"/documents/{source_file.pk}/?page=1&amp;words=rose%20OR%20dear" in html
    assert f"/documents/{source_file.pk}/?page=2&amp;words=rose" in asked(admin_client, q="rose")
    assert "proven, not produced" in html


def test_nothing_found_says_what_to_do(admin_client: Client) -> None:
    released("prices")
    html = asked(admin_client, q="price fell")
    assert "Nothing has these words" in html
    assert "price* fell*" in html
    assert "Words under a closed place" in html


def test_nothing_asked_explains_how_to_ask(admin_client: Client) -> None:
    html = asked(admin_client)
    assert "How to ask" in html
    assert "Nothing has these words" not in html
    assert "index_search" not in html


def test_a_database_that_was_filled_before_says_what_to_run(admin_client: Client) -> None:
    FoiaRequestFactory()
    assert "manage.py index_search" in asked(admin_client, q="prices")


@pytest.mark.parametrize("group", ["staff", "lawyer", "manager", "administrator"])
def test_every_group_searches_and_nobody_else(client: Client, group: str) -> None:
    person = User.objects.create_user("kim")
    client.force_login(person)
    assert client.get("/search/", {"q": "prices"}).status_code == 403
    assert 'id="seek"' not in client.get("/catalogue/").content.decode()
    person.groups.add(Group.objects.get(name=group))
    assert client.get("/search/", {"q": "prices"}).status_code == 200
    assert 'id="seek"' in client.get("/catalogue/").content.decode()


@pytest.mark.parametrize("given", [{"q": "prices"}, {"q": "prices", "kind": "message"}])
def test_the_queries_do_not_grow_with_what_is_found(
    admin_client: Client, given: dict[str, str]
) -> None:
    counted = []
    for number in (2, 7):
        for index in range(number):
            page = released("Face prices rose", source_file__parent=SourceFileFactory())
            StampFactory(page=page)
            mail("Face prices rose", page, subject="Face prices", number=index + 1)
            request = page.source_file.foia_request
            request.title = "Prices"
            request.save()
            request_index(foia_request=request)
            letter = letter_with("Prices.", foia_request=request)
            pages_index(source_file_ids=[letter.source_file_id])
        admin_client.get("/search/", given)
        with CaptureQueriesContext(connection) as queries:
            asked(admin_client, **given)
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[0] <= 30
    assert SearchEntry.objects.count() == 9 * 4
