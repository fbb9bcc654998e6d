"""Text as it is compared: folded against case, width, accents and what OCR mistakes for what."""

import re
import unicodedata
from functools import lru_cache

CLOSED_PLACE = re.compile(
    r"\(\s*[bBdkj]\s*\)\s*\(\s*\d\w?\s*\)(?:\s*\(\s*[A-Za-z]\s*\))*"
    r"|(?<!\w)[bB]\s?-?\s?[1-9](?:\s?\(?[A-F]\)?)?(?![\w.-])"
    r"|[\u2588\u25a0\u25ae]+|(?<!\w)X{4,}(?!\w)|\[\s*redacted\s*\]|(?<!\w)1\.4\([a-h]\)",
    re.IGNORECASE,
)
"""A place that a release closed: an exemption label, a bar, or the word for it."""

_OCR_FOLD = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b"})
_WORD = re.compile(r"[^\W_]+")
_TRACES = frozenset(
    [*"bdjk", "redacted"]
    + [
        f"b{digit}{letter}".translate(_OCR_FOLD)
        for digit in "123456789"
        for letter in ("", *"abcdef")
    ]
)
"""Words that exemption labels leave behind when a text is taken apart."""
_QUOTE_MARKS = re.compile(r"^[ \t>|]*>", re.MULTILINE)


def squeezed(text: str) -> str:
    """The text in one line, with single spaces and compatible forms of its characters."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def ocr_folded(text: str) -> str:
    """The text with everything equal that OCR takes for one another: 0/O, 1/l/I, 5/S, 8/B."""
    return text.casefold().translate(_OCR_FOLD)


def folded_words(text: str, limit: int = 20_000) -> list[list[str]]:
    """The OCR-folded words of the first `limit` characters, as runs that closed places part."""
    text = text[:limit]
    if ">" in text:
        text = _QUOTE_MARKS.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    words = _WORD.findall(ocr_folded(text))
    if not _may_be_closed(text, words):
        return [words] if words else []
    runs = (_WORD.findall(ocr_folded(run)) for run in CLOSED_PLACE.split(text))
    return [run for run in runs if run]


def _may_be_closed(text: str, words: list[str]) -> bool:
    """A cheap test that spares most texts the search for closed places."""
    if any(mark in text for mark in ("\u2588", "\u25a0", "\u25ae", "1.4(")):
        return True
    return not _TRACES.isdisjoint(words) or any(word.startswith("xxxx") for word in words)


@lru_cache(maxsize=65_536)
def without_accents(text: str) -> str:
    """`José` as `Jose`."""
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFKD", text)
    return "".join(each for each in parted if not unicodedata.combining(each))
