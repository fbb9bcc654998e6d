"""Every model is in the admin; its pages open, search, and do not ask the database row by row."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gaps.models import Finding, Review
from gaps.services.appeals import appeal_draft
from gaps.services.reviews import finding_review
from requests_app.models import FoiaRequest
from tests.e2e.test_cases import FIXTURES, analysed

MOST_QUERIES = 14
"""For a list of up to fifty rows, sign-in, counts and filters among them."""
OURS = [
    model
    for app in ("requests_app", "gaps")
    for model in apps.get_app_config(app).get_models()
    if not model.__name__.startswith("Historical")
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
    return foia_request


@pytest.fixture
def manager() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("manager", password="x"))
    return client


def address(model: type[models.Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


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


def test_nothing_in_the_admin_answers_without_sign_in() -> None:
    for model in OURS:
        answer = Client().get(address(model, "changelist"))
        assert answer.status_code == 302, model.__name__
        assert "/admin/login/" in answer["Location"]


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
