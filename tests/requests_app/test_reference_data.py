"""The reference data: whole, named without repeats, and honest about what nobody checked."""

import csv
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.law.parameters import appeal_window
from requests_app.reference_data import (
    FOLDER,
    annual_figures,
    appeal_office_for,
    appeal_offices,
    distinct_segments,
    offices,
    path_segment,
)

SHARED = Path(os.environ.get("FOIATRACK_SAMPLES", FOLDER.parents[2] / "shared" / "samples")).parent
ROWS = {row.path: row for row in offices()}


def children(path: str) -> list[str]:
    return [row.path for row in ROWS.values() if row.parent == path]


def test_the_tree_has_121_agencies_314_components_and_the_offices():
    counted = Counter(row.kind for row in ROWS.values())
    assert counted == {"agency": 121, "component": 314, "office": 87}


def test_the_agencies_and_components_are_those_of_the_annual_reports():
    source = SHARED / "data" / "foia_components_fy2024.csv"
    if not source.exists():
        pytest.skip(f"no annual-report table at {source}")
    with source.open(encoding="utf-8") as stream:
        reported = {row["component_name"] or row["agency_name"] for row in csv.DictReader(stream)}
    ours = {
        name
        for row in ROWS.values()
        if row.kind != "office"
        for name in (row.aliases or (row.name,))
    }
    assert ours == reported


def test_every_path_is_unique_even_without_regard_to_case():
    assert len({path.casefold() for path in ROWS}) == len(ROWS) == 522


@pytest.mark.parametrize(
    "path",
    [
        "DHS",
        "DHS/ICE",
        "DHS/CBP",
        "DHS/ICE/ERO",
        "DHS/ICE/HSI",
        "DHS/ICE/OPLA",
        "DHS/ICE/M&A",
        "DHS/CBP/OFO",
        "DHS/CBP/USBP",
        "DOJ/FBI",
        "DoD/OSD-JS",
        "DHS/ICE/ERO/San-Antonio",
    ],
)
def test_a_path_that_case_files_use_is_there(path):
    assert path in ROWS


def test_every_node_stands_below_the_node_its_path_says():
    for row in ROWS.values():
        assert row.path.rpartition("/")[0] == (row.parent or "")
        assert (row.parent is None) == (row.kind == "agency")


def test_ice_and_cbp_have_their_offices():
    assert len(children("DHS/ICE")) == 21
    assert len(children("DHS/CBP")) == 25
    assert len([path for path in ROWS if path.startswith("DHS/ICE/ERO/")]) == 7 + 25


def test_ero_is_known_by_its_former_name_and_the_ampersand():
    ero = ROWS["DHS/ICE/ERO"]
    assert "Office of Detention and Removal Operations" in ero.former_names
    assert "Enforcement & Removal Operations" in ero.aliases


def test_a_name_the_report_gave_otherwise_is_kept_as_an_alias():
    assert ROWS["DHS/ICE"].name == "U.S. Immigration and Customs Enforcement"
    assert ROWS["DHS/ICE"].aliases == ("U.S. Immigration & Customs Enforcement",)


def test_every_office_says_what_it_likely_holds_and_where_it_was_read():
    for row in ROWS.values():
        assert row.citation
        if row.kind == "office":
            assert row.function.endswith(".")
            assert "http" in row.citation


def test_an_office_from_general_knowledge_is_marked_so():
    assert not ROWS["DHS/ICE/OPLA/GILD"].citation_verified
    assert ROWS["DHS/ICE/ERO"].citation_verified


def test_a_field_office_covers_its_states_and_counties():
    assert ROWS["DHS/ICE/ERO/Atlanta"].function == (
        "Arrests, detains and removes people in: Georgia; North Carolina; South Carolina."
    )
    assert "California (San Diego, Imperial)" in ROWS["DHS/ICE/ERO/San-Diego"].function


