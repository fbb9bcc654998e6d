"""Every clock of a request in the state of one day.

A rule sees the ledger as it stood at the end of that day and nothing later. Deadlines of the
requester are counted with the requester's calendar, those of the agency with the agency's.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from requests_app.law.accrual import accrual
from requests_app.law.calendar import Calendar
from requests_app.law.deadline import Clock, ClockName, ClockState, Exhaustion
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.limits import expedition_ended
from requests_app.law.parameters import appeal_window
from requests_app.law.period import DecisionPeriod, decision_period, reply_to
from requests_app.law.rules.appeal_decision_due import appeal_decision_due
from requests_app.law.rules.appeal_window_closes import appeal_late_after, appeal_window_closes
from requests_app.law.rules.clarification_reply_due import clarification_reply_due
from requests_app.law.rules.clock_start import started_by
from requests_app.law.rules.constructive_exhaustion import constructive_exhaustion
from requests_app.law.rules.determination_due import determination_due
from requests_app.law.rules.expedition_decision_due import expedition_decision_due
from requests_app.law.rules.limitation_closes import limitation_closes
from requests_app.law.rules.tracking_number_due import tracking_number_due
from requests_app.law.trace import Answer, NothingRunsError


def clocks_on(ledger: Ledger, day: date) -> tuple[Clock, ...]:
    """Every clock that had started by a day, as it stood at its end, in the order of the names and
    then of the entries that started them. One for which no law is known is left out."""
    found = []
    for clock in _clocks(ledger.as_of(day), day):
        try:
            found.append(clock())
        except (NothingRunsError, LookupError):
            continue
    return tuple(found)


def exhaustion_on(ledger: Ledger, day: date) -> Answer[Exhaustion]:
    """Whether remedies at the agency were exhausted on a day. Raises NothingRunsError where the
    ledger knows neither a receipt nor a determination."""
    return constructive_exhaustion(ledger, day)


def period_on(ledger: Ledger, day: date) -> DecisionPeriod:
    """The period of the determination's clock, as it stood at the end of a day. Raises as
    `decision_period` does."""
    return decision_period(_until_determined(ledger.as_of(day)), Calendar.AGENCY)


def _clocks(known: Ledger, day: date) -> Iterator[Callable[[], Clock]]:
    yield partial(_tracking_number, known, day)
    for asked in known.all(EventKind.EXPEDITION_ASKED):
        yield partial(_expedition, known, asked, day)
    for asked in known.all(EventKind.CLARIFICATION_ASKED):
        yield partial(_clarification, known, asked, day)
    yield partial(_determination, known, day)
    for adverse in known.standing:
        if may_be_appealed(adverse):
            yield partial(_appeal, known, adverse, day)
    for received in known.all(EventKind.APPEAL_RECEIVED):
        yield partial(_appeal_decision, known, received, day)
    yield partial(_limitation, known, day)


def may_be_appealed(event: Event) -> bool:
    """Whether an entry starts a period to appeal: a determination, since of one that denies
    nothing the search can be appealed; an interim response known to deny something; the refusal of
    a fee waiver or of expedition."""
    if event.kind is EventKind.DETERMINED:
        return True
    if event.kind is EventKind.PRODUCED:
        return event.adverse is True
    decisions = (EventKind.FEE_WAIVER_DECIDED, EventKind.EXPEDITION_DECIDED)
    return event.kind in decisions and event.granted is False


def _tracking_number(known: Ledger, day: date) -> Clock:
    by = started_by(known)
    due = tracking_number_due(known)
    given = known.first(EventKind.ACKNOWLEDGED)
    determined = known.first(EventKind.DETERMINED)
    ended = determined is not None and (given is None or given.on > determined.on)
    return _agencys(ClockName.TRACKING_NUMBER, by, due, None if ended else given, day, ended=ended)


def _expedition(known: Ledger, asked: Event, day: date) -> Clock:
    due = expedition_decision_due(known, asked)
    done = expedition_ended(known, asked)
    ended = done is not None and done.kind is EventKind.DETERMINED
    name = ClockName.EXPEDITION_DECISION
    return _agencys(name, asked, due, None if ended else done, day, ended=ended)


def _clarification(known: Ledger, asked: Event, day: date) -> Clock:
    due = clarification_reply_due(known, asked)
    reply = reply_to(known, asked)
    determined = known.first_since(asked, EventKind.DETERMINED)
    ended = determined is not None and (reply is None or reply.on > determined.on)
    return Clock(
        name=ClockName.CLARIFICATION_REPLY,
        whose="requester",
        state=ClockState.ENDED if ended else _state(due.value, reply, day),
        runs_from=asked,
        due=due,
        done_on=reply.on if reply and not ended else None,
    )


def _determination(known: Ledger, day: date) -> Clock:
    made = known.first(EventKind.DETERMINED)
    due = determination_due(_until_determined(known))
    return _agencys(ClockName.DETERMINATION, started_by(known), due, made, day)


def _until_determined(known: Ledger) -> Ledger:
    """What came after the determination can no longer move the day on which it was due."""
    made = known.first(EventKind.DETERMINED)
    return known.as_of(made.on) if made else known


def _appeal(known: Ledger, adverse: Event, day: date) -> Clock:
    due = appeal_window_closes(known, adverse)
    acts = [EventKind.APPEAL_RECEIVED]
    if appeal_window(known.agency).timely_act != "received":
        acts.append(EventKind.APPEALED)
    done = known.first_since(adverse, *acts)
    in_time = done is not None and done.on <= appeal_late_after(known, adverse).value
    if done and not in_time and _another_between(known, adverse, done):
        done = None
    ended = done is None and _nothing_to_expedite(known, adverse)
    # The day to keep is the cautious one; an appeal is called late by the agency's count alone.
    state = ClockState.MET if in_time else _state(due.value, done, day)
    return Clock(
        name=ClockName.APPEAL,
        whose="requester",
        state=ClockState.ENDED if ended else state,
        runs_from=adverse,
        due=due,
        done_on=done.on if done else None,
    )


def _another_between(known: Ledger, adverse: Event, appealed: Event) -> bool:
    """Whether an appeal that is too late for one letter may well be that of a later one."""
    return any(
        may_be_appealed(each) and adverse.on < each.on <= appealed.on for each in known.standing
    )


def _nothing_to_expedite(known: Ledger, adverse: Event) -> bool:
    """Whether a determination came after the refusal of expedition (§ 552(a)(6)(E)(iv))."""
    refused = adverse.kind is EventKind.EXPEDITION_DECIDED
    return refused and known.first_since(adverse, EventKind.DETERMINED) is not None


def _appeal_decision(known: Ledger, received: Event, day: date) -> Clock:
    due = appeal_decision_due(known, received)
    done = known.first_since(received, EventKind.DECIDED)
    return _agencys(ClockName.APPEAL_DECISION, received, due, done, day)


def _limitation(known: Ledger, day: date) -> Clock:
    accrued = accrual(known, Calendar.REQUESTER)
    if accrued.value.on > day:
        raise NothingRunsError(f"no right of action has accrued on {day}")
    due = limitation_closes(known)
    suit = known.first(EventKind.SUED)
    return Clock(
        name=ClockName.LIMITATION,
        whose="requester",
        state=_state(due.value, suit, day),
        runs_from=accrued.value.by,
        due=due,
        done_on=suit.on if suit else None,
    )


def _agencys(
    name: ClockName,
    by: Event,
    due: Answer[date | None],
    done: Event | None,
    day: date,
    *,
    ended: bool = False,
) -> Clock:
    return Clock(
        name=name,
        whose="agency",
        state=ClockState.ENDED if ended else _state(due.value, done, day),
        runs_from=by,
        due=_with_a_day(due),
        done_on=done.on if done else None,
    )


def _with_a_day(due: Answer[date | None]) -> Answer[date] | None:
    return None if due.value is None else Answer(due.value, due.steps, due.days)


def _state(due: date | None, done: Event | None, day: date) -> ClockState:
    if done is not None:
        return ClockState.MET if due is None or done.on <= due else ClockState.MET_LATE
    if due is None:
        return ClockState.PAUSED
    return ClockState.OVERDUE if day > due else ClockState.RUNNING
