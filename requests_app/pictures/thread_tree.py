"""A thread as a tree: time runs to the right, a message that was answered twice forks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

STEP, ROW, EDGE = 30, 22, 12
WIDTH = 720
"""A longer thread is drawn closer together, never wider."""
NEAREST = 6.0


@dataclass(frozen=True, slots=True)
class Member:
    """A message of a thread: its key, the key of what it answers, whether it was produced."""

    key: int
    parent: int | None
    produced: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A message in its place: `depth` tells how many stand before it."""

    key: int
    depth: int
    produced: bool
    x: float
    y: int


@dataclass(frozen=True, slots=True)
class Line:
    """From a message to an answer of it; `proven` where one of the two is only proven."""

    x1: float
    y1: int
    x2: float
    y2: int
    proven: bool


@dataclass(frozen=True, slots=True)
class ThreadTree:
    """The nodes, each before what answers it, the lines between them, and the size."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def telling_part(members: Sequence[Member], most: int) -> list[Member]:
    """Of a long thread the part that tells most, in its order: where it begins, each message that
    is only proven with what it answers and what answers it, then the earliest."""
    if len(members) <= most:
        return list(members)
    missing = {each.key for each in members if not each.produced}
    around = {each.parent for each in members if each.key in missing}
    begins, near, other = [members[0]], list[Member](), list[Member]()
    for each in members[1:]:
        tells = each.key in missing or each.key in around or each.parent in missing
        (near if tells else other).append(each)
    kept = {each.key for each in (begins + near + other)[:most]}
    return [each for each in members if each.key in kept]


def thread_tree(members: Sequence[Member]) -> ThreadTree:
    """The tree of a thread, given in order; what a message answers may be left out of it."""
    placed = list(_placed(members))
    deepest = max((depth for _, depth, _ in placed), default=0)
    step = max(NEAREST, min(STEP, (WIDTH - 2 * EDGE) / max(1, deepest)))
    nodes = tuple(
        Node(each.key, depth, each.produced, round(EDGE + step * depth, 1), EDGE + ROW * row)
        for each, depth, row in placed
    )
    at = {node.key: node for node in nodes}
    lines = tuple(
        Line(above.x, above.y, node.x, node.y, not (above.produced and node.produced))
        for each, node in zip((each for each, _, _ in placed), nodes, strict=True)
        if (above := at.get(each.parent or 0)) is not None
    )
    height = max((node.y for node in nodes), default=0) + EDGE
    return ThreadTree(nodes, lines, round(EDGE + step * deepest + EDGE), height)


def _placed(members: Sequence[Member]) -> Iterator[tuple[Member, int, int]]:
    """Each message with its depth and row, before what answers it: the first answer goes on in the
    row, each other begins one. Without recursion: a thread may be as deep as a mailbox."""
    known = {each.key for each in members}
    answers: defaultdict[int | None, list[Member]] = defaultdict(list)
    for each in members:
        answers[each.parent if each.parent in known else None].append(each)
    row = -1
    waiting = [(each, 0, True) for each in reversed(answers[None])]
    while waiting:
        each, depth, begins = waiting.pop()
        row += begins
        yield each, depth, row
        later = [(other, depth + 1, True) for other in answers[each.key][1:]]
        first = [(other, depth + 1, False) for other in answers[each.key][:1]]
        waiting += [*reversed(later), *first]
