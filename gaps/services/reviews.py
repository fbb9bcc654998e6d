"""What a person decides of a finding."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from gaps.models import Finding, Review

AT_ONCE = 500
"""Findings that one statement changes."""


class ReviewError(ValueError):
    """A decision that cannot be taken as given; the text says why."""


def finding_review(
    *, finding: Finding, decision: str, reason: str = "", reviewer: AbstractBaseUser | None = None
) -> Review:
    """Confirm or dismiss a finding, or withdraw the decision (`none`); kept over later runs.

    Raises ReviewError where a dismissal gives no reason.
    """
    one = [finding]
    [made] = findings_review(findings=one, decision=decision, reason=reason, reviewer=reviewer)
    return made


def findings_review(
    *,
    findings: Iterable[Finding],
    decision: str,
    reason: str = "",
    reviewer: AbstractBaseUser | None = None,
) -> list[Review]:
    """The same decision on each of several findings: on all of them or, where ReviewError is
    raised, on none."""
    changed = list(findings)
    if changed and decision == Review.Decision.DISMISSED and not reason.strip():
        first = changed[0]
        raise ReviewError(f"{first.code} {first.subject}: say why it is dismissed")
    with transaction.atomic():
        _decide(changed, decision)
        return Review.objects.bulk_create(
            Review(
                finding=each,
                decision=decision,
                reason=reason.strip(),
                reviewer=reviewer,  # type: ignore[misc]  # the user model of the project
            )
            for each in changed
        )


def _decide(findings: Sequence[Finding], decision: str) -> None:
    for some in (findings[at : at + AT_ONCE] for at in range(0, len(findings), AT_ONCE)):
        # A run that ends meanwhile may have found them cured.
        held = Finding.objects.select_for_update().order_by("pk").only("is_present")
        present = held.in_bulk([each.pk for each in some])
        for each in some:
            each.is_present = present[each.pk].is_present
            each.decision = decision
            each.status = each.derive_status()
        Finding.objects.bulk_update(some, ["decision", "status"])


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
