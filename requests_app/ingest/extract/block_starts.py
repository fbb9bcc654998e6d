"""Finds every place in a file where an email begins: header blocks and attributions.

Lines that OCR ran together are parted first, so that a separator, `From: ... Sent: ...` or
`On ... wrote:` in mid-line begins a line of its own.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from requests_app.ingest.extract.contract import Span
from requests_app.ingest.extract.email_headers import read_header
from requests_app.ingest.extract.header_labels import leading_label
from requests_app.ingest.extract.header_values import CODES, FieldValue, HeaderRead
from requests_app.ingest.extract.printed_dates import find_printed_date
from requests_app.ingest.extract.quoted_messages import (
    Attribution,
    SeparatorStyle,
    find_separator,
    read_attribution,
)
from requests_app.ingest.extract.text_lines import Line

_FROM_INSIDE = re.compile(r"(?<=[\s>])(?:From|FROM)\s?:\s")
_SENT_NEAR = re.compile(r"\b(?:Sent|Date|SENT|DATE)\s?[:;]")
_FIRST_WORDS = re.compile(r"(?:From|Sent|Date|To|T|F|S|D|Su|B|C)", re.IGNORECASE)
_OWNER = re.compile(r"[A-Z\u00c0-\u00de(][^:@]{1,60}$")
_GMAIL_COUNT = re.compile(r"\d+ messages?$")
_TO_AFTER_TIME = re.compile(r"(?<=[AaPp][Mm])\s+(?=To\s?:.*\bSubject\s?:)")
_PATCH = re.compile(r"From [0-9a-f]{7,40} Mon Sep 17 00:00:00 2001")
_RULE_TAIL = re.compile(r"[\d/: ]*(?:[AP]M)?\s*[-_]{3,}$")


@dataclass(slots=True)
class BlockStart:
    """Where an email begins, which lines its header takes, and how it was announced."""

    at: int
    """Index of the first line that belongs to it: its separator, else its header."""
    after: int
    """Index of the first line behind the header."""
    header: HeaderRead | None
    attribution: Attribution | None
    separator: SeparatorStyle | None
    depth: int
    """Quote marks before its header."""
    inner_depth: int = 0
    """Quote marks before its own words."""
    marks: tuple[Span, ...] = ()
    """Separators, rules and owner lines: part of the header, never of a body."""
    owner: str | None = None
    has_owner: bool = False
    in_conversation: bool = False
    """One of the messages of a conversation printed from Gmail, under one subject."""


def parted_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines, cut where an email begins or a separator stands in mid-line."""
    result: list[Line] = []
    for number, line in enumerate(lines):
        following = lines[number + 1].text if number + 1 < len(lines) else ""
        cuts = _cuts(line.text, following)
        if not cuts:
            result.append(line)
            continue
        bounds = [0, *cuts, len(line.text)]
        parts = [line.part(a, b) for a, b in itertools.pairwise(bounds)]
        result += [part for part in parts if part.text]
    return result


def _cuts(text: str, following: str) -> list[int]:
    cuts: set[int] = set()
    separator = find_separator(text) if _may_separate(text) else None
    if separator is not None and separator.style != "rule":
        cuts |= {separator.start, separator.end}
    if "From" in text or "FROM" in text:
        for match in _FROM_INSIDE.finditer(text):
            ahead = text[match.end() : match.end() + 160] + " " + following[:160]
            label = _SENT_NEAR.search(ahead)
            if label and find_printed_date(ahead[label.end() : label.end() + 60]):
                cuts.add(match.start())
    if "To" in text:
        cuts |= {match.end() for match in _TO_AFTER_TIME.finditer(text)}
    return sorted(cut for cut in cuts if 0 < cut < len(text))


def _may_separate(text: str) -> bool:
    lowered = text.lower()
    return "essage" in lowered or "forwarded" in lowered or "es sa" in lowered


def find_starts(lines: Sequence[Line], *, right_edge: float) -> list[BlockStart]:
    """Every beginning of an email in the lines, in reading order."""
    starts: list[BlockStart] = []
    owners: set[str] = set()
    at = 0
    while at < len(lines):
        floor = starts[-1].after if starts else 0
        start = _start_at(lines, at, floor, right_edge)
        if start is None:
            at += 1
            continue
        _claim_above(lines, start, floor, owners)
        if start.has_owner:
            owners.add(lines[start.at].text)
        take_conversation_subject(lines, start, starts[-1] if starts else None)
        start.inner_depth = _inner_depth(lines, start)
        starts.append(start)
        at = max(at + 1, start.after)
    return starts


def _start_at(lines: Sequence[Line], at: int, floor: int, right_edge: float) -> BlockStart | None:
    line = lines[at]
    separator = _separator_before(lines, at)
    if _FIRST_WORDS.match(line.text.lstrip("*\u2022|'\"-_ ")):
        announced = separator is not None and separator != "rule"
        header = read_header(lines, at, floor=floor, right_edge=right_edge, announced=announced)
        if header is not None and not _is_of_a_patch(lines, header.first):
            if header.first < at:
                separator = _separator_before(lines, header.first)
            return BlockStart(header.first, header.after, header, None, separator, line.depth)
    attribution = read_attribution(lines, at)
    if attribution is None:
        return None
    return BlockStart(at, attribution.last + 1, None, attribution, None, line.depth, marks=())


def _is_of_a_patch(lines: Sequence[Line], first: int) -> bool:
    """Whether a header is that of a pasted git patch, whose first line names a commit and a day
    that is the same for all of them. A patch is not a message that somebody sent."""
    return first > 0 and _PATCH.match(lines[first - 1].text) is not None


