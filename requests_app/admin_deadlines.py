"""Deadlines in the admin: lists of what is late and what is due, with the working a click away."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest

from requests_app import models
from requests_app.admin_base import ReadOnly, RecordAdmin
from requests_app.selectors.deadlines import NOT_TOLD_LATE, SOON


class Standing(admin.SimpleListFilter):
    """How a deadline stands on the day for which it was derived."""

    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("overdue", "overdue"),
            ("soon", "due within 14 days"),
            ("open", "open"),
            ("paused", "paused"),
            ("done", "done"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        waiting = queryset.filter(done_on=None, ended=False)
        day = F("derived_for")
        return {
            "overdue": waiting.filter(due_on__lt=day).exclude(name__in=NOT_TOLD_LATE),
            "soon": waiting.filter(due_on__gte=day, due_on__lte=day + SOON),
            "open": waiting.filter(due_on__isnull=False),
            "paused": waiting.filter(due_on=None),
            "done": queryset.exclude(done_on=None),
        }.get(self.value() or "", queryset)


@admin.register(models.Deadline)
class DeadlineAdmin(ReadOnly, RecordAdmin):
    """Derived rows: the request's own page shows the working."""

    list_display = ("foia_request", "name", "whose", "due_on", "done_on", "derived_for")
    list_filter = (Standing, "name", "whose", "due_on")
    list_select_related = ("foia_request",)
    search_fields = ("foia_request__ref", "foia_request__title")
    ordering = ("due_on", "pk")
