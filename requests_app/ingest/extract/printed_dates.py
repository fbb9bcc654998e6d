"""Dates and times as mail programs print them and as OCR reads them.

Own strict patterns come first; python-dateutil reads the rest of a value that holds nothing but
a date. Nothing is guessed: a day without a month or year is not read, a weekday that contradicts
its date makes it unread, `has_time` is False where only the day stands, and an offset is given
only where the text states one. `3/4/2018` is month first unless that is impossible, as in the
United States; `4.3.2018` is day first, the only custom that writes dots.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dateutil import parser as dateutil_parser

DateForm = Literal["rfc", "long", "slash", "iso", "ctime", "dash", "dot", "other"]

ZONES = {
    "GMT": 0, "UTC": 0, "UT": 0, "Z": 0, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300,
    "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600,
    "CET": 60, "CEST": 120,
}  # fmt: skip
"""Zone names with one meaning in United States records, in minutes from UTC."""

_MONTHS = "january february march april may june july august september october november december"
_MONTH_NUMBER = {name[:3]: number for number, name in enumerate(_MONTHS.split(), start=1)}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_D = r"[0-9OolI]"
_WEEKDAY = (
    r"(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]{0,6}\s?day|s|rs|r|nes|ur)?\.?\s?[,.;]?\s*"
)
_MONTH = (
    r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?"
)
_TIME = (
    rf"(?P<hour>{_D}{{1,2}})\s?[:;]\s?(?P<minute>{_D}{{2}})(?:\s?[:;]\s?(?P<second>{_D}{{2}})"
    r"(?:\.\d+)?)?(?!\d)"
    r"\s*(?P<half>[AaPp]\s?\.?\s?[Mm](?![a-z])\.?)?"
    r"(?:\s*\(?(?P<zone>[+-]\d{2}:?\d{2}|(?:GMT|UTC)\s?[+-]\s?\d{1,2}(?::?\d{2})?|Z\b|"
    r"(?-i:[A-Z]{1,4}T|UTC)(?![A-Za-z]))\)?)?"
)
_MAYBE_TIME = rf"(?:\s*[,.]?\s*(?:at|@|T|[-\u2013])?\s*{_TIME})?"
_YEAR = rf"(?P<year>[12]{_D}{{3}})(?!\d(?!\d?\s?:\s?\d\d))"
_FLAGS = re.IGNORECASE
_PATTERNS: tuple[tuple[DateForm, re.Pattern[str]], ...] = (
    (
        "long",
        re.compile(
            rf"(?:{_WEEKDAY})?(?<![A-Za-z]){_MONTH}\s*(?P<day>{_D}{{1,2}})(?:st|nd|rd|th)?"
            rf"\s?[,.;]?\s*{_YEAR}{_MAYBE_TIME}",
            _FLAGS,
        ),
    ),
    (
        "rfc",
        re.compile(
            rf"(?:{_WEEKDAY})?(?<![\d:])(?P<day>{_D}{{1,2}})[\s-]*{_MONTH}[\s,-]*{_YEAR}"
            rf"{_MAYBE_TIME}",
            _FLAGS,
        ),
    ),
    (
        "ctime",
        re.compile(
            rf"{_WEEKDAY}{_MONTH}\s*(?P<day>{_D}{{2}}\s*|{_D}\s+){_TIME}\s+"
            rf"(?:[A-Z]{{3,4}}\s+)?{_YEAR}",
            _FLAGS,
        ),
    ),
    (
        "iso",
        re.compile(
            rf"(?:{_WEEKDAY})?(?<!\d){_YEAR}\s?-\s?(?P<month>\d{{2}})\s?-\s?(?P<day>\d{{2}})(?!\d)"
            rf"{_MAYBE_TIME}",
            _FLAGS,
        ),
    ),
    (
        "slash",
        re.compile(
            rf"(?:{_WEEKDAY})?(?<![\d/])(?P<month>\d{{1,2}})\s?/\s?(?P<day>\d{{1,2}})\s?/\s?"
            rf"(?P<year>\d{{4}}|\d{{2}})(?![\d/]){_MAYBE_TIME}",
            _FLAGS,
        ),
    ),
    (
        "dot",
        re.compile(
            rf"(?<![\d.])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})(?![\d.])"
            rf"{_MAYBE_TIME}",
            _FLAGS,
        ),
    ),
    (
        "dash",
        re.compile(
            rf"(?<![\d-])(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})-(?P<year>\d{{4}})(?![\d-])"
            rf"{_MAYBE_TIME}",
            _FLAGS,
        ),
    ),
)
_YEARS = range(1970, 2100)
_OCR_DIGITS = str.maketrans("OolI", "0011")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text: the moment as printed (no zone attached), whether a time of day stands,
    minutes from UTC where stated, the form it has, and where it stands in the text. `day_first`
    is the other reading of `3/4/2018`, where there is one."""

    moment: datetime
    has_time: bool
    utc_offset: int | None
    form: DateForm
    start: int
    end: int
    day_first: datetime | None = None


