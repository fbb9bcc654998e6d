"""The value of a fact, as a person writes it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.ingest.extract.letter_facts.values import CHOICES, DAYS, NUMBERS, typed, written

F = FactName


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        (F.DATED_ON, "2018-10-05", date(2018, 10, 5)),
        (F.DATED_ON, "October  5, 2018", date(2018, 10, 5)),
        (F.EXTENDED_UNTIL, "10/05/2018", date(2018, 10, 5)),
        (F.PAGES_RELEASED, "1,042", 1042),
        (F.APPEAL_WITHIN_DAYS, "90", 90),
        (F.APPEAL_UNIT, "working day", "working_day"),
        (F.KIND, "Appeal determination", "appeal_determination"),
        (F.EXPEDITION_GRANTED, "no", 0),
        (F.FEE_WAIVER_GRANTED, "Yes", 1),
        (F.EXEMPTION_CLAIMED, "(b)(7)(C)", "(b)(7)(C)"),
        (F.SIGNATORY, "  Marguerite \n Ansel ", "Marguerite Ansel"),
    ],
)
def test_a_person_writes_it_as_it_is_printed(name: FactName, text: str, value: object) -> None:
    assert typed(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        (F.DATED_ON, "5 October", "write the day"),
        (F.DATED_ON, "2018-02-30", "write the day"),
        (F.DATED_ON, "0018-10-05", "write the day"),
        (F.PAGES_RELEASED, "-1", "whole number"),
        (F.PAGES_RELEASED, "12.5", "whole number"),
        (F.PAGES_RELEASED, "²", "whole number"),
        (F.PAGES_RELEASED, "9999999999999999", "whole number"),
        (F.APPEAL_UNIT, "weeks", "choose one of: working day, calendar day"),
        (F.EXPEDITION_GRANTED, "1", "choose one of: yes, no"),
        (F.EXEMPTION_CLAIMED, "(b)(10)", "write the exemption"),
        (F.EXEMPTION_CLAIMED, "five", "write the exemption"),
        (F.SIGNATORY, "  ", "say what the letter says"),
    ],
)
def test_what_cannot_be_its_value_is_refused_with_what_is_expected(
    name: FactName, text: str, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        typed(name, text)


def test_every_day_in_the_names_is_a_day() -> None:
    assert {name for name in F if name.value.endswith("_on")} | {F.EXTENDED_UNTIL} == DAYS


@given(st.sampled_from(sorted(NUMBERS - set(CHOICES))), st.integers(0, 1_000_000))
def test_a_number_that_is_written_is_read_back(name: FactName, value: int) -> None:
    assert typed(name, written(name, value)) == value


@given(st.sampled_from(sorted(DAYS)), st.dates(date(1967, 1, 1), date(2099, 12, 31)))
def test_a_day_that_is_written_is_read_back(name: FactName, value: date) -> None:
    assert typed(name, written(name, value)) == value


@given(st.sampled_from(sorted(F)), st.text())
def test_any_text_is_a_value_or_is_refused_with_words(name: FactName, text: str) -> None:
    try:
        value = typed(name, text)
    except ValueError as error:
        assert str(error)
    else:
        assert typed(name, written(name, value)) == value
