"""Dated numbers of the law: parameters/*.yaml, one number a file, each with its reference.

    description: Working days an agency has to decide whether to comply with a request.
    unit: working_day
    values:
      1997-10-02: {value: 20, authority: foia_a6Ai, reference: {title: …, href: …}}
    checked_on: 2026-11-22

A number that changes gets a new dated line. `verified: false` on a line says that the number or
the day it took effect was not read in its source, and `note` says what is open.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from requests_app.law.authorities import authority

Measure = Literal["working_day", "calendar_day", "year", "page", "attempt", "part"]
"""What a number of the law counts."""

_FOLDER = Path(__file__).with_name("parameters")
_FILE_KEYS = {
    "description",
    "unit",
    "values",
    "checked_on",
    "agencies",
    "timely_act",
    "time_of_day",
}
_LINE_KEYS = {"value", "unit", "authority", "reference", "verified", "note"}


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A number and the day from which it holds, with where it stands."""

    since: date
    value: int
    unit: Measure
    authority: str
    title: str
    href: str
    verified: bool = True
    note: str = ""

    def __str__(self) -> str:
        return f"{self.value} {self.unit.replace('_', ' ')}s"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the law over time. `timely_act` (sent or received) and `time_of_day` say what
    must happen by the end of a window, `agencies` whose window it is."""

    name: str
    description: str
    values: tuple[DatedValue, ...]
    checked_on: date
    agencies: tuple[str, ...] = ()
    timely_act: str = ""
    time_of_day: str = ""

    def on(self, day: date) -> DatedValue:
        """The value that holds on a day. Raises LookupError before the first known one."""
        held = [value for value in self.values if value.since <= day]
        if not held:
            raise LookupError(
                f"{self.name}: no value is known before {self.values[0].since}, asked for {day}"
            )
        return held[-1]


@functools.cache
def parameters() -> Mapping[str, Parameter]:
    """All parameters by name (the file's). Raises ValueError naming the file and what is wrong."""
    return {path.stem: _read(path) for path in sorted(_FOLDER.glob("*.yaml"))}


def parameter(name: str) -> Parameter:
    """The parameter of that name. Raises KeyError where there is none."""
    return parameters()[name]


def value_on(name: str, day: date) -> DatedValue:
    """The value of a parameter on a day."""
    return parameter(name).on(day)


def of_agency(name: str, agency: str) -> Parameter | None:
    """The parameter of that name that an agency has of its own (`<name>_<agency>`), found by the
    root of its path; None where it has none."""
    root = agency.split("/")[0].casefold()
    for each in parameters().values():
        if each.name.startswith(f"{name}_") and root in (one.casefold() for one in each.agencies):
            return each
    return None


def appeal_window(agency: str) -> Parameter:
    """The appeal window of an agency, found by the root of its path; else the statute's floor."""
    return of_agency("appeal_window", agency) or parameter("appeal_window_floor")


def _read(path: Path) -> Parameter:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if unknown := set(content) - _FILE_KEYS:
        raise ValueError(f"{path.name}: unknown keys {sorted(unknown)}")
    values = [_line(path.name, content["unit"], *item) for item in content["values"].items()]
    if not values:
        raise ValueError(f"{path.name}: no values")
    return Parameter(
        name=path.stem,
        description=content["description"],
        values=tuple(sorted(values, key=lambda value: value.since)),
        checked_on=_day(path.name, content["checked_on"]),
        agencies=tuple(content.get("agencies", ())),
        timely_act=content.get("timely_act", ""),
        time_of_day=content.get("time_of_day", ""),
    )


def _line(file: str, unit: str, since: object, line: Mapping[str, Any]) -> DatedValue:
    if unknown := set(line) - _LINE_KEYS:
        raise ValueError(f"{file}, {since}: unknown keys {sorted(unknown)}")
    if line.get("unit", unit) not in get_args(Measure):
        raise ValueError(f"{file}, {since}: unknown unit {line.get('unit', unit)}")
    return DatedValue(
        since=_day(file, since),
        value=line["value"],
        unit=line.get("unit", unit),
        authority=authority(line["authority"]).key,
        title=line["reference"]["title"],
        href=line["reference"]["href"],
        verified=line.get("verified", True),
        note=line.get("note", ""),
    )


def _day(file: str, value: object) -> date:
    if isinstance(value, date):
        return value
    raise ValueError(f"{file}: {value} is not a day")
