"""Messages as Outlook saves them (.msg)."""

from datetime import datetime
from pathlib import Path

from olefile import OleFileIO
from oxmsg.storage import Storage

from requests_app.ingest.parsers.clean import clean_name
from requests_app.ingest.parsers.contract import (
    ParseContext,
    ParsedAttachment,
    ParsedFile,
    ParsedMessage,
    ParseError,
)
from requests_app.ingest.parsers.mail.headers import (
    header_text,
    index_as_hex,
    message_id,
    message_ids,
    reply_ids,
    sent_at,
)
from requests_app.ingest.parsers.mail.mapi import ROOT_HEADER, Properties
from requests_app.ingest.parsers.mail.outlook import (
    BCC,
    CC,
    TO,
    body_text,
    recipients,
    sender,
    transport_header,
)
from requests_app.ingest.parsers.mail.outlook_files import (
    DELIVERED,
    IN_REPLY_TO,
    MESSAGE_ID,
    REFERENCES,
    SUBJECT,
    SUBMITTED,
    outlook_files,
)
from requests_app.ingest.parsers.mail.page import message_page
from requests_app.ingest.parsers.unpack import Unpacking

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CLASS, _INDEX = 0x001A, 0x0071
_NOT_MAIL = {
    "ipm.appointment": "Calendar appointment",
    "ipm.contact": "Contact",
    "ipm.distlist": "Distribution list",
    "ipm.task": "Task",
    "ipm.stickynote": "Note",
    "ipm.activity": "Journal entry",
    "ipm.post": "Post",
}


class Msg:
    """Reads one Outlook item."""

    name = "msg"

    def score(self, head: bytes, filename: str) -> int | None:
        """An OLE file by that name; other programs' files are OLE files too."""
        named = filename.lower().endswith(".msg")
        if named:
            return 85 if head.startswith(_MAGIC) else 30
        return None

    def parse(self, path: Path, context: ParseContext) -> ParsedFile:
        """The item as one page, a message if it is mail, its files as children."""
        if not path.stat().st_size:
            raise ParseError("the file is empty")
        try:
            with OleFileIO(str(path)) as ole:
                storage = Storage.from_ole(ole)
            return read_item(storage, context)
        except (ParseError, MemoryError):
            raise
        except RecursionError as error:
            raise ParseError("the file has parts nested too deep to be read") from error
        except Exception as error:
            raise ParseError(f"the Outlook message is damaged ({error})") from error


PARSER = Msg()


def read_item(storage: Storage, context: ParseContext) -> ParsedFile:
    """The item in the root storage of a file. Raises ParseError if there is none."""
    item = Properties(storage, ROOT_HEADER)
    kind = item.text(_CLASS)
    if not kind and not item.text(SUBJECT) and not body_text(item):
        raise ParseError("the file holds no Outlook item")
    header = transport_header(item)
    people = recipients(storage, item, header)
    moment, offset, dated = _sent(item, str(header.get("Date", "")))
    body, warnings = _bounded(body_text(item), context.limits.text_bytes)
    unpacking = Unpacking(context)
    attachments = []
    for carried in outlook_files(storage, item):
        size = len(carried.content or b"")
        attachments.append(
            ParsedAttachment(
                carried.name, carried.content_type, size, carried.inline, carried.named
            )
        )
        if carried.content is None:
            unpacking.fail(carried.name, "Outlook refers to this file but does not hold it")
        else:
            unpacking.add(carried.name, carried.content)
    index = item.binary(_INDEX)
    message = ParsedMessage(
        message_id=message_id(item.text(MESSAGE_ID) or header.get("Message-ID")),
        in_reply_to=reply_ids(item.text(IN_REPLY_TO) or header.get("In-Reply-To")),
        references=message_ids(item.text(REFERENCES) or header.get("References")),
        conversation_index=index_as_hex(index) if index else None,
        sender=sender(item, header),
        to=people[TO],
        cc=people[CC],
        bcc=people[BCC],
        sent_at=moment,
        utc_offset=offset,
        subject=clean_name(item.text(SUBJECT), "") or None,
        body=body,
        attachments=tuple(attachments),
    )
    other = next((_NOT_MAIL[name] for name in _NOT_MAIL if kind.lower().startswith(name)), None)
    before = (("Kind", other),) if other else ()
    message, page = message_page(message, dated=dated, before=before)
    return ParsedFile(
        parser=PARSER.name,
        pages=(page,),
        expected_pages=1,
        message=None if other else message,
        children=unpacking.children,
        expected_children=unpacking.expected,
        failed_children=unpacking.failed,
        warnings=warnings,
    )


def _sent(item: Properties, written: str) -> tuple[datetime | None, int | None, str]:
    """When it was sent: as its header says with the sender's offset, else as Exchange knows it,
    in UTC. And the date as printed."""
    moment, offset = sent_at(written)
    if moment is not None:
        return moment, offset, header_text(written)
    moment = item.moment(SUBMITTED) or item.moment(DELIVERED)
    if moment is None:
        return None, None, ""
    return moment, 0, f"{moment:%a, %d %b %Y %H:%M:%S} +0000"


def _bounded(body: str, most: int) -> tuple[str, tuple[str, ...]]:
    if len(body) <= most:
        return body, ()
    return body[:most], (f"the text is longer than {most:,} characters; the rest is not read",)
