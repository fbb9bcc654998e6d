"""The readable text of a mail body, from plain text or HTML."""

import html
import re

from inscriptis import get_text

from requests_app.ingest.parsers.clean import clean_text

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
_LINE_TAG = re.compile(r"<(?:br|/p|/div|/tr|/h\d|/li)\b[^>]*>", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


def html_text(source: str) -> str:
    """The text of an HTML page with its lines, lists and tables; never raises on bad HTML."""
    try:
        text = get_text(_DECLARATION.sub("", source))
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, AssertionError):
        # What no parser can read is still shown, without its tags.
        text = html.unescape(_TAG.sub(" ", _LINE_TAG.sub("\n", source)))
    return tidy(text)


def tidy(text: str) -> str:
    """The text without trailing blanks, and with at most one blank line between others."""
    lines = (line.rstrip() for line in clean_text(text).replace("\xa0", " ").split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")
