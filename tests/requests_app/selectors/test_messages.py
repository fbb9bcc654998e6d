"""`messages --format json`: every key, its type, and when it is null (`foiatrack.messages/1`)."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from requests_app.models import FoiaRequest
from requests_app.selectors.messages import messages_json
from tests.e2e.test_cases import FIXTURES, analysed
from tests.factories import (
    AttachmentClaimFactory,
    FoiaRequestFactory,
    MessageFactory,
    MessageReferenceFactory,
    OccurrenceFactory,
    PageFactory,
    ParticipationFactory,
    ProductionFactory,
    SourceFileFactory,
    StampFactory,
)
from tests.shapes import misfits

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def matching(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


PERSON = {"name": (str, None), "address": (str, None), "redacted": bool}
MESSAGE_ID = matching(r"m[1-9]\d*")
SHAPE = {
    "schema": "foiatrack.messages/1",
    "request": str,
    "messages": [
        {
            "id": MESSAGE_ID,
            "state": ("produced", "inferred"),
            "sent_at": (matching(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"), None),
            "utc_offset": (int, None),
            "from": (PERSON, None),
            "to": [PERSON],
            "cc": [PERSON],
            "subject": (str, None),
            "message_id": (str, None),
            "parent": (MESSAGE_ID, None),
            "occurrences": [
                {
                    "role": ("top", "quoted", "attached", "referenced"),
                    "document": str,
                    "sha256": matching("[0-9a-f]{64}"),
                    "pages": [lambda page: isinstance(page, int) and page >= 1],
                    "bates": [matching(".+")],
                }
            ],
            "attachments": [{"name": str, "produced": bool}],
        }
    ],
}


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory.create(ref="R-1")


def shown(foia_request: FoiaRequest) -> dict[str, Any]:
    """What another program reads, which has gone through JSON."""
    read: dict[str, Any] = json.loads(json.dumps(messages_json(foia_request)))
    assert misfits(read, SHAPE) == []
    return read


def test_a_request_without_messages_has_an_empty_list(foia_request: FoiaRequest) -> None:
    assert shown(foia_request) == {
        "schema": "foiatrack.messages/1",
        "request": "R-1",
        "messages": [],
    }


def test_what_is_not_known_of_a_message_is_null(foia_request: FoiaRequest) -> None:
    MessageFactory.create(
        foia_request=foia_request, number=3, state="inferred", sent_at=None, subject=None
    )
    (message,) = shown(foia_request)["messages"]
    assert message == {
        "id": "m3",
        "state": "inferred",
        "sent_at": None,
        "utc_offset": None,
        "from": None,
        "to": [],
        "cc": [],
        "subject": None,
        "message_id": None,
        "parent": None,
        "occurrences": [],
        "attachments": [],
    }


def test_a_message_is_shown_with_everything_that_is_known(foia_request: FoiaRequest) -> None:
    parent = MessageFactory.create(foia_request=foia_request, number=11)
    message = MessageFactory.create(
        foia_request=foia_request,
        number=12,
        parent=parent,
        sent_at=datetime(2018, 6, 14, 9, 12),
        utc_offset=0,
        subject="",
        message_id="1@agency.example",
    )
    ParticipationFactory.create(message=message, role="to", position=1, name="Second")
    ParticipationFactory.create(message=message, role="to", position=0, name="", address="a@b.ex")
    ParticipationFactory.create(message=message, role="cc", position=0, name="Third")
    ParticipationFactory.create(message=message, role="bcc", position=0, name="Hidden")
    ParticipationFactory.create(message=message, role="from", position=0, name="", redacted=True)
    (first, second) = shown(foia_request)["messages"]
    assert (first["id"], second["id"], second["parent"]) == ("m11", "m12", "m11")
    assert (second["sent_at"], second["utc_offset"]) == ("2018-06-14T09:12:00", 0)
    assert second["subject"] == "", "a subject that is empty was read"
    assert second["from"] == {"name": None, "address": None, "redacted": True}
    assert second["to"] == [
        {"name": None, "address": "a@b.ex", "redacted": False},
        {"name": "Second", "address": None, "redacted": False},
    ]
    assert [each["name"] for each in second["cc"]] == ["Third"]


def test_a_place_names_its_document_its_pages_and_the_numbers_on_them(
    foia_request: FoiaRequest,
) -> None:
    production = ProductionFactory.create(foia_request=foia_request)
    container = SourceFileFactory.create(production=production, path="mail.zip")
    member = SourceFileFactory.create(
        production=production, parent=container, depth=1, path="thread.pdf"
    )
    pages = [PageFactory.create(source_file=member, index=index) for index in range(4)]
    StampFactory.create(page=pages[3], prefix="DEP-", number=4, width=3)
    StampFactory.create(page=pages[2], prefix="DEP-", number=3, width=3)
    message = MessageFactory.create(foia_request=foia_request, number=1)
    named = MessageFactory.create(foia_request=foia_request, number=2, state="inferred")
    occurrence = OccurrenceFactory.create(
        message=message,
        source_file=member,
        header_spans=[[2, 0, 9], [1, 30, 50]],
        body_spans=[[3, 0, 5], [2, 9, 20]],
    )
    MessageReferenceFactory.create(message=named, occurrence=occurrence)
    first, second = shown(foia_request)["messages"]
    place = {"document": "mail.zip / thread.pdf", "sha256": member.blob_id}
    assert first["occurrences"] == [
        place | {"role": "top", "pages": [2, 3, 4], "bates": ["DEP-003", "DEP-004"]}
    ]
    assert second["occurrences"] == [
        place | {"role": "referenced", "pages": [2, 3], "bates": ["DEP-003"]}
    ]


def test_places_come_in_the_order_of_the_production_however_the_files_were_read(
    foia_request: FoiaRequest,
) -> None:
    message = MessageFactory.create(foia_request=foia_request)
    for number, ordinal, path in ((2, 0, "c.pdf"), (1, 1, "b.pdf"), (1, 0, "a.pdf")):
        production = ProductionFactory.create(foia_request=foia_request, number=number)
        source_file = SourceFileFactory.create(production=production, ordinal=ordinal, path=path)
        OccurrenceFactory.create(message=message, source_file=source_file)
    (made,) = shown(foia_request)["messages"]
    assert [each["document"] for each in made["occurrences"]] == ["a.pdf", "b.pdf", "c.pdf"]


def test_an_attachment_is_produced_where_any_copy_that_names_it_was_found(
    foia_request: FoiaRequest,
) -> None:
    message = MessageFactory.create(foia_request=foia_request)
    source_file = SourceFileFactory.create(
        production=ProductionFactory.create(foia_request=foia_request)
    )
    top, quoted = (
        OccurrenceFactory.create(message=message, source_file=source_file) for _ in range(2)
    )
    AttachmentClaimFactory.create(occurrence=top, name="Agenda.docx")
    AttachmentClaimFactory.create(
        occurrence=quoted, name="agenda.docx", produced_file=SourceFileFactory.create()
    )
    AttachmentClaimFactory.create(occurrence=top, name="notes.docx")
    (made,) = shown(foia_request)["messages"]
    assert made["attachments"] == [
        {"name": "Agenda.docx", "produced": True},
        {"name": "notes.docx", "produced": False},
    ]


def test_the_messages_of_another_request_are_not_shown(foia_request: FoiaRequest) -> None:
    MessageFactory.create(foia_request=FoiaRequestFactory.create(ref="R-2"))
    assert shown(foia_request)["messages"] == []


def test_the_number_of_queries_does_not_grow_with_the_messages(foia_request: FoiaRequest) -> None:
    asked = []
    for many in (1, 7):
        for _ in range(many):
            message = MessageFactory.create(
                foia_request=foia_request, parent=foia_request.messages.first()
            )
            source_file = SourceFileFactory.create(
                production=ProductionFactory.create(foia_request=foia_request)
            )
            StampFactory.create(page=PageFactory.create(source_file=source_file, index=0))
            occurrence = OccurrenceFactory.create(message=message, source_file=source_file)
            MessageReferenceFactory.create(message=message, occurrence=occurrence)
            ParticipationFactory.create(message=message)
            AttachmentClaimFactory.create(occurrence=occurrence)
        with CaptureQueriesContext(connection) as queries:
            messages_json(foia_request)
        asked.append(len(queries))
    assert asked[0] == asked[1] < 12


def test_the_messages_of_the_sample_case_are_of_the_shape() -> None:
    messages = shown(analysed(FIXTURES / "ice-amazon"))["messages"]
    assert {each["state"] for each in messages} == {"produced", "inferred"}
    known = {each["id"] for each in messages}
    assert len(known) == len(messages)
    assert {each["parent"] for each in messages if each["parent"]} <= known
    assert all(each["occurrences"] for each in messages), "each is proven by a place"
