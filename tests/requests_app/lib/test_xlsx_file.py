"""Workbooks: words stay words, numbers are numbers, days are days."""

import zipfile
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.lib.xlsx_file import Sheet, xlsx_file

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = "xl/worksheets/sheet1.xml"


def part(book: bytes, path: str) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(book)) as package:
        return ElementTree.fromstring(package.read(path))


def cells(book: bytes) -> dict[str, str]:
    """What stands in each cell of the first sheet, by its name."""
    return {
        each.attrib["r"]: "".join(each.itertext()) for each in part(book, SHEET).iter(f"{MAIN}c")
    }


def one(*values: object) -> bytes:
    heading = [f"column {number}" for number in range(len(values))]
    return xlsx_file([Sheet("One", heading, [values])])


def test_every_part_is_named_in_the_types_and_linked() -> None:
    book = xlsx_file([Sheet("One", ["a"], []), Sheet("Two", ["b"], [["x"]])])
    with zipfile.ZipFile(BytesIO(book)) as package:
        assert package.testzip() is None
        names = set(package.namelist())
    types = {
        each.attrib.get("PartName", "").strip("/") for each in part(book, "[Content_Types].xml")
    }
    assert {"xl/workbook.xml", "xl/styles.xml", SHEET, "xl/worksheets/sheet2.xml"} <= types & names
    links = {each.attrib["Target"] for each in part(book, "xl/_rels/workbook.xml.rels")}
    assert links == {"worksheets/sheet1.xml", "worksheets/sheet2.xml", "styles.xml"}
    named = [each.attrib["name"] for each in part(book, "xl/workbook.xml").iter(f"{MAIN}sheet")]
    assert named == ["One", "Two"]


def test_a_number_is_a_number_a_day_a_day_and_nothing_no_cell() -> None:
    book = one(12, 1.5, date(2018, 7, 20), None, "")
    found = cells(book)
    assert (found["A2"], found["B2"]) == ("12", "1.5")
    assert found["C2"] == "43301"
    assert "D2" not in found and "E2" not in found
    kinds = {
        each.attrib["r"]: each.attrib.get("t", "n") for each in part(book, SHEET).iter(f"{MAIN}c")
    }
    assert (kinds["A1"], kinds["A2"], kinds["C2"]) == ("inlineStr", "n", "n")


@pytest.mark.parametrize("head", ["=", "+", "-", "@", "\t"])
def test_words_that_look_like_a_formula_are_no_formula(head: str) -> None:
    book = one(f"{head}HYPERLINK(0)")
    assert cells(book)["A2"] == f"'{head}HYPERLINK(0)"
    assert not list(part(book, SHEET).iter(f"{MAIN}f"))


def test_a_negative_number_stays_a_number() -> None:
    assert cells(one(-3))["A2"] == "-3"


@given(st.text())
def test_any_words_give_a_sheet_that_can_be_read(words: str) -> None:
    book = xlsx_file([Sheet(words, [words], [[words]])])
    named = part(book, "xl/workbook.xml").find(f".//{MAIN}sheet")
    assert named is not None and 1 <= len(named.attrib["name"]) <= 31
    part(book, SHEET)


def test_columns_beyond_the_26th_have_two_letters() -> None:
    found = cells(one(*range(30)))
    assert (found["Z2"], found["AA2"], found["AD2"]) == ("25", "26", "29")
