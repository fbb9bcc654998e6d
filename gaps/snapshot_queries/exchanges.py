"""Who wrote to whom, organisation by organisation, and what the pages prove of the way back."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from gaps.snapshot import CaseSnapshot, Mention, Message, Organisation, Participant
from gaps.snapshot_queries.messages import first_quotation, is_asked_for, place_of, side_of
from gaps.snapshot_queries.searches import is_part_of

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Parties:
    """Between which organisations a message went, as keys of organisations.

    `home` is the organisation of the agency asked. A person of the agency's side whose own
    organisation could not be read is taken to be of it, and so is the redacted recipient of a
    message from outside: the message was released from the agency's files.
    """

    by_key: Mapping[str, Organisation]
    home: str | None

    def sender(self, message: Message) -> str | None:
        """The organisation that sent it, or None where it cannot be told."""
        return self._of(message.sender)

    def recipients(self, message: Message) -> frozenset[str]:
        """The organisations that received it, as far as they can be told."""
        known = {key for each in message.recipients if (key := self._of(each)) is not None}
        hidden = any(each.redacted for each in message.recipients)
        reached = any(self.by_key[each].side == "agency" for each in known)
        if message.produced and hidden and not reached and side_of(message.sender) == "outside":
            known |= {self.home} if self.home else set()
        return frozenset(known)

    def _of(self, participant: Participant | None) -> str | None:
        if participant is None:
            return None
        if participant.organisation in self.by_key:
            return participant.organisation
        return self.home if participant.side == "agency" else None


def parties(case: CaseSnapshot) -> Parties:
    """The organisations of a case. `home` is the organisation of the agency asked or, where
    none is marked with its office, the only one on the agency's side."""
    agency = case.foia_request.agency.path
    own = [each for each in case.organisations if each.side == "agency"]
    marked = [each for each in own if each.office == agency]
    chosen = marked or (own if len(own) == 1 else [])
    return Parties(
        {each.key: each for each in case.organisations}, chosen[0].key if chosen else None
    )


@dataclass(frozen=True, slots=True)
class Exchange:
    """Produced messages from one organisation to another, the agency's on one side, and the
    way back: how many were produced, which stand quoted, which are acknowledged in a thread
    where none stands quoted, and how many messages to the source have a sender that cannot
    be placed and may be of the target."""

    source: Organisation
    target: Organisation
    produced: tuple[Message, ...]
    produced_back: int
    quoted_back: tuple[Message, ...]
    acknowledged_back: tuple[Mention, ...]
    unplaced: int

    @property
    def proven_back(self) -> int:
        """The fewest messages back that the released pages prove."""
        return len(self.quoted_back) + len(self.acknowledged_back)


def exchanges(case: CaseSnapshot) -> list[Exchange]:
    """The exchanges between the agency asked and outside organisations, each direction that
    has a produced message of the period asked for, in reading order."""
    known = parties(case)
    sent: defaultdict[Pair, list[Message]] = defaultdict(list)
    proven: defaultdict[Pair, list[Message]] = defaultdict(list)
    unplaced: Counter[str] = Counter()
    for message in case.messages:
        if not is_asked_for(case.foia_request, message.sent_at):
            continue
        source = known.sender(message) or _who_was_answered(case, known, message)
        targets = known.recipients(message) or _who_quoted(case, known, message)
        if source is None:
            unplaced.update(targets if message.produced else ())
            continue
        if message.produced or first_quotation(message):
            for target in targets - {source}:
                (sent if message.produced else proven)[(source, target)].append(message)
    acknowledged = _acknowledged(case, known, proven)
    return [
        Exchange(
            source=known.by_key[x],
            target=known.by_key[y],
            produced=tuple(produced),
            produced_back=len(sent.get((y, x), ())),
            quoted_back=tuple(proven.get((y, x), ())),
            acknowledged_back=tuple(acknowledged.get((x, y), {}).values()),
            unplaced=unplaced[x],
        )
        for (x, y), produced in sent.items()
        if _crosses(case, known, x, y)
    ]


def _crosses(case: CaseSnapshot, known: Parties, x: str, y: str) -> bool:
    """Whether one side is of the agency asked, whose files the request reaches, and one outside."""
    sides = {known.by_key[x].side: known.by_key[x], known.by_key[y].side: known.by_key[y]}
    if set(sides) != {"agency", "outside"}:
        return False
    own = sides["agency"]
    return own.key == known.home or is_part_of(own.office, case.foia_request.agency.path)


def _who_quoted(case: CaseSnapshot, known: Parties, message: Message) -> frozenset[str]:
    """Whoever quotes a message that names no recipient has received it."""
    if message.produced or message.recipients:
        return frozenset()
    containers = (case.message_by_key.get(each.container or "") for each in message.occurrences)
    return frozenset(key for each in containers if each and (key := known.sender(each)))


def _who_was_answered(case: CaseSnapshot, known: Parties, message: Message) -> str | None:
    """The organisation of a quoted message whose sender is closed: that to which alone the reply
    goes that its recipient wrote to it."""
    if message.produced or (message.sender is not None and not message.sender.redacted):
        return None
    received = known.recipients(message)
    for occurrence in message.occurrences:
        reply = case.message_by_key.get(occurrence.container or "")
        if reply is None or reply.reply_kind != "reply" or known.sender(reply) not in received:
            continue
        answered = known.recipients(reply)
        if len(answered) == 1:
            return next(iter(answered))
    return None


def _acknowledged(
    case: CaseSnapshot, known: Parties, proven: Mapping[Pair, list[Message]]
) -> dict[Pair, dict[str, Mention]]:
    """Words of x to y alone that answer or name a message of y: one a thread, since two thanks
    may be for the same note, and none where a message back stands quoted in the thread."""
    quoted = {
        (pair, message.normalized_subject) for pair, found in proven.items() for message in found
    }
    words: defaultdict[Pair, dict[str, Mention]] = defaultdict(dict)
    for mention in sorted(case.mentions, key=place_of):
        message = case.message_by_key.get(mention.message or "")
        if message is None or not message.produced:
            continue
        if mention.kind not in ("answer", "earlier_message") or mention.counterpart != "recipient":
            continue
        x, targets = known.sender(message), known.recipients(message)
        moment = mention.on or message.sent_at
        if x is None or len(targets) != 1 or not is_asked_for(case.foia_request, moment):
            continue
        (y,) = targets
        thread = message.normalized_subject
        if ((y, x), thread) not in quoted:
            words[(x, y)].setdefault(thread, mention)
    return words
