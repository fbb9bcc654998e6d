"""Where the agency denied in public a contact that the released messages show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gaps.snapshot import CaseSnapshot, Message, Participant, Statement
from gaps.snapshot_queries.messages import side_of
from gaps.snapshot_queries.searches import is_part_of

_MAIL = r"(?:communications?|correspondence|contacts?|e-?mails?|messages)"
_CONTACT = re.compile(
    r"\b(?:(?:has|have|had|did)\s+(?:not|never)|(?:has|have|had|did)n['’]t|never)"
    r"(?:\s+(?:ever|been|directly|had|any))*\s+"
    r"(?:communicat(?:ed?|ions?)\b|correspond(?:ed|ence)?\b|contact(?:ed|s)?\b|e-?mail(?:ed|s)?\b|"
    r"wr(?:ote|itten|ite)\b|in\s+(?:contact|communication|correspondence|touch)\b|"
    rf"exchanged?\s+(?:any\s+)?{_MAIL})"
    rf"|\bno\s+(?:direct\s+|written\s+|such\s+)?{_MAIL}\b",
    re.IGNORECASE,
)
"""A denial that the agency wrote; an unasked letter from outside does not contradict it."""
_RECORD = re.compile(
    r"\bno\s+(?:responsive\s+|relevant\s+|such\s+)?(?:records?|documents?)\s+of\s+(?:any\s+)?"
    rf"{_MAIL}\b",
    re.IGNORECASE,
)
"""A denial that any record of messages exists; each message to or fro contradicts it."""
_LEAVES_ROOM = re.compile(
    r"\b(?:except|other\s+than|apart\s+from|beyond|only|if|whether|may|might|cannot|could\s+not|"
    r"currently|now|today|contracts?|yet|said|asked|formal(?:ly)?|official(?:ly)?)\b|\?",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\b(?:about|regarding|concerning|on|for|related\s+to|relating\s+to|in\s+connection\s+with|"
    r"as\s+to|over)\s+(?P<topic>[^.;]+)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z“\"])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A sentence that denies, the name it denies contact with, and the messages that show it.
    `on_topic`: the sentence speaks of one topic only, which the subjects of the messages name."""

    statement: Statement
    sentence: str
    counterpart: str
    messages: tuple[Message, ...]
    on_topic: bool


def contradicted_statements(case: CaseSnapshot) -> Iterator[Contradicted]:
    """Each denial with the produced messages beside it, one for each name that it denies."""
    for statement in case.statements:
        if _outside_names(case, statement.by):
            continue
        for sentence in _SENTENCE.split(statement.text):
            words = " ".join(sentence.split())
            record, contact = _RECORD.search(words), _CONTACT.search(words)
            if not (record or contact) or _LEAVES_ROOM.search(words):
                continue
            for name in _outside_names(case, words):
                topic = _topic(words, name)
                found = tuple(
                    each
                    for each in _before(case, statement.said_on)
                    if _is_with(case, each, name)
                    and (record or side_of(each.sender) == "agency")
                    and _is_of_office(case, each, words)
                    and _is_of_year(words, each)
                    and (not topic or topic & _content(each.subject or ""))
                )
                if found:
                    yield Contradicted(statement, words, name, found, bool(topic))


def _before(case: CaseSnapshot, said_on: date | None) -> Iterator[Message]:
    """Produced messages that were sent before the statement; an undated one may be later."""
    for message in case.messages:
        if (
            message.produced
            and message.sent_at
            and (said_on is None or message.sent_at.date() < said_on)
        ):
            yield message


def _outside_names(case: CaseSnapshot, words: str) -> list[str]:
    """The outside organisations and people that the words name; people only by both names."""
    organisations = [each.name for each in case.organisations if each.side == "outside"]
    people = {
        _in_order(each.name)
        for message in case.messages
        for each in _people(message)
        if each.side == "outside" and each.name and " " in each.name
    }
    names = dict.fromkeys((*organisations, *sorted(people)))
    return [name for name in names if name and _holds(words, name)]


def _is_with(case: CaseSnapshot, message: Message, name: str) -> bool:
    """Whether the agency and the one named stand on the two sides of a message; a copy is no
    contact."""
    keys = {each.key for each in case.organisations if each.name == name}
    sides = {True: False, False: False}
    for each in _people(message):
        if each.role in ("cc", "bcc"):
            continue
        own = each.organisation in keys or (not keys and _in_order(each.name or "") == name)
        sides[each.role == "from"] |= own
    other = message.recipients if sides[True] else (message.sender,)
    return any(sides.values()) and any(side_of(each) == "agency" for each in other)


def _is_of_office(case: CaseSnapshot, message: Message, words: str) -> bool:
    """Whether an office of which alone the sentence speaks stands in the header."""
    agency = case.foia_request.agency.path
    offices = [
        each
        for each in case.offices
        if not is_part_of(agency, each.path)
        and (_holds(words, each.name) or (each.abbreviation and _holds(words, each.abbreviation)))
    ]
    return not offices or any(
        is_part_of(mention.office.path, office.path)
        for office in offices
        for mention in case.office_mentions
        if mention.as_participant and mention.message == message.key
    )


def _is_of_year(words: str, message: Message) -> bool:
    """Whether the message is of a year that the sentence names, where it names any."""
    years = set(_YEAR.findall(words))
    return not years or (message.sent_at is not None and f"{message.sent_at.year}" in years)


def _topic(words: str, name: str) -> set[str]:
    """The words of the topic to which a denial is confined; empty where it is confined to none."""
    found = _TOPIC.search(words)
    return _content(found["topic"].replace(name, "")) if found else set()


def _content(text: str) -> set[str]:
    return {each for each in re.findall(r"[^\W\d_]+", text.casefold()) if len(each) > 4}


def _people(message: Message) -> tuple[Participant, ...]:
    return (*((message.sender,) if message.sender else ()), *message.recipients)


def _in_order(name: str) -> str:
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma else name.strip()


def _holds(words: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words))
