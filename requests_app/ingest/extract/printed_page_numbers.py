"""`Page 2 of 5` on a printed record, to find pages that were dropped."""

import re
from collections.abc import Sequence

from requests_app.ingest.extract.contract import PrintedPageNumber, Span
from requests_app.ingest.parsers.contract import ParsedPage

PAGE_OF = re.compile(r"\bPage[ \t]+(\d{1,4})[ \t]+of[ \t]+(\d{1,4})\b", re.IGNORECASE)
ALONE = re.compile(r"[\W_]*Page\s+\d+\s+of\s+\d+[\W_]*", re.IGNORECASE)
AT_THE_EDGE = re.compile(r"(?:\s{3,}|\t)Page\s+\d+\s+of\s+\d+\s*")
"""Behind the subject that a web mail program prints at the head of each page."""
STAMPED = re.compile(r"\bCase\s+\S*\d+-\w+|\bDocument\s+\d+|\bDkt\b|\bFiled\b", re.IGNORECASE)
"""A court numbers the pages of the filing, not of the record that is filed."""


def printed_page_numbers(pages: Sequence[ParsedPage]) -> tuple[PrintedPageNumber, ...]:
    """The page numbers of printed records, each alone on its line or at the right edge of it; in
    a sentence it is none."""
    found = []
    for page in pages:
        ends = {word.start for word in page.words if _far_right(page, word.box.x0)}
        offset = 0
        for line in page.text.split("\n"):
            number = PAGE_OF.search(line)
            if number and 1 <= int(number[1]) <= int(number[2]) and not STAMPED.search(line):
                start = offset + number.start()
                alone = ALONE.fullmatch(line) or AT_THE_EDGE.fullmatch(
                    line, max(0, number.start() - 3)
                )
                at_edge = start in ends and not line[number.end() :].strip()
                if alone or at_edge:
                    span = Span(page.index, start, offset + number.end())
                    found.append(PrintedPageNumber(span, int(number[1]), int(number[2])))
            offset += len(line) + 1
    return tuple(found)


def _far_right(page: ParsedPage, left: float) -> bool:
    return bool(page.width) and left > 0.7 * page.width
