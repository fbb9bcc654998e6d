"""Writing many rows at once, several times faster than `bulk_create` on both databases."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def bulk_write(rows: Sequence[models.Model]) -> None:
    """Insert unsaved rows of one model: COPY on PostgreSQL, executemany on SQLite.

    Writes what `bulk_create` would, field by field, but sets no primary keys on the instances;
    constraints hold as ever. Call it inside a transaction.
    """
    if not rows:
        return
    model = type(rows[0])
    fields = [
        field
        for field in model._meta.concrete_fields
        if not (field.primary_key and field.get_internal_type() == "BigAutoField")
    ]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    values = (
        [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
        for row in rows
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, f"COPY {table} ({columns}) FROM STDIN", values)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values))


def _copy(cursor: Any, statement: str, values: Any) -> None:
    # COPY goes past Django's cursor, so its errors are put into Django's own here.
    with connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in values:
            copy.write_row(row)


def bulk_rewrite(rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    """Write these fields of saved rows of one model, a plain UPDATE a row in one batch.

    Writes what `bulk_update` would; that builds one expression of all rows and all fields.
    """
    if not rows:
        return
    model = type(rows[0])
    by_name = {field.name: field for field in model._meta.concrete_fields}
    changed = [by_name[name] for name in fields]
    quote = connection.ops.quote_name
    assigned = ", ".join(f"{quote(str(field.column))} = %s" for field in changed)
    statement = (
        f"UPDATE {quote(model._meta.db_table)} SET {assigned} "
        f"WHERE {quote(str(model._meta.pk.column))} = %s"
    )
    values = [
        [
            *(field.get_db_prep_save(getattr(row, field.attname), connection) for field in changed),
            row.pk,
        ]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
