"""Scores the messages read from a release against labels made by hand.

The labels list the messages of some threads of the release: sender, time, subject, body. They
are compared one to one with the email blocks that were read.

Which labels count: the bodies carry the page stamps of the release, so a thread with stamps can
be placed on pages without any help from the reading that is scored. A thread is *placed* when it
has stamps and all of them are on the pages that were read. Threads without any stamp are *between*
when the placed threads before and after them in the order of the release are on ascending pages.

Which of the read messages are judged: those whose header begins on a page that a placed thread's
stamps name. Pages of other threads are not judged, for their labels are not at hand. Attributions
(`On <date>, X wrote:`) that match no label are not judged either: the labels leave them in bodies.

When two messages are the same: same minute as printed (the labels have lost AM and PM where they
give no offset: twelve hours' difference is then allowed), subjects that agree after marks,
blanks and OCR slips are set aside (one may be cut short; one that the labels show as closed
agrees with any), and senders that share a name.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rapidfuzz import fuzz

from requests_app.ingest.extract.contract import EmailBlock
from requests_app.ingest.extract.message_roles import are_related, bare_subject

_CLOSED = re.compile(r"\(b\)\s?\([\d)]*\)?")
_STAMP = re.compile(r"NIH\s?-\s?(\d{6})")


@dataclass(frozen=True, slots=True)
class LabelledMessage:
    """A message as the labels give it. `clock_is_halved` where AM and PM are lost; `leads` for
    the first of its thread, the one that was printed."""

    thread: int
    leads: bool
    sender: str
    at: datetime
    clock_is_halved: bool
    subject: str
    stamps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """A message that was read, with the stamp of the page its header begins on."""

    sender: str
    address: str
    at: datetime | None
    subject: str
    stamp: int | None
    role: str
    is_attribution: bool


@dataclass(frozen=True, slots=True)
class Score:
    """What a comparison found. `misses` and `strays` count the kinds of what did not match."""

    labelled: int
    found: int
    found_without_sender: int
    judged: int
    judged_right: int
    judged_right_without_sender: int
    roles_right: int
    """Of the found: those read as printed where they lead their thread, as quoted elsewhere."""
    misses: Counter[str]
    strays: Counter[str]
    missed: tuple[tuple[LabelledMessage, str], ...]
    strayed: tuple[tuple[ReadMessage, str], ...]

    @property
    def recall(self) -> float:
        """Share of the labelled messages that were found."""
        return self.found / self.labelled if self.labelled else 0.0

    @property
    def precision(self) -> float:
        """Share of the judged messages that match a label."""
        return self.judged_right / self.judged if self.judged else 0.0


def labelled_threads(labels: Mapping[str, Any]) -> list[list[LabelledMessage]]:
    """The threads of the labels file in the order of the release."""
    names = labels["names"]
    threads = []
    for number, thread in enumerate(labels["emails"]):
        threads.append(
            [_labelled(number, message, names, at == 0) for at, message in enumerate(thread)]
        )
    return threads


def _labelled(
    thread: int, message: Mapping[str, Any], names: Sequence[str], leads: bool
) -> LabelledMessage:
    stamps = tuple(int(number) for number in _STAMP.findall(message["body"]))
    at = datetime.fromisoformat(message["time"])
    return LabelledMessage(
        thread=thread,
        leads=leads,
        sender=names[message["sender"]],
        at=at.replace(tzinfo=None),
        clock_is_halved=at.tzinfo is None,
        subject=message["subject"] or "",
        stamps=stamps,
    )


def placed_threads(
    threads: Sequence[Sequence[LabelledMessage]], pages: set[int]
) -> list[list[LabelledMessage]]:
    """The threads whose stamps are all on the pages that were read."""
    placed = []
    for thread in threads:
        stamps = _stamps(thread)
        if stamps and stamps <= pages:
            placed.append(list(thread))
    return placed


def between_threads(
    threads: Sequence[Sequence[LabelledMessage]], pages: set[int]
) -> list[list[LabelledMessage]]:
    """The threads without stamps that stand between two placed threads on ascending pages."""
    found = []
    for number, thread in enumerate(threads):
        if _stamps(thread):
            continue
        before = next((s for t in reversed(threads[:number]) if (s := _stamps(t))), None)
        after = next((s for t in threads[number + 1 :] if (s := _stamps(t))), None)
        if before and after and before | after <= pages and max(before) < min(after):
            found.append(list(thread))
    return found


def _stamps(thread: Sequence[LabelledMessage]) -> set[int]:
    return {stamp for message in thread for stamp in message.stamps}


def read_messages(
    blocks: Sequence[EmailBlock], stamp_of_page: Mapping[int, int]
) -> list[ReadMessage]:
    """The blocks as they are compared."""
    messages = []
    for block in blocks:
        page = block.header_spans[0].page if block.header_spans else -1
        messages.append(
            ReadMessage(
                sender=(block.sender.name or "") if block.sender else "",
                address=(block.sender.address or "") if block.sender else "",
                at=block.sent_at if block.has_time else None,
                subject=block.subject or "",
                stamp=stamp_of_page.get(page),
                role=block.role,
                is_attribution=block.style == "on_wrote",
            )
        )
    return messages


def stamps_of_pages(texts: Mapping[int, str]) -> dict[int, int]:
    """The stamp of each page that has exactly one, by page index."""
    found = {}
    for page, text in texts.items():
        numbers = {int(number) for number in _STAMP.findall(text)}
        if len(numbers) == 1:
            found[page] = numbers.pop()
    return found


def score_messages(
    threads: Sequence[Sequence[LabelledMessage]],
    messages: Sequence[ReadMessage],
    all_labels: Sequence[Sequence[LabelledMessage]],
) -> Score:
    """Compare the labels of some threads with everything read. `all_labels` serves to tell a
    judged message that belongs to another labelled thread from a wrong one."""
    labels = [label for thread in threads for label in thread]
    pairs = _pairs(labels, messages, with_sender=True)
    loose = _pairs(labels, messages, with_sender=False)
    loose_set = set(loose.values())
    pages = {stamp for label in labels for stamp in label.stamps}
    matched = set(pairs.values())
    elsewhere = [label for thread in all_labels for label in thread]
    judged = [
        number
        for number, message in enumerate(messages)
        if message.stamp in pages and (not message.is_attribution or number in matched)
    ]
    wrong = [n for n in judged if not _is_right(messages[n], n in matched, elsewhere, True)]
    loosely_wrong = [
        n for n in wrong if not _is_right(messages[n], n in loose_set, elsewhere, False)
    ]
    strayed = [(messages[n], _kind_of_stray(messages[n], labels)) for n in wrong]
    missed = [
        (label, _kind_of_miss(label, messages))
        for number, label in enumerate(labels)
        if number not in pairs
    ]
    return Score(
        labelled=len(labels),
        found=len(pairs),
        found_without_sender=len(loose),
        judged=len(judged),
        judged_right=len(judged) - len(wrong),
        judged_right_without_sender=len(judged) - len(loosely_wrong),
        roles_right=sum(
            labels[label].leads == (messages[message].role == "top")
            for label, message in pairs.items()
        ),
        misses=Counter(kind for _label, kind in missed),
        strays=Counter(kind for _message, kind in strayed),
        missed=tuple(missed),
        strayed=tuple(strayed),
    )


def _is_right(
    message: ReadMessage, matched: bool, others: Sequence[LabelledMessage], with_sender: bool
) -> bool:
    """Whether a judged message matches a label, of whatever thread."""
    return matched or any(_same(label, message, with_sender) for label in others)


def _pairs(
    labels: Sequence[LabelledMessage],
    messages: Sequence[ReadMessage],
    *,
    with_sender: bool,
) -> dict[int, int]:
    """Labels matched to messages one to one; where several fit, the one on the thread's own
    pages, then the first."""
    pages_of: dict[int, set[int]] = {}
    for label in labels:
        pages_of.setdefault(label.thread, set()).update(label.stamps)
    by_minute: dict[tuple[Any, ...], list[int]] = {}
    for number, message in enumerate(messages):
        if message.at is not None:
            by_minute.setdefault(_halved(message.at), []).append(number)
    taken: set[int] = set()
    pairs: dict[int, int] = {}
    for number, label in enumerate(labels):
        fitting = [
            candidate
            for candidate in by_minute.get(_halved(label.at), ())
            if candidate not in taken and _same(label, messages[candidate], with_sender)
        ]
        if not fitting:
            continue
        own = pages_of[label.thread]
        best = min(fitting, key=lambda n: (messages[n].stamp not in own, n))
        pairs[number] = best
        taken.add(best)
    return pairs


def _halved(moment: datetime) -> tuple[Any, ...]:
    return moment.date(), moment.hour % 12, moment.minute


def _same(label: LabelledMessage, message: ReadMessage, with_sender: bool) -> bool:
    return (
        _same_minute(label, message)
        and _same_subject(label.subject, message.subject)
        and (not with_sender or _same_sender(label, message))
    )


def _same_minute(label: LabelledMessage, message: ReadMessage) -> bool:
    if message.at is None or _halved(label.at) != _halved(message.at):
        return False
    return label.clock_is_halved or label.at.hour == message.at.hour


def _same_subject(one: str, other: str) -> bool:
    """Whether a label's subject agrees with one that was read. A closed one agrees with any: what
    OCR makes of a black box is no subject."""
    if _CLOSED.search(one) and not bare_subject(_CLOSED.sub("", one)):
        return True
    if not bare_subject(one) or not bare_subject(other):
        return bare_subject(one) == bare_subject(other)
    return are_related(one, other) is True


def _same_sender(label: LabelledMessage, message: ReadMessage) -> bool:
    wanted = _name_words(label.sender)
    words = _name_words(message.sender) | _name_words(message.address.partition("@")[0])
    if not wanted or not words:
        return False
    if wanted & words:
        return True
    return fuzz.token_sort_ratio(" ".join(sorted(wanted)), " ".join(sorted(words))) >= 80


def _name_words(name: str) -> set[str]:
    """The words of a name that tell people apart: no offices, no initials."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name.casefold())
    return {word for word in re.findall(r"[^\W\d_]+", bare) if len(word) > 2}


