"""Every clock on the day before its last day, on it and on the day after it.

The last days are counted by hand in the cases of the rules; here it is the state that is told.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from requests_app.law.clocks import clocks_on
from requests_app.law.deadline import Clock, ClockName, ClockState
from requests_app.law.ledger import Event, EventKind, Ledger

K = EventKind
ONE_DAY = timedelta(days=1)
RECEIVED = (K.RECEIVED, "2025-02-03")
DENIED = (K.DETERMINED, "2025-03-03")
SUNDAY = "2025-06-01"


@dataclass(frozen=True)
class Edge:
    """A clock, what started it, its last day, and the act that stops it. `late_after` is the last
    day on which the act is in time, where that is not the day to keep."""

    clock: ClockName
    given: tuple[tuple[Any, ...], ...]
    last: str
    act: EventKind
    agency: str = "DHS/ICE"
    late_after: str = ""

    def __str__(self) -> str:
        return f"{self.clock} {self.agency}"


EDGES = (
    Edge(ClockName.TRACKING_NUMBER, (RECEIVED,), "2025-02-18", K.ACKNOWLEDGED),
    Edge(ClockName.TRACKING_NUMBER, (RECEIVED,), "2025-02-18", K.ACKNOWLEDGED, "DOS"),
    Edge(
        ClockName.EXPEDITION_DECISION,
        (RECEIVED, (K.EXPEDITION_ASKED, "2025-02-03")),
        "2025-02-13",
        K.EXPEDITION_DECIDED,
    ),
    Edge(
        ClockName.CLARIFICATION_REPLY,
        (RECEIVED, (K.CLARIFICATION_ASKED, "2025-02-18")),
        "2025-04-01",
        K.CLARIFICATION_ANSWERED,
    ),
    Edge(ClockName.DETERMINATION, (RECEIVED,), "2025-03-04", K.DETERMINED),
    Edge(ClockName.APPEAL, (RECEIVED, DENIED), "2025-07-10", K.APPEALED),
    Edge(ClockName.APPEAL, (RECEIVED, DENIED), "2025-05-30", K.APPEALED, "DOS", SUNDAY),
    Edge(ClockName.APPEAL, (RECEIVED, DENIED), "2025-05-30", K.APPEALED, "DoD/NSA", SUNDAY),
    Edge(ClockName.APPEAL, (RECEIVED, DENIED), "2025-05-30", K.APPEALED, "HHS/FDA", SUNDAY),
    Edge(ClockName.APPEAL, (RECEIVED, DENIED), "2025-05-30", K.APPEALED, "EPA", SUNDAY),
    Edge(ClockName.APPEAL, (RECEIVED, DENIED), "2025-05-30", K.APPEALED, "DOJ/FBI", SUNDAY),
    Edge(ClockName.APPEAL, (RECEIVED, DENIED), "2025-05-30", K.APPEAL_RECEIVED, "CIA", SUNDAY),
    Edge(ClockName.APPEAL, (RECEIVED, DENIED), "2025-05-30", K.APPEALED, "USDA", SUNDAY),
    Edge(
        ClockName.APPEAL,
        ((K.DETERMINED, "2026-07-01"),),
        "2026-11-06",
        K.APPEAL_RECEIVED,
        "DOI/BLM",
        "2026-11-09",
    ),
    Edge(
        ClockName.APPEAL_DECISION,
        (RECEIVED, DENIED, (K.APPEAL_RECEIVED, "2025-06-02")),
        "2025-07-01",
        K.DECIDED,
    ),
    Edge(ClockName.LIMITATION, (RECEIVED,), "2031-03-05", K.SUED),
)
"""3 Mar 2025 and ninety days: 28 of March, 30 of April, 31 of May, 1 June, a Sunday: Fri 30 May.
What came on that Sunday came in time. At DHS 93 weekdays from 4 Mar to 10 Jul, less 26 May, 19 Jun
and 4 Jul, are ninety. At Interior the ninety end a day later where Friday, 3 Jul 2026, on which the
holiday of Saturday is kept, is left out."""


def _ledger(edge: Edge, *more: tuple[EventKind, date]) -> Ledger:
    given = [(kind, date.fromisoformat(day)) for kind, day in edge.given]
    return Ledger(edge.agency, tuple(Event(kind, on) for kind, on in (*given, *more)))


def _clock(edge: Edge, ledger: Ledger, day: date) -> Clock:
    (found,) = (each for each in clocks_on(ledger, day) if each.name is edge.clock)
    return found


@pytest.fixture(params=EDGES, ids=str)
def edge(request):
    return request.param


def _last(edge: Edge) -> date:
    return date.fromisoformat(edge.last)


def test_it_runs_on_the_day_before_and_on_the_last_day_and_is_overdue_after_it(edge):
    ledger = _ledger(edge)
    for day, state in (
        (_last(edge) - ONE_DAY, ClockState.RUNNING),
        (_last(edge), ClockState.RUNNING),
        (_last(edge) + ONE_DAY, ClockState.OVERDUE),
    ):
        clock = _clock(edge, ledger, day)
        assert clock.due is not None
        assert (clock.due.value, clock.state, clock.done_on) == (_last(edge), state, None)


@pytest.mark.parametrize(
    ("days", "state"), [(-1, ClockState.MET), (0, ClockState.MET), (1, ClockState.MET_LATE)]
)
@pytest.mark.parametrize("end", ["last", "late_after"])
def test_the_act_on_the_last_day_meets_it_and_on_the_day_after_does_not(edge, end, days, state):
    last = date.fromisoformat(edge.late_after or edge.last) if end == "late_after" else _last(edge)
    on = last + days * ONE_DAY
    if days == 1 and edge.late_after and end == "last":
        state = ClockState.MET
    ledger = _ledger(edge, (edge.act, on))
    for day in (on, on + ONE_DAY, on + 400 * ONE_DAY):
        clock = _clock(edge, ledger, day)
        assert clock.due is not None
        assert (clock.due.value, clock.state, clock.done_on) == (_last(edge), state, on)


def test_on_the_day_before_the_act_it_is_not_known(edge):
    on = _last(edge)
    assert _clock(edge, _ledger(edge, (edge.act, on)), on - ONE_DAY).state is ClockState.RUNNING


@pytest.mark.parametrize("agency", ["DHS/ICE", "DOS", "EPA", "HHS", "DoD", "DOJ", "NASA"])
def test_an_appeal_sent_on_the_last_day_and_received_after_it_is_in_time(agency):
    last = "2025-07-10" if agency == "DHS/ICE" else "2025-05-30"
    edge = Edge(ClockName.APPEAL, (RECEIVED, DENIED), last, K.APPEALED, agency)
    on = _last(edge)
    ledger = _ledger(edge, (K.APPEALED, on), (K.APPEAL_RECEIVED, on + 3 * ONE_DAY))
    assert _clock(edge, ledger, on + 9 * ONE_DAY).state is ClockState.MET


@pytest.mark.parametrize(("agency", "given"), [("CIA", (RECEIVED, DENIED)), ("DOI", ())])
def test_an_appeal_that_must_be_received_is_late_though_it_was_sent_in_time(agency, given):
    given = given or ((K.DETERMINED, "2026-07-01"),)
    last = "2025-05-30" if agency == "CIA" else "2026-11-06"
    edge = Edge(ClockName.APPEAL, given, last, K.APPEAL_RECEIVED, agency)
    on = date.fromisoformat(SUNDAY if agency == "CIA" else "2026-11-09")
    ledger = _ledger(edge, (K.APPEALED, on - ONE_DAY), (K.APPEAL_RECEIVED, on + ONE_DAY))
    assert _clock(edge, ledger, _last(edge)).state is ClockState.RUNNING
    clock = _clock(edge, ledger, on + ONE_DAY)
    assert (clock.state, clock.done_on) == (ClockState.MET_LATE, on + ONE_DAY)


@pytest.mark.parametrize("clock", [ClockName.TRACKING_NUMBER, ClockName.EXPEDITION_DECISION])
def test_a_determination_ends_what_it_makes_idle(clock):
    edge = Edge(clock, (RECEIVED, (K.EXPEDITION_ASKED, "2025-02-03")), "2025-02-10", K.DETERMINED)
    ledger = _ledger(edge, (K.DETERMINED, _last(edge)))
    assert _clock(edge, ledger, _last(edge) - ONE_DAY).state is ClockState.RUNNING
    ended = _clock(edge, ledger, _last(edge))
    assert (ended.state, ended.done_on) == (ClockState.ENDED, None)


def test_before_a_receipt_no_clock_of_the_request_runs():
    sent = Ledger("DOS", (Event(K.SENT, date(2025, 2, 3)),))
    assert clocks_on(sent, date(2026, 2, 3)) == ()


def test_no_right_of_action_shows_before_it_has_accrued():
    edge = EDGES[-1]
    names = [each.name for each in clocks_on(_ledger(edge), date(2025, 3, 4))]
    assert ClockName.LIMITATION not in names
    assert _clock(edge, _ledger(edge), date(2025, 3, 5)).state is ClockState.RUNNING
