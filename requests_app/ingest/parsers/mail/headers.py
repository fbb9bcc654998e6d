"""The header fields of native mail: encoded words, message ids, dates, thread index."""

import base64
import binascii
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_tz
from quopri import decodestring

from requests_app.ingest.parsers.mail.charsets import decoded

_ENCODED_WORD = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=")
_ID = re.compile(r"<\s*([^<>\s]+)\s*>")
_COMMENT = re.compile(r"\([^()]*\)")
_ZONE = re.compile(r":\d\d\b.*?(?:[+-]\d{4}\b|\b(?:UTC?|GMT|Z|[AECMP][SD]T)\b)")
_FIRST_INDEX_BYTES = 22
_NEXT_INDEX_BYTES = 5
_DAY_MINUTES = 24 * 60


def header_text(raw: str) -> str:
    """The value of a field as it is read: unfolded, with its encoded words decoded.

    `raw` holds bytes beyond ASCII as surrogate escapes, as the email package gives them.
    """
    return " ".join("".join(_pieces(raw)).split())


def _plain(raw: str) -> str:
    if raw.isascii():
        return raw
    return decoded(raw.encode("utf-8", "surrogateescape"), None)


def _pieces(value: str) -> Iterator[str]:
    """Plain and decoded stretches; words of one charset are decoded together, because mailers
    split them within a character."""
    end = 0
    pending = b""
    charset: str | None = None
    for word in _ENCODED_WORD.finditer(value):
        between = value[end : word.start()]
        if pending and (between.strip() or word[1].lower() != charset):
            yield decoded(pending, charset)
            pending = b""
        if between.strip() or charset is None:
            yield _plain(between)
        charset = word[1].lower()
        pending += _word_bytes(word[2], word[3])
        end = word.end()
    if pending:
        yield decoded(pending, charset)
    yield _plain(value[end:])


def _word_bytes(encoding: str, content: str) -> bytes:
    if encoding in "Qq":
        return decodestring(content.encode("utf-8", "surrogateescape"), header=True)
    try:
        return base64.b64decode(content + "=" * (-len(content) % 4))
    except (binascii.Error, ValueError):
        return content.encode("utf-8", "surrogateescape")


def message_ids(raw: str | None) -> tuple[str, ...]:
    """Every id between angle brackets, in order, once."""
    return tuple(dict.fromkeys(_ID.findall(_unfolded(raw))))


def message_id(raw: str | None) -> str | None:
    """The message's own id, with or without its brackets."""
    found = message_ids(raw)
    if found:
        return found[0]
    bare = _unfolded(raw).strip().strip("<>")
    return bare if "@" in bare and not re.search(r"\s", bare) else None


def reply_ids(raw: str | None) -> tuple[str, ...]:
    """The ids of an In-Reply-To field that holds ids and nothing else.

    Old mailers wrote a sentence there, with an address in brackets: that is no id.
    """
    value = _COMMENT.sub(" ", _unfolded(raw))
    rest = _ID.sub(" ", value).replace(",", " ").strip()
    return tuple(each for each in message_ids(value) if "@" in each) if not rest else ()


def sent_at(raw: str | None) -> tuple[datetime | None, int | None]:
    """The local time as written and its minutes from UTC; either None where it is not given."""
    value = _unfolded(raw)
    try:
        parsed = parsedate_tz(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        parsed = None
    if parsed is None:
        return None, None
    try:
        moment = datetime(*parsed[:6])
    except (ValueError, OverflowError):
        return None, None
    # The parser takes a zone that is absent or unknown for UTC, which would be a false statement.
    if parsed[9] is None or not _ZONE.search(value):
        return moment, None
    minutes = int(parsed[9] / 60)
    return moment, minutes if abs(minutes) < _DAY_MINUTES else None


def conversation_index(raw: str | None) -> str | None:
    """The Thread-Index in hexadecimal, None if it is not one."""
    try:
        content = base64.b64decode("".join(_unfolded(raw).split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return index_as_hex(content)


def index_as_hex(content: bytes) -> str | None:
    """The bytes of a conversation index in hexadecimal, None if their number cannot be right."""
    replies = len(content) - _FIRST_INDEX_BYTES
    return content.hex() if replies >= 0 and replies % _NEXT_INDEX_BYTES == 0 else None


def _unfolded(raw: str | None) -> str:
    return _plain(raw or "").replace("\r", " ").replace("\n", " ")
