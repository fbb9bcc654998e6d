"""Scores the missing messages that were inferred from a mailbox with messages taken out.

The truth does not come from the code that is scored: the mailbox is split and its headers are
read by the standard library. It is the set of the Message-IDs that kept messages refer to, in
References or In-Reply-To, and that no kept message bears: those that were taken out, and those
that never were in the mailbox. An inferred message counts as right where its Message-ID is one
of them; one without a Message-ID, and a second one with the same, count as wrong.
"""

import mailbox
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
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
