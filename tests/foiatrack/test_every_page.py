"""Every address of the program: who reaches it, and what the page may load."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.browser.pages import LOOKED_AT
from tests.factories import FoiaRequestFactory, SourceFileFactory

OPEN = {"sign-in/", "health/"}
"""What is reachable without having signed in."""
NO_PAGE = {
    *("appeal_export", "appeal_version_file", "letter_export", "page_picture"),
    *("report_csv", "report_xlsx", "request_csv"),
    *("appeal_preview", "appeal_redraft", "appeal_restore", "appeal_save"),
    *("bring_letter", "bring_production", "draft_appeal", "file_appeal", "filter_drop"),
    *("filter_keep", "health", "ledger_add", "ledger_withdraw", "letter_decide", "load_sample"),
    *("office_enter", "office_withdraw", "retry_files", "review_decide", "review_many"),
    *("review_undo", "sign_out"),
}
"""Files, parts of pages, and what takes a form and leads to a page. Every other address is one,
and stands in tests.browser.pages or, the way in, in a test of its own."""
WAYS_IN = ("/sign-in/", "/admin/login/")
"""Where a stranger is sent; the second leads to the first."""


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address below a resolver, as it is written there."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from routes(each, before + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield before + str(each.pattern)


def names(resolver: URLResolver) -> set[str]:
    """The names of the addresses below a resolver that are not those of the admin itself."""
    found: set[str] = set()
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            found |= {each.name} if each.name else set()
        elif each.namespace != "admin":
            found |= names(each)
    return found


def address(route: str) -> str:
    """An address that the route takes."""
    filled = route
    for written, value in {
        "<int:pk>": "1",
        "<path:object_id>": "1",
        "<path:url>": "x",
        "<path:content_type_id>": "1",
    }.items():
        filled = filled.replace(written, value)
    while "<" in filled:
        start, end = filled.index("<"), filled.index(">")
        kind = filled[start + 1 : end].partition(":")[0]
        filled = filled[:start] + ("1" if kind == "int" else "x") + filled[end + 1 :]
    return "/" + filled.replace("^", "").replace("$", "").replace("\\Z", "")


ALL = sorted(set(routes(get_resolver())))
PAGES = [
    "/",
    "/requests/",
    "/search/?q=records",
    "/catalogue/",
    "/catalogue/COR001/",
    "/documents/1/",
    "/requests/1/review/",
    *(
        f"/requests/1/{part}"
        for part in (
            "",
            "offices/",
            "productions/",
            "letters/",
            "gaps/",
            "correspondence/",
            "appeal/",
        )
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize("route", [each for each in ALL if each not in OPEN and "(?P" not in each])
def test_nothing_but_the_way_in_is_reachable_without_signing_in(client: Client, route: str) -> None:
    for method in (client.get, client.post):
        answer = method(address(route))
        assert answer.status_code in (302, 403, 404, 405), (route, answer.status_code)
        if answer.status_code == 302:
            assert answer["Location"].split("?")[0] in WAYS_IN, route


@pytest.mark.django_db
def test_there_is_one_way_in(client: Client) -> None:
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/sign-in/")


def test_the_walk_sees_the_pages_of_both_applications_and_the_admin() -> None:
    assert {"", "requests/<int:pk>/", "catalogue/", "sign-in/"} <= set(ALL)
    assert any(each.startswith("admin/gaps/finding/") for each in ALL)


def test_every_page_of_ours_is_looked_at_in_a_browser() -> None:
    looked_at = {resolve(urlsplit(path).path).url_name for _, path in LOOKED_AT}
    assert names(get_resolver()) - looked_at == NO_PAGE | {"sign_in"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_from_elsewhere_and_nothing_that_stands_in_it(
    admin_client: Client, path: str
) -> None:
    foia_request = FoiaRequestFactory(pk=1)
    SourceFileFactory(pk=1, production__foia_request=foia_request)
    answer = admin_client.get(path)
    assert answer.status_code == 200
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    page = answer.content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert "http://" not in page
    assert "https://" not in page


@pytest.mark.django_db
def test_the_policy_of_the_admin_lets_its_theme_evaluate_and_nothing_stand_in_the_page(
    admin_client: Client,
) -> None:
    policy = admin_client.get("/admin/")["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert "'self' 'unsafe-eval'" in policy


@pytest.mark.django_db
def test_a_wrong_password_is_said_in_clear_words(client: Client) -> None:
    User.objects.create_user("kim", password="a long enough word")
    answer = client.post("/sign-in/", {"username": "kim", "password": "not this one"})
    assert "do not match" in answer.content.decode()
    answer = client.post("/sign-in/", {"username": "kim", "password": "a long enough word"})
    assert answer["Location"] == "/"


@pytest.mark.django_db
def test_a_password_cannot_be_guessed_at_for_ever(client: Client) -> None:
    User.objects.create_user("kim", password="a long enough word")
    for _ in range(10):
        client.post("/sign-in/", {"username": "kim", "password": "not this one"})
    answer = client.post("/sign-in/", {"username": "kim", "password": "a long enough word"})
    assert answer.status_code == 429
    assert "quarter of an hour" in answer.content.decode()
