"""What an entry states goes into JSON and comes back the same; nothing else goes in."""

import json
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from requests_app.law.clock import StatedPeriod
from requests_app.law.ledger import Event, EventKind
from requests_app.law.ledger_terms import TermsError, read_terms, term_names, terms_of

ON = date(2018, 7, 20)
ELSEWHERE = {"kind", "on", "number", "withdraws", "what"}
"""Columns of their own."""

VALUES = {
    "until": some.dates(),
    "days": some.integers(1, 400),
    "circumstances": some.sampled_from(
        [(), ("field_facilities",), ("voluminous_records", "consultation")]
    ),
    "offers_to_narrow": some.booleans(),
    "names_liaison": some.booleans(),
    "names_ogis": some.booleans(),
    "agreed": some.booleans(),
    "discussed": some.booleans(),
    "adverse": some.none() | some.booleans(),
    "granted": some.none() | some.booleans(),
    "certified": some.none() | some.booleans(),
    "ground": some.sampled_from(["", "media_interest"]),
    "component": some.sampled_from(["", "DHS/ICE"]),
    "stated_window": some.builds(
        StatedPeriod, some.integers(1, 400), some.sampled_from(["working_day", "calendar_day"])
    ),
    "pages": some.integers(0, 10_000),
    "contacts": some.integers(0, 9),
}


def test_every_field_of_an_entry_is_a_term_or_a_column() -> None:
    terms = {name for kind in EventKind for name in term_names(kind)}
    assert terms | ELSEWHERE == {field.name for field in fields(Event)}
    assert set(VALUES) == terms


@given(some.data())
def test_terms_come_back_as_they_went(data: some.DataObject) -> None:
    kind = data.draw(some.sampled_from(list(EventKind)))
    stated = {
        name: data.draw(VALUES[name]) for name in term_names(kind) if data.draw(some.booleans())
    }
    event = Event(kind, ON, **stated)
    written = json.loads(json.dumps(terms_of(event)))
    assert Event(kind, ON, **read_terms(kind, written)) == event


def test_what_is_not_stated_is_not_written() -> None:
    assert terms_of(Event(EventKind.DETERMINED, ON)) == {}
    assert terms_of(Event(EventKind.DETERMINED, ON, adverse=False)) == {"adverse": False}


@pytest.mark.parametrize(
    ("kind", "terms", "words"),
    [
        ("extended", {"until": "31 August"}, "until: Invalid isoformat"),
        ("extended", {"until": 20180831}, "until: 20180831 is no date"),
        ("extended", {"days": 0}, "days: it is at least 1"),
        ("extended", {"days": True}, "days: True is no whole number"),
        ("extended", {"days": "10"}, "days: '10' is no whole number"),
        ("extended", {"circumstances": ["backlog"]}, "'backlog' is none of field_facilities"),
        ("extended", {"circumstances": "consultation"}, "is no list"),
        ("extended", {"names_ogis": 1}, "names_ogis: 1 is neither true nor false"),
        ("extended", {"adverse": True}, "adverse: no term of an entry 'extended'"),
        ("determined", {"stated_window": {"days": 90}}, "is no period"),
        ("determined", {"stated_window": {"days": 90, "unit": "week"}}, "'week' is none of"),
        ("determined", {"appealable": True}, "appealable: no term of an entry 'determined'"),
        ("expedition_asked", {"ground": " "}, "is no text"),
        ("sent", {"pages": 1}, "its terms: none"),
    ],
)
def test_terms_that_no_entry_can_have_are_refused(
    kind: str, terms: dict[str, Any], words: str
) -> None:
    with pytest.raises(TermsError, match=words):
        read_terms(EventKind(kind), terms)


def test_terms_are_a_mapping() -> None:
    with pytest.raises(TermsError, match="mapping"):
        read_terms(EventKind.SENT, ["until"])  # type: ignore[arg-type]
