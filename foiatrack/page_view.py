"""A released page as a person sees it: its picture with thin lines on it, and its words beside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gaps.appeals.outline import Box, line_boxes, rings
from requests_app.models import Page
from requests_app.selectors.open_text import open_text
from requests_app.services.page_pictures import has_picture, picture_failure

SHEET = (612.0, 792.0)
"""A letter page, in points, for a page whose size is not known."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words of a page to show: what `kind` they are, and what is said of them. `box` is where
    they stand, where that is known better than from the words."""

    kind: str
    start: int | None
    end: int | None
    says: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A path on the picture, in points."""

    kind: str
    path: str
    says: str


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the text; `kinds` are those of the highlights on it, `says` what they say."""

    text: str
    kinds: str
    says: str


@dataclass(frozen=True, slots=True)
class PageView:
    """What the template of a page needs. `failure` says why there is no picture of a page that
    should have one."""

    page: Page
    width: float
    height: float
    pictured: bool
    failure: str
    outlines: tuple[Outline, ...]
    words: tuple[Words, ...]


def page_view(page: Page, highlights: Sequence[Highlight]) -> PageView:
    """The page with what is highlighted on it."""
    width, height = (page.width, page.height) if page.width and page.height else SHEET
    failure = picture_failure(page) if has_picture(page) else ""
    return PageView(
        page=page,
        width=round(width, 1),
        height=round(height, 1),
        pictured=has_picture(page) and not failure,
        failure=failure,
        outlines=tuple(_outlines(page, highlights)),
        words=tuple(_words(open_text(page), highlights)),
    )


def _outlines(page: Page, highlights: Iterable[Highlight]) -> Iterable[Outline]:
    for each in highlights:
        path = " ".join(_path(ring) for ring in _rings(page, each))
        if path:
            yield Outline(each.kind, path, each.says)


def _rings(page: Page, highlight: Highlight) -> list[list[tuple[float, float]]]:
    if highlight.box and highlight.kind == "redacted":
        # Its own edge: one drawn around it would run over the lines above and below.
        x0, top, x1, bottom = highlight.box
        return [[(x0, top), (x1, top), (x1, bottom), (x0, bottom)]]
    if highlight.box:
        return rings([highlight.box])
    if highlight.start is None or highlight.end is None:
        return []
    return rings(line_boxes(page.words, highlight.start, highlight.end))


def _path(ring: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z"


def _words(text: str, highlights: Sequence[Highlight]) -> Iterable[Words]:
    """The text cut where a highlight begins or ends."""
    spans = [
        (min(each.start, len(text)), min(each.end, len(text)), each)
        for each in highlights
        if each.start is not None and each.end is not None
    ]
    cuts = sorted({0, len(text), *(at for start, end, _ in spans for at in (start, end))})
    for start, end in pairwise(cuts):
        over = [each for first, last, each in spans if first <= start and end <= last]
        kinds = " ".join(dict.fromkeys(each.kind for each in over))
        says = "; ".join(dict.fromkeys(each.says for each in over if each.says))
        yield Words(text[start:end], kinds, says)
