"""Bytes into text where the charset is wrong, unknown or not given."""

import codecs

from charset_normalizer import from_bytes

from requests_app.ingest.parsers.clean import clean_text

# Mail says these and means their supersets.
_MEANT = {
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso-8859-8",
    "utf-8-sig": "utf-8",
    "utf8": "utf-8",
}
_NOT_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs"}
_SAMPLE = 100_000
_ENOUGH_TO_GUESS = 256
"""Bytes below which a guess is worse than what most American and European mail uses."""


def decoded(content: bytes, charset: str | None) -> str:
    """The text, by the charset named, then UTF-8, then the likeliest; never raises."""
    for name in (_MEANT.get((charset or "").strip().lower(), charset), "utf-8"):
        text = _decoded_strictly(content, name)
        if text is not None:
            return clean_text(text)
    if len(content) < _ENOUGH_TO_GUESS and (text := _decoded_strictly(content, "cp1252")):
        return clean_text(text)
    best = from_bytes(content[:_SAMPLE]).best()
    guessed = best.encoding if best is not None else "cp1252"
    return clean_text(content.decode(guessed, "replace"))


def _decoded_strictly(content: bytes, charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        codec = codecs.lookup(charset.strip())
        if codec.name.replace("-", "_") in _NOT_CHARSETS:
            return None
        return content.decode(codec.name).removeprefix("\ufeff")
    except (LookupError, ValueError, TypeError):
        return None
