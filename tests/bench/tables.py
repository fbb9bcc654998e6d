"""Writing millions of rows: in batches as the database takes them, its indexes made afterwards."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import NOT_PROVIDED

BATCH = 10_000
MOMENT = "2026-11-20 12:00:00"
"""When every row was entered, where a row says so."""


class Table:
    """The rows of a model, given as tuples of the columns that are named when it is made.

    What is not named gets the default of its field. Values are those of the database: days and
    moments as text, JSON as text.
    """

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        self.model = model
        self.count = 0
        self._waiting: list[tuple[Any, ...]] = []
        given = set(columns)
        fields = [
            each
            for each in model._meta.concrete_fields
            if each.column not in given and not each.primary_key and not each.generated
        ]
        self._same = tuple(_default(each) for each in fields)
        self._columns = [*columns, *(str(each.column) for each in fields)]

    def add(self, *values: Any) -> None:
        self._waiting.append(values)
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        rows, same = self._waiting, self._same
        if not rows:
            return
        self.count += len(rows)
        self._waiting = []
        quote = connection.ops.quote_name
        into = f"{quote(self.model._meta.db_table)} ({', '.join(map(quote, self._columns))})"
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row + same)
            else:
                marks = ", ".join("?" * len(self._columns))
                # Past Django's cursor, which would write each statement anew for its own marks.
                cursor.cursor.connection.executemany(
                    f"INSERT INTO {into} VALUES ({marks})", [row + same for row in rows]
                )


def _default(field: "models.Field[Any, Any]") -> Any:
    if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        return MOMENT
    if field.default is not NOT_PROVIDED or field.null:
        value = field.get_default()
        if isinstance(field, models.JSONField):
            return None if value is None and field.null else json.dumps(value)
        return field.get_db_prep_save(value, connection)
    if field.empty_strings_allowed:
        return ""
    raise TypeError(f"{field.model.__name__}.{field.name} has no default: the filling must say it")


@contextmanager
def filling(written: Sequence[type[models.Model]]) -> Iterator[None]:
    """Foreign keys unchecked and indexes made at the end, for one bulk load into empty tables."""
    tables = [model._meta.db_table for model in written]
    if connection.vendor == "postgresql":
        with _postgresql(tables):
            yield
    else:
        with _sqlite(tables):
            yield
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(written)):
            cursor.execute(statement)


@contextmanager
def _sqlite(tables: list[str]) -> Iterator[None]:
    marks = ", ".join(["%s"] * len(tables))
    with connection.cursor() as cursor:
        for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -400000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
            f"AND tbl_name IN ({marks})",
            tables,
        )
        indexes = cursor.fetchall()
        cursor.execute("BEGIN")
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, statement in indexes:
            cursor.execute(statement)
        cursor.execute("COMMIT")
    # The next connection has the program's own settings again.
    connection.close()


@contextmanager
def _postgresql(tables: list[str]) -> Iterator[None]:
    with connection.cursor() as cursor:
        # Also lifts the guards of the ledger, which cost as much as the rows.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        cursor.execute("SET maintenance_work_mem = '400MB'")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' "
            "AND tablename = ANY(%s) AND indexname NOT IN (SELECT conname FROM pg_constraint)",
            [tables],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _, statement in indexes:
            cursor.execute(statement)
        # What its autovacuum does by itself some minutes after so many rows were written.
        cursor.execute("VACUUM ANALYZE")
    connection.close()
