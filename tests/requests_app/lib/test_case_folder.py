"""A case folder is read whole, or refused in one line; no path leaves it."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from requests_app.lib.case_folder import (
    Case,
    CaseCustodian,
    custodian_names,
    file_in,
    production_files,
    read_case,
)
from requests_app.lib.strict_yaml import YamlError

CASE = """\
schema: foiatrack.case/1
request:
  ref: R-1
  title: Prices
  agency: DEP
  requester: Example Oversight
  filed_on: 2018-07-20
  received_on: 2018-07-23
  records_from: 2018-01-01
  records_to: 2018-08-31
  text: |
    All records.
  items: [{number: 1, text: All records of prices.}]
  offices: [DEP/A, DEP/B]
  custodians: [{name: Ann Vale, office: DEP/A}]
  identifiers: [{number: 2018-1, kind: request}]
  fee_waiver_requested: true
  expedition_requested_on: null
organisations:
  - {name: Company, domains: [company.example], side: outside}
correspondence:
  - {kind: determination, direction: in, dated_on: 2018-10-05, adverse: true, file: letters/a.pdf}
searches:
  - {office: DEP/A, status: searched, custodians: [Ann Vale, {name: Ben}], systems: [email],
     terms: [prices], from: 2018-01-01, to: 2018-08-01, reason: null, source: letters/a.pdf}