def _kind_of_miss(label: LabelledMessage, messages: Sequence[ReadMessage]) -> str:
    """Why a label matched nothing: the nearest thing that was read says."""
    for message in messages:
        minute = _same_minute(label, message)
        subject = _same_subject(label.subject, message.subject)
        if minute and subject:
            if not (message.sender or message.address):
                return "sender unread"
            return "sender differs" if not _same_sender(label, message) else "matched elsewhere"
    for message in messages:
        if _same_minute(label, message) and _same_sender(label, message):
            return "subject differs"
    for message in messages:
        if _same_sender(label, message) and _same_subject(label.subject, message.subject):
            if message.at is None:
                return "time unread"
            if abs((message.at - label.at).total_seconds()) < 13 * 3600:
                return "time differs"
    return "message not found"


def _kind_of_stray(message: ReadMessage, labels: Sequence[LabelledMessage]) -> str:
    """Why a judged message matched no label."""
    if message.at is None:
        return "time unread"
    for label in labels:
        if _same_minute(label, message):
            if not _same_subject(label.subject, message.subject):
                return "subject differs"
            if not (message.sender or message.address):
                return "sender unread"
            return "matched twice" if _same_sender(label, message) else "sender differs"
    for label in labels:
        if _same_sender(label, message) and _same_subject(label.subject, message.subject):
            return "time differs"
    return "no such label"


