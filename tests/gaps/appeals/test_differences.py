"""Two texts, and two versions of an appeal, against each other."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaps.appeals.differences import ADDED, KEPT, TAKEN, changes, compared, differences
from gaps.appeals.written import edited, moved, with_included
from tests.gaps.appeals.test_written import two_points, written_of


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_out_of_a_comparison(before: str, after: str) -> None:
    runs = compared(before, after)
    assert "".join(each.text for each in runs if each.kind != ADDED) == before
    assert "".join(each.text for each in runs if each.kind != TAKEN) == after
    assert all(each.text for each in runs)


def test_a_comparison_goes_word_by_word() -> None:
    runs = compared("The agency did search one office.", "The agency did not search one office.")
    assert [(each.kind, each.text) for each in runs] == [
        (KEPT, "The agency did "),
        (ADDED, "not "),
        (KEPT, "search one office."),
    ]


def test_passages_with_little_in_common_are_told_as_replaced() -> None:
    runs = compared("All was sent in June.", "No page bears this number at all, nor a stamp.")
    assert [each.kind for each in runs] == [TAKEN, ADDED]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda w: edited(w, {"closing": "x"}), ["Closing"]),
        (lambda w: edited(w, {f"{w.points[0].key}.relief": "x"}), ["point 1, relief"]),
        (lambda w: moved(w, w.points[0].key, 1), ["order of the points"]),
        (lambda w: with_included(w, w.points[1].key, included=False), ["point 2 left out"]),
        (lambda w: replace(w, dated_on=date(2018, 12, 1)), ["date"]),
        (lambda w: replace(w, points=w.points[:1]), ["1 fewer points"]),
        (lambda w: w, []),
    ],
)
def test_what_was_changed_is_told_in_a_few_words(change, told) -> None:
    before = written_of(two_points())
    after = change(before)
    assert changes(before, after) == told
    assert bool(differences(before, after)) == bool(told)
