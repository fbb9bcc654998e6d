"""The process that opens untrusted files: no Django, no secrets, no network, bounded memory.

It answers length-prefixed JSON on the pipe it was started with. Started by `sandbox.Reader` only.
"""

import ctypes
import json
import os
import resource
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from requests_app.ingest.parsers.contract import (
    Limits,
    PagedParser,
    ParseContext,
    ParsedPage,
    ParseError,
    Parser,
)
from requests_app.ingest.parsers.registry import HEAD_BYTES, parser_for, parsers
from requests_app.ingest.parsers.wire import from_wire, to_wire

LENGTH = struct.Struct(">Q")

_NEW_USER = 0x10000000
_NEW_NETWORK = 0x40000000
_SET_NO_NEW_PRIVILEGES = 38


def main(memory_bytes: int, file_bytes: int) -> None:
    """Answer requests until the pipe is closed."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    # A library that prints must not write into the answers.
    os.dup2(2, 1)
    parsers()
    confine(memory_bytes, file_bytes)
    while (asked := read_frame(requests)) is not None:
        try:
            for reply in answers(asked):
                write_frame(replies, reply)
        except ParseError as error:
            write_frame(replies, {"error": str(error)})
        except MemoryError:
            write_frame(replies, {"memory": True})
        except Exception as error:
            write_frame(replies, {"fault": f"{type(error).__name__}: {error}"[:500]})


def confine(memory_bytes: int, file_bytes: int) -> None:
    """Give up what reading does not need. Never raises: some systems refuse some of it."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        # Without the right to a network namespace, one inside a user namespace may still do.
        if libc.unshare(_NEW_NETWORK):
            libc.unshare(_NEW_USER | _NEW_NETWORK)
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        try:
            _, hard = resource.getrlimit(what)
            bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (bound, bound))
        except (ValueError, OSError):
            continue


def answers(asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The replies to one request: the file without its pages, then page by page, then the end."""
    allow_seconds(asked["seconds"])
    path = Path(asked["path"])
    parser = parser_of(path, asked["filename"])
    spool, limits = Path(asked["spool"]), from_wire(Limits, asked["limits"])
    first: int = asked["first"]
    if not isinstance(parser, PagedParser):
        yield {
            "file": to_wire(parser.parse(path, ParseContext(spool, limits))),
            "pages": 0,
        }
        yield {"end": True}
        return
    if not asked["opened"]:
        whole = parser.parse(path, ParseContext(spool, limits, page_range=(0, 0)))
        yield {"file": to_wire(whole), "pages": parser.page_count(path)}
    context = ParseContext(spool, limits, page_range=(first, limits.pages))
    for page in parser.read_pages(path, context):
        kind = "page" if isinstance(page, ParsedPage) else "failed"
        yield {kind: to_wire(page)}
        allow_seconds(asked["seconds"])
    yield {"end": True}


def parser_of(path: Path, filename: str) -> Parser:
    """The parser for the file. Raises ParseError if it is empty or of an unknown type."""
    with path.open("rb") as source:
        head = source.read(HEAD_BYTES)
    if not head:
        raise ParseError("the file is empty")
    parser = parser_for(head, filename)
    if parser is None:
        suffix = Path(filename).suffix[:20]
        raise ParseError(f"unknown type of file ({suffix or 'its name has no extension'})")
    return parser


def allow_seconds(seconds: int) -> None:
    """Let the kernel end this process if it computes longer than that, even with nobody left to
    watch it."""
    used = int(time.process_time()) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))
    except (ValueError, OSError):
        return


def read_frame(source: BinaryIO) -> dict[str, Any] | None:
    """One message, or None at the end of the pipe."""
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    frame = json.loads(source.read(length))
    assert isinstance(frame, dict)
    return frame


def write_frame(target: BinaryIO, frame: dict[str, Any]) -> None:
    """Send one message."""
    content = json.dumps(frame, allow_nan=False, separators=(",", ":")).encode()
    target.write(LENGTH.pack(len(content)) + content)
    target.flush()
