"""The subject of an email without the marks that programs put before it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from requests_app.lib.text import CLOSED_PLACE, ocr_folded, squeezed

ReplyKind = Literal["none", "reply", "forward"]

_REPLY = frozenset(("re", "aw", "antw", "sv", "res", "rif", "odp", "ynt", "回复", "答复"))
_FORWARD = frozenset(("fw", "fwd", "wg", "tr", "rv", "enc", "vl", "vb", "vs", "pd", "ilt", "转发"))
_PREFIX = re.compile(
    r"(?P<mark>re|aw|antw|sv|res|rif|odp|ynt|fwd?|wg|tr|rv|enc|vl|vb|vs|pd|ilt|ref|回复|答复|转发)"
    r"\s?(?:[\[(^]\s?(?P<count>\d{1,2})\s?[\])]?)?\s?[:;：]\s*",
    re.IGNORECASE,
)
_MARKING = (
    r"(?:unclassified|unclass|cui|fouo|u//fouo|u|for official use only|sbu|les"
    r"|law enforcement sensitive|external(?: email| sender)?|ext|non[- ]?dod source|secure"
    r"|encrypt(?:ed)?|suspected spam|spam|bulk|caution)"
)
_TAG = re.compile(
    rf"(?:[\[({{<]\s*{_MARKING}(?://[\w/ -]*)?\s*[\])}}>]|\*+\s*{_MARKING}\s*\*+"
    rf"|{_MARKING}//[\w/]*|(?:external|unclassified|fouo|cui)\s?[:;]|(?:fouo|cui)\s*-"
    r"|\[\s*(?:ticket|case|request|inc|sr|id|ref)?[ :#-]*[a-z]{0,6}-?\d{3,}\s*\]"
    r"|#(?:secure|encrypt)#?)"
    r"\s*[-:]?\s*",
    re.IGNORECASE,
)
_TAG_BEHIND = re.compile(
    rf"\s*(?:-\s*)?[\[({{]\s*{_MARKING}(?://[\w/ -]*)?\s*[\])}}]$", re.IGNORECASE
)
_NOTHING = frozenset(
    ("", "no subject", "none", "(no subject)", "<no subject>", "(none)", "[no subject]")
)
_MOST_MARKS = 50


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject taken apart. `text` is folded and without marks, tags and closed places, empty
    where nothing is left; `folded` is `text` with OCR's confusions folded as well. `replies` and
    `forwards` count the marks; `kind` is what the outermost says. `closed` tells that part of
    the subject was redacted."""

    text: str
    folded: str
    kind: ReplyKind
    replies: int
    forwards: int
    closed: bool


@lru_cache(maxsize=65_536)
def read_subject(raw: str) -> Subject:
    """Take a subject apart. `RE[3]:` counts as three replies."""
    left = squeezed(raw)
    kind: ReplyKind = "none"
    replies = forwards = 0
    for _ in range(_MOST_MARKS):
        if match := _PREFIX.match(left):
            mark, count = match["mark"].casefold(), max(1, int(match["count"] or 1))
            if mark in _REPLY:
                replies += count
                kind = "reply" if kind == "none" else kind
            elif mark in _FORWARD:
                forwards += count
                kind = "forward" if kind == "none" else kind
        elif not (match := _TAG.match(left)):
            break
        left = left[match.end() :]
    while match := _TAG_BEHIND.search(left):
        left = left[: match.start()]
    opened = squeezed(CLOSED_PLACE.sub(" ", left))
    closed = opened != left
    text = opened.casefold().strip(" .,;:-")
    if text in _NOTHING or (closed and sum(map(str.isalnum, text)) < 3):
        text = ""
    folded = "".join(filter(str.isalnum, ocr_folded(text)))
    return Subject(text, folded, kind, replies, forwards, closed)
