"""In which messages no term of a search stands, and where the request's words do."""

from collections.abc import Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from gaps.snapshot import FoiaRequest, Message, Search
from gaps.snapshot_builder.sources import Sources
from gaps.snapshot_builder.term_hits import terms_missed_of, words_asked_of
from gaps.snapshot_queries.terms import parts_of, words_asked
from tests.snapshots import AMAZON, EMAILS, case, letter, message, search, sha256

WORDS = "We spoke at length of the visit and of everything seen there on that long day. " * 2


def sources(pages: Mapping[int, str], *, released: bool = True) -> Sources:
    """Pages of one file by their numbers, as the builder has read them."""
    rows = {
        number: SimpleNamespace(source_file_id=1, index=number - 1, text=text)
        for number, text in pages.items()
    }
    file = SimpleNamespace(blob_id=sha256(EMAILS), production_id=1 if released else None)
    made: dict[str, Any] = {
        "foia_request": None,
        "files": {1: file},
        "names": {1: EMAILS},
        "pages": {},
        "pages_by_id": rows,
        "bates": {},
    }
    return Sources(**made)


def searched(*terms: str) -> list[Search]:
    return [search("DHS/ICE/HSI", terms=terms)]


def missed(pages: Mapping[int, str], messages: list[Message], *terms: str) -> list[str]:
    found = terms_missed_of(sources(pages), searched(*terms), (), messages)
    return [key for each in found for key in each.messages]


def test_a_message_that_holds_no_term_is_missed():
    assert missed(
        {1: WORDS, 2: WORDS + "Amazon"}, [message("a"), message("b", on=2)], "Amazon"
    ) == ["a"]


def test_a_term_in_what_the_message_quotes_finds_the_message():
    quoted = message("q", on=2, quoted_in="a")
    assert missed({1: WORDS, 2: WORDS + "Amazon"}, [message("a"), quoted], "Amazon") == []


def test_a_term_that_a_line_breaks_in_two_is_found():
    assert missed({1: WORDS + "facial\nrecog-\nnition"}, [message("a")], "facial recognition") == []


@pytest.mark.parametrize("closed", ["(b)(6)", "( b ) ( 7 )(C)", "Withheld pursuant to", "redacted"])
def test_a_page_with_a_closed_passage_proves_no_absence(closed):
    assert missed({1: WORDS + closed}, [message("a")], "Amazon") == []


def test_a_page_with_little_text_proves_no_absence():
    assert missed({1: "From: X"}, [message("a")], "Amazon") == []


def test_a_page_that_was_not_read_proves_no_absence():
    assert missed({}, [message("a")], "Amazon") == []


def test_a_message_with_a_file_may_hold_the_term_in_it():
    claim = cast(Any, SimpleNamespace(name="plan.docx"))
    assert missed({1: WORDS}, [message("a", attachments=(claim,))], "Amazon") == []


def test_a_message_that_stands_only_quoted_is_no_message_produced():
    pair = [message("a", at=datetime(2018, 6, 14)), message("q", quoted_in="a")]
    assert missed({1: WORDS}, pair, "Amazon") == ["a"]


def test_pages_that_were_not_released_are_not_looked_at():
    held = sources({1: WORDS}, released=False)
    assert terms_missed_of(held, searched("Amazon"), (), [message("a")]) == ()


def test_without_terms_nothing_is_missed():
    assert terms_missed_of(sources({1: WORDS}), searched(), (), [message("a")]) == ()


def test_terms_of_letters_count_for_every_search():
    said = letter("determination", facts={"term_searched": "visit"})
    assert terms_missed_of(sources({1: WORDS}), searched("Amazon"), [said], [message("a")]) == ()


@pytest.mark.parametrize(
    ("term", "parts"),
    [
        ("Amazon", ["amazon"]),
        ("recog*", ["recog"]),
        ('"facial recognition" OR Rekognition', ["facialrecognition", "rekognition"]),
        ("Amazon w/5 face", ["amazon", "face"]),
        ("Amazon; AWS", ["amazon", "aws"]),
        ("Portland", ["portland"]),
        ("***", []),
    ],
)
def test_each_side_of_an_operator_is_a_term(term, parts):
    assert parts_of(term) == parts


def asked(text: str) -> FoiaRequest:
    return case(foia_request={"text": text}).foia_request


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Records on “Rekognition,” please.", ["Rekognition"]),
        ('Records on "Rekognition" of Amazon.', ["Rekognition", "Amazon"]),
        ("Records, including but not limited to “Rekognition”.", ["Rekognition"]),
        ("Records other than “Rekognition”.", []),
        ("The report titled “Rekognition”.", []),
        ("Records on “a service of which much was said in public”.", []),
        ("Records of the Amazonian forest.", []),
    ],
)
def test_the_words_of_a_request_are_those_it_quotes_and_names(text, words):
    assert words_asked(asked(text), [AMAZON]) == words


def test_pages_are_counted_for_each_word():
    pages = sources({1: WORDS + "Rekog-\nnition", 2: WORDS, 3: "REKOGNITION"})
    (word,) = words_asked_of(pages, asked("Records on “Rekognition”."), [AMAZON])
    assert (word.word, word.pages) == ("Rekognition", 2)


def test_a_request_that_quotes_and_names_nothing_asks_for_no_word():
    assert words_asked_of(sources({1: WORDS}), asked("All records."), [AMAZON]) == ()
