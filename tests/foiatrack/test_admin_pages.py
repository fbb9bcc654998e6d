"""Every model is in the admin; its pages open, search, and do not ask the database row by row."""

import re
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection, models
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from foiatrack.admin_menu import menu
from gaps.contract import LetterKind
from gaps.models import DraftedLetter, Finding, Review
from gaps.services.appeals import appeal_draft
from gaps.services.letters import letter_draft
from gaps.services.reviews import finding_review
from requests_app.law.openings import Confirmed
from requests_app.models import AuthorityRecord, FoiaRequest, Production, SearchEntry, SourceFile
from requests_app.services.authority_openings import authority_open
from tests.e2e.test_cases import FIXTURES, analysed
from tests.factories import FoiaRequestFactory, ProductionFactory

MOST_QUERIES = 14
"""For a list of up to fifty rows, sign-in, counts and filters among them."""
OURS = [
    model
    for app in ("requests_app", "gaps")
    for model in apps.get_app_config(app).get_models()
    # The index of the search is made anew from what is in the admin.
    if not model.__name__.startswith("Historical") and model is not SearchEntry
]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def foia_request() -> FoiaRequest:
    """The sample case, with a decision and a drafted appeal, so that every list has rows."""
    foia_request = analysed(FIXTURES / "ice-amazon")
    finding = foia_request.findings.filter(confidence="certain").first()
    assert finding
    finding_review(finding=finding, decision="confirmed")
    appeal_draft(foia_request=foia_request)
    letter_draft(foia_request=foia_request, kind=LetterKind.OGIS, accept_all=True)
    authority_open(
        record=AuthorityRecord.objects.get(key="campbell"),
        opened_by=get_user_model().objects.create_user("counsel"),
        confirmed=(Confirmed.CITATION, Confirmed.PIN),
        source="Westlaw",
    )
    return foia_request


@pytest.fixture
def manager() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("manager", password="x"))
    return client


