"""Who is who: names and addresses as they were read, gathered into people, conservatively.

The same address is the same person, and so is the same full name within one mail domain, or
where no address contradicts it. The same name at addresses of different domains stays apart.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from requests_app.ingest.assemble.contract import AssembledPerson, Participant
from requests_app.lib.text import CLOSED_PLACE, squeezed, without_accents

SHARED_BY = 3
"""An address read with this many different full names is a mailing list or a shared mailbox."""
LONGEST_KEY = 250

_BRACKETED = re.compile(r"[(\[<{][^)\]>}]*[)\]>}]?")
_BEHALF = re.compile(r"\s+(?:on behalf of|via)\s+.*$", re.IGNORECASE)
_ON_BEHALF = re.compile(r"\s+on behalf of\s+", re.IGNORECASE)
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|dr|prof|hon|sen|rep|gen|col|maj|capt|lt|sgt|sa|ssa)\.?\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"(?:,\s*|\s+)(?:jr|sr|ii|iii|iv|esq|ph\.?\s?d|m\.?d|j\.?d|mph|mba|r\.?n|dvm|cpa)\.?$",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'\u2019.-]*(?:['\u2019-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Name:
    """A display name taken apart. `whole` is all of it folded; `first` and `last` are set for a
    full name only; `middle` is the initial of a middle name, empty where none stands."""

    whole: str
    first: str = ""
    last: str = ""
    middle: str = ""

    @property
    def full(self) -> str:
        """First and last name, empty where the name is not a full one."""
        return f"{self.first} {self.last}" if self.first else ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What one way of writing a person says: the name, the whole address (an X.500 path with
    `/o=`), and the domain, which may be readable where the rest of the address is not."""

    name: Name | None
    address: str | None
    domain: str | None
    relayed: bool
    behalf: Name | None = None
    """For whom it was sent, from `X on behalf of Y`."""


@lru_cache(maxsize=65_536)
def read_name(raw: str) -> Name | None:
    """Take a display name apart: `Last, First M (ORG)` as `First M. Last`. None for no name."""
    text = _BRACKETED.sub(" ", CLOSED_PLACE.sub(" ", squeezed(raw)))
    text = without_accents(_BEHALF.sub("", text)).strip(" \"'<>,;:|*_-").casefold()
    if "@" in text or not any(map(str.isalpha, text)):
        return None
    bare = _SUFFIX.sub("", _SUFFIX.sub("", text))
    surname, comma, given = bare.partition(",")
    if comma:
        before, behind = _NAME_WORD.findall(surname), _NAME_WORD.findall(given)
        words = [*behind[:2], before[-1]] if before and behind else before or behind
    else:
        words = _NAME_WORD.findall(_TITLE.sub("", bare))
    whole = " ".join(_NAME_WORD.findall(bare)) or text
    if len(words) < 2 or len(words[0]) < 2 or len(words[-1]) < 2:
        return Name(whole)
    middle = words[1][0] if len(words) > 2 else ""
    return Name(whole, words[0], words[-1], middle)


@lru_cache(maxsize=65_536)
def identity_of(name: str | None, address: str | None) -> Identity:
    """Read the parts of a participant that tell who it is."""
    folded = (address or "").strip(" <>'\"").casefold()
    if folded.startswith("mailto:"):
        folded = folded[7:]
    read = read_name(name) if name else None
    behalf = read_name(name[found.end() :]) if name and (found := _ON_BEHALF.search(name)) else None
    relayed = bool(name and folded and re.search(r"\svia\s", name, re.IGNORECASE))
    if folded.startswith("/o="):
        return Identity(read, folded, folded.split("/")[1], relayed, behalf)
    local, at, domain = folded.rpartition("@")
    if not at:
        return Identity(read, None, None, relayed, behalf)
    whole = folded if local and domain else None
    return Identity(read, whole, domain or None, relayed, behalf)


class _Groups:
    """Things gathered into groups by what is said to be the same."""

    def __init__(self) -> None:
        self._parent: dict[Hashable, Hashable] = {}

    def of(self, item: Hashable) -> Hashable:
        root = item
        while (above := self._parent.setdefault(root, root)) != root:
            root = above
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, one: Hashable, other: Hashable) -> None:
        self._parent[self.of(one)] = self.of(other)


