"""Tells the pages on which a printed message goes on from those that hold another record.

Behind a message come its attachments and the sheets that stand for them. No header announces
these, and their words are not the message's.
"""

from collections.abc import Collection, Sequence
from statistics import median

from requests_app.ingest.extract.block_starts import BlockStart
from requests_app.ingest.extract.message_roles import Placing
from requests_app.ingest.extract.text_lines import Line

_TITLE_SIZE = 1.3
"""How much higher than the usual line a title is set."""
_SHORT_PAGE = 0.7
"""A page whose text ends above this part of the usual depth was not full: what follows on the
next page need not belong to it."""


def pages_of_no_message(
    lines: Sequence[Line],
    starts: Sequence[BlockStart],
    placings: Sequence[Placing],
    sheets: Collection[int],
) -> frozenset[int]:
    """The pages, by index, whose words above the first email on them are those of no message.

    `sheets` are the pages that stand for withheld ones. An attachment begins where a message
    names one, ends above the foot of its page, and a title in larger letters heads the next. It,
    and a sheet behind such a page, end the message: what follows is nobody's up to the next
    email. A sheet behind a full page stands inside its message, which goes on behind it.
    """
    depths: dict[int, float] = {}
    for line in lines:
        depths[line.page] = max(depths.get(line.page, 0.0), line.fill)
    usual_size = median([size for line in lines if (size := _size(line))] or [0.0])
    usual_depth = sorted(depths.values())[int(len(depths) * 0.9)] if depths else 0.0
    last_start = {lines[start.at].page: number for number, start in enumerate(starts)}
    found: set[int] = set()
    current: int | None = None
    ended = False
    for line in lines:
        if not line.first:
            continue
        before = depths.get(line.page - 1)
        is_short = before is not None and before < _SHORT_PAGE * usual_depth
        is_title = _size(line) >= _TITLE_SIZE * usual_size > 0
        attached = is_title and is_short and _names_a_file(starts, placings, current)
        ended = ended or attached or (line.page in sheets and is_short)
        if ended or line.page in sheets:
            found.add(line.page)
        if line.page in last_start:
            current = last_start[line.page]
            ended = False
    return frozenset(found)


def _size(line: Line) -> float:
    """The height of the letters of a line in points, 0 where the page has no places."""
    return median([word.box.bottom - word.box.top for word in line.words] or [0.0])


def _names_a_file(
    starts: Sequence[BlockStart], placings: Sequence[Placing], current: int | None
) -> bool:
    """Whether a block, or one that quotes it, has an Attachments line."""
    while current is not None and current >= 0:
        header = starts[current].header
        if header is not None and header.has("attachments"):
            return True
        current = placings[current].parent
    return False
