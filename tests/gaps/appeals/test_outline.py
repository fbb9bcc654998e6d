"""The line around the proof."""

from gaps.appeals.outline import line_boxes, paths

# start, end, x0, top, x1, bottom: two words on a line, two on the next.
WORDS = [
    [0, 3, 10, 100, 30, 110],
    [4, 8, 35, 101, 60, 111],
    [9, 12, 10, 114, 30, 124],
    [13, 17, 35, 114, 60, 124],
]


def test_the_words_of_a_line_make_one_box():
    assert line_boxes(WORDS, 0, 8) == [(10, 100, 60, 111)]


def test_a_run_over_two_lines_makes_two_boxes():
    assert line_boxes(WORDS, 4, 12) == [(35, 101, 60, 111), (10, 114, 30, 124)]


def test_a_run_that_begins_within_a_word_takes_the_word():
    assert line_boxes(WORDS, 2, 3) == [(10, 100, 30, 110)]


def test_words_that_only_touch_the_run_are_left_out():
    assert line_boxes(WORDS, 3, 4) == []
    assert line_boxes(WORDS, 8, 9) == []


def test_the_same_line_of_the_next_column_is_another_box():
    beside = [[0, 3, 300, 700, 320, 710], [4, 8, 10, 700, 30, 710]]
    assert len(line_boxes(beside, 0, 8)) == 2


def test_lines_one_below_the_other_share_one_outline():
    assert len(paths([(10, 100, 60, 110), (10, 114, 40, 124)], 792)) == 1


def test_the_line_between_two_lines_of_text_runs_halfway():
    (path,) = paths([(10, 100, 60, 110), (10, 114, 40, 124)], 792)
    heights = {792 - float(each) for each in path.replace(" h S", "").split()[1::3]}
    assert {round(each, 1) for each in heights} == {98.4, 112.0, 125.6}


def test_a_run_from_the_end_of_one_line_to_the_start_of_the_next_is_outlined_twice():
    assert len(paths([(400, 100, 500, 110), (10, 114, 40, 124)], 792)) == 2


def test_lines_far_apart_are_outlined_each_by_itself():
    assert len(paths([(10, 100, 60, 110), (10, 300, 40, 310)], 792)) == 2


def test_nothing_to_outline_draws_nothing():
    assert paths([], 792) == []
