"""Which systems of records the request or the records name, and which the agency searched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gaps.contract import Confidence
from gaps.snapshot import CaseSnapshot, Mention, Message
from gaps.snapshot_queries.messages import is_asked_for, place_of
from gaps.snapshot_queries.searches import carried_out
from requests_app.ingest.extract.letter_facts.contract import FactName

_PHONES = r"\bmobile|\bphone|\bmessaging\b|\bmessages\b"
_CHATS = r"\bchat|\bmessaging\b|\bmessages\b"
_OVER = r"\b(?:via|by|over|on|through)"
# Name, how a request names it, how a message speaks of it, and what of the systems searched covers
# it. Names of products that are also words count only with their capital and a word beside them.
_SYSTEMS: tuple[tuple[str, str, str, str], ...] = (
    (
        "text messages",
        r"(?i)\btext[- ]messag\w+|\bimessages?\b",
        r"(?i)\btext|\bimessage",
        rf"\btext|\bsms\b|{_PHONES}",
    ),
    (
        "Microsoft Teams",
        rf"\b(?:Microsoft|MS) Teams\b|\bTeams (?:chats?|messages?)\b|{_OVER} Teams\b",
        r"(?i)\bteams\b",
        rf"\bteams\b|{_CHATS}",
    ),
    ("Slack", r"\bSlack\b", r"(?i)\bslack\b", rf"\bslack\b|{_CHATS}"),
    (
        "Signal",
        rf"\bSignal (?:chats?|messages?|app)\b|{_OVER} Signal\b",
        r"(?i)\bsignal\b",
        rf"\bsignal\b|{_PHONES}",
    ),
    ("WhatsApp", r"(?i)\bwhatsapp\b", r"(?i)\bwhatsapp\b", rf"\bwhatsapp\b|{_PHONES}"),
    (
        "shared drives",
        r"(?i)\b(?:shared|network) drives?\b|\bsharepoint\b",
        r"(?i)\bshared drive\b|\bsharepoint\b",
        r"\bdrives?\b|\bsharepoint\b|\bshared\b|\bnetwork\b|\bfiles?\b|\bfolders?\b",
    ),
    (
        "personal accounts and phones",
        r"(?i)\b(?:personal|private) (?:e-?mail|gmail|accounts?|phones?)\b",
        r"(?i)\b(?:personal|private)\b",
        r"\bpersonal\b|\bprivate\b",
    ),
    ("voicemail", r"(?i)\bvoice-?mails?\b", r"(?i)\bvoice-?mail", r"\bvoice|\bphone"),
)
_ALL_SYSTEMS = re.compile(r"\ball\b[^.;]{0,30}\bsystems?\b|\bentire\b|\benterprise", re.IGNORECASE)
_LEAVES_OUT = re.compile(
    r"\b(?:not|no|exclud\w+|except\w*|other than|without|need not|omit\w*)\b", re.IGNORECASE
)
_NOT_LIMITED = re.compile(r"\bnot\s+limited\s+to\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+|\n\s*\n")
LINKED_FROM = 2
"""How many messages must speak of a system for the link to be more than a lead."""


@dataclass(frozen=True, slots=True)
class UnsearchedSystem:
    """A system that is not among those searched, the words of the request that name it, and the
    places in the records that do."""

    name: str
    asked_for: tuple[str, ...]
    mentions: tuple[Mention, ...]

    @property
    def confidence(self) -> Confidence:
        """Probable where the request or two messages name it, otherwise a lead."""
        linked = len({each.message for each in self.mentions}) >= LINKED_FROM
        return Confidence.PROBABLE if self.asked_for or linked else Confidence.LEAD


def systems_searched(case: CaseSnapshot) -> list[str]:
    """The systems that the agency says it searched, in its own words, each once."""
    recorded = [system for each in carried_out(case) for system in each.systems]
    stated = [
        str(fact.value)
        for letter in case.letters
        if letter.direction == "in"
        for fact in letter.stated(FactName.SYSTEM_SEARCHED)
    ]
    return list(dict.fromkeys((*recorded, *stated)))


def unsearched_systems(case: CaseSnapshot) -> list[UnsearchedSystem]:
    """The systems named that none of those searched covers. None where the agency names no system:
    what it searched is not known then."""
    searched = systems_searched(case)
    if not searched or any(_ALL_SYSTEMS.search(each) for each in searched):
        return []
    found = []
    for name, asked_as, spoken_as, covered in _SYSTEMS:
        if any(re.search(covered, each, re.IGNORECASE) for each in searched):
            continue
        asked = tuple(_asked_for(case, re.compile(asked_as)))
        mentions = tuple(
            each
            for each in sorted(case.mentions, key=place_of)
            if each.kind == "other_system"
            and re.search(spoken_as, each.passage.quote)
            and _is_of_the_agency(case, case.message_by_key.get(each.message or ""))
        )
        if asked or mentions:
            found.append(UnsearchedSystem(name, asked, mentions))
    return found


def _asked_for(case: CaseSnapshot, named: re.Pattern[str]) -> Iterator[str]:
    """The words by which the request names a system, in sentences that leave nothing out."""
    ours = case.foia_request
    for text in (ours.text, *(each.text for each in ours.items)):
        for sentence in _SENTENCE.split(text):
            words = " ".join(sentence.split())
            if not _LEAVES_OUT.search(_NOT_LIMITED.sub("", words)):
                yield from (each.group() for each in named.finditer(words))


def _is_of_the_agency(case: CaseSnapshot, message: Message | None) -> bool:
    """Whether a produced message of the period is from or to the agency, whose system is meant."""
    if message is None or not message.produced:
        return False
    people = (message.sender, *message.recipients)
    own = any(each is not None and each.side == "agency" for each in people)
    return own and is_asked_for(case.foia_request, message.sent_at)
