"""What every admin page of this project shares: lists that do not ask the database row by row."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from unfold.admin import ModelAdmin, TabularInline

LINK = "text-primary-600 underline dark:text-primary-500"
"""Classes of a link in a field: the theme shows it as plain words otherwise."""

Show = Callable[[models.Model], SafeString]

AS_WRITTEN = '<div class="as-written">{}</div>'
"""Words with their own line breaks."""


class LaidOut(BaseModelAdmin):  # type: ignore[type-arg]  # at run time it takes none
    """What nobody can change here, and is kept as JSON, is laid out line by line."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = self._shown(request, obj)
        return [
            (name, {**given, "fields": _replaced(given["fields"], shown)})
            for name, given in super().get_fieldsets(request, obj)
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), *self._shown(request, obj).values()]

    def _shown(self, request: HttpRequest, obj: Any) -> dict[str, Show]:
        if self.has_change_permission(request, obj):
            return {}
        kept = [each for each in self.model._meta.fields if isinstance(each, models.JSONField)]
        return {field.name: laid_out(field) for field in kept}


class RecordAdmin(LaidOut, ModelAdmin):
    """An admin page with a bounded number of queries, whatever the number of rows."""

    list_per_page = 50
    show_full_result_count = False
    list_select_related: bool | tuple[str, ...] = True
    warn_unsaved_form = True


@cache
def laid_out(field: models.JSONField) -> Show:
    """What shows such a field of a row, one for each field: fields are told apart by it. The
    theme's own way writes styles into the page."""

    @admin.display(description=str(field.verbose_name))
    def shown(row: models.Model) -> SafeString:
        value = field.value_from_object(row)
        words = json.dumps(value, indent=2, ensure_ascii=False) if value else "-"
        return format_html(AS_WRITTEN, words)

    return shown


def _replaced(fields: Iterable[Any], shown: dict[str, Show]) -> list[Any]:
    """The fields, each once: where none are named, Django adds those that are only read again."""
    replaced = [
        tuple(_replaced(each, shown)) if isinstance(each, list | tuple) else shown.get(each, each)
        for each in fields
    ]
    return list(dict.fromkeys(replaced))


class ReadOnly:
    """Rows that the program writes and nobody edits: released material and its evidence."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class EvidenceAdmin(ReadOnly, RecordAdmin):
    """A page for what was read: to look at and search, never to change."""


class RowsInline(LaidOut, TabularInline):
    """Rows below their parent, without empty forms; not behind a tab, which hides what is there."""

    extra = 0
    # The line above each row would say once more what stands in it.
    hide_title = True

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **given: Any
    ) -> Any:
        """A field that says its name itself: the head of its column is no label."""
        field = super().formfield_for_dbfield(db_field, request, **given)
        if field is not None:
            field.widget.attrs["aria-label"] = capfirst(str(field.label or db_field.verbose_name))
        return field


class ReadOnlyInline(ReadOnly, RowsInline):
    """Rows below their parent, to look at."""

    can_delete = False


def autocomplete_all(model: type[models.Model]) -> tuple[str, ...]:
    """The foreign keys of a model, each to be searched for: a list of thousands is no choice."""
    return tuple(field.name for field in model._meta.fields if isinstance(field, models.ForeignKey))
