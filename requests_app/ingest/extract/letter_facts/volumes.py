"""How many pages a letter says were found, released, closed and referred.

A count belongs to the nearest act: to what is said of the pages behind it (`12 pages are withheld
in full`), else to the verb before it (`withholds 12 pages`), else to the act of the count before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName, LetterFact
from requests_app.ingest.extract.letter_facts.figures import NUMBER, number_of
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
    rf"some) )?(?P<number>{NUMBER}|\bno\b)(?: {_BETWEEN}{_WHAT}(?: \([\d,]+ "
    rf"{_WHAT.replace('?P<what>', '?:')}\))?)?",
    re.IGNORECASE,
)
BARE = re.compile(
    r" (?:(?:were|are|was|is|will be|have been|has been|may be|can be|must be) |(?:of (?:these|"
    r"those|which|them) )|in (?:full|part|their|its)\b)",
    re.IGNORECASE,
)
_AUX = (
    r"(?:are|were|is|was|will be|would be|have been|has been|had been|may be|can be|could be|"
    r"must be|should be|being|to be)"
)
RELEASE = re.compile(
    r"\b(?:releas(?:ed?|es|ing|able)|disclos(?:ed?|es|ing|able)|provid(?:ed?|es|ing)|grant(?:ed|s|"
    r"ing)?|enclos(?:ed?|es|ing)|furnish(?:ed|es|ing)?|attach(?:ed|es|ing)?|sent to you|"
    r"send(?:ing)? you|produc(?:ed?|es|ing) to you|made available|making available|"
    r"appropriate for (?:release|disclosure))",
    re.IGNORECASE,
)
WITHHOLD = re.compile(
    r"\b(?:withh(?:eld|olds?|olding)|den(?:y|ied|ies|ying)|exempt|clos(?:ed|es)|"
    r"protected in full)\b",
    re.IGNORECASE,
)
REFER = re.compile(r"\b(?:referr(?:ed|ing)|refers?|transferr(?:ed|ing)|forward(?:ed|ing))\b", re.I)
PROCESS = re.compile(
    r"\b(?:review(?:ed|ing|s)?|process(?:ed|ing|es)?|locat(?:ed|es|ing)|f(?:ound|inds?)|"
    r"identif(?:ied|ies|ying)|retriev(?:ed|al)|yield(?:ed|s)?|result(?:ed|s)? in|uncovered|"
    r"consist(?:s|ed|ing)? of|total(?:s|ed|ing|ling|led)?|compris(?:es?|ed|ing)|search produced|"
    r"produced|responsive|examined|gathered|collected|receiv(?:ed|ing)|contain(?:s|ing)|"
    r"which are)\b",
    re.IGNORECASE,
)
FULL = re.compile(
    r"\b(?:in (?:full|whole|(?:their|its) entirety|total)|entirely|fully|full release)\b", re.I
)
PART = re.compile(
    r"\b(?:in[ -]part|partial(?:ly)?|portions?|redact(?:ed|ions?)|deletions?|excis(?:ed|ions?)|"
    r"parts? of|with certain|some information|certain information)\b",
    re.IGNORECASE,
)
REDACTED = re.compile(r"\b(?:contain(?:s|ing)? redact\w+|redacted)\b", re.IGNORECASE)
TOTALS = re.compile(r"(?:consist|total|compris)", re.IGNORECASE)
EITHER = re.compile(
    r"\b(?:whole|full|entirety) (?:or|and/or|and) (?:in )?part\b|\bpart or (?:in )?(?:full|whole)",
    re.I,
)
ASIDE = re.compile(
    r"\b(?:duplicat(?:es?|ive)|non-?responsive|not responsive|first|per month|every month|"
    r"each month|free|at no|fee|charge|cents|cost|\$|per page|a month|monthly|rate of|page limit|"
    r"copies|up to|estimated|may have|potentially)\b|\$|¢",
    re.IGNORECASE,
)
_LINK = (
    r"(?: (?:of (?:these|those|them|which|the (?:responsive )?(?:pages|records|documents))|that|"
    r"which|contain(?:ed|ing)? [\w ]{2,40}? (?:that|which)|of (?:responsive )?(?:records|"
    r"documents|material)(?: responsive to your request)?|responsive to your request),?){0,4}"
)
PASSIVE = re.compile(
    rf"{_LINK} (?:{_AUX} (?P<rest>.{{0,110}})|(?P<bare>(?:released|withheld|denied|redacted|"
    rf"referred|"
    r"disclosed|granted|partially|exempt|located|found|contain redact)\b.{0,60}|"
    r"contain redact\w+))",
    re.IGNORECASE,
)
ELLIPSIS = re.compile(
    r"\W{0,2}(?:of (?:these|those|them|which) )?(?:in (?:full|part|whole|their|its)\b)", re.I
)
RESULT = re.compile(
    r" (?:of )?(?:\w+ )?(?:were|was|are|is|have been|has been) (?:\w+ )?(?:located|found|"
    r"identified|reviewed|processed|responsive)",
    re.I,
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
BIG = re.compile(
    rf"{NUMBER} (?:(?:\w+ )?(?:boxes|megabytes|MB|gigabytes|GB|minutes|hours|linear feet|"
    rf"cubic feet|lines|"
    r"documents?|records?|emails?|e-mails?|files?|spreadsheets?|messages|videos?|recordings?|"
    r"photographs?|items|reports?|memoranda|attachments?))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Act:
    """What is done with a count: the fact that it makes, how sure, and by what kind of verb."""

    name: FactName
    confidence: Confidence
    kind: str


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
        act = _act(own, each, start, end, last)
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


def _act(own: str, found: re.Match[str], start: int, end: int, last: Act | None) -> Act | None:
    before, after = own[start : found.start()], own[found.end() : end]
    if re.search(r"\b(?:enclosed|attached) $", before, re.IGNORECASE):
        return Act(FactName.PAGES_RELEASED, "certain", "release")
    if passive := PASSIVE.match(after):
        said = passive["rest"] or passive["bare"]
        if act := _named(said, f"{_portions(before)}{found.group()} {said}", first=True):
            return act
    if last and last.kind == "release" and TOTALS.match(before.strip()):
        return Act(FactName.PAGES_RELEASED, "certain", "release")
    if act := _named(before, f"{before} {found.group()} {after}", first=False):
        return act
    if passive or ELLIPSIS.match(after):
        return _same(last, after)
    if RESULT.match(after):
        return Act(FactName.PAGES_PROCESSED, "certain", "process")
    return _same(last, after) if last and re.match(r"\W*(?:and|in)?\b", before) else None


def _portions(before: str) -> str:
    """`Portions of` before a count, which the verb behind it then speaks of."""
    found = re.search(r"\b(?:portions?|parts?) of (?:the |these )?$", before, re.IGNORECASE)
    return found.group() if found else ""


def _named(verbs: str, words: str, *, first: bool) -> Act | None:
    """The act that a run of words names: the first one behind a count, the last one before it."""
    places = [
        (each.start(), kind)
        for kind, pattern in (
            ("release", RELEASE),
            ("withhold", WITHHOLD),
            ("refer", REFER),
            ("process", PROCESS),
            ("redact", REDACTED),
        )
        for each in pattern.finditer(verbs)
    ]
    if not places:
        return None
    if first and any(kind == "withhold" for _, kind in places):
        places = [each for each in places if each[1] in ("withhold", "release")]
    place, kind = min(places) if first else max(places)
    others = {each for at, each in places if not TOTALS.match(verbs, at)}
    if not first and TOTALS.match(verbs, place) and others == {"release"}:
        kind = "release"
    return _act_of(kind, words)


def _act_of(kind: str, words: str) -> Act:
    if kind == "process":
        return Act(FactName.PAGES_PROCESSED, "certain", "process")
    if kind == "redact":
        return Act(FactName.PAGES_RELEASED_IN_PART, "certain", kind)
    if kind == "refer":
        return Act(FactName.PAGES_REFERRED, "certain", "refer")
    part, full = bool(PART.search(words)), bool(FULL.search(words))
    if EITHER.search(words):
        return Act(FactName.PAGES_RELEASED, "certain", "release")
    if kind == "release":
        if full:
            return Act(FactName.PAGES_RELEASED_IN_FULL, "certain", kind)
        return Act(
            FactName.PAGES_RELEASED_IN_PART if part else FactName.PAGES_RELEASED, "certain", kind
        )
    if part and not full:
        return Act(FactName.PAGES_RELEASED_IN_PART, "certain", kind)
    return Act(FactName.PAGES_WITHHELD_IN_FULL, "certain" if full else "probable", kind)


def _same(last: Act | None, after: str) -> Act | None:
    """The act of the count before, to the extent that this one states."""
    if last is None or last.kind not in ("release", "withhold"):
        return None
    if FULL.search(after[:40]) or PART.search(after[:40]):
        return _act_of(last.kind, after[:60])
    return last


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
