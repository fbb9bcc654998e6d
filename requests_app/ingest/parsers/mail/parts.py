"""The parts of a MIME message: which are its text, which are files that it carries."""

import base64
import binascii
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import CloseBoundaryNotFoundDefect
from email.generator import BytesGenerator
from email.message import Message
from io import BytesIO

from requests_app.ingest.parsers.clean import clean_name
from requests_app.ingest.parsers.mail.bodies import html_text
from requests_app.ingest.parsers.mail.charsets import decoded
from requests_app.ingest.parsers.mail.headers import header_text

_DEEPEST = 50
_EXTENSIONS = {"message/rfc822": ".eml", "text/calendar": ".ics", "message/delivery-status": ".txt"}


@dataclass(frozen=True, slots=True)
class CarriedFile:
    """A part that is a file. `content` is None where the message only refers to it. `named`: the
    message itself gives it that name; else the name is ours. `cut`: the message may end in it."""

    name: str
    content_type: str
    content: bytes | None
    inline: bool
    named: bool = True
    cut: bool = False


def body_text(message: Message) -> str:
    """The text of the message: its plain text, or that of its HTML where there is none."""
    return "\n".join(text for text in _texts(message, 0) if text.strip())


def carried_files(message: Message) -> Iterator[CarriedFile]:
    """The files that the message carries, in order."""
    last = cut_in(message)
    for number, (part, related) in enumerate(_leaves(message, 0, False), start=1):
        if _is_text(part):
            continue
        kind = part.get_content_type()
        external = kind == "message/external-body"
        disposed = (part.get_content_disposition() or "") == "attachment"
        yield CarriedFile(
            name=_name(part, number),
            content_type=kind,
            content=None if external else _content(part),
            inline=not disposed
            and kind.startswith("image/")
            and (related or part.get("Content-ID") is not None),
            named=bool(clean_name(_filename(part), "")),
            cut=part is last,
        )


def cut_in(message: Message) -> Message | None:
    """The part in which the message may end before its time: the last of a multipart whose
    closing boundary (RFC 2046, 5.1.1) never comes. None for a whole message."""
    for part in message.walk():
        inner = _inner(part)
        if inner and any(isinstance(each, CloseBoundaryNotFoundDefect) for each in part.defects):
            leaves = [leaf for leaf, _ in _leaves(inner[-1], 0, False)]
            return leaves[-1] if leaves else None
    return None


def _texts(part: Message, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    inner = _inner(part)
    if inner is None:
        if _is_text(part):
            yield _text(part)
    elif part.get_content_subtype() == "alternative":
        versions = [(_holds_plain(each), "\n".join(_texts(each, depth + 1))) for each in inner]
        # The last version is the richest; the plain one is what a person printed or quoted.
        full = [version for version in versions if version[1].strip()]
        yield next((text for plain, text in full if plain), full[-1][1] if full else "")
    else:
        for each in inner:
            yield from _texts(each, depth + 1)


def _leaves(part: Message, depth: int, related: bool) -> Iterator[tuple[Message, bool]]:
    inner = _inner(part)
    if inner is None or depth > _DEEPEST:
        yield part, related
        return
    for each in inner:
        yield from _leaves(each, depth + 1, related or part.get_content_subtype() == "related")


def _inner(part: Message) -> list[Message] | None:
    """The parts of a multipart; None for a leaf, as an attached message is here."""
    payload = part.get_payload()
    if part.get_content_maintype() == "multipart" and isinstance(payload, list):
        return [each for each in payload if isinstance(each, Message)]
    return None


def _holds_plain(part: Message) -> bool:
    return any(each.get_content_type() == "text/plain" for each, _ in _leaves(part, 0, False))


def _is_text(part: Message) -> bool:
    if part.get_content_type() not in ("text/plain", "text/html", "text/enriched"):
        # A multipart without parts has only its preamble to read.
        return part.get_content_maintype() == "multipart"
    return part.get_content_disposition() != "attachment" and not _filename(part)


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    charset = part.get_param("charset")
    name = charset if isinstance(charset, str) else None
    text = decoded(payload if isinstance(payload, bytes) else b"", name)
    return html_text(text) if part.get_content_type() == "text/html" else text


def _content(part: Message) -> bytes:
    if part.get_content_maintype() == "message":
        return _attached_message(part)
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else _flat(part)


def _attached_message(part: Message) -> bytes:
    payload = part.get_payload()
    if not isinstance(payload, list):
        return str(payload).encode("utf-8", "surrogateescape")
    attached = b"\n".join(_flat(each) for each in payload if isinstance(each, Message))
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64":
        # The standard forbids it and mailers do it all the same.
        try:
            return base64.b64decode(attached.strip(), validate=False) or attached
        except (binascii.Error, ValueError):
            return attached
    return attached


def _flat(part: Message) -> bytes:
    written = BytesIO()
    BytesGenerator(written, mangle_from_=False, maxheaderlen=0).flatten(part)
    return written.getvalue()


def _filename(part: Message) -> str:
    try:
        return header_text(part.get_filename("") or "")
    except (LookupError, ValueError, TypeError, AttributeError):
        return ""


def _name(part: Message, number: int) -> str:
    given = clean_name(_filename(part), "")
    if given:
        return given
    kind = part.get_content_type()
    extension = _EXTENSIONS.get(kind) or mimetypes.guess_extension(kind) or ".bin"
    payload = part.get_payload()
    if kind == "message/rfc822" and isinstance(payload, list) and payload:
        attached = payload[0]
        subject = attached.get("Subject", "") if isinstance(attached, Message) else ""
        if subject := header_text(str(subject)):
            return clean_name(subject[:120] + extension, "")
    return f"part-{number}{extension}"