@dataclass(frozen=True, slots=True)
class LineScore:
    """Header lines of quoted messages: how many are marked, read, and both."""

    marked: int
    read: int
    both: int

    @property
    def precision(self) -> float:
        """Share of the lines read as header lines that are marked so."""
        return self.both / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """Share of the marked header lines that were read."""
        return self.both / self.marked if self.marked else 0.0

    def plus(self, other: "LineScore") -> "LineScore":
        """The sum of two scores."""
        return LineScore(self.marked + other.marked, self.read + other.read, self.both + other.both)


def score_header_lines(
    text: str, marked: Sequence[tuple[int, int]], blocks: Sequence[EmailBlock]
) -> LineScore:
    """Compare header lines of one mail body. `marked` are the offsets of hand-marked headers; a
    line counts where it holds more than rules and blanks."""
    read = [(s.start, s.end) for block in blocks if block.ordinal for s in block.header_spans]
    lines, at = [], 0
    for raw in text.split("\n"):
        if re.search(r"\w", raw):
            lines.append((at, at + len(raw)))
        at += len(raw) + 1
    in_marked = [any(a < end and b > start for a, b in marked) for start, end in lines]
    in_read = [any(a < end and b > start for a, b in read) for start, end in lines]
    both = sum(m and r for m, r in zip(in_marked, in_read, strict=True))
    return LineScore(sum(in_marked), sum(in_read), both)
