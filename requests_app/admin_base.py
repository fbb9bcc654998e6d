"""What every admin page of this project shares: lists that do not ask the database row by row."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline

LINK = "text-primary-600 underline dark:text-primary-500"
"""Classes of a link in a field: the theme shows it as plain words otherwise."""


class RecordAdmin(ModelAdmin):
    """An admin page with a bounded number of queries, whatever the number of rows."""

    list_per_page = 50
    show_full_result_count = False
    list_select_related: bool | tuple[str, ...] = True
    warn_unsaved_form = True


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


class RowsInline(TabularInline):
    """Rows below their parent, without empty forms; not behind a tab, which hides what is there."""

    extra = 0
    # The line above each row would say once more what stands in it.
    hide_title = True


class ReadOnlyInline(ReadOnly, RowsInline):
    """Rows below their parent, to look at."""

    can_delete = False


def autocomplete_all(model: type[models.Model]) -> tuple[str, ...]:
    """The foreign keys of a model, each to be searched for: a list of thousands is no choice."""
    return tuple(field.name for field in model._meta.fields if isinstance(field, models.ForeignKey))
