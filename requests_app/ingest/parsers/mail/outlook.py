"""The parts of an Outlook item: its people, its text, its files."""

from email.message import Message
from email.parser import HeaderParser
from email.policy import compat32

from oxmsg.storage import Storage

from requests_app.ingest.parsers.contract import Address
from requests_app.ingest.parsers.mail.addresses import addresses
from requests_app.ingest.parsers.mail.bodies import html_text, tidy
from requests_app.ingest.parsers.mail.charsets import decoded
from requests_app.ingest.parsers.mail.mapi import MEMBER_HEADER, Properties
from requests_app.ingest.parsers.mail.rtf import rtf_text

TO, CC, BCC = 1, 2, 3

_TRANSPORT_HEADERS = 0x007D
_BODY, _HTML, _RTF = 0x1000, 0x1013, 0x1009
_SENT_FOR = (0x0042, (0x5D02, 0x0065))
_SENDER = (0x0C1A, (0x5D01, 0x0C1F))
_RECIPIENT_TYPE = 0x0C15
_DISPLAY_NAME = 0x3001
_RECIPIENT_ADDRESSES = (0x39FE, 0x3003)
_DISPLAYED = {TO: 0x0E04, CC: 0x0E03, BCC: 0x0E02}


def transport_header(item: Properties) -> Message:
    """The header with which the message travelled; empty for mail that never left Exchange."""
    return HeaderParser(policy=compat32).parsestr(item.text(_TRANSPORT_HEADERS).lstrip())


def sender(item: Properties, header: Message) -> Address | None:
    """Whom the message is from: for mail sent on behalf of another, that other."""
    for name, where in (_SENT_FOR, _SENDER):
        found = _address(item.text(name), [item.text(pid) for pid in where])
        if found is not None and found.address and "@" in found.address:
            return found
    from_header = addresses(str(header.get("From", "")))
    if from_header:
        return from_header[0]
    for name, where in (_SENT_FOR, _SENDER):
        found = _address(item.text(name), [item.text(pid) for pid in where])
        if found is not None:
            return found
    return None


def recipients(
    storage: Storage, item: Properties, header: Message
) -> dict[int, tuple[Address, ...]]:
    """Recipients by kind; from the names that Outlook shows where it lists none."""
    found: dict[int, list[Address]] = {TO: [], CC: [], BCC: []}
    for each in storage.iter_recipient_storages():
        recipient = Properties(each, MEMBER_HEADER, item.codepage)
        where = [recipient.text(pid) for pid in _RECIPIENT_ADDRESSES]
        address = _address(recipient.text(_DISPLAY_NAME), where)
        kind = (recipient.integer(_RECIPIENT_TYPE) or TO) & 0xF
        if address is not None and kind in found:
            found[kind].append(address)
    if any(found.values()):
        return {kind: tuple(people) for kind, people in found.items()}
    by_header = {TO: "To", CC: "Cc", BCC: "Bcc"}
    return {
        kind: addresses(str(header.get(name, ""))) or addresses(item.text(_DISPLAYED[kind]))
        for kind, name in by_header.items()
    }


def body_text(item: Properties) -> str:
    """The text: as Outlook keeps it, else that of its HTML, else that of its RTF."""
    if plain := item.text(_BODY).strip():
        return tidy(plain)
    page = item.binary(_HTML)
    source = decoded(page, item.body_charset()) if page else item.text(_HTML)
    if source and (text := html_text(source)).strip():
        return text
    compressed = item.binary(_RTF)
    return rtf_text(compressed) if compressed else ""


def _address(name: str, where: list[str]) -> Address | None:
    """The best of the addresses that Outlook gives: one with an @ before an Exchange path."""
    given = [each.strip() for each in where if each.strip()]
    best = next((each for each in given if "@" in each), given[0] if given else None)
    shown = name.strip().strip("'\"") or None
    return Address(shown if shown != best else None, best) if shown or best else None
