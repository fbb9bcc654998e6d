"""Gaps in the admin: runs, findings with their proof, and decisions."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.messages import ERROR
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from unfold.forms import ActionForm

from gaps import admin_appeals, models
from gaps.services.reviews import finding_review, findings_review
from requests_app.admin_base import LINK, EvidenceAdmin, ReadOnlyInline, RecordAdmin
from requests_app.admin_filters import OfComponent
from requests_app.management.console import counted
from requests_app.selectors.clocks import cited

__all__ = ["admin_appeals"]
# It registers its pages by being imported.

BREAK = mark_safe("<br>")
DECISIONS = (("confirmed", "confirm"), ("dismissed", "dismiss"), ("none", "withdraw the decision"))


@admin.register(models.AnalysisRun)
class AnalysisRunAdmin(EvidenceAdmin):
    list_display = ("__str__", "as_of", "ran_at", "new", "kept", "cured", "reopened")
    list_filter = ("ran_at",)
    search_fields = ("foia_request__ref",)


class EvidenceInline(ReadOnlyInline):
    model = models.Evidence
    verbose_name_plural = "Proof"
    fields = ("shown", "document", "page_number", "bates", "quote", "what", "looked_in", "counted")
    readonly_fields = ("shown", "counted")

    @admin.display(description="kind")
    def shown(self, evidence: models.Evidence) -> str:
        return evidence.kind.replace("_", " ")

    @admin.display(description="working")
    def counted(self, evidence: models.Evidence) -> SafeString:
        """The lines of a figure."""
        return format_html_join(BREAK, "{}", ((line,) for line in evidence.working))


class ReviewInline(ReadOnlyInline):
    model = models.Review
    verbose_name_plural = "Decisions"


class DecisionForm(ActionForm):
    """Why findings are dismissed."""

    reason = forms.CharField(required=False)


@admin.register(models.Finding)
class FindingAdmin(EvidenceAdmin):
    """A gap: what is missing and the proof first, what the program keeps of it last."""

    list_display = ("code", "message", "confidence", "severity", "status", "request_ref")
    list_filter = (
        *("status", "confidence", "severity", "code", OfComponent),
        *("foia_request__assignee", "foia_request__tags"),
    )
    search_fields = ("code", "subject", "message", "foia_request__ref")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "message",
                    "caveat",
                    ("confidence", "severity"),
                    ("code", "foia_request"),
                    ("status", "decide"),
                    "law",
                )
            },
        ),
        (
            "What the program keeps of it",
            {
                "classes": ("collapse",),
                "fields": (
                    *("detector", "subject", "facts", "authorities", "awaits", "fingerprint"),
                    *("is_present", "first_run", "last_run", "cured_by", "cured_note"),
                ),
            },
        ),
    )
    inlines = (EvidenceInline, ReviewInline)
    action_form = DecisionForm
    actions = ("confirm", "dismiss", "withdraw")

    @admin.display(description="request", ordering="foia_request__ref")
    def request_ref(self, finding: models.Finding) -> str:
        return finding.foia_request.ref

    @admin.display(description="rests on")
    def law(self, finding: models.Finding) -> SafeString:
        """The authorities, as a letter prints them."""
        return format_html_join(BREAK, "{}", ((each,) for each in cited(finding.authorities)))

    @admin.display(description="decide")
    def decide(self, finding: models.Finding) -> SafeString:
        """Links to each decision, which is taken on its own page."""
        add = reverse("admin:gaps_review_add")
        links = (
            (add, urlencode({"finding": finding.pk, "decision": value}), LINK, words)
            for value, words in DECISIONS
        )
        return format_html_join(" · ", '<a href="{}?{}" class="{}">{}</a>', links)

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Whether this person may decide on findings."""
        return request.user.has_perm("gaps.add_review")

    @admin.action(description="Confirm: a letter may assert them", permissions=["review"])
    def confirm(self, request: HttpRequest, findings: QuerySet[models.Finding]) -> None:
        self._decide(request, findings, models.Review.Decision.CONFIRMED)

    @admin.action(description="Dismiss, for the reason given", permissions=["review"])
    def dismiss(self, request: HttpRequest, findings: QuerySet[models.Finding]) -> None:
        if not request.POST.get("reason", "").strip():
            self.message_user(request, "Say beside the action why they are dismissed.", ERROR)
            return
        self._decide(request, findings, models.Review.Decision.DISMISSED)

    @admin.action(description="Withdraw the decision", permissions=["review"])
    def withdraw(self, request: HttpRequest, findings: QuerySet[models.Finding]) -> None:
        self._decide(request, findings, models.Review.Decision.NONE)

    def _decide(
        self, request: HttpRequest, findings: QuerySet[models.Finding], decision: str
    ) -> None:
        changing = list(findings.exclude(decision=decision))
        dismissed = decision == models.Review.Decision.DISMISSED
        findings_review(
            findings=changing,
            decision=decision,
            reason=request.POST.get("reason", "").replace("\0", "") if dismissed else "",
            reviewer=request.user,  # type: ignore[arg-type]  # the admin is behind sign-in
        )
        self.message_user(request, f"Decided: {counted(len(changing), 'finding')}")


@admin.register(models.Evidence)
class EvidenceRowAdmin(EvidenceAdmin):
    list_display = ("finding", "kind", "document", "page_number", "bates")
    list_filter = ("kind",)
    search_fields = ("quote", "what", "document")


class ReviewForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the checker alone
    """A decision; a dismissal says why."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        dismissed = given.get("decision") == models.Review.Decision.DISMISSED
        if dismissed and not given.get("reason"):
            self.add_error("reason", "Say why it is dismissed: the reason is kept with it.")
        return given


@admin.register(models.Review)
class ReviewAdmin(RecordAdmin):
    """Decisions are added, never changed."""

    form = ReviewForm

    list_display = ("finding", "decision", "reason", "reviewer", "reviewed_at")
    list_filter = ("decision", "reviewed_at")
    search_fields = ("finding__code", "finding__subject", "reason")
    autocomplete_fields = ("finding",)
    exclude = ("reviewer",)

    def save_model(
        self, request: HttpRequest, review: models.Review, form: object, change: bool
    ) -> None:
        # The admin goes on with the object given to it, so it has to be the one that was saved.
        review.pk = finding_review(
            finding=review.finding,
            decision=review.decision,
            reason=review.reason,
            reviewer=request.user,  # type: ignore[arg-type]  # the admin is behind sign-in
        ).pk

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
