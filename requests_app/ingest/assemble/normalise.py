"""What is compared of an occurrence: folded, in minutes, with the identity of its sender."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from requests_app.ingest.assemble.contract import Occurrence
from requests_app.ingest.assemble.people import Identity, People, identity_of
from requests_app.lib.subjects import Subject, read_subject
from requests_app.lib.text import folded_words

DAY = 24 * 60
LONGEST_ID = 998
"""RFC 5322 allows no longer line, so no longer Message-ID."""

_NO_SUBJECT = Subject("", "", "none", 0, 0, closed=False)
_FOLDS = re.compile(r"\r?\n[ \t]+|\s+")


def message_id_key(raw: str | None) -> str | None:
    """What two Message-IDs have in common that are the same: the local part exactly, the domain
    without case. None for what is none."""
    bare = bare_id(raw)
    if not bare or len(bare) > LONGEST_ID:
        return None
    local, at, domain = bare.rpartition("@")
    return f"{local}@{domain.lower()}" if at else bare


def bare_id(raw: str | None) -> str:
    """A Message-ID as it is spelled, without folds and brackets."""
    return _FOLDS.sub("", raw or "").strip("<>")


def named_ids(raw: tuple[str, ...], addresses: frozenset[str]) -> tuple[str, ...]:
    """The ids that a References or In-Reply-To field names, in order, each once.

    In-Reply-To was free text once: words, and the address of the one answered, are no ids. One
    without an `@` counts, as nothing can be inferred from it unless a message bears it.
    """
    keys = dict.fromkeys(filter(None, map(message_id_key, raw)))
    return tuple(key for key in keys if key.casefold() not in addresses)


def proves_a_message(key: str) -> bool:
    """Whether an id that no message bears proves that there was one."""
    local, at, domain = key.rpartition("@")
    return bool(at and local and domain) and not set(key) & set('<>"(),;')


@dataclass(slots=True, eq=False)
class Reading:
    """An occurrence as it is compared. Minutes count from the year 1; `wall` is the time as
    printed, `utc` is known only where the offset is. `words` are runs of folded words."""

    occurrence: Occurrence
    id_key: str | None
    person: str | None
    sender: Identity | None
    wall: int | None
    utc: int | None
    day: int | None
    turned: int | None
    """The day if day and month of a printed date stand the other way round."""
    subject: Subject
    _words: list[list[str]] | None = field(default=None, repr=False)
    _shingles: frozenset[tuple[str, ...]] | None = field(default=None, repr=False)

    @property
    def stands(self) -> bool:
        """Whether the email stands here by itself, and so was produced."""
        return self.occurrence.role in ("top", "attached")

    @property
    def words(self) -> list[list[str]]:
        """The folded words of the body, in runs that closed places part."""
        if self._words is None:
            self._words = folded_words(self.occurrence.body)
        return self._words

    @property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Every three words that follow each other in a run."""
        if self._shingles is None:
            parts = (zip(run, run[1:], run[2:], strict=False) for run in self.words)
            self._shingles = frozenset().union(*parts)
        return self._shingles

    @property
    def sort_key(self) -> tuple[object, ...]:
        """An order that depends on what was read, and on the place only between equals."""
        each = self.occurrence
        sender = each.sender
        return (
            self.day is None,
            self.day or 0,
            self.utc if self.utc is not None else self.wall or 0,
            self.id_key or "",
            (sender.address or "", sender.name or "") if sender else ("", ""),
            self.subject.text,
            -len(each.body),
            each.body[:80],
            each.key,
        )


def reading_of(occurrence: Occurrence, people: People) -> Reading:
    """Fold what an occurrence says. A time with a zone of its own states its offset."""
    sender = occurrence.sender
    moment, offset = occurrence.sent_at, occurrence.utc_offset
    if moment is not None and offset is None and moment.tzinfo is not None:
        stated = moment.utcoffset()
        offset = None if stated is None else int(stated.total_seconds() // 60)
    wall = minute_of(moment) if moment is not None and occurrence.has_time else None
    known = sender is not None and bool(sender.name or sender.address)
    return Reading(
        occurrence=occurrence,
        id_key=message_id_key(occurrence.message_id),
        person=people.key(sender),
        sender=identity_of(sender.name, sender.address) if sender and known else None,
        wall=wall,
        utc=wall - offset if wall is not None and offset is not None else None,
        day=moment.toordinal() if moment is not None else None,
        turned=_turned(moment) if moment is not None and occurrence.message_id is None else None,
        subject=read_subject(occurrence.subject) if occurrence.subject else _NO_SUBJECT,
    )


def _turned(moment: datetime) -> int | None:
    """Programs abroad print the day before the month: 3/4 is then the third of April."""
    if moment.day > 12 or moment.day == moment.month:
        return None
    return moment.replace(month=moment.day, day=moment.month).toordinal()


def minute_of(moment: datetime) -> int:
    """Minutes from the year 1 to a time as printed."""
    return moment.toordinal() * DAY + moment.hour * 60 + moment.minute


def reading_minute(reading: Reading) -> int | None:
    """When an email was sent, in minutes from the year 1: in UTC where that is known, else as
    printed, else the first minute of the day."""
    if reading.utc is not None:
        return reading.utc
    if reading.wall is not None:
        return reading.wall
    return None if reading.day is None else reading.day * DAY
