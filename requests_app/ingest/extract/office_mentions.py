"""Places in a text that name an office, by its name, abbreviation or another name."""

import re
from collections.abc import Mapping
from functools import lru_cache

SHORTEST_ABBREVIATION = 3
"""Two letters are too many other things."""


def office_mentions(text: str, names: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Start, end and path of the office for each place that names one.

    `names` maps names and abbreviations to paths. Abbreviations count only in capitals, and as
    whole words; full names in any case, also where a line breaks in them.
    """
    full, short = _patterns(tuple(sorted(names.items())))
    folded = {_folded(name): path for name, path in names.items()}
    found = [
        (each.start(), each.end(), folded[_folded(each.group())])
        for each in (full.finditer(text) if full else ())
    ]
    for each in short.finditer(text) if short else ():
        if not any(start <= each.start() < end for start, end, _ in found):
            found.append((each.start(), each.end(), names[each.group()]))
    return sorted(found)


@lru_cache(maxsize=32)
def _patterns(
    names: tuple[tuple[str, str], ...],
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    full = [name for name, _ in names if " " in name.strip()]
    short = [
        name
        for name, _ in names
        if " " not in name.strip() and name.isupper() and len(name) >= SHORTEST_ABBREVIATION
    ]
    return _pattern(full, re.IGNORECASE), _pattern(short, 0)


def _pattern(names: list[str], flags: int) -> re.Pattern[str] | None:
    if not names:
        return None
    longest_first = sorted(names, key=len, reverse=True)
    alternatives = [r"\s+".join(map(re.escape, name.split())) for name in longest_first]
    return re.compile(rf"(?<![\w&\-])(?:{'|'.join(alternatives)})(?![\w&]|-\w)", flags)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
