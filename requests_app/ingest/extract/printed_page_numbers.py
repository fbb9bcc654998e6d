"""`Page 2 of 5` on a printed record, to find pages that were dropped."""

import re
from collections.abc import Sequence

from requests_app.ingest.extract.contract import PrintedPageNumber, Span
from requests_app.ingest.parsers.contract import ParsedPage

PAGE_OF = re.compile(r"\bPage\s+(\d{1,4})\s+of\s+(\d{1,4})\b", re.IGNORECASE)
ALONE = 40
"""Characters of a line that may hold such a number and be nothing else."""


def printed_page_numbers(pages: Sequence[ParsedPage]) -> tuple[PrintedPageNumber, ...]:
    """The page numbers of printed records, each on a line of its own; in a sentence it is none."""
    found = []
    for page in pages:
        offset = 0
        for line in page.text.split("\n"):
            number = PAGE_OF.search(line) if len(line) <= ALONE else None
            if number and 1 <= int(number[1]) <= int(number[2]):
                span = Span(page.index, offset + number.start(), offset + number.end())
                found.append(PrintedPageNumber(span, int(number[1]), int(number[2])))
            offset += len(line) + 1
    return tuple(found)
