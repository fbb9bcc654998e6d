"""What a person decides of a finding."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from gaps.models import Finding, Review


class ReviewError(ValueError):
    """A decision that cannot be taken as given; the text says why."""


def finding_review(
    *, finding: Finding, decision: str, reason: str = "", reviewer: AbstractBaseUser | None = None
) -> Review:
    """Confirm or dismiss a finding, or withdraw the decision (`none`); kept over later runs.

    Raises ReviewError where a dismissal gives no reason.
    """
    if decision == Review.Decision.DISMISSED and not reason.strip():
        raise ReviewError(f"{finding.code} {finding.subject}: say why it is dismissed")
    with transaction.atomic():
        # A run that ends meanwhile may have found it cured.
        locked = Finding.objects.select_for_update().only("is_present").get(pk=finding.pk)
        finding.is_present = locked.is_present
        review = Review.objects.create(
            finding=finding,
            decision=decision,
            reason=reason.strip(),
            reviewer=reviewer,  # type: ignore[misc]  # the user model of the project
        )
        finding.decision = decision
        finding.status = finding.derive_status()
        finding.save(update_fields=["decision", "status"])
    return review


def findings_review(
    *,
    findings: Iterable[Finding],
    decision: str,
    reason: str = "",
    reviewer: AbstractBaseUser | None = None,
) -> list[Review]:
    """The same decision on each of several findings: on all of them or, where ReviewError is
    raised, on none."""
    with transaction.atomic():
        return [
            finding_review(finding=each, decision=decision, reason=reason, reviewer=reviewer)
            for each in findings
        ]


def review_undo(*, review: Review, reviewer: AbstractBaseUser | None = None) -> Review | None:
    """Take a decision back: what was decided before it holds again, as a decision of its own.

    Returns None, and changes nothing, where somebody has decided on the finding since.
    """
    with transaction.atomic():
        finding = Finding.objects.select_for_update().get(pk=review.finding_id)
        newest, *older = finding.reviews.order_by("-pk")[:2]
        if newest.pk != review.pk:
            return None
        before = older[0] if older else Review(decision=Review.Decision.NONE)
        return finding_review(
            finding=finding, decision=before.decision, reason=before.reason, reviewer=reviewer
        )
