"""What entries of the ledger follow from the facts of a letter that a person agreed to."""

from datetime import date
from typing import Any

import pytest

from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.ingest.extract.letter_facts.events import Said, events_of
from requests_app.law.clock import StatedPeriod
from requests_app.law.ledger import Event, EventKind

DAY = date(2018, 10, 5)
RECORDED = date(2018, 10, 9)


def said(dated_on: date | None = RECORDED, **facts: Any) -> Said:
    """The facts by their names, a list for several."""
    pairs = [
        (FactName(name), value)
        for name, values in facts.items()
        for value in (values if isinstance(values, list) else [values])
    ]
    return Said(tuple(pairs), dated_on)


@pytest.mark.parametrize(
    ("facts", "events"),
    [
        pytest.param({}, [], id="nothing confirmed"),
        pytest.param(
            {"kind": "acknowledgment"},
            [Event(EventKind.ACKNOWLEDGED, RECORDED)],
            id="the day of the record where none was read",
        ),
        pytest.param(
            {"kind": "acknowledgment", "dated_on": DAY},
            [Event(EventKind.ACKNOWLEDGED, DAY)],
            id="the day on the letter before that of the record",
        ),
        pytest.param(
            {"kind": "acknowledgment", "request_received_on": date(2018, 10, 1)},
            [
                Event(EventKind.RECEIVED, date(2018, 10, 1)),
                Event(EventKind.ACKNOWLEDGED, RECORDED),
            ],
            id="receipt as the agency states it",
        ),
        pytest.param(
            {"kind": "appeal_acknowledgment", "request_received_on": date(2018, 10, 1)},
            [Event(EventKind.APPEAL_RECEIVED, date(2018, 10, 1))],
            id="receipt of the appeal",
        ),
        pytest.param(
            {"kind": "appeal_determination", "request_received_on": date(2018, 10, 1)},
            [Event(EventKind.DECIDED, RECORDED)],
            id="a decision that restates a day of receipt says not of what",
        ),
        pytest.param(
            {"kind": "appeal_acknowledgment"}, [], id="the day of the letter is not that of receipt"
        ),
        pytest.param(
            {
                "kind": ["acknowledgment", "extension"],
                "extended_by_days": 10,
                "extended_until": date(2018, 11, 1),
                "unusual_circumstance": ["consultation", "field_facilities"],
                "offers_to_narrow": "You may narrow it.",
                "ogis": "OGIS",
            },
            [
                Event(EventKind.ACKNOWLEDGED, RECORDED),
                Event(
                    EventKind.EXTENDED,
                    RECORDED,
                    until=date(2018, 11, 1),
                    days=10,
                    circumstances=("field_facilities", "consultation"),
                    offers_to_narrow=True,
                    names_ogis=True,
                ),
            ],
            id="a letter that does two things",
        ),
        pytest.param(
            {"kind": ["appeal_acknowledgment", "extension"], "extended_by_days": 10},
            [Event(EventKind.APPEAL_EXTENDED, RECORDED, days=10)],
            id="an extension of the appeal",
        ),
        pytest.param(
            {"extended_by_days": 10}, [], id="a number of days without the kind is no extension"
        ),
        pytest.param(
            {"kind": "extension", "unusual_circumstance": "backlog"},
            [Event(EventKind.EXTENDED, RECORDED)],
            id="a ground that is not on the closed list",
        ),
        pytest.param(
            {"kind": "determination", "exemption_claimed": "(b)(6)", "appeal_within_days": 90},
            [
                Event(
                    EventKind.DETERMINED,
                    RECORDED,
                    adverse=True,
                    stated_window=StatedPeriod(90, "calendar_day"),
                )
            ],
            id="days that are not said to be working days",
        ),
        pytest.param(
            {"kind": "no_records", "appeal_within_days": 90, "appeal_unit": "working_day"},
            [
                Event(
                    EventKind.DETERMINED,
                    RECORDED,
                    adverse=True,
                    stated_window=StatedPeriod(90, "working_day"),
                )
            ],
            id="no records is adverse",
        ),
        pytest.param(
            {"kind": "determination", "pages_released": 40, "pages_withheld_in_full": 0},
            [Event(EventKind.DETERMINED, RECORDED)],
            id="none withheld is not known to be adverse",
        ),
        pytest.param(
            {"kind": ["determination", "no_records", "glomar"]},
            [Event(EventKind.DETERMINED, RECORDED, adverse=True)],
            id="one determination whatever it says",
        ),
        pytest.param(
            {"kind": "interim_response", "exemption_claimed": "(b)(5)"},
            [Event(EventKind.PRODUCED, RECORDED)],
            id="an interim response without appeal rights",
        ),
        pytest.param(
            {"kind": "interim_response", "appeal_right": "You may appeal."},
            [Event(EventKind.PRODUCED, RECORDED)],
            id="an interim response that denies nothing",
        ),
        pytest.param(
            {
                "kind": "interim_response",
                "exemption_claimed": "(b)(5)",
                "appeal_right": "You may appeal.",
            },
            [Event(EventKind.PRODUCED, RECORDED, adverse=True)],
            id="an interim response that denies and may be appealed",
        ),
        pytest.param(
            {"kind": "expedition_decision", "expedition_granted": 0, "appeal_within_days": 90},
            [
                Event(
                    EventKind.EXPEDITION_DECIDED,
                    RECORDED,
                    granted=False,
                    stated_window=StatedPeriod(90, "calendar_day"),
                )
            ],
            id="expedition denied",
        ),
        pytest.param(
            {"kind": "fee_waiver_decision", "fee_waiver_granted": 1, "appeal_within_days": 90},
            [Event(EventKind.FEE_WAIVER_DECIDED, RECORDED, granted=True)],
            id="a waiver granted leaves nothing to appeal",
        ),
        pytest.param(
            {"kind": "fee_waiver_decision"},
            [Event(EventKind.FEE_WAIVER_DECIDED, RECORDED)],
            id="an outcome that was not confirmed is not known",
        ),
        pytest.param(
            {"kind": ["referral", "consultation", "closure"]}, [], id="what moves no clock"
        ),
    ],
)
def test_a_letter_makes_the_entries_that_it_states(
    facts: dict[str, Any], events: list[Event]
) -> None:
    assert list(events_of(said(**facts))) == events


def test_a_letter_without_any_day_makes_no_entry_but_those_it_dates() -> None:
    facts = {"kind": "acknowledgment", "request_received_on": DAY}
    assert list(events_of(said(None, **facts))) == [Event(EventKind.RECEIVED, DAY)]
