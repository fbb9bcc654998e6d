"""Words of an email that speak of another record: a meeting, a call, an earlier message, an answer
received, a conversation in another system.

Only words that arrange or recount something count. A wish ("if you ever want to meet") is no
meeting, "thanks for your interest" no answer, and an offer to be called no conversation.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from requests_app.ingest.extract.contract import EmailBlock, MentionFact, MentionKind, Span
from requests_app.ingest.extract.reference_patterns import (
    ADVANCE,
    DISCLAIMER,
    LOOKS_AHEAD,
    LOOKS_BACK,
    OFFER,
    PATTERNS,
    WISH,
    Pattern,
)
from requests_app.ingest.extract.spoken_days import spoken_day
from requests_app.ingest.parsers.contract import ParsedPage

SENTENCE_END = re.compile(
    r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bGov)(?<!\bSen)(?<!\bRep)(?<!\b[A-Z])[.](?=\s|$)|[!?](?=\s|$)"
    r"|\n[\s>]*\n|(?<=[,:])[ \t]*\n(?=[ \t>]*[A-Z])"
)
CLAUSE_END = re.compile(
    r",(?!\s+(?:\d|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d))|[;(]|:(?=\s)"
    r"|\b(?:and|but|so|because|which|(?-i:I)|we)\b",
    re.IGNORECASE,
)
CALLS = re.compile(
    r"\b(?:call|phone|teleconference|webex|spoke|speak\w*|talk\w*|conversation)\b", re.IGNORECASE
)
GATHERS = re.compile(
    r"\b(?:meet\w*|briefing|workshop|demo\w*|visit\w*|roundtable|met|see\w*|lunch|dinner)\b",
    re.IGNORECASE,
)
QUOTE_MARKS = re.compile(r"[\s>]{0,40}")
LONGEST_QUOTE = 240
DAY_WITHIN = 130
"""How far behind the words the day that they mean may stand."""


def mentions(blocks: Sequence[EmailBlock], pages: Sequence[ParsedPage]) -> tuple[MentionFact, ...]:
    """What the bodies of the emails speak of, in the order of the text; one a kind and sentence."""
    texts = {page.index: page.text for page in pages}
    return tuple(fact for block in blocks for fact in _of_block(block, texts))


def _stretches(block: EmailBlock, texts: Mapping[int, str]) -> list[Span]:
    """The spans of a body, joined where nothing but quote marks parts them: a sentence goes on."""
    joined: list[Span] = []
    for span in block.body_spans:
        last = joined[-1] if joined else None
        if (
            last
            and last.page == span.page
            and QUOTE_MARKS.fullmatch(texts[span.page], last.end, span.start)
        ):
            joined[-1] = Span(span.page, last.start, span.end)
        else:
            joined.append(span)
    return joined


def _of_block(block: EmailBlock, texts: Mapping[int, str]) -> Iterator[MentionFact]:
    for span in _stretches(block, texts):
        text = texts[span.page][span.start : span.end]
        found: dict[tuple[MentionKind, int], tuple[Pattern, re.Match[str]]] = {}
        folded = text.casefold()
        for pattern in PATTERNS:
            if not pattern.may_be_in(folded):
                continue
            for each in pattern.words.finditer(text):
                if each.group().strip() and not _taken_back(pattern, text, each):
                    start, _ = _sentence(text, each.start(), each.end())
                    found.setdefault((pattern.kind, start), (pattern, each))
        for pattern, each in sorted(found.values(), key=lambda pair: pair[1].start()):
            yield _mention(block, span, text, pattern, each)


def _taken_back(pattern: Pattern, text: str, found: re.Match[str]) -> bool:
    """Whether the sentence makes a wish, an offer or a formula of the words."""
    start, end = _sentence(text, found.start(), found.end())
    sentence = text[start:end]
    if DISCLAIMER.search(sentence):
        return True
    if pattern.kind == "meeting":
        return WISH.search(text[start : found.end()]) is not None
    if pattern.kind == "other_system":
        return bool(OFFER.search(sentence) or WISH.search(text[start : found.end()]))
    return ADVANCE.search(sentence) is not None


def _mention(
    block: EmailBlock, span: Span, text: str, pattern: Pattern, found: re.Match[str]
) -> MentionFact:
    kind = pattern.kind
    start, end = found.span()
    if kind == "meeting":
        if CALLS.search(found.group()) and not GATHERS.search(found.group()):
            kind = "call"
        start, end = _quoted(text, start, end)
    while text[start].isspace() or text[start] == ">":
        start += 1
    words = text[start:end].rstrip()
    return MentionFact(
        kind=kind,
        block=block.ordinal,
        span=Span(span.page, span.start + start, span.start + start + len(words)),
        quote=words,
        on=_day(block, text, pattern, found),
        counterpart=pattern.counterpart,
    )


def _day(block: EmailBlock, text: str, pattern: Pattern, found: re.Match[str]) -> date | None:
    """The day that the words themselves give. Where they neither recount nor arrange, a weekday
    may be the last or the next, unless the rest of the sentence decides."""
    written_on = block.sent_at.date() if block.sent_at else None
    if pattern.kind == "earlier_message":
        return spoken_day(found.group(), written_on, ahead=False)
    if pattern.kind != "meeting":
        return None
    start, end = _sentence(text, found.start(), found.end())
    behind = text[found.end() : min(end, found.end() + DAY_WITHIN)]
    stop = CLAUSE_END.search(behind)
    named = found.group() + (behind[: stop.start()] if stop else behind)
    ahead = pattern.tense == "ahead"
    if pattern.tense == "open":
        ahead = LOOKS_AHEAD.search(text, start, end) is not None
        if ahead == (LOOKS_BACK.search(text, start, end) is not None):
            either = {spoken_day(named, written_on, ahead=each) for each in (True, False)}
            return either.pop() if len(either) == 1 else None
    return spoken_day(named, written_on, ahead=ahead)


def _quoted(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around the words, or as much of it as makes a quotation."""
    first, last = _sentence(text, start, end)
    if last < len(text) and text[last] in ".!?":
        last += 1
    if last - first <= LONGEST_QUOTE:
        return first, last
    first = start if end - first > LONGEST_QUOTE else first
    cut = text.rfind(" ", end, first + LONGEST_QUOTE)
    return first, max(end, cut)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    # One character more, because some ends are known by what follows them.
    ends = SENTENCE_END.finditer(text, max(0, start - 1_000), start + 1)
    before = [each.end() for each in ends if each.end() <= start]
    after = SENTENCE_END.search(text, end)
    first = before[-1] if before else max(0, start - 1_000)
    return first, (after.start() if after else len(text))
