"""Closed places on a page: drawn boxes, exemption labels, and both together.

A label inside a box is one redaction. A shaded box with open words in it is a table's heading or a
highlight, unless it is black: black over words is a redaction that was not applied, and it is
reported by its place only.
"""

import re
from collections.abc import Iterator, Sequence

from requests_app.ingest.extract.contract import RedactionFact, Span
from requests_app.ingest.extract.exemption_codes import find_codes
from requests_app.ingest.parsers.contract import Box, DrawnMark, ParsedPage

LEAST_HEIGHT = 5.0
LEAST_WIDTH = 8.0
WIDEST_SHARE = 0.97
"""A box as wide as the page is part of its design."""
BLACK = 0.3
GREY = 0.85
NON_RESPONSIVE = re.compile(
    r"\b(?:Non[\s\-]?Responsive(?:\s*-\s*Redacted|\s+Record)?|Not\s+Responsive|"
    r"Outside\s+(?:the\s+)?Scope(?:\s+of\s+(?:the\s+)?Request)?)\b"
)


def redactions(pages: Sequence[ParsedPage], running: Sequence[Span]) -> tuple[RedactionFact, ...]:
    """The redactions of each page in reading order; their fields are found once emails are."""
    skipped: dict[int, list[Span]] = {}
    for span in running:
        skipped.setdefault(span.page, []).append(span)
    return tuple(fact for page in pages for fact in _of_page(page, skipped.get(page.index, [])))


def _of_page(page: ParsedPage, running: Sequence[Span]) -> Iterator[RedactionFact]:
    labels = [
        (Span(page.index, start, end), codes)
        for start, end, codes in find_codes(page.text)
        if not any(span.start <= start < span.end for span in running)
    ]
    boxes = [mark for mark in page.marks if _may_close(mark, page)]
    taken: set[int] = set()
    for box in _without_twins(boxes):
        inside = [
            (number, span, codes)
            for number, (span, codes) in enumerate(labels)
            if number not in taken and _holds(box.box, page, span)
        ]
        if not inside and not _closes_alone(box, page):
            continue
        taken.update(number for number, _, _ in inside)
        codes = tuple(dict.fromkeys(code for _, _, each in inside for code in each))
        codes = codes or tuple(code for _, _, each in find_codes(box.text) for code in each)
        yield RedactionFact(
            page=page.index,
            kind="annotation" if box.kind == "annotation" else "box",
            codes=codes,
            span=inside[0][1] if inside else None,
            box=box.box,
        )
    for number, (span, codes) in enumerate(labels):
        if number not in taken:
            yield RedactionFact(page.index, "label", codes, span=span)
    for found in NON_RESPONSIVE.finditer(page.text):
        if _stands_alone(page.text, found):
            span = Span(page.index, found.start(), found.end())
            yield RedactionFact(page.index, "non_responsive", span=span)


def _may_close(mark: DrawnMark, page: ParsedPage) -> bool:
    width, height = mark.box.x1 - mark.box.x0, mark.box.bottom - mark.box.top
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return False
    return not (page.width and width > WIDEST_SHARE * page.width)


def _without_twins(boxes: Sequence[DrawnMark]) -> list[DrawnMark]:
    """The boxes without those drawn again in the same place, as a fill and its outline are."""
    kept: list[DrawnMark] = []
    for mark in sorted(
        boxes, key=lambda each: ("fill", "annotation", "image", "outline").index(each.kind)
    ):
        if not any(_same_place(mark.box, other.box) for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: (mark.box.top, mark.box.x0))


def _same_place(box: Box, other: Box) -> bool:
    edges = zip(
        (box.x0, box.top, box.x1, box.bottom),
        (other.x0, other.top, other.x1, other.bottom),
        strict=True,
    )
    return all(abs(a - b) < 2.5 for a, b in edges)


def _closes_alone(mark: DrawnMark, page: ParsedPage) -> bool:
    """Whether a box without a label is a redaction."""
    if mark.kind == "annotation":
        return "redact" in mark.text.casefold()
    if mark.kind != "fill" or mark.shade is None:
        return False
    if mark.shade <= BLACK:
        return True
    return mark.shade <= GREY and not _open_words(mark.box, page)


def _open_words(box: Box, page: ParsedPage) -> bool:
    return any(_centre_in(word.box, box) for word in page.words)


def _holds(box: Box, page: ParsedPage, span: Span) -> bool:
    words = [word for word in page.words if span.start <= word.start < span.end]
    return bool(words) and all(_centre_in(word.box, box) for word in words)


def _centre_in(inner: Box, outer: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 - 1 <= x <= outer.x1 + 1 and outer.top - 1 <= y <= outer.bottom + 1


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Whether the mark is not part of a sentence, as `non-responsive records were` is."""
    after = text[found.end() : found.end() + 2]
    before = text[max(0, found.start() - 2) : found.start()]
    return not re.match(r" [a-z]", after) and not re.search(r"[a-z,] $", before)
