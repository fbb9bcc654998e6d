"""Pages of a list by where the last one ended: as quick at the end of the list as at its head.

What lies behind a row is asked for in parts, each of which an index answers: the rows that are the
same in all but the last field of the order, then those that differ in the field before it, and so
on. Empty values stand where the database puts them: last of all on PostgreSQL, first on SQLite.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


def keys_behind(
    found: QuerySet[Row], order: Sequence[str], at: Row | None, number: int
) -> list[int]:
    """The keys of the rows that follow `at` in the order, at most `number` of them; the first
    ones where `at` is None. The order has to end with a field that tells all rows apart."""
    if at is None:
        return list(found.order_by(*order).values_list("pk", flat=True)[:number])
    keys: list[int] = []
    for part in _parts(order, at):
        if len(keys) < number:
            rows = found.filter(part).order_by(*order).values_list("pk", flat=True)
            keys += rows[: number - len(keys)]
    return keys


def reversed_order(order: Sequence[str]) -> tuple[str, ...]:
    """The order from its end."""
    return tuple(each[1:] if each.startswith("-") else f"-{each}" for each in order)


def _parts(order: Sequence[str], at: Model) -> Iterator[Q]:
    """What follows a row, in the order."""
    first, rest = order[0], order[1:]
    name, value = first.lstrip("-"), _value(at, first.lstrip("-"))
    same = Q(**{name: value}) if value is not None else Q(**{f"{name}__isnull": True})
    if rest:
        yield from (same & part for part in _parts(rest, at))
    down = first.startswith("-")
    empty_behind = down != (connection.vendor == "postgresql")
    if value is None:
        if not empty_behind:
            yield Q(**{f"{name}__isnull": False})
        return
    yield Q(**{f"{name}__{'lt' if down else 'gt'}": value})
    if empty_behind:
        yield Q(**{f"{name}__isnull": True})


def _value(at: Any, name: str) -> Any:
    for each in name.split("__"):
        at = getattr(at, each)
    return at
