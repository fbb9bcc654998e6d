"""Which produced replies answer something that is neither produced nor quoted."""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from gaps.contract import Confidence
from gaps.snapshot import CaseSnapshot, FoiaRequest, Message, Occurrence, Participant
from gaps.snapshot_queries.messages import is_asked_for, is_ghost, messages_that_quote, side_of
from gaps.snapshot_queries.wording import amount

ANSWERED_WITHIN = timedelta(days=7)
"""What a reply answers was most likely sent no longer before it."""
NATIVE = "native"
ZONES = timedelta(days=1)
# Printed times are in no time zone.
EARLIEST, LATEST = datetime(1, 1, 1), datetime(9999, 12, 31)  # noqa: DTZ001

Basis = Literal["message_id", "conversation_index", "subject"]


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A message that must have been there before the replies, in reading order. `identity` and
    `awaited` do not change while it is absent (see gaps.contract.Awaited)."""

    replies: Sequence[Message]
    basis: Basis
    proof: str
    identity: str
    awaited: str
    confidence: Confidence
    named_in: Occurrence | None = None
    """The electronic file whose header names it, where one does."""


def antecedents(case: CaseSnapshot) -> Iterator[Antecedent]:
    """The absent messages that produced ones answer, each once: those named by their id, then
    those proven by the depth of a conversation, then those presupposed by `RE:`."""
    yield from _named_by_id(case)
    quoting = messages_that_quote(case)
    earliest = _earliest_by_subject(case)
    answering = {
        m.message for m in case.mentions if m.kind == "answer" and m.counterpart == "recipient"
    }
    presupposed: set[tuple[str, object]] = set()
    for message in case.messages:
        if not message.produced or message.parent is not None or message.key in quoting:
            continue
        if not is_asked_for(case.foia_request, message.sent_at):
            continue
        if message.ancestors > 0:
            depth = f"its conversation index shows {amount(message.ancestors, 'earlier message')}"
            yield _before(case, message, "conversation_index", depth, _certainty(message))
        elif message.reply_kind == "reply" and message.normalized_subject:
            subject = message.normalized_subject
            thread = (subject, _who(message.sender))
            if thread in presupposed or _someone_else_before(message, earliest[subject]):
                continue
            presupposed.add(thread)
            answers = message.key in answering
            words = "its subject is marked as a reply" + (
                " and its words answer one" if answers else ""
            )
            sure = Confidence.PROBABLE if answers else Confidence.LEAD
            yield _before(case, message, "subject", words, sure)


def _named_by_id(case: CaseSnapshot) -> Iterator[Antecedent]:
    already_quoted = messages_that_quote(case, absent_only=True)
    for ghost in case.messages:
        if not is_ghost(ghost) or not is_asked_for(case.foia_request, ghost.sent_at):
            continue
        named_by = (case.message_by_key.get(key) for key in ghost.referenced_by)
        replies = [each for each in named_by if each is not None and each.produced]
        replies = [each for each in replies if is_asked_for(case.foia_request, each.sent_at)]
        # A reply that quotes what it answers has it reported as the quoted message.
        if all(each.key in already_quoted for each in replies):
            continue
        key = f"mid:{ghost.message_id}" if ghost.message_id else f"key:{ghost.key}"
        named_in = _electronic(replies)
        yield Antecedent(
            replies=replies,
            basis="message_id",
            proof=_naming(ghost, named_in),
            identity=key,
            awaited=key,
            confidence=_dated(case.foia_request, replies, ghost, _certainty(*replies)),
            named_in=named_in,
        )


def _electronic(replies: Sequence[Message]) -> Occurrence | None:
    """The first of the replies as it came in an electronic file: a printed page shows no ids."""
    standing = (occurrence for each in replies for occurrence in each.occurrences)
    return next((each for each in standing if each.style == NATIVE and each.pages), None)


def _naming(ghost: Message, named_in: Occurrence | None) -> str:
    if named_in is None or not ghost.message_id:
        return "its header names it by its Message-ID"
    return (
        f"the header of the electronic file {named_in.pages[0].document} names it, as what it "
        f"replies to or refers to, by the Message-ID {ghost.message_id}"
    )


def _before(
    case: CaseSnapshot, reply: Message, basis: Basis, proof: str, confidence: Confidence
) -> Antecedent:
    place = reply.occurrences[0].place if reply.occurrences else ""
    identity = place or f"key:{reply.key}"
    return Antecedent(
        replies=(reply,),
        basis=basis,
        proof=proof,
        identity=f"parent:{identity}",
        awaited=f"parent:{identity}",
        confidence=_dated(case.foia_request, (reply,), None, confidence),
    )


def _certainty(*replies: Message) -> Confidence:
    """Certain that the agency had it where someone of the agency answered it."""
    answered = any(side_of(each.sender) == "agency" for each in replies)
    return Confidence.CERTAIN if answered else Confidence.PROBABLE


def _dated(
    foia_request: FoiaRequest, replies: Sequence[Message], ghost: Message | None, sure: Confidence
) -> Confidence:
    """An absent message bears no day: it may have been sent before the first day asked for."""
    since = foia_request.records_from
    if since is None or (ghost is not None and ghost.sent_at is not None):
        return sure
    days = [each.sent_at.date() for each in replies if each.sent_at is not None]
    near = not days or min(days) - since < ANSWERED_WITHIN
    return Confidence.LEAD if near else sure.at_most(Confidence.PROBABLE)


def _who(participant: Participant | None) -> str | None:
    """Who someone is, so that two senders can be told apart; None where they cannot."""
    if participant is None:
        return None
    return participant.person or participant.address or participant.name or participant.organisation


def _earliest_by_subject(case: CaseSnapshot) -> dict[str, list[tuple[datetime, str | None]]]:
    """For each subject the first message of each of its first two senders."""
    firsts: defaultdict[str, dict[str | None, datetime]] = defaultdict(dict)
    for message in case.messages:
        who = _who(message.sender)
        known = firsts[message.normalized_subject]
        known[who] = min(known.get(who, LATEST), _moment(message))
    return {
        subject: heapq.nsmallest(2, ((at, who) for who, at in known.items()), key=_first)
        for subject, known in firsts.items()
    }


def _first(pair: tuple[datetime, str | None]) -> datetime:
    return pair[0]


def _moment(message: Message) -> datetime:
    """When a message was sent; an undated one may be the earliest."""
    return message.sent_at.replace(tzinfo=None) if message.sent_at else EARLIEST


def _someone_else_before(reply: Message, earliest: Sequence[tuple[datetime, str | None]]) -> bool:
    """Whether a message of the same subject by another sender was sent before the reply. A
    sender who cannot be told may be that other; a day is allowed for differing time zones."""
    latest = _moment(reply) + ZONES if reply.sent_at else LATEST
    sender = _who(reply.sender)
    return any((who is None or who != sender) and at <= latest for at, who in earliest)
