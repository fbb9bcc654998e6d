"""Gaps in the admin: runs, findings with their proof, decisions and appeals."""

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from gaps import models
from gaps.services.reviews import finding_review
from requests_app.admin_base import EvidenceAdmin, ReadOnlyInline, RecordAdmin


@admin.register(models.AnalysisRun)
class AnalysisRunAdmin(EvidenceAdmin):
    list_display = ("__str__", "as_of", "ran_at", "new", "kept", "cured", "reopened")
    list_filter = ("ran_at",)
    search_fields = ("foia_request__ref",)


class EvidenceInline(ReadOnlyInline):
    model = models.Evidence
    fields = ("kind", "document", "page_number", "bates", "quote", "what", "looked_in")


class ReviewInline(ReadOnlyInline):
    model = models.Review


@admin.register(models.Finding)
class FindingAdmin(EvidenceAdmin):
    list_display = ("code", "message", "confidence", "severity", "status", "foia_request")
    list_filter = ("status", "confidence", "severity", "code")
    search_fields = ("code", "subject", "message", "foia_request__ref")
    inlines = (EvidenceInline, ReviewInline)


@admin.register(models.Evidence)
class EvidenceRowAdmin(EvidenceAdmin):
    list_display = ("finding", "kind", "document", "page_number", "bates")
    list_filter = ("kind",)
    search_fields = ("quote", "what", "document")


@admin.register(models.Review)
class ReviewAdmin(RecordAdmin):
    """Decisions are added, never changed."""

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
