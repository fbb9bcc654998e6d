"""Agencies, components, offices and appeal offices as frozen rows, read from fixtures/reference.

Pure: the loading service writes the rows to the database. A file that says something twice, names
a parent that is missing or has an unknown key is refused with a ValueError naming file and entry.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from requests_app.law.authorities import authority
from requests_app.law.parameters import parameter

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "reference"

Kind = Literal["agency", "component", "office"]

_REPORTS = "FOIA annual reports of the agencies, fiscal year 2024, https://www.foia.gov/data.html"
_AREAS = "Areas of responsibility of ERO, https://github.com/deportationdata/ice-offices (CC0)"
DAYS_REPORTED = tuple(
    f"{track}_{figure}"
    for track in ("simple", "complex", "expedited", "appeal")
    for figure in ("median", "average")
)
REPORTED_IN = "FOIA annual report of the agency, fiscal year {}, https://www.foia.gov/data.html"
_ERO = "DHS/ICE/ERO"
_OFFICE_KEYS = {"path", "name", "aliases", "former", "function", "source", "verified"}
_APPEAL_KEYS = {
    "agency", "addressee", "address", "portal", "window", "authority", "verified", "note"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A node of the tree of offices. `parent` is a path, None for an agency."""

    path: str
    kind: Kind
    parent: str | None
    abbreviation: str
    name: str
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    function: str = ""
    citation: str = ""
    citation_verified: bool = False


@dataclass(frozen=True, slots=True)
class AppealOfficeRow:
    """Where appeals from an agency go. `verified` is about addressee and address together;
    `window` names the parameter of the law that gives the period, `authority` what it rests on."""

    agency: str
    addressee: str
    address: str
    portal: str
    window: str
    authority: str
    verified: bool
    note: str


@dataclass(frozen=True, slots=True)
class AnnualFiguresRow:
    """What one office reported for one fiscal year. Days stand as they were reported: a number,
    `<1`, or nothing; a quantity that was not reported is None."""

    office: str
    fiscal_year: int
    received: int | None
    processed: int | None
    pending: int | None
    days: Mapping[str, str]


def offices(folder: Path = FOLDER) -> tuple[OfficeRow, ...]:
    """Every node, each after its parent: agencies, components, offices, ERO field offices."""
    rows = [*_agencies(folder)]
    rows += _components(folder, {row.abbreviation: row.path for row in rows})
    rows += _listed_offices(folder)
    rows += _field_offices(folder)
    _check_tree(rows)
    return tuple(rows)


def appeal_offices(folder: Path = FOLDER) -> tuple[AppealOfficeRow, ...]:
    """Every appeal office, in the order of the file."""
    rows = []
    for entry in _yaml(folder / "appeal_offices.yaml")["appeal_offices"]:
        _check_keys(
            "appeal_offices.yaml",
            entry.get("agency"),
            entry,
            _APPEAL_KEYS,
            _APPEAL_KEYS,
        )
        row = AppealOfficeRow(**entry)
        parameter(row.window)
        authority(row.authority)
        rows.append(row)
    _refuse_repeats("appeal_offices.yaml", (row.agency for row in rows))
    return tuple(rows)


def annual_figures(folder: Path = FOLDER) -> tuple[AnnualFiguresRow, ...]:
    """What the offices reported in their annual reports, in the order of the file."""
    rows = []
    for entry in _csv(folder / "annual_figures.csv"):
        where = f"{entry['office']} {entry['fiscal_year']}"
        days = {name: entry[name] for name in DAYS_REPORTED}
        for name, days_said in days.items():
            if not re.fullmatch(r"|<1|\d*\.?\d+", days_said):
                raise ValueError(f"annual_figures.csv, {where}: {name} is {days_said}")
        row = AnnualFiguresRow(
            office=entry["office"],
            fiscal_year=int(entry["fiscal_year"]),
            received=_quantity(entry["received"]),
            processed=_quantity(entry["processed"]),
            pending=_quantity(entry["pending"]),
            days=days,
        )
        rows.append(row)
    _refuse_repeats("annual_figures.csv", (f"{row.office} {row.fiscal_year}" for row in rows))
    return tuple(rows)


def appeal_office_for(path: str, rows: Sequence[AppealOfficeRow]) -> AppealOfficeRow | None:
    """The appeal office of an office: its own, or that of its nearest parent that has one."""
    by_agency = {row.agency: row for row in rows}
    while path and path not in by_agency:
        path = path.rpartition("/")[0]
    return by_agency.get(path)


def path_segment(abbreviation: str, name: str) -> str:
    """What a node adds to its parent's path: the abbreviation, or the capitals of the name where
    there is none, with hyphens for slashes and spaces."""
    short = abbreviation.strip() or "".join(re.findall(r"\b[A-Z]", name)) or name.strip()
    return re.sub(r"[\s/]*-[\s/]*|[\s/]+", "-", short)


