"""Reading messages, in the form that other programs rely on (`foiatrack.messages/1`)."""

from collections import defaultdict
from typing import Any

from requests_app.models import (
    AttachmentClaim,
    FoiaRequest,
    Message,
    MessageReference,
    Occurrence,
    Participation,
    Stamp,
)
from requests_app.selectors.documents import document_names, in_file_order

SCHEMA = "foiatrack.messages/1"


def messages_json(foia_request: FoiaRequest) -> dict[str, Any]:
    """All messages of the request, produced and inferred, in a bounded number of queries."""
    messages = list(foia_request.messages.select_related("parent"))
    people: dict[int, list[Participation]] = defaultdict(list)
    for participation in Participation.objects.filter(message__foia_request=foia_request):
        people[participation.message_id].append(participation)
    places = _places(foia_request)
    named = _attachments(foia_request)
    return {
        "schema": SCHEMA,
        "request": foia_request.ref,
        "messages": [
            _message_json(each, people[each.pk], places[each.pk], named[each.pk])
            for each in messages
        ],
    }


def _message_json(
    message: Message,
    people: list[Participation],
    places: list[dict[str, Any]],
    named: list[dict[str, Any]],
) -> dict[str, Any]:
    def those(role: str) -> list[dict[str, Any]]:
        slots = sorted((each for each in people if each.role == role), key=lambda e: e.position)
        return [
            {
                "name": slot.name or None,
                "address": slot.address or None,
                "redacted": slot.redacted,
            }
            for slot in slots
        ]

    senders = those("from")
    return {
        "id": f"m{message.number}",
        "state": message.state,
        "sent_at": message.sent_at.isoformat() if message.sent_at else None,
        "utc_offset": message.utc_offset,
        "from": senders[0] if senders else None,
        "to": those("to"),
        "cc": those("cc"),
        "subject": message.subject,
        "message_id": message.message_id,
        "parent": f"m{message.parent.number}" if message.parent else None,
        "occurrences": places,
        "attachments": named,
    }


def _places(foia_request: FoiaRequest) -> dict[int, list[dict[str, Any]]]:
    names = document_names(foia_request)
    bates: dict[tuple[int, int], str] = {}
    stamps = Stamp.objects.filter(page__source_file__foia_request=foia_request)
    for stamp in stamps.select_related("page").defer("page__text", "page__words", "page__marks"):
        bates.setdefault((stamp.page.source_file_id, stamp.page.index), str(stamp))
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = Occurrence.objects.filter(message__foia_request=foia_request).defer("body")
    for row in rows.select_related("source_file").order_by(
        *in_file_order("source_file", "ordinal")
    ):
        indexes = sorted({span[0] for span in (*row.header_spans, *row.body_spans)})
        name = names[row.source_file_id]
        found[row.message_id or 0].append(_place(row, row.role, name, indexes, bates))
    references = MessageReference.objects.filter(message__foia_request=foia_request)
    for reference in (
        references.select_related("occurrence__source_file")
        .defer("occurrence__body")
        .order_by(*in_file_order("occurrence__source_file", "occurrence__ordinal"))
    ):
        row = reference.occurrence
        indexes = sorted({span[0] for span in row.header_spans})
        name = names[row.source_file_id]
        found[reference.message_id].append(_place(row, "referenced", name, indexes, bates))
    return found


def _place(
    row: Occurrence, role: str, name: str, indexes: list[int], bates: dict[tuple[int, int], str]
) -> dict[str, Any]:
    stamped = [bates.get((row.source_file_id, index)) for index in indexes]
    return {
        "role": role,
        "document": name,
        "sha256": row.source_file.blob_id,
        "pages": [index + 1 for index in indexes],
        "bates": [each for each in stamped if each],
    }


def _attachments(foia_request: FoiaRequest) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, dict[str, dict[str, Any]]] = defaultdict(dict)
    claims = AttachmentClaim.objects.filter(occurrence__message__foia_request=foia_request)
    for claim in claims.select_related("occurrence").order_by(
        *in_file_order("occurrence__source_file", "occurrence__ordinal", "pk")
    ):
        produced = claim.produced_file_id is not None or claim.produced_page_id is not None
        named = found[claim.occurrence.message_id or 0]
        held = named.setdefault(claim.name.casefold(), {"name": claim.name, "produced": produced})
        held["produced"] = held["produced"] or produced
    return defaultdict(list, {pk: list(named.values()) for pk, named in found.items()})
