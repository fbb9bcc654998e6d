"""The best reading of each field of a message over all the places where it stands."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from requests_app.ingest.assemble.contract import Participant
from requests_app.ingest.assemble.groups import Group
from requests_app.ingest.assemble.normalise import Reading, reading_minute
from requests_app.ingest.assemble.people import identity_of
from requests_app.lib.subjects import Subject, read_subject
from requests_app.lib.text import ocr_folded

NO_SUBJECT = Subject("", "", "none", 0, 0, closed=False)
KEY_WORDS = 12


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a message; `readings` are its readings, the most trusted first. `minute` is
    when it was sent, in UTC where that is known."""

    readings: tuple[Reading, ...]
    sender: Participant | None
    recipients: tuple[Participant, ...]
    sent_at: datetime | None
    has_time: bool
    utc_offset: int | None
    minute: int | None
    raw_subject: str | None
    subject: Subject


def fields_of(group: Group) -> Fields:
    """Choose the fields: of the email itself before a quoted copy, a full header before a poor
    one, what can be read before what is closed."""
    readings = sorted(group.readings, key=_trust)
    timed = next((each for each in readings if each.wall is not None), None)
    dated = timed or next((each for each in readings if each.day is not None), None)
    subject = _subject(readings)
    moment = dated.occurrence.sent_at if dated else None
    return Fields(
        readings=tuple(readings),
        sender=_sender(readings),
        recipients=_recipients(readings),
        sent_at=moment.replace(tzinfo=None) if moment else None,
        has_time=timed is not None,
        utc_offset=timed.wall - timed.utc
        if timed and timed.wall is not None and timed.utc is not None
        else None,
        minute=reading_minute(dated) if dated else None,
        raw_subject=subject,
        subject=read_subject(subject) if subject else NO_SUBJECT,
    )


def group_keys(fields: dict[Group, Fields]) -> dict[Group, str]:
    """A key for each message: its Message-ID, else sender, minute, subject, and the words where
    those are not enough. Two that would have the same are told apart by their words."""
    claimed: dict[str, list[Group]] = defaultdict(list)
    for group, read in fields.items():
        claimed[_key(group, read)].append(group)
    keys: dict[Group, str] = {}
    for key, groups in claimed.items():
        if len(groups) == 1:
            keys[groups[0]] = key
            continue
        used: Counter[str] = Counter()
        claims = [(_digest(_words(fields[group])), group) for group in groups]
        claims.sort(key=lambda claim: (claim[1].reused, not claim[1].produced, claim[0]))
        for number, (digest, group) in enumerate(claims):
            told_apart = key if number == 0 else f"{key}-{digest}"
            used[told_apart] += 1
            again = used[told_apart]
            keys[group] = told_apart if again == 1 else f"{told_apart}-{again}"
    return keys


def _key(group: Group, read: Fields) -> str:
    if group.id_key is not None and not group.reused:
        return f"id:{group.id_key}"
    when = read.sent_at.isoformat(timespec="minutes") if read.sent_at else ""
    parts = [_who(read.sender), when, read.subject.folded]
    if not parts[0] or not read.has_time:
        parts.append(" ".join(_words(read)[:KEY_WORDS]))
    if group.id_key is not None:
        return f"id:{group.id_key}#{_digest(parts)}"
    return f"mail:{_digest(parts)}"


def _who(sender: Participant | None) -> str:
    if sender is None:
        return ""
    identity = identity_of(sender.name, sender.address)
    if identity.name is not None:
        return ocr_folded(identity.name.full or identity.name.whole)
    return ocr_folded(identity.address or identity.domain or "")


def _words(read: Fields) -> list[str]:
    for reading in read.readings:
        if reading.words:
            return [word for run in reading.words for word in run]
    return []


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def _trust(reading: Reading) -> tuple[object, ...]:
    native = reading.id_key is not None
    return (
        not reading.stands,
        not native,
        not reading.occurrence.complete_header,
        reading.sort_key,
    )


def _sender(readings: Sequence[Reading]) -> Participant | None:
    senders = [each.occurrence.sender for each in readings if each.occurrence.sender]
    readable = [each for each in senders if each.name or each.address]
    return next(
        (each for each in readable if not each.redacted), next(iter(readable or senders), None)
    )


def _subject(readings: Sequence[Reading]) -> str | None:
    given = [each for each in readings if each.occurrence.subject is not None]
    whole = (each.occurrence.subject for each in given if not each.subject.closed)
    return next(whole, given[0].occurrence.subject if given else None)


def _recipients(readings: Sequence[Reading]) -> tuple[Participant, ...]:
    """Those of the most trusted reading that has any, with closed slots filled from another
    copy that has as many slots in every role."""
    listed = [each.occurrence.recipients for each in readings if each.occurrence.recipients]
    if not listed:
        return ()
    best = list(listed[0])
    roles = [slot.role for slot in best]
    for other in listed[1:]:
        if [slot.role for slot in other] != roles:
            continue
        for at, slot in enumerate(best):
            if not (slot.name or slot.address) and (other[at].name or other[at].address):
                best[at] = other[at]
    return tuple(best)
