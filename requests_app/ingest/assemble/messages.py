"""Occurrences in, messages and people out. Pure: the same occurrences, in whatever order they
are given, make the same messages with the same keys."""

from collections import Counter
from collections.abc import Mapping, Sequence

from requests_app.ingest.assemble.contract import (
    AssembledMessage,
    Assembly,
    Occurrence,
    Participant,
)
from requests_app.ingest.assemble.fields import Fields, fields_of, group_keys
from requests_app.ingest.assemble.groups import Group
from requests_app.ingest.assemble.joining import Joining
from requests_app.ingest.assemble.normalise import reading_of
from requests_app.ingest.assemble.people import People
from requests_app.ingest.assemble.threading import Threads


def assemble(occurrences: Sequence[Occurrence]) -> Assembly:
    """One message per real email, threaded, and the people in them.

    Raises ValueError where two occurrences have the same key.
    """
    keys = Counter(each.key for each in occurrences)
    twice = [key for key, count in keys.items() if count > 1]
    if twice:
        raise ValueError(f"two occurrences with the key {twice[0]}")
    people = People(slot for each in occurrences for slot in _slots(each))
    addresses = frozenset(address for each in people.people for address in each.addresses)
    joining = Joining([reading_of(each, people) for each in occurrences], addresses)
    groups = joining.join()
    fields = {group: fields_of(group) for group in groups}
    threads = Threads(joining, fields, people)
    key_of = group_keys(fields)
    ordered = sorted(groups, key=lambda group: (*_place(group), key_of[group]))
    messages = tuple(_message(group, fields[group], threads, key_of, joining) for group in ordered)
    return Assembly(messages, people.people, _people_of(messages, people))


def _slots(occurrence: Occurrence) -> tuple[Participant, ...]:
    sender = (occurrence.sender,) if occurrence.sender else ()
    return (*sender, *occurrence.recipients)


def _place(group: Group) -> tuple[int, int, int]:
    """Where a message stands in reading order; one that is only named follows what names it."""
    if group.readings:
        return (min(each.occurrence.order for each in group.readings), 0, 0)
    return (min(each.order for each in group.named_by), 1, -len(group.before))


def _message(
    group: Group,
    read: Fields,
    threads: Threads,
    key_of: Mapping[Group, str],
    joining: Joining,
) -> AssembledMessage:
    edge = threads.edge(group)
    standing = sorted(group.readings, key=lambda each: (each.occurrence.order, each.occurrence.key))
    naming = sorted(group.named_by, key=lambda each: (each.order, each.key))
    return AssembledMessage(
        key=key_of[group],
        state="produced" if group.produced else "inferred",
        occurrences=tuple(each.occurrence.key for each in standing),
        referenced_by=tuple(dict.fromkeys(each.key for each in naming)),
        sender=read.sender,
        recipients=read.recipients,
        sent_at=read.sent_at,
        has_time=read.has_time,
        utc_offset=read.utc_offset,
        subject=read.raw_subject,
        normalized_subject=read.subject.text,
        message_id=joining.spelled(group.id_key) if group.id_key else None,
        parent=key_of[edge.parent] if edge else None,
        parent_basis=edge.basis if edge else None,
        ancestors=threads.ancestors(group),
        reply_kind=read.subject.kind,
        complete_header=any(each.occurrence.complete_header for each in group.readings),
    )


def _people_of(
    messages: Sequence[AssembledMessage], people: People
) -> dict[tuple[str, str, int], str]:
    found: dict[tuple[str, str, int], str] = {}
    for message in messages:
        counts: Counter[str] = Counter()
        senders = (message.sender,) if message.sender else ()
        for participant in (*senders, *message.recipients):
            person = people.key(participant)
            if person is not None:
                found[message.key, participant.role, counts[participant.role]] = person
            counts[participant.role] += 1
    return found