class People:
    """The people of a request, found from all the ways in which they are written."""

    def __init__(self, participants: Iterable[Participant]) -> None:
        """Read the participants of all occurrences; their order makes no difference."""
        counted = Counter((each.name, each.address) for each in participants)
        self._seen: dict[Identity, Counter[tuple[str | None, str | None]]] = defaultdict(Counter)
        for (name, address), count in counted.items():
            identity = identity_of(name, address)
            if identity.name or identity.address:
                self._seen[identity][name, address] += count
        self.shared = _shared_addresses(self._seen)
        groups = _Groups()
        for identity in self._seen:
            groups.join(identity, ("address", identity.address) if identity.address else identity)
        self._join_names(groups)
        members: dict[Hashable, list[Identity]] = defaultdict(list)
        for identity in self._seen:
            members[groups.of(identity)].append(identity)
        self._key_of: dict[Identity, str] = {}
        self.people = tuple(sorted(map(self._person, members.values()), key=lambda each: each.key))

    def key(self, participant: Participant | None) -> str | None:
        """The key of the person in a slot; None where nothing of it can be read."""
        if participant is None or not (participant.name or participant.address):
            return None
        return self._key_of.get(identity_of(participant.name, participant.address))

    def _join_names(self, groups: _Groups) -> None:
        by_name: dict[str, list[Identity]] = defaultdict(list)
        for identity in self._seen:
            if identity.name is None or identity.relayed or identity.address in self.shared:
                continue
            if not identity.name.full:
                if identity.address is None:
                    groups.join(identity, ("whole", identity.name.whole, identity.domain))
                continue
            by_name[identity.name.full].append(identity)
        for namesakes in by_name.values():
            for same in _by_middle_initial(namesakes):
                _join_namesakes(groups, same)

    def _person(self, members: list[Identity]) -> AssembledPerson:
        spelled: Counter[str] = Counter()
        addresses: set[str] = set()
        domains: Counter[str] = Counter()
        for identity in members:
            for (name, _), count in self._seen[identity].items():
                if name and identity.name:
                    spelled[squeezed(name)] += count
            if identity.address:
                addresses.add(identity.address)
            if identity.domain and not identity.domain.startswith("o="):
                domains[identity.domain] += sum(self._seen[identity].values())
        key = _person_key(members, addresses)
        self._key_of.update(dict.fromkeys(members, key))
        return AssembledPerson(
            key=key,
            name=min(spelled, key=lambda each: (-spelled[each], -len(each), each), default=None),
            addresses=tuple(sorted(addresses)),
            names=tuple(sorted(spelled)),
            domain=min(domains, key=lambda each: (-domains[each], each), default=None),
        )


def _shared_addresses(seen: Iterable[Identity]) -> frozenset[str]:
    names: dict[str, set[str]] = defaultdict(set)
    for identity in seen:
        if identity.address and identity.name and identity.name.full:
            names[identity.address].add(identity.name.full)
    return frozenset(address for address, full in names.items() if len(full) >= SHARED_BY)


def _by_middle_initial(namesakes: list[Identity]) -> Iterable[list[Identity]]:
    """`John A. Smith` and `John B. Smith` are two; `John Smith` is then neither for certain."""
    middles: dict[str, list[Identity]] = defaultdict(list)
    for identity in namesakes:
        middles[identity.name.middle if identity.name else ""].append(identity)
    return [namesakes] if len(middles.keys() - {""}) < 2 else middles.values()


def _join_namesakes(groups: _Groups, namesakes: list[Identity]) -> None:
    homes: dict[str, list[Identity]] = defaultdict(list)
    bare: list[Identity] = []
    for identity in namesakes:
        (homes[identity.domain] if identity.domain else bare).append(identity)
    for same in (*homes.values(), bare):
        for identity in same[1:]:
            groups.join(identity, same[0])
    mail = {domain for domain in homes if not domain.startswith("o=")}
    exchange = homes.keys() - mail
    if len(mail) > 1 or len(exchange) > 1:
        return
    present = [*(homes[domain][0] for domain in sorted(homes)), *bare[:1]]
    for identity in present[1:]:
        groups.join(identity, present[0])


def _person_key(members: list[Identity], addresses: set[str]) -> str:
    mail = sorted(each for each in addresses if not each.startswith("/o="))
    if addresses:
        key = f"address:{(mail or sorted(addresses))[0]}"
    else:
        first = min(
            (each for each in members if each.name), key=lambda each: _name_key(each), default=None
        )
        key = f"name:{_name_key(first)}" if first else "name:"
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - 33]}#{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def _name_key(identity: Identity) -> str:
    name = identity.name
    if name is None:
        return ""
    shown = " ".join(filter(None, (name.first, name.middle, name.last))) or name.whole
    return f"{shown}@{identity.domain}" if identity.domain else shown
