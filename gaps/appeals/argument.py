"""The arguments: one numbered point for the findings that share a heading, and the schedules
that hold what would make a point too long to read."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from gaps.appeals.citations import KEY, SENTENCE_END, Footnotes, applicable
from gaps.appeals.contract import AppealFacts, Citation, Point, Showing
from gaps.appeals.markdown import fill, lines, plain, printable, sentence
from requests_app.law.rules.expedition_decision_due import CERTIFICATION_UNKNOWN, NO_APPEAL_NEEDED

IN_BODY = 12
"""Findings of one point that stand in the letter itself; the others stand in a schedule."""
QUOTED_IN_FULL = 3
"""A point with more findings than these quotes one passage of each."""
QUOTED_WORDS = 60
"""Longer passages are cut at a word; the exhibit shows the rest."""
QUOTED_LINES = 10
ASIDE_WORDS = 6
"""A quotation this short stands beside its citation."""
FIELD = re.compile(
    r"\s*(From|Sent|Date|To|Cc|Bcc|Subject|Attachments?|Importance|Reply-To|When|Where)\s*:", re.I
)

Quotes = Sequence[tuple[str, Citation]]


def arguments(
    facts: AppealFacts,
    notes: Footnotes,
    *,
    heading: str = "Argument",
    brief: bool = False,
    counted_out: bool = False,
) -> str:
    """All points, in the order given. A `brief` letter asks and does not argue: of the law it says
    the rule alone, and of the limits what is a fact and answers no argument. With `counted_out`
    the letter counts the days of what is overdue in a place of their own."""
    parts = [f"# {heading}"]
    elsewhere = {each.working for each in facts.clocks if each.overdue} if counted_out else set()
    for number, point in enumerate(facts.points, 1):
        shown = _shortened(point) if brief else point
        parts.append(argument(number, _without(shown, elsewhere), facts, notes))
    return "\n\n".join(parts)


def _shortened(point: Point) -> Point:
    limits = [each for each in SENTENCE_END.split(point.limits) if not KEY.search(each)]
    rule = SENTENCE_END.split(point.rule, maxsplit=1)[0]
    return replace(point, rule=rule, limits=" ".join(limits))


def _without(point: Point, elsewhere: Set[tuple[str, ...]]) -> Point:
    """The point without the counts, or parts of them, that the letter prints elsewhere."""
    showings = (
        replace(each, working=())
        if any(set(each.working) <= set(one) for one in elsewhere)
        else each
        for each in point.showings
    )
    return replace(point, showings=tuple(showings))


def spoken(working: Sequence[str]) -> list[str]:
    """The lines of a count that a letter prints: not those that are advice to the requester."""
    return [each for each in working if each not in (CERTIFICATION_UNKNOWN, NO_APPEAL_NEEDED)]


def label(position: int) -> str:
    """(a), (b), ... as the paragraphs of a point are lettered."""
    return f"({chr(ord('a') + position)})"


def scheduled(facts: AppealFacts) -> dict[int, int]:
    """The number of the schedule of each point that has one, by the number of the point."""
    long = [number for number, each in enumerate(facts.points, 1) if len(each.showings) > IN_BODY]
    return {number: position for position, number in enumerate(long, 1)}


def argument(number: int, point: Point, facts: AppealFacts, notes: Footnotes) -> str:
    """One point: its heading, the rule, what the records show, and the limits."""
    first = point.showings[0].facts
    schedule = scheduled(facts).get(number)
    rule = applicable(point.rule, within_dhs=facts.within_dhs)
    limits = applicable(point.limits, within_dhs=facts.within_dhs)
    parts = [f"## {number}\\. {sentence(fill(point.heading, first))}"]
    if rule:
        parts.append(notes.cite(fill(rule, first)))
    parts += _showings(point, schedule, notes)
    if limits:
        parts.append(notes.cite(fill(limits, first)))
    return "\n\n".join(parts)


def _showings(point: Point, schedule: int | None, notes: Footnotes) -> Iterator[str]:
    several = len(point.showings) > 1
    through = _looked_through(point)
    quoted = QUOTED_IN_FULL if len(point.showings) <= QUOTED_IN_FULL else 1
    for position, showing in enumerate(point.showings[:IN_BODY]):
        opening = plain(label(position)) + " " if several else ""
        yield from _showing(opening, point, showing, quoted, notes)
        if not (several and through):
            yield from _absences(showing)
    if schedule:
        rest = len(point.showings) - IN_BODY
        yield (
            f"Schedule {schedule} sets out the remaining {rest:,} in the same way, each with its "
            "proof\\. It is part of this letter\\."
        )
    if several and through:
        last = min(len(point.showings), IN_BODY) - 1
        paragraphs = f"{label(0)} {'and' if last == 1 else 'to'} {label(last)}"
        and_rest = f" and the entries of Schedule {schedule}" if schedule else ""
        yield plain(
            f"Requester looked through what was released ({through}) for what paragraphs "
            f"{paragraphs}{and_rest} name as missing, and did not find it."
        )


def _looked_through(point: Point) -> str:
    """What was looked through, where it is the same for every finding of the point."""
    found = {tuple(through for _, through in showing.looked) for showing in point.showings}
    alike = {through for each in found for through in each}
    return alike.pop() if len(alike) == 1 and () not in found else ""


def _showing(
    opening: str, point: Point, showing: Showing, quoted: int, notes: Footnotes
) -> Iterator[str]:
    told = sentence(notes.cite(fill(point.item, showing.facts)).strip())
    aside = {where: quote for quote, where in showing.quotes if _is_short(quote)}
    cited = "; ".join(_citation(where, aside.get(where)) for where in showing.citations)
    yield f"{opening}{told} {cited}\\." if cited else f"{opening}{told}"
    count = spoken(showing.working)
    if not cited and count:
        yield plain(f"The count is this: {'; '.join(count)}.")
    for quote, places in _passages(showing.quotes)[:quoted]:
        where = plain("; ".join(str(each) for each in places))
        yield "> " + _quotation(quote, where).replace("\n", "\n> ")


def _absences(showing: Showing) -> Iterator[str]:
    for what, through in showing.looked:
        yield plain(
            f"Requester looked through what was released ({through}) and did not find {what}."
        )


def _is_short(quote: str) -> bool:
    return len(quote.split()) <= ASIDE_WORDS


def _citation(where: Citation, quote: str | None) -> str:
    words = f" (“{' '.join(quote.split())}”)" if quote else ""
    return plain(f"{where}{words}")


def _passages(quotes: Quotes) -> list[tuple[str, list[Citation]]]:
    """The longer quotations, the same words once with every place."""
    found: dict[str, tuple[str, list[Citation]]] = {}
    for quote, where in quotes:
        if not _is_short(quote):
            _, places = found.setdefault(" ".join(quote.split()), (quote, []))
            if where not in places:
                places.append(where)
    return list(found.values())


def _quotation(quote: str, where: str) -> str:
    """A block quotation: the header of an email a field to the line, other words run on."""
    if sum(bool(FIELD.match(each)) for each in quote.splitlines()) < 2:
        words = quote.split()
        cut = " …" if len(words) > QUOTED_WORDS else ""
        return f"“{plain(' '.join(words[:QUOTED_WORDS]))}{cut}” {where}"
    fields = _fields(quote)
    shown = [plain(each) for each in fields[:QUOTED_LINES]]
    return lines(*shown, "…" if len(fields) > QUOTED_LINES else "", where)


def _fields(quote: str) -> list[str]:
    """The lines of a header; what was wrapped is joined to its field again."""
    fields: list[str] = []
    for line in (" ".join(printable(each).split()) for each in quote.splitlines()):
        if fields and FIELD.match(fields[-1]) and not FIELD.match(line):
            fields[-1] = f"{fields[-1]} {line}".rstrip()
        elif line:
            fields.append(line)
    return fields


def schedules(facts: AppealFacts, notes: Footnotes) -> str:
    """What did not fit into the points: every finding with its proof and the relief asked."""
    parts = []
    for number, schedule in scheduled(facts).items():
        point = facts.points[number - 1]
        heading = sentence(fill(point.heading, point.showings[0].facts))
        title = f"# Schedule {schedule}: {heading} \\(Point {number}\\)"
        parts.append(f"{title}\n\n{schedule_table(point, notes)}")
    return "\n\n".join(parts)


def schedule_table(point: Point, notes: Footnotes) -> str:
    """The findings of a point that do not stand in the letter itself."""
    rows = [
        _row(position, point, showing, notes)
        for position, showing in enumerate(point.showings[IN_BODY:], 1)
    ]
    return (
        "| No\\. | What the records show | Proof | Relief asked |\n"
        "|:---|:--------------------|:---------|:---------------|\n" + "\n".join(rows)
    )


def _row(position: int, point: Point, showing: Showing, notes: Footnotes) -> str:
    told = sentence(notes.cite(fill(point.item, showing.facts)).strip())
    proof = "; ".join(plain(str(each)) for each in showing.citations)
    proof = proof or plain("; ".join(spoken(showing.working)))
    missing = " ".join(_absences(showing)) if not _looked_through(point) else ""
    relief = sentence(notes.cite(fill(point.relief, showing.facts)))
    return f"| {position} | {' '.join(filter(None, (told, missing)))} | {proof} | {relief} |"
