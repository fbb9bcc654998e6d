import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.lib.subjects import read_subject
from requests_app.lib.text import folded_words

SUBJECTS = [
    ("Pilot sites", "pilot sites", "none", 0, 0),
    ("RE: Pilot  sites", "pilot sites", "reply", 1, 0),
    ("Re: FW: RE: Pilot sites", "pilot sites", "reply", 2, 1),
    ("FW: RE: Pilot sites", "pilot sites", "forward", 1, 1),
    ("Re[3]: Pilot sites", "pilot sites", "reply", 3, 0),
    ("AW: WG: Pilot sites", "pilot sites", "reply", 1, 1),
    ("[EXTERNAL] RE: [EXT] Pilot sites", "pilot sites", "reply", 1, 0),
    ("RE: Pilot sites (UNCLASSIFIED)", "pilot sites", "reply", 1, 0),
    ("UNCLASSIFIED//FOUO RE: Pilot sites", "pilot sites", "reply", 1, 0),
    ("(U//FOUO) Pilot sites", "pilot sites", "none", 0, 0),
    ("RE: [Ticket #12345] Pilot sites", "pilot sites", "reply", 1, 0),
    ("RE: (b)(5)", "", "reply", 1, 0),
    ("Re: (no subject)", "", "reply", 1, 0),
    ("Report on reform", "report on reform", "none", 0, 0),
    ("Results: first week", "results: first week", "none", 0, 0),
    ("[PATCH v2 1/3] mm: fix", "[patch v2 1/3] mm: fix", "none", 0, 0),
    ("External auditors", "external auditors", "none", 0, 0),
    ("Travel: FWD gear", "travel: fwd gear", "none", 0, 0),
    ("Les Miserables tickets", "les miserables tickets", "none", 0, 0),
]


@pytest.mark.parametrize(("raw", "text", "kind", "replies", "forwards"), SUBJECTS)
def test_marks_and_tags_are_taken_off_and_counted(raw, text, kind, replies, forwards) -> None:
    subject = read_subject(raw)
    assert (subject.text, subject.kind, subject.replies, subject.forwards) == (
        text,
        kind,
        replies,
        forwards,
    )


@given(st.text(max_size=60))
def test_a_subject_read_twice_is_the_same(raw) -> None:
    text = read_subject(raw).text
    assert read_subject(f"RE: {raw}").text == text


def test_closed_places_part_a_text_into_runs() -> None:
    assert folded_words("call (b)(6) at noon") == [["call"], ["at", "noon"]]
    assert folded_words("release B6 part") == [["release"], ["part"]]
    assert folded_words("a \u2588\u2588 b") == [["a"], ["b"]]
    assert folded_words("> quoted\n> words") == [["quoted", "words"]]
    assert folded_words("B-52 bomber vitamin") == [["b", "s2", "bomber", "vltamln"]]
    assert folded_words("") == []
