"""The benchmark of the pages, small: that it fills, asks and counts; no time is judged here."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.__main__ import over, table
from tests.bench.shape import GIANT, TODAY, plans
from tests.services.servers import ROOT

SIZE = ("--requests", "40", "--messages", "400", "--times", "2")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.bench", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_it_fills_a_database_asks_for_every_page_and_keeps_what_was_filled(
    kept: Path, database: str
) -> None:
    where = (*SIZE, "--databases", database, "--kept", str(kept))
    first = run(*where, "--limit-ms", "1e9")
    assert first.returncode == 0, first.stderr
    assert f"filled {database}" in first.stdout
    [filled] = kept.glob(f"*/{database}/*/filled.json")
    rows = json.loads(filled.read_text())
    assert rows["requests_app_foiarequest"] == 40
    assert rows["requests_app_message"] == 400
    assert rows["requests_app_participation"] > 800
    assert all(rows.values()), rows
    measured = re.findall(r"^(\S.*?) +\| +([0-9.]+) +([0-9.]+) +(\d+)", first.stdout, re.M)
    names = {name for name, *_ in measured}
    assert {"desk", "requests: deep page", "largest: review queue", "ordinary: gaps"} <= names
    assert {"admin: first page", "report: lateness"} <= names
    for _, median, ninety_fifth, queries in measured:
        assert 0 < float(median) <= float(ninety_fifth)
        assert int(queries) > 1

    again = run(*where, "--limit-ms", "0", "--only", "desk")
    assert "filled" not in again.stdout
    assert again.returncode == 1
    assert again.stderr.strip().endswith(f"Over 0 ms: desk ({database})")


def test_a_page_over_the_limit_is_marked_and_named() -> None:
    row = {"page": "desk", "p95": 130.0, "queries": 11}
    measured = {
        "sqlite": [row | {"median": 99.9}, row | {"page": "list", "median": 20.0}],
        "postgresql": [row | {"median": 100.1}],
    }
    assert over(measured, 100) == ["desk (postgresql)"]
    shown = table(measured, 100).splitlines()
    assert [line for line in shown if "!" in line] == [shown[2]]
    assert shown[2].split() == [
        "desk",
        "|",
        "99.9",
        "130.0",
        "11",
        "|",
        "100.1",
        "130.0",
        "11",
        "!",
    ]
    assert " ".join(shown[3].split()) == "list | 20.0 130.0 11 |"


def test_a_page_that_counts_over_all_rows_may_take_ten_times_as_long() -> None:
    row = {"page": "report: gaps", "p95": 0.0, "queries": 6}
    assert over({"sqlite": [row | {"median": 1000.0}]}, 100) == []
    assert over({"sqlite": [row | {"median": 1000.1}]}, 100) == ["report: gaps (sqlite)"]
    assert over({"sqlite": [row | {"page": "a report", "median": 100.1}]}, 100) == [
        "a report (sqlite)"
    ]


def test_the_same_figures_give_the_same_requests_a_few_of_them_very_large() -> None:
    planned = plans(5_000, 50_000)
    assert planned == plans(5_000, 50_000)
    assert sum(each.messages for each in planned) == 50_000
    amounts = sorted((each.messages for each in planned), reverse=True)
    assert amounts[0] >= amounts[3] >= GIANT * 50_000
    assert amounts[4] < 500
    assert amounts[len(amounts) // 2] == 0
    assert [each.native for each in planned].count(True) == 1
    for each in planned:
        days = [each.filed_on, each.determined_on, each.appealed_on, each.decided_on]
        known = [on for on in days if on]
        assert known == sorted(known)
        assert known[-1] <= TODAY
