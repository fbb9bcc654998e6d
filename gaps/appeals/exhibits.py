"""The exhibits as one PDF: the very pages relied on, with the proof outlined.

A released page is set, whole and unscaled, below a band that bears the exhibit letter, so that
nothing of ours covers anything of the agency's.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from gaps.appeals.contract import Exhibit, ExhibitPage
from gaps.appeals.pdf import sheets_pdf

BAND = 30.0
"""Height of the band above a page, in points."""
OUTLINE = "0.702 0.204 0.110 RG 0.9 w"
MARGIN = 1.6
WIDEST_STAMP = 110


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page to exhibit: the file it stands in, its size in points, its text, and its words as
    [start, end, x0, top, x1, bottom]. `path` is None for a native email, which has no pages."""

    path: Path | None
    width: float
    height: float
    text: str
    words: Sequence[Sequence[float]]


Sources = Callable[[Exhibit, ExhibitPage], PageSource]


def write_exhibits(
    exhibits: Sequence[Exhibit], target: Path, *, ref: str, sources: Sources
) -> None:
    """Write the exhibits with a cover sheet before each; bookmarks lead to the covers."""
    covers = pikepdf.open(io.BytesIO(sheets_pdf("covers.typ", list(_covers(exhibits, ref)))))
    opened: dict[Path, pikepdf.Pdf] = {}
    with pikepdf.new() as out:
        starts = []
        for exhibit, cover in zip(exhibits, covers.pages, strict=True):
            starts.append(len(out.pages))
            out.pages.append(cover)
            for page in exhibit.pages:
                _append(out, exhibit, page, sources(exhibit, page), opened)
        with out.open_outline() as outline:
            for exhibit, start in zip(exhibits, starts, strict=True):
                title = f"Exhibit {exhibit.letter}: {exhibit.title}"
                outline.root.append(pikepdf.OutlineItem(title, start))
        out.save(target, deterministic_id=True)
    for each in (covers, *opened.values()):
        each.close()


def _covers(exhibits: Sequence[Exhibit], ref: str) -> Iterator[dict[str, str]]:
    for exhibit in exhibits:
        numbers = [str(page.page) for page in exhibit.pages]
        yield {
            "ref": ref,
            "letter": exhibit.letter,
            "title": exhibit.title,
            "pages": f"page{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}",
            "document": exhibit.document,
            "sha256": exhibit.sha256,
        }


def _append(
    out: pikepdf.Pdf,
    exhibit: Exhibit,
    page: ExhibitPage,
    source: PageSource,
    opened: dict[Path, pikepdf.Pdf],
) -> None:
    if source.path is None:
        rendered = pikepdf.open(io.BytesIO(_native(exhibit, page, source)))
        for each in rendered.pages:
            box = [float(value) for value in each.mediabox]
            _set(out, each, box[2], box[3], exhibit, page, ())
        rendered.close()
        return
    if source.path not in opened:
        opened[source.path] = pikepdf.open(source.path)
    boxes = [box for start, end in page.marks for box in line_boxes(source.words, start, end)]
    released = opened[source.path].pages[page.page - 1]
    _set(out, released, source.width, source.height, exhibit, page, boxes)


def _set(
    out: pikepdf.Pdf,
    released: pikepdf.Page,
    width: float,
    height: float,
    exhibit: Exhibit,
    page: ExhibitPage,
    boxes: Sequence[tuple[float, float, float, float]],
) -> None:
    """A new page with the band on top and the released page, as displayed, below it."""
    sheet = out.add_blank_page(page_size=(width, height + BAND))
    sheet.add_overlay(released, pikepdf.Rectangle(0, 0, width, height))
    content = _outlines(boxes, height) + _band(exhibit, page, width, height)
    sheet.Resources.Font = _with_font(out, sheet)
    sheet.contents_add(out.make_stream(content), prepend=False)


def _with_font(out: pikepdf.Pdf, sheet: pikepdf.Page) -> Any:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    return pikepdf.Dictionary(ExhibitBand=out.make_indirect(font))


def _outlines(boxes: Sequence[tuple[float, float, float, float]], height: float) -> bytes:
    drawn = [
        f"{x0 - MARGIN:.1f} {height - bottom - MARGIN:.1f} "
        f"{x1 - x0 + 2 * MARGIN:.1f} {bottom - top + 2 * MARGIN:.1f} re S"
        for x0, top, x1, bottom in boxes
    ]
    return f"q {OUTLINE}\n{chr(10).join(drawn)}\nQ\n".encode("ascii")


def _band(exhibit: Exhibit, page: ExhibitPage, width: float, height: float) -> bytes:
    stamp = f"{exhibit.document}, page {page.page}" + (f"  {page.bates}" if page.bates else "")
    lettered, stamped = _escaped(f"Exhibit {exhibit.letter}"), _escaped(stamp[:WIDEST_STAMP])
    return (
        f"q 0.8 G 0.5 w 0 {height:.1f} m {width:.1f} {height:.1f} l S Q\n"
        f"q BT /ExhibitBand 12 Tf 24 {height + 10:.1f} Td ({lettered}) Tj ET "
        f"BT /ExhibitBand 8 Tf 120 {height + 11:.1f} Td ({stamped}) Tj ET Q\n"
    ).encode("latin-1")


def _escaped(text: str) -> str:
    """A string of a content stream: Latin letters, with its own marks disarmed."""
    latin = text.encode("latin-1", "replace").decode("latin-1")
    return latin.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def line_boxes(
    words: Sequence[Sequence[float]], start: int, end: int
) -> list[tuple[float, float, float, float]]:
    """The boxes (x0, top, x1, bottom) of the words between two offsets, one a line."""
    within = [word for word in words if word[0] < end and start < word[1]]
    lines: list[list[float]] = []
    for _, _, x0, top, x1, bottom in within:
        if lines and top < lines[-1][3] and bottom > lines[-1][1]:
            line = lines[-1]
            line[:] = [min(line[0], x0), min(line[1], top), max(line[2], x1), max(line[3], bottom)]
        else:
            lines.append([x0, top, x1, bottom])
    return [(x0, top, x1, bottom) for x0, top, x1, bottom in lines]


def _native(exhibit: Exhibit, page: ExhibitPage, source: PageSource) -> bytes:
    content = [{"document": exhibit.document, "parts": list(_parts(source.text, page.marks))}]
    return sheets_pdf("native.typ", content)


def _parts(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[Mapping[str, object]]:
    """The text cut where a mark begins or ends."""
    at = 0
    for start, end in marks:
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        yield {"text": text[at:start], "marked": False}
        yield {"text": text[start:end], "marked": True}
        at = end
    yield {"text": text[at:], "marked": False}
