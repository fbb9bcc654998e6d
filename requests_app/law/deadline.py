"""How a clock of the law stands on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from requests_app.law.ledger import Event
from requests_app.law.trace import Answer


class ClockName(StrEnum):
    """The clocks that may run on a request, each named for the act that is due."""

    TRACKING_NUMBER = "tracking_number"
    EXPEDITION_DECISION = "expedition_decision"
    CLARIFICATION_REPLY = "clarification_reply"
    DETERMINATION = "determination"
    APPEAL = "appeal"
    APPEAL_DECISION = "appeal_decision"
    LIMITATION = "limitation"


class ClockState(StrEnum):
    """How a clock stands at the end of a day."""

    RUNNING = "running"
    PAUSED = "paused"
    """Tolled: nothing is due until the requester's reply is received."""
    MET = "met"
    MET_LATE = "met_late"
    OVERDUE = "overdue"
    """The last day has passed without the act."""
    ENDED = "ended"
    """Nothing is due any more, because of something other than the act."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock on one day. A clock that nothing has started is not there at all.

    `due` is the last day for the act, with its working and its authorities; None while the clock
    is paused. `done_on` is the day of the act. `runs_from` is the entry that started it.
    """

    name: ClockName
    whose: Literal["agency", "requester"]
    state: ClockState
    runs_from: Event
    due: Answer[date] | None = None
    done_on: date | None = None


class Exhaustion(StrEnum):
    """Whether the requester may go to court, as far as remedies at the agency go."""

    NOT_EXHAUSTED = "not_exhausted"
    CONSTRUCTIVE = "constructive"
    """A time limit of the agency passed without its act: § 552(a)(6)(C)(i)."""
    APPEAL_REVIVED = "appeal_revived"
    """The agency answered late, but before suit: an appeal is needed again."""
    ACTUAL = "actual"
    """The appeal was decided."""