def _inner_depth(lines: Sequence[Line], start: BlockStart) -> int:
    """The quote marks before the words of a message, as the lines behind its header say: two
    of them for an attribution, which OCR may part from its quotation."""
    after = lines[start.after : start.after + (1 if start.attribution is None else 2)]
    return max([start.depth, *(line.depth for line in after if line.depth <= start.depth + 1)])


def _separator_before(lines: Sequence[Line], at: int) -> SeparatorStyle | None:
    """The separator that stands directly above, dashes and one blank mark let aside."""
    for back in range(at - 1, max(-1, at - 4), -1):
        separator = find_separator(lines[back].text)
        if separator is not None and separator.end - separator.start == len(lines[back].text):
            return separator.style
        if lines[back].text.strip("-_>*= .") and not _RULE_TAIL.match(lines[back].text):
            return separator.style if separator and separator.style == "lotus" else None
    return None


def _claim_above(lines: Sequence[Line], start: BlockStart, floor: int, owners: set[str]) -> None:
    """Take the separator lines, the rule and the mailbox owner above a header into the block."""
    marks: list[Span] = []
    if start.separator is not None:
        while start.at > floor and _is_mark(lines[start.at - 1].text):
            start.at -= 1
            marks.append(lines[start.at].span())
            separator = find_separator(lines[start.at].text)
            if separator is not None and separator.style != "rule":
                break
    elif start.header is not None and start.at > floor and not start.header.unlabelled:
        above = lines[start.at - 1]
        known = floor == 0 or start.header.is_columnar or above.text in owners
        if known and _is_owner(lines, start, owners):
            start.at -= 1
            start.has_owner = True
            start.owner = _owner_name(above.text)
            marks.append(above.span())
    start.marks = tuple(marks)


def take_conversation_subject(
    lines: Sequence[Line], start: BlockStart, before: BlockStart | None
) -> None:
    """Give a message printed from Gmail the subject of its conversation, which stands once above
    all of them over `3 messages`."""
    header = start.header
    if header is None or not header.unlabelled or header.has("subject"):
        return
    floor = before.after if before is not None else 0
    above = lines[start.at - 1] if start.at > floor + 1 else None
    if above is not None and _GMAIL_COUNT.match(above.text):
        start.at -= 2
        start.marks = (*start.marks, lines[start.at].span(), above.span())
        header.fields["subject"] = FieldValue([lines[start.at]])
        start.in_conversation = True
    elif before is not None and before.in_conversation and before.header is not None:
        header.fields["subject"] = before.header.fields["subject"]
        start.in_conversation = True


def _is_mark(text: str) -> bool:
    blank = not text.strip("-_>*= .\u2014\u2015") or _RULE_TAIL.match(text) is not None
    return blank or find_separator(text) is not None


def _is_owner(lines: Sequence[Line], start: BlockStart, owners: set[str]) -> bool:
    """A name alone at the head of a page, above `From:`: whose mailbox was printed. What stands
    above a header without columns may as well be the signature of the page before; it is
    believed for the first message of a file and for a name seen so before. In mid-page, where two
    short messages were printed on one sheet, it takes such a name over a header in columns. A
    closed name is the label of its box, which stands anywhere in the box."""
    header = start.header
    above = lines[start.at - 1]
    below = lines[start.at]
    if header is None or header.order[:1] not in (["from"], ["subject"]):
        return False
    if not above.first and not (header.is_columnar and above.text in owners):
        return False
    if header.is_columnar and above.page == below.page and _is_closed(above.text):
        return above.first
    same_edge = abs(above.indent - below.indent) <= max(3.0, below.indent * 0.1)
    words = above.text.split()
    return (
        above.page == below.page
        and above.depth == 0
        and same_edge
        and 1 <= len(words) <= 8
        and _OWNER.match(above.text) is not None
        and not above.text.endswith((".", "!", "?", ",", "-"))
        and leading_label(above.text) is None
    )


def _is_closed(text: str) -> bool:
    """Whether a line holds exemption codes and nothing else."""
    return bool(text) and not CODES.sub("", text).strip(" ;,")


def _owner_name(text: str) -> str | None:
    name = CODES.sub("", text).strip(" ;,")
    return name if re.search(r"[A-Za-z]{2}", name) and name.lower() != "unknown" else None


def header_spans(start: BlockStart) -> list[Span]:
    """Every place that belongs to the header, the body text on its last line left out."""
    spans = list(start.marks)
    header, attribution = start.header, start.attribution
    if header is not None:
        begins = {(line.page, line.end): line.start for line in header.rest}
        for line in header.lines:
            stop = begins.get((line.page, line.end), line.end)
            spans.append(Span(line.page, line.start, max(line.start, stop)))
    if attribution is not None:
        *whole, last = attribution.lines
        spans += [line.span() for line in whole]
        spans.append(last.span(0, _attribution_end(attribution)))
    return spans


def _attribution_end(attribution: Attribution) -> int:
    """Where `wrote:` ends in the last of the attribution's lines."""
    column = attribution.column if attribution.first == attribution.last else 0
    return max(0, min(len(attribution.lines[-1].text), attribution.end_column - column))


def words_beside(start: BlockStart, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Words on the lines of a header that are not the header's: those before an attribution,
    which belong to the message above, and those behind the header, its own."""
    if start.header is not None:
        return [], [line for line in start.header.rest if line.text]
    attribution = start.attribution
    if attribution is None:
        return [], []
    before = lines[attribution.first].part(0, attribution.column)
    behind = attribution.lines[-1].part(_attribution_end(attribution))
    return [part for part in (before,) if part.text], [part for part in (behind,) if part.text]


def attributed_person(attribution: Attribution) -> FieldValue:
    """The person of an attribution as a value with places."""
    return FieldValue(list(attribution.lines)).part(attribution.person)
