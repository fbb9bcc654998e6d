"""Sheets that stand for pages withheld in full or sent to another agency."""

import re
from collections.abc import Sequence

from requests_app.ingest.extract.contract import Span, StampFact, WithheldSheet
from requests_app.ingest.extract.exemption_codes import cited_codes, find_codes
from requests_app.ingest.parsers.contract import ParsedPage

MOST_WORDS = 250
"""A sheet says little; a page with more words on it is a record or a letter."""
WITHHELD = re.compile(
    r"\b(?:pages?|documents?|records?|material|information)?\s*(?:(?:is|are|was|were|has been|"
    r"have been)\s+)?(?:withheld|denied|exempt|deleted|redacted)\s+(?:in\s+(?:full|(?:its|their)\s+"
    r"entirety)|entirely)\b|\bdeleted\s+page\s+information\s+sheet\b|\bwithheld\s+in\s+full\b"
    r"|\bpage\s+\d+\s+redacted\s+for\s+the\s+following\s+reason\b",
    re.IGNORECASE,
)
REFERRED = re.compile(
    r"\b(?:pages?|documents?|records?)\b[^.\n]{0,80}\b(?:referred\s+to|sent\s+for\s+consultation)\b",
    re.IGNORECASE,
)
COUNT = re.compile(r"\b(\d{1,5})\s+pages?\b|\btotal\s+deleted\s+pages?\s*[:~]*\s*(\d{1,5})", re.I)
HEADER = re.compile(r"^\s*(?:from|sent|to)\s*:\s*\S", re.IGNORECASE | re.MULTILINE)


def withheld_sheets(
    pages: Sequence[ParsedPage], stamps: Sequence[StampFact]
) -> tuple[WithheldSheet, ...]:
    """The sheets among the pages. A letter, or an email that speaks of withholding, is none."""
    prefixes = {stamp.prefix for stamp in stamps}
    found = []
    for page in pages:
        said = WITHHELD.search(page.text) or REFERRED.search(page.text)
        if said is None or len(page.text.split()) > MOST_WORDS or HEADER.search(page.text):
            continue
        referred = WITHHELD.search(page.text) is None
        own = [stamp.number for stamp in stamps if stamp.span.page == page.index]
        found.append(_sheet(page, said, referred, prefixes, own))
    return tuple(found)


def _sheet(
    page: ParsedPage,
    said: re.Match[str],
    referred: bool,
    prefixes: set[str],
    own: Sequence[int],
) -> WithheldSheet:
    prefix, first, last = _range_named(page.text, prefixes, own)
    count = COUNT.search(page.text)
    start, end = _line_around(page.text, said.start(), said.end())
    runs = [*find_codes(page.text), *cited_codes(page.text)]
    return WithheldSheet(
        span=Span(page.index, start, end),
        prefix=prefix,
        first=first,
        last=last,
        pages=_pages(first, last, count),
        codes=tuple(dict.fromkeys(code for _, _, codes in sorted(runs) for code in codes)),
        referred=referred,
    )


def _range_named(
    text: str, prefixes: set[str], own: Sequence[int]
) -> tuple[str | None, int | None, int | None]:
    """The numbers that the sheet names, other than its own stamp in the margin."""
    for prefix in sorted(prefixes, key=len, reverse=True):
        named = re.escape(prefix.strip()) + r"[\s_\-]*(\d{1,12})"
        through = re.compile(
            rf"{named}\s*(?:through|thru|to|[-–—])\s*"
            rf"(?:{re.escape(prefix.strip())}[\s_\-]*)?" + r"(\d{1,12})",
            re.IGNORECASE,
        )
        span = through.search(text)
        if span:
            first, last = int(span[1]), int(span[2])
            if first <= last:
                return prefix, first, last
        numbers = [int(number) for number in re.findall(named, text)]
        for each in own:
            # The stamp of the sheet itself is on the page once.
            if each in numbers:
                numbers.remove(each)
        if len(numbers) == 1:
            return prefix, numbers[0], numbers[0]
    return None, None, None


def _pages(first: int | None, last: int | None, count: re.Match[str] | None) -> int | None:
    if first is not None and last is not None:
        return last - first + 1
    return int(count[1] or count[2]) if count else None


def _line_around(text: str, start: int, end: int) -> tuple[int, int]:
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after
