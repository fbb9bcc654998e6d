"""Whose files were searched, and which people of the agency were left out."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from gaps.contract import Confidence
from gaps.snapshot import CaseSnapshot, Custodian, Message, Participant
from gaps.snapshot_queries.exchanges import Parties, parties
from gaps.snapshot_queries.searches import carried_out, is_part_of

TAKES_PART_FROM = 2
"""In how many messages someone must stand to have taken part."""


@dataclass(frozen=True, slots=True)
class UnsearchedCustodian:
    """A person who is not among the custodians searched, with the messages they stand in."""

    person: str
    identity: str
    requested: bool
    wrote: tuple[Message, ...]
    received: tuple[Message, ...]
    confidence: Confidence


@dataclass(slots=True)
class _Traffic:
    name: str
    person: str | None
    wrote: list[Message] = field(default_factory=list)
    received: list[Message] = field(default_factory=list)


def name_key(name: str) -> tuple[str, str] | None:
    """What two ways of writing a person's name share: the last name and the first initial.

    `Doe, Jane A.` and `Jane Doe (HSI)` agree. None where there are not two names.
    """
    plain = re.sub(r"\([^)]*\)|\[[^]]*\]|<[^>]*>", " ", name).casefold()
    last, comma, first = plain.partition(",")
    word = r"[^\W\d_](?:[\w'’-]*\w)?"
    words = re.findall(word, first if comma else plain)
    family = re.findall(word, last) if comma else words[1:]
    return (family[-1], words[0][0]) if words and family else None


def custodians_searched(case: CaseSnapshot) -> list[str]:
    """The names of all custodians that the agency says it searched, each once."""
    return list(dict.fromkeys(c.name for each in carried_out(case) for c in each.custodians))


def unsearched_custodians(case: CaseSnapshot) -> list[UnsearchedCustodian]:
    """People named in the request first, then those whom the records show taking part."""
    reached = identities_reached(case)
    traffic = _traffic(case)
    found: list[UnsearchedCustodian] = []
    taken: set[object] = set()
    for custodian in case.foia_request.custodians:
        own = identities(custodian.name, custodian.person)
        taken |= own
        if not own & reached and not _office_searched_whole(case, custodian):
            seen = next((t for t in traffic if own & identities(t.name, t.person)), None)
            found.append(_named(case, custodian, seen))
    for seen in traffic:
        own = identities(seen.name, seen.person)
        if len({id(m) for m in (*seen.wrote, *seen.received)}) < TAKES_PART_FROM or own & (
            reached | taken
        ):
            continue
        taken |= own
        person = name_key(seen.name) is not None and "@" not in seen.name
        found.append(
            UnsearchedCustodian(
                person=seen.name,
                identity=seen.person or seen.name.casefold(),
                requested=False,
                wrote=tuple(seen.wrote),
                received=tuple(seen.received),
                confidence=Confidence.PROBABLE if seen.wrote and person else Confidence.LEAD,
            )
        )
    return found


def _named(case: CaseSnapshot, custodian: Custodian, seen: _Traffic | None) -> UnsearchedCustodian:
    whole = any(not each.custodians for each in carried_out(case))
    # Where some office was searched without a list, a person of no known office may be in it.
    may_be_in_it = whole and custodian.office is None
    return UnsearchedCustodian(
        person=custodian.name,
        identity=" ".join(name_key(custodian.name) or (custodian.name.casefold(),)),
        requested=True,
        wrote=tuple(seen.wrote) if seen else (),
        received=tuple(seen.received) if seen else (),
        confidence=Confidence.PROBABLE if may_be_in_it else Confidence.CERTAIN,
    )


def identities(name: str, person: str | None) -> set[object]:
    """All by which someone may be known again: person in the records, name in any form."""
    return {each for each in (person, name_key(name), name.casefold()) if each}


def identities_reached(case: CaseSnapshot) -> set[object]:
    """Custodians searched, and owners of the mailboxes from which messages were printed."""
    reached: set[object] = set()
    for search in carried_out(case):
        for custodian in search.custodians:
            reached |= identities(custodian.name, custodian.person)
    for message in case.messages:
        if message.mailbox_owner:
            reached |= identities(message.mailbox_owner, None)
    return reached


def _office_searched_whole(case: CaseSnapshot, custodian: Custodian) -> bool:
    agency = case.foia_request.agency.path
    return any(
        not each.custodians
        and each.office.path != agency
        and is_part_of(custodian.office, each.office.path)
        for each in carried_out(case)
    )


def _traffic(case: CaseSnapshot) -> list[_Traffic]:
    """The people of the agency asked who stand in messages with their names open. Who only
    had copies did not take part."""
    known = parties(case)
    people: dict[str, _Traffic] = {}
    written: defaultdict[str, set[str]] = defaultdict(set)
    for message in case.messages:
        for participant in (message.sender, *message.recipients):
            if participant is None or not _is_own_and_open(case, known, participant):
                continue
            name = participant.name or participant.address or ""
            key = participant.person or name.casefold()
            if message.key in written[key]:
                continue
            written[key].add(message.key)
            seen = people.setdefault(key, _Traffic(name, participant.person))
            (seen.wrote if participant.role == "from" else seen.received).append(message)
    return list(people.values())


def _is_own_and_open(case: CaseSnapshot, known: Parties, participant: Participant) -> bool:
    if participant.redacted or participant.side != "agency" or participant.role in ("cc", "bcc"):
        return False
    own = known.by_key.get(participant.organisation or "")
    office = own.office if own else None
    of_agency = office is None or is_part_of(office, case.foia_request.agency.path)
    return of_agency and bool(participant.name or participant.address)
