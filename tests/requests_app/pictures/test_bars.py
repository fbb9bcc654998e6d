"""Bars of figures: in percent, one behind the other, never over the edge."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.pictures.bars import LANES, LETTER, LONGEST, SHORTEST, Figure, bar_picture


def test_the_longest_bar_takes_its_share_and_the_others_follow() -> None:
    picture = bar_picture(
        [
            Figure("ICE", (("solid", 6), ("hollow", 2)), "8"),
            Figure("CBP", (("solid", 4),), "4"),
        ]
    )
    assert picture is not None
    first, second = picture.lanes
    assert [(each.kind, each.x, each.width) for each in first.parts] == [
        ("solid", 0.0, 45.0),
        ("hollow", 45.0, 15.0),
    ]
    assert first.words_x == LONGEST
    assert second.parts[0].width == LONGEST / 2
    assert second.label_y > first.y


def test_bars_leave_the_room_on_a_phone_that_their_words_need() -> None:
    words = "18,252, 5,061 confirmed"
    picture = bar_picture([Figure("a", (("solid", 9),), words), Figure("b", (("solid", 3),), "")])
    assert picture is not None
    first, second = picture.lanes
    assert LONGEST > first.words_x == pytest.approx(98 - LETTER * len(words), abs=0.01)
    assert second.words_x == pytest.approx(first.words_x / 3, abs=0.01)


def test_long_words_behind_a_short_bar_take_nothing_from_the_longest() -> None:
    drawn = [Figure("a", (("solid", 100),), "100"), Figure("b", (("solid", 1),), "x" * 40)]
    picture = bar_picture(drawn)
    assert picture is not None
    assert picture.lanes[0].words_x == LONGEST


def test_words_without_end_leave_a_bar() -> None:
    picture = bar_picture([Figure("a", (("solid", 9),), "x" * 80)])
    assert picture is not None
    assert picture.lanes[0].words_x == SHORTEST


def test_a_part_of_nothing_is_not_drawn_and_nothing_at_all_is_no_picture() -> None:
    picture = bar_picture([Figure("ICE", (("solid", 0), ("hollow", 1)), "1")])
    assert picture is not None
    assert [each.kind for each in picture.lanes[0].parts] == ["hollow"]
    assert bar_picture([]) is None
    assert bar_picture([Figure("ICE", (("solid", 0),), "0")]) is None


def test_what_is_too_much_for_the_picture_is_counted() -> None:
    picture = bar_picture([Figure(str(each), (("solid", 1),), "1") for each in range(LANES + 5)])
    assert picture is not None
    assert (len(picture.lanes), picture.left_out) == (LANES, 5)


def test_a_lane_without_a_label_stands_close_below_the_one_it_belongs_to() -> None:
    drawn = (("solid", 1),)
    picture = bar_picture(
        [Figure("ICE", drawn, ""), Figure("", drawn, ""), Figure("CBP", drawn, "")]
    )
    assert picture is not None
    first, second, third = (each.y for each in picture.lanes)
    assert second - first < third - second


@given(st.lists(st.lists(st.integers(0, 10**9), max_size=4), max_size=30))
def test_no_bar_reaches_over_the_edge_or_over_another_lane(values: list[list[int]]) -> None:
    figures = [Figure("x", tuple(("solid", each) for each in row), "") for row in values]
    picture = bar_picture(figures)
    if picture is None:
        return
    for lane in picture.lanes:
        assert sum(each.width for each in lane.parts) <= LONGEST + 0.1
    ys = [lane.y for lane in picture.lanes]
    assert all(later - one > 16 for one, later in pairwise(ys))
    assert picture.height > ys[-1] + 16
