"""How findings and letters write days, messages, pages and counts."""

import re
from collections.abc import Iterable
from datetime import date

from gaps.snapshot import Message, PageRef

_LOWER = "a-zß-ÿ"
_WORD = rf"(?=[\w'’-]*[{_LOWER}])(?![{_LOWER}])[^\W\d_][\w'’-]*"
_PARTICLE = r"(?:[Dd]e|[Dd]el|[Dd]er|[Dd]en|[Dd]i|[Dd]a|[Ll]a|[Ll]e|[Vv]an|[Vv]on|[Tt]er|St\.)"
_NO_GIVEN_NAME = r"(?:Jr|Sr|Esq|Ph|Inc|Ltd|Corp|Co)\b"
_GIVEN = rf"(?!{_NO_GIVEN_NAME})(?:{_WORD}|[A-Z]\.)(?: ?[A-Z]\b\.?)*"
INVERTED = re.compile(
    rf"(?P<family>(?:{_PARTICLE} )*{_WORD}(?: {_WORD})?),"
    rf" (?P<given>{_GIVEN})(?P<office> \([^()]+\))?"
)
"""A surname of one or two words, a comma, one given name with initials, and a bracketed office."""


def day_in_words(moment: date | None) -> str:
    """A day as a letter in the United States writes it: `June 14, 2018`."""
    return f"{moment:%B} {moment.day}, {moment.year}" if moment else "an unstated day"


def sent_in_words(message: Message) -> str:
    """When a message was sent, as printed: to the minute where the minute could be read."""
    if message.sent_at is None or not message.has_time:
        return day_in_words(message.sent_at)
    return f"{day_in_words(message.sent_at)}, {message.sent_at:%-I:%M %p}"


def named(message: Message) -> str:
    """A message by its sender, moment and subject as far as they were read."""
    sender = message.sender.shown if message.sender else "[sender not stated]"
    about = f", “{message.subject}”" if message.subject else ""
    return f"message from {sender} of {sent_in_words(message)}{about}"


def told(message: Message) -> str:
    """A message as a letter speaks of it: as `named`, with its sender in natural order."""
    if message.sender is None:
        return named(message)
    shown = message.sender.shown
    return named(message).replace(shown, in_natural_order(shown), 1)


def told_to(message: Message) -> str:
    """The recipients of a message as a letter lists them."""
    shown = (in_natural_order(each.shown) for each in message.recipients)
    return listed(shown) or "recipients that are not shown"


def in_natural_order(name: str) -> str:
    """A person's name as running text prints it: `Doe, Jane A.` becomes `Jane A. Doe`.

    Only what can hardly be anything else is turned: what follows the comma may be a degree, a
    generation or the form of a company, and what stands in capitals may be an office.
    """
    found = INVERTED.fullmatch(name)
    return f"{found['given']} {found['family']}{found['office'] or ''}" if found else name


def cite(page: PageRef | None) -> str:
    """A page by its Bates number or, where it has none, by file and page."""
    if page is None:
        return "a page that is not known"
    return page.bates or f"{page.document.rsplit('/', 1)[-1]}, page {page.page}"


def amount(number: int, noun: str) -> str:
    """A number with its noun: `1 message`, `2 messages`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them: `A, B and C`."""
    known = list(names)
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} and {known[-1]}"


def quotable(text: str) -> str:
    """Text on one line, to stand in quotation marks: its own double ones become single."""
    plain = " ".join(text.split())
    return re.sub(r'"([^"]*)"', r"‘\1’", plain).translate({0x201C: "‘", 0x201D: "’"})


def shortened(text: str, longest: int = 160) -> str:
    """Text on one line, cut at a word where it is long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[:longest].rsplit(' ', 1)[0]} …"
