"""The text of a message body that Outlook keeps only as compressed RTF (MS-OXRTFCP, MS-OXRTFEX)."""

import re
import struct
from dataclasses import dataclass

from requests_app.ingest.parsers.mail.bodies import html_text, tidy
from requests_app.ingest.parsers.mail.charsets import decoded
from requests_app.ingest.parsers.mail.mapi import charset_of

_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_HEADER = struct.Struct("<IIII")
_COMPRESSED = 0x75465A4C
_PLAIN = 0x414C454D
_WINDOW = 4096
_MOST = 50 * 1024 * 1024

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.IGNORECASE,
)
_SKIPPED = {
    b"fonttbl",
    b"colortbl",
    b"stylesheet",
    b"info",
    b"pict",
    b"object",
    b"header",
    b"footer",
}
_WRITTEN = {
    b"par": "\n",
    b"line": "\n",
    b"tab": "\t",
    b"cell": "\t",
    b"row": "\n",
    b"emdash": "\u2014",
    b"endash": "\u2013",
    b"lquote": "\u2018",
    b"rquote": "\u2019",
    b"ldblquote": "\u201c",
    b"rdblquote": "\u201d",
    b"bullet": "\u2022",
}


def rtf_text(compressed: bytes) -> str:
    """The text of a compressed RTF body; of the HTML inside it where Outlook wrapped that.

    Empty for what is not compressed RTF.
    """
    source = _decompressed(compressed)
    as_html = b"\\fromhtml" in source[:500]
    text = _text(source, as_html)
    return html_text(text) if as_html else tidy(text)


def _decompressed(content: bytes) -> bytes:
    if len(content) < _HEADER.size:
        return b""
    _, size, kind, _ = _HEADER.unpack_from(content)
    if kind == _PLAIN:
        return content[_HEADER.size :]
    if kind != _COMPRESSED:
        return b""
    return _unpacked(content[_HEADER.size :], min(size, _MOST))


def _unpacked(packed: bytes, size: int) -> bytes:
    """Undo the LZ77 form: a byte of flags for each eight literals or references."""
    written = bytearray(_DICTIONARY)
    base = len(_DICTIONARY)
    at = 0
    while at < len(packed) and len(written) - base < size:
        flags, at = packed[at], at + 1
        for bit in range(8):
            if not flags >> bit & 1:
                written += packed[at : at + 1]
                at += 1
                continue
            if at + 2 > len(packed):
                return bytes(written[base:])
            reference, at = int.from_bytes(packed[at : at + 2]), at + 2
            distance = (len(written) - (reference >> 4)) % _WINDOW or _WINDOW
            if reference >> 4 == len(written) % _WINDOW:
                return bytes(written[base:])
            for _ in range((reference & 0xF) + 2):
                written.append(written[-distance] if distance <= len(written) else 0x20)
    return bytes(written[base:])


@dataclass(slots=True)
class _Group:
    """What holds inside one pair of braces."""

    skipped: bool = False
    html_tag: bool = False
    hidden: bool = False
    fallback: int = 1


class _Writer:
    """Collects text; bytes of a code page are decoded together, for they may need each other."""

    def __init__(self) -> None:
        self.charset: str | None = "cp1252"
        self._parts: list[str] = []
        self._bytes = bytearray()

    def byte(self, content: bytes) -> None:
        self._bytes += content

    def text(self, text: str) -> None:
        self.flush()
        self._parts.append(text)

    def flush(self) -> str:
        if self._bytes:
            self._parts.append(decoded(bytes(self._bytes), self.charset))
            self._bytes.clear()
        # RTF writes a character beyond the first 65,536 as two halves.
        halves = "".join(self._parts).encode("utf-16-le", "surrogatepass")
        return halves.decode("utf-16-le", "replace")


def _text(source: bytes, as_html: bool) -> str:
    writer = _Writer()
    groups = [_Group()]
    to_skip = 0
    for token in _TOKEN.finditer(source):
        word, number, hexed, symbol, brace, literal = token.groups()
        group = groups[-1]
        if brace == b"{":
            if len(groups) < 10_000:
                groups.append(_Group(group.skipped, group.html_tag, group.hidden, group.fallback))
        elif brace == b"}":
            if len(groups) > 1:
                groups.pop()
        elif word is not None:
            to_skip = _control(word.lower(), number, group, writer, as_html) or to_skip
        elif symbol == b"*":
            group.skipped = True
        elif (group.skipped and not group.html_tag) or group.hidden:
            continue
        elif hexed is not None:
            if to_skip:
                to_skip -= 1
            else:
                writer.byte(bytes.fromhex(hexed.decode()))
        elif symbol is not None:
            writer.text({b"~": " ", b"_": "-"}.get(symbol, _literal(symbol)))
        elif literal is not None:
            writer.byte(literal[to_skip:])
            to_skip = 0
    return writer.flush()


def _literal(symbol: bytes) -> str:
    return symbol.decode("latin-1") if symbol in b"\\{}" else ""


def _control(
    word: bytes, digits: bytes | None, group: _Group, writer: _Writer, as_html: bool
) -> int:
    """Follow one control word; how many characters of fallback come after it."""
    number = int(digits or 0)
    if word == b"ansicpg" and number:
        writer.charset = charset_of(number)
    elif word == b"htmltag":
        group.html_tag = as_html
    elif word == b"htmlrtf":
        # What stands between \htmlrtf and \htmlrtf0 repeats the HTML for readers of RTF.
        group.hidden = as_html and (digits is None or number != 0)
    elif word in _SKIPPED:
        group.skipped = True
    elif word == b"uc":
        group.fallback = max(number, 0)
    elif group.hidden or (group.skipped and not group.html_tag):
        return 0
    elif word == b"u":
        writer.text(chr(number % 0x10000))
        return group.fallback
    elif word in _WRITTEN:
        writer.text(_WRITTEN[word])
    return 0
