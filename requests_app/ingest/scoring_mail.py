"""Scores the missing messages that were inferred from a mailbox with messages taken out.

The truth does not come from the code that is scored: the mailbox is split and its headers are
read by the standard library. It is the set of the Message-IDs that kept messages refer to, in
References or In-Reply-To, and that no kept message bears: those that were taken out, and those
that never were in the mailbox. An inferred message counts as right where its Message-ID is one
of them; one without a Message-ID, and a second one with the same, count as wrong.

Quotations also prove messages that no header names: a post before the archive began, a private
mail, a bounce. By the definition above they count as wrong; they are therefore counted apart too,
and checked for being copies of messages that are there (`kept_copies`).
"""

import mailbox
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

_ID = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True, slots=True)
class ArchivedMail:
    """One message of a mailbox: its bytes, its Message-ID, and the ids that it refers to."""

    content: bytes
    message_id: str | None
    refers_to: frozenset[str]


@dataclass(frozen=True, slots=True)
class MailScore:
    """Inferred messages against the truth. `strays` are inferred and not in the truth, None for
    one without Message-ID; `missed` are in the truth and not inferred."""

    expected: int
    inferred: int
    right: int
    deleted: int
    deleted_found: int
    strays: tuple[str | None, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The share of the inferred messages that are right; 1.0 where there are none."""
        return self.right / self.inferred if self.inferred else 1.0

    @property
    def precision_by_id(self) -> float:
        """The same for the inferred messages that have a Message-ID."""
        with_id = self.inferred - self.strays.count(None)
        return self.right / with_id if with_id else 1.0

    @property
    def recall(self) -> float:
        """The share of the truth that was inferred; 1.0 where it is empty."""
        return self.right / self.expected if self.expected else 1.0


def archived_mail(path: Path) -> list[ArchivedMail]:
    """The messages of an mbox file in the order of the file."""
    box = mailbox.mbox(path, create=False)
    try:
        return [_archived(box.get_bytes(key)) for key in box.iterkeys()]
    finally:
        box.close()


def _archived(content: bytes) -> ArchivedMail:
    header = BytesParser(policy=compat32).parsebytes(content, headersonly=True)
    own = _ids(header, "Message-ID")
    named = frozenset((*_ids(header, "References"), *_ids(header, "In-Reply-To")))
    return ArchivedMail(content, own[0] if own else None, named - set(own[:1]))


def _ids(header: Message, name: str) -> list[str]:
    values = (str(value) for value in header.get_all(name, []))
    found = ("".join(each.split()) for value in values for each in _ID.findall(value))
    return [each for each in found if "@" in each.strip("@")]


def choose_deleted(mail: Sequence[ArchivedMail], *, count: int, seed: int) -> frozenset[str]:
    """Ids of messages to take out, so that a message that stays refers to each of them.

    Raises ValueError where the mailbox has not that many.
    """
    referrers: dict[str, set[str]] = {}
    borne = {each.message_id for each in mail if each.message_id}
    for each in mail:
        for named in each.refers_to & borne:
            if each.message_id and each.message_id != named:
                referrers.setdefault(named, set()).add(each.message_id)
    candidates = sorted(referrers)
    random.Random(seed).shuffle(candidates)
    deleted: set[str] = set()
    for candidate in candidates:
        if len(deleted) == count:
            break
        alone = [each for each in deleted if referrers[each] - deleted == {candidate}]
        if referrers[candidate] - deleted and not alone:
            deleted.add(candidate)
    if len(deleted) < count:
        raise ValueError(f"only {len(deleted)} messages can be taken out so that a trace remains")
    return frozenset(deleted)


def absent_ids(kept: Iterable[ArchivedMail]) -> frozenset[str]:
    """The ids that the kept messages refer to and none of them bears."""
    mail = list(kept)
    named = {each for message in mail for each in message.refers_to}
    return frozenset(named - {message.message_id for message in mail})


def score_inferred(
    inferred: Sequence[str | None], *, expected: frozenset[str], deleted: frozenset[str]
) -> MailScore:
    """Compare the Message-IDs of the inferred messages, one entry for each, with the truth."""
    counted = Counter(inferred)
    right = {each for each in counted if each in expected}
    strays: list[str | None] = []
    for each, count in counted.items():
        strays += [each] * (count - (each in right))
    return MailScore(
        expected=len(expected),
        inferred=len(inferred),
        right=len(right),
        deleted=len(deleted),
        deleted_found=len(deleted & right),
        strays=tuple(sorted(strays, key=lambda each: each or "")),
        missed=tuple(sorted(expected - right)),
    )


def write_mbox(path: Path, mail: Iterable[ArchivedMail]) -> None:
    """Write messages to a new mbox file, their lines that begin with `From ` quoted."""
    with path.open("wb") as target:
        for each in mail:
            target.write(b"From foiatrack@localhost Thu Jan  1 00:00:00 1970\n")
            target.write(re.sub(rb"(?m)^(>*From )", rb">\1", each.content))
            target.write(b"\n" if each.content.endswith(b"\n") else b"\n\n")


@dataclass(frozen=True, slots=True)
class QuotedOnly:
    """An inferred message that is known from quotations alone: who sent it, and when, as printed;
    `offset` is minutes from UTC where stated."""

    sender: str
    address: str
    sent_at: datetime | None
    offset: int | None


def kept_copies(quoted: Sequence[QuotedOnly], kept: Sequence[ArchivedMail]) -> list[QuotedOnly]:
    """Those that a kept message may be: the same name or address, at the same minute of the half
    hour within a day and two hours, or to the minute where the quotation states its offset.

    A wide net on purpose: what it does not catch was not among the kept messages.
    """
    sent = [_sender_and_time(each) for each in kept]
    return [each for each in quoted if any(_may_be(each, other) for other in sent)]


def _sender_and_time(mail: ArchivedMail) -> tuple[frozenset[str], datetime | None]:
    header = BytesParser(policy=compat32).parsebytes(mail.content, headersonly=True)
    name, address = parseaddr(str(make_header(decode_header(str(header.get("From", ""))))))
    try:
        moment = parsedate_to_datetime(str(header.get("Date", "")))
    except ValueError:
        return frozenset(), None
    at = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    return frozenset((address.casefold(), _folded(name))) - {""}, at


def _may_be(quoted: QuotedOnly, other: tuple[frozenset[str], datetime | None]) -> bool:
    who, at = other
    if at is None or quoted.sent_at is None:
        return False
    if who.isdisjoint((quoted.address.casefold(), _folded(quoted.sender))):
        return False
    apart = (quoted.sent_at - at).total_seconds() // 60 - (quoted.offset or 0)
    if quoted.offset is not None:
        return abs(apart) <= 1
    return abs(apart) <= 26 * 60 and min(apart % 30, -apart % 30) <= 1


def _folded(name: str) -> str:
    return " ".join(sorted(re.findall(r"\w+", name.casefold())))
