"""The dated numbers: complete, cited, and refusing what they do not know."""

from datetime import date

import pytest

from requests_app.law import parameters as module
from requests_app.law.authorities import authorities
from requests_app.law.parameters import appeal_window, parameter, parameters, value_on

GOOD = """
description: A number.
unit: working_day
values:
  2001-01-01: {value: 2, authority: foia_a6Ai, reference: {title: t, href: h}}
  2000-01-01: {value: 1, authority: foia_a6Ai, reference: {title: t, href: h}}
checked_on: 2026-11-23
"""


@pytest.mark.parametrize("each", parameters().values(), ids=lambda each: each.name)
def test_every_value_is_described_cited_and_dated(each):
    assert each.description
    assert each.checked_on >= date(2026, 11, 22)
    for value in each.values:
        assert value.authority in authorities()
        assert value.title
        assert value.href.startswith("https://")
        assert value.verified or value.note


def test_the_windows_of_the_law_notes_are_all_there():
    windows = {
        name: appeal_window(name).on(date(2026, 7, 1))
        for name in ("DHS", "DOJ", "DOS", "DoD", "HHS", "EPA", "DOI", "CIA", "NASA")
    }
    working = {name for name, value in windows.items() if value.unit == "working_day"}
    assert working == {"DHS", "DOI"}
    assert {value.value for value in windows.values()} == {90}


def test_only_interior_and_cia_must_have_received_the_appeal():
    named = [each for each in parameters().values() if each.agencies]
    assert {each.agencies[0] for each in named if each.timely_act == "received"} == {
        "DOI",
        "CIA",
    }


def test_a_value_holds_from_its_day_on():
    assert value_on("appeal_window_dhs", date(2016, 12, 21)).unit == "calendar_day"
    assert value_on("appeal_window_dhs", date(2016, 12, 22)).unit == "working_day"


def test_before_the_first_value_none_is_made_up():
    with pytest.raises(LookupError, match="no value is known before 1997-10-02"):
        parameter("determination_period").on(date(1997, 10, 1))


def test_values_are_put_in_order_of_their_days(tmp_path):
    path = tmp_path / "some.yaml"
    path.write_text(GOOD)
    assert [value.value for value in module._read(path).values] == [1, 2]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("description:", "descripton: x\ndescription:", "unknown keys .'descripton'"),
        ("value: 1,", "value: 1, valeu: 1,", "unknown keys .'valeu'"),
        ("working_day", "fortnight", "unknown unit fortnight"),
        ("2000-01-01:", "soon:", "soon is not a day"),
        ("checked_on: 2026-11-23", "checked_on: lately", "lately is not a day"),
    ],
)
def test_a_faulty_file_is_refused_with_its_name_and_the_fault(tmp_path, old, new, reason):
    path = tmp_path / "some.yaml"
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(ValueError, match=rf"some\.yaml.*{reason}"):
        module._read(path)
