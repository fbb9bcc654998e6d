"""The words of a page without those that were meant to be closed.

A box that was drawn over words without taking them away leaves them in the file. That they are
there is a fact about the release; what they say is shown to nobody, and nothing is read from it.
"""

from collections.abc import Iterable, Sequence

from requests_app.lib.search_words import CLOSED

Place = Sequence[float]
"""x0, top, x1, bottom in points from the top left."""


def open_words(
    text: str,
    words: Iterable[Sequence[float]],
    boxes: Sequence[Place],
    labels: Sequence[tuple[int, int]],
) -> str:
    """The text, as long as it was, with blocks for the words whose middle stands in a box.

    `words` are [start, end, x0, top, x1, bottom] in the order of the text; those of a label, which
    says why the place is closed, stay.
    """
    if not boxes:
        return text
    seen = list(text)
    for start, end, x0, top, x1, bottom in words:
        first, stop = int(start), int(end)
        across, down = (x0 + x1) / 2, (top + bottom) / 2
        under = any(box[0] <= across <= box[2] and box[1] <= down <= box[3] for box in boxes)
        if under and not any(first < after and before < stop for before, after in labels):
            seen[first:stop] = CLOSED * (stop - first)
    return "".join(seen)
