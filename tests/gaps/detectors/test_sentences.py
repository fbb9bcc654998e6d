"""The sentences that detectors give to letters: American, and none that undoes another."""

import re

import pytest

from gaps.contract import Detector
from gaps.engine import detectors

IN_LETTERS = [each for each in detectors() if each.letter is not None]
BRITISH = re.compile(
    r"\b\w*(?:organis|recognis|summaris|authoris|favour|behaviour|colour|honour|labour)\w*\b"
    r"|\b(?:judgement|defence|offence|licence|centre|whilst|cheque)s?\b",
    re.IGNORECASE,
)


def sentences(detector: Detector) -> str:
    """All that a letter or a reader is told by a detector."""
    told = detector.letter
    letter = (told.heading, told.rule, told.item, told.limits, told.relief) if told else ()
    documented = (*detector.facts.values(), detector.documentation)
    return " ".join((detector.message, *letter, *documented))


@pytest.mark.parametrize("detector", detectors(), ids=lambda each: each.code)
def test_words_are_spelled_as_in_the_united_states(detector: Detector) -> None:
    assert BRITISH.findall(sentences(detector)) == []


@pytest.mark.parametrize("word", ["organisation", "Favours", "unauthorised", "judgement"])
def test_a_british_spelling_would_be_seen(word: str) -> None:
    assert BRITISH.search(f"the {word} of it")


@pytest.mark.parametrize("word", ["organization", "favor", "judgment", "author", "license"])
def test_an_american_spelling_is_none(word: str) -> None:
    assert not BRITISH.search(f"the {word} of it")


@pytest.mark.parametrize("detector", IN_LETTERS, ids=lambda each: each.code)
def test_no_relief_gives_away_in_its_second_half_what_it_asks_in_its_first(
    detector: Detector,
) -> None:
    assert detector.letter is not None
    assert "or else" not in detector.letter.relief


def test_a_refusal_is_named_by_its_day_and_not_as_a_letter_which_it_may_not_be() -> None:
    refused = next(each for each in IN_LETTERS if each.code == "SCH002")
    assert refused.letter is not None
    assert refused.letter.item.startswith("On {letter_of} the agency declined to search {office}.")
    assert "letter" not in refused.letter.item.replace("{letter_of}", "")


def test_what_bears_on_an_office_is_not_said_as_an_alternative() -> None:
    left_out = next(each for each in IN_LETTERS if each.code == "SCH001")
    assert left_out.letter is not None
    assert "or the request lists it" not in left_out.letter.limits
    assert "{ground}" in left_out.letter.item


def test_a_request_that_is_not_answered_is_not_said_to_have_to_be_appealed() -> None:
    waiting = next(each for each in IN_LETTERS if each.code == "TIM005")
    assert waiting.letter is not None
    assert "the request itself has to be appealed" not in waiting.letter.limits
    assert "that answer has to be appealed" in waiting.letter.limits
