"""Which message each message answers, and how many there must have been before it."""

import bisect
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from requests_app.ingest.assemble.contract import EdgeBasis, Occurrence
from requests_app.ingest.assemble.fields import Fields
from requests_app.ingest.assemble.groups import Group
from requests_app.ingest.assemble.joining import Joining
from requests_app.ingest.assemble.normalise import DAY, Reading
from requests_app.ingest.assemble.people import People

INDEX_HEAD = 44
"""Hexadecimal digits of the conversation index of a first message: 22 bytes (MS-OXOMSG)."""
INDEX_STEP = 10
"""Digits that each reply adds: five bytes."""
SUBJECT_WITHIN = 60 * DAY
MOST_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Edge:
    """The message answered or forwarded, and what shows it."""

    parent: Group
    basis: EdgeBasis


class Threads:
    """The parents of all messages. A message without occurrences keeps its place."""

    def __init__(self, joining: Joining, fields: Mapping[Group, Fields], people: People) -> None:
        """Find every parent; `fields` are the best readings of each message."""
        self._joining = joining
        self._fields = fields
        self._people = people
        self._children = _children(joining)
        self._by_index = self._indexes()
        self._edges: dict[Group, Edge] = {}
        bases: tuple[tuple[EdgeBasis, Callable[[Group], Group | None]], ...] = (
            ("references", self._by_references),
            ("conversation_index", self._by_conversation),
            ("quotation", self._by_quotation),
        )
        for basis, find in bases:
            self._link(basis, find)
        self._by_subject = self._subjects()
        self._link("subject", self._by_participants)

    def edge(self, group: Group) -> Edge | None:
        """The parent of a message, or None."""
        return self._edges.get(group)

    def ancestors(self, group: Group) -> int:
        """How many earlier messages References, the conversation index or quotation prove."""
        named = len(group.before)
        depth = quoted = 0
        for reading in group.readings:
            occurrence = reading.occurrence
            ids = self._joining.ids_named(occurrence)
            named = max(named, sum(each in self._joining.by_id for each in ids))
            index = conversation_of(occurrence)
            depth = max(depth, (len(index) - INDEX_HEAD) // INDEX_STEP if index else 0)
            quoted = max(quoted, self._depth_below(occurrence))
        return max(named, depth, quoted)

    def _link(self, basis: EdgeBasis, find: Callable[[Group], Group | None]) -> None:
        for group in self._joining.groups:
            if group in self._edges:
                continue
            parent = find(group)
            if parent is not None and not self._stands_below(parent, group):
                self._edges[group] = Edge(parent, basis)

    def _stands_below(self, group: Group | None, other: Group) -> bool:
        """Whether a message is another or answers it, directly or not: no parent for it then."""
        while group is not None:
            if group is other:
                return True
            edge = self._edges.get(group)
            group = edge.parent if edge else None
        return False

    def _by_references(self, group: Group) -> Group | None:
        for reading in self._fields[group].readings:
            for id_key in reversed(self._joining.ids_named(reading.occurrence)):
                named = self._joining.by_id.get(id_key)
                if named is not None and named is not group:
                    return named
        for id_key in reversed(group.before):
            named = self._joining.by_id.get(id_key)
            if named is not None and named is not group:
                return named
        return None

    def _by_conversation(self, group: Group) -> Group | None:
        for reading in group.readings:
            index = conversation_of(reading.occurrence)
            if index is None or len(index) == INDEX_HEAD:
                continue
            above = self._by_index.get(index[:-INDEX_STEP], [])
            if len(above) == 1 and above[0] is not group:
                return above[0]
        return None

    def _by_quotation(self, group: Group) -> Group | None:
        for reading in self._fields[group].readings:
            for child in self._children.get(reading.occurrence.key, ()):
                quoted = self._joining.group_of.get(child.key)
                if quoted is not None and quoted is not group:
                    return quoted
        return None

    def _by_participants(self, group: Group) -> Group | None:
        """The last message before with the same subject, between the same people the other way
        round; for a forward it is enough to have had it."""
        fields = self._fields[group]
        sender, moment = self._people.key(fields.sender), fields.minute
        if fields.subject.kind == "none" or sender is None or moment is None:
            return None
        before = self._by_subject.get(fields.subject.folded, [])
        last = bisect.bisect_left(before, moment, key=lambda each: each[0])
        to = self._recipients(group)
        indexed = any(conversation_of(each.occurrence) for each in group.readings)
        for instant, earlier in reversed(before[max(0, last - MOST_BEFORE) : last]):
            if moment - instant > SUBJECT_WITHIN:
                break
            if indexed and any(conversation_of(each.occurrence) for each in earlier.readings):
                continue
            author, had = self._people.key(self._fields[earlier].sender), self._recipients(earlier)
            forwards = fields.subject.kind == "forward" and (sender in had or sender == author)
            if forwards or (sender in had and author in to):
                return earlier
        return None

    def _recipients(self, group: Group) -> set[str | None]:
        return {self._people.key(each) for each in self._fields[group].recipients} - {None}

    def _subjects(self) -> dict[str, list[tuple[int, Group]]]:
        found: dict[str, list[tuple[int, Group]]] = defaultdict(list)
        for group, fields in self._fields.items():
            if fields.subject.folded and fields.minute is not None:
                found[fields.subject.folded].append((fields.minute, group))
        for dated in found.values():
            dated.sort(key=lambda each: each[0])
        return found

    def _indexes(self) -> dict[str, list[Group]]:
        found: dict[str, list[Group]] = defaultdict(list)
        for group in self._joining.groups:
            indexes = {conversation_of(each.occurrence) for each in group.readings}
            for index in sorted(filter(None, indexes)):
                found[index].append(group)
        return found

    def _depth_below(self, occurrence: Occurrence) -> int:
        """How many messages stand quoted in each other below an occurrence."""
        depth, level = 0, self._children.get(occurrence.key, [])
        seen = {occurrence.key}
        while level:
            depth += 1
            seen.update(each.key for each in level)
            below = (child for each in level for child in self._children.get(each.key, ()))
            level = [child for child in below if child.key not in seen]
        return depth


def conversation_of(occurrence: Occurrence) -> str | None:
    """The Exchange conversation index where it is a whole one."""
    index = (occurrence.conversation_index or "").lower()
    steps, rest = divmod(len(index) - INDEX_HEAD, INDEX_STEP)
    if steps < 0 or rest or set(index) - set("0123456789abcdef"):
        return None
    return index


def _children(joining: Joining) -> dict[tuple[int, int], list[Occurrence]]:
    found: dict[tuple[int, int], list[Occurrence]] = defaultdict(list)
    quoted: Sequence[Reading] = [each for each in joining.readings if not each.stands]
    for reading in sorted(quoted, key=lambda each: (each.occurrence.order, each.occurrence.key)):
        if reading.occurrence.container is not None and reading.occurrence.role == "quoted":
            found[reading.occurrence.container].append(reading.occurrence)
    return found
