"""A released file, page by page, without a browser."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from requests_app.models import Page, Redaction, SearchEntry, SourceFile
from requests_app.services.search_index import pages_index
from tests.factories import EvidenceFactory, PageFactory, SourceFileFactory, StampFactory
from tests.foiatrack.reviewing import findings_on, released_file

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def released(store: Path, tmp_path: Path, settings: Any) -> SourceFile:
    settings.MEDIA_ROOT = tmp_path / "media"
    return released_file(tmp_path, pages=3)


def shown(client: Client, source_file: SourceFile, asked: str = "") -> str:
    answer = client.get(f"/documents/{source_file.pk}/{asked}", follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_page_is_shown_with_what_stands_on_it(admin_client: Client, released: SourceFile) -> None:
    page = released.pages.get(index=1)
    Redaction.objects.create(
        page=page, kind="box", codes=["(b)(6)"], start=6, end=12, box=[104, 72, 150, 84]
    )
    finding = findings_on(released, 1)[0]
    html = shown(admin_client, released, "?page=2")
    assert f'src="/pages/{page.pk}/picture.png"' in html
    assert '<path class="redacted"' in html
    assert "<title>Withheld (b)(6)</title>" in html
    assert '<mark class="cited" title="COR001">Prices rose again.</mark>' in html
    assert '<mark class="stamp" title="Bates DEP-8">' in html
    assert finding.message in html
    assert 'rel="prev"' in html
    assert 'rel="next"' in html


def test_marks_that_overlap_are_all_named(admin_client: Client, released: SourceFile) -> None:
    page = released.pages.get(index=0)
    Redaction.objects.create(page=page, kind="box", codes=["(b)(5)"], start=20, end=24)
    findings_on(released, 1)
    html = shown(admin_client, released)
    assert '<mark class="redacted cited" title="Withheld (b)(5); COR001">rose</mark>' in html


def test_words_that_were_meant_to_be_closed_are_neither_shown_nor_found(
    admin_client: Client, released: SourceFile
) -> None:
    page = released.pages.get(index=0)
    Page.objects.filter(pk=page.pk).update(text=page.text.replace("Prices", "Secret"))
    Redaction.objects.create(page=page, kind="box", box=[70, 88, 142, 104], start=20, end=24)
    SearchEntry.objects.all().delete()
    pages_index(source_file_ids=[released.pk])
    html = shown(admin_client, released)
    assert "Secret" not in html
    assert "██████" in html
    assert ">rose</mark>" in html
    html = shown(admin_client, released, "?words=Secret")
    assert "on no page of this file that was read" in html
    html = shown(admin_client, released, "?words=again")
    assert "Secret" not in html
    assert "on 3 pages" in html


@pytest.mark.parametrize("asked", ["?page=99", "?page=x", "?page=0", "?page=-1", "", "?page=²"])
def test_a_page_that_is_not_there_is_the_first(
    admin_client: Client, released: SourceFile, asked: str
) -> None:
    assert "<strong>Page 1</strong>" in shown(admin_client, released, asked)


@pytest.mark.parametrize("sought", ["DEP-9", "dep 9", "9", "DEP-0009", " p-9 "])
def test_a_bates_number_leads_to_its_page(
    admin_client: Client, released: SourceFile, sought: str
) -> None:
    answer = admin_client.get(f"/documents/{released.pk}/", {"bates": sought})
    assert answer["Location"] == f"/documents/{released.pk}/?page=3"


def test_a_bates_number_in_another_file_of_the_request_leads_there(
    admin_client: Client, released: SourceFile
) -> None:
    other = SourceFileFactory(production=released.production, state="read")
    StampFactory(page=PageFactory(source_file=other, index=0), prefix="DEP-", number=40)
    html = shown(admin_client, released, "?bates=DEP-40")
    assert f"DEP-40 is in another file: {other.path}." in html


@pytest.mark.parametrize("sought", ["DEP-41", "FBI-9", "none", "9" * 30])
def test_a_bates_number_that_no_page_bears_is_said_to_be_on_none(
    admin_client: Client, released: SourceFile, sought: str
) -> None:
    StampFactory(prefix="DEP-", number=41)
    html = shown(admin_client, released, f"?bates={sought}")
    assert "No page of this request bears the number" in html


def test_words_are_found_in_any_case_and_marked(admin_client: Client, released: SourceFile) -> None:
    Page.objects.filter(source_file=released, index=0).update(text="Nothing here.")
    html = shown(admin_client, released, "?words=PRICES rose&page=2")
    assert "on 2 pages" in html
    assert '<mark class="found">Prices rose</mark>' in html
    assert '<path class="found"' in html


def test_words_that_are_on_no_page_are_said_to_be_on_none(
    admin_client: Client, released: SourceFile
) -> None:
    html = shown(admin_client, released, "?words=<b>nothing%")
    assert "&lt;b&gt;nothing%" in html
    assert "on no page of this file that was read" in html


def test_pages_found_lead_from_one_to_the_next(admin_client: Client, released: SourceFile) -> None:
    PageFactory(source_file=released, index=3, text="Nothing here.")
    PageFactory(source_file=released, index=4, text="Prices rose.")
    pages_index(source_file_ids=[released.pk])
    address = f'href="/documents/{released.pk}/?page={{}}&amp;words=rose" data-key="{{}}"'
    html = shown(admin_client, released, "?page=3&words=rose")
    assert address.format(2, "p") in html
    assert address.format(5, "n") in html
    assert address.format(3, "p") in shown(admin_client, released, "?page=4&words=rose")
    html = shown(admin_client, released, "?page=5&words=rose")
    assert 'data-key="n"' not in html
    assert "on 4 pages" in html


def test_words_that_cannot_be_searched_for_say_why(
    admin_client: Client, released: SourceFile
) -> None:
    html = shown(admin_client, released, '?words="rose')
    assert "quotation mark is open" in html
    assert "not searched" in html


@pytest.mark.parametrize(
    "asked", ["?words=%00", "?bates=%00", "?words=%00rose", "?words=" + "x" * 900]
)
def test_words_that_no_database_holds_are_no_failure(
    admin_client: Client, released: SourceFile, asked: str
) -> None:
    shown(admin_client, released, asked)


def test_a_finding_that_cites_a_page_twice_is_listed_once(
    admin_client: Client, released: SourceFile
) -> None:
    finding = findings_on(released, 1)[0]
    page = released.pages.get(index=0)
    EvidenceFactory(finding=finding, page=page, start=0, end=5)
    assert shown(admin_client, released).count(finding.message) == 1


def test_a_long_file_lists_the_pages_around_the_one_shown(
    admin_client: Client, released: SourceFile
) -> None:
    for index in range(3, 100):
        PageFactory(source_file=released, index=index)
    html = shown(admin_client, released, "?page=50")
    assert "41 to 80 of 100" in html
    assert "Earlier pages" in html
    assert f'href="/documents/{released.pk}/?page=81"' in html


def test_a_text_has_its_words_in_place_of_a_picture(admin_client: Client) -> None:
    page = PageFactory(source_file__parser="eml", index=0, text="Dear <all>,")
    html = shown(admin_client, page.source_file)
    assert "Dear &lt;all&gt;," in html
    assert "picture.png" not in html


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "waits to be read"),
        ({"state": "failed", "reason": "the file is empty"}, "the file is empty"),
        ({"state": "kept"}, "has no pages"),
    ],
)
def test_a_file_without_pages_says_why(
    admin_client: Client, values: dict[str, str], said: str
) -> None:
    assert said in shown(admin_client, SourceFileFactory(**values))


@pytest.mark.parametrize("more", [0, 60])
def test_the_queries_of_a_page_do_not_grow(
    admin_client: Client,
    released: SourceFile,
    django_assert_num_queries: DjangoAssertNumQueries,
    more: int,
) -> None:
    for index in range(3, 3 + more):
        StampFactory(page=PageFactory(source_file=released, index=index))
    findings_on(released, 1 + more // 10)
    with django_assert_num_queries(20):
        admin_client.get(f"/documents/{released.pk}/?page=2&words=rose")
