"""The language of the search: what a person types, read into what is wanted and what is not.

    amazon "face recognition" -rekognition pric* memo OR minutes subject:prices from:vale

All words are wanted, in any order; words in quotation marks stand together; a minus takes away; a
star leaves the end of a word open; OR stands between words of which one is enough. Words that are
written as one, as 2018-ICLI-00035 is, stand together too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from requests_app.lib.search_words import CLOSED, Word, folded_words, words_of

LONGEST_QUERY = 300
MOST_WORDS = 32
LEAST_BEFORE_STAR = 3
FIELDS = {"subject": "s", "title": "s", "from": "f", "people": "p"}
"""What a person may name before a colon, and the letter under which the index keeps it."""

_PIECE = re.compile(
    r"""\s*(?P<minus>-?)(?:(?P<field>subject|title|from|people):\s*)?"""
    r"""(?:"(?P<phrase>[^"]*)"(?P<star>\*?)|(?P<plain>[^\s"]+))""",
    re.IGNORECASE,
)
_QUOTES = str.maketrans("“”„«»", '"""""')


class QueryError(ValueError):
    """What was asked cannot be searched for; the text is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together; `open_end`: the last may go on. `field` is a value of FIELDS."""

    words: tuple[str, ...]
    field: str = ""
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: of each group of `wanted` one term at least, of `barred` none."""

    wanted: tuple[tuple[Term, ...], ...] = ()
    barred: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that is wanted, group after group."""
        return tuple(chain.from_iterable(self.wanted))


def query_read(text: str) -> Query:
    """Read what was typed; raises QueryError with what to do about it."""
    if len(text) > LONGEST_QUERY:
        raise QueryError(f"That is longer than {LONGEST_QUERY} characters: ask for fewer words.")
    plain = text.translate(_QUOTES)
    if plain.count('"') % 2:
        raise QueryError('A quotation mark is open: close it with ", or leave it out.')
    groups: list[list[Term]] = []
    barred: list[Term] = []
    joining = may_join = False
    for piece in _PIECE.finditer(plain):
        if piece["plain"] == "OR" and not piece["minus"] and not piece["field"]:
            if not may_join:
                raise QueryError("OR stands between two words: memo OR minutes.")
            joining, may_join = True, False
            continue
        term = _term(piece)
        if term is None:
            continue
        if piece["minus"]:
            if joining:
                raise QueryError("A word with a minus cannot stand beside OR.")
            barred.append(term)
        elif joining:
            groups[-1].append(term)
        else:
            groups.append([term])
        joining, may_join = False, not piece["minus"]
    if joining:
        raise QueryError("OR stands between two words: memo OR minutes.")
    query = Query(tuple(map(tuple, groups)), tuple(barred))
    _check(query, text)
    return query


def _term(piece: re.Match[str]) -> Term | None:
    """The term that a piece asks for; none where it has no word in it."""
    written = piece["plain"] if piece["phrase"] is None else piece["phrase"]
    words = tuple(each for each in folded_words(written) if each != CLOSED)
    if not words:
        return None
    open_end = bool(piece["star"]) or (piece["phrase"] is None and written.endswith("*"))
    if open_end and len(words[-1]) < LEAST_BEFORE_STAR:
        raise QueryError(f"Write at least {LEAST_BEFORE_STAR} letters before a star: pri*.")
    return Term(words, FIELDS.get((piece["field"] or "").casefold(), ""), open_end)


def _check(query: Query, text: str) -> None:
    if not query.wanted and query.barred:
        raise QueryError("A minus only takes away: say what to look for, too.")
    if not query.wanted and text.strip():
        raise QueryError("There is no word in that: write letters or digits.")
    if sum(len(each.words) for each in (*query.terms, *query.barred)) > MOST_WORDS:
        raise QueryError(f"Those are more than {MOST_WORDS} words: ask for fewer.")


def holds(query: Query, words: Sequence[str], fields: Mapping[str, Sequence[str]]) -> bool:
    """Whether a text fits: its words, and those of its fields by the letters of FIELDS."""

    def has(term: Term) -> bool:
        among = fields.get(term.field, ()) if term.field else words
        return next(_places(term, among), None) is not None

    return all(any(map(has, group)) for group in query.wanted) and not any(map(has, query.barred))


def marks(query: Query, text: str) -> list[tuple[int, int]]:
    """Where what is wanted stands in a text, whatever field it was asked of; marks that only
    blanks part are one."""
    found = list(words_of(text))
    plain = [each.text for each in found]
    spans = sorted(
        _span(found, place, len(term.words))
        for term in set(query.terms)
        for place in _places(term, plain)
    )
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and (start <= joined[-1][1] or not text[joined[-1][1] : start].strip()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def words_written(query: Query, *, any_of: bool = False) -> str:
    """What is wanted, written so that it can be asked again without its fields; `any_of`: one
    word of all is enough."""
    between = " OR " if any_of else " "
    groups = (" OR ".join(map(_written, group)) for group in query.wanted)
    return between.join(dict.fromkeys(groups))


def _written(term: Term) -> str:
    star = "*" if term.open_end else ""
    return f'"{" ".join(term.words)}"{star}' if len(term.words) > 1 else term.words[0] + star


def _span(found: Sequence[Word], place: int, length: int) -> tuple[int, int]:
    return found[place].start, found[place + length - 1].end


def _places(term: Term, words: Sequence[str]) -> Iterator[int]:
    """Where in a row of words the term begins."""
    *before, last = term.words
    length = len(before)
    for place in range(len(words) - length):
        word = words[place + length]
        fits = word.startswith(last) if term.open_end else word == last
        if fits and list(words[place : place + length]) == before:
            yield place
