"""Reads the facts of a letter from the text of its pages."""

import re
from collections.abc import Sequence

from requests_app.ingest.extract.letter_facts.contract import LetterFact, LetterReading
from requests_app.ingest.extract.letter_facts.dates import dates
from requests_app.ingest.extract.letter_facts.deciders import deciders
from requests_app.ingest.extract.letter_facts.exemptions import exemptions
from requests_app.ingest.extract.letter_facts.extension import extension
from requests_app.ingest.extract.letter_facts.fees_and_expedition import fees_and_expedition
from requests_app.ingest.extract.letter_facts.kinds import kinds
from requests_app.ingest.extract.letter_facts.numbers import numbers
from requests_app.ingest.extract.letter_facts.people import people
from requests_app.ingest.extract.letter_facts.reasons import reasons
from requests_app.ingest.extract.letter_facts.referrals import referrals
from requests_app.ingest.extract.letter_facts.request_items import request_items
from requests_app.ingest.extract.letter_facts.rights import rights
from requests_app.ingest.extract.letter_facts.search_offices import search_offices
from requests_app.ingest.extract.letter_facts.searches import searches
from requests_app.ingest.extract.letter_facts.sentences import parted
from requests_app.ingest.extract.letter_facts.sheet import laid_out
from requests_app.ingest.extract.letter_facts.volumes import volumes

FEWEST_WORDS = 40
FEWEST_ON_PAGE = 4
LEAST_ENGLISH = 0.12
WORD = re.compile(r"[^\W\d_]{2,}")
ENGLISH = frozenset(
    (
        *("the", "of", "to", "and", "in", "a", "is", "for", "you", "your", "that", "this", "on"),
        *("be", "by", "with", "as", "are", "or", "we", "our", "not", "have", "from", "at", "any"),
        *("may", "if", "it", "was", "an", "which", "request", "has", "will", "records"),
    )
)


def read_letter(texts: Sequence[str]) -> LetterReading:
    """The facts of a letter in reading order; `texts` are its pages in order.

    Raises nothing, whatever the texts hold.
    """
    letter = parted(laid_out(texts))
    counts = tuple(volumes(letter))
    signed = tuple(people(letter))
    facts = [
        *kinds(letter, counts),
        *numbers(letter),
        *dates(letter),
        *counts,
        *exemptions(letter),
        *searches(letter),
        *search_offices(letter),
        *request_items(letter),
        *referrals(letter),
        *reasons(letter),
        *extension(letter),
        *fees_and_expedition(letter),
        *rights(letter),
        *signed,
        *deciders(letter, frozenset(str(each.value).casefold() for each in signed)),
    ]
    return LetterReading(_in_order(facts), is_readable(texts))


def is_readable(texts: Sequence[str]) -> bool:
    """Whether there is enough text for what a letter leaves out to mean something: words of
    English, and some on every page, for an empty one may be a picture of the missing words."""
    words = [word.casefold() for text in texts for word in WORD.findall(text)]
    if len(words) < FEWEST_WORDS or any(len(WORD.findall(each)) < FEWEST_ON_PAGE for each in texts):
        return False
    return sum(word in ENGLISH for word in words) >= LEAST_ENGLISH * len(words)


def _in_order(facts: list[LetterFact]) -> tuple[LetterFact, ...]:
    """The facts in reading order, each once."""
    ordered = sorted(
        facts,
        key=lambda each: (
            each.span.page,
            each.span.start,
            each.span.end,
            each.name,
            str(each.value),
        ),
    )
    return tuple(dict.fromkeys(ordered))
