"""Twelve histories by MuckRock's rule and by ours: `docs/compared-with-muckrock.md`.

    python -m tests.law.compared --write docs/compared-with-muckrock.md
    python -m tests.law.compared --check docs/compared-with-muckrock.md

Every day on the page is one of a history or one that a computation gives; the words name none.
`--check` ends with status 1 where the page differs from what would be written.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from requests_app.law.authorities import authority
from requests_app.law.calendar import named
from requests_app.law.contested import Calendar
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.rules.appeal_window_closes import appeal_window_closes
from requests_app.law.rules.determination_due import determination_due
from requests_app.law.trace import Answer
from tests.law import muckrock_rule
from tests.law.muckrock_rule import Change

K = EventKind
_SAID = {
    K.SENT: "The request is submitted",
    K.RECEIVED: "The agency receives it",
    K.ROUTED: "The component that answers receives it",
    K.CLARIFICATION_ASKED: "The agency asks for information",
    K.CLARIFICATION_ANSWERED: "The agency receives the reply",
    K.FEES_ASKED: "The agency asks about fees",
    K.FEES_ANSWERED: "The agency receives the payment",
    K.EXTENDED: "Notice of unusual circumstances: ten working days more",
    K.DETERMINED: "The agency determines the request and denies some of it",
}


@dataclass(frozen=True, slots=True)
class History:
    """What happened, as each rule takes it, and in words why the answers are what they are."""

    name: str
    agency: str
    events: tuple[Event, ...]
    why: str
    fair: str
    changes: tuple[Change, ...] = ()
    back: str = "The tracker's status goes back to waiting on the agency"
    """What is told of a change of status on a day on which nothing else happens."""
    appeal: bool = False
    """Whether the question is until when to appeal, instead of when a determination is due."""

    def theirs(self) -> date | None:
        """The day by MuckRock's rule, which knows no period to appeal."""
        sent = next(each.on for each in self.events if each.kind is K.SENT)
        return None if self.appeal else muckrock_rule.due(sent, self.changes)

    def ours(self, calendar: Calendar) -> Answer[Any]:
        """The answer of foiatrack by one of its calendars."""
        ledger = Ledger(self.agency, self.events)
        if self.appeal:
            return appeal_window_closes(ledger, self.events[-1], calendar)
        return determination_due(ledger, calendar)


def _on(day: str) -> date:
    return date.fromisoformat(day)


def _events(*entries: tuple[EventKind, str]) -> tuple[Event, ...]:
    return tuple(Event(kind, _on(day)) for kind, day in entries)


def _submitted(day: str, *more: tuple[EventKind, str]) -> tuple[Event, ...]:
    return _events((K.SENT, day), (K.RECEIVED, day), *more)


def _waits(asked: str, answered: str) -> tuple[Change, Change]:
    return Change("requester", _on(asked), _on(asked)), Change("agency", _on(answered))


