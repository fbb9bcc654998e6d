"""The messages in the making, and the keys under which those that may fit are found."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from requests_app.ingest.assemble.contract import Occurrence
from requests_app.ingest.assemble.normalise import Reading

MOST_CANDIDATES = 60
"""Buckets with more members tell nothing by themselves; the narrower keys are asked first."""
ANCHOR_EVERY = 4
ANCHORED_WORDS = 400
BEST_BY_WORDS = 8


@dataclass(slots=True, eq=False)
class Group:
    """One message in the making: its readings, its id, and the occurrences that name it."""

    id_key: str | None = None
    readings: list[Reading] = field(default_factory=list)
    named_by: list[Occurrence] = field(default_factory=list)
    before: tuple[str, ...] = ()
    """The ids that stand before its own in the longest References field that names it."""
    reused: bool = False
    """Whether another message, which is not this one, bears the same id."""

    @property
    def produced(self) -> bool:
        """Whether it stands by itself somewhere."""
        return any(each.stands for each in self.readings)

    @property
    def compared(self) -> Iterator[Reading]:
        """Its readings that others are compared with; more would tell no more."""
        return islice(self.readings, 12)


class Index:
    """Groups under what they have in common with a reading: hash keys, never all pairs."""

    def __init__(self) -> None:
        self._buckets: dict[Hashable, list[Group]] = defaultdict(list)
        self._by_words: dict[Hashable, list[Group]] | None = None
        self._members: list[tuple[Reading, Group]] = []

    def add(self, reading: Reading, group: Group) -> None:
        """Let the group be found by what the reading says."""
        self._members.append((reading, group))
        for key in _keys(reading):
            self._put(self._buckets, key, group)
        if self._by_words is not None:
            self._add_words(self._by_words, reading, group)

    def same_minute(self, reading: Reading) -> list[Group]:
        """Groups with the same sender in the same minute; the same subject too where that many
        have both that the subject must tell."""
        found: dict[Group, None] = {}
        for clock, minute in _minutes(reading):
            for sender in _senders(reading):
                bucket = self._buckets.get((clock, minute, sender), ())
                if len(bucket) > MOST_CANDIDATES:
                    narrow = (clock, minute, sender, reading.subject.folded)
                    bucket = self._buckets.get(narrow, ())
                found.update(dict.fromkeys(bucket[:MOST_CANDIDATES]))
        return list(found)

    def near(self, reading: Reading) -> list[Group]:
        """Groups with the same minute, or the same sender or subject at a like time."""
        found: dict[Group, None] = {}
        for key in _wanted_keys(reading):
            bucket = self._buckets.get(key, ())
            if len(bucket) <= MOST_CANDIDATES or not found:
                found.update(dict.fromkeys(bucket[:MOST_CANDIDATES]))
        return list(found)

    def with_words(self, reading: Reading) -> list[Group]:
        """Groups that share most of the rarer word sequences with a reading."""
        if self._by_words is None:
            self._by_words = defaultdict(list)
            for member, group in self._members:
                self._add_words(self._by_words, member, group)
        hits: Counter[Group] = Counter()
        for anchor in anchors(reading):
            bucket = self._by_words.get(anchor, ())
            if len(bucket) <= MOST_CANDIDATES:
                hits.update(bucket)
        return [group for group, _ in hits.most_common(BEST_BY_WORDS)]

    def _add_words(
        self, buckets: dict[Hashable, list[Group]], reading: Reading, group: Group
    ) -> None:
        for anchor in anchors(reading):
            if len(buckets[anchor]) <= MOST_CANDIDATES:
                self._put(buckets, anchor, group)

    @staticmethod
    def _put(buckets: dict[Hashable, list[Group]], key: Hashable, group: Group) -> None:
        bucket = buckets[key]
        if not bucket or bucket[-1] is not group:
            bucket.append(group)


def anchors(reading: Reading) -> Iterable[Hashable]:
    """Sequences of three words that begin with one word in four of the language: a shorter or
    badly read copy shares many of them, wherever it was cut."""
    found: dict[Hashable, None] = {}
    left = ANCHORED_WORDS
    for run in reading.words:
        for at in range(min(len(run) - 2, left)):
            if _is_anchor(run[at]):
                found[run[at], run[at + 1], run[at + 2]] = None
        left -= len(run)
        if left <= 0:
            break
    return found


@lru_cache(maxsize=262_144)
def _is_anchor(word: str) -> bool:
    return zlib.crc32(word.encode()) % ANCHOR_EVERY == 0


def _keys(reading: Reading) -> Iterator[Hashable]:
    """The keys under which a reading is found, with its time as printed and in UTC."""
    senders, subject = _senders(reading), reading.subject.folded
    for clock, minute in _minutes(reading):
        yield clock, minute
        yield clock, minute, subject, 0
        for sender in senders:
            yield clock, minute, sender, subject
            yield clock, minute, sender
    if reading.wall is not None and reading.day is not None:
        yield "phase", reading.wall % 30, reading.day, subject, 0
        for sender in senders:
            yield "phase", reading.wall % 30, reading.day, sender
    for sender in senders:
        yield "day", reading.day, sender, subject
        yield "undated", sender, subject


def _wanted_keys(reading: Reading) -> Iterator[Hashable]:
    """The keys to ask for what fits a reading, the narrowest first."""
    senders, subject = _senders(reading), reading.subject.folded
    minutes = list(_minutes(reading))
    yield from ((*at, sender, subject) for at in minutes for sender in senders)
    yield from ((*at, sender) for at in minutes for sender in senders)
    for clock, minute in minutes:
        if subject:
            yield clock, minute, subject, 0
        yield clock, minute
        yield from ((clock, minute + off, sender) for off in (-1, 1) for sender in senders)
    if reading.day is None:
        yield from (("undated", sender, subject) for sender in senders if subject)
        return
    yield from (("day", reading.day, sender, subject) for sender in senders)
    if reading.wall is not None:
        days = (reading.day, *((reading.turned,) if reading.turned else ()))
        for day in (near for each in days for near in (each, each - 1, each + 1)):
            yield from (("phase", reading.wall % 30, day, sender) for sender in senders)
            if subject:
                yield "phase", reading.wall % 30, day, subject, 0


def _minutes(reading: Reading) -> Iterator[tuple[str, int]]:
    for clock, minute in (("wall", reading.wall), ("utc", reading.utc)):
        if minute is not None:
            yield clock, minute


def _senders(reading: Reading) -> tuple[str, ...]:
    """The person and the name: one name may be that of several people."""
    name = reading.sender.name if reading.sender else None
    found = (reading.person, f"name {name.full or name.whole}" if name else None)
    return tuple(each for each in found if each)
