"""Gives every line that is not a header's to the message whose words it holds."""

from collections.abc import Collection, Sequence

from requests_app.ingest.extract.block_starts import BlockStart, words_beside
from requests_app.ingest.extract.message_roles import Placing
from requests_app.ingest.extract.quoted_messages import find_separator
from requests_app.ingest.extract.text_lines import Line


def bodies_of(
    lines: Sequence[Line],
    starts: Sequence[BlockStart],
    placings: Sequence[Placing],
    of_no_message: Collection[int] = (),
) -> dict[int, list[Line]]:
    """The lines of each block's own words by its number; -1 holds those before the first block,
    which are the words of a native message.

    Words behind a quotation, with fewer quote marks, belong to the message that quotes. Quoted
    lines that no attribution announces are nobody's own words, and neither are those above the
    first email of a page that is `of_no_message`.
    """
    bodies: dict[int, list[Line]] = {number: [] for number in range(-1, len(starts))}
    current, following = -1, 0
    at = 0
    while at < len(lines):
        if following < len(starts) and starts[following].at <= at:
            start = starts[following]
            before, behind = words_beside(start, lines)
            bodies[current] += before
            current = following
            bodies[current] += behind
            following += 1
            at = max(at + 1, start.after)
            continue
        line = lines[at]
        at += 1
        if line.page in of_no_message and not _stands_below(line, starts[:following], lines):
            continue
        owner = _owner(line, current, starts, placings)
        if owner is not None and line.text and not _is_separator(line):
            bodies[owner].append(line)
    return bodies


def _owner(
    line: Line, current: int, starts: Sequence[BlockStart], placings: Sequence[Placing]
) -> int | None:
    """The block whose own words a line holds: from the innermost outward, the one whose words
    bear as many quote marks."""
    number: int | None = current
    while number is not None and number >= 0:
        start = starts[number]
        if start.inner_depth <= start.depth or line.depth >= start.inner_depth:
            return number if line.depth <= start.inner_depth else None
        number = placings[number].parent
    return (-1 if line.depth == 0 else None) if number == -1 else None


def _stands_below(line: Line, above: Sequence[BlockStart], lines: Sequence[Line]) -> bool:
    """Whether the last email before a line begins on the page of the line."""
    return bool(above) and lines[above[-1].at].page == line.page


def _is_separator(line: Line) -> bool:
    separator = find_separator(line.text)
    return separator is not None and separator.end - separator.start == len(line.text)
