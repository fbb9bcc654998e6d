"""Bates numbers: the prefix and number stamped on each page, as the pages together agree.

A number in the margin is a stamp because it counts up from page to page. What reading did to one
of them (a figure, a separator, an O for a 0) is put right from its neighbours and says so; it makes
no gap.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from requests_app.ingest.extract.bates_numbers import Reading, numbers_agreed
from requests_app.ingest.extract.contract import Span, StampFact
from requests_app.ingest.parsers.contract import Box, ParsedPage, Word

BAND = 0.13
"""How much of the top and bottom of the page may hold a stamp."""
OPEN = 1.5
"""A gap of this many line heights parts what stands in one line."""
SIDE = 0.08
"""How much of the left and right edge may, where it is set upright along the edge."""
EDGE_LINES = 3
"""Lines from either end of a page that is text only that may hold one."""
LONGEST_PREFIX = 60
LEAST_PAGES = 2
MOST_PAGES_OF_ONE_STAMP = 3
"""In a longer file one stamped page proves no stamps."""
STRAY_SHARE, STRAY_PAGES = 0.1, 5
"""A series on fewer pages than both these bounds, beside a longer one, is none."""
WHOLE_SHARE = 0.6
"""A plain word with an unpadded number (`ES-4`) is a stamp only where most pages bear it."""
PADDED_WIDTH = 5
STRUCTURED = re.compile(r"\d|[A-Z]+[ _.\-]+\(?[A-Z0-9]+")

# A lookahead finds the letter of a part, so that a word is read in one way only and a line of
# capitals costs no more than its length.
_PART = r"(?:(?=\d{0,15}[A-Z])[A-Z0-9]{1,31}|\d{2,6}|\([\w\- :.]{3,20}\))"
# `NIH-000960`, `2018-ICLI-00035 12`, `CBP FOIA 000123`, `FBI (22-cv-1234)-567`, `EFTA00326497`,
# `STATE-SCB0045629`, `ICE.2018.0001`, `PRA_GSP01_ 0008105`; or six padded figures alone.
STAMP = re.compile(
    rf"(?<![\w/@.#$\-])(?P<prefix>{_PART}(?:[ _.\-]{{1,2}}{_PART}){{0,5}}[ _.\-]{{0,2}})"
    r"(?<!\d)(?P<number>\d{1,10})(?![\w/@:%]|\.\w|[,\-]\d)"
)
BARE = re.compile(r"\s*(?P<prefix>)(?P<number>0\d{4,7})\s*")
NO_PREFIX = re.compile(
    r"^(?:PAGES?|PG|NO|DOC|DOCUMENT|CASE|TEL|TELEPHONE|PHONE|FAX|CELL|EXT|ROOM|RM|SUITE|STE|ZIP|MS|"
    r"MSC|PO BOX|BOX|OF|CFR|USC|PUBLIC LAW|SECTION|SEC|CHAPTER|PART|TITLE|VOLUME|VOL|FIGURE|FIG|"
    r"TABLE|SLIDE|SHEET|ANNEX|APPENDIX|EXHIBIT|EX|ITEM|TAB|VERSION|REV|FORM|OMB|ORDER|INVOICE|DATE|"
    r"FY|CY|Q|AM|PM|ID|PAGEID|DRAFT|ATTACHMENT|ENCLOSURE|STEP|"
    r"JAN\w*|FEB\w*|MAR\w*|APR\w*|MAY|JUNE?|JULY?|AUG\w*|SEP\w*|OCT\w*|NOV\w*|DEC\w*)"
    r"[ _.\-]*$",
    re.IGNORECASE,
)
ZIP_CODE = re.compile(r"[A-Z]{2} \d{5}")
DATE_OR_PHONE = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}|\(?\d{3}\)?[ .\-]\d{3}[ .\-]\d{4}")
LOOKALIKES = str.maketrans("OQDILSBZG", "000115826")


def bates_stamps(pages: Sequence[ParsedPage]) -> tuple[StampFact, ...]:
    """The stamps of a file in page order; a page may bear those of two productions."""
    readings: dict[str, list[Reading]] = defaultdict(list)
    for position, page in enumerate(pages):
        for reading in _readings(page, position):
            readings[prefix_key(reading.prefix)].append(reading)
    stamps: list[StampFact] = []
    for series in _series(readings, len(pages)):
        stamps += numbers_agreed(series, pages, _margin_texts)
    return tuple(sorted(stamps, key=lambda stamp: (stamp.span.page, stamp.span.start)))


def prefix_key(prefix: str) -> str:
    """The prefix without what reading changes: its separators, and letters that look like figures.

    Two prefixes of one key are one series of numbers, as `PRA GSPO1_` and `PRA_GSP01 ` are.
    """
    return re.sub(r"[\s_.\-]+", "", prefix.upper()).translate(LOOKALIKES)


def _readings(page: ParsedPage, position: int) -> Iterator[Reading]:
    for start, end, words in _margin_lines(page):
        line = page.text[start:end]
        blanked = DATE_OR_PHONE.sub(lambda found: "/" * len(found.group()), line)
        bare = BARE.fullmatch(blanked)
        for found in [bare] if bare else STAMP.finditer(blanked):
            prefix = re.sub(r"\s+", " ", found["prefix"])
            if not bare and not _may_be_prefix(prefix, found["number"]):
                continue
            first = start + (found.start("number") if bare else found.start())
            at = Span(page.index, first, start + found.end("number"))
            yield Reading(
                position=position,
                span=at,
                raw=page.text[at.start : at.end],
                prefix=prefix,
                number=int(found["number"]),
                width=len(found["number"]),
                alone=found.group().strip() == line.strip(),
                box=box_of(words, at),
            )


def _may_be_prefix(prefix: str, number: str) -> bool:
    if len(prefix) > LONGEST_PREFIX or sum(map(str.isalpha, prefix)) < 2:
        return False
    if NO_PREFIX.match(prefix):
        return False
    return ZIP_CODE.fullmatch(prefix + number) is None


def _margin_texts(page: ParsedPage) -> Iterator[tuple[int, str, Sequence[Word]]]:
    """The lines in the margins: where each begins, its text and its words."""
    for start, end, words in _margin_lines(page):
        yield start, page.text[start:end], words


def _margin_lines(page: ParsedPage) -> Iterator[tuple[int, int, Sequence[Word]]]:
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
            yield from _columns(words)


def _columns(words: Sequence[Word]) -> Iterator[tuple[int, int, Sequence[Word]]]:
    """A line taken apart where it is wide open: a stamp in either corner is two."""
    first = 0
    for index in range(1, len(words) + 1):
        before = words[index - 1].box
        if index == len(words) or words[index].box.x0 - before.x1 > OPEN * (
            before.bottom - before.top
        ):
            yield words[first].start, words[index - 1].end, words[first:index]
            first = index


def _in_margin(page: ParsedPage, words: Sequence[Word]) -> bool:
    top = min(word.box.top for word in words)
    bottom = max(word.box.bottom for word in words)
    if bottom < BAND * page.height or top > (1 - BAND) * page.height:
        return True
    left, right = min(word.box.x0 for word in words), max(word.box.x1 for word in words)
    return right < SIDE * page.width or left > (1 - SIDE) * page.width


def box_of(words: Sequence[Word], span: Span) -> Box | None:
    """The box around the words of a span; None for a page without words."""
    inside = [word.box for word in words if word.end > span.start and word.start < span.end]
    if not inside:
        return None
    return Box(
        min(box.x0 for box in inside),
        min(box.top for box in inside),
        max(box.x1 for box in inside),
        max(box.bottom for box in inside),
    )


def _series(readings: Mapping[str, Sequence[Reading]], pages: int) -> Iterator[list[Reading]]:
    """The readings of each series in page order, under one spelling of its prefix."""
    counting = {key: series for key, series in readings.items() if _counts(key, series, pages)}
    if not counting:
        # One page proves no series; a page stamped beyond doubt is taken at its word.
        plain = [each for series in readings.values() for each in series if _beyond_doubt(each)]
        if len(plain) == 1 and pages <= MOST_PAGES_OF_ONE_STAMP:
            yield plain
        return
    most = max(_pages_of(series) for series in counting.values())
    for key, series in counting.items():
        if _pages_of(series) < min(STRAY_SHARE * most, STRAY_PAGES) or _split(key, counting):
            continue
        strays = [
            each
            for other, others in readings.items()
            if other not in counting and _one_letter_apart(other, key)
            for each in others
        ]
        yield _one_spelling(series, strays)


def _split(key: str, counting: Mapping[str, Sequence[Reading]]) -> bool:
    """Whether the end of a prefix is the first figures of another's numbers, read as letters."""
    return any(
        key.startswith(other) and key[len(other) :].isdigit() and _pages_of(longer) > _pages_of(own)
        for own in [counting[key]]
        for other, longer in counting.items()
        if other not in ("", key)
    )


