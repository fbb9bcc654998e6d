"""Gaps in the admin: runs, findings with their proof, decisions and appeals."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from simple_history.admin import SimpleHistoryAdmin

from gaps import models
from gaps.appeals.markdown import unmarked
from gaps.services.reviews import finding_review
from requests_app.admin_base import LINK, EvidenceAdmin, ReadOnlyInline, RecordAdmin
from requests_app.management.console import counted
from requests_app.selectors.clocks import cited

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
    fields = ("kind", "document", "page_number", "bates", "quote", "what", "looked_in", "counted")
    readonly_fields = ("counted",)

    @admin.display(description="working")
    def counted(self, evidence: models.Evidence) -> SafeString:
        """The lines of a figure."""
        return format_html_join(BREAK, "{}", ((line,) for line in evidence.working))


class ReviewInline(ReadOnlyInline):
    model = models.Review
    verbose_name_plural = "Decisions"


@admin.register(models.Finding)
class FindingAdmin(EvidenceAdmin):
    """A gap: what is missing and the proof first, what the program keeps of it last."""

    list_display = ("code", "message", "confidence", "severity", "status", "request_ref")
    list_filter = ("status", "confidence", "severity", "code")
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
    actions = ("confirm", "withdraw")

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

    @admin.action(description="Withdraw the decision", permissions=["review"])
    def withdraw(self, request: HttpRequest, findings: QuerySet[models.Finding]) -> None:
        self._decide(request, findings, models.Review.Decision.NONE)

    def _decide(
        self, request: HttpRequest, findings: QuerySet[models.Finding], decision: str
    ) -> None:
        changing = findings.exclude(decision=decision)
        for finding in changing:
            finding_review(
                finding=finding,
                decision=decision,
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


class AppealPointInline(ReadOnlyInline):
    model = models.AppealPoint
    fields = ("number", "code", "heading", "outcome")


class ExhibitInline(ReadOnlyInline):
    model = models.Exhibit


@admin.register(models.Appeal)
class AppealAdmin(SimpleHistoryAdmin, RecordAdmin):
    list_display = ("__str__", "status", "dated_on", "filed_on", "decided_on")
    list_filter = ("status", "dated_on")
    search_fields = ("foia_request__ref", "letter")
    autocomplete_fields = ("foia_request",)
    inlines = (AppealPointInline, ExhibitInline)


@admin.register(models.DraftedLetter)
class DraftedLetterAdmin(EvidenceAdmin):
    """A letter as it was drafted: to read. Its files are written by the command that drafts it."""

    list_display = ("request_ref", "kind", "number", "dated_on", "drafted_at", "findings_told")
    list_filter = ("kind", "dated_on", "drafted_at")
    search_fields = ("foia_request__ref", "foia_request__title", "letter")
    date_hierarchy = "dated_on"
    fields = (
        ("foia_request", "kind", "number"),
        ("dated_on", "drafted_at"),
        *("to_check", "words", "findings_spoken_of"),
    )
    readonly_fields = ("to_check", "words", "findings_spoken_of")

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.DraftedLetter]:
        rows = super().get_queryset(request).annotate(finding_count=Count("findings"))
        # A list of letters does not need their words.
        return rows.defer("letter", "checklist")

    @admin.display(description="request", ordering="foia_request__ref")
    def request_ref(self, letter: models.DraftedLetter) -> str:
        return letter.foia_request.ref

    @admin.display(description="findings", ordering="finding_count")
    def findings_told(self, letter: models.DraftedLetter) -> int:
        return letter.finding_count  # type: ignore[attr-defined]  # annotated above

    @admin.display(description="to check before signing")
    def to_check(self, letter: models.DraftedLetter) -> SafeString:
        rows = format_html_join("", "<li>{}</li>", ((unmarked(each),) for each in letter.checklist))
        return format_html('<ul class="list-disc pl-4">{}</ul>', rows)

    @admin.display(description="letter")
    def words(self, letter: models.DraftedLetter) -> SafeString:
        return format_html('<div style="white-space: pre-wrap">{}</div>', letter.letter)

    @admin.display(description="findings")
    def findings_spoken_of(self, letter: models.DraftedLetter) -> SafeString:
        rows = (
            (reverse("admin:gaps_finding_change", args=[each.pk]), LINK, each.code, each.message)
            for each in letter.findings.order_by("code", "subject", "pk")
        )
        return format_html_join("", '<p><a href="{}" class="{}">{}: {}</a></p>', rows)


@admin.register(models.AppealPoint)
class AppealPointAdmin(SimpleHistoryAdmin, RecordAdmin):
    list_display = ("appeal", "number", "code", "heading", "outcome")
    list_filter = ("code", "outcome")
    list_select_related = ("appeal__foia_request",)
    search_fields = ("heading", "argument", "appeal__foia_request__ref")
    autocomplete_fields = ("appeal", "findings")


@admin.register(models.Exhibit)
class ExhibitAdmin(EvidenceAdmin):
    list_display = ("appeal", "letter", "title", "source_file")
    list_select_related = ("appeal__foia_request", "source_file")
    search_fields = ("title", "appeal__foia_request__ref")
