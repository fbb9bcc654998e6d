"""Points on which the law leaves two readings: contested.yaml, one reading for each calendar.

No rule chooses between two readings by itself. It asks here, by the name of the point and the
calendar for which it counts, and names the point in its working.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import yaml

from requests_app.law.authorities import authority

_FILE = Path(__file__).with_name("contested.yaml")


class Calendar(StrEnum):
    """Whose mistake the count guards against."""

    REQUESTER = "requester"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Point:
    """A question the law leaves open: its readings by name, and the one each calendar takes.

    `agencies` says whose rule it is; empty means every agency's.
    """

    name: str
    question: str
    readings: Mapping[str, str]
    taken: Mapping[Calendar, str]
    authorities: tuple[str, ...]
    checked_on: date
    agencies: tuple[str, ...] = ()


@functools.cache
def points() -> Mapping[str, Point]:
    """All points by name. Raises ValueError where a reading is taken that the point lacks."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        name: _point(name, content["checked_on"], **fields)
        for name, fields in content["points"].items()
    }


def reading(point: str, calendar: Calendar) -> str:
    """The name of the reading that a calendar takes. Raises KeyError for an unknown point."""
    return points()[point].taken[calendar]


def concerns(point: str, agency: str) -> bool:
    """Whether the point is one of an agency's (a path such as `DHS/ICE`)."""
    whose = points()[point].agencies
    return not whose or agency.split("/")[0].casefold() in (each.casefold() for each in whose)


def _point(
    name: str,
    checked_on: date,
    *,
    question: str,
    readings: Mapping[str, str],
    requester: str,
    agency: str,
    authorities: list[str],
    agencies: tuple[str, ...] = (),
) -> Point:
    if unknown := {requester, agency} - set(readings):
        raise ValueError(f"{_FILE.name}, {name}: no reading {sorted(unknown)}")
    return Point(
        name=name,
        question=question,
        readings=readings,
        taken={Calendar.REQUESTER: requester, Calendar.AGENCY: agency},
        authorities=tuple(authority(key).key for key in authorities),
        checked_on=checked_on,
        agencies=tuple(agencies),
    )
