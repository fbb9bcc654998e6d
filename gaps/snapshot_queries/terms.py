"""The terms of a search, the words that the request uses, and which of them the terms omit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gaps.snapshot import (
    CaseSnapshot,
    FoiaRequest,
    Letter,
    Message,
    Organisation,
    RequestItem,
    Search,
)
from requests_app.ingest.extract.letter_facts.contract import FactName

LETTERS = "letters"
"""The place of terms that a letter names without an office."""
ENOUGH_MISSED = 3
"""From how many messages on it is no accident that the terms stand in none of them: attachments
and threads bring messages that no term finds."""
_QUOTED = re.compile(r"“([^“”\n]{2,60})”|\"([^\"\n]{2,60})\"")
_OPERATORS = re.compile(
    r"\s+(?:OR|AND|NOT|NEAR(?:/\d+)?|W/\d+|w/\d+)\s+|[;|]|(?<=[\"”)])\s*,\s*(?=[\"“(])"
)
_LEAVES_OUT = re.compile(
    r"\b(?:not|no|exclud\w+|except\w*|other than|without|defin\w+|means?|refers? to|titled|"
    r"entitled)\b",
    re.IGNORECASE,
)
_NOT_LIMITED = re.compile(r"\bnot\s+limited\s+to\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+|\n\s*\n")
LONGEST = 4
"""Words of a quoted phrase that may still be a term and is not a passage."""


@dataclass(frozen=True, slots=True)
class NarrowTerms:
    """The terms of one search, the words of the request that none of them covers, and the produced
    messages in which none of them stands."""

    place: str
    search: Search | None
    terms: tuple[str, ...]
    omitted: tuple[str, ...]
    missed: tuple[Message, ...]


def squashed(text: str) -> str:
    """Letters and digits alone, in lower case: what a term and a page are compared by, so that
    neither a broken line nor a hyphen makes a word seem absent."""
    return re.sub(r"[\W_]+", "", text.casefold())


def parts_of(term: str) -> list[str]:
    """The words of which one alone is taken to be found by a term, squashed: operators and
    wildcards are left out, and each side of an operator counts as a term."""
    return [part for each in _OPERATORS.split(term) if (part := squashed(each))]


def term_lists(searches: Sequence[Search], letters: Sequence[Letter]) -> dict[str, tuple[str, ...]]:
    """The terms by the path of the office searched with them, or by `letters` where no search
    names any. Terms that only letters name may be of any office, and count for each."""
    made = [each for each in searches if each.status in ("searched", "no_records")]
    stated = [
        str(fact.value)
        for letter in letters
        if letter.direction == "in"
        for fact in letter.stated(FactName.TERM_SEARCHED)
    ]
    lists: dict[str, list[str]] = {}
    for each in made:
        if each.terms:
            lists.setdefault(each.office.path, []).extend(each.terms)
    if stated and not lists:
        lists[LETTERS] = []
    return {path: tuple(dict.fromkeys((*terms, *stated))) for path, terms in lists.items()}


def words_asked(ours: FoiaRequest, organisations: Sequence[Organisation]) -> list[str]:
    """The words that the request puts in quotation marks, and the outside organisations that it
    names, each once; not what it leaves out, defines or cites, nor its own custodians and
    offices."""
    texts = [ours.text, *(each.text for each in ours.items)]
    return _words_in(texts, ours, organisations)


def words_of_item(case: CaseSnapshot, item: RequestItem) -> list[str]:
    """The words that one part of the request quotes or names, by the same rules."""
    return _words_in([item.text], case.foia_request, case.organisations)


def _words_in(
    texts: Sequence[str], ours: FoiaRequest, organisations: Sequence[Organisation]
) -> list[str]:
    own = {squashed(each.name) for each in ours.custodians}
    own |= {squashed(form) for each in ours.offices for form in (each.name, each.abbreviation)}
    found = [
        word
        for text in texts
        for sentence in _SENTENCE.split(text)
        if not _LEAVES_OUT.search(_NOT_LIMITED.sub("", sentence))
        for word in (*quoted_in(sentence), *_named_in(sentence, organisations))
    ]
    return [each for each in dict.fromkeys(found) if squashed(each) and squashed(each) not in own]


def quoted_in(text: str) -> Iterator[str]:
    """The short phrases in quotation marks, without their last comma or stop."""
    for found in _QUOTED.finditer(text):
        phrase = " ".join((found[1] or found[2]).split()).strip(" ,.;:")
        if phrase and len(phrase.split()) <= LONGEST:
            yield phrase


def _named_in(text: str, organisations: Sequence[Organisation]) -> Iterator[str]:
    for each in organisations:
        if each.side == "outside" and re.search(rf"(?<!\w){re.escape(each.name)}(?!\w)", text):
            yield each.name


def narrow_terms(case: CaseSnapshot) -> list[NarrowTerms]:
    """The searches whose terms omit a word of the request or stand in none of some messages."""
    missed = {each.search: each.messages for each in case.terms_missed}
    asked = words_asked(case.foia_request, case.organisations)
    found = []
    for path, terms in term_lists(case.searches, case.letters).items():
        parts = [part for term in terms for part in parts_of(term)]
        # A term within the word finds it, and one that contains it was at least meant for it.
        omitted = tuple(
            word
            for word in asked
            if not any(part in squashed(word) or squashed(word) in part for part in parts)
        )
        messages = _of_whole_threads(case, frozenset(missed.get(path, ())))
        if len(messages) < ENOUGH_MISSED:
            messages = ()
        if omitted or messages:
            search = next((s for s in case.searches if s.office.path == path and s.terms), None)
            found.append(NarrowTerms(path, search, terms, omitted, messages))
    return found


def _of_whole_threads(case: CaseSnapshot, missed: frozenset[str]) -> tuple[Message, ...]:
    """The messages missed of whose thread no produced message may hold a term: a message is
    produced with the thread in which another one was found."""
    produced = [each for each in case.messages if each.produced]
    found = {each.normalized_subject for each in produced if each.key not in missed}
    return tuple(
        each
        for each in produced
        if each.key in missed and not (each.normalized_subject and each.normalized_subject in found)
    )
