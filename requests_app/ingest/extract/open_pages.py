"""The pages of a file as their reader was meant to see them, to read emails from.

Words under a box that hides them from nobody but the eye are no part of the release: a name read
there would go into findings and letters.
"""

import re
from collections.abc import Sequence
from dataclasses import astuple, replace

from requests_app.ingest.extract.contract import EmailBlock, RedactionFact
from requests_app.ingest.parsers.contract import Box, ParsedPage
from requests_app.lib.closed_words import open_words
from requests_app.lib.search_words import CLOSED

_BLOCKS = re.compile(rf"{CLOSED}+(?:\s+{CLOSED}+)*")
_PREFIXES = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)


def open_pages(
    pages: Sequence[ParsedPage], closed: Sequence[RedactionFact]
) -> tuple[ParsedPage, ...]:
    """The pages, each word under a drawn redaction replaced by blocks; spans stay as they are."""
    boxes: dict[int, list[Box]] = {}
    labels: dict[int, list[tuple[int, int]]] = {}
    for each in closed:
        if each.box is not None:
            boxes.setdefault(each.page, []).append(each.box)
        if each.span is not None:
            labels.setdefault(each.page, []).append((each.span.start, each.span.end))
    return tuple(
        _opened(page, boxes[page.index], labels.get(page.index, []))
        if page.index in boxes
        else page
        for page in pages
    )


def _opened(
    page: ParsedPage, boxes: Sequence[Box], labels: Sequence[tuple[int, int]]
) -> ParsedPage:
    placed = [(word.start, word.end, *astuple(word.box)) for word in page.words]
    text = open_words(page.text, placed, [astuple(box) for box in boxes], labels)
    if text == page.text:
        return page
    words = tuple(replace(word, text=text[word.start : word.end]) for word in page.words)
    return replace(page, text=text, words=words)


def open_subjects(blocks: Sequence[EmailBlock]) -> tuple[EmailBlock, ...]:
    """The emails; what is closed in a subject is as long in all of them, for its length must join
    no messages, and a subject that is closed whole is none."""
    return tuple(
        replace(block, subject=_open_subject(block.subject))
        if block.subject and CLOSED in block.subject
        else block
        for block in blocks
    )


def _open_subject(subject: str) -> str | None:
    seen = _BLOCKS.sub(CLOSED * 3, subject)
    return seen if re.search(r"\w", _PREFIXES.sub("", seen)) else None
