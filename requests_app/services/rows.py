"""Bringing a row up to date without touching it where nothing differs."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

from requests_app.models import FoiaRequest

Row = TypeVar("Row", bound=models.Model)


def row_refresh(
    model: type[Row], identity: Mapping[str, Any], values: Mapping[str, Any]
) -> tuple[Row, bool]:
    """The row of that identity with those values, and whether it is new.

    Unlike `update_or_create` it saves, and so enters into the history, only what changed.
    """
    row, created = model._default_manager.get_or_create(**identity, defaults=values)
    differing = [name for name, value in values.items() if getattr(row, name) != value]
    if differing:
        for name in differing:
            setattr(row, name, values[name])
        row.save()
    return row, created


def request_lock(foia_request_id: int) -> None:
    """One writer at a time on the ledger and the letters of a request, until the transaction
    around this ends."""
    list(FoiaRequest.objects.select_for_update().filter(pk=foia_request_id).values_list("pk"))
