"""The clock as a bar: every day once, tolled days apart, the late part from the day after."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.pictures.clock_bar import ClockBar, Period, clock_bar

DAY = date(2025, 2, 3)


def bar(*, on, due=None, unextended=None, tolled=(), done=None, late=0) -> ClockBar:
    return clock_bar(Period(DAY, on, due, unextended or due, tolled, done), late=late)


def kinds(drawn: ClockBar) -> list[tuple[str, int]]:
    return [(each.kind, each.days) for each in drawn.spans]


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def test_before_its_last_day_the_rest_is_not_used() -> None:
    drawn = bar(on=after(3), due=after(9))
    assert kinds(drawn) == [("run", 4), ("left", 6)]
    assert not drawn.stands_still
    assert [(each.name, each.day) for each in drawn.marks] == [
        ("began", DAY), ("due", after(9)), ("today", after(3)),
    ]  # fmt: skip


def test_a_late_act_is_late_from_the_day_after_the_last() -> None:
    drawn = bar(on=after(99), due=after(9), done=after(12), late=3)
    assert kinds(drawn) == [("run", 10), ("late", 3)]
    assert (drawn.marks[-1].name, drawn.late, drawn.is_done) == ("done", 3, True)


def test_an_act_on_the_last_day_is_not_late() -> None:
    assert kinds(bar(on=after(99), due=after(9), done=after(9))) == [("run", 10)]


def test_tolled_days_stand_apart_and_the_extension_comes_last() -> None:
    drawn = bar(
        on=after(30), due=after(19), unextended=after(14), tolled=[(after(2), after(4))],
        done=after(19),
    )  # fmt: skip
    assert kinds(drawn) == [("run", 2), ("tolled", 3), ("run", 10), ("extended", 5)]


def test_a_clock_that_stands_still_is_due_on_no_day() -> None:
    drawn = bar(on=after(9), tolled=[(after(2), None)])
    assert kinds(drawn) == [("run", 2), ("tolled", 8)]
    assert "due" not in [each.name for each in drawn.marks]
    assert drawn.stands_still


def test_a_pause_of_no_day_is_not_drawn() -> None:
    assert kinds(bar(on=after(9), due=after(9), tolled=[(after(3), after(2))])) == [("run", 10)]


def test_seen_before_it_began_it_is_its_first_day() -> None:
    assert kinds(bar(on=after(-5), due=after(1)))[0] == ("run", 1)


@pytest.mark.parametrize("late", [0, 3_650])
def test_a_single_day_in_ten_years_is_still_seen(late: int) -> None:
    drawn = bar(on=after(late), due=DAY)
    assert min(each.width for each in drawn.spans) >= 0.6


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 60), st.integers(0, 60))
def test_every_day_is_drawn_once_and_nothing_stands_outside(
    due: int, on: int, first: int, length: int
) -> None:
    drawn = bar(on=after(on), due=after(due), tolled=[(after(first), after(first + length))])
    assert sum(each.days for each in drawn.spans) == max(due, on) + 1
    assert all(each.x >= 0 and each.x + each.width <= 100.7 for each in drawn.spans)
    assert all(0 <= each.x <= 100 for each in drawn.marks)
