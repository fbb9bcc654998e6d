"""Bringing a row up to date without touching it where nothing differs."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from requests_app.models import FoiaRequest

Row = TypeVar("Row", bound=models.Model)


def row_refresh(
    model: type[Row], identity: Mapping[str, Any], values: Mapping[str, Any]
) -> tuple[Row, bool]:
    """The row of that identity with those values, and whether it is new.

    Unlike `update_or_create` it saves, and so enters into the history, only what changed.
    Raises ValidationError where a column cannot hold its value: SQLite would hold it unasked.
    """
    manager = model._default_manager
    created = False
    try:
        row = manager.get(**identity)
    except ObjectDoesNotExist:
        _check(model(**identity, **values))
        row, created = manager.get_or_create(**identity, defaults=values)
    differing = [name for name, value in values.items() if getattr(row, name) != value]
    if differing:
        for name in differing:
            setattr(row, name, values[name])
        _check(row)
        row.save()
    return row, created


def _check(row: models.Model) -> None:
    fields = row._meta.concrete_fields
    # An empty list is as good as any; relations are given as rows.
    row.clean_fields(
        exclude={
            each.name for each in fields if each.is_relation or isinstance(each, models.JSONField)
        }
    )


def request_lock(foia_request_id: int) -> None:
    """One writer at a time on the ledger and the letters of a request, until the transaction
    around this ends."""
    list(FoiaRequest.objects.select_for_update().filter(pk=foia_request_id).values_list("pk"))
