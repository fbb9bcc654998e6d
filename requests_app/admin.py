"""Records in the admin: what was asked, what was said, what came."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from simple_history.admin import SimpleHistoryAdmin

from requests_app import admin_authorities, admin_exchanges, admin_offices, admin_tags, models
from requests_app.admin_base import (
    LINK,
    EvidenceAdmin,
    ReadOnlyInline,
    RecordAdmin,
    RowsInline,
    autocomplete_all,
)
from requests_app.admin_bulk import RequestsAtOnce
from requests_app.admin_deadlines import DeadlineAdmin as DeadlineAdmin
from requests_app.admin_filters import RequestComponent, RequestGapKind, RequestStanding
from requests_app.admin_ledger import ClockEventInline, clocks_field, follow
from requests_app.selectors.failures import doubts_of, failures_of

__all__ = ["admin_authorities", "admin_exchanges", "admin_offices", "admin_tags"]
# They register their pages by being imported.

FAILURES_SHOWN = 200


class OfficeNameInline(RowsInline):
    model = models.OfficeName


@admin.register(models.Office)
class OfficeAdmin(RecordAdmin):
    list_display = ("path", "name", "kind", "citation_verified")
    list_filter = ("kind", "citation_verified")
    search_fields = ("path", "name", "names__name")
    autocomplete_fields = ("parent",)
    inlines = (OfficeNameInline,)


@admin.register(models.OfficeName)
class OfficeNameAdmin(RecordAdmin):
    list_display = ("name", "kind", "office")
    list_filter = ("kind",)
    search_fields = ("name", "office__path", "office__name")
    autocomplete_fields = autocomplete_all(models.OfficeName)


@admin.register(models.AppealOffice)
class AppealOfficeAdmin(RecordAdmin):
    list_display = ("office", "addressee", "verified")
    list_filter = ("verified",)
    search_fields = ("office__path", "office__name", "addressee")
    autocomplete_fields = autocomplete_all(models.AppealOffice)


@admin.register(models.AnnualFigures)
class AnnualFiguresAdmin(EvidenceAdmin):
    list_display = ("office", "fiscal_year", "processed", "simple_median", "complex_median")
    list_filter = ("fiscal_year",)
    search_fields = ("office__path", "office__name")


class RequestItemInline(RowsInline):
    model = models.RequestItem


class RequestIdentifierInline(RowsInline):
    model = models.RequestIdentifier


class CustodianInline(RowsInline):
    model = models.Custodian
    autocomplete_fields = ("office",)


class SearchRecordInline(RowsInline):
    model = models.SearchRecord
    fields = ("office", "status", "reason")
    show_change_link = True
    # The link to the whole record stands in it.
    hide_title = False
    autocomplete_fields = ("office",)


@admin.register(models.FoiaRequest)
class FoiaRequestAdmin(RequestsAtOnce, SimpleHistoryAdmin, RecordAdmin):
    list_display = (
        *("ref", "title", "agency", "filed_on", "received_on", "assignee", "messages_counted"),
    )
    list_filter = (
        *(RequestStanding, RequestComponent, RequestGapKind, "assignee", "tags"),
        *("filed_on", "fee_waiver_requested"),
    )
    list_select_related = ("agency", "assignee")
    search_fields = ("ref", "title", "text", "identifiers__number", "agency__path")
    autocomplete_fields = ("agency", "offices", "assignee", "tags")
    inlines = (
        RequestItemInline,
        RequestIdentifierInline,
        CustodianInline,
        SearchRecordInline,
        ClockEventInline,
    )
    readonly_fields = ("clocks",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.FoiaRequest]:
        # Counted for the rows that are shown, not for all to show some.
        own = models.Message.objects.filter(foia_request=OuterRef("pk")).order_by()
        number = own.values("foia_request").annotate(number=Count("pk")).values("number")
        return super().get_queryset(request).annotate(message_count=Subquery(number))

    @admin.display(description="clocks")
    def clocks(self, foia_request: models.FoiaRequest) -> SafeString:
        return clocks_field(foia_request)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        follow(request, form.instance)

    @admin.display(description="messages")
    def messages_counted(self, foia_request: models.FoiaRequest) -> int:
        return foia_request.message_count or 0  # type: ignore[attr-defined]  # annotated above


class OfRequest(RecordAdmin):
    """Rows of a request that are searched with it."""

    def save_model(self, request: HttpRequest, row: Any, form: Any, change: bool) -> None:
        super().save_model(request, row, form, change)
        follow(request, row.foia_request)

    def delete_model(self, request: HttpRequest, row: Any) -> None:
        super().delete_model(request, row)
        follow(request, row.foia_request)

    def delete_queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        touched = {row.foia_request for row in rows.select_related("foia_request")}
        super().delete_queryset(request, rows)
        for foia_request in touched:
            follow(request, foia_request)


@admin.register(models.RequestItem)
class RequestItemAdmin(OfRequest):
    list_display = ("foia_request", "number", "text")
    search_fields = ("text", "foia_request__ref")
    autocomplete_fields = autocomplete_all(models.RequestItem)


@admin.register(models.RequestIdentifier)
class RequestIdentifierAdmin(OfRequest):
    list_display = ("number", "kind", "foia_request")
    list_filter = ("kind",)
    search_fields = ("number", "foia_request__ref")
    autocomplete_fields = autocomplete_all(models.RequestIdentifier)


@admin.register(models.Custodian)
class CustodianAdmin(SimpleHistoryAdmin, RecordAdmin):
    list_display = ("name", "office", "named_in_request", "foia_request")
    list_filter = ("named_in_request",)
    list_select_related = ("foia_request", "office")
    search_fields = ("name", "office__path", "foia_request__ref")
    autocomplete_fields = autocomplete_all(models.Custodian)


@admin.register(models.Statement)
class StatementAdmin(RecordAdmin):
    list_display = ("by", "said_on", "to", "foia_request")
    list_filter = ("said_on",)
    search_fields = ("by", "to", "text", "foia_request__ref")
    autocomplete_fields = autocomplete_all(models.Statement)


@admin.register(models.SearchRecord)
class SearchRecordAdmin(SimpleHistoryAdmin, RecordAdmin):
    list_display = ("foia_request", "office", "status", "reason", "from_on", "to_on")
    list_filter = ("status",)
    search_fields = ("foia_request__ref", "office__path", "office__name", "reason")
    autocomplete_fields = ("foia_request", "office", "custodians", "source_file")


@admin.register(models.Production)
class ProductionAdmin(SimpleHistoryAdmin, RecordAdmin):
    list_display = (
        "__str__",
        "received_on",
        "is_final",
        "pages_released",
        "files",
        "failed_files",
        "failed_pages",
    )
    readonly_fields = ("could_not_be_read",)
    list_filter = ("is_final", "received_on")
    search_fields = ("foia_request__ref", "foia_request__title")
    autocomplete_fields = autocomplete_all(models.Production)

    def save_model(
        self, request: HttpRequest, production: models.Production, form: Any, change: bool
    ) -> None:
        super().save_model(request, production, form, change)
        follow(request, production.foia_request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Production]:
        failed = models.SourceFile.State.FAILED
        return (
            super()
            .get_queryset(request)
            .annotate(
                # A member that could not be unpacked is a file that failed.
                file_count=Count("source_files") + Sum("source_files__failed_members", default=0),
                failed_count=Count("source_files", filter=Q(source_files__state=failed))
                + Sum("source_files__failed_members", default=0),
                failed_page_count=Sum("source_files__failed_pages", default=0),
            )
        )

    @admin.display(ordering="file_count")
    def files(self, production: models.Production) -> int:
        return production.file_count  # type: ignore[attr-defined]  # annotated above

    @admin.display(description="files failed", ordering="failed_count")
    def failed_files(self, production: models.Production) -> int:
        return production.failed_count  # type: ignore[attr-defined]  # annotated above

    @admin.display(description="pages failed", ordering="failed_page_count")
    def failed_pages(self, production: models.Production) -> int:
        return production.failed_page_count  # type: ignore[attr-defined]  # annotated above

    @admin.display(description="could not be read")
    def could_not_be_read(self, production: models.Production) -> SafeString | str:
        """Each file, member and page of it that failed or was read with a warning, and why."""
        if production.pk is None:
            return ""
        failed = failures_of(production.foia_request, production)
        failed += doubts_of(production.foia_request, production)
        rows = (
            (_address(models.SourceFile, each.source_file_id), LINK, each.name, each.reason)
            for each in failed[:FAILURES_SHOWN]
        )
        listed = format_html_join("", '<li><a href="{}" class="{}">{}</a>: {}</li>', rows)
        more = len(failed) - FAILURES_SHOWN
        rest = f"and {more} more: see File failures and Source files" if more > 0 else ""
        return format_html("<ul>{}</ul>{}", listed, rest) if failed else "nothing failed"


def _address(model: type[Model], pk: int) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=(pk,))


class FileFailureInline(ReadOnlyInline):
    model = models.FileFailure


@admin.register(models.SourceFile)
class SourceFileAdmin(EvidenceAdmin):
    list_display = ("path", "state", "reason", "parser", "read_pages", "failed_pages", "production")
    list_filter = ("state", "parser", "brought_at")
    list_select_related = ("production__foia_request", "parent")
    search_fields = ("path", "blob__sha256", "reason", "foia_request__ref")
    inlines = (FileFailureInline,)


@admin.register(models.Blob)
class BlobAdmin(EvidenceAdmin):
    list_display = ("sha256", "size", "stored_at")
    search_fields = ("sha256",)


@admin.register(models.FileFailure)
class FileFailureAdmin(EvidenceAdmin):
    list_display = ("source_file", "kind", "name", "reason")
    list_filter = ("kind",)
    search_fields = ("name", "reason", "source_file__path")


@admin.register(models.Page)
class PageAdmin(EvidenceAdmin):
    list_display = ("source_file", "index", "label", "width", "height")
    search_fields = ("text", "source_file__path")
    fields = ("source_file", "index", "label", "width", "height", "text")

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Page]:
        return super().get_queryset(request).defer("words", "marks")


@admin.register(models.Stamp)
class StampAdmin(EvidenceAdmin):
    list_display = ("__str__", "raw", "repaired", "page")
    list_filter = ("repaired",)
    list_select_related = ("page__source_file",)
    search_fields = ("raw", "prefix")


@admin.register(models.Redaction)
class RedactionAdmin(EvidenceAdmin):
    list_display = ("__str__", "kind", "field", "page")
    list_filter = ("kind", "field")
    list_select_related = ("page__source_file",)
    search_fields = ("codes", "page__source_file__path")


@admin.register(models.WithheldSheet)
class WithheldSheetAdmin(EvidenceAdmin):
    list_display = ("page", "prefix", "first", "last", "pages", "referred")
    list_filter = ("referred",)
    list_select_related = ("page__source_file",)
    search_fields = ("prefix", "page__source_file__path")


@admin.register(models.Organisation)
class OrganisationAdmin(SimpleHistoryAdmin, RecordAdmin):
    list_display = ("name", "side", "domains", "stated", "foia_request")
    list_filter = ("side", "stated")
    list_select_related = ("foia_request",)
    search_fields = ("name", "key", "foia_request__ref")
    autocomplete_fields = autocomplete_all(models.Organisation)


@admin.register(models.Person)
class PersonAdmin(EvidenceAdmin):
    list_display = ("name", "addresses", "organisation", "foia_request")
    list_select_related = ("foia_request", "organisation")
    search_fields = ("name", "names", "addresses")


class ParticipationInline(ReadOnlyInline):
    model = models.Participation


class OccurrenceInline(ReadOnlyInline):
    model = models.Occurrence
    fields = ("role", "style", "source_file", "ordinal", "depth")


@admin.register(models.Message)
class MessageAdmin(EvidenceAdmin):
    list_display = ("__str__", "state", "sent_at", "reply_kind", "foia_request")
    list_filter = ("state", "reply_kind", "parent_basis")
    search_fields = ("subject", "message_id", "participations__name", "participations__address")
    inlines = (ParticipationInline, OccurrenceInline)


@admin.register(models.Occurrence)
class OccurrenceAdmin(EvidenceAdmin):
    list_display = ("source_file", "ordinal", "role", "style", "depth", "message")
    list_filter = ("role", "style")
    list_select_related = ("source_file", "message")
    search_fields = ("body", "source_file__path")


@admin.register(models.MessageReference)
class MessageReferenceAdmin(EvidenceAdmin):
    list_display = ("message", "occurrence")
    list_select_related = ("message", "occurrence__source_file")
    search_fields = ("message__message_id",)


@admin.register(models.Participation)
class ParticipationAdmin(EvidenceAdmin):
    list_display = ("__str__", "role", "redacted", "organisation", "message")
    list_filter = ("role", "redacted", "organisation__side")
    list_select_related = ("message", "organisation")
    search_fields = ("name", "address", "message__subject")


@admin.register(models.AttachmentClaim)
class AttachmentClaimAdmin(EvidenceAdmin):
    list_display = ("name", "basis", "occurrence", "produced_file", "produced_page")
    list_filter = ("basis", "carried")
    list_select_related = (
        "occurrence__source_file",
        "produced_file",
        "produced_page__source_file",
    )
    search_fields = ("name", "occurrence__source_file__path")


@admin.register(models.Mention)
class MentionAdmin(EvidenceAdmin):
    list_display = ("kind", "page", "on", "counterpart", "office")
    list_filter = ("kind", "counterpart")
    list_select_related = ("page__source_file", "office")
    search_fields = ("page__source_file__path", "office__path")
