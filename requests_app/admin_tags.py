"""Tags, and the filters that people keep, in the admin."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from requests_app import models
from requests_app.admin_base import RecordAdmin


@admin.register(models.Tag)
class TagAdmin(RecordAdmin):
    list_display = ("name", "requests_counted")
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Tag]:
        return super().get_queryset(request).annotate(request_count=Count("foia_requests"))

    @admin.display(description="requests", ordering="request_count")
    def requests_counted(self, tag: models.Tag) -> int:
        return tag.request_count  # type: ignore[attr-defined]  # annotated above


@admin.register(models.SavedFilter)
class SavedFilterAdmin(RecordAdmin):
    list_display = ("name", "owner", "query")
    list_select_related = ("owner",)
    search_fields = ("name", "owner__username")
    autocomplete_fields = ("owner",)
