"""Mailboxes in one file (mbox): every message becomes a child of its own."""

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

from requests_app.ingest.parsers.contract import ParseContext, ParsedFile, ParseError
from requests_app.ingest.parsers.unpack import Unpacking

_FROM = re.compile(rb"^From [^\n]*\n", re.MULTILINE)
_DATED = re.compile(rb"^From .*\b[A-Z][a-z]{2} [ \d]?\d [ \d]?\d:\d\d(?::\d\d)?\b.*\d{4}")
_FIELD = re.compile(rb"(?:>?From |[!-9;-~]+[ \t]*:)")
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_BOUNDARY = re.compile(
    rb'^Content-Type:[^\n]*(?:\n[ \t][^\n]*)*?boundary="?([^"\s;]+)', re.IGNORECASE | re.MULTILINE
)


class Mbox:
    """Splits a mailbox; its messages are read by the parser for single messages."""

    name = "mbox"

    def score(self, head: bytes, filename: str) -> int | None:
        """By the line that opens every message, or by name."""
        opening = _FROM.match(head)
        if opening is not None and _FIELD.match(head, opening.end()):
            return 85
        return 70 if filename.lower().endswith((".mbox", ".mbx")) else None

    def parse(self, path: Path, context: ParseContext) -> ParsedFile:
        """The messages as children named 0001.eml and so on, as they stand in the file."""
        if not path.stat().st_size:
            raise ParseError("the file is empty")
        unpacking = Unpacking(context)
        warnings: list[str] = []
        with (
            path.open("rb") as source,
            mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as content,
        ):
            starts = list(_starts(content))
            if not starts:
                raise ParseError("the file holds no message: no line begins one with 'From '")
            if content[: starts[0]].strip():
                unpacking.fail("text before the first message", "it belongs to no message")
            digits = max(4, len(str(len(starts))))
            ends = [*starts[1:], len(content)]
            for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
                name = f"{number:0{digits}}.eml"
                message = _message(content[start:end])
                fault = _cut_off(message) if end == len(content) else None
                if fault == _NO_BODY:
                    unpacking.fail(name, fault)
                    continue
                if fault is not None:
                    warnings.append(f"{name}: {fault}")
                unpacking.add(name, message)
        return ParsedFile(
            parser=self.name,
            children=unpacking.children,
            expected_children=unpacking.expected,
            failed_children=unpacking.failed,
            warnings=tuple(warnings),
        )


PARSER = Mbox()

_NO_BODY = "the mailbox is cut off within the header of this message"


def _starts(content: mmap.mmap) -> Iterator[int]:
    """Where each message begins.

    Not every program escapes a line of text that begins with "From ". Such a line opens a message
    only if a header field follows it, and it carries a date or stands after a blank line.
    """
    for line in _FROM.finditer(content):
        start = line.start()
        after_blank = start == 0 or content[max(start - 3, 0) : start].endswith(
            (b"\n\n", b"\n\r\n")
        )
        if _FIELD.match(content, line.end()) and (after_blank or _DATED.match(line[0])):
            yield start


def _message(raw: bytes) -> bytes:
    """The message without the line that opens it and the blank line that parts it from the next."""
    message = raw[raw.index(b"\n") + 1 :]
    if message.endswith(b"\n\n"):
        message = message[:-1]
    elif message.endswith(b"\n\r\n"):
        message = message[:-2]
    return _ESCAPED.sub(b"", message) if b">From " in message else message


def _cut_off(message: bytes) -> str | None:
    """How the last message of a file shows that its end is missing, or None."""
    header_end = _HEADER_END.search(message)
    if header_end is None and not message.endswith(b"\n"):
        return _NO_BODY
    header = message[: header_end.start()] if header_end else message
    boundary = _BOUNDARY.search(header)
    if boundary is not None and b"--" + boundary[1] + b"--" not in message:
        return "the mailbox is cut off within this message: its last part is not closed"
    return None
