"""Closed places on a page: drawn boxes, exemption labels, and both together.

A label inside a box is one redaction. A shaded box with open words in it is a table's heading or a
highlight, unless it is black: black over words is a redaction that was not applied, and it is
reported by its place only. A white patch in a line of words is a hole.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from requests_app.ingest.extract.contract import RedactionFact, RedactionKind, Span
from requests_app.ingest.extract.exemption_codes import CodePlace, code_runs, find_codes
from requests_app.ingest.parsers.contract import Box, DrawnMark, ParsedPage, Word

LEAST_WIDTH, LEAST_HEIGHT = 6.0, 6.0
WIDEST_SHARE = 0.97
"""A box as wide as the page is part of its design."""
BLACK, GREY, WHITE = 0.3, 0.9, 0.97
HOLE_WIDTH, HOLE_HEIGHTS = 18.0, (7.0, 40.0)
MOST_UNLABELLED_WORDS = 6
"""A light box with more words than this beside its label is a frame around text."""
COLUMN_GAP = 1.2
"""A gap of this many line heights between words parts two columns."""
SLENDER = 2.5
"""A mark this many times higher than wide is a bar of a chart or a rule."""
NON_RESPONSIVE = re.compile(
    r"\b(?:Non[\s\-]?Responsive(?:\s*[-–]\s*Redacted|\s+Records?)?|NON[\s\-]?RESPONSIVE|"
    r"Not\s+Responsive|Outside\s+(?:the\s+)?Scope(?:\s+of\s+(?:the\s+)?Request)?)(?!\w)"
)
SAID = re.compile(
    r"[\[({<]\s?(?:[\w ]{1,20}\s)?(?i:redacted)(?:\s[\w ,()]{1,40})?\s?[\])}>]"
    r"|(?m:^[ \t]*(?:Privileged|Personal|Confidential|Attorney)\b[\w ,/\-–]{0,40}\bRedacted[ \t]*$)"
    r"|[█■▇▆]{3,}"
)


def redactions(pages: Sequence[ParsedPage], running: Sequence[Span]) -> tuple[RedactionFact, ...]:
    """The redactions of each page in reading order; their fields are found once emails are."""
    skipped: dict[int, list[Span]] = {}
    for span in running:
        skipped.setdefault(span.page, []).append(span)
    return tuple(
        fact
        for page in pages
        for fact in sorted(_of_page(page, skipped.get(page.index, [])), key=_place)
    )


def _place(fact: RedactionFact) -> tuple[bool, float, float]:
    if fact.box is not None:
        return False, fact.box.top, fact.box.x0
    return True, fact.span.start if fact.span else 0, 0


def _of_page(page: ParsedPage, running: Sequence[Span]) -> Iterator[RedactionFact]:
    words = _PlacedWords(page)
    runs = [
        run
        for run in code_runs(_with_columns(page))
        if not any(span.start <= run[0].start < span.end for span in running)
    ]
    said = list(_said(page, running))
    taken: set[int] = set()
    for mark in _without_twins([mark for mark in page.marks if _may_close(mark, page)]):
        fact = _closed_by(mark, page, words, runs, said, taken)
        if fact is not None:
            yield fact
    yield from _labels(page, runs, taken)
    for span, kind in said:
        if span.start not in taken:
            yield RedactionFact(page.index, kind, span=span)


def _closed_by(
    mark: DrawnMark,
    page: ParsedPage,
    words: "_PlacedWords",
    runs: Sequence[Sequence[CodePlace]],
    said: Sequence[tuple[Span, RedactionKind]],
    taken: set[int],
) -> RedactionFact | None:
    """The redaction that a mark is, with the labels inside it, which are then taken."""
    inside = words.inside(mark.box)
    starts = {word.start for word in inside}
    own = _codes_between(page, inside) if inside else []
    codes = [
        place
        for place in (*(place for run in runs for place in run), *own)
        if place.start not in taken and _any_word(place.start, place.end, inside)
    ]
    marked = [each for each in said if each[0].start in starts and each[0].start not in taken]
    if codes or marked:
        if mark.kind in ("image", "outline") or (mark.shade or 0.0) > BLACK:
            covered = sum(not _any_word_is(word, codes, marked) for word in inside)
            if covered > MOST_UNLABELLED_WORDS:
                return None
    elif not _closes_alone(mark, inside, words):
        return _hole(mark, page, inside, words)
    taken.update(place.start for place in codes)
    taken.update(span.start for span, _ in marked)
    kind: RedactionKind = "annotation" if mark.kind == "annotation" else "box"
    ends = sorted({(place.start, place.end) for place in codes})
    ends += sorted((span.start, span.end) for span, _ in marked)
    named = [place.code for place in sorted(codes, key=lambda place: place.start)]
    named = named or [code for _, _, each in find_codes(mark.text) for code in each]
    return RedactionFact(
        page=page.index,
        kind="non_responsive" if any(k == "non_responsive" for _, k in marked) else kind,
        codes=tuple(dict.fromkeys(named)),
        span=Span(page.index, ends[0][0], max(end for _, end in ends)) if ends else None,
        box=mark.box,
    )


def _codes_between(page: ParsedPage, inside: Sequence[Word]) -> list[CodePlace]:
    """Codes among the words inside a box, where a bare `B6` needs no margin to be one."""
    start, end = min(word.start for word in inside), max(word.end for word in inside)
    if end - start > 200 or sum(len(word.text) for word in inside) < (end - start) * 0.6:
        return []
    return [
        CodePlace(start + place.start, start + place.end, place.code, place.bare)
        for run in code_runs(page.text[start:end])
        for place in run
    ]


def _any_word(start: int, end: int, words: Sequence[Word]) -> bool:
    return any(word.start < end and word.end > start for word in words)


def _any_word_is(
    word: Word, codes: Sequence[CodePlace], marked: Sequence[tuple[Span, RedactionKind]]
) -> bool:
    places = [(place.start, place.end) for place in codes]
    places += [(span.start, span.end) for span, _ in marked]
    return any(word.start < end and word.end > start for start, end in places)


def _labels(
    page: ParsedPage, runs: Sequence[Sequence[CodePlace]], taken: set[int]
) -> Iterator[RedactionFact]:
    """The labels outside boxes: of a run of codes, those that stand together."""
    for run in runs:
        for is_taken, group in groupby(run, key=lambda place: place.start in taken):
            if not is_taken:
                places = list(group)
                span = Span(page.index, places[0].start, places[-1].end)
                codes = tuple(place.code for place in places)
                yield RedactionFact(page.index, "label", codes, span=span)


def _said(page: ParsedPage, running: Sequence[Span]) -> Iterator[tuple[Span, RedactionKind]]:
    """Words that say of themselves that something is closed there."""
    found: list[tuple[Span, RedactionKind]] = [
        (Span(page.index, each.start(), each.end()), "non_responsive")
        for each in NON_RESPONSIVE.finditer(page.text)
        if _stands_alone(page.text, each)
    ]
    for each in SAID.finditer(page.text):
        lead = len(each.group()) - len(each.group().lstrip())
        found.append((Span(page.index, each.start() + lead, each.end()), "label"))
    seen: list[Span] = []
    for span, kind in found:
        overlaps = any(span.start < other.end and other.start < span.end for other in seen)
        if not overlaps and not any(one.start <= span.start < one.end for one in running):
            seen.append(span)
            yield span, kind


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Whether the mark is not part of a sentence, as `non-responsive records were` is."""
    after = text[found.end() : found.end() + 2]
    before = text[max(0, found.start() - 2) : found.start()]
    return not re.match(r" [a-z]", after) and not re.search(r"[a-z,] $", before)


