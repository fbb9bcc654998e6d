"""What holds of any text that is read as a letter."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.ingest.extract.letter_facts.reading import read_letter
from tests.requests_app.ingest.letters.letters import LETTERS, printed

WORDS = (
    *(
        "ICE",
        "withholds",
        "12 pages",
        "in full",
        "in part",
        "(b)(6)",
        "Exemption 7(C)",
        "pursuant to",
    ),
    *("You asked for", "“", "”", "appeal", "within 90 days", "to:", "Washington, DC 20536", "."),
    *(
        "No records",
        "were located",
        "2018-ICFO-12345",
        "March 3, 2020",
        "searched",
        "the TECS system",
    ),
    *(
        "Dear Ms. Roe:",
        "Sincerely,",
        "Jane Roe",
        "FOIA Officer",
        "\n",
        "\n\n",
        "referred to",
        "FBI",
    ),
    *(
        "unusual circumstances",
        "Items 1 through 4",
        "$",
        "95.00",
        "§",
        "552",
        "☒",
        "-",
        "- \n",
        "1",
    ),
)
letter_like = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
pages = st.lists(st.one_of(st.text(max_size=300), letter_like), max_size=4)


@given(pages)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_every_fact_stands_on_its_page(texts: Sequence[str]) -> None:
    for fact in read_letter(texts).facts:
        assert 0 <= fact.span.page < len(texts)
        assert 0 <= fact.span.start < fact.span.end <= len(texts[fact.span.page])
        assert fact.confidence in ("certain", "probable", "lead")


@given(pages)
@settings(max_examples=50, deadline=None)
def test_the_same_text_is_read_alike_twice(texts: Sequence[str]) -> None:
    assert read_letter(texts) == read_letter(list(texts))


SENTENCES = {
    *(FactName.REASONS_STATED, FactName.HARM_STATED, FactName.SEGREGABILITY_STATED),
    *(FactName.SEARCH_DESCRIBED, FactName.MORE_PROMISED, FactName.APPEAL_RIGHT),
    *(FactName.LIAISON, FactName.OGIS, FactName.OFFERS_TO_NARROW, FactName.REFERRAL_UNNAMED),
}


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_sentence_is_the_words_of_its_place(path: object) -> None:
    texts, reading = printed(path)
    for fact in reading.facts:
        if fact.name in SENTENCES and "-\n" not in texts[fact.span.page]:
            words = " ".join(texts[fact.span.page][fact.span.start : fact.span.end].split())
            assert words in str(fact.value)


LONG = 20_000
HOSTILE = (
    *("page " * 4_000, "12 pages " * 2_000, "and " * 5_000, "(b)(6), " * 2_000, "(" * LONG),
    *("a" * LONG, "A" * LONG, "1" * LONG, "1," * 10_000, "-\n" * 10_000, "\n" * LONG, " " * LONG),
    *("You requested " * 1_000, "“" * LONG, "Exemption 6, " * 1_000, "appeal to: A " * 1_000),
    *("Office of the " * 1_000, "HSI and " * 2_000, "searched the " * 1_000, "Dear " * 4_000),
    *("twenty " * 3_000, "one hundred and " * 1_000, "received " * 2_000, "Aa Bb " * 3_000),
    *("items 1, 2, " * 1_000, "$ 1" * 6_000, "within 9 days " * 1_000, "U.S. " * 4_000),
    *(
        "request for " * 1_000,
        "estimated " * 2_000,
        "referred to Xx " * 1_000,
        "no records " * 2_000,
    ),
    *("file " * 4_000, "search of " + "SW, " * 4_000, "Case File ID " * 1_000),
    *("2018-ICFO-" * 2_000, "Case No. " * 2_000, "/s/ " * 5_000, "Sincerely,\n" * 2_000),
    *("not found or not " * 1_000, "expedited processing " * 1_000, "May 1, " * 3_000),
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:14]))
def test_long_hostile_text_is_read_to_its_end(text: str) -> None:
    """A pattern that tries again from every place would not come back for minutes."""
    for sample in (text, f"Dear Ms. Roe:\n{text}\nSincerely,\n"):
        read_letter([sample])
