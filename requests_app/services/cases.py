"""Creating or refreshing a request from a case folder."""

from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from requests_app.lib.case_folder import (
    Case,
    CaseLetter,
    CaseStatement,
    custodian_names,
    file_in,
    production_files,
    read_case,
)
from requests_app.lib.strict_yaml import YamlError, shown
from requests_app.models import (
    Correspondence,
    Custodian,
    Determination,
    FoiaRequest,
    Office,
    Organisation,
    Production,
    RequestIdentifier,
    RequestItem,
    SearchRecord,
    SourceFile,
    Statement,
)
from requests_app.services.ledger import ledger_follow
from requests_app.services.office_entries import office_entries_write
from requests_app.services.offices import offices_like
from requests_app.services.productions import letter_add, production_add
from requests_app.services.rows import row_refresh


@dataclass(frozen=True, slots=True)
class CaseLoaded:
    """The request, and its productions whose files are waiting to be read."""

    foia_request: FoiaRequest
    productions: tuple[Production, ...]
    created: bool


def case_load(*, folder: Path, brought_by: str = "") -> CaseLoaded:
    """Create the request of a case folder, or bring it up to date; nothing is half-written.

    Raises YamlError with one line naming the file, the key and its line.
    """
    case = read_case(folder)
    try:
        with transaction.atomic():
            return _case_write(case, folder, brought_by)
    except ValidationError as error:
        wrong = [f"{name}: {' '.join(told)}" for name, told in error.message_dict.items()]
        raise YamlError(f"case.yaml: {shown('; '.join(wrong))}") from error


def _case_write(case: Case, folder: Path, brought_by: str) -> CaseLoaded:
    foia_request, created = _request_write(case)
    custodians = _custodians_write(case, foia_request)
    _organisations_write(case, foia_request)
    letters = _correspondence_write(case, foia_request, folder, brought_by)
    _searches_write(case, foia_request, letters, custodians, folder, brought_by)
    _statements_write(case, foia_request, folder, brought_by)
    productions = _productions_write(case, foia_request, folder, letters, brought_by)
    office_entries_write(foia_request)
    ledger_follow(foia_request=foia_request)
    return CaseLoaded(foia_request, productions, created)


def _office(path: str) -> Office:
    office = Office.objects.filter(path=path).first()
    if office is None:
        raise YamlError(f"case.yaml: no office has the path '{path}' ({offices_like(path)})")
    return office


def _request_write(case: Case) -> tuple[FoiaRequest, bool]:
    asked = case.request
    foia_request, created = row_refresh(
        FoiaRequest,
        {"ref": asked.ref},
        {
            "title": asked.title,
            "agency": _office(asked.agency),
            "requester": asked.requester,
            "text": asked.text,
            "filed_on": asked.filed_on,
            "received_on": asked.received_on,
            "records_from": asked.records_from,
            "records_to": asked.records_to,
            "fee_waiver_requested": asked.fee_waiver_requested,
            "expedition_requested_on": asked.expedition_requested_on,
            "as_of": case.as_of,
        },
    )
    foia_request.offices.set([_office(path) for path in asked.offices])
    for item in asked.items:
        row_refresh(
            RequestItem,
            {"foia_request": foia_request, "number": item.number},
            {"text": item.text},
        )
    for identifier in asked.identifiers:
        row_refresh(
            RequestIdentifier,
            {"foia_request": foia_request, "kind": identifier.kind, "number": identifier.number},
            {},
        )
    return foia_request, created


def _custodians_write(case: Case, foia_request: FoiaRequest) -> dict[str, Custodian]:
    """The custodians by name. One may stand in the request and in searches: the first place that
    states an office counts."""
    asked = case.request.custodians
    searched = [each for search in case.searches for each in custodian_names(search)]
    values: dict[str, dict[str, object]] = {each.name: {} for each in (*asked, *searched)}
    for each in (*asked, *searched):
        if each.office:
            values[each.name].setdefault("office", _office(each.office))
    for each in asked:
        values[each.name]["named_in_request"] = True
    return {
        name: row_refresh(Custodian, {"foia_request": foia_request, "name": name}, stated)[0]
        for name, stated in values.items()
    }


def _organisations_write(case: Case, foia_request: FoiaRequest) -> None:
    for stated in case.organisations:
        key = stated.domains[0].lower() if stated.domains else stated.name.lower()
        row_refresh(
            Organisation,
            {"foia_request": foia_request, "key": key},
            {
                "name": stated.name,
                "domains": [domain.lower() for domain in stated.domains],
                "side": stated.side,
                "office": _office(stated.office) if stated.office else None,
                "stated": True,
            },
        )


def _correspondence_write(
    case: Case, foia_request: FoiaRequest, folder: Path, brought_by: str
) -> dict[str, SourceFile]:
    letters: dict[str, SourceFile] = {}
    for letter in case.correspondence:
        source_file = None
        if letter.file:
            source_file = letter_add(
                foia_request=foia_request,
                path=file_in(folder, letter.file),
                name=letter.file,
                brought_by=brought_by,
            )
            letters[letter.file] = source_file
        _letter_write(case, foia_request, letter, source_file)
    return letters


