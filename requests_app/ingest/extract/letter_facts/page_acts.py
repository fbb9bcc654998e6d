"""What is done with the pages that a sentence counts: found, released, closed, referred."""

import re
from dataclasses import dataclass

from requests_app.ingest.extract.letter_facts.contract import Confidence, FactName

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


ENCLOSED = re.compile(
    r"\b(?:enclosed|attached)(?: please find| are| is)?(?: the)? $", re.IGNORECASE
)
CLOSED_ON = re.compile(
    r"\b(?:deletions|redactions|excisions)(?: (?:were|have been|was))?(?: made)? (?:on|to|in|"
    r"from) $",
    re.IGNORECASE,
)
EXTENT = re.compile(r"\bin (?:full|part|whole|(?:their|its) entirety)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Act:
    """What is done with a count: the fact that it makes, how sure, and by what kind of verb."""

    name: FactName
    confidence: Confidence
    kind: str


def act_on(own: str, found: re.Match[str], start: int, end: int, last: Act | None) -> Act | None:
    before, after = own[start : found.start()], own[found.end() : end]
    if ENCLOSED.search(before):
        return _act_of("release", after[:40])
    if CLOSED_ON.search(before):
        return Act(FactName.PAGES_RELEASED_IN_PART, "certain", "release")
    if last and ELLIPSIS.match(after):
        # `20 were released in full and 30 in part`: the verb before is of the count before.
        before = EXTENT.split(before)[-1]
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
