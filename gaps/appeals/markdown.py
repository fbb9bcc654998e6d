"""Words from records put into Markdown so that they stay words."""

import re
from collections.abc import Mapping
from datetime import date

from gaps.contract import Fact

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~^$@&:=\"'/])")


def plain(text: str) -> str:
    """Text with every mark of Markdown disarmed, on one line. Released words are hostile input."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


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
    items = [str(each) for each in value]
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def long_date(day: date | None) -> str:
    """A date as a letter prints it: July 20, 2018."""
    return f"{day:%B} {day.day}, {day.year}" if day else "[date not recorded]"


def lines(*texts: str) -> str:
    """Lines of one paragraph, each on a line of its own."""
    return "\\\n".join(text for text in texts if text)