def _with_columns(page: ParsedPage) -> str:
    """The text with a tab for each blank that is wide on the page: margins stand apart."""
    text = page.text
    breaks = [
        left.end
        for left, right in zip(page.words, page.words[1:], strict=False)
        if right.start == left.end + 1
        and text[left.end] == " "
        and right.box.x0 - left.box.x1 > COLUMN_GAP * (left.box.bottom - left.box.top)
    ]
    pieces, last = [], 0
    for at in breaks:
        pieces += [text[last:at], "\t"]
        last = at + 1
    return "".join([*pieces, text[last:]])


def _may_close(mark: DrawnMark, page: ParsedPage) -> bool:
    width, height = mark.box.x1 - mark.box.x0, mark.box.bottom - mark.box.top
    if width < LEAST_WIDTH or height < LEAST_HEIGHT or (mark.lettered and height > page.height / 2):
        return False
    return not (page.width and width > WIDEST_SHARE * page.width)


def _without_twins(boxes: Sequence[DrawnMark]) -> list[DrawnMark]:
    """The boxes without those drawn again in the same place, as a fill and its outline are."""
    order = ("fill", "annotation", "image", "outline")
    kept: list[DrawnMark] = []
    by_corner: dict[tuple[int, int], list[DrawnMark]] = {}
    for mark in sorted(boxes, key=lambda each: order.index(each.kind)):
        corner = int(mark.box.x0 // 4), int(mark.box.top // 4)
        near = [
            other
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for other in by_corner.get((corner[0] + across, corner[1] + down), ())
        ]
        if not any(_same_place(mark.box, other.box) for other in near):
            kept.append(mark)
            by_corner.setdefault(corner, []).append(mark)
    return sorted(kept, key=lambda mark: (mark.box.top, mark.box.x0))


def _same_place(box: Box, other: Box) -> bool:
    edges = zip(
        (box.x0, box.top, box.x1, box.bottom),
        (other.x0, other.top, other.x1, other.bottom),
        strict=True,
    )
    return all(abs(a - b) < 2.5 for a, b in edges)


def _closes_alone(mark: DrawnMark, inside: Sequence[Word], words: "_PlacedWords") -> bool:
    """Whether a box without a label is a redaction."""
    if mark.kind == "annotation":
        return "redact" in mark.text.casefold()
    if mark.kind != "fill" or mark.shade is None or mark.lettered:
        return False
    width, height = mark.box.x1 - mark.box.x0, mark.box.bottom - mark.box.top
    if height > SLENDER * width and not inside:
        return False
    if mark.shade <= BLACK:
        return True
    # A grey patch without words closes something only where words stand beside it.
    return mark.shade <= GREY and not inside and words.beside(mark.box)


def _hole(
    mark: DrawnMark, page: ParsedPage, inside: Sequence[Word], words: "_PlacedWords"
) -> RedactionFact | None:
    """A white patch without words in a line of words. An empty frame is a field of a form."""
    if mark.kind != "fill" or mark.shade is None or mark.shade < WHITE or inside:
        return None
    low, high = HOLE_HEIGHTS
    if mark.box.x1 - mark.box.x0 < HOLE_WIDTH or not low <= mark.box.bottom - mark.box.top <= high:
        return None
    framed = any(
        other.kind == "outline" and _same_place(mark.box, other.box) for other in page.marks
    )
    if framed or not words.beside(mark.box):
        return None
    return RedactionFact(page.index, "hole", box=mark.box)


class _PlacedWords:
    """The words of a page by their height, so that those near a box are found at once."""

    def __init__(self, page: ParsedPage) -> None:
        self._words = sorted(page.words, key=_middle)
        self._middles = [_middle(word) for word in self._words]

    def _between(self, top: float, bottom: float) -> Sequence[Word]:
        first = bisect_left(self._middles, top)
        return self._words[first : bisect_right(self._middles, bottom)]

    def inside(self, box: Box) -> list[Word]:
        """The words whose middle lies in the box, in the order of the text."""
        found = [
            word
            for word in self._between(box.top - 1, box.bottom + 1)
            if box.x0 - 1 <= (word.box.x0 + word.box.x1) / 2 <= box.x1 + 1
        ]
        return sorted(found, key=lambda word: word.start)

    def beside(self, box: Box) -> bool:
        """Whether words end or begin close to the box on its own line."""
        reach = 3 * (box.bottom - box.top)
        return any(
            0 <= box.x0 - word.box.x1 + 2 <= reach or 0 <= word.box.x0 - box.x1 + 2 <= reach
            for word in self._between(box.top, box.bottom)
        )


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2
