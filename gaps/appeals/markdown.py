"""Words from records put into Markdown so that they stay words."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from gaps.contract import Fact

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~^$@&:=\"'/])")
EMPHASIS = re.compile(r"(?<!\\)\*+")
ESCAPED = re.compile(r"\\([^\w\s])")
# What the fonts of the PDF hold: Latin, Greek, Cyrillic, Hebrew, punctuation and common signs.
IN_EVERY_FONT = re.compile(
    "[\n\t\u0020-\u007e\u00a0-\u024f\u0300-\u0304\u0384-\u03ce\u0400-\u045f\u05d0-\u05ea"
    "\u1e80-\u1e85\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2032\u2033\u2039\u203a\u20ac"
    "\u2116\u2122\u2190-\u2193\u2212\u2260\u2264\u2265\u2610]*"
)


def plain(text: str) -> str:
    """Text with every mark of Markdown disarmed, on one line. Released words are hostile input."""
    return SPECIAL.sub(r"\\\1", " ".join(printable(text).split()))


def unmarked(text: str) -> str:
    """A line of a letter as it reads: what `plain` disarmed, and emphasis, are plain words."""
    return ESCAPED.sub(r"\1", EMPHASIS.sub("", text))


def printable(text: str) -> str:
    """Text without what prints as nothing: control characters, which no document may hold, and
    marks of direction, by which words could be shown in another order than they were written."""
    return "".join(each for each in text if each.isspace() or not _hidden(each))


def _hidden(character: str) -> bool:
    # Joiners shape the letters of some scripts; every other format character only hides.
    if character in "\u200c\u200d":
        return False
    code = ord(character)
    return unicodedata.category(character) in ("Cc", "Cf", "Cs") or code & 0xFFFE == 0xFFFE


def beyond_the_fonts(text: str) -> str:
    """The characters that the fonts of the PDF may lack, each once, in order."""
    return "".join(dict.fromkeys(IN_EVERY_FONT.sub("", text)))


def fill(template: str, facts: Mapping[str, Fact]) -> str:
    """The template with the facts in its braces, disarmed; lists read as `a, b and c`."""
    return template.format_map({name: plain(in_words(value)) for name, value in facts.items()})


def in_words(value: Fact) -> str:
    """A fact as a sentence prints it."""
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, str):
        return value
    return listed([str(each) for each in value])


def listed(items: list[str]) -> str:
    """Things as a sentence lists them: `a, b and c`; `a, b; and c` where one has a comma."""
    if len(items) < 3 and not any("," in each for each in items):
        return " and ".join(items)
    if any("," in each for each in items):
        return "; and ".join(filter(None, ("; ".join(items[:-1]), *items[-1:])))
    return " and ".join((", ".join(items[:-1]), items[-1]))


def count(number: int, noun: str) -> str:
    """A number with its noun: `1 page`, `2 pages`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def long_date(day: date | None) -> str:
    """A date as a letter prints it: July 20, 2018."""
    return f"{day:%B} {day.day}, {day.year}" if day else "[date not recorded]"


def lines(*texts: str) -> str:
    """Lines of one paragraph, each on a line of its own."""
    return "\\\n".join(text for text in texts if text)


def sentence(text: str) -> str:
    """Text with a capital first letter, so that a fact may begin a sentence."""
    return text[:1].upper() + text[1:]