def address(model: type[models.Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def styles_in(shown: HttpResponse) -> list[str]:
    """Styles that stand in the page, which its policy has the browser refuse."""
    return re.findall(r"<style[^>]*>|\sstyle=.{0,60}", shown.content.decode())


def test_every_model_is_in_the_admin_with_a_search() -> None:
    for model in OURS:
        assert model in admin.site._registry, model.__name__
        assert admin.site._registry[model].search_fields, model.__name__


def test_every_list_opens_searches_and_asks_a_bounded_number_of_queries(
    foia_request: FoiaRequest, manager: Client
) -> None:
    greedy = {}
    for model in OURS:
        with CaptureQueriesContext(connection) as asked:
            shown = manager.get(address(model, "changelist"))
        assert shown.status_code == 200, model.__name__
        if len(asked) > MOST_QUERIES:
            greedy[model.__name__] = len(asked)
        assert styles_in(shown) == [], model.__name__
        found = manager.get(address(model, "changelist"), {"q": "2018"})
        assert found.status_code == 200, model.__name__
    assert greedy == {}


def test_every_row_can_be_opened(foia_request: FoiaRequest, manager: Client) -> None:
    for model in OURS:
        row = model._default_manager.first()
        if row is None:
            continue
        shown = manager.get(address(model, "change", row.pk))
        assert shown.status_code == 200, model.__name__
        assert styles_in(shown) == [], model.__name__


def test_what_is_kept_as_json_is_shown_once_and_line_by_line(
    foia_request: FoiaRequest, manager: Client
) -> None:
    file = SourceFile.objects.filter(pages__isnull=False)[0]
    shown = manager.get(address(SourceFile, "change", file.pk)).content.decode()
    assert len(re.findall(r"<label[^>]*>\s*Warnings", shown)) == 1
    finding = Finding.objects.filter(code="COR001").get()
    shown = manager.get(address(Finding, "change", finding.pk)).content.decode()
    assert escape('"from_name": "Amazon"') in shown


def test_nothing_in_the_admin_answers_without_sign_in() -> None:
    for model in OURS:
        answer = Client().get(address(model, "changelist"))
        assert answer.status_code == 302, model.__name__
        assert answer["Location"].startswith("/sign-in/")


def test_released_text_can_be_neither_changed_nor_deleted(
    foia_request: FoiaRequest, manager: Client
) -> None:
    page = apps.get_model("requests_app", "Page").objects.exclude(text="").first()
    assert page
    assert manager.post(address(type(page), "change", page.pk), {"text": "x"}).status_code == 403
    assert manager.post(address(type(page), "delete", page.pk), {"post": "yes"}).status_code == 403
    unchanged = type(page).objects.get(pk=page.pk)
    assert unchanged.text == page.text


def test_a_decision_taken_in_the_admin_keeps_who_took_it(
    foia_request: FoiaRequest, manager: Client
) -> None:
    finding = foia_request.findings.filter(decision="none").first()
    assert finding
    answer = manager.post(
        address(Review, "add"),
        {"finding": finding.pk, "decision": "dismissed", "reason": "Sent by the company."},
    )
    assert answer.status_code == 302
    review = Review.objects.get(finding=finding)
    assert review.reviewer is not None and review.reviewer.username == "manager"
    assert Finding.objects.get(pk=finding.pk).status == "dismissed"


def test_marked_findings_are_confirmed_from_the_list_and_the_decision_withdrawn(
    foia_request: FoiaRequest, manager: Client
) -> None:
    marked = list(foia_request.findings.filter(decision="none").values_list("pk", flat=True)[:2])
    chosen = {"_selected_action": marked}
    answer = manager.post(address(Finding, "changelist"), {"action": "confirm", **chosen})
    assert answer.status_code == 302
    assert set(Finding.objects.filter(pk__in=marked).values_list("status")) == {("confirmed",)}
    reviews = Review.objects.filter(finding__in=marked)
    assert {review.reviewer.username for review in reviews if review.reviewer} == {"manager"}
    manager.post(address(Finding, "changelist"), {"action": "confirm", **chosen})
    assert reviews.count() == 2
    manager.post(address(Finding, "changelist"), {"action": "withdraw", **chosen})
    assert set(Finding.objects.filter(pk__in=marked).values_list("status")) == {("open",)}


def test_who_may_only_look_decides_nothing(foia_request: FoiaRequest) -> None:
    users = get_user_model()
    reader = users.objects.create_user("reader", password="x", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_finding"))
    client = Client()
    client.force_login(reader)
    finding = foia_request.findings.filter(decision="none").first()
    assert finding
    client.post(
        address(Finding, "changelist"), {"action": "confirm", "_selected_action": [finding.pk]}
    )
    assert Finding.objects.get(pk=finding.pk).status == "open"


def test_a_finding_shows_its_proof_and_where_to_decide(
    foia_request: FoiaRequest, manager: Client
) -> None:
    finding = foia_request.findings.filter(code="COR001").first()
    assert finding
    shown = manager.get(address(Finding, "change", finding.pk)).content.decode()
    assert "Proof" in shown
    assert "production-01/emails-01.pdf" in shown
    link = f"{address(Review, 'add')}?finding={finding.pk}&amp;decision=dismissed"
    assert link in shown
    form = manager.get(link.replace("&amp;", "&")).content.decode()
    assert f'<option value="{finding.pk}" selected' in form


def test_a_dismissal_without_a_reason_is_answered_in_words(
    foia_request: FoiaRequest, manager: Client
) -> None:
    finding = foia_request.findings.filter(decision="none").first()
    assert finding
    answer = manager.post(
        address(Review, "add"), {"finding": finding.pk, "decision": "dismissed", "reason": "  "}
    )
    assert answer.status_code == 200
    assert "Say why it is dismissed" in answer.content.decode()
    assert not Review.objects.filter(finding=finding).exists()


def test_a_production_lists_what_of_it_could_not_be_read(manager: Client, tmp_path: Path) -> None:
    FoiaRequestFactory(ref="R-1")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "note.txt").write_text("Hello.", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as archive:
        archive.writestr("../<b>out.txt", "x")
        archive.writestr("in.txt", "x")
    call_command("ingest", "R-1", tmp_path, stdout=StringIO(), stderr=StringIO())
    production = Production.objects.get()
    shown = manager.get(address(Production, "change", production.pk)).content.decode()
    name = escape(f"{tmp_path.name}/some.zip / ../<b>out.txt")
    assert f"{name}</a>: its name points outside the archive" in shown
    assert f"{tmp_path.name}/empty.pdf</a>: the file is empty" in shown
    listed = manager.get(address(Production, "changelist")).context["cl"].result_list.get()
    assert (listed.file_count, listed.failed_count, listed.failed_page_count) == (5, 2, 0)
    fresh = ProductionFactory()
    unread = manager.get(address(Production, "change", fresh.pk)).content.decode()
    assert "nothing failed" in unread
    assert manager.get(address(Production, "add")).status_code == 200


def test_the_menu_of_the_admin_leads_to_its_lists(
    foia_request: FoiaRequest, manager: Client
) -> None:
    shown = manager.get(reverse("admin:index")).content.decode()
    for section in menu():
        assert section["title"] in shown
        for entry in section["items"]:
            assert f'href="{entry["link"]}"' in shown
            assert manager.get(str(entry["link"])).status_code == 200, entry["title"]
    assert "foiatrack/icon" in shown


def test_a_drafted_letter_is_read_in_the_admin_with_what_is_to_be_checked(
    foia_request: FoiaRequest, manager: Client
) -> None:
    letter = DraftedLetter.objects.get()
    shown = manager.get(address(DraftedLetter, "change", letter.pk)).content.decode()
    assert "REQUEST FOR DISPUTE RESOLUTION" in shown
    assert "Appeal by February 15, 2019." in shown
    assert "\\." not in shown.partition("to check before signing")[2].partition("</ul>")[0]
    finding = letter.findings.first()
    assert finding
    assert address(Finding, "change", finding.pk) in shown
    assert manager.post(address(DraftedLetter, "change", letter.pk), {}).status_code == 403


def test_the_list_of_letters_asks_no_more_of_the_database_for_more_letters(
    foia_request: FoiaRequest, manager: Client
) -> None:
    counts = []
    for kind in (LetterKind.EXHAUSTION, LetterKind.MISSING_RECORDS):
        letter_draft(foia_request=foia_request, kind=kind, accept_all=True)
        with CaptureQueriesContext(connection) as asked:
            assert manager.get(address(DraftedLetter, "changelist")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    for query in ({"q": "mediation"}, {"kind__exact": "ogis"}, {"q": "2018"}):
        assert manager.get(address(DraftedLetter, "changelist"), query).status_code == 200


def test_words_of_a_letter_are_shown_as_words(foia_request: FoiaRequest, manager: Client) -> None:
    hostile = "<script>alert(1)</script>"
    letter = DraftedLetter.objects.create(
        foia_request=foia_request,
        kind="ogis",
        number=9,
        dated_on=foia_request.as_of,
        letter=hostile,
        checklist=[hostile],
    )
    shown = manager.get(address(DraftedLetter, "change", letter.pk)).content.decode()
    assert hostile not in shown
    assert escape(hostile) in shown
