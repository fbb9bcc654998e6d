"""What a PDF file holds beside its pages: embedded files and bookmarks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from requests_app.ingest.parsers.clean import clean_name
from requests_app.ingest.parsers.unpack import Unpacking

_MOST_BOOKMARKS = 10_000


def bookmarks(pdf: Any) -> tuple[tuple[int, str], ...]:
    """The bookmarks that lead to a page of the file, as (page index, title)."""
    found: list[tuple[int, str]] = []
    pages = len(pdf)
    for bookmark in pdf.get_toc():
        place = bookmark.get_dest()
        index = place.get_index() if place else None
        title = clean_name(bookmark.get_title() or "", "")
        if index is not None and 0 <= index < pages and title:
            found.append((index, title))
        if len(found) >= _MOST_BOOKMARKS:
            break
    return tuple(found)


def embedded_files(path: Path, pdf: Any, unpacking: Unpacking) -> None:
    """Unpack the files in the name tree and those that are pinned to a page."""
    try:
        with pikepdf.open(path) as source:
            for name, stream in _specifications(source):
                _unpack(name, stream, unpacking)
    except pikepdf.PdfError:
        # pikepdf is stricter than pdfium, which knows the name tree only.
        for index in range(pdf.count_attachments()):
            _unpack_with_pdfium(pdf, index, unpacking)


def _specifications(source: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object | None]]:
    """Each embedded file once, as (name, its stream or None where it has none)."""
    seen: set[tuple[int, int]] = set()
    for key, specification in _all_specifications(source):
        streams = specification.get("/EF")
        if not isinstance(streams, pikepdf.Dictionary):
            continue
        stream = streams.get("/UF") or streams.get("/F")
        if stream is not None and stream.is_indirect:
            if stream.objgen in seen:
                continue
            seen.add(stream.objgen)
        name = specification.get("/UF") or specification.get("/F") or key
        yield str(name), stream


def _all_specifications(source: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    names = source.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names:
        for key, specification in pikepdf.NameTree(names.EmbeddedFiles).items():
            if isinstance(specification, pikepdf.Dictionary):
                yield str(key), specification
    for page in source.pages:
        for annotation in page.obj.get("/Annots", ()):
            if (
                isinstance(annotation, pikepdf.Dictionary)
                and annotation.get("/Subtype") == "/FileAttachment"
                and isinstance(annotation.get("/FS"), pikepdf.Dictionary)
            ):
                yield "attachment", annotation.FS


def _unpack(name: str, stream: pikepdf.Object | None, unpacking: Unpacking) -> None:
    if not isinstance(stream, pikepdf.Stream):
        unpacking.fail(name, "the PDF names this file but does not hold it")
        return
    try:
        content = stream.read_bytes()
    except pikepdf.PdfError as error:
        unpacking.fail(name, f"the embedded file is damaged ({error})")
        return
    unpacking.add(name, content)


def _unpack_with_pdfium(pdf: Any, index: int, unpacking: Unpacking) -> None:
    name = f"attachment {index + 1}"
    try:
        attachment = pdf.get_attachment(index)
        name = attachment.get_name() or name
        content = bytes(attachment.get_data())
    except pypdfium2.PdfiumError as error:
        unpacking.fail(name, f"the embedded file is damaged ({error})")
        return
    unpacking.add(name, content)
