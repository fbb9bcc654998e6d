"""Whether the requester may go to court, as far as remedies at the agency go."""

from datetime import date

from requests_app.law.calendar import Calendar, named
from requests_app.law.deadline import Exhaustion
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.parameters import appeal_window
from requests_app.law.rules.appeal_decision_due import appeal_decision_due
from requests_app.law.rules.appeal_window_closes import appeal_late_after
from requests_app.law.rules.determination_due import determination_due
from requests_app.law.trace import Answer, Step

State = Answer[Exhaustion]


def constructive_exhaustion(
    ledger: Ledger, day: date, calendar: Calendar = Calendar.AGENCY
) -> Answer[Exhaustion]:
    """Whether remedies at the agency are exhausted on a day (5 U.S.C. § 552(a)(6)(C)(i)).

    They are deemed so once the time to decide the request, or an appeal, passed without the
    agency's act. An answer that comes later but before suit revives the duty to appeal (Oglesby);
    silence on an appeal that itself came late exhausts nothing (Hidalgo), its decision does
    (Wilbur); a suit fixes the state in which it was filed. Raises NothingRunsError without a
    day of receipt or of a determination.
    """
    suit = ledger.as_of(day).first(EventKind.SUED)
    on = suit.on if suit else day
    known = ledger.as_of(on)
    made = known.last(EventKind.DETERMINED)
    state = _answered(known, made, on, calendar) if made else _unanswered(known, on, calendar)
    if suit is None:
        return state
    return state.then(Step(f"Suit was filed on {named(suit.on)}: what came later changes nothing"))


def _unanswered(known: Ledger, on: date, calendar: Calendar) -> State:
    due = determination_due(known, calendar)
    if due.value is None or on <= due.value:
        pending = Step("The time to decide has not passed", "foia_a6Ci")
        return Answer(Exhaustion.NOT_EXHAUSTED, (*due.steps, pending), due.days)
    passed = f"No determination by {named(due.value)}: remedies are deemed exhausted"
    steps = [*due.steps, Step(passed, "foia_a6Ci"), Step(_NO_PROMISE, "crew_v_fec")]
    steps += [
        Step(f"The interim response of {named(each.on)} gives appeal rights: appeal it too")
        for each in known.all(EventKind.PRODUCED)
        if each.adverse
    ]
    return Answer(Exhaustion.CONSTRUCTIVE, tuple(steps), due.days)


_FOR_THE_REQUESTER = (
    "It was decided for the requester, or sent back: what the agency still owes on it comes first, "
    "and a lawyer has to say when its delay opens the way to court"
)
_DENIES_NOTHING = (
    "it is recorded to deny nothing; what can be appealed is the adequacy of its search"
)
_NO_PROMISE = "An acknowledgment or a promise to produce is no determination"


def _answered(known: Ledger, made: Event, on: date, calendar: Calendar) -> State:
    determined = Step(f"The determination is dated {named(made.on)}", "foia_a6Ai")
    if decided := known.first_since(made, EventKind.DECIDED):
        steps = [determined, Step(f"The appeal was decided on {named(decided.on)}", "foia_a6Aii")]
        if _too_late(known, made, calendar):
            steps.append(Step("It had come late; the agency took it up all the same", "wilbur"))
        if decided.granted:
            return Answer(Exhaustion.NOT_EXHAUSTED, (*steps, Step(_FOR_THE_REQUESTER)))
        return Answer(Exhaustion.ACTUAL, tuple(steps))
    if appeal := known.first_since(made, EventKind.APPEAL_RECEIVED):
        last = _too_late(known, made, calendar)
        return _appealed(known, appeal, on, calendar, last).after(determined)
    if sent := known.first_since(made, EventKind.APPEALED):
        step = Step(f"The appeal sent on {named(sent.on)} is pending; its receipt is not on record")
        return Answer(Exhaustion.NOT_EXHAUSTED, (determined, step))
    if made.adverse is False:
        determined = Step(f"{determined.label}; {_DENIES_NOTHING}", "foia_a6Ai")
    return _not_appealed(known, made, calendar).after(determined)


def _too_late(known: Ledger, made: Event, calendar: Calendar) -> date | None:
    """The last day to appeal, as late as it may be, where the appeal came after it."""
    acts = [EventKind.APPEAL_RECEIVED]
    if appeal_window(known.agency).timely_act != "received":
        acts.append(EventKind.APPEALED)
    act = known.first_since(made, *acts)
    try:
        last = appeal_late_after(known, made, calendar).value
    except LookupError:
        return None
    return last if act and act.on > last else None


def _appealed(
    known: Ledger, appeal: Event, on: date, calendar: Calendar, too_late: date | None
) -> State:
    due = appeal_decision_due(known, appeal, calendar)
    if on <= due.value:
        pending = Step("The time to decide the appeal has not passed", "foia_a6Ci")
        return Answer(Exhaustion.NOT_EXHAUSTED, (*due.steps, pending), due.days)
    if too_late:
        refusable = f"The appeal came after {named(too_late)}: silence on it may exhaust nothing"
        return Answer(Exhaustion.NOT_EXHAUSTED, (*due.steps, Step(refusable, "hidalgo")), due.days)
    passed = f"No decision on the appeal by {named(due.value)}: remedies are deemed exhausted"
    return Answer(Exhaustion.CONSTRUCTIVE, (*due.steps, Step(passed, "foia_a6Ci")), due.days)


def _not_appealed(known: Ledger, made: Event, calendar: Calendar) -> State:
    """A determination that nobody appealed: late or in time, it has to be."""
    first = known.first(EventKind.DETERMINED)
    needed = Step("An appeal is needed before suit", "hidalgo")
    if first is None or not known.first(EventKind.RECEIVED, EventKind.ROUTED):
        return Answer(Exhaustion.NOT_EXHAUSTED, (needed,))
    due = determination_due(known, calendar)
    if due.value is None or first.on <= due.value:
        return Answer(Exhaustion.NOT_EXHAUSTED, (*due.steps, needed), due.days)
    late = f"It came after {named(due.value)}, but before suit: the duty to appeal revives"
    step = Step(late, "oglesby_exhaustion")
    return Answer(Exhaustion.APPEAL_REVIVED, (*due.steps, step, needed), due.days)