def distinct_segments(nodes: Iterable[tuple[str, str]]) -> list[str]:
    """The segments of one parent's children, given as (abbreviation, name) in their order; the
    second of a segment becomes `X-2`, the third `X-3`. Case does not tell two apart."""
    taken: set[str] = set()
    segments = []
    for abbreviation, name in nodes:
        segment = first = path_segment(abbreviation, name)
        number = 1
        while segment.casefold() in taken:
            number += 1
            segment = f"{first}-{number}"
        taken.add(segment.casefold())
        segments.append(segment)
    return segments


def _quantity(reported: str) -> int | None:
    return int(reported) if reported else None


def _agencies(folder: Path) -> Iterator[OfficeRow]:
    listed = _csv(folder / "agencies.csv")
    # Components name their agency by its abbreviation, so two agencies may not share one.
    _refuse_repeats("agencies.csv", (row["abbreviation"] for row in listed))
    for row in listed:
        yield _reported(row, path_segment(row["abbreviation"], row["name"]), "agency", None)


def _components(folder: Path, agencies: Mapping[str, str]) -> Iterator[OfficeRow]:
    children: dict[str, list[dict[str, str]]] = {}
    for row in _csv(folder / "components.csv"):
        if row["agency"] not in agencies:
            raise ValueError(f"components.csv, {row['name']}: no agency {row['agency']}")
        children.setdefault(row["agency"], []).append(row)
    for agency, listed in children.items():
        segments = distinct_segments((row["abbreviation"], row["name"]) for row in listed)
        for segment, row in zip(segments, listed, strict=True):
            parent = agencies[agency]
            yield _reported(row, f"{parent}/{segment}", "component", parent)


def _reported(row: Mapping[str, str], path: str, kind: Kind, parent: str | None) -> OfficeRow:
    return OfficeRow(
        path=path,
        kind=kind,
        parent=parent,
        abbreviation=row["abbreviation"] or path.rpartition("/")[2],
        name=row["name"],
        aliases=(row["reported_as"],) if row["reported_as"] else (),
        citation=_REPORTS,
        citation_verified=True,
    )


def _listed_offices(folder: Path) -> Iterator[OfficeRow]:
    content = _yaml(folder / "offices.yaml")
    for entry in content["offices"]:
        required = {"path", "name", "function", "source", "verified"}
        _check_keys("offices.yaml", entry.get("path"), entry, _OFFICE_KEYS, required)
        source = content["sources"].get(entry["source"])
        if source is None:
            raise ValueError(f"offices.yaml, {entry['path']}: no source {entry['source']}")
        parent, _, abbreviation = entry["path"].rpartition("/")
        yield OfficeRow(
            path=entry["path"],
            kind="office",
            parent=parent,
            abbreviation=abbreviation,
            name=entry["name"],
            aliases=tuple(entry.get("aliases", ())),
            former_names=tuple(entry.get("former", ())),
            function=entry["function"],
            citation=f"{source['title']}, {source['url']}",
            citation_verified=entry["verified"],
        )


def _field_offices(folder: Path) -> Iterator[OfficeRow]:
    """The field offices of ERO, each with the states and counties it covers."""
    areas: dict[str, dict[str, list[str]]] = {}
    for row in _csv(folder / "ero_areas.csv"):
        counties = areas.setdefault(row["office"], {}).setdefault(row["state"], [])
        counties += [row["county"]] if row["county"] else []
    for city, states in areas.items():
        covered = "; ".join(
            f"{state} ({', '.join(counties)})" if counties else state
            for state, counties in states.items()
        )
        yield OfficeRow(
            path=f"{_ERO}/{path_segment(city, city)}",
            kind="office",
            parent=_ERO,
            abbreviation=f"ERO {city}",
            name=f"ERO {city} Field Office",
            aliases=(f"{city} Field Office",),
            function=f"Arrests, detains and removes people in: {covered}.",
            citation=_AREAS,
            citation_verified=True,
        )


def _check_tree(rows: Sequence[OfficeRow]) -> None:
    _refuse_repeats("fixtures/reference", (row.path for row in rows))
    known: set[str] = set()
    for row in rows:
        if row.parent is not None and row.parent not in known:
            raise ValueError(f"{row.path}: its parent {row.parent} is missing or comes later")
        names = (row.name, *row.aliases, *row.former_names)
        _refuse_repeats(f"{row.path}, names", names)
        known.add(row.path)


def _refuse_repeats(where: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value.casefold() in seen:
            raise ValueError(f"{where}: {value} stands twice")
        seen.add(value.casefold())


def _check_keys(
    file: str, entry: object, given: Iterable[str], known: set[str], required: set[str]
) -> None:
    keys = set(given)
    if unknown := keys - known:
        raise ValueError(f"{file}, {entry}: unknown keys {sorted(unknown)}")
    if missing := required - keys:
        raise ValueError(f"{file}, {entry}: missing keys {sorted(missing)}")


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
