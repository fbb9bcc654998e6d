"""What a person decides of a finding."""

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
