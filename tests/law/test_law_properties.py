"""What holds of every history whatever happened in it.

The histories are drawn, not worked by hand: a rule that keeps its cases may still break one of
these on days nobody thought of.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from requests_app.law.authorities import authority
from requests_app.law.calendar import Calendar, is_working_day
from requests_app.law.clocks import clocks_on, exhaustion_on
from requests_app.law.deadline import ClockState
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.rules.appeal_decision_due import appeal_decision_due
from requests_app.law.rules.appeal_window_closes import appeal_window_closes
from requests_app.law.rules.clarification_reply_due import clarification_reply_due
from requests_app.law.rules.clock_start import clock_start
from requests_app.law.rules.constructive_exhaustion import constructive_exhaustion
from requests_app.law.rules.determination_due import determination_due
from requests_app.law.rules.expedition_decision_due import expedition_decision_due
from requests_app.law.rules.extension_allowed import extension_allowed
from requests_app.law.rules.limitation_closes import limitation_closes
from requests_app.law.rules.search_fee_barred import search_fee_barred
from requests_app.law.rules.tolled_periods import tolled_periods
from requests_app.law.rules.tracking_number_due import tracking_number_due
from requests_app.law.trace import Answer

K = EventKind
AGENCIES = ("DHS/ICE", "DHS", "DOS", "DoD", "HHS", "EPA", "DOI/BLM", "CIA", "DOJ/FBI", "USDA")
FIRST, LAST = date(2017, 1, 1), date(2032, 12, 31)
ONE_DAY = timedelta(days=1)
CIRCUMSTANCES = ("field_facilities", "voluminous_records", "consultation")
RULES: dict[str, Callable[[Ledger, date, Calendar], Answer[Any]]] = {
    "clock_start": lambda known, _, calendar: clock_start(known, calendar),
    "determination_due": lambda known, _, calendar: determination_due(known, calendar),
    "extension_allowed": lambda known, _, calendar: extension_allowed(known, calendar),
    "tolled_periods": lambda known, _, calendar: tolled_periods(known, calendar),
    "tracking_number_due": lambda known, _, calendar: tracking_number_due(known, calendar),
    "limitation_closes": lambda known, _, calendar: limitation_closes(known, calendar),
    "search_fee_barred": lambda known, day, calendar: search_fee_barred(known, day, calendar),
    "constructive_exhaustion": lambda known, day, calendar: constructive_exhaustion(
        known, day, calendar
    ),
}
"""The rules that are about a ledger as a whole."""

calendars = st.sampled_from(Calendar)
agencies = st.sampled_from(AGENCIES)
days = st.dates(FIRST, LAST)
circumstances = st.lists(st.sampled_from(CIRCUMSTANCES), max_size=2, unique=True).map(tuple)
yes_or_no = st.booleans()


@st.composite
def events(draw: st.DrawFn, around: date) -> Event:
    """An entry of any kind within some months of a day."""
    kind = draw(st.sampled_from([each for each in K if each is not K.SENT]))
    on = around + timedelta(days=draw(st.integers(0, 120)))
    stated: dict[str, Any] = {}
    if kind in (K.EXTENDED, K.APPEAL_EXTENDED):
        stated["circumstances"] = draw(circumstances)
        stated["days"] = draw(st.none() | st.integers(1, 40))
        stated["until"] = draw(st.none() | st.integers(1, 60).map(lambda n: on + n * ONE_DAY))
        for each in ("offers_to_narrow", "names_liaison", "names_ogis"):
            stated[each] = draw(yes_or_no)
        stated["pages"] = draw(st.none() | st.sampled_from([100, 5000, 5001]))
        stated["contacts"] = draw(st.none() | st.integers(0, 4))
    elif kind in (K.DETERMINED, K.PRODUCED):
        stated["adverse"] = draw(st.none() | yes_or_no)
    elif kind is K.EXPEDITION_ASKED:
        stated["certified"] = draw(st.none() | yes_or_no)
        stated["ground"] = draw(st.sampled_from(["", "media_interest"]))
    elif kind in (K.DECIDED, K.EXPEDITION_DECIDED, K.FEE_WAIVER_DECIDED):
        stated["granted"] = draw(st.none() | yes_or_no)
    return Event(kind, on, **stated)


@st.composite
def ledgers(draw: st.DrawFn, most: int = 8) -> Ledger:
    """A request that was received, and what may have happened to it."""
    received = draw(days)
    others = draw(st.lists(events(received), max_size=most))
    entries = [Event(K.RECEIVED, received), *others]
    numbered = [replace(each, number=number) for number, each in enumerate(entries, start=1)]
    return Ledger(draw(agencies), tuple(numbered))


def outcome(rule: Callable[..., Any], *given_: Any) -> Any:
    """The answer, or the refusal in its words."""
    try:
        return rule(*given_)
    except (ValueError, LookupError) as refusal:
        return type(refusal), str(refusal)


def answers(known: Ledger, day: date, calendar: Calendar) -> dict[str, Any]:
    """What every rule says, and how every clock stands."""
    found = {name: outcome(rule, known, day, calendar) for name, rule in RULES.items()}
    found["clocks"] = clocks_on(known, day)
    found["exhaustion"] = outcome(exhaustion_on, known, day)
    return found


@given(ledgers(), calendars)
def test_the_day_on_which_a_determination_is_due_is_a_working_day(known, calendar):
    due = determination_due(known, calendar).value
    assert due is None or is_working_day(due, calendar)


@given(ledgers(), calendars)
def test_the_day_on_which_an_appeal_is_to_be_decided_is_a_working_day(known, calendar):
    for appeal in known.all(K.APPEAL_RECEIVED):
        assert is_working_day(appeal_decision_due(known, appeal, calendar).value, calendar)


@given(agencies, days, calendars)
def test_a_last_day_of_the_requester_is_a_working_day_without_doubt(agency, on, calendar):
    determination = Event(K.DETERMINED, on, number=1)
    asked = Event(K.CLARIFICATION_ASKED, on, number=2, until=on + timedelta(days=30))
    known = Ledger(agency, (determination, asked))
    assert is_working_day(
        appeal_window_closes(known, determination, calendar).value, Calendar.AGENCY
    )
    assert is_working_day(clarification_reply_due(known, asked, calendar).value, Calendar.AGENCY)


@given(ledgers(), calendars)
def test_a_last_day_to_sue_is_a_working_day_without_doubt(known, calendar):
    found = outcome(limitation_closes, known, calendar)
    assume(isinstance(found, Answer))
    assert is_working_day(found.value, Calendar.AGENCY)


@given(agencies, days, st.integers(0, 40), st.integers(0, 60), st.integers(0, 60), calendars)
def test_a_reply_that_comes_later_never_makes_the_determination_due_earlier(
    agency, received, asked, waited, longer, calendar
):
    def due(reply: int) -> date | None:
        asked_on = received + asked * ONE_DAY
        entries = (
            Event(K.RECEIVED, received),
            Event(K.CLARIFICATION_ASKED, asked_on),
            Event(K.CLARIFICATION_ANSWERED, asked_on + reply * ONE_DAY),
        )
        return determination_due(Ledger(agency, entries), calendar).value

    sooner, later = due(waited), due(waited + longer)
    assert sooner is not None
    assert later is not None
    assert sooner <= later


@given(ledgers(), st.integers(0, 60), st.integers(0, 30), calendars)
def test_a_further_question_about_fees_never_makes_the_determination_due_earlier(
    known, asked, waited, calendar
):
    # A second question could take another one's reply: that would be another history.
    assume(not known.all(K.FEES_ASKED, K.FEES_ANSWERED, K.DETERMINED))
    before = determination_due(known, calendar).value
    assume(before is not None)
    asked_on = known.events[0].on + asked * ONE_DAY
    reply = Event(K.FEES_ANSWERED, asked_on + waited * ONE_DAY)
    tolled = known.with_events(Event(K.FEES_ASKED, asked_on), reply)
    # None where the later end lets a question pause that had been too late, and is still open.
    after = determination_due(tolled, calendar).value
    assert after is None or after >= before


@given(ledgers(), calendars)
def test_a_pause_that_goes_on_never_makes_the_determination_due_at_all(known, calendar):
    assume(not known.all(K.FEES_ASKED, K.FEES_ANSWERED, K.DETERMINED))
    # A question asked within an extension pauses nothing by the requester's calendar.
    assume(calendar is Calendar.AGENCY or not extension_allowed(known, calendar).value.days)
    due = determination_due(known, calendar).value
    assume(due is not None)
    asked = known.with_events(Event(K.FEES_ASKED, due - ONE_DAY))
    if due - ONE_DAY >= clock_start(known, calendar).value:
        assert determination_due(asked, calendar).value is None


@given(ledgers(), st.randoms(use_true_random=False), days, calendars)
def test_the_order_in_which_entries_were_made_does_not_matter(known, random, day, calendar):
    shuffled = list(known.events)
    random.shuffle(shuffled)
    # Two entries alike in all but their numbers are one history either way.
    assume(len({replace(each, number=0) for each in shuffled}) == len(shuffled))
    other = replace(known, events=tuple(shuffled))
    assert answers(other, day, calendar) == answers(known, day, calendar)


@given(ledgers())
def test_the_requester_never_counts_to_a_later_day_than_the_agency(known):
    own = determination_due(known, Calendar.REQUESTER).value
    against = determination_due(known, Calendar.AGENCY).value
    assert against is None or (own is not None and own <= against)
    assert clock_start(known, Calendar.REQUESTER).value <= clock_start(known).value
    number = tracking_number_due(known, Calendar.REQUESTER).value
    assert number <= tracking_number_due(known, Calendar.AGENCY).value


@given(ledgers())
def test_the_same_holds_for_expedition_and_for_an_appeal(known):
    for asked in known.all(K.EXPEDITION_ASKED):
        if asked.certified is not False:
            own = expedition_decision_due(known, asked, Calendar.REQUESTER).value
            assert own <= expedition_decision_due(known, asked, Calendar.AGENCY).value
    for appeal in known.all(K.APPEAL_RECEIVED):
        own = appeal_decision_due(known, appeal, Calendar.REQUESTER).value
        assert own <= appeal_decision_due(known, appeal, Calendar.AGENCY).value


@given(agencies, days)
def test_the_same_holds_for_the_requesters_own_last_days(agency, on):
    determination = Event(K.DETERMINED, on)
    known = Ledger(agency, (determination,))
    own = appeal_window_closes(known, determination, Calendar.REQUESTER).value
    assert own <= appeal_window_closes(known, determination, Calendar.AGENCY).value


@given(agencies, days)
def test_an_appeal_after_a_later_determination_never_closes_earlier(agency, on):
    def last(day: date) -> date:
        determination = Event(K.DETERMINED, day)
        return appeal_window_closes(Ledger(agency, (determination,)), determination).value

    # The one day on which a rule of the table begins may shorten nothing either.
    assert last(on) <= last(on + ONE_DAY)


@given(ledgers(most=5), days, st.data(), calendars)
def test_a_day_knows_nothing_of_what_came_after_it(known, day, data, calendar):
    later = data.draw(st.lists(events(day + ONE_DAY), min_size=1, max_size=4))
    more = known.with_events(*later)
    assert clocks_on(more, day) == clocks_on(known, day)
    assert outcome(exhaustion_on, more, day) == outcome(exhaustion_on, known, day)
    seen = answers(more.as_of(day), day, calendar)
    assert seen == answers(known.as_of(day), day, calendar)


@given(ledgers(most=5), days, st.data(), calendars)
def test_a_withdrawn_entry_is_as_if_it_had_never_been_made(known, day, data, calendar):
    wrong = replace(data.draw(events(known.events[0].on)), number=90)
    withdrawal = Event(wrong.kind, data.draw(days), number=91, withdraws=90)
    corrected = known.with_events(wrong, withdrawal)
    assert answers(corrected, day, calendar) == answers(known, day, calendar)


@given(ledgers(), days, calendars)
def test_every_answer_shows_steps_and_rests_on_authorities_that_exist(known, day, calendar):
    found = [each for each in answers(known, day, calendar).values() if isinstance(each, Answer)]
    found += [clock.due for clock in clocks_on(known, day) if clock.due]
    assert found
    for answer in found:
        assert answer.steps
        assert all(answer.working)
        assert answer.authorities
        keys = {*answer.authorities, *(each.authority for each in answer.days if each.authority)}
        assert {authority(key).key for key in keys} == keys


@given(ledgers(), calendars)
def test_the_count_day_by_day_has_every_day_once_and_every_number_once(known, calendar):
    counted = determination_due(known, calendar).days
    assert (
        [each.on for each in counted] == [counted[0].on + n * ONE_DAY for n in range(len(counted))]
        if counted
        else True
    )
    numbers = [each.number for each in counted if each.number]
    assert numbers == list(range(1, len(numbers) + 1))


@given(ledgers(), days)
def test_a_clock_in_a_state_has_what_the_state_says(known, day):
    for clock in clocks_on(known, day):
        if clock.state in (ClockState.RUNNING, ClockState.OVERDUE):
            assert clock.due is not None
            assert (day <= clock.due.value) is (clock.state is ClockState.RUNNING)
            assert clock.done_on is None
        elif clock.state is ClockState.PAUSED:
            assert clock.due is None
        elif clock.state in (ClockState.MET, ClockState.MET_LATE):
            assert clock.done_on is not None
            late = clock.due is not None and clock.done_on > clock.due.value
            assert late is (clock.state is ClockState.MET_LATE)


@settings(max_examples=10)
@given(ledgers(most=6))
def test_a_clock_that_was_kept_or_missed_by_the_agency_stays_so(known):
    """Day by day over four months: once the agency acted, later days do not tell otherwise."""
    first = known.events[0].on
    kept: dict[tuple[str, int], tuple[ClockState, date | None]] = {}
    for n in range(121):
        for clock in clocks_on(known, first + n * ONE_DAY):
            key = (clock.name, clock.runs_from.number)
            if clock.state in (ClockState.MET, ClockState.MET_LATE) and clock.whose == "agency":
                state = (clock.state, clock.done_on)
                assert kept.setdefault(key, state) == state
