"""Where a rule has nothing to count from, or the law nothing to say."""

from datetime import date

import pytest

from requests_app.law.calendar import Calendar
from requests_app.law.clocks import exhaustion_on
from requests_app.law.counting import count
from requests_app.law.deadline import Exhaustion
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.rules.clock_start import clock_start
from requests_app.law.rules.determination_due import determination_due
from requests_app.law.rules.expedition_decision_due import expedition_decision_due
from requests_app.law.rules.tolled_periods import tolled_periods
from requests_app.law.trace import NothingRunsError


def entry(kind, on, **fields):
    return Event(EventKind(kind), date.fromisoformat(on), **fields)


@pytest.mark.parametrize("unit", ["page", "attempt", "part", "year"])
def test_a_period_is_not_counted_in_pages_or_the_like(unit):
    with pytest.raises(ValueError, match=f"not counted in {unit}"):
        count(date(2025, 2, 3), 10, unit, Calendar.AGENCY)


def test_before_the_routing_limit_was_law_the_second_receipt_starts_the_clock():
    received, routed = entry("received", "2008-12-30"), entry("routed", "2009-03-02")
    assert clock_start(Ledger("DHS/ICE", (received, routed))).value == date(2009, 3, 2)


def test_before_it_a_request_never_routed_has_no_start():
    elsewhere = Ledger("DHS/ICE", (entry("received", "2008-12-30", component="DHS/PRIV"),))
    with pytest.raises(NothingRunsError, match="receipt by the component that answers"):
        clock_start(elsewhere)


@pytest.mark.parametrize(
    ("component", "start"),
    [
        ("", date(2025, 2, 3)),
        ("DHS/ICE", date(2025, 2, 3)),
        ("dhs/ice/ERO", date(2025, 2, 3)),
        # Ten working days: 4-7 Feb 1-4, 10-14 5-9, 17 Feb a holiday, 18 Feb 10.
        ("DHS", date(2025, 2, 18)),
        ("DHS/PRIV", date(2025, 2, 18)),
        ("DHS/ICELAND", date(2025, 2, 18)),
    ],
)
def test_a_receipt_outside_the_component_that_answers_starts_it_at_the_limit(component, start):
    ledger = Ledger("DHS/ICE", (entry("received", "2025-02-03", component=component),))
    assert clock_start(ledger).value == start


def test_a_routing_to_another_component_starts_nothing():
    routed = entry("routed", "2025-02-10", component="DHS/PRIV")
    ledger = Ledger("DHS/ICE", (entry("received", "2025-02-03"), routed))
    assert clock_start(ledger).value == date(2025, 2, 3)


def test_expedition_without_a_certified_statement_is_refused_by_the_rule_itself():
    asked = entry("expedition_asked", "2025-02-03", certified=False)
    with pytest.raises(NothingRunsError, match="no certified statement"):
        expedition_decision_due(Ledger("DOS", (asked,)), asked)


def test_expedition_before_it_was_law_has_no_period():
    asked = entry("expedition_asked", "1997-10-01")
    with pytest.raises(LookupError, match="no period is known"):
        expedition_decision_due(Ledger("DOS", (asked,)), asked)


def test_at_dhs_expedition_needs_a_receipt():
    asked = entry("expedition_asked", "2025-02-03")
    with pytest.raises(NothingRunsError, match="no day of receipt"):
        expedition_decision_due(Ledger("DHS/ICE", (asked,)), asked)


def test_a_determination_without_a_known_receipt_has_to_be_appealed():
    ledger = Ledger("DHS/ICE", (entry("determined", "2025-02-03"),))
    answer = exhaustion_on(ledger, date(2025, 3, 3))
    assert answer.value is Exhaustion.NOT_EXHAUSTED
    assert "An appeal is needed before suit" in answer.working


def test_a_question_answered_the_same_day_leaves_out_no_day_of_the_requesters():
    asked = entry("clarification_asked", "2025-02-10")
    reply = entry("clarification_answered", "2025-02-10")
    ledger = Ledger("DHS/ICE", (entry("received", "2025-02-03"), asked, reply))
    (line,) = tolled_periods(ledger, Calendar.REQUESTER).working
    assert line.endswith("the reply was received on Mon, Feb 10, 2025, no day is left out")
    (line,) = tolled_periods(ledger, Calendar.AGENCY).working
    assert line.endswith("not counted from Mon, Feb 10, 2025 to Mon, Feb 10, 2025, both included")


@pytest.mark.parametrize(
    ("agency", "calendar", "due"),
    [
        # 3 Feb is day 1: 3-7 Feb 1-5, 10-14 6-10, 18-21 11-14, 24-28 15-19, 3 Mar 20.
        ("DOI/BLM", Calendar.REQUESTER, date(2025, 3, 3)),
        ("DOI/BLM", Calendar.AGENCY, date(2025, 3, 4)),
        ("DOS", Calendar.REQUESTER, date(2025, 3, 4)),
    ],
)
def test_the_day_of_receipt_is_the_first_only_at_interior_and_only_as_a_caution(
    agency, calendar, due
):
    ledger = Ledger(agency, (entry("received", "2025-02-03"),))
    answer = determination_due(ledger, calendar)
    assert answer.value == due
    assert ("doi_2_16" in answer.authorities) == agency.startswith("DOI")
