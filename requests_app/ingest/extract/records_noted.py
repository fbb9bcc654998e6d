"""Released pages that are themselves records of a meeting: an invitation, an agenda, notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from requests_app.ingest.extract.contract import EmailBlock, Span
from requests_app.ingest.extract.spoken_days import spoken_day
from requests_app.ingest.parsers.contract import ParsedPage

NotedKind = Literal["calendar_entry", "agenda", "notes", "attendee_list"]

_GATHERING = r"(?:meeting|conference\s+call|call|briefing|workshop|roundtable|visit)"
# A title ends with its word or goes on with what it is of; `Agenda items will follow` is none.
_GOES_ON = (
    r"(?=\s*$|\s*[:–—(|]|\s+(?:-|of|for|from|with|on)\s|\s+\d{1,2}[/ ]|,?\s+[A-Z][a-z]{2,8}\.?\s\d)"
)
TITLES: tuple[tuple[NotedKind, re.Pattern[str]], ...] = (
    (
        "agenda",
        re.compile(
            rf"^(?:(?i:draft|proposed|tentative|final|{_GATHERING})\s+)*(?i:agenda)\b{_GOES_ON}"
        ),
    ),
    (
        "notes",
        re.compile(
            rf"^(?:(?i:draft)\s+)?(?i:{_GATHERING}\s+(?:notes|minutes|summary)|minutes|"
            rf"(?:notes|summary)(?=\s+(?:of|from)\s+(?:the\s+)?{_GATHERING}))\b{_GOES_ON}"
        ),
    ),
    (
        "attendee_list",
        re.compile(
            r"^(?i:(?:list\s+of\s+)?(?:attendees?|participants)(?:\s+list)?|attendance\s+list|"
            r"sign[\s\-]?in\s+sheet)\s*:?\s*$"
        ),
    ),
)
NAMED_TITLE = re.compile(
    r"^(?!(?i:see|attached|please|re|fwd?|subject|updated|your|our|my|the|no|revised|this|here)\b)"
    r"(?:(?:[A-Z0-9&/][\w&/.’'\-]*|[-–—|]|of|for|and|the|on|with|in|to|a)\s+){1,9}"
    r"(?:(?P<agenda>(?i:agenda))|(?P<notes>(?i:(?:meeting|call)\s+(?:notes|minutes|summary)))"
    r"|(?P<attendee_list>(?i:attendees?\s+list|list\s+of\s+attendees|sign[\s\-]?in\s+sheet)))\s*$"
)
CALENDAR_LABELS = re.compile(
    r"^[ \t]*(Subject|Location|Start(?: Time)?|End(?: Time)?|When|Where|Organizer"
    r"|Required Attendees|Optional Attendees|Show Time As|Recurrence|Meeting Status"
    r"|Recurrence Pattern)[ \t]*:",
    re.MULTILINE,
)
ONLY_CALENDARS = {
    *("Organizer", "Required Attendees", "Optional Attendees", "Show Time As", "Recurrence"),
    *("Meeting Status", "Recurrence Pattern"),
}
BEGINS = ("Start", "Start Time", "When")
LEAST_LABELS = 3
DAY_ALONE = re.compile(
    r"^\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}"
    r"(?:,?\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day)?\s*$",
    re.IGNORECASE,
)
HOURS = re.compile(
    r"\s*\d{1,2}(?::\d\d)?\s?(?:[AP]\.?M\.?)?\s?[-–—]\s?\d{1,2}(?::\d\d)?\s?(?:[AP]\.?M\b\.?)?"
    r"(?=.*(?::\d\d|[AP]\.?M))",
    re.IGNORECASE,
)
LEAST_HOURS = 3
TITLE_LINES, DAY_LINES = 4, 10
LONGEST_TITLE = 120
ISO_DAY = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")


@dataclass(frozen=True, slots=True)
class RecordNotedFact:
    """A page that is such a record, with the line that shows it and the day it speaks of."""

    kind: NotedKind
    span: Span
    on: date | None


def records_noted(
    pages: Sequence[ParsedPage], blocks: Sequence[EmailBlock]
) -> tuple[RecordNotedFact, ...]:
    """The calendar entries, and the pages that are agendas, notes, attendee lists or days of a
    calendar.

    A calendar entry shows at least three of its labels, one of which no email has. A title counts
    only among the first lines of a page, outside the header of an email and with no header above.
    """
    headers: dict[int, list[Span]] = {}
    for block in blocks:
        for span in block.header_spans:
            headers.setdefault(span.page, []).append(span)
    found: list[RecordNotedFact] = []
    for page in pages:
        here = headers.get(page.index, [])
        entries = list(_entries(page, here))
        noted = None if entries else _titled(page, here) or _calendar_day(page, here)
        found += entries or ([noted] if noted else [])
    return tuple(found)


def _entries(page: ParsedPage, headers: Sequence[Span]) -> Iterator[RecordNotedFact]:
    """The entries of a calendar on a page: each begins where a label comes again."""
    entry: list[re.Match[str]] = []
    for label in CALENDAR_LABELS.finditer(page.text):
        if any(span.start <= label.start(1) < span.end for span in headers):
            continue
        if any(label[1] == other[1] for other in entry):
            yield from _entry(page, entry, label.start())
            entry = []
        entry.append(label)
    yield from _entry(page, entry, len(page.text))


def _entry(
    page: ParsedPage, labels: Sequence[re.Match[str]], end: int
) -> Iterator[RecordNotedFact]:
    names = {label[1] for label in labels}
    if len(names) < LEAST_LABELS or not names & ONLY_CALENDARS:
        return
    days = [_day_of_label(page.text, label, end) for label in labels if label[1] in BEGINS]
    first = labels[0]
    span = Span(page.index, first.start(1), first.end())
    yield RecordNotedFact("calendar_entry", span, next(iter(days), None))


def _day_of_label(text: str, label: re.Match[str], end: int) -> date | None:
    line_end = text.find("\n", label.end())
    value = text[label.end() : min(end, line_end if line_end >= 0 else end)]
    return _day(value)


def _first_lines(page: ParsedPage, headers: Sequence[Span]) -> list[tuple[int, int]]:
    """The lines of the page that are not empty, up to the first header of an email."""
    stop = min((span.start for span in headers), default=len(page.text))
    lines = []
    offset = 0
    for line in page.text.split("\n"):
        if offset + len(line) > stop or (headers and offset >= stop):
            break
        if line.strip():
            lines.append((offset, offset + len(line)))
        offset += len(line) + 1
    return lines


def _titled(page: ParsedPage, headers: Sequence[Span]) -> RecordNotedFact | None:
    lines = _first_lines(page, headers)
    for number, (start, end) in enumerate(lines[:TITLE_LINES]):
        line = page.text[start:end]
        kind = _kind(line.strip()) if end - start <= LONGEST_TITLE else None
        if kind:
            around = lines[max(0, number - 2) : number + DAY_LINES]
            days = (_day(page.text[first:last]) for first, last in around)
            on = next((day for day in days if day), None)
            at = start + len(line) - len(line.lstrip())
            return RecordNotedFact(kind, Span(page.index, at, start + len(line.rstrip())), on)
    return None


def _kind(line: str) -> NotedKind | None:
    for kind, title in TITLES:
        if title.search(line):
            return kind
    named = NAMED_TITLE.match(line)
    if named is None:
        return None
    if named["agenda"]:
        return "agenda"
    return "notes" if named["notes"] else "attendee_list"


def _calendar_day(page: ParsedPage, headers: Sequence[Span]) -> RecordNotedFact | None:
    """A page headed by a day with hours below it, as a calendar is printed by days."""
    if headers:
        return None
    lines = _first_lines(page, headers)
    hours = sum(HOURS.match(page.text, start, end) is not None for start, end in lines)
    if hours < LEAST_HOURS:
        return None
    for start, end in lines[:TITLE_LINES]:
        line = page.text[start:end]
        if DAY_ALONE.match(line) and (on := _day(line)):
            return RecordNotedFact("calendar_entry", Span(page.index, start, end), on)
    return None


def _day(text: str) -> date | None:
    """The first day in a text that is given with its year."""
    if iso := ISO_DAY.search(text):
        try:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            return None
    return spoken_day(text, None, ahead=False)