def _letter_write(
    case: Case, foia_request: FoiaRequest, letter: CaseLetter, source_file: SourceFile | None
) -> None:
    if letter.adverse is not None and letter.kind != "determination":
        raise YamlError(f"case.yaml: adverse is said of a determination, not of a {letter.kind}")
    alike = [
        each
        for each in case.correspondence
        if (each.kind, each.direction, each.file) == (letter.kind, letter.direction, letter.file)
    ]
    correspondence = _letter_row(foia_request, letter, source_file, alone=len(alike) == 1)
    if letter.kind == "determination":
        _determination_row(case, letter, correspondence)


def _determination_row(case: Case, letter: CaseLetter, correspondence: Correspondence) -> None:
    """What the letter decides. Its pages are taken from its production once: a person may correct
    them from the letter."""
    values: dict[str, object] = {}
    if not Determination.objects.filter(correspondence=correspondence).exists():
        announced = next((each for each in case.productions if each.letter == letter.file), None)
        if announced:
            values["pages_released"] = announced.pages_released
            values["pages_withheld_in_full"] = announced.pages_withheld_in_full
    if letter.adverse is not None:
        values["is_adverse"] = letter.adverse
    row_refresh(Determination, {"correspondence": correspondence}, values)


def _letter_row(
    foia_request: FoiaRequest, letter: CaseLetter, source_file: SourceFile | None, *, alone: bool
) -> Correspondence:
    """The letter's row. The only letter of its kind in a file is known by the file, so that its
    days may be corrected; others are known by their day."""
    identity: dict[str, object] = {
        "foia_request": foia_request,
        "kind": letter.kind,
        "direction": letter.direction,
        "source_file": source_file,
    }
    values = {"dated_on": letter.dated_on, "received_on": letter.received_on}
    known_by_file = source_file is not None and alone
    if not known_by_file or Correspondence.objects.filter(**identity).count() > 1:
        identity["dated_on"] = values.pop("dated_on")
    correspondence, _ = row_refresh(Correspondence, identity, values)
    return correspondence


def _searches_write(
    case: Case,
    foia_request: FoiaRequest,
    letters: dict[str, SourceFile],
    custodians: dict[str, Custodian],
    folder: Path,
    brought_by: str,
) -> None:
    for search in case.searches:
        source_file = letters.get(search.source or "")
        if search.source and source_file is None:
            source_file = letter_add(
                foia_request=foia_request,
                path=file_in(folder, search.source),
                name=search.source,
                brought_by=brought_by,
            )
        record, _ = row_refresh(
            SearchRecord,
            {
                "foia_request": foia_request,
                "office": _office(search.office),
                "status": search.status,
            },
            {
                "reason": search.reason,
                "systems": list(search.systems),
                "terms": list(search.terms),
                "from_on": search.from_,
                "to_on": search.to_,
                "source_file": source_file,
            },
        )
        record.custodians.set([custodians[named.name] for named in custodian_names(search)])


def _statements_write(case: Case, foia_request: FoiaRequest, folder: Path, brought_by: str) -> None:
    for statement in case.statements:
        named = (statement.by, statement.text)
        source_file = None
        if statement.file:
            source_file = letter_add(
                foia_request=foia_request,
                path=file_in(folder, statement.file),
                name=statement.file,
                brought_by=brought_by,
            )
        alike = [each for each in case.statements if (each.by, each.text) == named]
        _statement_row(foia_request, statement, source_file, alone=len(alike) == 1)


def _statement_row(
    foia_request: FoiaRequest,
    statement: CaseStatement,
    source_file: SourceFile | None,
    *,
    alone: bool,
) -> None:
    """The statement's row. Words said once are known by who said them, so that their day may be
    corrected; words said again, by their day."""
    identity: dict[str, object] = {
        "foia_request": foia_request,
        "by": statement.by,
        "text": statement.text,
    }
    values: dict[str, object] = {
        "said_on": statement.said_on,
        "to": statement.to_ or "",
        "source_file": source_file,
    }
    if not alone or Statement.objects.filter(**identity).count() > 1:
        identity["said_on"] = values.pop("said_on")
    row_refresh(Statement, identity, values)


def _productions_write(
    case: Case,
    foia_request: FoiaRequest,
    folder: Path,
    letters: dict[str, SourceFile],
    brought_by: str,
) -> tuple[Production, ...]:
    written = []
    for number, stated in enumerate(case.productions, 1):
        production, _ = row_refresh(
            Production,
            {"foia_request": foia_request, "number": number},
            {
                "received_on": stated.received_on,
                "is_final": stated.is_final,
                "letter": letters.get(stated.letter or ""),
                "pages_released": stated.pages_released,
                "pages_withheld_in_full": stated.pages_withheld_in_full,
                "bates_from": stated.bates_from or "",
                "bates_to": stated.bates_to or "",
            },
        )
        named: list[tuple[str, Path]] = [
            (str(path.relative_to(folder.resolve())), path)
            for path in production_files(folder, stated)
        ]
        production_add(production=production, files=named, brought_by=brought_by)
        written.append(production)
    return tuple(written)