productions:
  - {received_on: 2018-10-05, is_final: true, letter: letters/a.pdf, pages_released: 2,
     pages_withheld_in_full: 0, bates_from: DEP-1, bates_to: DEP-2,
     files: [production-01/*.pdf, production-01/b.eml]}
statements:
  - {said_on: 2018-10-16, by: DEP, to: a Senator, text: We searched., file: letters/s.pdf}
as_of: 2018-11-01
expected_findings: expected_findings.yaml
"""
FILES = ("letters/a.pdf", "letters/s.pdf", "production-01/a.pdf", "production-01/b.eml")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case folder inside another, with a file outside it."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.pdf").write_bytes(b"secret")
    made = outside / "case"
    for name in FILES:
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(name.encode())
    (made / "letters/link.pdf").symlink_to(outside / "secret.pdf")
    (made / "letters/inside.pdf").symlink_to(made / "letters/a.pdf")
    (made / "production-01/away").symlink_to(outside)
    (made / "letters/loop.pdf").symlink_to(made / "letters/loop.pdf")
    return made


def read(folder: Path, *changes: tuple[str, str]) -> Case:
    text = CASE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return read_case(folder)


def complaint(folder: Path, *changes: tuple[str, str]) -> str:
    """The one line by which the changed case is refused."""
    with pytest.raises(YamlError) as refused:
        read(folder, *changes)
    line = str(refused.value)
    assert line.startswith("case.yaml")
    assert line.isprintable()
    return line


def test_a_case_is_read_whole(folder: Path) -> None:
    case = read(folder)
    assert case.request.filed_on == date(2018, 7, 20)
    assert case.request.text == "All records."
    (search,) = case.searches
    assert (search.from_, search.to_) == (date(2018, 1, 1), date(2018, 8, 1))
    assert custodian_names(search) == (CaseCustodian("Ann Vale"), CaseCustodian("Ben"))
    (production,) = case.productions
    found = [path.relative_to(folder.resolve()) for path in production_files(folder, production)]
    assert [str(each) for each in found] == ["production-01/a.pdf", "production-01/b.eml"]
    assert case.statements[0].to_ == "a Senator"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("  requester:", "  requestor:"), "line 6: unknown key 'requestor' in 'request'"),
        (("adverse: true", "adverse_: true"), "line 22: unknown key 'adverse_' in an entry of"),
        (("     terms:", "     words:"), "line 25: unknown key 'words' in an entry of 'searches'"),
        (("{name: Ben}", "{named: Ben}"), "line 24: unknown key 'named' in an entry of"),
        (("as_of:", "on:"), "line 32: unknown key 'on' in the file"),
        (("case/1", "case/2"), "line 1: 'schema' is 'foiatrack.case/2'; it must be one of"),
        (("side: outside", "side: ours"), "line 20: 'side' is 'ours'; it must be one of"),
        (("status: searched", "status: done"), "line 24: 'status' is 'done'; it must be one of"),
        (("filed_on: 2018-07-20", "filed_on: 20.07.2018"), "line 7: 'filed_on' must be a date"),
        (("filed_on: 2018-07-20", "filed_on: 2018-07-32"), "line 7: 'filed_on': day is out of"),
        (("released: 2", "released: two"), "line 27: 'pages_released' must be a whole number"),
        (("is_final: true", "is_final: all"), "line 27: 'is_final' must be true or false"),
        (("offices: [DEP/A, DEP/B]", "offices: DEP/A"), "line 14: 'offices' must be a list"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    folder: Path, change: tuple[str, str], told: str
) -> None:
    assert told in complaint(folder, change)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("../secret.pdf", "leaves the case folder"),
        ("letters/../../secret.pdf", "leaves the case folder"),
        ("/etc/hostname", "leaves the case folder"),
        ("letters/link.pdf", "leaves the case folder"),
        ("production-01/away/secret.pdf", "leaves the case folder"),
        ("letters/absent.pdf", "is not a file in the case folder"),
        ("letters", "is not a file in the case folder"),
        ("letters/a.pdf/b", "is not a file in the case folder"),
        ("letters/loop.pdf", "is not a file in the case folder"),
        ("a" * 5000, "is not a file in the case folder"),
    ],
)
@pytest.mark.parametrize(
    "key",
    [
        ("adverse: true, file: letters/a.pdf", "adverse: true, file: "),
        ("source: letters/a.pdf", "source: "),
        ("letter: letters/a.pdf", "letter: "),
        ("file: letters/s.pdf", "file: "),
        ("production-01/b.eml", ""),
    ],
    ids=["correspondence", "searches", "letter", "statements", "files"],
)
def test_a_path_that_leaves_the_folder_or_leads_nowhere_is_refused(
    folder: Path, key: tuple[str, str], path: str, told: str
) -> None:
    line = complaint(folder, (key[0], f"{key[1]}{path}"))
    if key[0] == "production-01/b.eml":
        told = f"{told}|no file of the case folder matches"
    assert any(each in line for each in told.split("|")), line
    assert len(line) < 200


def test_a_link_to_a_file_inside_the_folder_is_that_file(folder: Path) -> None:
    assert file_in(folder, "letters/inside.pdf") == (folder / "letters/a.pdf").resolve()


@pytest.mark.parametrize(
    "pattern", ["''", "*.xyz", "/etc/*", "../*.pdf", "production-01/**pdf", "production-01", "'**'"]
)
def test_a_pattern_that_gives_no_file_of_the_folder_is_refused(folder: Path, pattern: str) -> None:
    complaint(folder, ("production-01/b.eml", pattern))


def test_a_pattern_may_not_reach_outside_through_a_link(folder: Path) -> None:
    assert "leaves" in complaint(folder, ("production-01/b.eml", "production-01/away/*.pdf"))


def test_a_file_that_two_patterns_give_is_one_file(folder: Path) -> None:
    case = read(folder, ("production-01/b.eml", "'production-01/[ab].pdf'"))
    assert len(production_files(folder, case.productions[0])) == 1


VALUES = ["", "null", "[]", "{}", "-1", "1.5", "9" * 30, "true", "2018-13-01", "../x", "'", "*a"]
VALUES += ["!!bool x", '"\\0"', "&a [*a]", "2018-07-20", "/", "**", "é" * 300, "\ttab", "[" * 300]
SEPARATORS = [":", ",", "[", "]", "{", "}", "\n", " ", "-", "|", "#"]


def mutated(chance: random.Random) -> str:
    """The case with one to four places changed: cut, doubled, moved, replaced or broken."""
    text = CASE
    for _ in range(chance.randint(1, 4)):
        lines = text.splitlines(keepends=True)
        number = chance.randrange(len(lines))
        line = lines[number]
        at = chance.randrange(len(line))
        change = chance.randrange(6)
        if change == 0:
            lines[number] = ""
        elif change == 1:
            lines[number] = line * 2
        elif change == 2:
            lines.insert(chance.randrange(len(lines)), lines.pop(number))
        elif change == 3:
            lines[number] = f"{line.partition(':')[0]}: {chance.choice(VALUES)}\n"
        elif change == 4:
            lines[number] = line[:at] + chance.choice(SEPARATORS) + line[at + 1 :]
        else:
            end = at + chance.randint(1, 20)
            lines[number] = line[:at] + chance.choice(VALUES) + line[end:]
        text = "".join(lines) or "\n"
    return text


@given(st.randoms(use_true_random=False))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_case_changed_at_random_is_a_case_or_one_line(
    folder: Path, chance: random.Random
) -> None:
    (folder / "case.yaml").write_text(mutated(chance), encoding="utf-8")
    try:
        assert isinstance(read_case(folder), Case)
    except YamlError as refused:
        line = str(refused)
        assert line.startswith("case.yaml")
        assert line.isprintable()
        assert len(line) < 500
