"""Creating or refreshing a request from a case folder."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from requests_app.lib.case_folder import (
    Case,
    CaseCustodian,
    CaseLetter,
    custodian_names,
    file_in,
    production_files,
    read_case,
)
from requests_app.lib.strict_yaml import YamlError
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
    with transaction.atomic():
        foia_request, created = _request_write(case)
        _organisations_write(case, foia_request)
        letters = _correspondence_write(case, foia_request, folder, brought_by)
        _searches_write(case, foia_request, letters, folder, brought_by)
        _statements_write(case, foia_request, folder, brought_by)
        productions = _productions_write(case, foia_request, folder, letters, brought_by)
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
        RequestIdentifier.objects.get_or_create(
            foia_request=foia_request, kind=identifier.kind, number=identifier.number
        )
    for custodian in asked.custodians:
        _custodian(foia_request, custodian, named_in_request=True)
    return foia_request, created


def _custodian(
    foia_request: FoiaRequest, named: CaseCustodian, *, named_in_request: bool = False
) -> Custodian:
    custodian, _ = Custodian.objects.get_or_create(
        foia_request=foia_request,
        name=named.name,
        defaults={"office": _office(named.office) if named.office else None},
    )
    if named_in_request and not custodian.named_in_request:
        custodian.named_in_request = True
        custodian.save()
    return custodian


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
        announced = [each for each in case.productions if each.letter == letter.file]
        determination, _ = Determination.objects.get_or_create(
            correspondence=correspondence,
            defaults={
                "is_adverse": letter.adverse,
                "pages_released": announced[0].pages_released if announced else None,
                "pages_withheld_in_full": (
                    announced[0].pages_withheld_in_full if announced else None
                ),
            },
        )
        if letter.adverse is not None and determination.is_adverse != letter.adverse:
            determination.is_adverse = letter.adverse
            determination.save()


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
        record.custodians.set(
            [_custodian(foia_request, named) for named in custodian_names(search)]
        )


def _statements_write(case: Case, foia_request: FoiaRequest, folder: Path, brought_by: str) -> None:
    for statement in case.statements:
        source_file = None
        if statement.file:
            source_file = letter_add(
                foia_request=foia_request,
                path=file_in(folder, statement.file),
                name=statement.file,
                brought_by=brought_by,
            )
        Statement.objects.get_or_create(
            foia_request=foia_request,
            by=statement.by,
            text=statement.text,
            defaults={
                "said_on": statement.said_on,
                "to": statement.to_ or "",
                "source_file": source_file,
            },
        )


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
