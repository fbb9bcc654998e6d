"""Dates with their year, as letters print them."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d(?!\d)"
DATE = (
    rf"(?:\b{_MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?,? ?{_YEAR}|\b\d{{1,2}} ?{_MONTH},? ?{_YEAR}|"
    rf"(?<![\d/.-])\d{{1,2}}[/-]\d{{1,2}}[/-](?:{_YEAR}|\d\d(?![\d/-]))|"
    rf"(?<![\d/.-]){_YEAR}[-.]\d{{2}}[-.]\d{{2}}(?![\d-]))"
)
FOUND = re.compile(DATE, re.IGNORECASE)


def day_of(printed: str) -> date | None:
    """The day that matches DATE; None where no calendar has it. Figures are month first."""
    figures = [int(each) for each in re.findall(r"\d+", printed)]
    month = re.search(r"[A-Za-z]{3}", printed)
    try:
        if month and month.group().casefold() in MONTHS:
            day, year = figures[0], figures[1]
            return date(year, MONTHS.index(month.group().casefold()) + 1, day)
        if figures[0] > 99:
            return date(*figures)
        year = figures[2] if figures[2] > 99 else figures[2] + (2000 if figures[2] < 70 else 1900)
        return date(year, figures[0], figures[1])
    except (ValueError, IndexError, TypeError):
        return None
