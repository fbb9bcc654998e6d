"""What a letter refers to: pages of exhibits, and places still to be filled in. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

EXHIBIT = re.compile(
    r"\bEx(?:\.|hibit)\s*(?P<letter>[A-Z]{1,3})\b"
    r"(?:(?:\s+at|,?\s+p(?:p\.|\.|ages?))\s+(?P<first>\d{1,6})(?:\s*[–-]\s*(?P<last>\d{1,6}))?)?"
)
BLANK = re.compile(r"\*\*\[([^\]]+)\]\*\*")
MARKER = re.compile(r"(?<![\\*])\[([A-Za-z0-9_]+)\](?!\*)")
FEW = 200
"""A longer run of pages is taken for its ends."""


@dataclass(frozen=True, slots=True)
class References:
    """Pages by the letter of their exhibit, and exhibits referred to as a whole."""

    pages: Mapping[str, frozenset[int]]
    whole: frozenset[str]

    def missing_in(self, held: Mapping[str, int]) -> list[str]:
        """References to an exhibit, or to a page of one, that there is not; `held` are the numbers
        of pages by letter."""
        letters = sorted({*self.pages, *self.whole} - set(held))
        beyond = [
            f"Ex. {letter} at {page}"
            for letter, pages in sorted(self.pages.items())
            for page in sorted(pages)
            if letter in held and not 1 <= page <= held[letter]
        ]
        return [f"Ex. {each}" for each in letters] + beyond


def references(texts: Iterable[str]) -> References:
    """What the texts refer to as `Ex. B at 3`, `Exhibit B, p. 3`, `Ex. B at 3–5` or `Ex. B`."""
    pages: dict[str, set[int]] = {}
    whole = set()
    for text in texts:
        for found in EXHIBIT.finditer(text):
            if found["first"] is None:
                whole.add(found["letter"])
                continue
            first, last = int(found["first"]), int(found["last"] or found["first"])
            run = range(first, last + 1) if 0 <= last - first <= FEW else (first, last)
            pages.setdefault(found["letter"], set()).update(run)
    return References({key: frozenset(each) for key, each in pages.items()}, frozenset(whole))


def blanks(text: str) -> list[str]:
    """Places that are still to be filled in or confirmed."""
    return BLANK.findall(text)


def markers(text: str) -> list[str]:
    """The keys of authorities that a text cites, known or not."""
    return MARKER.findall(text)
