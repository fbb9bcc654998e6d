"""Files that are made for one answer."""

import mimetypes
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header


def sent_file(write: Callable[[Path], tuple[Path, ...]], name: str) -> HttpResponse:
    """What `write` puts into a folder first, as a download; Http404 where it puts nothing there.
    It is read whole, since its folder goes."""
    with tempfile.TemporaryDirectory() as folder:
        written = write(Path(folder))
        if not written:
            raise Http404(name)
        content = written[0].read_bytes()
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
    return HttpResponse(content, content_type=kind, headers=headers)
