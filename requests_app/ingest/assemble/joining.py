"""Joins the occurrences of the same email: those that stand first, then those that are quoted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from requests_app.ingest.assemble.contract import Occurrence
from requests_app.ingest.assemble.groups import Group, Index
from requests_app.ingest.assemble.matching import (
    FEW_WORDS,
    SURE_TEXT,
    Likeness,
    Time,
    compare,
    is_of_its_own,
    may_answer,
    same_in_zones,
    same_quoted,
    same_standing,
    words_may_decide,
)
from requests_app.ingest.assemble.normalise import (
    DAY,
    Reading,
    bare_id,
    message_id_key,
    named_ids,
    proves_a_message,
)

Key = tuple[int, int]


class Joining:
    """The groups of one request while they are formed."""

    def __init__(self, readings: Sequence[Reading], addresses: frozenset[str]) -> None:
        """`readings` of all occurrences; `addresses` of all people, which are no Message-IDs."""
        self.readings = sorted(readings, key=lambda each: each.sort_key)
        self.by_key = {each.occurrence.key: each for each in self.readings}
        self.groups: list[Group] = []
        self.by_id: dict[str, Group] = {}
        self.group_of: dict[Key, Group] = {}
        self._addresses = addresses
        self._place_in_container = _places_in_containers(self.readings)
        self._index = Index()
        self._ids: dict[Key, tuple[str, ...]] = {}
        self._spellings = _spellings(self.readings)

    def join(self) -> list[Group]:
        """Form the groups; each occurrence but those of role `referenced` is in exactly one."""
        present = [each for each in self.readings if each.occurrence.role != "referenced"]
        self._join_ids([each for each in present if each.id_key])
        for reading in present:
            if reading.stands and not reading.id_key:
                self._place(reading, self._standing(reading))
        self._name_absent()
        quoted = [each for each in present if not each.stands and not each.id_key]
        for reading in sorted(quoted, key=self._nearest_first):
            self._place(reading, self._quoted(reading))
        self._settle()
        self.groups = [each for each in self.groups if each.readings or each.named_by]
        return self.groups

    def spelled(self, id_key: str) -> str:
        """A Message-ID as the message itself spells its domain, else as one that names it does."""
        return self._spellings.get(id_key, id_key)

    def ids_named(self, occurrence: Occurrence) -> tuple[str, ...]:
        """The ids that the headers of an occurrence name, oldest first, the one answered last."""
        if occurrence.key not in self._ids:
            chain = named_ids(occurrence.references, self._addresses)
            answered = named_ids(occurrence.in_reply_to, self._addresses)
            own = self.by_key[occurrence.key].id_key
            if len(answered) == 1:
                chain = (*(each for each in chain if each != answered[0]), *answered)
            else:
                # In-Reply-To with several ids says less than References; its first then counts.
                chain = (*(each for each in reversed(answered) if each not in chain), *chain)
            self._ids[occurrence.key] = tuple(each for each in chain if each != own)
        return self._ids[occurrence.key]

    def _join_ids(self, native: Iterable[Reading]) -> None:
        """Mail with the same Message-ID is one, unless a broken mailer used the id again."""
        by_id: dict[str, list[Reading]] = defaultdict(list)
        for reading in native:
            by_id[reading.id_key or ""].append(reading)
        for id_key, readings in by_id.items():
            bearers: list[Group] = []
            for reading in readings:
                fitting = (each for each in bearers if _same_id(reading, each.readings[0]))
                group = next(fitting, None)
                if group is None:
                    group = self._new(Group(id_key=id_key, reused=bool(bearers)))
                    bearers.append(group)
                self._put(reading, group)
            self.by_id[id_key] = bearers[0]

    def _name_absent(self) -> None:
        """Make a message, with nothing but its id, of every id that no occurrence bears."""
        for reading in self.readings:
            ids = self.ids_named(reading.occurrence)
            if reading.occurrence.role == "referenced" and reading.id_key:
                ids = (reading.id_key,)
            for at, id_key in enumerate(ids):
                group = self.by_id.get(id_key)
                if group is None and proves_a_message(id_key):
                    group = self.by_id[id_key] = self._new(Group(id_key=id_key))
                if group is None:
                    continue
                group.named_by.append(reading.occurrence)
                if (at, ids[:at]) > (len(group.before), group.before):
                    group.before = ids[:at]

    def _settle(self) -> None:
        """Join inferred messages without an id to what they turn out to be copies of, now that
        all copies are in their places."""
        for group in [each for each in self.groups if each.id_key is None and not each.produced]:
            above = {each for reading in group.readings for each in self._above(reading)}
            for reading in group.readings:
                around = (*self._index.near(reading), *self._index.with_words(reading))
                others = [each for each in around if each is not group and each not in above]
                found = self._best(reading, [each for each in others if each.readings])
                if found is not None and not self._quotes(found, group):
                    self._merge(group, found)
                    break

    def _quotes(self, group: Group, other: Group) -> bool:
        """Whether a message stands around a reading of another."""
        return any(other in self._above(reading) for reading in group.readings)

    def _merge(self, group: Group, into: Group) -> None:
        for reading in group.readings:
            self._put(reading, into)
        group.readings.clear()

    def _standing(self, reading: Reading) -> Group | None:
        """The group of an email that stands by itself and bears no id."""
        return self._best(reading, self._index.near(reading), standing=True)

    def _quoted(self, reading: Reading) -> Group | None:
        """The group of a quoted copy: by its header among what is there, by the id that the
        quoting message names, by its words."""
        container = self._container(reading)
        around = self.group_of.get(container.occurrence.key) if container else None
        if around and any(is_of_its_own(reading, each) for each in around.compared):
            return around
        above = self._above(reading)
        alike = [each for each in self._index.same_minute(reading) if each not in above]
        sure = self._by_header_alone(reading, alike)
        if sure is not None:
            return sure
        near = [each for each in self._index.near(reading) if each not in above]
        found = self._best(reading, near)
        if found is not None and found.produced:
            return found
        named = self._named(reading, above)
        if named is not None and named.produced:
            return named
        alike = [each for each in self._index.with_words(reading) if each not in above]
        worded = self._best(reading, alike)
        if worded is not None and worded.produced:
            return worded
        return named or found or worded

    @staticmethod
    def _by_header_alone(reading: Reading, near: Sequence[Group]) -> Group | None:
        """The only produced group with the same sender, minute and subject, found without
        looking at the words."""
        fitting = []
        for group in near:
            for other in group.compared:
                like = compare(reading, other, words_too=False)
                if like.time == Time.EXACT and like.sender == 1 and like.subject >= 0:
                    fitting.append(group)
                    break
        return fitting[0] if len(fitting) == 1 and fitting[0].produced else None

    def _best(
        self, reading: Reading, groups: Iterable[Group], *, standing: bool = False
    ) -> Group | None:
        """The group that a reading agrees with best; between equals one that the same email does
        not quote already, then the first."""
        best: tuple[object, ...] | None = None
        chosen: Group | None = None
        for group in groups:
            like = _standing_likeness(reading, group) if standing else _likeness(reading, group)
            if like is None:
                continue
            shared = any(
                each.occurrence.key[0] == reading.occurrence.key[0] for each in group.readings
            )
            rank = (like.rank, group.produced, not shared)
            if best is None or rank > best:
                best, chosen = rank, group
        return chosen

    def _named(self, reading: Reading, above: Sequence[Group]) -> Group | None:
        """The message named by the headers of the native mail that quotes a reading: the one
        answered, or one before it where that is another by what was read of both."""
        root = self._root(reading)
        if root is None:
            return None
        if _sent_later(reading, root):
            return None
        for id_key in self._ids_before(root, self._chain(reading)[:-1]):
            group = self.by_id.get(id_key)
            if group is None or group in above:
                continue
            if not group.readings and self._place_in_container[reading.occurrence.key]:
                # Of several quoted side by side only the first is the one answered for certain.
                continue
            if all(may_answer(compare(reading, each)) for each in group.compared):
                return group
        return None

    def _ids_before(self, root: Reading, between: Sequence[Reading]) -> tuple[str, ...]:
        """The ids that something nested in a native mail may bear, the likeliest first: those it
        names before the nearest of the messages between, then those that one names itself, then
        absent ones of which no copy was found, as copies are not always nested in their order."""
        ids = self.ids_named(root.occurrence)
        holders = [self.group_of[each.occurrence.key] for each in between]
        known = next((each for each in holders if each.id_key and not each.reused), None)
        further = known
        if known is None:
            further = self.by_id.get(ids[-1]) if ids else None
        elif known.id_key in ids:
            ids = ids[: ids.index(known.id_key)]
        else:
            ids = known.before
        own = [
            each
            for reading in (further.readings if further else ())
            for each in reversed(self.ids_named(reading.occurrence))
        ]
        named = reversed(self.ids_named(root.occurrence))
        bare = [each for each in named if each in self.by_id and not self.by_id[each].readings]
        return tuple(dict.fromkeys((*reversed(ids), *own, *bare)))

    def _place(self, reading: Reading, group: Group | None) -> None:
        self._put(reading, self._new(Group()) if group is None else group)

    def _new(self, group: Group) -> Group:
        self.groups.append(group)
        return group

    def _put(self, reading: Reading, group: Group) -> None:
        group.readings.append(reading)
        self.group_of[reading.occurrence.key] = group
        self._index.add(reading, group)

    def _container(self, reading: Reading) -> Reading | None:
        container = reading.occurrence.container
        return self.by_key.get(container) if container is not None else None

    def _chain(self, reading: Reading) -> list[Reading]:
        """The readings around a reading, from the inside out."""
        chain: list[Reading] = []
        around = self._container(reading)
        while around is not None and around not in chain:
            chain.append(around)
            around = self._container(around)
        return chain

    def _root(self, reading: Reading) -> Reading | None:
        chain = self._chain(reading)
        return chain[-1] if chain else None

    def _above(self, reading: Reading) -> list[Group]:
        """The messages that quote a reading: it can be none of them."""
        placed = (self.group_of.get(each.occurrence.key) for each in self._chain(reading))
        return [each for each in placed if each is not None]

    def _nearest_first(self, reading: Reading) -> tuple[object, ...]:
        """What stands near the surface before what is nested, the first of those quoted beside
        each other before the next, a full header before a poor one."""
        known = (
            (reading.sender is not None) + (reading.wall is not None) + bool(reading.subject.text)
        )
        nested, place = len(self._chain(reading)), self._place_in_container[reading.occurrence.key]
        return (nested, place, -known, *reading.sort_key)


def _places_in_containers(readings: Iterable[Reading]) -> dict[Key, int]:
    """For each occurrence how many stand before it in the same one."""
    counts: Counter[Key | None] = Counter()
    places: dict[Key, int] = {}
    for each in sorted((each.occurrence for each in readings), key=lambda each: each.order):
        places[each.key] = counts[each.container]
        counts[each.container] += 1
    return places


def _spellings(readings: Iterable[Reading]) -> dict[str, str]:
    """How ids are spelled whose domain is not all in small letters."""
    named: dict[str, str] = {}
    borne: dict[str, str] = {}
    for reading in readings:
        each = reading.occurrence
        for raw in (*each.references, *each.in_reply_to):
            spelled, key = bare_id(raw), message_id_key(raw)
            if key and spelled != key:
                named[key] = min(spelled, named.get(key, spelled))
        if reading.id_key:
            spelled = bare_id(each.message_id)
            borne[reading.id_key] = min(spelled, borne.get(reading.id_key, spelled))
    return named | borne


def _same_id(one: Reading, other: Reading) -> bool:
    """Whether two occurrences of one Message-ID are one email. Lists rewrite senders, so another
    sender of the same words in the same minute is none."""
    like = compare(one, other)
    if like.sender < 0 and not (like.time >= Time.NEAR and like.agrees_over(FEW_WORDS, SURE_TEXT)):
        return False
    if like.time == Time.CONFLICT and abs(like.shift) > DAY:
        return False
    return not (like.subject < 0 and like.contradicts)


def _likeness(reading: Reading, group: Group) -> Likeness | None:
    others = group.compared
    possible = (
        each for each in others if words_may_decide(compare(reading, each, words_too=False))
    )
    likes = (compare(reading, each) for each in possible)
    fitting = [like for like in likes if same_quoted(like)]
    return max(fitting, key=lambda like: like.rank, default=None)


def _standing_likeness(reading: Reading, group: Group) -> Likeness | None:
    """How an email that stands by itself fits a group, all of which it must be able to be."""
    others = list(group.compared)
    if not all(words_may_decide(compare(reading, each, words_too=False)) for each in others):
        return None
    likes = [compare(reading, each) for each in others]
    fitting = [like for like in likes if same_standing(like)]
    if len(fitting) < len(likes):
        zoned = len(likes) == 1 and group.id_key is not None and same_in_zones(likes[0])
        return likes[0] if zoned else None
    if any(_other_recipients(reading, each) for each in group.compared):
        return None
    return max(fitting, key=lambda like: like.rank, default=None)


def _other_recipients(one: Reading, other: Reading) -> bool:
    """Whether both name all their recipients, and none is the same: one text sent to each."""
    names = []
    for reading in (one, other):
        slots = reading.occurrence.recipients
        if not slots or any(not (slot.name or slot.address) or slot.redacted for slot in slots):
            return False
        words = (f"{slot.name or ''} {slot.address or ''}".casefold() for slot in slots)
        names.append({word for each in words for word in each.replace("@", " ").split()})
    return not names[0] & names[1]


def _sent_later(reading: Reading, root: Reading) -> bool:
    """Whether a quoted copy is later than what quotes it, by more than zones explain."""
    if reading.day is None or root.day is None:
        return False
    return min(reading.day, reading.turned or reading.day) > root.day + 1