def test_every_county_row_is_in_some_field_office():
    with (FOLDER / "ero_areas.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 426
    for row in rows:
        function = ROWS[f"DHS/ICE/ERO/{path_segment(row['office'], '')}"].function
        assert row["state"] in function
        assert row["county"] in function


def test_nothing_is_longer_than_its_column():
    for row in ROWS.values():
        assert len(row.path) <= 200
        assert len(row.abbreviation) <= 60
        assert max(len(name) for name in (row.name, *row.aliases, *row.former_names)) <= 200


def test_no_appeal_address_claims_to_be_verified():
    assert not any(row.verified for row in appeal_offices())
    assert all(row.note for row in appeal_offices())


def test_ice_appeals_go_to_its_legal_advisor_with_a_warning():
    ice = appeal_office_for("DHS/ICE", appeal_offices())
    assert "Office of the Principal Legal Advisor" in ice.addressee
    assert "not verified" in ice.note


def test_every_appeal_office_is_of_a_known_agency_and_its_own_window():
    for row in appeal_offices():
        assert row.agency in ROWS
        assert appeal_window(row.agency).name == row.window
        assert row.authority in {value.authority for value in appeal_window(row.agency).values}


@pytest.mark.parametrize(
    ("path", "agency"),
    [
        ("DHS/ICE/ERO/Atlanta", "DHS/ICE"),
        ("DHS/TSA", "DHS"),
        ("DOJ", "DOJ"),
        # A path that only begins with the same letters is no child.
        ("DHS/ICELAND", "DHS"),
    ],
)
def test_an_office_appeals_to_its_nearest_parent(path, agency):
    assert appeal_office_for(path, appeal_offices()).agency == agency


@pytest.mark.parametrize("path", ["NASA/HQ", "", "DHSX"])
def test_an_agency_without_an_appeal_office_has_none(path):
    assert appeal_office_for(path, appeal_offices()) is None


@pytest.mark.parametrize(
    ("abbreviation", "name", "segment"),
    [
        ("ICE", "", "ICE"),
        ("OSD/JS", "", "OSD-JS"),
        ("DOS - Main", "", "DOS-Main"),
        ("I&A", "", "I&A"),
        ("", "Office of the General Counsel", "OGC"),
        ("  ", "office of nothing", "office-of-nothing"),
    ],
)
def test_a_segment_is_the_abbreviation_or_the_capitals_of_the_name(abbreviation, name, segment):
    assert path_segment(abbreviation, name) == segment


def test_a_repeated_abbreviation_is_numbered_in_order():
    nodes = [("OIG", ""), ("OGC", ""), ("oig", ""), ("OIG", "")]
    assert distinct_segments(nodes) == ["OIG", "OGC", "oig-2", "OIG-3"]


def test_a_number_already_taken_is_passed_over():
    assert distinct_segments([("A-2", ""), ("A", ""), ("A", "")]) == ["A-2", "A", "A-3"]


@given(st.lists(st.sampled_from(["A", "a", "A-2", "A/2", "B", ""]), max_size=12))
def test_segments_are_always_distinct_and_never_hold_a_slash(abbreviations):
    segments = distinct_segments((each, "Some Name") for each in abbreviations)
    assert len({segment.casefold() for segment in segments}) == len(abbreviations)
    assert not any("/" in segment for segment in segments)


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        (
            "offices.yaml",
            "path: DHS/ICE/OPA",
            "path: DHS/ICE/OCR",
            "DHS/ICE/OCR stands twice",
        ),
        (
            "offices.yaml",
            "path: DHS/ICE/OPA",
            "path: DHS/NONE/OPA",
            "parent DHS/NONE is missing",
        ),
        (
            "offices.yaml",
            "former: [ICE Office of Intelligence]",
            "formr: [x]",
            "unknown keys .'formr'",
        ),
        ("offices.yaml", "source: ice_opr\n", "source: nowhere\n", "no source nowhere"),
        ("offices.yaml", "    source: ice_opr\n", "", "missing keys .'source'"),
        ("components.csv", "DHS,USCIS", "DHX,USCIS", "no agency DHX"),
        ("agencies.csv", "CIA,", "DHS,", "DHS stands twice"),
    ],
)
def test_a_faulty_file_is_refused_naming_the_fault(tmp_path, file, old, new, reason):
    folder = tmp_path / "reference"
    shutil.copytree(FOLDER, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=reason):
        offices(folder)


def test_an_appeal_office_of_an_unknown_window_is_refused(tmp_path):
    folder = tmp_path / "reference"
    shutil.copytree(FOLDER, folder)
    path = folder / "appeal_offices.yaml"
    path.write_text(path.read_text().replace("appeal_window_cia", "appeal_window_kgb"))
    with pytest.raises(KeyError, match="appeal_window_kgb"):
        appeal_offices(folder)


def test_every_annual_report_is_of_an_agency_or_component_that_is_listed() -> None:
    rows = annual_figures()
    assert len(rows) == 136
    assert {row.office for row in rows} <= {
        each.path for each in offices() if each.kind != "office"
    }
    ice = next(row for row in rows if row.office == "DHS/ICE")
    assert (ice.received, ice.processed, ice.pending) == (59300, 69270, 22246)
    assert (ice.days["simple_median"], ice.days["complex_median"]) == ("3", "203")


def test_the_figures_of_the_annual_reports_are_those_that_were_published() -> None:
    source = SHARED / "data" / "annual-report-2024"
    table = (
        source / "foia-processed-requests-response-time-for-all-processed-perfected-requests.csv"
    )
    if not table.exists():
        pytest.skip(f"no annual reports at {source}")
    agencies = (row for row in offices() if row.kind == "agency")
    names = {name: row.path for row in agencies for name in (row.name, *row.aliases)}
    ours = {row.office: row.days for row in annual_figures()}
    with table.open(encoding="utf-8-sig") as stream:
        for row in csv.DictReader(stream):
            if row["Agency"] in names:
                said = row["Complex - Median Number of Days"].replace("N/A", "").replace("N.A", "")
                assert ours[names[row["Agency"]]]["complex_median"] == said, row["Agency"]


def test_a_figure_that_is_no_number_of_days_is_refused(tmp_path: Path) -> None:
    text = (FOLDER / "annual_figures.csv").read_text(encoding="utf-8")
    (tmp_path / "annual_figures.csv").write_text(text.replace("<1", "about 3"), encoding="utf-8")
    with pytest.raises(ValueError, match="DHS/CBP 2024: appeal_median is about 3"):
        annual_figures(tmp_path)
