"""Tells the message of a printout from the ones quoted in it, and nests what is quoted.

A header block at the head of a page usually begins a new record, one in mid-page after body
text usually is a quoted message. Where the two meet, these decide, in order: a separator or
quote marks; the mailbox owner's name; the way this release prints the dates of its records,
learned from the file itself; whether its header is set in columns, as mail programs set that of
the record they print; whether the page before ended early; the subject (a quoted message
bears the subject of the one that quotes it); the time (a message cannot quote a later one).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from rapidfuzz import fuzz

from requests_app.ingest.extract.block_starts import BlockStart
from requests_app.ingest.extract.printed_dates import PrintedDate
from requests_app.ingest.extract.text_lines import Line

_PREFIX = re.compile(
    r"^(?:\s*(?:re|fwd?|aw|tr|wg|sv|antw)\s?(?:\[\d+\])?\s?[:;]\s*)+", re.IGNORECASE
)
ZONE_SLACK = timedelta(hours=14)
"""Printed times may be in different zones; only what differs by more is later or earlier."""
FormUse = Literal["record", "mostly_record", "quoted"]
_ENOUGH = 5
_RECORD_SHARE = 0.6
_QUOTED_SHARE = 0.15
_SHORT_PAGE = 0.7


@dataclass(frozen=True, slots=True)
class Placing:
    """The role of one block: quoted or not, by which block, how deep."""

    quoted: bool
    parent: int | None
    depth: int


def place_blocks(
    starts: Sequence[BlockStart], lines: Sequence[Line], *, native: bool
) -> list[Placing]:
    """The role of every start. For a native message all starts are quoted: indexes are those of
    the starts, and -1 is the native message itself."""
    if native:
        return _nest_native(starts)
    forms = _learned_forms(starts, lines)
    fills = _page_fills(lines)
    placings: list[Placing] = []
    chain: list[int] = []
    for number, start in enumerate(starts):
        if _is_top(starts, placings, chain, number, forms, _ended_early(lines, start, fills)):
            chain = [number]
            placings.append(Placing(False, None, 0))
            continue
        parent = _parent(starts, chain, start)
        depth = placings[parent].depth + 1 if parent is not None else 1
        chain = [*chain[: chain.index(parent) + 1], number] if parent is not None else [number]
        placings.append(Placing(True, parent, depth))
    return placings


def settle_day_first_dates(starts: Sequence[BlockStart], quoting_at: datetime | None) -> None:
    """Read `6/5/2018` day first where month first would make a quoted message later than the one
    that quotes it. `quoting_at` is the time of a native message in UTC."""
    latest = quoting_at
    for start in starts:
        printed = date_of(start)
        if printed is None:
            continue
        surely_quoted = start.attribution is not None or start.separator not in (None, "rule")
        other = printed.day_first
        if (
            (surely_quoted or quoting_at is not None)
            and latest is not None
            and other is not None
            and printed.moment > latest + ZONE_SLACK >= other
        ):
            printed = replace(printed, moment=other, day_first=None)
            if start.attribution is not None:
                start.attribution = replace(start.attribution, date=printed)
            elif start.header is not None:
                start.header.date = printed
        latest = quoting_at or moment_of(start)


def moment_of(start: BlockStart) -> datetime | None:
    """The time of a block, in UTC where an offset is printed."""
    printed = date_of(start)
    if printed is None:
        return None
    return printed.moment - timedelta(minutes=printed.utc_offset or 0)


def date_of(start: BlockStart) -> PrintedDate | None:
    """The date of a block as printed."""
    if start.attribution is not None:
        return start.attribution.date
    return start.header.date if start.header is not None else None


def subject_of(start: BlockStart) -> str:
    """The subject of a block as printed, empty where none stands."""
    return start.header.text("subject") if start.header is not None else ""


def bare_subject(subject: str) -> str:
    """A subject without reply and forward marks, letters and digits only."""
    bare = re.sub(r"[\W_]+", "", _PREFIX.sub("", subject)).casefold()
    return "" if bare in ("re", "fw", "fwd") else bare


def is_reply_subject(subject: str) -> bool:
    """Whether a subject says that the message answers or forwards another."""
    return _PREFIX.match(subject) is not None


def are_related(one: str, other: str) -> bool | None:
    """Whether two subjects are those of one conversation; None where one cannot be read."""
    first, second = bare_subject(one), bare_subject(other)
    if len(first) < 3 or len(second) < 3:
        return None if not first or not second else first == second
    shorter, longer = sorted((first, second), key=len)
    if longer.startswith(shorter) or (len(shorter) > 11 and shorter in longer):
        return True
    return fuzz.ratio(first, second) >= 80 or fuzz.ratio(shorter, longer[: len(shorter)]) >= 85


def _learned_forms(starts: Sequence[BlockStart], lines: Sequence[Line]) -> dict[str, FormUse]:
    """How this file uses each way of printing the date, where it shows that clearly: quoted
    messages only rarely fall on the head of a page."""
    at_head: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for start in starts:
        printed = date_of(start)
        if printed is None or start.header is None or start.separator is not None or start.depth:
            continue
        (at_head if _at_head(lines, start) else inside)[printed.form] += 1
    learned: dict[str, FormUse] = {}
    for form in {*at_head, *inside}:
        total = at_head[form] + inside[form]
        share = at_head[form] / total
        if total >= _ENOUGH and share >= _RECORD_SHARE:
            learned[form] = "record" if share >= 1 - _QUOTED_SHARE else "mostly_record"
        elif total >= _ENOUGH and share <= _QUOTED_SHARE:
            learned[form] = "quoted"
    return learned if {"record", "mostly_record"} & set(learned.values()) else {}


def _at_head(lines: Sequence[Line], start: BlockStart) -> bool:
    return lines[start.at].first


def _page_fills(lines: Sequence[Line]) -> dict[int, float]:
    """How far down each page its text goes."""
    fills: dict[int, float] = {}
    for line in lines:
        fills[line.page] = max(fills.get(line.page, 0.0), line.fill)
    return fills


def _ended_early(lines: Sequence[Line], start: BlockStart, fills: dict[int, float]) -> bool:
    """Whether the text before this page stops well above the foot of its page."""
    before = fills.get(lines[start.at].page - 1)
    if before is None or not fills:
        return False
    usual = sorted(fills.values())[int(len(fills) * 0.9)]
    return before < _SHORT_PAGE * usual


def _is_top(
    starts: Sequence[BlockStart],
    placings: Sequence[Placing],
    chain: Sequence[int],
    number: int,
    forms: dict[str, FormUse],
    ended_early: bool,
) -> bool:
    start = starts[number]
    if start.attribution is not None or start.depth or start.separator not in (None, "rule"):
        return False
    if not chain or start.has_owner or (_is_gmail(start) and _is_gmail(starts[chain[0]])):
        return True
    printed = date_of(start)
    learned = forms.get(printed.form) if printed is not None else None
    container = starts[chain[0]]
    related = _related_to_chain(starts, chain, start)
    if learned == "record" or (learned == "mostly_record" and related is False):
        return True
    if _starts_page(start):
        if learned == "mostly_record" or _is_columnar(start):
            return True
        if learned == "quoted" and related is not False:
            return False
        answering = is_reply_subject(subject_of(container))
        if _is_columnar(container) and related is not False:
            return _is_later_than_all(starts, chain, start, ZONE_SLACK)
        later = _is_later_than_all(starts, chain, start, timedelta(0))
        return ended_early or later or related is not True or not answering
    if start.separator == "rule" or learned == "quoted":
        return False
    if _is_later_than_all(starts, chain, start, ZONE_SLACK):
        return True
    return related is False and not any(is_reply_subject(subject_of(starts[n])) for n in chain)


def _is_gmail(start: BlockStart) -> bool:
    """Whether a header is one of a conversation printed from Gmail: they follow one another."""
    return start.header is not None and start.header.unlabelled and start.in_conversation


def _is_columnar(start: BlockStart) -> bool:
    """Whether the header is set as that of a printed record, with its values in a column."""
    return start.header is not None and start.header.is_columnar


def _starts_page(start: BlockStart) -> bool:
    if start.header is not None and start.header.lines:
        return start.header.lines[0].first
    return False


def _related_to_chain(
    starts: Sequence[BlockStart], chain: Sequence[int], start: BlockStart
) -> bool | None:
    answers = [are_related(subject_of(starts[n]), subject_of(start)) for n in chain]
    if True in answers:
        return True
    return None if None in answers else False


def _is_later_than_all(
    starts: Sequence[BlockStart],
    chain: Sequence[int],
    start: BlockStart,
    slack: timedelta,
) -> bool:
    moment = moment_of(start)
    times = [time for n in chain if (time := moment_of(starts[n])) is not None]
    return moment is not None and bool(times) and all(moment > t + slack for t in times)


def _parent(starts: Sequence[BlockStart], chain: Sequence[int], start: BlockStart) -> int | None:
    """The block that quotes this one: the last before it, unless quote marks or time forbid."""
    moment = moment_of(start)
    candidates = list(chain)
    for number in reversed(candidates):
        holder = starts[number]
        if holder.inner_depth > max(holder.depth, start.depth):
            continue
        time = moment_of(holder)
        if moment is None or time is None or moment <= time + ZONE_SLACK:
            return number
    return candidates[0] if candidates else None


def _nest_native(starts: Sequence[BlockStart]) -> list[Placing]:
    placings: list[Placing] = []
    chain: list[int] = []
    for number, start in enumerate(starts):
        parent = _parent(starts, chain, start) if chain else None
        if parent is not None and chain and parent == chain[0] and _is_beside(starts, chain, start):
            parent = None
        depth = placings[parent].depth + 1 if parent is not None else 1
        chain = [*chain[: chain.index(parent) + 1], number] if parent is not None else [number]
        placings.append(Placing(True, -1 if parent is None else parent, depth))
    return placings


def _is_beside(starts: Sequence[BlockStart], chain: Sequence[int], start: BlockStart) -> bool:
    """Whether a block is quoted next to the first of the chain, not in it."""
    holder = starts[chain[0]]
    if holder.inner_depth > max(holder.depth, start.depth):
        return True
    moment, time = moment_of(start), moment_of(holder)
    return moment is not None and time is not None and moment > time + ZONE_SLACK
