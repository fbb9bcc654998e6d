"""Which mentions speak of one meeting, and which released records belong to it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from gaps.snapshot import CaseSnapshot, Mention, Message, PageRef, Side
from gaps.snapshot_queries.exchanges import Parties, parties
from gaps.snapshot_queries.messages import is_asked_for, place_of, side_of
from gaps.snapshot_queries.wording import day_in_words, listed

NEARNESS = timedelta(days=1)
"""Records of a meeting may bear the day before or after: zones, and notes written next morning."""
RECALLED_WITHIN = timedelta(days=14)
INVITED_BEFORE = timedelta(days=60)

_INVITATION = re.compile(
    r"^\s*(?:(?:updated\s+)?invitation|accepted|declined|tentative(?:ly accepted)?|cancell?ed"
    r"|meeting (?:request|forward notification|invitation)|new time proposed)\s*:",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:at|in)\s+(?:the\s+|our\s+|your\s+|their\s+)?(?:[\w.'’&-]+\s+){0,3}?"
    r"(?i:offices?|headquarters|hq|building|conference room|campus|room \w+)\b"
    r"|\b(?:at|in)\s+(?!(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|I)\b)"
    r"[A-Z][a-z]+(?:\s+[A-Z][a-z]+)*"
)
_PROPOSED = re.compile(
    r"\b(?:would you|could we|can we|could you|shall we|are you (?:free|available)"
    r"|let me know (?:if|when)|if you(?:'d|’d| would| are)|happy to|would like to|love to"
    r"|propos\w+|suggest\w*|perhaps|maybe|hope to|hoping to)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Meeting:
    """A meeting or call that released messages speak of, by what they say of it.

    `day` is None where no message gives it. `who` are the organisations, other than the agency
    asked, of those who wrote and received the words; `sides` their sides.
    """

    day: date | None
    mentions: list[Mention] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    who: set[str] = field(default_factory=set)
    sides: set[Side] = field(default_factory=set)

    @property
    def first(self) -> Mention:
        """The first words that speak of it."""
        return self.mentions[0]

    def held_with(self, case: CaseSnapshot) -> str:
        """The names of the organisations other than the agency asked, as a sentence lists them."""
        return listed(sorted(each.name for each in case.organisations if each.key in self.who))

    def named(self, outside: str) -> str:
        """What a sentence calls it: its kind, its day and with whom it was."""
        when = f" of {day_in_words(self.day)}" if self.day else ""
        return f"a {self.first.kind}{when}{' with ' + outside if outside else ''}"

    @property
    def threads(self) -> frozenset[str]:
        """The subjects under which it is spoken of."""
        return frozenset(
            each.normalized_subject for each in self.messages if each.normalized_subject
        )

    @property
    def has_place(self) -> bool:
        """Whether the words name a place."""
        return any(_PLACE.search(each.passage.quote) for each in self.mentions)

    @property
    def only_proposed(self) -> bool:
        """Whether all the words propose it, and none says that it was set or took place."""
        return all(_PROPOSED.search(each.passage.quote) for each in self.mentions)


def meetings(case: CaseSnapshot) -> list[Meeting]:
    """The meetings and calls of the period asked for, each once: by their day, else joined to
    the dated meeting of the same thread or of the same people shortly before, else by thread."""
    known = parties(case)
    dated: list[Meeting] = []
    by_day: defaultdict[date, list[Meeting]] = defaultdict(list)
    undated: list[tuple[Mention, Message]] = []
    for mention, message in _spoken_of(case):
        if mention.on is None:
            undated.append((mention, message))
            continue
        who = _who(known, message)
        near = (each for shift in (0, -1, 1) for each in by_day[mention.on + shift * NEARNESS])
        meeting = next((each for each in near if _share(each.who, who)), None)
        if meeting is None:
            meeting = Meeting(mention.on)
            dated.append(meeting)
            by_day[mention.on].append(meeting)
        _join(meeting, mention, message, who)
    by_thread = {thread: each for each in reversed(dated) for thread in each.threads}
    loose: dict[str, Meeting] = {}
    for mention, message in undated:
        who = _who(known, message)
        meeting = by_thread.get(message.normalized_subject) or _shortly_before(by_day, message, who)
        if meeting is None:
            meeting = _same_words_or_thread(loose, mention, message)
        _join(meeting, mention, message, who)
    return [*dated, *{id(each): each for each in loose.values()}.values()]


def _spoken_of(case: CaseSnapshot) -> Iterator[tuple[Mention, Message]]:
    for mention in sorted(case.mentions, key=place_of):
        message = case.message_by_key.get(mention.message or "")
        if mention.kind not in ("meeting", "call") or message is None:
            continue
        if is_asked_for(case.foia_request, mention.on or message.sent_at):
            yield mention, message


def _join(meeting: Meeting, mention: Mention, message: Message, who: frozenset[str]) -> None:
    meeting.mentions.append(mention)
    if all(each is not message for each in meeting.messages):
        meeting.messages.append(message)
    meeting.who |= who
    meeting.sides |= {side_of(each) for each in (message.sender, *message.recipients)}


def _who(known: Parties, message: Message) -> frozenset[str]:
    sender = known.sender(message)
    return (known.recipients(message) | ({sender} if sender else set())) - {known.home}


def _share(some: set[str], others: frozenset[str]) -> bool:
    """Whether two groups may be the same people: where one is not known they may."""
    return not some or not others or bool(some & others)


def _shortly_before(
    by_day: Mapping[date, list[Meeting]], message: Message, who: frozenset[str]
) -> Meeting | None:
    """The last dated meeting of the same people in the two weeks before a message."""
    if message.sent_at is None:
        return None
    for days in range(RECALLED_WITHIN.days + 1):
        for meeting in by_day.get(message.sent_at.date() - timedelta(days=days), ()):
            if meeting.who & who:
                return meeting
    return None


def _same_words_or_thread(loose: dict[str, Meeting], mention: Mention, message: Message) -> Meeting:
    words = "words " + " ".join(mention.passage.quote.casefold().split())
    thread = f"thread {message.normalized_subject or message.key}"
    meeting = loose.get(thread) or loose.get(words) or Meeting(None)
    loose[thread] = loose[words] = meeting
    return meeting


def invitations(case: CaseSnapshot) -> Iterator[Message]:
    """The produced messages that are, or carry, an invitation to a meeting."""
    for message in case.messages:
        if not message.produced:
            continue
        calendar = any(
            each.produced_at and each.name.casefold().endswith(".ics")
            for each in message.attachments
        )
        if calendar or _INVITATION.match(message.subject or ""):
            yield message


def record_of_meeting(
    case: CaseSnapshot,
    day: date | None,
    threads: frozenset[str] = frozenset(),
    *,
    invited: Sequence[Message],
) -> PageRef | None:
    """The page of a released calendar entry, agenda, note or attendee list of that day, or of
    one of the `invited` in one of the threads or to something on that day; None without one."""
    for record in case.records_noted:
        if day is not None and record.on is not None and abs(record.on - day) <= NEARNESS:
            return record.passage.page
    for message in invited:
        about = re.sub(_INVITATION, "", message.subject or "").strip().casefold()
        in_thread = about in threads or message.normalized_subject in threads
        if day is None:
            if in_thread:
                return message.first_page
            continue
        sent = message.sent_at.date() if message.sent_at else day
        in_time = -NEARNESS <= day - sent <= INVITED_BEFORE
        if in_time and (in_thread or _day_in_subject(day).search(about)):
            return message.first_page
    return None


def _day_in_subject(day: date) -> re.Pattern[str]:
    """The ways in which the subject of an invitation names a day."""
    month = f"{day:%B}".casefold()
    return re.compile(
        rf"\b(?:{month}|{month[:3]})\.? {day.day}\b|\b{day.day} (?:{month}|{month[:3]})\b"
        rf"|\b0?{day.month}/0?{day.day}(?:/|\b)|\b{day:%Y-%m-%d}\b"
    )
