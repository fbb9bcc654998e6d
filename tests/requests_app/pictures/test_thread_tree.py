"""A thread as a tree: where its messages stand, and what is drawn between them."""

from hypothesis import given
from hypothesis import strategies as st

from requests_app.pictures.thread_tree import WIDTH, Member, Node, telling_part, thread_tree


def places(*members: Member) -> dict[int, tuple[int, int]]:
    """Depth and row of each message."""
    nodes = thread_tree(members).nodes
    rows = sorted({node.y for node in nodes})
    return {node.key: (node.depth, rows.index(node.y)) for node in nodes}


def test_answers_to_answers_run_in_one_row() -> None:
    chain = [Member(1, None, True), Member(2, 1, False), Member(3, 2, True)]
    assert places(*chain) == {1: (0, 0), 2: (1, 0), 3: (2, 0)}


def test_a_second_answer_begins_a_row_below_all_of_the_first() -> None:
    members = [
        Member(1, None, True),
        Member(2, 1, True),
        Member(3, 1, True),
        Member(4, 2, True),
        Member(5, 2, True),
    ]
    assert places(*members) == {1: (0, 0), 2: (1, 0), 4: (2, 0), 5: (2, 1), 3: (1, 2)}


def test_a_ghost_keeps_its_place_and_its_lines_say_so() -> None:
    tree = thread_tree([Member(1, None, True), Member(2, 1, False), Member(3, 1, True)])
    assert [node.produced for node in tree.nodes] == [True, False, True]
    assert [line.proven for line in tree.lines] == [True, False]


def test_a_message_whose_parent_is_left_out_stands_at_the_beginning() -> None:
    tree = thread_tree([Member(8, 5, True), Member(9, 8, True)])
    assert [(node.key, node.depth) for node in tree.nodes] == [(8, 0), (9, 1)]
    assert len(tree.lines) == 1


def test_of_no_messages_there_is_an_empty_tree() -> None:
    assert thread_tree([]).nodes == ()


def test_a_thread_as_deep_as_a_mailbox_is_drawn_without_end() -> None:
    tree = thread_tree([Member(each, each - 1 or None, True) for each in range(1, 5_001)])
    assert len(tree.nodes) == 5_000
    assert {node.y for node in tree.nodes} == {tree.nodes[0].y}


@given(st.lists(st.integers(min_value=0), max_size=40))
def test_every_message_has_a_place_of_its_own_behind_what_it_answers(above: list[int]) -> None:
    members = [Member(1, None, True)]
    members += [Member(key, 1 + each % (key - 1), True) for key, each in enumerate(above, 2)]
    tree = thread_tree(members)
    at = {node.key: node for node in tree.nodes}
    assert len({(node.x, node.y) for node in tree.nodes}) == len(members)
    assert all(_behind(at, each) for each in members)
    assert len(tree.lines) == len(members) - 1
    assert tree.width <= WIDTH


def _behind(at: dict[int, Node], each: Member) -> bool:
    above = at.get(each.parent or 0)
    return above is None or (above.x < at[each.key].x and above.y <= at[each.key].y)


def test_of_a_long_thread_what_is_missing_is_shown_with_what_stands_around_it() -> None:
    chain = [Member(key, key - 1 or None, key != 70) for key in range(1, 101)]
    assert [each.key for each in telling_part(chain, 6)] == [1, 2, 3, 69, 70, 71]


def test_a_short_thread_is_shown_whole_and_a_long_one_in_its_order() -> None:
    chain = [Member(key, key - 1 or None, key % 3 != 0) for key in range(1, 101)]
    assert telling_part(chain, 100) == chain
    kept = [each.key for each in telling_part(chain, 40)]
    assert kept == sorted(kept)
    assert len(kept) == 40
    assert kept[0] == 1
