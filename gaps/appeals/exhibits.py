"""The exhibits as one PDF: the very pages relied on, with the proof outlined.

A released page is set, whole and unscaled, below a band that bears the exhibit letter, so that
nothing of ours covers anything of the agency's.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from gaps.appeals.contract import Exhibit, ExhibitPage
from gaps.appeals.outline import Box, line_boxes, paths
from gaps.appeals.page_picture import PictureError
from gaps.appeals.pdf import sheets_pdf
from gaps.appeals.released_page import Released, ReleasedPages, as_picture

BAND = 30.0
"""Height of the band above a page, in points."""
INK = "0.702 0.204 0.110 RG 0.9 w 1 j"


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page to exhibit: the file it stands in, its text, and its words as
    [start, end, x0, top, x1, bottom]. `path` is None for a native email, which has no pages.
    `closed` says that words which were meant to be closed can be copied from the page. `fields`
    are lines of the header of an electronic file that its text does not show, and that say which
    message it is and which it answers."""

    path: Path | None
    text: str
    words: Sequence[Sequence[float]]
    closed: bool = False
    fields: tuple[str, ...] = ()


Sources = Callable[[Exhibit, ExhibitPage], PageSource | None]
"""None for a page that is no longer held."""


@dataclass
class _Book:
    """The sheets set so far, and the words of the band that each still lacks."""

    out: pikepdf.Pdf
    released: ReleasedPages
    bands: list[tuple[pikepdf.Page, Mapping[str, object]]] = field(default_factory=list)


def write_exhibits(
    exhibits: Sequence[Exhibit], target: Path, *, ref: str, sources: Sources
) -> None:
    """Write the exhibits with a cover sheet before each; bookmarks lead to the covers.

    The same exhibits give the same bytes. A page that cannot be set is shown as a picture, and
    one that cannot be drawn either as a note that says so.
    """
    with ExitStack() as stack:
        out = stack.enter_context(pikepdf.new())
        book = _Book(out, stack.enter_context(ReleasedPages()))
        covers = _sheets(stack, "covers.typ", list(_covers(exhibits, ref)))
        starts = []
        for exhibit, cover in zip(exhibits, covers.pages, strict=True):
            starts.append(len(out.pages))
            out.pages.append(cover)
            for page in exhibit.pages:
                _append(book, stack, exhibit, page, sources(exhibit, page))
        _print_bands(book, stack)
        with out.open_outline() as outline:
            for exhibit, start in zip(exhibits, starts, strict=True):
                title = f"Exhibit {exhibit.letter}: {exhibit.title}"
                outline.root.append(pikepdf.OutlineItem(title, start))
        out.save(target, deterministic_id=True)


def _sheets(stack: ExitStack, template: str, content: object) -> pikepdf.Pdf:
    opened: pikepdf.Pdf = pikepdf.open(io.BytesIO(sheets_pdf(template, content)))
    stack.callback(opened.close)
    return opened


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
    book: _Book, stack: ExitStack, exhibit: Exhibit, page: ExhibitPage, source: PageSource | None
) -> None:
    if source is None:
        _note(book, stack, exhibit, page)
    elif source.path is None:
        parts = list(_parts(source.text, page.marks))
        content = [{"document": exhibit.document, "fields": source.fields, "parts": parts}]
        for rendered in _sheets(stack, "native.typ", content).pages:
            _set(book, Released.of(rendered), exhibit, page, (), "rendering")
    else:
        marks = [line_boxes(source.words, start, end) for start, end in page.marks]
        _append_released(book, stack, source, exhibit, page, marks)


def _append_released(
    book: _Book,
    stack: ExitStack,
    source: PageSource,
    exhibit: Exhibit,
    page: ExhibitPage,
    marks: Sequence[Sequence[Box]],
) -> None:
    assert source.path is not None
    # A picture shows what the agency showed, and nothing can be copied from under its boxes.
    released = None if source.closed else book.released.page(source.path, page.page)
    if released is not None and _set(book, released, exhibit, page, marks, ""):
        return
    try:
        picture = as_picture(stack, source.path, page.page)
    except PictureError:
        _note(book, stack, exhibit, page)
        return
    _set(book, picture, exhibit, page, marks, "shown as a picture of the page")


def _note(book: _Book, stack: ExitStack, exhibit: Exhibit, page: ExhibitPage) -> None:
    content = {"document": exhibit.document, "page": page.page, "sha256": exhibit.sha256}
    for sheet in _sheets(stack, "note.typ", content).pages:
        _set(book, Released.of(sheet), exhibit, page, (), "not reproduced")


def _set(
    book: _Book,
    released: Released,
    exhibit: Exhibit,
    page: ExhibitPage,
    marks: Sequence[Sequence[Box]],
    how: str,
) -> bool:
    """A new page with the band on top and the released page, as displayed, below it. Nothing is
    set, and False returned, where the released page cannot be read after all."""
    width, height = released.width, released.height
    sheet = book.out.add_blank_page(page_size=(width, height + BAND))
    try:
        _lay(book.out, sheet, released.page, (0, 0, width, height), "/Released")
    except (pikepdf.PdfError, ValueError, TypeError):
        del book.out.pages[-1]
        return False
    drawn = [path for boxes in marks for path in paths(boxes, height)]
    if drawn:
        content = f"q {INK}\n{chr(10).join(drawn)}\nQ\n".encode("ascii")
        sheet.contents_add(book.out.make_stream(content), prepend=False)
    band = {
        "letter": exhibit.letter,
        "document": exhibit.document,
        "page": f"page {page.page}" + (f" ({how})" if how else ""),
        "bates": page.bates,
        "width": width,
        "height": BAND,
    }
    book.bands.append((sheet, band))
    return True


def _print_bands(book: _Book, stack: ExitStack) -> None:
    """All bands are typeset at once, so that a name of any letters and length is shown."""
    if not book.bands:
        return
    printed = _sheets(stack, "bands.typ", [band for _, band in book.bands])
    for (sheet, _), strip in zip(book.bands, printed.pages, strict=True):
        box = [float(value) for value in sheet.mediabox]
        _lay(book.out, sheet, strip, (0, box[3] - BAND, box[2], box[3]), "/Band")


def _lay(
    out: pikepdf.Pdf,
    sheet: pikepdf.Page,
    page: pikepdf.Page,
    place: tuple[float, float, float, float],
    name: str,
) -> None:
    """Lay a page of any document on a sheet, as it is displayed, under a name of our choice: the
    library's own overlay names it by chance, and equal exhibits would be unequal files."""
    laid = out.copy_foreign(page.as_form_xobject())
    called = sheet.add_resource(laid, pikepdf.Name.XObject, name=pikepdf.Name(name))
    drawn = sheet.calc_form_xobject_placement(
        laid,
        called,
        pikepdf.Rectangle(*place),
        invert_transformations=True,
        allow_shrink=True,
        allow_expand=False,
    )
    sheet.contents_add(out.make_stream(drawn), prepend=False)


def _parts(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[Mapping[str, Any]]:
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
