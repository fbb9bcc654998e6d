"""How many pages a letter says were found, released, closed and referred.

A count belongs to the nearest act: to what is said of the pages behind it (`12 pages are withheld
in full`), else to the verb before it (`withholds 12 pages`), else to the act of the count before.
"""

import re
from collections.abc import Iterator

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.figures import NUMBER, number_of
from requests_app.ingest.extract.letter_facts.page_acts import (
    FULL,
    PART,
    PASSIVE,
    PROCESS,
    REFER,
    RELEASE,
    WITHHOLD,
    Act,
    act_on,
)
from requests_app.ingest.extract.letter_facts.sentences import Letter, Sentence

_BETWEEN = (
    r"(?:(?:(?!are|were|is|was|will|and|to|of|in|on|that|for|which|sheets?|days?)[\w-]+,? ){0,4}?)"
)
_WHAT = (
    r"(?P<what>pages?(?:\(s\)|s)?|(?:documents?|records?|emails?|e-mails?|files?|spreadsheets?|"
    r"messages|videos?|recordings?|photographs?|items)\b(?:\(s\))?)"
)
COUNT = re.compile(
    rf"(?P<about>(?:approximately|about|nearly|roughly|an estimated|over|more than|"
    rf"some) )?(?P<number>{NUMBER}|\bno\b)(?:(?: of (?:these|those|"
    rf"the))? {_BETWEEN}{_WHAT}(?: \([\d,]+ "
    rf"{_WHAT.replace('?P<what>', '?:')}\))?)?",
    re.IGNORECASE,
)
BARE = re.compile(
    r" (?:(?:were|are|was|is|will be|have been|has been|may be|can be|must be) |(?:of (?:these|"
    r"those|which|them) )|in (?:full|part|their|its)\b)",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\b(?:duplicat(?:es?|ive)|non-?responsive|not responsive|first|per month|every month|"
    r"each month|free|at no|fee|charge|cents|cost|\$|per page|a month|monthly|rate of|page limit|"
    r"copies|up to|estimated|may have|potentially)\b|\$|¢",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[;:]|, (?:and|but|which|while|of which|we|the|this)\b|, (?=\d)")
OTHER_VOLUME = re.compile(
    r"\b(?:all|the (?:remaining|remainder|rest|balance|entire)|each|every|most|both|the two|"
    r"several|none|approximately [\w,]+ (?:boxes|linear feet|cubic feet|megabytes|gigabytes|"
    r"minutes|hours|lines))\b(?: (?:of )?[\w-]+){0,7}? (?:(?:are|were|is|was|will be|have been|"
    r"has been|must be|be) )(?:[\w-]+ ){0,3}?(?:withheld|denied|exempt|redacted|"
    r"closed)\b(?: from \w+)?(?: in (?:full|part|their entirety|its entirety))?|\bwithh(?:eld|old|"
    r"olds|olding) (?:in (?:full|their entirety) )?(?:all|each|every|both|the (?:remaining|entire|"
    r"remainder|rest|balance))\b(?: [\w-]+){0,6}",
    re.IGNORECASE,
)


def volumes(letter: Letter) -> Iterator[LetterFact]:
    """The counts of pages, and other words that say how much was withheld."""
    seen: set[str] = set()
    for sentence in letter.body:
        for fact in _of_sentence(letter, sentence):
            key = " ".join(str(fact.value).casefold().split()[:2])
            if fact.name is not FactName.VOLUME_ESTIMATED or key not in seen:
                yield fact
            seen.add(key)


def _of_sentence(letter: Letter, sentence: Sentence) -> Iterator[LetterFact]:
    own = sentence.own
    found = [each for each in COUNT.finditer(own) if _counts(own, each)]
    last: Act | None = None
    reached = 0
    for index, each in enumerate(found):
        limit = found[index + 1].start() if index + 1 < len(found) else len(own)
        start, end = _clause(own, each, reached, limit)
        act = act_on(own, each, start, end, last)
        reached = each.end()
        if act is None or ASIDE.search(
            own[max(start, each.start() - 25) : min(end, each.end() + 30)]
        ):
            continue
        last = act
        begins, ends = _trimmed(own, start, each, end)
        bounds = sentence.start + begins, sentence.start + ends
        if (each["what"] or "pages").casefold().startswith("page"):
            value = 0 if each["number"].casefold() == "no" else number_of(each["number"])
            confidence: Confidence = "probable" if each["about"] else act.confidence
            yield letter.sheet.fact(act.name, value, bounds, confidence)
        elif act.name in (FactName.PAGES_WITHHELD_IN_FULL, FactName.PAGES_RELEASED_IN_PART):
            yield letter.sheet.fact(
                FactName.VOLUME_ESTIMATED, own[begins:ends].strip(), bounds, "probable"
            )
    yield from _other_words(letter, sentence)


def _other_words(letter: Letter, sentence: Sentence) -> Iterator[LetterFact]:
    for each in OTHER_VOLUME.finditer(sentence.own):
        if re.search(r"\bexcept\b|\bsegreg", each.group()):
            continue
        yield letter.sheet.fact(
            FactName.VOLUME_ESTIMATED, each.group(), sentence.at(each), "probable"
        )


def _counts(own: str, found: re.Match[str]) -> bool:
    """Whether a number counts pages or records: it names them, or stands for them."""
    if found["what"]:
        return True
    if found["number"].casefold() == "no" or not re.search(r"\bpages?\b", own[: found.start()]):
        return False
    return bool(BARE.match(own, found.end()))


def _clause(own: str, found: re.Match[str], reached: int, limit: int) -> tuple[int, int]:
    """The part of the sentence that can speak of a count: between the counts beside it."""
    start = max(reached, found.start() - 160)
    end = min(limit, found.end() + 160)
    for stop in CLAUSE.finditer(own, start, found.start()):
        # What an earlier clause says is of something else, unless this one has no verb of its own.
        if re.search(r"[a-z]{3}", own[stop.end() : found.start()]):
            start = stop.start()
    return start, end


def _trimmed(own: str, start: int, found: re.Match[str], end: int) -> tuple[int, int]:
    """The words of a count with the act that is said of it, and no more."""
    verbs = [
        each
        for pattern in (RELEASE, WITHHOLD, REFER, PROCESS)
        for each in pattern.finditer(own, start, found.start())
    ]
    said_behind = PASSIVE.match(own, found.end())
    verbs = [each for each in verbs if not said_behind or found.start() - each.end() < 4]
    begins = max((each.start() for each in verbs), default=found.start())
    ends = found.end()
    for pattern in (RELEASE, WITHHOLD, REFER, PROCESS, FULL, PART):
        if each := pattern.search(own, found.end(), min(end, found.end() + 110)):
            ends = max(ends, each.end())
    if own[found.end() : ends].count(",") and begins < found.start():
        ends = min(ends, own.index(",", found.end()))
    return begins, ends
