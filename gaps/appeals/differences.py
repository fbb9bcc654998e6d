"""What is different between two versions of an appeal, part by part and word by word. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from gaps.appeals.written import FIELDS, PARTS, Words, Written, WrittenPoint

TOKEN = re.compile(r"(?:\w+(?:[.’'-]\w+)*|[^\w\s])\s*|\s+")
ALIKE = 0.4
"""Passages with less in common are told as one replaced by the other: a mixture reads badly."""
LONG = 4_000
"""A passage of more tokens is told as wholly replaced, for the time that a comparison takes."""
KEPT, TAKEN, ADDED = "kept", "taken", "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that both versions have (`kept`), or that one of them has (`taken`, `added`)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A place of the letter in which two versions differ."""

    place: str
    runs: tuple[Run, ...]


def differences(before: Written, after: Written) -> tuple[Difference, ...]:
    """The places that differ, in the order of the letter; first the order of the points."""
    return tuple(each for each in _all(before, after) if _differs(each.runs))


def changes(before: Written, after: Written) -> list[str]:
    """The same in a few words each: `Point 2, argument`."""
    told = ["date"] if before.dated_on != after.dated_on else []
    told += [PARTS[key] for key in PARTS if before.parts[key].text != after.parts[key].text]
    held = {each.key: each for each in before.points}
    keys = [each.key for each in after.points]
    if [key for key in held if key in keys] != [key for key in keys if key in held]:
        told.append("order of the points")
    for number, point in enumerate(after.points, 1):
        told += _changes_of(number, point, held.get(point.key))
    gone = len(set(held) - set(keys))
    return [*told, f"{gone} fewer points"] if gone else told


def _changes_of(number: int, point: WrittenPoint, old: WrittenPoint | None) -> Iterator[str]:
    if old is None:
        yield f"point {number} is new"
        return
    if old.included != point.included:
        yield f"point {number} {'taken in' if point.included else 'left out'}"
    for name in FIELDS:
        if old.text(name) != point.text(name):
            yield f"point {number}, {FIELDS[name].lower()}"


def compared(before: str, after: str) -> tuple[Run, ...]:
    """The words of two texts: paragraph against paragraph, and within what differs, word against
    word."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return tuple(_joined(_by_words(old, new)))


def _by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if tag != "replace":
            yield from _runs(tag, gone, come)
            continue
        left, right = TOKEN.findall(gone), TOKEN.findall(come)
        if len(left) + len(right) > LONG:
            yield from _runs(tag, gone, come)
            continue
        matched = SequenceMatcher(None, left, right, autojunk=False)
        if matched.ratio() < ALIKE:
            yield from _runs(tag, gone, come)
            continue
        for inner, e, f, g, h in matched.get_opcodes():
            yield from _runs(inner, "".join(left[e:f]), "".join(right[g:h]))


def _runs(tag: str, gone: str, come: str) -> Iterator[Run]:
    if tag == "equal":
        yield Run(KEPT, gone)
        return
    if gone:
        yield Run(TAKEN, gone)
    if come:
        yield Run(ADDED, come)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Neighbours of one kind as one run."""
    held: Run | None = None
    for each in runs:
        if held and held.kind == each.kind:
            held = Run(held.kind, held.text + each.text)
            continue
        if held:
            yield held
        held = each
    if held:
        yield held


def _differs(runs: Sequence[Run]) -> bool:
    return any(each.kind != KEPT for each in runs)


def _all(before: Written, after: Written) -> Iterator[Difference]:
    yield Difference("Date", compared(str(before.dated_on), str(after.dated_on)))
    yield Difference("Order of the points", compared(_order(before), _order(after)))
    for key, name in PARTS.items():
        if key == "also":
            yield from _of_points(before, after)
        yield _of(name, before.parts[key], after.parts[key])


def _order(written: Written) -> str:
    shown = (
        f"{number}. {point.text('heading')}{'' if point.included else ' (left out)'}\n"
        for number, point in enumerate(written.points, 1)
    )
    return "".join(shown)


def _of_points(before: Written, after: Written) -> Iterator[Difference]:
    old = {each.key: each for each in before.points}
    new = {each.key: each for each in after.points}
    for key in dict.fromkeys((*new, *old)):
        heading = (new.get(key) or old[key]).text("heading")
        for name, title in FIELDS.items():
            texts = [held[key].text(name) if key in held else "" for held in (old, new)]
            yield Difference(f"{heading}: {title.lower()}", compared(*texts))


def _of(place: str, before: Words, after: Words) -> Difference:
    return Difference(place, compared(before.text, after.text))
