"""The strip of Bates numbers: every number once, holes hollow, sheets hatched, each with a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.pictures.bates_strip import LANES, NARROWEST, Run, Strip, bates_strip


def pages(*spans: tuple[int, int]) -> list[Run]:
    return [Run("solid", first, last, (1, first)) for first, last in spans]


def sheets(*spans: tuple[int, int]) -> list[Run]:
    return [Run("hatched", first, last, (2, first)) for first, last in spans]


def marks(strip: Strip | None) -> list[tuple[str, int, int]]:
    assert strip
    return [(run.mark, run.first, run.last) for run in strip.runs]


def test_a_hole_is_hollow_and_a_sheet_is_hatched() -> None:
    strip = bates_strip("ICE ", pages((1, 3), (6, 7), (9, 9)), sheets((8, 8)))
    assert marks(strip) == [
        ("solid", 1, 3),
        ("hollow", 4, 5),
        ("solid", 6, 7),
        ("hatched", 8, 8),
        ("solid", 9, 9),
    ]
    assert strip
    assert [(run.first, run.last) for run in strip.missing] == [(4, 5)]
    assert (strip.missing_count, strip.withheld_count) == (2, 1)


def test_a_hole_opens_the_page_before_it_and_a_sheet_its_own() -> None:
    strip = bates_strip("X", pages((1, 3), (8, 9)), sheets((6, 7)))
    assert strip
    assert [run.place for run in strip.absent] == [(1, 1), (2, 6)]


def test_a_page_that_is_there_counts_before_the_sheet_that_speaks_of_it() -> None:
    strip = bates_strip("X", pages((5, 5)), sheets((1, 10)))
    assert marks(strip) == [("hatched", 1, 4), ("solid", 5, 5), ("hatched", 6, 10)]


def test_a_sheet_reaches_past_the_last_page() -> None:
    assert marks(bates_strip("X", pages((1, 2)), sheets((3, 9)))) == [
        ("solid", 1, 2),
        ("hatched", 3, 9),
    ]


def test_a_hole_of_one_page_in_ten_thousand_can_be_seen() -> None:
    strip = bates_strip("X", pages((1, 4_999), (5_001, 10_000)), [])
    assert strip
    (drawn,) = [each for lane in strip.lanes for each in lane.drawn]
    assert drawn.width >= NARROWEST
    assert drawn.numbers == 1


@pytest.mark.parametrize(("numbers", "lanes"), [(1, 1), (500, 1), (501, 6), (10_000, 10)])
def test_a_long_release_goes_on_in_the_next_lane(numbers: int, lanes: int) -> None:
    strip = bates_strip("X", pages((1, numbers)), [])
    assert strip
    assert len(strip.lanes) == lanes
    assert strip.lanes[-1].last == numbers


@given(st.integers(1, 10**15))
def test_there_are_never_too_many_lanes(numbers: int) -> None:
    strip = bates_strip("X", pages((1, numbers)), [])
    assert strip
    assert len(strip.lanes) <= LANES
    assert sum(lane.last - lane.first + 1 for lane in strip.lanes) == numbers


def test_holes_too_near_to_be_told_apart_are_one_mark_that_counts_them() -> None:
    strip = bates_strip("X", pages(*((n, n) for n in range(1, 20_001, 2))), [])
    assert strip
    drawn = [each for lane in strip.lanes for each in lane.drawn]
    assert len(drawn) <= 200 * LANES
    assert sum(each.numbers for each in drawn) == strip.missing_count == 9_999


def test_a_hole_over_two_lanes_is_drawn_on_both() -> None:
    strip = bates_strip("X", pages((1, 90), (111, 600)), [])
    assert strip
    assert [[each.numbers for each in lane.drawn] for lane in strip.lanes][:2] == [[10], [10]]


def test_no_stamp_is_no_strip() -> None:
    assert bates_strip("X", [], sheets((1, 5))) is None


@given(
    st.sets(st.integers(1, 400), min_size=1),
    st.lists(st.tuples(st.integers(1, 400), st.integers(0, 20)), max_size=5),
)
def test_a_strip_covers_every_number_once(stamped: set[int], ranges: list[tuple[int, int]]) -> None:
    strip = bates_strip(
        "X",
        pages(*((number, number) for number in stamped)),
        sheets(*((low, low + more) for low, more in ranges)),
    )
    assert strip
    numbers = [number for run in strip.runs for number in range(run.first, run.last + 1)]
    assert numbers == list(range(strip.first, strip.last + 1))
    solid = {run.first for run in strip.runs if run.mark == "solid"}
    assert solid == stamped
    covered = {n for low, more in ranges for n in range(low, low + more + 1)}
    missing = {n for run in strip.missing for n in range(run.first, run.last + 1)}
    assert missing == set(numbers) - stamped - covered
    assert all(
        each.x >= 0 and each.x + each.width <= 100.5 for lane in strip.lanes for each in lane.drawn
    )
