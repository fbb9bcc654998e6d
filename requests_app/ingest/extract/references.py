"""Words of an email that speak of another record: a meeting, a call, an earlier message, an answer
received, a conversation in another system.

Only words that arrange or recount something count. A wish ("if you ever want to meet") is no
meeting, and "thanks for your interest" no answer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from requests_app.ingest.extract.contract import EmailBlock, MentionFact, MentionKind, Span
from requests_app.ingest.extract.spoken_days import spoken_day
from requests_app.ingest.parsers.contract import ParsedPage

Counterpart = Literal["recipient", "sender", "unknown"]

_GATHERING = (
    r"(?:(?:kick-?off|follow-?up|conference|phone|video|technical|introductory|planning|site)\s+)?"
    r"(?:meeting|call|briefing|workshop|demo|demonstration|visit|teleconference|webex|roundtable|"
    r"conversation|discussion|session)"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WHEN = (
    rf"(?:(?:on|this|last|next|for)\s+)?(?:{_WEEKDAY}|yesterday|today|tomorrow|this\s+(?:morning|"
    rf"afternoon|week)|last\s+week|next\s+week|{_MONTH}\s+\d{{1,2}}|\d{{1,2}}/\d{{1,2}})"
)


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: MentionKind
    words: re.Pattern[str]
    ahead: bool = False
    counterpart: Counterpart = "unknown"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


PATTERNS: tuple[_Pattern, ...] = (
    # Recounted.
    _Pattern(
        "meeting",
        _words(
            r"\b(?:thanks|thank you) (?:again |so much |very much |all )*for (?:hosting|joining|"
            r"meeting|taking|attending|coming|(?:your|the) time)\b[^.!?,;]{0,80}"
        ),
    ),
    _Pattern(
        "meeting",
        _words(
            rf"\b(?:thanks|thank you) (?:again |so much |very much |all )*for (?:the|a|our|your|"
            rf"yesterday['’]s|today['’]s|last week['’]s|"
            rf"this week['’]s)[^.!?]{{0,30}}\b{_GATHERING}\b"
        ),
    ),
    _Pattern(
        "meeting",
        _words(
            r"\b(?:it was |was )?(?:great|good|nice|a pleasure) (?:meeting|seeing|speaking|talking|"
            r"to (?:meet|see|speak|talk))[^.!?]{0,20}\b(?:you|everyone|your team)\b"
            r"(?=[^.!?]{0,40}\b(?:in|at|on|last|yesterday|today|this)\b)"
        ),
    ),
    _Pattern(
        "meeting",
        _words(
            rf"\b(?:our|the|yesterday['’]s|today['’]s|last week['’]s|{_WEEKDAY}['’]s) {_GATHERING} "
            rf"(?:(?:last|yesterday|earlier|this)\b|(?:in|at|on|with|of) )"
        ),
    ),
    _Pattern(
        "meeting",
        _words(
            r"\b(?:when we|we) (?:met|spoke|talked)(?: (?:in|at|on|with|last|"
            r"yesterday|earlier))?\b"
        ),
    ),
    _Pattern(
        "meeting",
        _words(
            rf"\b(?:as (?:we )?(?:discussed|agreed|mentioned)|following up (?:on|from)|"
            rf"as a follow[- ]up"
            rf" to|per|during|after|from) (?:in |at |on |during )?(?:our|the|yesterday['’]s|"
            rf"today['’]s|{_WEEKDAY}['’]s) {_GATHERING}\b"
        ),
    ),
    # Arranged.
    _Pattern(
        "meeting",
        _words(
            rf"\blook(?:ing)? forward to (?:(?:the|our|your|seeing you at the|"
            rf"meeting (?:you|with you|"
            rf"everyone|your team))\b)[^.!?,;]{{0,90}}(?:\b{_GATHERING}\b|{_WHEN})"
        ),
        ahead=True,
    ),
    _Pattern(
        "meeting",
        _words(
            rf"\bsee you (?:all )?(?:at|on|in) [^.!?]{{0,40}}(?:{_GATHERING}|"
            rf"{_WHEN})\b"
        ),
        ahead=True,
    ),
    _Pattern(
        "meeting",
        _words(
            rf"\b{_GATHERING} (?:is |has been |was |will be |now )*(?:set|scheduled|"
            rf"confirmed|booked|"
            rf"moved|rescheduled)\b(?: (?:for|on|to))?"
        ),
        ahead=True,
    ),
    _Pattern(
        "meeting",
        _words(
            rf"\b(?:confirm(?:ing|ed)?|set up|scheduled?|arranged?|host(?:ing)?|attend(?:ing)?) "
            rf"(?:the|our|a|your) [^.!?]{{0,30}}{_GATHERING} {_WHEN}"
        ),
        ahead=True,
    ),
    _Pattern(
        "meeting",
        _words(
            rf"\b(?:calendar )?invit(?:e|ation) (?:for|to) (?:the|our) "
            rf"[^.!?]{{0,30}}{_GATHERING}\b"
        ),
        ahead=True,
    ),
    _Pattern(
        "meeting",
        _words(
            rf"\b(?:let['’]?s|we (?:will|can|could)|can we|could we|shall we) "
            rf"(?:meet|talk|speak) [^.!?]{{0,20}}{_WHEN}"
        ),
        ahead=True,
    ),
    # Earlier messages.
    _Pattern(
        "earlier_message",
        _words(
            r"\b(?:in|per|to|see|re|regarding|from|with|following|on) your (?:e-?mail|note|message|"
            r"letter)(?: (?:of|from|dated|below|on|sent)\b[^.!?,]{0,25})?"
        ),
        counterpart="recipient",
    ),
    _Pattern(
        "earlier_message",
        _words(
            r"\b(?:in|per|see|re|resending|regarding|from|following up on|to) my (?:earlier |last |"
            r"previous )?(?:e-?mail|note|message)(?: (?:of|from|dated|below|on|"
            r"sent)\b[^.!?,]{0,25})?"
        ),
        counterpart="sender",
    ),
    # Answers received.
    _Pattern(
        "answer",
        _words(
            r"\b(?:thanks|thank you|many thanks) (?:again |so much |very much )*for (?:your|the) "
            r"(?:quick |prompt |kind |thoughtful |speedy )*(?:note|e-?mail|message|reply|response|"
            r"answer|feedback|questions?)\b"
        ),
        counterpart="recipient",
    ),
    _Pattern(
        "answer",
        _words(
            r"\b(?:thanks|thank you) (?:again )?for (?:getting back|writing back|"
            r"replying|responding|"
            r"writing)\b"
        ),
        counterpart="recipient",
    ),
    _Pattern(
        "answer",
        _words(
            r"\b(?:as you (?:asked|requested|noted|mentioned|wrote|suggested)|per your (?:request|"
            r"question)|(?:in (?:response|reply|answer) to|to answer) your (?:questions?|request|"
            r"e-?mail|note|message)|you (?:asked|wrote|mentioned) (?:about|whether|if|for|that|me|"
            r"us)\b)"
        ),
        counterpart="recipient",
    ),
    # Other systems.
    _Pattern(
        "other_system",
        _words(
            r"\b(?:text(?:ed)? (?:me|you|him|her|them)|(?:via|by|over|on|in|"
            r"through) (?:text message|"
            r"texts?|whatsapp|signal|(?:microsoft |ms )?teams|slack|imessage)|(?:the|our|"
            r"a|on) shared "
            r"drive|sharepoint|my (?:personal|private) (?:e-?mail|gmail|account))\b"
        ),
    ),
)
WISH = re.compile(
    r"\b(?:if\s+you(?:['’]d)?(?:\s+ever|\s+would|\s+want|\s+like|\s+have)?|would\s+(?:love|like|"
    r"be\s+happy|welcome|be\s+great|be\s+open)|happy\s+to|open\s+to|interested\s+in|whenever|"
    r"should\s+you|hope\s+to|in\s+case|feel\s+free|let\s+me\s+know\s+if|maybe|perhaps|might)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n\s*\n")
CALLS = re.compile(
    r"\b(?:call|phone|teleconference|webex|spoke|speak\w*|talk\w*|conversation)\b", re.I
)
GATHERS = re.compile(
    r"\b(?:meeting|briefing|workshop|demo\w*|visit|roundtable|met|session)\b", re.I
)


def mentions(blocks: Sequence[EmailBlock], pages: Sequence[ParsedPage]) -> tuple[MentionFact, ...]:
    """What the bodies of the emails speak of, each with its place; one a kind and sentence."""
    texts = {page.index: page.text for page in pages}
    return tuple(fact for block in blocks for fact in _of_block(block, texts))


def _of_block(block: EmailBlock, texts: Mapping[int, str]) -> Iterator[MentionFact]:
    for span in block.body_spans:
        text = texts[span.page][span.start : span.end]
        seen: set[tuple[MentionKind, int]] = set()
        for pattern in PATTERNS:
            for found in pattern.words.finditer(text):
                start, end = _sentence(text, found.start(), found.end())
                sentence = text[start:end]
                if pattern.kind == "meeting" and WISH.search(text[start : found.end()]):
                    continue
                if (pattern.kind, start) in seen:
                    continue
                seen.add((pattern.kind, start))
                yield _mention(block, span, pattern, found, sentence)


def _mention(
    block: EmailBlock, span: Span, pattern: _Pattern, found: re.Match[str], sentence: str
) -> MentionFact:
    kind = pattern.kind
    if kind == "meeting" and CALLS.search(found.group()) and not GATHERS.search(found.group()):
        kind = "call"
    written_on = block.sent_at.date() if block.sent_at else None
    on = None
    if kind in ("meeting", "call", "earlier_message"):
        on = spoken_day(sentence, written_on, ahead=pattern.ahead)
    words = found.group()
    trailing = len(words) - len(words.rstrip())
    return MentionFact(
        kind=kind,
        block=block.ordinal,
        span=Span(span.page, span.start + found.start(), span.start + found.end() - trailing),
        quote=words.strip(),
        on=on,
        counterpart=pattern.counterpart,
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    before = [each.end() for each in SENTENCE_END.finditer(text, 0, start)]
    after = SENTENCE_END.search(text, end)
    return (before[-1] if before else 0), (after.start() if after else len(text))
