"""The day that a sentence speaks of, as far as its words and the day of its email give it."""

import re
from datetime import date, timedelta

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
NAMED = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?\b", re.IGNORECASE)
DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b", re.IGNORECASE)
NUMERIC = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?(?![\d/])")
WEEKDAY = re.compile(rf"\b(last\s+|next\s+|this\s+)?({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
NEAR = re.compile(r"\b(yesterday|today|tomorrow|this\s+(?:morning|afternoon))\b", re.IGNORECASE)


def spoken_day(sentence: str, written_on: date | None, *, ahead: bool) -> date | None:
    """The day named in the sentence. A day without a year is the nearest to the day on which the
    email was written; a weekday is the next one where the sentence looks ahead, else the last.

    None where the words give no day, or give one only relative to an email without a date.
    """
    for pattern, month, day, year in ((NAMED, 1, 2, 3), (DAY_FIRST, 2, 1, 0)):
        if found := pattern.search(sentence):
            number = next(
                index
                for index, name in enumerate(MONTHS, 1)
                if name.startswith(found[month][:3].lower())
            )
            stated = found[year] if year else None
            return _nearest(int(stated) if stated else None, number, int(found[day]), written_on)
    if found := NUMERIC.search(sentence):
        stated_year = int(found[3]) if found[3] else None
        if stated_year is not None and stated_year < 100:
            stated_year += 2000
        return _nearest(stated_year, int(found[1]), int(found[2]), written_on)
    return _relative(sentence, written_on, ahead=ahead) if written_on else None


def _relative(sentence: str, written_on: date, *, ahead: bool) -> date | None:
    if found := NEAR.search(sentence):
        word = found[1].lower()
        return written_on + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
    if found := WEEKDAY.search(sentence):
        which = (found[1] or "").strip().lower()
        wanted = WEEKDAYS.index(found[2].lower())
        forward = (wanted - written_on.weekday()) % 7
        if which == "next" or (ahead and which != "last"):
            return written_on + timedelta(days=forward or 7)
        return written_on - timedelta(days=(7 - forward) % 7 or (0 if which == "this" else 7))
    return None


def _nearest(year: int | None, month: int, day: int, written_on: date | None) -> date | None:
    years = (
        [year]
        if year
        else [written_on.year - 1, written_on.year, written_on.year + 1]
        if written_on
        else []
    )
    days = []
    for each in years:
        try:
            days.append(date(each, month, day))
        except ValueError:
            continue
    if not days:
        return None
    return min(days, key=lambda each: abs((each - written_on).days) if written_on else 0)
