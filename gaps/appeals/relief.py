"""What is asked, point by point, and how the letter ends."""

from collections.abc import Iterator, Sequence

from gaps.appeals.argument import IN_BODY, label, scheduled
from gaps.appeals.citations import Footnotes, applicable
from gaps.appeals.contract import AppealFacts, Point
from gaps.appeals.frame import block, last_words
from gaps.appeals.markdown import fill, plain

ALWAYS = (
    "preserve every record within the request while this appeal is pending",
    "state, for anything still withheld, the exemption relied on, the harm foreseen [foia_a8A] "
    "and the volume withheld",
)
SHOULD = "The agency should:"
ASKS = "Requester asks that the agency:"
PRESERVATION = " [dhs_5_9]"


def relief(facts: AppealFacts, notes: Footnotes) -> str:
    """The numbered reliefs; each reads on from "The agency should"."""
    also = asked_always(facts)
    return asked_for(facts, notes, heading="Relief Requested", also=also, lead_in=SHOULD)


def asked_always(facts: AppealFacts) -> tuple[str, str]:
    """What every appeal asks besides what its points ask."""
    preserve, explain = ALWAYS
    return preserve + (PRESERVATION if facts.within_dhs else ""), explain


def asked_for(
    facts: AppealFacts,
    notes: Footnotes,
    *,
    heading: str,
    also: Sequence[str] = (),
    lead_in: str = ASKS,
) -> str:
    """What the points ask, numbered, and what is asked besides; each reads on from `lead_in`."""
    asked: list[str] = []
    schedules = scheduled(facts)
    for number, point in enumerate(facts.points, 1):
        asked += asked_of(number, point, schedules.get(number))
    return numbered([*asked, *also], notes, heading=heading, lead_in=lead_in)


def numbered(asked: Sequence[str], notes: Footnotes, *, heading: str, lead_in: str) -> str:
    """The reliefs under their heading, as one sentence that begins with `lead_in`."""
    ended = [f"{each};" for each in asked[:-1]] + [f"{asked[-1]}."]
    listed = "\n".join(f"{number}. {notes.cite(each)}" for number, each in enumerate(ended, 1))
    begun = block("lead-in", "Lead-in", lead_in)
    return f"# {heading}\n\n{begun}\n\n{listed}"


def asked_of(number: int, point: Point, schedule: int | None) -> Iterator[str]:
    """The reliefs of one point; the same relief once, with every paragraph that asks for it."""
    asked: dict[str, list[str]] = {}
    for position, showing in enumerate(point.showings[:IN_BODY]):
        text = fill(point.relief, showing.facts).strip()
        asked.setdefault(text.removesuffix("."), []).append(label(position))
    for text, labels in asked.items():
        which = ", ".join(labels) if len(point.showings) > 1 else ""
        yield f"{text} {plain(f'(Point {number}{which})')}"
    if schedule:
        yield (
            f"grant, for each entry of Schedule {schedule}, the relief stated there "
            f"\\(Point {number}\\)"
        )


def closing(facts: AppealFacts, notes: Footnotes) -> str:
    """The time for a decision, the offer to talk, and what is reserved."""
    *cited, reserved = closing_words(facts)
    return "# Closing\n\n" + "\n\n".join((*map(notes.cite, cited), last_words(reserved)))


def closing_words(facts: AppealFacts) -> tuple[str, str, str]:
    """The paragraphs of the closing before they are cited; the last cites nothing."""
    due = (
        "A decision on this appeal is due within twenty working days after its receipt "
        "[foia_a6Aii]. If none is made within that time, Requester will be deemed to have "
        "exhausted its administrative remedies [foia_a6Ci] and may seek review in a district court "
        "of the United States [foia_a4B]. The decision is to be in writing and to give its reasons "
        "[dhs_5_8d]."
    )
    talk = (
        "Requester is willing to discuss any point, and to narrow what can be narrowed, where that "
        "would let the agency act sooner. Mediation by the Office of Government Information "
        "Services remains open to both as an alternative to litigation [foia_h3]."
    )
    reserved = (
        "Requester reserves all rights and arguments, and may supplement this appeal when further "
        "records or explanations are received."
    )
    return applicable(due, within_dhs=facts.within_dhs), talk, reserved
