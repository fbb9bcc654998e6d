"""What a parser is given and what it returns: the pages, the message and the children of one file.

A parser knows one file format. It holds no state, reads no settings and writes nothing but the
members it unpacks into the spool folder of its context. Everything that it could not read is
returned as a failure with a reason, so that expected = read + failed holds for every container.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

MarkKind = Literal["fill", "outline", "annotation", "image"]


class ParseError(Exception):
    """A file that cannot be read at all; the text is one plain sentence for a person."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in PDF points, measured from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text layer; `start` and `end` are offsets into the text of its page."""

    text: str
    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """Something drawn on the page that may be a redaction: a filled box, an annotation, an image.

    `shade` is 0.0 for black and 1.0 for white, None where it is not known. `text` is the
    content of an annotation. `lettered` says that words in a light colour are set upon a dark
    fill, as in the heading of a form: nothing is hidden under it.
    """

    kind: MarkKind
    box: Box
    shade: float | None = None
    text: str = ""
    lettered: bool = False


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """One page. `text` has its lines in reading order, rebuilt from the positions of the words:

    `text[word.start:word.end] == word.text` for every word, words of a line are parted by one
    space and lines by a newline. A native message is one page without words or marks.
    """

    index: int
    text: str
    width: float = 0.0
    height: float = 0.0
    words: tuple[Word, ...] = ()
    marks: tuple[DrawnMark, ...] = ()
    label: str | None = None
    pictured: bool = False
    """A picture whose text layer bears a stamp or a running head alone: what it shows was not
    read."""


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox as a native header gives it; either part may be absent."""

    name: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class ParsedAttachment:
    """A file that a native message carries; `inline` for images that belong to its text. `named`:
    the message gives it that name; a name of our own making proves nothing."""

    name: str
    content_type: str
    size: int
    inline: bool = False
    named: bool = True


@dataclass(frozen=True, slots=True)
class ParsedMessage:
    """A native email. `sent_at` is the local time as written, `utc_offset` its minutes from UTC.

    Message-IDs are without angle brackets. `conversation_index` is the Exchange Thread-Index in
    hexadecimal: 22 bytes for the first message, five more for every reply.
    """

    message_id: str | None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    conversation_index: str | None = None
    sender: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    sent_at: datetime | None = None
    utc_offset: int | None = None
    subject: str | None = None
    body: str = ""
    body_start: int = 0
    """Where `body` begins in the text of the message's page."""
    attachments: tuple[ParsedAttachment, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedChild:
    """A member that was unpacked into the spool folder, named as the container names it."""

    name: str
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A page or member that could not be read, with a reason that a person can act on."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """All that one file held. `len(children) + len(failed_children) == expected_children` and
    `len(pages) + len(failed_pages) == expected_pages`, always."""

    parser: str
    pages: tuple[ParsedPage, ...] = ()
    expected_pages: int = 0
    failed_pages: tuple[Failure, ...] = ()
    message: ParsedMessage | None = None
    children: tuple[ParsedChild, ...] = ()
    expected_children: int = 0
    failed_children: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()
    outline: tuple[tuple[int, str], ...] = ()
    """The bookmarks of a PDF as (page index, title), before any guess from text."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one file may cost, in counts and bytes."""

    members: int = 100_000
    member_bytes: int = 2 * 1024**3
    total_bytes: int = 8 * 1024**3
    ratio: int = 200
    pages: int = 200_000
    page_words: int = 50_000
    text_bytes: int = 20 * 1024**2


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What a parser may use: where to unpack members, its limits, and the pages asked for."""

    spool: Path
    limits: Limits = field(default_factory=Limits)
    page_range: tuple[int, int] | None = None
    """Half-open range of page indexes to read; None for all. `expected_pages` is then the
    number of pages in the range."""


class Parser(Protocol):
    """One file format."""

    name: str

    def score(self, head: bytes, filename: str) -> int | None:
        """How surely this parser reads the file (higher wins), from its first 4,096 bytes and
        its name; None declines."""

    def parse(self, path: Path, context: ParseContext) -> ParsedFile:
        """Read the file. Raises ParseError where nothing of it can be read."""


@runtime_checkable
class PagedParser(Parser, Protocol):
    """A format whose pages are read one by one, so that a hostile page costs only itself.

    Asked for the empty range (0, 0), its `parse` gives what belongs to no page: bookmarks and
    children.
    """

    def page_count(self, path: Path) -> int:
        """The number of pages of the file. Raises ParseError like `parse`."""

    def read_pages(self, path: Path, context: ParseContext) -> Iterator[ParsedPage | Failure]:
        """Each page of the context's range in order, or why it could not be read."""


def failures_as_text(failures: Sequence[Failure]) -> list[str]:
    """The failures as the lines that a person reads."""
    return [f"{failure.name}: {failure.reason}" for failure in failures]
