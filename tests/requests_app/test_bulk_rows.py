"""Bulk writing does to the database what the ORM does, on both databases."""

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, models

from requests_app.bulk import bulk_rewrite, bulk_write
from requests_app.models import FoiaRequest, Message, Organisation, Person
from tests.factories import FoiaRequestFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory(ref="R-1")


def messages(foia_request: FoiaRequest, prefix: str) -> list[Message]:
    """Rows with every kind of column: text, numbers, moments, truth, nothing and quotes."""
    return [
        Message(
            foia_request=foia_request,
            key=f"{prefix}-{number}",
            number=number,
            state="produced" if number % 2 else "inferred",
            sent_at=datetime(2018, 7, number + 1, 9, 12) if number else None,
            has_time=bool(number),
            utc_offset=-240 if number else None,
            subject="tab\tnewline\nback\\slash 'quote' “é” \\N" if number else None,
            normalized_subject="",
        )
        for number in range(4)
    ]


def values(rows: models.QuerySet[Any], *, leave: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in row.items() if name not in leave} for row in rows.values()
    ]


def test_rows_written_in_bulk_are_those_that_the_orm_writes(foia_request: FoiaRequest) -> None:
    bulk_write(messages(foia_request, "bulk"))
    Message.objects.bulk_create(messages(foia_request, "orm"))
    leave = ("id", "key")
    assert values(Message.objects.filter(key__startswith="bulk"), leave=leave) == values(
        Message.objects.filter(key__startswith="orm"), leave=leave
    )


def test_lists_in_json_columns_come_back_as_they_went(foia_request: FoiaRequest) -> None:
    names = ["Ann “A.” Example", "O'Neil\\", "tab\there", "日本"]
    bulk_write([Person(foia_request=foia_request, key="p", names=names, addresses=[])])
    person = Person.objects.get()
    assert (person.names, person.addresses) == (names, [])


def test_a_constraint_stops_a_bulk_write_as_it_stops_the_orm(foia_request: FoiaRequest) -> None:
    rows = messages(foia_request, "same")
    rows[1].key = rows[0].key
    with pytest.raises(IntegrityError):
        bulk_write(rows)


def test_nothing_is_written_where_there_is_nothing() -> None:
    bulk_write([])
    bulk_rewrite([], ["name"])


def test_rows_rewritten_in_bulk_change_only_what_is_named(foia_request: FoiaRequest) -> None:
    bulk_write(messages(foia_request, "row"))
    rows = list(Message.objects.order_by("number"))
    for row in rows:
        row.subject, row.state = "new", "inferred"
        row.parent = rows[0] if row.number else None
    bulk_rewrite(rows, ["subject", "parent"])
    fresh = list(Message.objects.order_by("number"))
    assert {row.subject for row in fresh} == {"new"}
    assert [row.parent_id for row in fresh] == [None, *[rows[0].pk] * 3]
    assert [row.state for row in fresh] == ["inferred", "produced", "inferred", "produced"]


def test_json_is_rewritten_as_json(foia_request: FoiaRequest) -> None:
    row = Organisation.objects.create(foia_request=foia_request, key="k", name="K", domains=[])
    row.domains = ["k.example"]
    bulk_rewrite([row], ["domains"])
    assert Organisation.objects.get().domains == ["k.example"]
