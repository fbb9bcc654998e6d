"""Native mail as mail programs send and save it (RFC 5322 with MIME)."""

import re
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path

from requests_app.ingest.parsers.contract import (
    ParseContext,
    ParsedAttachment,
    ParsedFile,
    ParsedMessage,
    ParseError,
)
from requests_app.ingest.parsers.mail.addresses import addresses
from requests_app.ingest.parsers.mail.headers import (
    conversation_index,
    header_text,
    message_id,
    message_ids,
    reply_ids,
    sent_at,
)
from requests_app.ingest.parsers.mail.page import message_page
from requests_app.ingest.parsers.mail.parts import CarriedFile, body_text, carried_files, cut_in
from requests_app.ingest.parsers.unpack import Unpacking

_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:", re.MULTILINE)
# A printout saved as text begins with From, Sent, To and Subject; only mail in transit has these.
_TRANSIT = {b"message-id", b"received", b"mime-version", b"return-path", b"delivered-to"}
_COMMON = {b"from", b"date", b"to", b"subject"}


class Eml:
    """Reads one message with the standard library."""

    name = "eml"

    def score(self, head: bytes, filename: str) -> int | None:
        """By name, or by a header with fields that only mail in transit has."""
        fields = {name.lower() for name in _FIELD.findall(head.replace(b"\r", b""))}
        if filename.lower().endswith(".eml"):
            return 88
        if _FIELD.match(head) and fields & _TRANSIT and len(fields & _COMMON) > 1:
            return 60
        return None

    def parse(self, path: Path, context: ParseContext) -> ParsedFile:
        """The message as one page, its attachments as children."""
        if not path.stat().st_size:
            raise ParseError("the file is empty")
        try:
            with path.open("rb") as source:
                mail = BytesParser(policy=compat32).parse(source)
            return _parsed(mail, context)
        except (ParseError, MemoryError, OSError):
            raise
        except RecursionError as error:
            raise ParseError("the message has parts nested too deep to be read") from error
        except Exception as error:
            # The email package raises whatever malformed mail makes it stumble over.
            raise ParseError(f"the message is malformed ({type(error).__name__})") from error


PARSER = Eml()


def _parsed(mail: Message, context: ParseContext) -> ParsedFile:
    fields = _fields(mail)
    warnings: list[str] = []
    body = body_text(mail)
    if not fields:
        raise ParseError("the file has no mail header")
    most = context.limits.text_bytes
    if len(body) > most:
        body = body[:most]
        warnings.append(f"the text is longer than {most:,} characters; the rest is not read")
    unpacking = Unpacking(context)
    files = list(carried_files(mail))
    if cut_in(mail) is not None and not any(each.cut for each in files):
        warnings.append("the message has no closing boundary: its text may be cut short")
    for carried in files:
        _unpack(carried, unpacking)
    moment, offset = sent_at(fields.get("date"))
    senders = addresses(fields.get("from")) or addresses(fields.get("sender"))
    message = ParsedMessage(
        message_id=message_id(fields.get("message-id")),
        in_reply_to=reply_ids(fields.get("in-reply-to")),
        references=message_ids(fields.get("references")),
        conversation_index=conversation_index(fields.get("thread-index")),
        sender=senders[0] if senders else None,
        to=addresses(fields.get("to")),
        cc=addresses(fields.get("cc")),
        bcc=addresses(fields.get("bcc")),
        sent_at=moment,
        utc_offset=offset,
        subject=header_text(fields["subject"]) if "subject" in fields else None,
        body=body,
        attachments=tuple(_attachment(each) for each in files),
    )
    message, page = message_page(message, dated=header_text(fields.get("date", "")))
    return ParsedFile(
        parser=PARSER.name,
        pages=(page,),
        expected_pages=1,
        message=message,
        children=unpacking.children,
        expected_children=unpacking.expected,
        failed_children=unpacking.failed,
        warnings=tuple(warnings),
    )


def _fields(mail: Message) -> dict[str, str]:
    """Each field by its name in lower case; lists of mailboxes that are given twice are joined,
    of any other field the first counts."""
    fields: dict[str, str] = {}
    for name, value in mail.raw_items():
        key = name.lower().strip()
        if key in fields and key in ("to", "cc", "bcc"):
            fields[key] += f", {value}"
        else:
            fields.setdefault(key, str(value))
    return fields


def _unpack(carried: CarriedFile, unpacking: Unpacking) -> None:
    if carried.content is None:
        unpacking.fail(carried.name, "the message names this file but does not carry it")
    elif carried.cut:
        unpacking.fail(
            carried.name, "the message has no closing boundary: this file may be cut short"
        )
    else:
        unpacking.add(carried.name, carried.content)


def _attachment(carried: CarriedFile) -> ParsedAttachment:
    return ParsedAttachment(
        carried.name,
        carried.content_type,
        len(carried.content or b""),
        carried.inline,
        carried.named,
    )
