"""A page of an untrusted PDF as a PNG, drawn in a child process that can be killed.

The child is not trusted: of its answer only pixels are taken, as many as it says, and the file
for the browser is made of them here.
"""

import os
import struct
import subprocess
import sys
import threading
import zlib
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
# Isolated mode keeps the parent's environment, working folder and user packages out of the child.
_START = (
    "import sys; root, path, *numbers = sys.argv[1:]; sys.path.insert(0, root); "
    "from requests_app.ingest.picture_child import main; main(path, *map(int, numbers))"
)
_HEAD_BYTES = 32
_AT_ONCE = 2
_turns = threading.BoundedSemaphore(_AT_ONCE)


class DrawingError(RuntimeError):
    """The page could not be drawn; the text says why, as a reason for a person."""


@dataclass(frozen=True, slots=True)
class DrawingLimits:
    """What drawing one page may cost."""

    seconds: int = 20
    memory_bytes: int = 1024**3
    pixels: int = 12_000_000


def page_png(path: Path, page: int, *, width: int, limits: DrawingLimits | None = None) -> bytes:
    """Page `page` (from 1) of the PDF at `path`, as it is displayed, as a PNG `width` pixels wide;
    narrower where the page is very long or very small.

    Raises DrawingError.
    """
    limits = limits or DrawingLimits()
    # More at once would take the machine from everybody else.
    with _turns:
        answer = _answer(path, page, width, limits)
    head, _, pixels = answer.partition(b"\n")
    try:
        wide, high = (int(each) for each in head[:_HEAD_BYTES].split())
    except ValueError as error:
        raise DrawingError(f"page {page} could not be drawn") from error
    if wide < 1 or high < 1 or len(pixels) != wide * high * 3:
        raise DrawingError(f"page {page} was drawn in part")
    return png(wide, high, pixels)


def _answer(path: Path, page: int, width: int, limits: DrawingLimits) -> bytes:
    numbers = (page, width, limits.pixels, limits.memory_bytes, limits.seconds)
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, str(_ROOT), str(path), *map(str, numbers)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8", "PATH": os.defpath},
        cwd="/",
    )
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    watch = threading.Timer(limits.seconds, end)
    watch.start()
    try:
        assert child.stdout is not None
        answer = child.stdout.read(limits.pixels * 3 + _HEAD_BYTES + 1)
    finally:
        watch.cancel()
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
    if late.is_set():
        raise DrawingError(f"drawing page {page} took longer than {limits.seconds} s")
    return answer


def png(width: int, height: int, pixels: bytes) -> bytes:
    """A PNG of three bytes a pixel, row by row."""
    stride = width * 3
    rows = b"".join(
        b"\0" + pixels[start : start + stride] for start in range(0, stride * height, stride)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
