"""Scans that were stamped: a picture of a page with a text layer that bears the stamp alone.

Such a page has words and looks as if it had been read, though nothing of what it shows was. Words
that speak for themselves are a page that was read: a sheet that says "withheld in full", a page
left blank by intention, a few words in the midst of a picture or below one that leaves them room.
"""

import re
from collections.abc import Callable, Sequence

from requests_app.ingest.parsers.contract import Box, Word
from requests_app.ingest.parsers.pdf.frame import Frame

BAND = 0.1
"""The share of a page's height at its head and foot, and of its width at its sides, in which
stamps are put."""
MOST_LINES = 4
MOSTLY, ALMOST_WHOLE = 0.5, 0.8
"""How much of a page a scan covers: with a stamp, and with any running head."""
MOST_HEAD_LINES = 2

_CODE = re.compile(r"\(?\(?b\)?\s?\(\d\)(?:\s?\([A-Fa-f]\))?[,;.)]*", re.IGNORECASE)
_SPEAKING = re.compile(
    r"withh|blank|duplicat|refer|remov|respons|denied|omit|seal|full|exempt|slip|destroy|missing",
    re.IGNORECASE,
)
_MARKING = re.compile(
    r"""(?:foia\s+)?confidential(?:\s+treatment\s+requested(?:\s+by\b.*)?)?
    |unclassified|for\s+official\s+use\s+only|fouo|law\s+enforcement\s+sensitive|cui|draft
    |pre-?decisional|deliberative|privileged|attorney[-\s]client|(?:attorney\s+)?work\s+product
    |subject\s+to\s+(?:a\s+)?protective\s+order
    |(?:obtained|released|produced|disclosed|approved)\s+
     (?:by|via|under|through|for|pursuant|in\s+response)\b.*
    |case\s+\d+:\d+-\w+-[\w-]+(?:\s+document\s+[\d-]+)?(?:\s+filed\s+[\d/]+)?
    |page\s+\d+(?:\s+of\s+\d+)?|foia(?:\s+(?:request|case|production))?|bates|production""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBERED = re.compile(r"\S*\d\S*|[A-Z]{1,8}[-_.#:]?|[Nn]o\.?|[^\w\s]+", re.ASCII)


def is_stamped_scan(
    text: str, words: Sequence[Word], frame: Frame, pictured: Callable[[], float]
) -> bool:
    """Whether the page is a picture and its words are a stamp or a running head and no more.

    `pictured` is asked how much of the page pictures cover, if the words leave it open.
    """
    lines = [line for line in text.splitlines() if _CODE.sub("", line).strip()]
    if not words or len(lines) > MOST_LINES or _SPEAKING.search(text):
        return False
    beside = (word for word in words if not _CODE.fullmatch(word.text))
    if not all(_in_the_margin(word.box, frame) for word in beside):
        return False
    least = MOSTLY if all(is_stamp(line) for line in lines) else ALMOST_WHOLE
    if least > MOSTLY and len(lines) > MOST_HEAD_LINES:
        return False
    return pictured() >= least


def is_stamp(line: str) -> bool:
    """Whether the line is numbers, letters that belong to them, markings and exemption codes."""
    rest = _MARKING.sub(" ", _CODE.sub(" ", line))
    return all(_NUMBERED.fullmatch(token) for token in rest.split())


def _in_the_margin(box: Box, frame: Frame) -> bool:
    across, down = (box.x0 + box.x1) / 2 / frame.width, (box.top + box.bottom) / 2 / frame.height
    return min(across, 1 - across, down, 1 - down) <= BAND
