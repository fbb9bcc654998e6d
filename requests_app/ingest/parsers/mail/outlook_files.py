"""The files that an Outlook item carries, also a message inside a message."""

import mimetypes
from collections.abc import Iterator
from email import message_from_bytes
from email.encoders import encode_base64
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr

from oxmsg.storage import Storage

from requests_app.ingest.parsers.clean import clean_name
from requests_app.ingest.parsers.mail.mapi import EMBEDDED_HEADER, MEMBER_HEADER, Properties
from requests_app.ingest.parsers.mail.outlook import (
    BCC,
    CC,
    TO,
    body_text,
    recipients,
    sender,
    transport_header,
)
from requests_app.ingest.parsers.mail.parts import CarriedFile

SUBJECT = 0x0037
SUBMITTED, DELIVERED = 0x0039, 0x0E06
MESSAGE_ID, IN_REPLY_TO, REFERENCES = 0x1035, 0x1042, 0x1039

_CONTENT, _CONTENT_ID, _MIME_TYPE = 0x3701, 0x3712, 0x370E
_NAMES = (0x3707, 0x3704, 0x3001)
_INSIDE = "__substg1.0_3701000D"
_DEEPEST = 20


def outlook_files(storage: Storage, item: Properties, depth: int = 0) -> Iterator[CarriedFile]:
    """The files in order. A message inside is given as mail (.eml) with what it carries; for a
    file that is only referred to, or is an object of another program, `content` is None."""
    for number, each in enumerate(storage.iter_attachment_storages(), start=1):
        file = Properties(each, MEMBER_HEADER, item.codepage)
        given = clean_name(next(filter(None, map(file.text, _NAMES)), ""), "")
        name = given or f"part-{number}"
        inside = next((inner for inner in each.storages if inner.name == _INSIDE), None)
        if inside is not None and inside.streams and depth < _DEEPEST and _is_message(inside):
            mail = _as_mail(inside, item.codepage, depth + 1)
            stem = name.removesuffix(".msg")
            yield CarriedFile(
                f"{stem}.eml", "message/rfc822", mail.as_bytes(), inline=False, named=bool(given)
            )
            continue
        guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
        kind = file.text(_MIME_TYPE) or guessed
        inline = kind.startswith("image/") and bool(file.text(_CONTENT_ID))
        yield CarriedFile(name, kind, file.binary(_CONTENT), inline, named=bool(given))


def _is_message(storage: Storage) -> bool:
    return any(stream.name.lower() == "__properties_version1.0" for stream in storage.streams)


def _as_mail(storage: Storage, codepage: int | None, depth: int) -> Message:
    """A message that stands inside another, written as mail."""
    item = Properties(storage, EMBEDDED_HEADER, codepage)
    mail = MIMEMultipart()
    header = transport_header(item)
    for name, value in _fields(storage, item, header):
        if value and name not in mail:
            mail[name] = value
    mail.attach(MIMEText(body_text(item), "plain", "utf-8"))
    for carried in outlook_files(storage, item, depth):
        if carried.content_type == "message/rfc822" and carried.content is not None:
            part: Message = MIMEMessage(message_from_bytes(carried.content))
        else:
            part = MIMEBase("application", "octet-stream")
            part.set_payload(carried.content or b"")
            encode_base64(part)
        part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", carried.name))
        mail.attach(part)
    return mail


def _fields(storage: Storage, item: Properties, header: Message) -> Iterator[tuple[str, str]]:
    from_whom = sender(item, header)
    people = recipients(storage, item, header)
    if from_whom:
        yield "From", formataddr((from_whom.name or "", from_whom.address or ""))
    for name, kind in (("To", TO), ("Cc", CC), ("Bcc", BCC)):
        yield name, ", ".join(formataddr((p.name or "", p.address or "")) for p in people[kind])
    sent = item.moment(SUBMITTED) or item.moment(DELIVERED)
    yield "Date", _one_line(header.get("Date")) or (format_datetime(sent) if sent else "")
    yield "Subject", Header(clean_name(item.text(SUBJECT), ""), "utf-8").encode(linesep="")
    for name, pid in (
        ("Message-ID", MESSAGE_ID),
        ("In-Reply-To", IN_REPLY_TO),
        ("References", REFERENCES),
    ):
        yield name, _one_line(item.text(pid) or header.get(name))


def _one_line(value: object) -> str:
    return " ".join(str(value or "").split())