ASKED = (K.CLARIFICATION_ASKED, "2025-02-18")
ANSWERED = (K.CLARIFICATION_ANSWERED, "2025-03-10")
HISTORIES = (
    History(
        "A plain request",
        "DHS/ICE",
        _submitted("2025-02-03"),
        "Both count twenty working days after the day of submission, which is also that of "
        "receipt, and both leave out Washington's Birthday.",
        "MuckRock's date is right.",
    ),
    History(
        "The request lies with another office for weeks",
        "DHS/ICE",
        (
            Event(K.SENT, _on("2025-02-03")),
            Event(K.RECEIVED, _on("2025-02-03"), component="DHS/PRIV"),
            Event(K.ROUTED, _on("2025-04-01"), component="DHS/ICE"),
        ),
        "The period begins with receipt by the component that answers, and no later than ten "
        "days after the first receipt by any component named to receive requests. The tracker "
        "knows the day of submission alone, so it calls the agency late two weeks early.",
        "Contested: the statute says ten days, the regulation of DHS ten working days. Each of "
        "our calendars takes the reading that guards against its own mistake.",
    ),
    History(
        "A request that arrives on a Saturday",
        "DHS/ICE",
        _submitted("2025-02-01"),
        "Agencies take a Saturday's receipt as Monday's. Before the agency is called late, day 1 "
        "is therefore Tuesday.",
        "Contested: read plainly, Monday is the first of twenty days after the receipt. "
        "MuckRock's date is that reading, and so is our count for the requester.",
    ),
    History(
        "Juneteenth inside the twenty days",
        "DHS/ICE",
        _submitted("2026-06-01"),
        "Juneteenth is a legal public holiday since 2021. The list of holidays that ships with "
        "MuckRock has no such day.",
        "The list of a running site may have been completed by hand; then the dates agree, but a "
        "day added there holds for the years before 2021 too.",
    ),
    History(
        "Two days closed by executive order",
        "DHS/ICE",
        _submitted("2018-12-03"),
        "The offices were closed by order on two weekdays inside the period. Before the agency "
        "is called late they are left out.",
        "Contested: an order that closes offices makes no legal public holiday on a plain "
        "reading. MuckRock's date is that reading, and so is our count for the requester.",
    ),
    History(
        "A question, and a reply sent and received on one day",
        "DHS/ICE",
        _submitted("2025-02-03", ASKED, ANSWERED),
        "Both stop while the agency waits for the reply. They differ on whether the day of "
        "asking and the day of the reply are days of the period: MuckRock counts the first and "
        "not the second.",
        "Contested: the statute says only that the period is tolled while the agency awaits the "
        "reply, and that receipt ends it. MuckRock's date is a fair reading and lies between our "
        "two.",
        _waits("2025-02-18", "2025-03-10"),
    ),
    History(
        "Fees paid by mail",
        "DHS/ICE",
        _submitted("2025-02-03", (K.FEES_ASKED, "2025-02-18"), (K.FEES_ANSWERED, "2025-03-14")),
        "The payment is sent four days before it arrives. The tracker resumes on the day of "
        "sending; the statute on the day of receipt.",
        "The ledger has to be told the day of receipt. Where nobody knows it, the day of sending "
        "is all there is.",
        _waits("2025-02-18", "2025-03-10"),
        back="The payment is sent, and the tracker's status goes back to waiting on the agency",
    ),
    History(
        "A reply that is entered late",
        "DHS/ICE",
        _submitted("2025-02-03", ASKED, ANSWERED),
        "The reply is received by the agency, but the status of the request is changed four days "
        "later, and the tracker resumes from that day. The agency is given days that it does not "
        "have.",
        "A reply that is sent through MuckRock changes the status at once; see the history of a "
        "reply sent and received on one day.",
        _waits("2025-02-18", "2025-03-14"),
    ),
    History(
        "Two questions",
        "DHS/ICE",
        _submitted(
            "2025-02-03",
            (K.CLARIFICATION_ASKED, "2025-02-10"),
            (K.CLARIFICATION_ANSWERED, "2025-02-12"),
            ASKED,
            ANSWERED,
        ),
        "The statute lets an agency stop the period for one request for information. A second "
        "may be answered, but stops nothing. The tracker stops for every one.",
        "Questions about fees stop the period as often as they are needed; there the tracker is "
        "right.",
        (*_waits("2025-02-10", "2025-02-12"), *_waits("2025-02-18", "2025-03-10")),
    ),
    History(
        "A question asked after the period has ended",
        "DHS/ICE",
        _submitted(
            "2025-02-03",
            (K.CLARIFICATION_ASKED, "2025-03-11"),
            (K.CLARIFICATION_ANSWERED, "2025-04-01"),
        ),
        "A time limit that was missed stays missed: there is no period left to stop. The tracker "
        "keeps a remainder below zero and counts back from the day of the reply, so the missed "
        "day moves three weeks forward, and what the agency missed is no longer seen.",
        "Both say that the agency is late; the day from which it is late decides on fees and on "
        "the six years to sue.",
        _waits("2025-03-11", "2025-04-01"),
    ),
    History(
        "A timely notice of unusual circumstances",
        "DHS/ICE",
        (
            *_submitted("2025-02-03"),
            Event(K.EXTENDED, _on("2025-02-20"), days=10, circumstances=("voluminous_records",)),
        ),
        "A written notice sent before the period ended, which states one of three circumstances "
        "and a date, extends it by ten working days at most. The tracker knows no extension and "
        "calls the agency late two weeks early.",
        "Where the notice came late, or never, the tracker's date stands, and ours is the same.",
    ),
    History(
        "An appeal from a determination of DHS",
        "DHS/ICE",
        (
            *_submitted("2025-12-08"),
            Event(K.DETERMINED, _on("2026-01-05"), adverse=True),
        ),
        "DHS gives ninety working days, five weeks more than the ninety calendar days of most "
        "agencies. The tracker holds one number of days for a whole government and gives a "
        "request that was refused, or is under appeal, no date. The day to keep is the "
        "requester's.",
        "MuckRock claims no date here, so it gives no wrong one.",
        appeal=True,
    ),
)
_OPENING = """# Compared with MuckRock's due dates

Made by `python -m tests.law.compared --write docs/compared-with-muckrock.md`; not edited by hand.

MuckRock is the tracker most requesters know. It serves many governments with one rule: twenty
business days from the day of submission; the count stops when the request waits on the requester
and goes on when its status changes back. That is simple, needs nobody's attention and is often
right. This page sets it beside the rules of foiatrack, which serve the federal Act alone and know
more of what happened. Where the law leaves two readings, the page says so.

MuckRock's dates come from a small function (`tests/law/muckrock_rule.py`) that was written from a
description of its public source in 2026 and shares no code with it; its running site may differ.
The dates of foiatrack come from its rules. foiatrack gives two: the **agency's** day, after which
it calls the agency late, and the **requester's**, on which it rests the requester's own
deadlines. This is information for a lawyer to review, not legal advice."""


