"""Released pages that are themselves records of a meeting: an invitation, an agenda, notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateutil import parser as dates

from requests_app.ingest.extract.contract import EmailBlock, Span
from requests_app.ingest.parsers.contract import ParsedPage

NotedKind = Literal["calendar_entry", "agenda", "notes", "attendee_list"]

TITLES: tuple[tuple[NotedKind, re.Pattern[str]], ...] = (
    ("agenda", re.compile(r"^(?:(?:draft|meeting|proposed)\s+)*agenda\b(?!\.)", re.IGNORECASE)),
    ("notes", re.compile(r"^(?:meeting|call|briefing)\s+(?:notes|minutes|summary)\b", re.I)),
    ("notes", re.compile(r"^minutes\s+of\b", re.IGNORECASE)),
    ("attendee_list", re.compile(r"^(?:list\s+of\s+)?attendees?(?:\s+list)?\s*:?\s*$", re.I)),
)
CALENDAR_LABELS = re.compile(
    r"^(Subject|Location|Start|End|When|Where|Organizer|Required Attendees|Optional Attendees"
    r"|Show Time As|Recurrence|Meeting Status)\s*:",
    re.MULTILINE,
)
ONLY_CALENDARS = {"Organizer", "Required Attendees", "Show Time As", "Recurrence", "Meeting Status"}
DAY = re.compile(r"\b(?:\d{1,2}/\d{1,2}/\d{2,4}|(?:[A-Z][a-z]+ \d{1,2}, \d{4}))\b")
TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class RecordNotedFact:
    """A page that is such a record, with the line that shows it and the day it speaks of."""

    kind: NotedKind
    span: Span
    on: date | None


def records_noted(
    pages: Sequence[ParsedPage], blocks: Sequence[EmailBlock]
) -> tuple[RecordNotedFact, ...]:
    """The pages that are calendar entries, agendas, notes or attendee lists.

    A calendar printout shows at least three of its labels, one of which no email has. A title
    counts only among the first lines of a page, outside the header of an email.
    """
    headers = [span for block in blocks for span in block.header_spans]
    found = []
    for page in pages:
        noted = _calendar(page) or _titled(page, [s for s in headers if s.page == page.index])
        if noted:
            found.append(noted)
    return tuple(found)


def _calendar(page: ParsedPage) -> RecordNotedFact | None:
    labels = list(CALENDAR_LABELS.finditer(page.text))
    names = {label.group(1) for label in labels}
    if len(names) < 3 or not names & ONLY_CALENDARS:
        return None
    first = labels[0]
    return RecordNotedFact(
        "calendar_entry", Span(page.index, first.start(), first.end()), _day(page.text)
    )


def _titled(page: ParsedPage, headers: Sequence[Span]) -> RecordNotedFact | None:
    offset = 0
    for line in page.text.split("\n")[:TITLE_LINES]:
        start, end = offset, offset + len(line)
        offset = end + 1
        if any(span.start < end and start < span.end for span in headers):
            continue
        for kind, title in TITLES:
            if title.search(line):
                return RecordNotedFact(kind, Span(page.index, start, end), _day(page.text))
    return None


def _day(text: str) -> date | None:
    found = DAY.search(text)
    if not found:
        return None
    try:
        return dates.parse(found.group()).date()
    except (ValueError, OverflowError):
        return None
