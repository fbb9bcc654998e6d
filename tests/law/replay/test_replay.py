"""One case gone through day by day, against a table written by hand from the statute."""

import itertools
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from requests_app.law.clocks import clocks_on, exhaustion_on
from requests_app.law.deadline import Clock, ClockName, ClockState, Exhaustion
from requests_app.law.ledger import Event, EventKind, Ledger
from requests_app.law.trace import NothingRunsError

Row = tuple[str, int | None, str, str, date | None, date | None]
SEVERAL = {"expedition_decision", "clarification_reply", "appeal", "appeal_decision"}
"""Clocks of which there may be one for each entry of a kind."""
TABLES = sorted(Path(__file__).parent.glob("*.yaml"))


def read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def ledger(table: Mapping[str, Any]) -> Ledger:
    return Ledger(table["agency"], tuple(event(each) for each in table["events"]))


def event(entry: Mapping[Any, Any]) -> Event:
    """An entry of the table. YAML reads a bare `on` as true."""
    fields = {"on" if key is True else key: value for key, value in entry.items()}
    circumstances = tuple(fields.pop("circumstances", ()))
    return Event(EventKind(fields.pop("kind")), circumstances=circumstances, **fields)


def runs_of(table: Mapping[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for clock in table["clocks"]:
        yield f"{clock['name']} {clock.get('of', '')}".strip(), clock["runs"]
    yield "exhaustion", table["exhaustion"]


def days(table: Mapping[str, Any]) -> Iterator[date]:
    for n in range((table["last"] - table["first"]).days + 1):
        yield table["first"] + timedelta(days=n)


def run_on(runs: list[dict[str, Any]], day: date) -> dict[str, Any] | None:
    return next((run for run in runs if run["from"] <= day <= run["to"]), None)


def expected(table: Mapping[str, Any], day: date) -> set[Row]:
    rows = set()
    for clock in table["clocks"]:
        if run := run_on(clock["runs"], day):
            due, done_on = run.get("due"), run.get("done_on")
            rows.add((clock["name"], clock.get("of"), clock["whose"], run["state"], due, done_on))
    return rows


def found(clock: Clock) -> Row:
    return (
        clock.name.value,
        clock.runs_from.number if clock.name in SEVERAL else None,
        clock.whose,
        clock.state.value,
        clock.due.value if clock.due else None,
        clock.done_on,
    )


@pytest.fixture(params=TABLES, ids=lambda path: path.stem)
def table(request):
    return read(request.param)


def test_every_clock_stands_on_every_day_as_the_table_says(table):
    known = ledger(table)
    differing = {}
    for day in days(table):
        clocks = clocks_on(known, day)
        rows = {found(clock) for clock in clocks}
        assert len(rows) == len(clocks), day
        if rows != expected(table, day):
            differing[day] = rows ^ expected(table, day)
    first = next(iter(differing.items()), None)
    assert not differing, f"{len(differing)} days differ, first {first}"


def test_exhaustion_stands_on_every_day_as_the_table_says(table):
    known = ledger(table)
    for day in days(table):
        run = run_on(table["exhaustion"], day)
        if run is None:
            with pytest.raises(NothingRunsError):
                exhaustion_on(known, day)
        else:
            assert exhaustion_on(known, day).value.value == run["state"], day


def test_the_entries_in_reverse_order_tell_the_same(table):
    known = ledger(table)
    reverse = Ledger(known.agency, tuple(reversed(known.events)))
    for day in list(days(table))[::7]:
        assert {found(each) for each in clocks_on(reverse, day)} == expected(table, day)


def test_a_table_covers_two_years(table):
    assert len(list(days(table))) >= 730


def test_the_tables_know_every_clock_and_every_state():
    tables = [read(path) for path in TABLES]
    names = {clock["name"] for table in tables for clock in table["clocks"]}
    assert names == {each.value for each in ClockName}
    states = {run["state"] for table in tables for _, runs in runs_of(table) for run in runs}
    assert states == {each.value for each in (*ClockState, *Exhaustion)}


def test_the_runs_follow_one_another_to_the_last_day_each_with_a_reason(table):
    for name, runs in runs_of(table):
        assert runs[-1]["to"] == table["last"], name
        for before, after in itertools.pairwise(runs):
            assert after["from"] == before["to"] + timedelta(days=1), (name, after["from"])
            changed = [before.get(key) != after.get(key) for key in ("state", "due", "done_on")]
            assert any(changed), (name, after["from"])
        assert all(run["because"] and run["from"] <= run["to"] for run in runs), name
