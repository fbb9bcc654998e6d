"""A native message as the one page that the rest of the program reads."""

from collections.abc import Sequence
from dataclasses import replace

from requests_app.ingest.parsers.contract import ParsedMessage, ParsedPage
from requests_app.ingest.parsers.mail.addresses import printed

Field = tuple[str, str]


def message_page(
    message: ParsedMessage, *, dated: str, before: Sequence[Field] = ()
) -> tuple[ParsedMessage, ParsedPage]:
    """The page, and the message with its body placed in it. `dated` is the date as printed."""
    fields = (
        *before,
        ("From", printed([message.sender]) if message.sender else ""),
        ("Date", dated),
        ("To", printed(message.to)),
        ("Cc", printed(message.cc)),
        ("Bcc", printed(message.bcc)),
        ("Subject", message.subject or ""),
        ("Attachments", "; ".join(_printed_names(message))),
    )
    head = "".join(f"{label}: {value}\n" for label, value in fields if value) + "\n"
    placed = replace(message, body_start=len(head))
    return placed, ParsedPage(index=0, text=head + message.body)


def _printed_names(message: ParsedMessage) -> list[str]:
    """The names that the message gives its files: a name of our own is not the agency's word."""
    shown = [each for each in message.attachments if not each.inline]
    return [each.name if each.named else "(a file without a name)" for each in shown]
