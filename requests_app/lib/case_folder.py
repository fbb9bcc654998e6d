"""The case folder (`foiatrack.case/1`): a request and all that came of it, as files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from requests_app.lib.strict_yaml import YamlError, read_yaml, shown


@dataclass(frozen=True, slots=True)
class CaseItem:
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class CaseCustodian:
    name: str
    office: str | None = None


@dataclass(frozen=True, slots=True)
class CaseIdentifier:
    number: str
    kind: Literal["request", "appeal", "litigation", "referral", "consultation"]


@dataclass(frozen=True, slots=True)
class CaseRequest:
    ref: str
    title: str
    agency: str
    requester: str
    text: str
    filed_on: date | None = None
    received_on: date | None = None
    records_from: date | None = None
    records_to: date | None = None
    items: tuple[CaseItem, ...] = ()
    offices: tuple[str, ...] = ()
    custodians: tuple[CaseCustodian, ...] = ()
    identifiers: tuple[CaseIdentifier, ...] = ()
    fee_waiver_requested: bool = False
    expedition_requested_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaseOrganisation:
    name: str
    domains: tuple[str, ...]
    side: Literal["agency", "outside", "unknown"]
    office: str | None = None


@dataclass(frozen=True, slots=True)
class CaseLetter:
    kind: Literal[
        "request",
        "acknowledgment",
        "clarification_request",
        "clarification_reply",
        "extension",
        "fee_notice",
        "interim_response",
        "determination",
        "appeal",
        "appeal_determination",
        "referral",
        "consultation",
        "ogis",
        "other",
    ]
    direction: Literal["in", "out"]
    dated_on: date | None = None
    received_on: date | None = None
    adverse: bool | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class CaseSearch:
    office: str
    status: Literal["searched", "refused", "referred", "no_records", "unknown"]
    custodians: tuple[CaseCustodian | str, ...] = ()
    systems: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    from_: date | None = None
    to_: date | None = None
    reason: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class CaseProduction:
    files: tuple[str, ...]
    received_on: date | None = None
    is_final: bool = False
    letter: str | None = None
    pages_released: int | None = None
    pages_withheld_in_full: int | None = None
    bates_from: str | None = None
    bates_to: str | None = None


@dataclass(frozen=True, slots=True)
class CaseStatement:
    by: str
    text: str
    said_on: date | None = None
    to_: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    schema: Literal["foiatrack.case/1"]
    request: CaseRequest
    organisations: tuple[CaseOrganisation, ...] = ()
    correspondence: tuple[CaseLetter, ...] = ()
    searches: tuple[CaseSearch, ...] = ()
    productions: tuple[CaseProduction, ...] = ()
    statements: tuple[CaseStatement, ...] = ()
    as_of: date | None = None
    expected_findings: str | None = None


def read_case(folder: Path) -> Case:
    """Read `case.yaml` in the folder and check that every file it names is there.

    Raises YamlError with one line that names the file, the key and its line, or the path.
    """
    case = read_yaml(folder / "case.yaml", Case)
    for earlier, later in _days_in_order(case):
        raise YamlError(f"case.yaml: {later} is before {earlier}")
    for path in _paths_named(case):
        file_in(folder, path)
    for production in case.productions:
        production_files(folder, production)
    return case


def file_in(folder: Path, path: str) -> Path:
    """The file at the relative `path`, which may not leave the folder."""
    try:
        target = (folder / path).resolve()
        is_file = target.is_file()
    except (OSError, RuntimeError):
        # A name longer than the system allows; links that lead to one another.
        raise YamlError(f"case.yaml: {shown(path)} is not a file in the case folder") from None
    if not target.is_relative_to(folder.resolve()):
        raise YamlError(f"case.yaml: {shown(path)} leaves the case folder")
    if not is_file:
        raise YamlError(f"case.yaml: {shown(path)} is not a file in the case folder")
    return target


def production_files(folder: Path, production: CaseProduction) -> list[Path]:
    """The files of a production in the order of their names, its patterns resolved."""
    found: dict[Path, None] = {}
    for pattern in production.files:
        matches = [match for match in _matches(folder, pattern) if match.is_file()]
        if not matches:
            raise YamlError(f"case.yaml: no file of the case folder matches {shown(pattern)}")
        for match in matches:
            found[file_in(folder, str(match.relative_to(folder)))] = None
    return list(found)


def _matches(folder: Path, pattern: str) -> list[Path]:
    """What the pattern matches; nothing where it is absolute or no pattern."""
    try:
        return sorted(folder.glob(pattern))
    except (NotImplementedError, ValueError, OSError, RuntimeError):
        return []


def custodian_names(search: CaseSearch) -> tuple[CaseCustodian, ...]:
    """The custodians of a search; a bare name is a custodian without a stated office."""
    return tuple(
        CaseCustodian(name=each) if isinstance(each, str) else each for each in search.custodians
    )


def _days_in_order(case: Case) -> Iterator[tuple[str, str]]:
    """The names of two days of which the second stands before the first."""
    asked = case.request
    pairs = [
        ("filed_on", asked.filed_on, "received_on", asked.received_on),
        ("records_from", asked.records_from, "records_to", asked.records_to),
    ]
    pairs += [(f"'from' of {each.office}", each.from_, "'to'", each.to_) for each in case.searches]
    for earlier, first, later, last in pairs:
        if first and last and last < first:
            yield earlier, later


def _paths_named(case: Case) -> Iterator[str]:
    for letter in case.correspondence:
        if letter.file:
            yield letter.file
    for search in case.searches:
        if search.source:
            yield search.source
    for production in case.productions:
        if production.letter:
            yield production.letter
    for statement in case.statements:
        if statement.file:
            yield statement.file
