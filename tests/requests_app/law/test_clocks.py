"""Every clock of a request on a day: which there are, how they stand, what they may see."""

from datetime import date, timedelta

import pytest

from requests_app.law.clocks import clocks_on, exhaustion_on, may_be_appealed
from requests_app.law.deadline import ClockName, ClockState, Exhaustion
from requests_app.law.ledger import Event, EventKind, Ledger


def entry(kind, on, **fields):
    return Event(EventKind(kind), date.fromisoformat(on), **fields)


def states(ledger, day):
    return [(each.name.value, each.state.value) for each in clocks_on(ledger, day)]


RECEIVED = entry("received", "2025-02-03")
HISTORY = Ledger(
    "DHS/ICE",
    (
        RECEIVED,
        entry("clarification_asked", "2025-02-10", number=2),
        entry("clarification_answered", "2025-02-20"),
        entry("determined", "2025-03-12", adverse=True),
        entry("appealed", "2025-05-01"),
        entry("appeal_received", "2025-05-02"),
        entry("decided", "2025-06-10"),
        entry("sued", "2025-07-01"),
    ),
)


def test_nothing_runs_before_receipt():
    assert clocks_on(HISTORY, date(2025, 2, 2)) == ()


def test_a_ledger_of_nothing_has_no_clock_and_no_exhaustion():
    assert clocks_on(Ledger("DHS/ICE"), date(2025, 2, 2)) == ()
    with pytest.raises(ValueError, match="no day of receipt"):
        exhaustion_on(Ledger("DHS/ICE"), date(2025, 2, 2))


def test_receipt_starts_two_clocks():
    assert states(HISTORY, date(2025, 2, 3)) == [
        ("tracking_number", "running"),
        ("determination", "running"),
    ]


def test_a_question_pauses_the_determination_and_starts_the_requesters_clock():
    (paused,) = (
        each
        for each in clocks_on(HISTORY, date(2025, 2, 12))
        if each.name == ClockName.DETERMINATION
    )
    assert paused.state is ClockState.PAUSED
    assert paused.due is None
    assert ("clarification_reply", "running") in states(HISTORY, date(2025, 2, 12))


def test_the_reply_lets_it_run_again():
    clocks = {each.name: each for each in clocks_on(HISTORY, date(2025, 2, 20))}
    # 4 to 7 Feb are days 1 to 4, 10 to 20 Feb left out, 21 Feb day 5, 24-28 6-10, 3-7 Mar 11-15,
    # 10-14 Mar 16-20.
    assert clocks[ClockName.DETERMINATION].due.value == date(2025, 3, 14)
    assert clocks[ClockName.CLARIFICATION_REPLY].state is ClockState.MET
    assert clocks[ClockName.CLARIFICATION_REPLY].done_on == date(2025, 2, 20)


def test_the_end_of_the_history():
    assert states(HISTORY, date(2025, 7, 1)) == [
        ("tracking_number", "ended"),
        ("clarification_reply", "met"),
        ("determination", "met"),
        ("appeal", "met"),
        ("appeal_decision", "met_late"),
        ("limitation", "met"),
    ]


def test_an_appeal_decided_late_was_overdue_and_lets_sue():
    # 5-9 May are days 1-5, 12-16 6-10, 19-23 11-15, 26 May Memorial Day, 27-30 16-19, 2 Jun 20.
    assert ("appeal_decision", "running") in states(HISTORY, date(2025, 6, 2))
    assert ("appeal_decision", "overdue") in states(HISTORY, date(2025, 6, 3))
    assert exhaustion_on(HISTORY, date(2025, 6, 2)).value is Exhaustion.NOT_EXHAUSTED
    assert exhaustion_on(HISTORY, date(2025, 6, 3)).value is Exhaustion.CONSTRUCTIVE
    assert exhaustion_on(HISTORY, date(2025, 6, 10)).value is Exhaustion.ACTUAL


def test_a_clock_sees_nothing_later_than_its_day():
    day = date(2025, 2, 1)
    while day < date(2025, 7, 10):
        assert clocks_on(HISTORY, day) == clocks_on(HISTORY.as_of(day), day)
        day += timedelta(days=1)


def test_every_clock_that_is_not_paused_has_a_due_day_with_its_working():
    for day in (date(2025, 2, 5), date(2025, 3, 20), date(2025, 7, 1)):
        for each in clocks_on(HISTORY, day):
            assert each.due.steps
            assert each.due.authorities


def test_each_interim_response_with_appeal_rights_has_a_period_of_its_own():
    ledger = Ledger(
        "DHS/ICE",
        (
            RECEIVED,
            entry("produced", "2025-03-03", adverse=True),
            entry("produced", "2025-03-10"),
            entry("determined", "2025-04-01"),
        ),
    )
    appeals = [
        each for each in clocks_on(ledger, date(2025, 4, 1)) if each.name == ClockName.APPEAL
    ]
    assert [each.runs_from.on for each in appeals] == [date(2025, 3, 3), date(2025, 4, 1)]
    assert appeals[0].due.value < appeals[1].due.value


