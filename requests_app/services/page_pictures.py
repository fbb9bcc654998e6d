"""Pictures of released pages, drawn once and kept: by file, page and size below the media folder.

What is kept can be thrown away at any time; it is drawn again.
"""

import tempfile
import time
from pathlib import Path

from django.conf import settings

from requests_app.ingest.page_drawing import DrawingError, page_png
from requests_app.models import Page
from requests_app.services.store import blob_path

PAGED = "pdf_text"
"""The parser of files that have pages to draw; a native email or a text has its words only."""
SIZES = {"small": 360, "read": 1280, "large": 2000}
"""Widths in pixels."""
DRAWN_AS = 1
"""Raised when pages are drawn in another way: pictures kept of the old one are not shown."""
RETRY_SECONDS = 3600
"""A page that could not be drawn is not tried again within this time: it may cost a minute."""


def has_picture(page: Page) -> bool:
    """Whether the page is one of a PDF."""
    return page.source_file.parser == PAGED


def page_picture_path(*, page: Page, size: str = "read") -> Path:
    """The PNG of the page, drawn now where it is not kept.

    Raises DrawingError where it cannot be drawn, ValueError where it has no such picture.
    """
    if size not in SIZES or not has_picture(page):
        raise ValueError(f"{page} has no picture of that size")
    target = _kept(page, size)
    if target.exists():
        return target
    if reason := picture_failure(page, size):
        raise DrawingError(reason)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with blob_path(page.source_file.blob_id) as path:
            if not path.exists():
                raise DrawingError("its file is missing from the store")
            content = page_png(path, page.index + 1, width=SIZES[size])
    except DrawingError as error:
        _write(_failed(page, size), str(error).encode())
        raise
    _write(target, content)
    return target


def picture_failure(page: Page, size: str = "read") -> str:
    """Why the page could not be drawn of late; empty where it was, or was not yet tried."""
    path = _failed(page, size)
    try:
        if time.time() - path.stat().st_mtime > RETRY_SECONDS:
            return ""
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def _kept(page: Page, size: str) -> Path:
    sha256 = page.source_file.blob_id
    folder = Path(settings.MEDIA_ROOT) / "pages" / sha256[:2] / sha256
    return folder / f"{page.index + 1}-{size}-{DRAWN_AS}.png"


def _failed(page: Page, size: str) -> Path:
    return _kept(page, size).with_suffix(".failed")


def _write(target: Path, content: bytes) -> None:
    """Write aside and rename: another process may be reading, or writing the same."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as aside:
        aside.write(content)
    Path(aside.name).replace(target)
