"""Who may decide on findings in the admin, and that a decision is added and never changed."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from gaps.models import Finding, Review
from gaps.services.reviews import ReviewError, finding_review
from tests.factories import FindingFactory

pytestmark = pytest.mark.django_db

ADD = "admin:gaps_review_add"
LIST = "admin:gaps_finding_changelist"


@pytest.fixture
def finding() -> Finding:
    return FindingFactory.create()


def signed_in(*permissions: str, staff: bool = True, superuser: bool = False) -> Client:
    """A person with these permissions and no others."""
    user = get_user_model().objects.create_user(
        "person", password="x", is_staff=staff, is_superuser=superuser
    )
    for codename in permissions:
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label="gaps", codename=codename)
        )
    client = Client()
    client.force_login(user)
    return client


def decision(finding: Finding, **values: str) -> dict[str, object]:
    return {"finding": finding.pk, "decision": "confirmed", "reason": "", **values}


def test_who_may_add_reviews_decides_and_is_named(finding: Finding) -> None:
    client = signed_in("add_review", "view_review", "view_finding")
    assert client.post(reverse(ADD), decision(finding)).status_code == 302
    review = finding.reviews.get()
    assert review.reviewer is not None
    assert review.reviewer.get_username() == "person"
    finding.refresh_from_db()
    assert (finding.decision, finding.status) == ("confirmed", "confirmed")


@pytest.mark.parametrize(
    "permissions", [(), ("view_finding", "view_review"), ("change_review", "delete_review")]
)
def test_who_may_not_add_reviews_decides_nothing(
    finding: Finding, permissions: tuple[str, ...]
) -> None:
    client = signed_in(*permissions)
    assert client.post(reverse(ADD), decision(finding)).status_code == 403
    client.post(reverse(LIST), {"action": "confirm", "_selected_action": [finding.pk]})
    finding.refresh_from_db()
    assert (finding.status, Review.objects.count()) == ("open", 0)


@pytest.mark.parametrize("who", ["nobody", "no staff"])
def test_who_is_not_of_the_staff_is_sent_to_sign_in(finding: Finding, who: str) -> None:
    client = Client() if who == "nobody" else signed_in("add_review", staff=False)
    answer = client.post(reverse(ADD), decision(finding))
    assert answer.status_code == 302
    assert "login" in answer["Location"] or "sign-in" in answer["Location"]
    assert not Review.objects.exists()


def test_the_actions_are_offered_only_to_who_may_decide(finding: Finding) -> None:
    reader = signed_in("view_finding").get(reverse(LIST)).content.decode()
    get_user_model().objects.all().delete()
    decider = signed_in("view_finding", "add_review").get(reverse(LIST)).content.decode()
    assert 'value="confirm"' not in reader
    assert 'value="confirm"' in decider


@pytest.mark.parametrize("page", ["change", "delete"])
def test_nobody_changes_or_deletes_a_decision(finding: Finding, page: str) -> None:
    review = finding_review(finding=finding, decision="confirmed")
    client = signed_in(superuser=True)
    answer = client.post(
        reverse(f"admin:gaps_review_{page}", args=[review.pk]),
        decision(finding, decision="dismissed", reason="x", post="yes"),
    )
    assert answer.status_code == 403
    assert list(Review.objects.values_list("pk", "decision")) == [(review.pk, "confirmed")]


def test_every_decision_stays_in_the_order_in_which_it_was_taken(finding: Finding) -> None:
    for each in ("confirmed", "dismissed", "none"):
        finding_review(finding=finding, decision=each, reason=" It was sent. ")
    taken = list(finding.reviews.values_list("decision", "reason"))
    assert taken == [(each, "It was sent.") for each in ("confirmed", "dismissed", "none")]
    finding.refresh_from_db()
    assert (finding.decision, finding.status) == ("none", "open")


@pytest.mark.parametrize("reason", ["", " ", "\n\t"])
def test_a_dismissal_without_a_reason_is_refused_and_changes_nothing(
    finding: Finding, reason: str
) -> None:
    with pytest.raises(ReviewError, match=r"COR001 .*: say why it is dismissed"):
        finding_review(finding=finding, decision="dismissed", reason=reason)
    finding.refresh_from_db()
    assert (finding.status, finding.reviews.count()) == ("open", 0)


@pytest.mark.parametrize(
    "values",
    [
        {"status": "confirmed"},
        {"decision": "confirmed", "status": "open"},
        {"decision": "dismissed", "status": "open"},
        {"is_present": False, "status": "open"},
        {"is_present": False, "decision": "confirmed", "status": "confirmed"},
    ],
)
def test_the_database_keeps_no_status_that_does_not_follow(
    finding: Finding, values: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(**values)