@pytest.mark.parametrize(
    ("event", "starts"),
    [
        (entry("determined", "2025-03-03"), True),
        (entry("determined", "2025-03-03", adverse=False), True),
        (entry("produced", "2025-03-03"), False),
        (entry("produced", "2025-03-03", adverse=True), True),
        (entry("fee_waiver_decided", "2025-03-03", granted=False), True),
        (entry("fee_waiver_decided", "2025-03-03", granted=True), False),
        (entry("expedition_decided", "2025-03-03", granted=False), True),
        (entry("expedition_decided", "2025-03-03"), False),
        (entry("acknowledged", "2025-03-03", adverse=True), False),
    ],
)
def test_what_may_be_appealed(event, starts):
    assert may_be_appealed(event) is starts


def test_where_receipt_counts_sending_alone_does_not_meet_the_period():
    sent = (entry("determined", "2025-03-03"), entry("appealed", "2025-05-30"))
    cia = Ledger("CIA", sent)
    (clock,) = clocks_on(cia, date(2025, 5, 30))
    assert (clock.due.value, clock.state) == (date(2025, 5, 30), ClockState.RUNNING)
    late = cia.with_events(entry("appeal_received", "2025-06-03"))
    assert ("appeal", "met_late") in states(late, date(2025, 6, 3))
    state = Ledger("DOS", sent)
    assert ("appeal", "met") in states(state, date(2025, 6, 3))


def test_an_answer_to_the_request_ends_the_clock_of_expedition():
    ledger = Ledger(
        "DHS/ICE",
        (
            RECEIVED,
            entry("expedition_asked", "2025-02-03", certified=True),
            entry("determined", "2025-02-10"),
        ),
    )
    assert states(ledger, date(2025, 2, 14))[:2] == [
        ("tracking_number", "ended"),
        ("expedition_decision", "ended"),
    ]


def test_a_request_to_expedite_without_a_certified_statement_starts_no_clock():
    ledger = Ledger("DHS/ICE", (RECEIVED, entry("expedition_asked", "2025-02-03", certified=False)))
    assert "expedition_decision" not in dict(states(ledger, date(2025, 2, 14)))


def test_a_clock_for_which_no_law_is_known_is_left_out_and_the_others_stay():
    ledger = Ledger("DOS", (RECEIVED, entry("clarification_asked", "2025-02-10")))
    assert dict(states(ledger, date(2025, 2, 13))) == {
        "tracking_number": "running",
        "determination": "paused",
    }
    assert clocks_on(Ledger("DHS/ICE", (entry("received", "1996-05-01"),)), date(1996, 9, 1)) == ()


def test_the_limit_to_sue_starts_with_the_first_default_and_stays():
    ledger = Ledger("DHS/ICE", (RECEIVED,))
    assert "limitation" not in dict(states(ledger, date(2025, 3, 4)))
    (clock,) = (
        each for each in clocks_on(ledger, date(2025, 3, 5)) if each.name == ClockName.LIMITATION
    )
    assert clock.due.value == date(2031, 3, 5)
    answered = ledger.with_events(entry("determined", "2025-08-20"))
    (later,) = (
        each for each in clocks_on(answered, date(2025, 9, 1)) if each.name == ClockName.LIMITATION
    )
    assert later.due.value == clock.due.value
    assert later.runs_from == RECEIVED


def appeals_of(ledger, day):
    clocks = (each for each in clocks_on(ledger, day) if each.name == ClockName.APPEAL)
    return {each.runs_from.kind.value: each.state.value for each in clocks}


def test_a_determination_leaves_no_refusal_of_expedition_to_appeal():
    ledger = Ledger(
        "DOS",
        (
            RECEIVED,
            entry("expedition_decided", "2025-02-10", granted=False),
            entry("determined", "2025-04-01"),
        ),
    )
    assert appeals_of(ledger, date(2025, 3, 31)) == {"expedition_decided": "running"}
    after = {"expedition_decided": "ended", "determined": "running"}
    assert appeals_of(ledger, date(2025, 4, 1)) == after


def test_a_refusal_of_expedition_that_was_appealed_stays_so():
    ledger = Ledger(
        "DOS",
        (
            RECEIVED,
            entry("expedition_decided", "2025-02-10", granted=False),
            entry("appealed", "2025-03-01"),
            entry("determined", "2025-04-01"),
        ),
    )
    assert appeals_of(ledger, date(2025, 4, 1))["expedition_decided"] == "met"


def test_an_appeal_of_a_later_letter_is_no_late_appeal_of_an_earlier_one():
    entries = (
        RECEIVED,
        entry("produced", "2025-02-10", adverse=True),
        entry("determined", "2025-06-02"),
        entry("appealed", "2025-07-01"),
    )
    ledger = Ledger("DOS", entries)
    assert appeals_of(ledger, date(2025, 7, 1)) == {"produced": "overdue", "determined": "met"}
    alone = Ledger("DOS", (*entries[:2], entries[3]))
    assert appeals_of(alone, date(2025, 7, 1)) == {"produced": "met_late"}


def test_one_appeal_answers_every_letter_whose_period_is_open():
    ledger = Ledger(
        "DOS",
        (
            RECEIVED,
            entry("produced", "2025-05-01", adverse=True),
            entry("determined", "2025-06-02"),
            entry("appealed", "2025-07-01"),
        ),
    )
    assert appeals_of(ledger, date(2025, 7, 1)) == {"produced": "met", "determined": "met"}
