"""What a person types into the search, and what is found by it in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.lib.search_query import (
    Query,
    QueryError,
    Term,
    holds,
    marks,
    query_read,
    words_written,
)
from requests_app.lib.search_snippet import snippet
from requests_app.lib.search_words import CLOSED, folded_words, words_of

TEXT = "Prices for Amazon’s face  recognition rose. See 2018-ICLI-00035, from café@agency.example"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("prices", True),
        ("PRICES amazon", True),
        ("amazon prices", True),
        ("price", False),
        ("price*", True),
        ("pri*", True),
        ('"face recognition"', True),
        ("“face recognition”", True),
        ('"recognition face"', False),
        ('"amazon face"', False),
        ('"face recog*"', False),
        ('"face recog"*', True),
        ("face-recognition", True),
        ("prices -rose", False),
        ("prices -fell", True),
        ('prices -"face rose"', True),
        ("fell OR rose", True),
        ("fell OR sank", False),
        ("fell OR rose prices", True),
        ("fell OR rose nothing", False),
        ("fell or rose", False),
        ("2018-ICLI-00035", True),
        ("2018-icli-00036", False),
        ("35", False),
        ("cafe", True),
        ("CAFÉ@agency.example", True),
        ("agency", True),
        ("agenc", False),
        ("prices - amazon & com*", False),
        ("prices - amazon &", True),
        ("subject:prices", False),
    ],
)
def test_a_text_is_found_by_what_stands_in_it(asked: str, found: bool) -> None:
    assert holds(query_read(asked), folded_words(TEXT), {}) is found


def test_words_are_asked_of_a_field() -> None:
    fields = {"s": ["prices", "again"], "f": ["ann", "vale"], "p": ["ann", "vale", "bo"]}
    for asked, found in {
        "subject:prices": True,
        "Subject: prices": True,
        'title:"prices again"': True,
        "subject:vale": False,
        "from:vale people:bo": True,
        "from:bo": False,
        "-from:bo rose": True,
        "-from:ann rose": False,
    }.items():
        assert holds(query_read(asked), ["rose"], fields) is found, asked


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ('"face recognition', "quotation mark is open"),
        ("-prices", "only takes away"),
        ("?!", "no word in that"),
        ('""', "no word in that"),
        ("a*", "letters before a star"),
        ("OR prices", "OR stands between"),
        ("prices OR", "OR stands between"),
        ("prices OR OR rose", "OR stands between"),
        ("-prices OR rose", "OR stands between"),
        ("prices OR -rose", "cannot stand beside OR"),
        ("x" * 301, "longer than 300"),
        ("a " * 33, "more than 32 words"),
        (CLOSED * 3, "no word in that"),
    ],
)
def test_what_cannot_be_searched_for_is_refused_with_what_to_do(asked: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        query_read(asked)


def test_nothing_typed_is_no_mistake() -> None:
    assert query_read("  ") == Query()


def test_closed_words_part_what_stands_around_them() -> None:
    words = folded_words("the price ████ ███ of peace")
    assert words == ["the", "price", CLOSED, CLOSED, "of", "peace"]
    assert not holds(query_read('"price of"'), words, {})
    assert holds(query_read('"of peace" -"price peace" █'), words, {})


def test_marks_stand_where_the_words_are_and_join_over_blanks() -> None:
    assert [TEXT[a:b] for a, b in marks(query_read("face recognition prices"), TEXT)] == [
        "Prices",
        "face  recognition",
    ]
    assert [TEXT[a:b] for a, b in marks(query_read("subject:rec* -rose"), TEXT)] == ["recognition"]


def test_a_query_can_be_written_again_without_its_fields() -> None:
    query = query_read('subject:prices "face recognition" memo OR rec* -rose')
    assert words_written(query) == 'prices "face recognition" memo OR rec*'
    assert words_written(query, any_of=True) == 'prices OR "face recognition" OR memo OR rec*'


def test_a_snippet_shows_what_is_around_the_words_and_nothing_twice() -> None:
    text = (
        "one two " * 60 + "prices rose sharply " + "three four " * 60 + "prices fell " + "x " * 90
    )
    pieces = snippet(text, marks(query_read("prices"), text))
    assert [each.text for each in pieces if each.found] == ["prices", "prices"]
    shown = "".join(each.text for each in pieces)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 420
    assert "".join(each.text for each in snippet("short", [])) == "short"


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused_in_words(asked: str) -> None:
    try:
        query = query_read(asked)
    except QueryError as refused:
        assert str(refused).endswith(".")
    else:
        assert query == Query() or query.wanted
        if query.wanted:
            again = query_read(words_written(query))
            assert {each.words for each in again.terms} == {each.words for each in query.terms}


@given(st.text(max_size=80))
def test_a_word_that_was_folded_stays_as_it_is(text: str) -> None:
    words = folded_words(text)
    assert folded_words(" ".join(words)) == words
    assert [each.text for each in words_of(text)] == words
    assert all(0 < len(each) <= 60 for each in words)


@given(st.text(max_size=300), st.lists(st.integers(0, 299), max_size=8))
def test_a_snippet_is_made_of_the_text(text: str, places: list[int]) -> None:
    starts = sorted({each for each in places if each < len(text)})
    spans = [(each, each + 1) for each in starts]
    for piece in snippet(text, spans):
        assert piece.text.strip(" …") in text


def test_the_first_words_of_a_text_are_found_as_a_term() -> None:
    assert query_read("a").wanted == ((Term(("a",)),),)
