"""Deciding on findings, on several at once, and taking it back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gaps.models import Finding, Review
from gaps.services.reviews import ReviewError, finding_review, findings_review, review_undo
from tests.factories import FindingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_one_decision_is_taken_on_several_findings() -> None:
    found = FindingFactory.create_batch(3)
    made = findings_review(findings=found, decision="confirmed")
    assert [each.finding for each in made] == found
    assert set(Finding.objects.values_list("status", flat=True)) == {"confirmed"}


def test_a_dismissal_of_several_without_a_reason_dismisses_none() -> None:
    found = FindingFactory.create_batch(2)
    with pytest.raises(ReviewError):
        findings_review(findings=found, decision="dismissed", reason="  ")
    assert not Review.objects.exists()


def test_undone_what_was_decided_before_holds_again_with_its_reason() -> None:
    finding = FindingFactory()
    finding_review(finding=finding, decision="dismissed", reason="it came by post")
    confirmed = finding_review(finding=finding, decision="confirmed")
    restored = review_undo(review=confirmed)
    assert restored is not None
    assert restored.reason == "it came by post"
    finding.refresh_from_db()
    assert finding.status == "dismissed"
    assert finding.reviews.count() == 3


def test_the_first_decision_undone_leaves_the_finding_open() -> None:
    finding = FindingFactory()
    review_undo(review=finding_review(finding=finding, decision="confirmed"))
    finding.refresh_from_db()
    assert (finding.decision, finding.status) == ("none", "open")


def test_what_somebody_else_decided_since_is_not_undone() -> None:
    finding = FindingFactory()
    mine = finding_review(finding=finding, decision="confirmed")
    finding_review(finding=finding, decision="dismissed", reason="it came by post")
    assert review_undo(review=mine) is None
    finding.refresh_from_db()
    assert finding.status == "dismissed"


def test_a_finding_that_a_run_cured_meanwhile_is_confirmed_and_stays_cured() -> None:
    finding = FindingFactory()
    Finding.objects.filter(pk=finding.pk).update(is_present=False, status="cured")
    finding_review(finding=finding, decision="confirmed")
    finding.refresh_from_db()
    assert (finding.decision, finding.status) == ("confirmed", "cured")


def test_a_decision_on_many_asks_no_more_than_one_on_two() -> None:
    counted = []
    for some in (2, 30):
        found = [FindingFactory(subject=f"{some} {number}") for number in range(some)]
        with CaptureQueriesContext(connection) as asked:
            made = findings_review(findings=found, decision="dismissed", reason="Sent.")
        assert len({each.pk for each in made}) == some
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert Finding.objects.filter(status="dismissed", decision="dismissed").count() == 32
    assert Review.objects.filter(reviewed_at__isnull=False, reason="Sent.").count() == 32


def test_what_was_found_cured_meanwhile_stays_cured_when_it_is_confirmed() -> None:
    found = [FindingFactory(subject=each) for each in "ab"]
    Finding.objects.filter(pk=found[0].pk).update(is_present=False, status="cured")
    findings_review(findings=found, decision="confirmed")
    assert list(Finding.objects.order_by("pk").values_list("status", flat=True)) == [
        "cured",
        "confirmed",
    ]
