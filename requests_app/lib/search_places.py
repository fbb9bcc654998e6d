"""Words that no person writes, by which the index tells what a text is, whose, where and of when.

They are asked for like other words, so that a common word within a small part of everything is as
quick to find as a rare one.
"""

from collections.abc import Iterable, Sequence
from datetime import date

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Days outside are kept with the first or the last."""
_OF = "§"
"""Stands in no word: it is neither a letter nor a digit."""


def kind_word(kind: str) -> str:
    """Stands in every text of that kind."""
    return f"k{_OF}{kind}"


def request_word(pk: int) -> str:
    """Stands in every text of that request."""
    return f"r{_OF}{pk}"


def file_word(pk: int) -> str:
    """Stands in every page of that file."""
    return f"d{_OF}{pk}"


def field_words(field: str, words: Iterable[str]) -> list[str]:
    """The words as they stand in a field; it is named by a value of FIELDS."""
    return [f"{field}{_OF}{word}" for word in words]


def day_words(on: date | None) -> list[str]:
    """Stand in every text of that day: its year and its month."""
    if on is None:
        return []
    if on.year < FIRST_YEAR:
        on = date(FIRST_YEAR, 1, 1)
    elif on.year > LAST_YEAR:
        on = date(LAST_YEAR, 12, 31)
    return [_year(on.year), _month(on.year, on.month)]


def words_between(first: date | None, last: date | None) -> Sequence[str]:
    """Of which one at least stands in every text of these days, and of no year outside them."""
    if first is None or first.year < FIRST_YEAR:
        first = date(FIRST_YEAR, 1, 1)
    if last is None or last.year > LAST_YEAR:
        last = date(LAST_YEAR, 12, 31)
    first = min(first, date(LAST_YEAR, 12, 31))
    last = max(last, date(FIRST_YEAR, 1, 1))
    found: list[str] = []
    for year in range(first.year, last.year + 1):
        start = first.month if year == first.year else 1
        end = last.month if year == last.year else 12
        whole = (start, end) == (1, 12)
        months = [_month(year, month) for month in range(start, end + 1)]
        found += [_year(year)] if whole else months
    return found


def _year(year: int) -> str:
    return f"y{_OF}{year}"


def _month(year: int, month: int) -> str:
    return f"m{_OF}{year}{month:02}"
