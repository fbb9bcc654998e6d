"""Bates numbers: the prefix and number stamped on each page, as the pages together agree.

A number in the margin is a stamp because it counts up from page to page. One badly read figure
between two good neighbours is repaired and says so; it makes no gap.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from requests_app.ingest.extract.contract import Span, StampFact
from requests_app.ingest.parsers.contract import Box, ParsedPage, Word

BAND = 0.13
"""How much of each edge of the page may hold a stamp."""
EDGE_LINES = 3
"""Lines from either end of a page that is text only that may hold one."""
LEAST_PAGES = 2
STRAY_SHARE = 0.1
"""A prefix on fewer than this share of the pages of the commonest one is no series of its own."""

# A prefix with letters, or a tracking number, then the number: `NIH-000960`, `2018-ICLI-00035 12`,
# `CBP FOIA 000123`, `FBI (22-cv-1234)-567`, `HOUSE_OVERSIGHT_025400`, `EFTA00326497`.
STAMP = re.compile(
    r"(?<![\w/@.])"
    r"(?P<prefix>(?:\d{4}-[A-Z]{3,5}-\d{4,6}[ _-]"
    r"|[A-Z]{2,}[A-Z0-9.]*(?:[ _-](?:[A-Z][A-Z0-9.]*|\([\w\- :.]+\)))*(?:[ _.\-]?SCB)?[ _.\-]{0,2}"
    r"|[A-Z]{2,5}[.\-]20\d\d[.\-]))"
    r"(?P<number>\d{1,9})(?![\w/@]|[.,]\d)"
)
NO_PREFIX = re.compile(
    r"^(?:PAGE|PG|P|NO|DOC|CASE|TEL|FAX|ROOM|RM|SUITE|ZIP|MS|MSC|PO BOX|BOX|OF|CFR|USC|DC|"
    r"JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[ _.\-]*$",
    re.IGNORECASE,
)
DATE_OR_PHONE = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}|\(?\d{3}\)?[ .\-]\d{3}[ .\-]\d{4}")


@dataclass(frozen=True, slots=True)
class _Reading:
    page: int
    position: int
    """Place of the page in the sequence of pages."""
    span: Span
    raw: str
    prefix: str
    number: int
    width: int
    box: Box | None


def bates_stamps(pages: Sequence[ParsedPage]) -> tuple[StampFact, ...]:
    """The stamps of a file in page order; a page may bear those of two productions."""
    readings: dict[str, list[_Reading]] = defaultdict(list)
    for position, page in enumerate(pages):
        for reading in _readings(page, position):
            readings[reading.prefix].append(reading)
    stamps: list[StampFact] = []
    for series in _series(readings, len(pages)):
        stamps += _agreed(series)
    return tuple(sorted(stamps, key=lambda stamp: (stamp.span.page, stamp.span.start)))


def _readings(page: ParsedPage, position: int) -> Iterator[_Reading]:
    for start, end, words in _margin_lines(page):
        line = page.text[start:end]
        blanked = DATE_OR_PHONE.sub(lambda found: " " * len(found.group()), line)
        for found in STAMP.finditer(blanked):
            prefix = re.sub(r"\s+", " ", found["prefix"])
            if NO_PREFIX.match(prefix):
                continue
            at = Span(page.index, start + found.start(), start + found.end())
            number = found["number"]
            yield _Reading(
                page=page.index,
                position=position,
                span=at,
                raw=found.group(),
                prefix=prefix,
                number=int(number),
                width=len(number),
                box=_box(words, at),
            )


def _margin_lines(page: ParsedPage) -> Iterator[tuple[int, int, Sequence[Word]]]:
    """The lines in the margins: start, end and words."""
    offset = 0
    spans = []
    for text in page.text.split("\n"):
        if text.strip():
            spans.append((offset, offset + len(text)))
        offset += len(text) + 1
    for number, (start, end) in enumerate(spans):
        if not page.words:
            if number < EDGE_LINES or number >= len(spans) - EDGE_LINES:
                yield start, end, ()
            continue
        words = [word for word in page.words if start <= word.start < end]
        # A short page that was set anew ends with its stamp, wherever that comes to stand.
        alone = number in (0, len(spans) - 1) and STAMP.fullmatch(page.text[start:end].strip())
        if words and (alone or _in_margin(page, words)):
            yield start, end, words


def _in_margin(page: ParsedPage, words: Sequence[Word]) -> bool:
    top = min(word.box.top for word in words)
    bottom = max(word.box.bottom for word in words)
    return bottom < BAND * page.height or top > (1 - BAND) * page.height


def _box(words: Sequence[Word], span: Span) -> Box | None:
    inside = [word.box for word in words if span.start <= word.start < span.end]
    if not inside:
        return None
    return Box(
        min(box.x0 for box in inside),
        min(box.top for box in inside),
        max(box.x1 for box in inside),
        max(box.bottom for box in inside),
    )


def _series(readings: Mapping[str, Sequence[_Reading]], pages: int) -> Iterator[list[_Reading]]:
    """The readings of each prefix that counts up, with misread prefixes joined to it."""
    counting = {prefix: list(series) for prefix, series in readings.items() if _counts(series)}
    if not counting:
        # One page proves no series; a single stamped page is taken at its word.
        if pages == 1:
            yield from ([each] for series in readings.values() for each in series if each.width > 2)
        return
    most = max(len(series) for series in counting.values())
    for prefix, series in counting.items():
        if len(series) >= STRAY_SHARE * most:
            covered = {each.position for each in series}
            joined = [
                each
                for other, strays in readings.items()
                if other not in counting and _alike(other, prefix)
                for each in strays
                if each.position not in covered
            ]
            yield sorted(series + joined, key=lambda each: (each.position, each.span.start))


def _counts(series: Sequence[_Reading]) -> bool:
    """Whether most neighbouring pages go up, by little: a case number stays the same."""
    by_page: dict[int, int] = {}
    for each in series:
        by_page.setdefault(each.position, each.number)
    if len(by_page) < LEAST_PAGES:
        return False
    positions = sorted(by_page)
    steps = [by_page[b] - by_page[a] for a, b in itertools.pairwise(positions)]
    return sum(step > 0 for step in steps) * 2 > len(steps)


def _alike(stray: str, prefix: str) -> bool:
    """Whether a prefix is another one badly read: as long, and differing in one character."""
    if len(stray) != len(prefix):
        return False
    return sum(a != b for a, b in zip(stray, prefix, strict=True)) == 1


def _agreed(series: Sequence[_Reading]) -> Iterator[StampFact]:
    """The stamps with the numbers that the sequence agrees on.

    The offset between a page's place and its number is the same along a run of pages. A reading
    that leaves that offset while both its neighbours share one was badly read.
    """
    prefix = Counter(each.prefix for each in series).most_common(1)[0][0]
    width = Counter(each.width for each in series).most_common(1)[0][0]
    # Numbers that are padded keep one width; where widths vary there is no padding.
    padded = sum(each.width == width for each in series) * 2 > len(series) and any(
        each.raw.endswith(str(each.number).zfill(each.width)) and each.raw[-each.width] == "0"
        for each in series
    )
    for index, each in enumerate(series):
        number = each.number
        before = series[index - 1] if index else None
        after = series[index + 1] if index + 1 < len(series) else None
        if before and after:
            offset = before.number - before.position
            if after.number - after.position == offset and number - each.position != offset:
                number = each.position + offset
        yield StampFact(
            span=each.span,
            raw=each.raw,
            prefix=prefix,
            number=number,
            width=width if padded else 0,
            repaired=number != each.number or each.prefix != prefix,
            box=each.box,
        )