def find_printed_date(text: str) -> PrintedDate | None:
    """The first date in the text that one of the strict patterns reads."""
    best: PrintedDate | None = None
    for printed in _candidates(text):
        if best is None or (printed.start, -printed.end) < (best.start, -best.end):
            best = printed
    return best


def read_printed_date(text: str) -> PrintedDate | None:
    """The date that a header value holds, or None where it cannot be read for certain."""
    printed = find_printed_date(text)
    if printed is not None or any(pattern.search(text) for _form, pattern in _PATTERNS):
        return printed
    return _with_dateutil(text)


def _candidates(text: str) -> Iterator[PrintedDate]:
    for form, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            printed = _from_match(form, match)
            if printed is not None:
                yield printed
                break


def _from_match(form: DateForm, match: re.Match[str]) -> PrintedDate | None:
    part = match.groupdict()
    year, month, day = _calendar_parts(part)
    if year not in _YEARS:
        return None
    has_time = part["hour"] is not None
    hour, minute, second = _clock(part) if has_time else (0, 0, 0)
    try:
        moment = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    weekday = part.get("weekday")
    if weekday and _WEEKDAYS[moment.weekday()] != weekday.lower()[:3]:
        return None
    offset = _offset(part["zone"]) if has_time else None
    either_way = form == "slash" and not weekday and month != day and day <= 12
    swapped = moment.replace(month=day, day=month) if either_way else None
    return PrintedDate(moment, has_time, offset, form, match.start(), match.end(), swapped)


def _calendar_parts(part: dict[str, str | None]) -> tuple[int, int, int]:
    year = _number(part["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    name = part["month"] or ""
    month = _number(name) if name.isdigit() else _MONTH_NUMBER[name.lower()[:3]]
    day = _number(part["day"])
    return (year, day, month) if month > 12 >= day else (year, month, day)


def _clock(part: dict[str, str | None]) -> tuple[int, int, int]:
    """Hour, minute and second; an hour of 99 where the half of the day contradicts it."""
    hour = _number(part["hour"])
    half = (part["half"] or "").strip().lower()[:1]
    if half and not 1 <= hour <= 12 and not (half == "p" and 12 < hour < 24):
        return 99, 0, 0
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return hour, _number(part["minute"]), _number(part["second"])


def _number(text: str | None) -> int:
    folded = (text or "0").strip().translate(_OCR_DIGITS)
    return int(folded) if folded.isdigit() else 0


def _offset(zone: str | None) -> int | None:
    """Minutes from UTC of a stated zone; None for a name that has several meanings."""
    if not zone:
        return None
    stated = re.fullmatch(r"(?:GMT|UTC)?\s?([+-])\s?(\d{1,2}):?(\d{2})?", zone.upper())
    if stated:
        minutes = int(stated[2]) * 60 + int(stated[3] or 0)
        if minutes > 14 * 60:
            return None
        return -minutes if stated[1] == "-" else minutes
    return ZONES.get(zone.upper())


def _with_dateutil(text: str) -> PrintedDate | None:
    """A value that dateutil reads the same whatever the missing parts are taken to be."""
    value = text.strip()
    if not 8 <= len(value) <= 60 or sum(char.isdigit() for char in value) < 4:
        return None
    if not re.search(r"\b(?:19|20)\d\d\b", value) or re.search(r"\d\.\d", value):
        return None
    try:
        one = dateutil_parser.parse(value, default=datetime(2000, 1, 1, 1, 1))
        other = dateutil_parser.parse(value, default=datetime(2003, 12, 28, 22, 58))
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError):
        return None
    if one.date() != other.date() or one.year not in _YEARS or not _weekday_agrees(value, one):
        return None
    has_time = (one.hour, one.minute) == (other.hour, other.minute)
    delta = one.utcoffset() if has_time else None
    moment = one.replace(tzinfo=None, microsecond=0)
    if not has_time:
        moment = moment.replace(hour=0, minute=0, second=0)
    offset = int(delta.total_seconds() // 60) if delta is not None else None
    start = text.index(value)
    return PrintedDate(moment, has_time, offset, "other", start, start + len(value))


def _weekday_agrees(value: str, moment: datetime) -> bool:
    named = re.search(rf"\b({'|'.join(_WEEKDAYS)})[a-z]*\b", value, re.IGNORECASE)
    return named is None or _WEEKDAYS[moment.weekday()] == named[1].lower()
