"""Tables as CSV that a spreadsheet opens without running what stands in a cell."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the head of a cell."""


def csv_lines(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of the table, its heading first, each with its end; RFC 4180."""
    yield _line(heading)
    yield from map(_line, rows)


def cell(value: object) -> object:
    """The value as a cell holds it: days as 2018-07-20, nothing for None, and a text that a
    spreadsheet would take for a formula behind an apostrophe. Numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _line(row: Sequence[object]) -> str:
    written = StringIO()
    csv.writer(written).writerow([cell(each) for each in row])
    return written.getvalue()
