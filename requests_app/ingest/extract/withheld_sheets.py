"""Sheets that stand for pages withheld in full or sent to another agency."""

import re
from collections.abc import Iterator, Sequence

from requests_app.ingest.extract.contract import Span, StampFact, WithheldSheet
from requests_app.ingest.extract.exemption_codes import cited_codes, find_codes
from requests_app.ingest.parsers.contract import ParsedPage

MOST_WORDS = 250
"""A sheet says little; a page with more words on it is a record or a letter."""
MOST_PAGES = 100_000
"""A range wider than this was badly read."""
WITHHELD = re.compile(
    r"\b(?:withheld|denied|exempt|deleted|redacted)\s+(?:in\s+(?:full|(?:its|their)\s+entirety)"
    r"|in\s+(?:its|their)\s+entirety|entirely)\b|\bdeleted\s+page\s+information\s+sheet\b"
    r"|\bpage\s+(?P<page>\d{1,6})\s+(?:was\s+|is\s+)?redacted\s+for\s+the\s+following\s+reason\b",
    re.IGNORECASE,
)
REFERRED = re.compile(
    r"\b(?:pages?|documents?|records?)\b[^.\n]{0,80}\b(?:referred\s+to|sent\s+for\s+consultation)\b",
    re.IGNORECASE,
)
IN_A_SENTENCE = re.compile(r"\b(?:I|we|you|your|my|our|us|me|he|she|they)\b", re.IGNORECASE)
COUNT = re.compile(
    r"\b(?P<before>\d{1,5})\s+pages?\b(?!\s+of\b)"
    r"|\btotal\s+(?:deleted\s+)?pages?(?:\(s\))?\s*[:~=\-]*\s*(?P<behind>\d{1,5})\b",
    re.IGNORECASE,
)
THROUGH = r"\s*(?:through|thru|to|[-–—])\s*"
PAGES = re.compile(
    rf"\b(?:pages?|pp?\.)\s*(\d{{1,12}})(?:{THROUGH}(\d{{1,12}}))?(?!\s+of\b|\w)", re.IGNORECASE
)
HEADER = re.compile(r"^[ \t]*(?:from|sent|to|dear\b[^\n]*)\s*:\s*\S", re.IGNORECASE | re.MULTILINE)
Range = tuple[str | None, int, int]


def withheld_sheets(
    pages: Sequence[ParsedPage], stamps: Sequence[StampFact]
) -> tuple[WithheldSheet, ...]:
    """The sheets among the pages, one for each range of numbers that a sheet names.

    A letter, or an email that speaks of withholding, is none.
    """
    found: list[WithheldSheet] = []
    for page in pages:
        said = _said(page.text)
        if said is not None:
            own = [stamp for stamp in stamps if stamp.span.page == page.index]
            found += _sheets(page, said, stamps, own)
    return tuple(found)


def _said(text: str) -> re.Match[str] | None:
    """The words that make a page a sheet."""
    if len(text.split()) > MOST_WORDS or HEADER.search(text):
        return None
    for pattern in (WITHHELD, REFERRED):
        for found in pattern.finditer(text):
            start, end = _line_around(text, found.start(), found.end())
            if not IN_A_SENTENCE.search(text, start, end):
                return found
    return None


def _sheets(
    page: ParsedPage,
    said: re.Match[str],
    stamps: Sequence[StampFact],
    own: Sequence[StampFact],
) -> Iterator[WithheldSheet]:
    start, end = _line_around(page.text, said.start(), said.end())
    runs = sorted([*find_codes(page.text), *cited_codes(page.text)])
    ranges = _ranges_named(page.text, stamps, own)
    referred = said.re is REFERRED
    codes = tuple(dict.fromkeys(code for _, _, codes in runs for code in codes))
    if not ranges:
        pages = _pages_said(page.text, said)
        span = Span(page.index, start, end)
        yield WithheldSheet(span, None, None, None, pages, codes, referred)
    for prefix, first, last in ranges:
        span = Span(page.index, start, end)
        yield WithheldSheet(span, prefix, first, last, last - first + 1, codes, referred)


def _ranges_named(text: str, stamps: Sequence[StampFact], own: Sequence[StampFact]) -> list[Range]:
    """The numbers that the sheet names, other than its own stamp in the margin."""
    for stamp in own:
        blank = " " * (stamp.span.end - stamp.span.start)
        text = text[: stamp.span.start] + blank + text[stamp.span.end :]
    prefixes = {stamp.prefix for stamp in stamps if stamp.prefix.strip()}
    ranges: list[Range] = []
    for prefix in sorted(prefixes, key=lambda each: (-len(each), each)):
        stem = re.escape(prefix.rstrip(" _-."))
        named = re.compile(
            rf"{stem}[\s_.\-]*(\d{{1,12}})(?!\d)"
            rf"(?:{THROUGH}(?:{stem}[\s_.\-]*)?(\d{{1,12}})(?!\d))?",
            re.IGNORECASE,
        )
        ranges += [(prefix, int(each[1]), _last(each[1], each[2])) for each in named.finditer(text)]
        text = named.sub(lambda each: " " * len(each.group()), text)
    if not ranges:
        ranges = _without_prefix(text, own, prefixes)
    return [each for each in ranges if 0 <= each[2] - each[1] < MOST_PAGES]


def _last(first: str, last: str | None) -> int:
    """The end of a range, where `000120-24` says only its last figures."""
    if last is None:
        return int(first)
    return int(first[: -len(last)] + last) if len(last) < len(first) else int(last)


def _without_prefix(text: str, own: Sequence[StampFact], prefixes: set[str]) -> list[Range]:
    """`Pages 12 through 20`, where these can only be the numbers of the stamps."""
    if len(prefixes) > 1 and len(own) != 1:
        return []
    prefix = own[0].prefix if own else next(iter(prefixes), None)
    return [
        (prefix, int(each[1]), _last(each[1], each[2]))
        for each in PAGES.finditer(text)
        if each[2] and prefix is not None
    ]


def _pages_said(text: str, said: re.Match[str]) -> int | None:
    if said.groupdict().get("page") is not None:
        return 1
    count = COUNT.search(text)
    return int(count["before"] or count["behind"]) if count else None


def _line_around(text: str, start: int, end: int) -> tuple[int, int]:
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after
