"""Words as the search knows them: the same in what is searched and in what is asked for.

A word is a run of letters and digits, in any case, its accents left out. Words are not stemmed:
`price` does not find `prices`; who wants both asks for `price*`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

CLOSED = "█"
"""Stands for what is withheld. As a word it parts what stands before it from what comes after,
and nobody can ask for it."""
LONGEST_WORD = 60
"""Characters of a word that count: what is longer is no word but encoded bytes."""
# Soft hyphens, joiners and accents that stand by themselves are inside a word, not between two.
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f\u00ad\u200b-\u200d])*|█+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands in its text."""

    text: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order, what is closed among them."""
    for found in _WORD.finditer(text):
        if folded := _folded(found.group()):
            yield Word(folded, found.start(), found.end())


def folded_words(text: str) -> list[str]:
    """The words of a text in order, without their places."""
    return [each for raw in _WORD.findall(text) if (each := _folded(raw))]


def stands_in(words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether the words stand in the text next to each other and in this order."""
    return bool(words) and f" {' '.join(words)} " in f" {' '.join(text)} "


def _folded(raw: str) -> str:
    if raw.isascii():
        return raw.lower()[:LONGEST_WORD]
    if raw[0] == CLOSED:
        return CLOSED
    plain = _letters(unicodedata.normalize("NFKD", _letters(_decomposed(raw)).casefold()))
    return plain.casefold()[:LONGEST_WORD]


def _decomposed(raw: str) -> Iterable[str]:
    return unicodedata.normalize("NFKD", raw)


def _letters(text: Iterable[str]) -> str:
    return "".join(each for each in text if each.isalnum())
