"""Every letter is read as was written down for it by hand, to the last fact.

facts: under the name of each fact the values in any order, each with words that stand in its place;
       a bare text is both value and words of a name or a number, and words of a sentence
not:   facts that the letter tempts one to read, and why they must not be read
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from requests_app.ingest.extract.letter_facts.contract import FactName, LetterFact
from tests.requests_app.ingest.letters.letters import LETTERS, content, printed

SENTENCES = {
    *("volume_estimated", "reasons_stated", "harm_stated", "segregability_stated"),
    *("search_described", "more_promised", "referral_unnamed", "offers_to_narrow"),
    *("appeal_right", "liaison", "ogis"),
}


def words_of(texts: list[str], fact: LetterFact) -> str:
    return " ".join(texts[fact.span.page][fact.span.start : fact.span.end].split())


def expected(given: dict[str, list[Any]]) -> Iterator[tuple[str, Any, str]]:
    for name, entries in given.items():
        for entry in entries:
            value, words = entry if isinstance(entry, list) else (entry, str(entry))
            yield name, value, " ".join(words.split())


def answers(texts: list[str], fact: LetterFact, name: str, value: Any, words: str) -> bool:
    if fact.name != name or words not in words_of(texts, fact):
        return False
    return name in SENTENCES or fact.value == value


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_letter_is_read_to_the_last_fact(path: Path) -> None:
    texts, reading = printed(path)
    assert reading.readable is content(path).get("readable", True)
    left = list(reading.facts)
    missed = []
    for name, value, words in expected(content(path)["facts"]):
        assert name in set(FactName)
        found = next((each for each in left if answers(texts, each, name, value, words)), None)
        if found:
            left.remove(found)
        else:
            missed.append((name, value, words))
    unexpected = [(str(each.name), each.value, words_of(texts, each)) for each in left]
    assert (missed, unexpected) == ([], [])


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_what_a_letter_does_not_say_is_not_read(path: Path) -> None:
    texts, reading = printed(path)
    for entry in content(path)["not"]:
        assert entry["name"] in set(FactName)
        assert entry["why"]
        for fact in reading.all(FactName(entry["name"])):
            wrong = entry.get("value")
            assert wrong is not None, words_of(texts, fact)
            if isinstance(wrong, str):
                assert wrong not in (fact.value, words_of(texts, fact))
                assert fact.name != "appeal_address" or wrong not in str(fact.value)
            else:
                assert fact.value != wrong
