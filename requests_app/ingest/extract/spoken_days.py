"""The day that a sentence speaks of, as far as its words and the day of its email give it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May|MAY)|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)(?![\d:]))?"
NAMED = re.compile(rf"\b{_MONTH}\s+{_DAY}\b(?![:/%]|\.\d|,\d){_YEAR}", re.IGNORECASE)
DAY_FIRST = re.compile(rf"(?<![\d:/.\-]){_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}", re.IGNORECASE)
NUMERIC = re.compile(
    r"(?<![\d/.\-$])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?![\d/%]|\.\d)"
    r"(?!\s*(?:hours?|hrs?|days?|weeks?|months?|years?|miles?|inch|pages?|of|off|cups?)\b)"
)
NO_DAY = {"1/2", "9/11", "1/3", "2/3", "1/4", "3/4"}
"""Fractions, and the day that is a name, unless a year follows."""
WEEKDAY = re.compile(
    r"\b(?:(?P<which>last|next|this)\s+)?"
    r"(?:(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|(?P<short>(?-i:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri))\b)",
    re.IGNORECASE,
)
WEEK = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\s*(?:-|–|to|through|thru)\s*"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b",
    re.IGNORECASE,
)
"""The days on which an office is open, or on which something lasted."""
NEAR = re.compile(
    r"\b(?P<beyond>day\s+(?:before|after)\s+)?(?P<near>yesterday|today|tomorrow|tonight|"
    r"(?:this|last)\s+(?:morning|afternoon|evening|night))\b",
    re.IGNORECASE,
)
APPOSED = re.compile(r"\s*[,(]?\s*(?:the\s+)?")
"""What may stand between a weekday and its date: `Tuesday, June 12`."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a day is named, and the form in which it is."""

    found: re.Match[str]
    dated: bool


def spoken_day(sentence: str, written_on: date | None, *, ahead: bool) -> date | None:
    """The first day named in the sentence. A day without a year is the nearest to the day on which
    the email was written; a weekday is the next one where the sentence looks ahead, else the last.

    None where the words give no day, give one only relative to an email without a date, or may
    mean either of two: on a Friday, `last Tuesday` is one of this week or of the week before.
    """
    sentence = WEEK.sub(lambda found: "~" * len(found.group()), sentence)
    places = sorted(_places(sentence), key=lambda place: place.found.start())
    if not places:
        return None
    first = places[0]
    if first.dated:
        return _dated(first.found, written_on, None)
    if first.found.re is WEEKDAY and len(places) > 1 and places[1].dated:
        date_of_it = places[1].found
        if APPOSED.fullmatch(sentence, first.found.end(), date_of_it.start()):
            return _dated(date_of_it, written_on, _weekday(first.found))
    try:
        return _relative(first.found, written_on, ahead=ahead) if written_on else None
    except OverflowError:
        return None


def _places(sentence: str) -> Iterator[_Place]:
    for pattern in (NAMED, DAY_FIRST, NUMERIC):
        for found in pattern.finditer(sentence):
            is_name = pattern is NUMERIC and found.group() in NO_DAY
            if _may_be_day(found) and not is_name:
                yield _Place(found, dated=True)
                break
    for pattern in (NEAR, WEEKDAY):
        if first := pattern.search(sentence):
            yield _Place(first, dated=False)


def _may_be_day(found: re.Match[str]) -> bool:
    return 1 <= _month(found["month"]) <= 12 and 1 <= int(found["day"]) <= 31


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    return MONTHS.index(written[:3].casefold()) + 1


def _dated(found: re.Match[str], written_on: date | None, weekday: int | None) -> date | None:
    """The day of a date, in the year that it states or else the nearest one, and the nearest that
    falls on the weekday where that is said too."""
    if found["year"]:
        stated = int(found["year"])
        years = [stated if stated > 99 else stated + (2000 if stated < 70 else 1900)]
    elif written_on:
        years = [written_on.year - 1, written_on.year, written_on.year + 1]
    else:
        return None
    days = []
    for year in years:
        try:
            days.append(date(year, _month(found["month"]), int(found["day"])))
        except ValueError:
            continue
    days = [day for day in days if day.weekday() == weekday] or days
    if not written_on:
        return days[0] if days else None
    return min(days, key=lambda day: abs((day - written_on).days), default=None)


def _weekday(found: re.Match[str]) -> int:
    return WEEKDAYS.index((found["weekday"] or found["short"])[:3].casefold())


def _relative(found: re.Match[str], written_on: date, *, ahead: bool) -> date | None:
    if found.re is NEAR:
        near = found["near"].casefold()
        days = {"yesterday": -1, "tomorrow": 1}.get(near, -1 if near.startswith("last") else 0)
        return written_on + timedelta(days=days * (2 if found["beyond"] else 1))
    forward = (_weekday(found) - written_on.weekday()) % 7
    following = written_on + timedelta(days=forward or 7)
    preceding = written_on - timedelta(days=7 - forward)
    which = (found["which"] or "").casefold()
    if which == "this":
        of_this_week = written_on + timedelta(days=_weekday(found) - written_on.weekday())
        return following if ahead and of_this_week < written_on else of_this_week
    if which == "next":
        return None if _same_week(following, written_on) else following
    if which == "last":
        return None if _same_week(preceding, written_on) else preceding
    return following if ahead else preceding


def _same_week(day: date, other: date) -> bool:
    return day.isocalendar()[:2] == other.isocalendar()[:2]
