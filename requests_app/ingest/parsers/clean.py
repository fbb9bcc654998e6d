"""Text from untrusted bytes, made fit to store: no characters that a database or JSON refuses."""

import re

_REFUSED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85")


def clean_text(text: str) -> str:
    """The text with line feeds only, and without control characters and lone surrogates.

    Tabs and form feeds stay: one aligns columns, the other parts pages.
    """
    return _REFUSED.sub("", _LINE_ENDS.sub("\n", text))


def clean_name(name: str, fallback: str) -> str:
    """A name on one line, at most 255 characters; `fallback` where nothing is left of it."""
    return " ".join(clean_text(name).split())[:255] or fallback