def page() -> str:
    """The page as it should stand."""
    parts = [_OPENING, _overview(), *map(_section, range(len(HISTORIES)))]
    return "\n\n".join(parts) + "\n"


def _overview() -> str:
    lines = [
        "| | History | MuckRock | foiatrack, agency's day | foiatrack, requester's day |",
        "|---|---|---|---|---|",
    ]
    for number, each in enumerate(HISTORIES, start=1):
        days = " | ".join(_shown(day) for day in _days(each))
        lines.append(f"| {number} | [{each.name}](#{_anchor(number, each)}) | {days} |")
    return "\n".join(lines)


def _days(history: History) -> tuple[date | None, ...]:
    ours = (history.ours(calendar).value for calendar in (Calendar.AGENCY, Calendar.REQUESTER))
    return (history.theirs(), *ours)


def _shown(day: date | None) -> str:
    return "no date" if day is None else named(day)


def _anchor(number: int, history: History) -> str:
    kept = "".join(each for each in history.name.casefold() if each.isalnum() or each == " ")
    return f"{number}-{kept.replace(' ', '-')}"


def _section(place: int) -> str:
    history = HISTORIES[place]
    agencys = history.ours(Calendar.AGENCY)
    parts = [f"## {place + 1}. {history.name}", "\n".join(_table(history)), history.why]
    parts += [history.fair, "foiatrack's working, by the agency's calendar:"]
    parts.append("\n".join(f"- {line}" for line in agencys.working))
    cited = "; ".join(authority(key).citation for key in agencys.authorities)
    parts.append(f"Authorities: {cited}.")
    return "\n\n".join(parts)


def _table(history: History) -> Iterator[str]:
    yield "| Day | What happens |"
    yield "|---|---|"
    said = [(each.on, _SAID[each.kind]) for each in history.events]
    known = {each.on for each in history.events}
    said += [(each.on, history.back) for each in history.changes if each.on not in known]
    for day, what in sorted(said, key=lambda each: each[0]):
        yield f"| {named(day)} | {what} |"
    theirs, agencys, requesters = _days(history)
    yield f"| **{_shown(theirs)}** | MuckRock's date |"
    yield f"| **{_shown(agencys)}** | foiatrack, the agency's day |"
    yield f"| **{_shown(requesters)}** | foiatrack, the requester's day |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the page; the status is 1 where it is stale."""
    parser = argparse.ArgumentParser(prog="python -m tests.law.compared", description=__doc__)
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", type=Path, metavar="PAGE")
    mode.add_argument("--check", type=Path, metavar="PAGE")
    chosen = parser.parse_args(arguments)
    if chosen.write:
        chosen.write.write_text(page(), encoding="utf-8")
        return 0
    if chosen.check.exists() and chosen.check.read_text(encoding="utf-8") == page():
        return 0
    sys.stderr.write(f"{chosen.check}: out of date\n")
    sys.stderr.write("Run: python -m tests.law.compared --write docs/compared-with-muckrock.md\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
