"""The parts of a letter: its head, its body, the closing with the signature, what follows."""

import re

from requests_app.ingest.extract.letter_facts.sheet import Line

SALUTATION = re.compile(
    r"(?:dear|good (?:morning|afternoon|day)|greetings|hello|to whom it may concern)\b.{0,80}",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:(?:very )?(?:sincerely|respectfully|truly|cordially)(?: yours)?|yours (?:very )?truly|"
    r"(?:best |kind |warm |with )?regards|respectfully submitted|thank you)[,.]?(?: /s/.{0,60})?",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"(?:this|we|your|in (?:response|reply)|thank|on|after|pursuant|i am|the)\b.{35}", re.IGNORECASE
)
CLOSE_LINES = 12
ENCLOSURE = re.compile(
    r"(?:enclosures?|enc(?:l|s)?\b|attachments?|cc\b|explanation|"
    r"freedom of information act (?:and|appeal|exemption)|(?:foia |foipa )?(?:addendum|exemptions|"
    r"appeal rights|notice))",
    re.IGNORECASE,
)


def zones(lines: tuple[Line, ...]) -> tuple[int, int, int]:
    """Where the body begins, where the closing stands, and where what follows the signature
    begins; all as numbers of lines."""
    body = next(
        (n + 1 for n, each in enumerate(lines[:80]) if SALUTATION.fullmatch(each.text)), None
    )
    if body is None:
        # An opening that shares its line with the text, or none at all.
        body = next((n for n, each in enumerate(lines[:80]) if SALUTATION.match(each.text)), None)
    if body is None:
        body = next((n for n, each in enumerate(lines) if OPENING.match(each.text)), 0)
    close = next(
        (n for n in range(body, len(lines)) if CLOSING.fullmatch(lines[n].text)), len(lines)
    )
    annex = next(
        (
            n
            for n in range(close + 1, len(lines))
            if ENCLOSURE.match(lines[n].text)
            or lines[n].page != lines[close].page
            or n - close >= CLOSE_LINES
            or len(lines[n].text) > 85
        ),
        len(lines),
    )
    return body, close, annex
