"""The terms of art that the pages use, each with what it means and the law it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.text import slugify

from requests_app.law.authorities import Authority, authority
from requests_app.lib.strict_yaml import read_yaml

FILE = Path(__file__).with_name("terms.yaml")


@dataclass(frozen=True, slots=True)
class Term:
    """A term, the other words for it, what it means, and the keys of its authorities."""

    term: str
    means: str
    also: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Its place on the page of all terms."""
        return slugify(self.term)

    @property
    def law(self) -> tuple[Authority, ...]:
        """The authorities themselves. Raises KeyError where there is none of a key."""
        return tuple(map(authority, self.authorities))


@dataclass(frozen=True, slots=True)
class Terms:
    """The file as it is written."""

    terms: tuple[Term, ...]


@cache
def terms() -> tuple[Term, ...]:
    """All terms in the order of the alphabet."""
    return read_yaml(FILE, Terms).terms


@cache
def _by_words() -> Mapping[str, Term]:
    return {words.casefold(): each for each in terms() for words in (each.term, *each.also)}


def term_of(words: str) -> Term | None:
    """The term that these words are, in whatever case; None where they are none."""
    return _by_words().get(words.casefold())
