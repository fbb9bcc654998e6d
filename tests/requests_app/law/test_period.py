"""The period to decide: which reply ends which question, and which notice counts."""

from datetime import date

import pytest

from requests_app.law.calendar import Calendar
from requests_app.law.extension import Defect, Extension, told
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.period import decision_period, reply_to

RECEIVED = Event(EventKind.RECEIVED, date(2025, 2, 3))


def entry(kind, on, **fields):
    return Event(EventKind(kind), date.fromisoformat(on), **fields)


def test_a_reply_on_the_day_of_a_second_question_answers_the_first():
    first, second = entry("fees_asked", "2025-02-05"), entry("fees_asked", "2025-02-10")
    reply = entry("fees_answered", "2025-02-10")
    later = entry("fees_answered", "2025-02-14")
    ledger = Ledger("DHS/ICE", (RECEIVED, first, second, reply, later))
    assert reply_to(ledger, first) == reply
    assert reply_to(ledger, second) == later


def test_a_reply_on_the_day_of_the_question_answers_it():
    asked, reply = entry("fees_asked", "2025-02-05"), entry("fees_answered", "2025-02-05")
    assert reply_to(Ledger("DHS/ICE", (RECEIVED, asked, reply)), asked) == reply


def test_one_reply_ends_every_question_before_it():
    asked = [entry("fees_asked", "2025-02-05"), entry("fees_asked", "2025-02-06")]
    reply = entry("fees_answered", "2025-02-10")
    ledger = Ledger("DHS/ICE", (RECEIVED, *asked, reply))
    assert [reply_to(ledger, each) for each in asked] == [reply, reply]


def test_a_reply_on_fees_answers_no_question_on_the_records():
    asked = entry("clarification_asked", "2025-02-05")
    ledger = Ledger("DHS/ICE", (RECEIVED, asked, entry("fees_answered", "2025-02-10")))
    assert reply_to(ledger, asked) is None


@pytest.mark.parametrize("calendar", Calendar)
def test_a_question_on_the_last_day_lets_nobody_be_called_late_for_it(calendar):
    """The two calendars read the day of asking differently, and only there."""
    asked = entry("clarification_asked", "2025-03-04")
    end = decision_period(Ledger("DHS/ICE", (RECEIVED, asked)), calendar).end(calendar)
    if calendar is Calendar.AGENCY:
        assert end is None
    else:
        assert end.value == date(2025, 3, 4)


@pytest.mark.parametrize(
    ("days", "theirs", "ours"),
    [((4, 6), 10, 4), ((3, 4), 7, 3), ((8, 8), 10, 8), ((10, 10), 10, 10)],
)
def test_of_two_notices_the_agency_has_both_up_to_ten_and_the_requester_the_first(
    days, theirs, ours
):
    notices = [
        entry("extended", f"2025-02-{20 + place}", days=each, circumstances=("consultation",))
        for place, each in enumerate(days)
    ]
    ledger = Ledger("DHS/ICE", (RECEIVED, *notices))
    found = {each: decision_period(ledger, each).extension.value.days for each in Calendar}
    assert found == {Calendar.AGENCY: theirs, Calendar.REQUESTER: ours}


def test_two_notices_that_name_a_day_reach_the_later_one_and_no_further():
    notices = [
        entry("extended", "2025-02-20", until=date(2025, 3, day), circumstances=("consultation",))
        for day in (7, 11)
    ]
    found = decision_period(Ledger("DHS/ICE", (RECEIVED, *notices)), Calendar.AGENCY)
    assert found.extension.value.days == 5
    assert found.end(Calendar.AGENCY).value == date(2025, 3, 11)


def test_a_question_asked_within_the_extension_pauses_it_for_the_agency_alone():
    notice = entry("extended", "2025-02-20", days=10, circumstances=("consultation",))
    asked = entry("clarification_asked", "2025-03-10")
    ledger = Ledger("DHS/ICE", (RECEIVED, notice, asked))
    assert decision_period(ledger, Calendar.AGENCY).end(Calendar.AGENCY) is None
    ours = decision_period(ledger, Calendar.REQUESTER).end(Calendar.REQUESTER)
    assert ours.value == date(2025, 3, 18)


def test_the_day_of_the_reply_counts_for_the_requester_alone():
    asked = entry("clarification_asked", "2025-02-10")
    reply = entry("clarification_answered", "2025-02-20")
    ledger = Ledger("DHS/ICE", (RECEIVED, asked, reply))
    ends = {each: decision_period(ledger, each).end(each).value for each in Calendar}
    # Left out: 10 to 20 Feb for the agency, 11 to 19 Feb for the requester (17 Feb is none anyhow).
    assert ends == {Calendar.AGENCY: date(2025, 3, 14), Calendar.REQUESTER: date(2025, 3, 12)}


def test_what_came_after_the_determination_does_not_bear_on_it():
    after = (
        entry("determined", "2025-02-20"),
        entry("fees_asked", "2025-02-21"),
        entry("extended", "2025-02-21", days=10, circumstances=("consultation",)),
    )
    period = decision_period(Ledger("DHS/ICE", (RECEIVED, *after)), Calendar.AGENCY)
    assert period.end(Calendar.AGENCY).value == date(2025, 3, 4)


def test_a_day_of_the_weekend_that_a_notice_names_has_not_passed_on_friday():
    notice = entry(
        "extended", "2025-02-20", until=date(2025, 3, 8), circumstances=("consultation",)
    )
    ledger = Ledger("DHS/ICE", (RECEIVED, notice))
    ends = {
        calendar: decision_period(ledger, calendar).end(calendar).value for calendar in Calendar
    }
    assert ends == {Calendar.REQUESTER: date(2025, 3, 7), Calendar.AGENCY: date(2025, 3, 10)}


def test_notice_of_ogis_is_not_asked_of_an_answer_to_an_older_request():
    def lacking(received_on):
        received = entry("received", received_on)
        notice = entry("extended", received_on, days=30, circumstances=("consultation",))
        period = decision_period(Ledger("DHS/ICE", (received, notice)), Calendar.AGENCY)
        return period.extension.value.defects

    assert lacking("2016-07-01") == (Defect.NO_OFFER, Defect.NO_LIAISON, Defect.NO_OGIS)
    assert lacking("2016-06-30") == (Defect.NO_OFFER, Defect.NO_LIAISON)


@pytest.mark.parametrize("defect", Defect)
def test_every_defect_has_words(defect):
    assert defect.text


def test_where_no_notice_was_sent_none_is_told_of():
    with pytest.raises(ValueError, match="no notice"):
        list(told(Extension(0)))
