"""The Django side of assembly: all occurrences of a request become its messages.

The rows are brought up to what the evidence says now: what is the same is not touched, so that
assembling twice changes nothing.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from requests_app.bulk import bulk_rewrite, bulk_write
from requests_app.ingest.assemble import contract
from requests_app.ingest.assemble.messages import assemble
from requests_app.ingest.assemble.organisations import (
    StatedOrganisation,
    domain_of,
    organisation_of_domain,
    organisations_of,
)
from requests_app.ingest.attachment_matching import attachments_match
from requests_app.ingest.exchanges import exchanges_write
from requests_app.ingest.stamp_series import stamp_series_join
from requests_app.models import (
    FoiaRequest,
    Message,
    MessageReference,
    Occurrence,
    Organisation,
    Participation,
    Person,
)
from requests_app.selectors.documents import in_file_order

LONGEST_KEY = 200

MESSAGE_FIELDS = (
    "number",
    "state",
    "sent_at",
    "has_time",
    "utc_offset",
    "subject",
    "normalized_subject",
    "reply_kind",
    "message_id",
    "parent_basis",
    "thread",
    "ancestors",
    "complete_header",
)


@dataclass(frozen=True, slots=True)
class _Keys:
    """Occurrence keys of the assembly, (file, ordinal), to the ids of their rows."""

    ids: dict[tuple[int, int], int]


def request_assemble(*, foia_request: FoiaRequest) -> None:
    """Assemble the messages of the request from everything that was read."""
    with transaction.atomic():
        rows = _occurrence_rows(foia_request)
        assembly = with_short_keys(
            assemble([_occurrence(row, order) for order, row in enumerate(rows)])
        )
        keys = _Keys({(row.source_file_id, row.ordinal): row.pk for row in rows})
        organisations = _organisations(foia_request, assembly)
        people = _people_write(foia_request, assembly, organisations)
        messages = _messages_write(foia_request, assembly)
        _links_write(rows, assembly, keys, messages)
        _participations_write(foia_request, assembly, messages, people, organisations)
        attachments_match(foia_request=foia_request)
        stamp_series_join(foia_request=foia_request)


def with_short_keys(assembly: contract.Assembly) -> contract.Assembly:
    """The assembly with keys that fit an index: a hostile Message-ID may be a novel."""
    keys = [each.key for each in assembly.messages] + [each.key for each in assembly.people]
    long = {
        key: f"{key[:LONGEST_KEY]}#{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()}"
        for key in keys
        if len(key) > LONGEST_KEY
    }
    if not long:
        return assembly
    return contract.Assembly(
        messages=tuple(
            replace(
                each,
                key=long.get(each.key, each.key),
                parent=long.get(each.parent, each.parent) if each.parent else None,
            )
            for each in assembly.messages
        ),
        people=tuple(replace(each, key=long.get(each.key, each.key)) for each in assembly.people),
        people_of={
            (long.get(message, message), role, position): long.get(person, person)
            for (message, role, position), person in assembly.people_of.items()
        },
    )


def _occurrence_rows(foia_request: FoiaRequest) -> list[Occurrence]:
    found = Occurrence.objects.filter(
        source_file__foia_request=foia_request, source_file__production__isnull=False
    )
    return list(found.order_by(*in_file_order("source_file", "ordinal")))


def _occurrence(row: Occurrence, order: int) -> contract.Occurrence:
    header = row.header
    container = None
    if row.container_ordinal is not None:
        container = (row.source_file_id, row.container_ordinal)
    return contract.Occurrence(
        key=(row.source_file_id, row.ordinal),
        role=row.role,  # type: ignore[arg-type]  # the column holds this Literal's values
        container=container,
        order=order,
        sender=_participant(header["from"]) if header["from"] else None,
        recipients=tuple(_participant(each) for each in header["recipients"]),
        sent_at=datetime.fromisoformat(header["sent_at"]) if header["sent_at"] else None,
        has_time=header["has_time"],
        utc_offset=header["utc_offset"],
        subject=header["subject"],
        body=row.body,
        complete_header=header["complete"],
        message_id=header["message_id"],
        in_reply_to=tuple(header["in_reply_to"]),
        references=tuple(header["references"]),
        conversation_index=header["conversation_index"],
    )


def _participant(read: dict[str, Any]) -> contract.Participant:
    return contract.Participant(read["role"], read["name"], read["address"], read["redacted"])


def _organisations(
    foia_request: FoiaRequest, assembly: contract.Assembly
) -> dict[str, Organisation]:
    """The organisations by key, with one for each mail domain that none is stated for."""
    rows = {each.key: each for each in foia_request.organisations.all()}
    stated = _stated(rows.values())
    domains = {person.domain for person in assembly.people if person.domain}
    for message in assembly.messages:
        for participant in (message.sender, *message.recipients):
            if participant and (domain := domain_of(participant.address)):
                domains.add(domain)
    for domain in sorted(domains):
        if domain not in rows and organisation_of_domain(domain, stated) is None:
            rows[domain] = Organisation.objects.create(
                foia_request=foia_request, key=domain[:200], name=domain[:200], domains=[domain]
            )
    return rows


def _stated(rows: Iterable[Organisation]) -> list[StatedOrganisation]:
    return [StatedOrganisation(each.key, tuple(each.domains), each.side) for each in rows]


def _people_write(
    foia_request: FoiaRequest,
    assembly: contract.Assembly,
    organisations: dict[str, Organisation],
) -> dict[str, Person]:
    stated = _stated(organisations.values())
    held = {each.key: each for each in foia_request.people.all()}
    fields = ("name", "names", "addresses", "organisation")
    new, changed = [], []
    for person in assembly.people:
        organisation = organisation_of_domain(person.domain or "", stated)
        values = {
            "name": (person.name or "")[:300],
            "names": list(person.names),
            "addresses": list(person.addresses),
            "organisation_id": organisations[organisation.key].pk if organisation else None,
        }
        row = held.pop(person.key, None)
        if row is None:
            new.append(Person(foia_request=foia_request, key=person.key, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    foia_request.people.filter(pk__in=[row.pk for row in held.values()]).delete()
    bulk_write(new)
    bulk_rewrite(changed, fields)
    return {each.key: each for each in foia_request.people.all()}


def _messages_write(foia_request: FoiaRequest, assembly: contract.Assembly) -> dict[str, Message]:
    held = {each.key: each for each in foia_request.messages.all()}
    new, changed = [], []
    threads = threads_of(assembly)
    for number, message in enumerate(assembly.messages, 1):
        values = _message_values(message, number, threads[message.key])
        row = held.pop(message.key, None)
        if row is None:
            new.append(Message(foia_request=foia_request, key=message.key, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    foia_request.messages.filter(pk__in=[row.pk for row in held.values()]).delete()
    bulk_write(new)
    bulk_rewrite(changed, MESSAGE_FIELDS)
    rows = {each.key: each for each in foia_request.messages.all()}
    _parents_write(assembly, rows)
    return rows


def threads_of(assembly: contract.Assembly) -> dict[str, int]:
    """For each message the number of the one with which its thread begins, by keys."""
    parents = {each.key: each.parent for each in assembly.messages}
    begins = {each.key: number for number, each in enumerate(assembly.messages, 1)}
    found: dict[str, int] = {}
    for key in parents:
        above, at = [], key
        while at not in found and (parent := parents[at]) is not None:
            above.append(at)
            at = parent
        first = found.get(at, begins[at])
        found |= dict.fromkeys([*above, at], first)
    return found


def _message_values(message: contract.AssembledMessage, number: int, thread: int) -> dict[str, Any]:
    return {
        "number": number,
        "state": message.state,
        "sent_at": message.sent_at.replace(microsecond=0) if message.sent_at else None,
        "has_time": message.has_time,
        "utc_offset": message.utc_offset,
        "subject": message.subject,
        "normalized_subject": message.normalized_subject,
        "reply_kind": message.reply_kind,
        "message_id": message.message_id,
        "parent_basis": message.parent_basis or "",
        "thread": thread,
        "ancestors": message.ancestors,
        "complete_header": message.complete_header,
    }


def _parents_write(assembly: contract.Assembly, rows: dict[str, Message]) -> None:
    changed = []
    for message in assembly.messages:
        row = rows[message.key]
        parent_id = rows[message.parent].pk if message.parent else None
        if row.parent_id != parent_id:
            row.parent_id = parent_id
            changed.append(row)
    bulk_rewrite(changed, ["parent"])


def _links_write(
    rows: Sequence[Occurrence],
    assembly: contract.Assembly,
    keys: _Keys,
    messages: dict[str, Message],
) -> None:
    message_of = {
        key: messages[message.key].pk
        for message in assembly.messages
        for key in message.occurrences
    }
    changed = []
    for row in rows:
        message_id = message_of.get((row.source_file_id, row.ordinal))
        if row.message_id != message_id:
            row.message_id = message_id
            changed.append(row)
    bulk_rewrite(changed, ["message"])
    wanted = {
        (messages[message.key].pk, keys.ids[key])
        for message in assembly.messages
        for key in message.referenced_by
    }
    ours = MessageReference.objects.filter(message__in=messages.values())
    held = {(message, occurrence): pk for pk, message, occurrence in ours.values_list()}
    gone = [pk for pair, pk in held.items() if pair not in wanted]
    MessageReference.objects.filter(pk__in=gone).delete()
    bulk_write(
        [
            MessageReference(message_id=message, occurrence_id=occurrence)
            for message, occurrence in sorted(wanted - held.keys())
        ]
    )


def _participations_write(
    foia_request: FoiaRequest,
    assembly: contract.Assembly,
    messages: dict[str, Message],
    people: dict[str, Person],
    organisations: dict[str, Organisation],
) -> None:
    wanted = set(_participations(assembly, messages, people, organisations))
    exchanges_write(foia_request, wanted, {each.pk: each.state for each in messages.values()})
    ours = Participation.objects.filter(message__foia_request=foia_request)
    held = {row[1:]: row[0] for row in ours.values_list("pk", *_PARTICIPATION)}
    gone = [pk for values, pk in held.items() if values not in wanted]
    Participation.objects.filter(pk__in=gone).delete()
    missing = sorted(wanted - held.keys(), key=lambda values: values[:3])
    bulk_write([Participation(**dict(zip(_PARTICIPATION, row, strict=True))) for row in missing])


_PARTICIPATION = (
    "message_id",
    "role",
    "position",
    "name",
    "address",
    "redacted",
    "person_id",
    "organisation_id",
)


def _participations(
    assembly: contract.Assembly,
    messages: dict[str, Message],
    people: dict[str, Person],
    organisations: dict[str, Organisation],
) -> Iterable[tuple[Any, ...]]:
    stated = _stated(organisations.values())
    domain_by_person = {person.key: person.domain for person in assembly.people}
    for message in assembly.messages:
        counts: dict[str, int] = {}
        slots = []
        for participant in (*((message.sender,) if message.sender else ()), *message.recipients):
            position = counts.get(participant.role, 0)
            counts[participant.role] = position + 1
            person = assembly.people_of.get((message.key, participant.role, position))
            slots.append((participant, position, person))
        known = {
            (participant.role, position): domain_by_person[person]
            for participant, position, person in slots
            if person
        }
        places = organisations_of(message, stated, known)
        for participant, position, person in slots:
            organisation = places.get((participant.role, position))
            yield (
                messages[message.key].pk,
                participant.role,
                position,
                (participant.name or "")[:500],
                (participant.address or "")[:500],
                participant.redacted,
                people[person].pk if person else None,
                organisations[organisation].pk if organisation else None,
            )
