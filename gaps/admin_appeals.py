"""Appeals and other drafts in the admin, to read: they are edited in the workspace of the appeal.

What is drafted is privileged: only who may change an appeal sees its words. That there is an
appeal, and how it stands, is for everybody who sees the request.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from simple_history.admin import SimpleHistoryAdmin

from gaps import models
from gaps.appeals.markdown import unmarked
from requests_app.admin_base import AS_WRITTEN, LINK, EvidenceAdmin, ReadOnlyInline
from requests_app.admin_filters import OfComponent

DRAFTS = "gaps.change_appeal"


class Privileged:
    """Rows whose words are for lawyers alone."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(DRAFTS)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(DRAFTS)


class AppealPointInline(Privileged, ReadOnlyInline):
    model = models.AppealPoint
    fields = ("number", "code", "heading", "outcome")


class ExhibitInline(Privileged, ReadOnlyInline):
    model = models.Exhibit


@admin.register(models.Appeal)
class AppealAdmin(SimpleHistoryAdmin, EvidenceAdmin):
    """How appeals stand; the words of one only to who may change it."""

    list_display = ("__str__", "status", "dated_on", "filed_on", "decided_on")
    list_filter = (
        *("status", OfComponent, "foia_request__assignee", "foia_request__tags"),
        *("dated_on", "filed_on", "decided_on"),
    )
    search_fields = ("foia_request__ref", "foia_request__title")
    inlines = (AppealPointInline, ExhibitInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Appeal]:
        # A list of appeals does not need their words.
        return super().get_queryset(request).defer("letter", "checklist")

    def get_fields(self, request: HttpRequest, obj: models.Appeal | None = None) -> list[Any]:
        standing = [
            *("foia_request", ("number", "status"), "dated_on", ("filed_on", "filed_how")),
            *("tracking_number", "decided_on"),
        ]
        return [*standing, "words"] if request.user.has_perm(DRAFTS) else standing

    readonly_fields = ("words",)

    @admin.display(description="letter")
    def words(self, appeal: models.Appeal) -> SafeString:
        """The way to the workspace, where the letter is read and edited."""
        link = reverse("appeal_workspace", args=[appeal.pk])
        return format_html('<a href="{}" class="{}">Open the appeal</a>', link, LINK)

    def has_view_history_or_change_history_permission(
        self, request: HttpRequest, obj: Any = None
    ) -> bool:
        # Its history holds every draft of its words.
        return request.user.has_perm(DRAFTS)


@admin.register(models.AppealVersion)
class AppealVersionAdmin(Privileged, EvidenceAdmin):
    """What was saved of an appeal, save by save."""

    list_display = ("appeal", "number", "what", "aside", "saved_by", "saved_at")
    list_filter = ("aside", "saved_by", "saved_at")
    list_select_related = ("appeal__foia_request", "saved_by")
    search_fields = ("appeal__foia_request__ref", "what")
    exclude = ("content",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.AppealVersion]:
        return super().get_queryset(request).defer("content", "letter", "checklist")


@admin.register(models.Letterhead)
class LetterheadAdmin(EvidenceAdmin):
    """The sheets that letters were printed on; the newest holds."""

    list_display = ("organisation", "file_name", "added_by", "added_at")
    list_filter = ("added_at",)
    search_fields = ("organisation", "address")


@admin.register(models.DraftedLetter)
class DraftedLetterAdmin(Privileged, EvidenceAdmin):
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
        return format_html(AS_WRITTEN, letter.letter)

    @admin.display(description="findings")
    def findings_spoken_of(self, letter: models.DraftedLetter) -> SafeString:
        rows = (
            (reverse("admin:gaps_finding_change", args=[each.pk]), LINK, each.code, each.message)
            for each in letter.findings.order_by("code", "subject", "pk")
        )
        return format_html_join("", '<p><a href="{}" class="{}">{}: {}</a></p>', rows)


@admin.register(models.AppealPoint)
class AppealPointAdmin(Privileged, SimpleHistoryAdmin, EvidenceAdmin):
    list_display = ("appeal", "number", "code", "heading", "outcome")
    list_filter = ("outcome", "code")
    list_select_related = ("appeal__foia_request",)
    search_fields = ("heading", "argument", "appeal__foia_request__ref")


@admin.register(models.Exhibit)
class ExhibitAdmin(Privileged, EvidenceAdmin):
    list_display = ("appeal", "letter", "title", "source_file")
    list_select_related = ("appeal__foia_request", "source_file")
    search_fields = ("title", "appeal__foia_request__ref")