def _one_spelling(series: Sequence[Reading], strays: Sequence[Reading]) -> list[Reading]:
    """The readings under the commonest spelling of the prefix, strays on pages without one."""
    prefix = Counter(each.prefix for each in series).most_common(1)[0][0]
    covered = {each.position for each in series}
    joined = [*series, *(each for each in strays if each.position not in covered)]
    return sorted(
        (replace(each, prefix=prefix, respelt=each.prefix != prefix) for each in joined),
        key=lambda each: (each.position, each.span.start),
    )


def _pages_of(series: Sequence[Reading]) -> int:
    return len({each.position for each in series})


def _counts(key: str, series: Sequence[Reading], pages: int) -> bool:
    """Whether the numbers go up as the pages do; a case number stays the same."""
    by_page: dict[int, Reading] = {}
    for each in series:
        by_page.setdefault(each.position, each)
    count = len(by_page)
    if count < (LEAST_PAGES if key else LEAST_PAGES + 1):
        return False
    ordered = [by_page[position] for position in sorted(by_page)]
    steps = [
        (after.number - before.number, after.position - before.position)
        for before, after in itertools.pairwise(ordered)
    ]
    if sum(number >= place > 0 for number, place in steps) * 2 <= len(steps):
        return False
    if not key:
        return sum(number == place for number, place in steps) * 2 > len(steps)
    prefixes = Counter(each.prefix for each in ordered)
    is_plain = not STRUCTURED.search(prefixes.most_common(1)[0][0])
    padded = sum(each.width >= PADDED_WIDTH or each.is_padded for each in ordered) * 2 > count
    return padded or not is_plain or (count > LEAST_PAGES and count >= WHOLE_SHARE * pages)


def _beyond_doubt(reading: Reading) -> bool:
    letters = sum(map(str.isalpha, reading.prefix))
    wide = reading.width > PADDED_WIDTH or (reading.width == PADDED_WIDTH and reading.is_padded)
    return reading.alone and letters > 2 and wide


def _one_letter_apart(stray: str, key: str) -> bool:
    if len(stray) != len(key):
        return False
    return sum(a != b for a, b in zip(stray, key, strict=True)) == 1
