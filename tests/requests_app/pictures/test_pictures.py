"""The pictures count what came, and nothing else, at ten messages and at ten thousand."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from requests_app.pictures.exchanges import DOTS, PAIRS, Exchanged, exchange_picture, pairs_of
from requests_app.pictures.timeline import BINS, timeline_picture

DAY = date(2018, 6, 4)


def test_the_empty_direction_of_a_pair_is_drawn() -> None:
    (pair,) = pairs_of([Exchanged("Amazon", "ICE", 7, 0)], {"Amazon": 0, "ICE": 2})
    assert [(each.sender, each.recipient, each.produced) for each in pair] == [
        ("Amazon", "ICE", 7),
        ("ICE", "Amazon", 0),
    ]
    there, back = exchange_picture([pair]).lanes
    assert not there.silent
    assert back.silent
    assert back.words == "none produced"


def test_proven_messages_are_hollow_and_said() -> None:
    (pair,) = pairs_of([Exchanged("ICE", "Amazon", 0, 2)], {"Amazon": 0, "ICE": 2})
    lane = exchange_picture([pair]).lanes[1]
    assert [dot.solid for dot in lane.dots] == [False, False]
    assert lane.words == "none produced, 2 proven and not produced"


def test_thousands_of_messages_are_a_dozen_dots_and_a_number() -> None:
    (pair,) = pairs_of([Exchanged("A", "B", 10_000, 4_000)], {})
    lane = exchange_picture([pair]).lanes[0]
    assert len(lane.dots) <= DOTS + 2
    assert any(not dot.solid for dot in lane.dots)
    assert lane.words.startswith("10,000 produced, 4,000 proven")


def test_the_busiest_pairs_are_drawn_and_the_rest_counted() -> None:
    pairs = pairs_of([Exchanged(f"O{i}", "ICE", i, 0) for i in range(1, 15)], {"ICE": 99})
    picture = exchange_picture(pairs)
    assert len(picture.lanes) == 2 * PAIRS
    assert picture.left_out == 4
    assert picture.lanes[0].exchanged.sender == "O14"


def test_a_week_of_messages_is_drawn_by_day() -> None:
    picture = timeline_picture({(DAY, True): 1, (DAY + timedelta(days=6), False): 1})
    assert picture
    assert picture.span == "day"
    assert [(each.produced, each.inferred) for each in picture.columns][:: len(picture.columns) - 1]


def test_nothing_dated_is_no_picture() -> None:
    assert timeline_picture({(None, True): 1}) is None
    assert timeline_picture({}) is None


@given(
    st.lists(
        st.tuples(
            st.none() | st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 1, 1)),
            st.booleans(),
        ),
        max_size=60,
    )
)
def test_every_message_is_in_one_column_or_counted_as_undated(
    sent: list[tuple[date | None, bool]],
) -> None:
    picture = timeline_picture(Counter(sent))
    if picture is None:
        assert all(day is None for day, _ in sent)
        return
    drawn = sum(each.produced + each.inferred for each in picture.columns)
    assert drawn + picture.undated == len(sent)
    assert len(picture.columns) <= BINS
    assert all(
        0 <= each.x <= 100 - each.width and each.above <= 90 and each.below <= 90
        for each in picture.columns
    )


@given(st.lists(st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 1, 1)), min_size=1))
def test_the_first_and_the_last_column_of_a_timeline_are_labelled(days: list[date]) -> None:
    picture = timeline_picture(Counter((day, True) for day in days))
    assert picture
    first, last = picture.marks[0], picture.marks[-1]
    assert (first.label, first.x) == (picture.columns[0].label, 0)
    assert last.label == picture.columns[-1].label
    assert len(picture.marks) <= 5
    assert not first.is_between
    assert not last.is_between


def test_labels_between_are_left_out_only_where_five_are() -> None:
    wide = timeline_picture({(DAY, True): 1, (DAY + timedelta(days=8), True): 1})
    close = timeline_picture({(DAY, True): 1, (DAY + timedelta(days=3), True): 1})
    assert wide
    assert close
    assert [mark.is_between for mark in wide.marks] == [False, True, False, True, False]
    assert not any(mark.is_between for mark in close.marks)


def test_a_timeline_with_nothing_missing_keeps_no_room_below_its_line() -> None:
    full = timeline_picture({(DAY, True): 2, (DAY, False): 2})
    whole = timeline_picture({(DAY, True): 2})
    assert full
    assert whole
    assert full.height - whole.height == full.columns[0].below > 0
