"""Offices named in a text, and words that only contain their letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.ingest.extract.office_mentions import office_mentions

NAMES = {
    "Enforcement and Removal Operations": "dhs/ice/ero",
    "ERO": "dhs/ice/ero",
    "Homeland Security Investigations": "dhs/ice/hsi",
    "HSI": "dhs/ice/hsi",
    "Homeland Security Investigations Innovation Lab": "dhs/ice/hsi/lab",
    "OPLA": "dhs/ice/opla",
    "R&D": "dhs/st",
}


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("Enforcement and Removal Operations asked", ["dhs/ice/ero"]),
        ("ENFORCEMENT AND REMOVAL OPERATIONS", ["dhs/ice/ero"]),
        ("Enforcement and Removal\n   Operations (ERO) asked", ["dhs/ice/ero", "dhs/ice/ero"]),
        ("ask ERO, HSI or OPLA.", ["dhs/ice/ero", "dhs/ice/hsi", "dhs/ice/opla"]),
        ("the Homeland Security Investigations Innovation Lab", ["dhs/ice/hsi/lab"]),
        ("HSI's mission", ["dhs/ice/hsi"]),
        ("(HSI)", ["dhs/ice/hsi"]),
        ("ERO/HSI", ["dhs/ice/ero", "dhs/ice/hsi"]),
        ("the R&D branch", ["dhs/st"]),
    ],
)
def test_an_office_is_named(text: str, paths: list[str]) -> None:
    found = office_mentions(text, NAMES)
    assert [path for _, _, path in found] == paths
    for start, end, path in found:
        assert {" ".join(text[start:end].split()).casefold()} & {
            name.casefold() for name, each in NAMES.items() if each == path
        }


@pytest.mark.parametrize(
    "text",
    [
        "ero and hsi in small letters",
        "Ero is a name",
        "HERO and EROS and ZERO",
        "ERO-2018 is a number",
        "pre-ERO",
        "AHSI HSIA",
        "removal operations enforcement",
        "HSI_LIST",
        "ERO&P",
    ],
)
def test_letters_inside_other_words_name_none(text: str) -> None:
    assert office_mentions(text, NAMES) == []


def test_two_letters_are_too_many_other_things() -> None:
    assert office_mentions("IT is in the FO", {"IT": "a", "FO": "b"}) == []


def test_without_names_nothing_is_found() -> None:
    assert office_mentions("ERO", {}) == []


@given(st.text(), st.sampled_from(sorted(NAMES)))
def test_places_lie_in_the_text_and_do_not_overlap(text: str, name: str) -> None:
    whole = f"{text} {name} {text}"
    last = 0
    for start, end, path in office_mentions(whole, NAMES):
        assert last <= start < end <= len(whole)
        assert path in NAMES.values()
        last = end
