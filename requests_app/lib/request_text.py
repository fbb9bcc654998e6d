"""What the text of a request says of itself, as suggestions for the person who logs it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dateutil import parser as dates

PART = re.compile(
    r"^[ \t]*(?:(?P<number>\d{1,2})[.)]|\((?P<bracketed>\d{1,2})\)"
    r"|(?:item|part)\s+(?P<named>\d{1,2})[.:])[ \t]+",
    re.IGNORECASE | re.MULTILINE,
)
_DAY = r"(?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})"
RANGE = re.compile(
    rf"\b(?:[Ff]rom|[Bb]etween|[Ss]ince|dated|for)\s+({_DAY})\s*(?:,\s*)?(?:to|through|until|and|[-–])\s+({_DAY})"
)
CUSTODIANS = re.compile(
    r"\b(?:custodians?|(?:e-?mails?|files|calendars?|accounts?) of)[: ]+(?:(?:are|include) )?"
    r"((?:[A-Z][\w'’.-]+ (?:[A-Z]\. )?[A-Z][\w'’-]+(?:, and |, | and )?)+)"
)


@dataclass(frozen=True, slots=True)
class Suggested:
    """What was read: the numbered parts in order, the range of dates, the paths of the offices
    named, and the names of people said to be custodians."""

    parts: tuple[str, ...] = ()
    records_from: date | None = None
    records_to: date | None = None
    offices: tuple[str, ...] = ()
    custodians: tuple[str, ...] = ()


def suggested(text: str, office_names: Mapping[str, str]) -> Suggested:
    """Suggestions from the text of a request; `office_names` are names and the paths they mean."""
    first, last = date_range(text)
    return Suggested(
        numbered_parts(text), first, last, offices_named(text, office_names), custodians_named(text)
    )


def numbered_parts(text: str) -> tuple[str, ...]:
    """The parts of a request that are numbered 1, 2, 3 ... at the beginnings of lines.

    A number out of its order begins no part: `5. U.S.C.` at the start of a wrapped line is none.
    A blank line behind the last part ends it.
    """
    starts: list[tuple[int, int]] = []
    for found in PART.finditer(text):
        number = int(found["number"] or found["bracketed"] or found["named"])
        if number == len(starts) + 1:
            starts.append((found.start(), found.end()))
    if len(starts) < 2:
        return ()
    ends = [start for start, _ in starts[1:]] + [len(text)]
    bodies = [text[begin:end] for (_, begin), end in zip(starts, ends, strict=True)]
    bodies[-1] = re.split(r"\n[ \t]*\n", bodies[-1], maxsplit=1)[0]
    return tuple(" ".join(body.split()) for body in bodies)


def date_range(text: str) -> tuple[date | None, date | None]:
    """The first range of days that the text asks for; (None, None) where it names none."""
    for found in RANGE.finditer(" ".join(text.split())):
        try:
            first, last = (dates.parse(each).date() for each in found.groups())
        except (ValueError, OverflowError):
            continue
        if first <= last:
            return first, last
    return None, None


def offices_named(text: str, office_names: Mapping[str, str]) -> tuple[str, ...]:
    """The paths of the offices whose names stand in the text, in the order of the text."""
    flowing = " ".join(text.split())
    places: dict[str, int] = {}
    for name, path in office_names.items():
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", flowing)
        if found:
            places[path] = min(found.start(), places.get(path, len(flowing)))
    return tuple(sorted(places, key=lambda path: (places[path], path)))


def custodians_named(text: str) -> tuple[str, ...]:
    """People whose emails or files the text asks for by name."""
    flowing = " ".join(text.split())
    names = [
        name.strip(" .,")
        for found in CUSTODIANS.finditer(flowing)
        for name in re.split(r",? and |, ", found[1])
    ]
    return tuple(dict.fromkeys(name for name in names if name))
