"""The first words of an appeal, in the parts in which they are edited. Pure."""

import hashlib
from collections.abc import Mapping

from gaps.appeals.argument import argument, schedule_table, scheduled
from gaps.appeals.citations import Footnotes
from gaps.appeals.contract import AppealFacts, Point
from gaps.appeals.editable import readable
from gaps.appeals.frame import DELIVERY, address_lines, reference_lines, signature_lines
from gaps.appeals.letter import frame_of, opening
from gaps.appeals.markdown import fill, plain
from gaps.appeals.narrative import standard, statement_of_facts
from gaps.appeals.relief import asked_always, asked_of, closing_words
from gaps.appeals.written import BY_LINES, POINT, SCHEDULE, Words


class _Unnoted(Footnotes):
    """Leaves the keys of authorities in the words: they become notes when all is put together."""

    def cite(self, text: str) -> str:
        return text


def drafted_parts(
    facts: AppealFacts, *, letterhead: str = "", signature: str = ""
) -> dict[str, Words]:
    """The parts besides the points; an office's own `letterhead` and `signature` come first."""
    frame = frame_of(facts)
    notes = _Unnoted()
    words = {
        "letterhead": _own(letterhead) or plain(facts.requester) or "**[letterhead]**",
        "delivery": DELIVERY,
        "addressee": address_lines(facts, frame),
        "re": reference_lines(facts, frame),
        "opening": opening(facts, notes),
        "facts": _below_heading(statement_of_facts(facts)),
        "standard": _below_heading(standard(facts, notes)),
        "also": "\n".join(asked_always(facts)),
        "closing": "\n\n".join(closing_words(facts)),
        "signature": _own(signature) or signature_lines(facts),
    }
    return {key: _words(_lines(text) if key in BY_LINES else text) for key, text in words.items()}


def drafted_points(facts: AppealFacts) -> dict[str, dict[str, Words]]:
    """The words of each point by its key, in the order of the facts."""
    return {
        point_key(point): _of_point(number, point, facts)
        for number, point in enumerate(facts.points, 1)
    }


def point_key(point: Point) -> str:
    """What tells a point from another over all drafts: its detector and its heading."""
    heading = fill(point.heading, point.showings[0].facts)
    return f"{point.code}-{hashlib.sha256(heading.encode()).hexdigest()[:8]}"


def _of_point(number: int, point: Point, facts: AppealFacts) -> dict[str, Words]:
    notes = _Unnoted()
    schedule = scheduled(facts).get(number)
    heading, _, body = argument(number, point, facts, notes).partition("\n\n")
    told = {
        "heading": heading.removeprefix(f"## {number}\\. "),
        "argument": body,
        "relief": "\n".join(asked_of(number, point, schedule)),
    }
    if schedule:
        told["schedule"] = schedule_table(point, notes)
    return {name: _words(_unnumbered(text, number, schedule)) for name, text in told.items()}


def _unnumbered(text: str, number: int, schedule: int | None) -> str:
    """The words without the numbers that follow from the order of the points."""
    text = text.replace(f"\\(Point {number}", f"\\(Point {POINT}")
    return text.replace(f"Schedule {schedule}", f"Schedule {SCHEDULE}") if schedule else text


def _below_heading(text: str) -> str:
    return text.partition("\n\n")[2]


def _lines(text: str) -> str:
    return text.replace("\\\n", "\n")


def _own(text: str) -> str:
    return "\n".join(plain(each) for each in text.splitlines() if each.strip())


def _words(markdown: str) -> Words:
    text = readable(markdown)
    return Words(text, text)


def kept_edits(drafted: Mapping[str, Words], held: Mapping[str, Words]) -> dict[str, Words]:
    """New words of the program, but for what a person has edited: their words stay, beside what
    is drafted now."""
    return {
        name: Words(held[name].text, words.drafted) if name in held and held[name].edited else words
        for name, words in drafted.items()
    }
