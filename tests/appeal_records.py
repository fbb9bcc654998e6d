"""A request with its letters, a production and findings, in the database, for tests of appeals."""

from datetime import date
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from gaps.models import AnalysisRun, Evidence, Finding
from requests_app.models import (
    AppealOffice,
    Correspondence,
    FoiaRequest,
    Office,
    Page,
    Production,
    RequestIdentifier,
    SourceFile,
)
from requests_app.services.store import blob_store

WORDS = "Attachments: terms.xlsx"


def request_on_file(folder: Path, *, path: str = "DHS/ICE", **changes: Any) -> FoiaRequest:
    """A request with its letter, a determination of October 5, 2018 and one page of records."""
    office = None
    for part in path.split("/"):
        here = f"{office.path}/{part}" if office else part
        office, _ = Office.objects.get_or_create(
            path=here,
            defaults={
                "kind": "component" if office else "agency",
                "abbreviation": part,
                "name": f"Office {part}",
                "parent": office,
            },
        )
    fields = {
        "ref": "R-1",
        "title": "Records",
        "agency": office,
        "requester": "Example Oversight",
        "text": "All emails.",
        "filed_on": date(2018, 7, 20),
        "received_on": date(2018, 7, 23),
        "as_of": date(2018, 11, 1),
    }
    foia_request = FoiaRequest.objects.create(**fields | changes)
    RequestIdentifier.objects.create(
        foia_request=foia_request, kind="request", number="2018-ICFO-1"
    )
    letter(foia_request, folder, "request", "out", date(2018, 7, 20))
    letter(foia_request, folder, "determination", "in", date(2018, 10, 5))
    production = Production.objects.create(
        foia_request=foia_request, number=1, received_on=date(2018, 10, 5)
    )
    on_file(foia_request, folder, "production-01/emails.pdf", WORDS, production=production)
    return foia_request


def letter(
    foia_request: FoiaRequest, folder: Path, kind: str, direction: str, dated_on: date | None
) -> Correspondence:
    """A letter with its file."""
    source_file = on_file(foia_request, folder, f"letters/{kind}.pdf", f"The {kind}.")
    return Correspondence.objects.create(
        foia_request=foia_request,
        kind=kind,
        direction=direction,
        dated_on=dated_on,
        source_file=source_file,
    )


def on_file(
    foia_request: FoiaRequest,
    folder: Path,
    path: str,
    words: str,
    production: Production | None = None,
) -> SourceFile:
    """A PDF of one page, in the store, read."""
    written = folder / "written.pdf"
    canvas = Canvas(str(written), pagesize=(612, 792), invariant=True)
    canvas.drawString(72, 700, words)
    canvas.drawString(72, 72, path)
    canvas.save()
    source_file = SourceFile.objects.create(
        foia_request=foia_request,
        production=production,
        path=path,
        blob=blob_store(path=written),
        state="read",
        parser="pdf_text",
        expected_pages=1,
        read_pages=1,
    )
    Page.objects.create(
        source_file=source_file,
        index=0,
        text=words,
        width=612,
        height=792,
        words=[[0, len(words), 72, 84, 72 + 6 * len(words), 95]],
    )
    return source_file


def office_of_appeals(foia_request: FoiaRequest, **changes: Any) -> AppealOffice:
    """Where appeals go."""
    fields = {"addressee": "OPLA", "address": "500 12th Street SW", "verified": True}
    return AppealOffice.objects.create(office=foia_request.agency, **fields | changes)


def finding(foia_request: FoiaRequest, name: str = "terms.xlsx", **changes: Any) -> Finding:
    """An attachment that was not produced; certain, present and not decided unless said."""
    run, _ = AnalysisRun.objects.get_or_create(
        foia_request=foia_request, number=1, defaults={"as_of": date(2018, 11, 1)}
    )
    fields = {
        "fingerprint": name,
        "code": "COR004",
        "detector": "attachment_not_produced",
        "subject": name,
        "severity": "high",
        "confidence": "certain",
        "message": name,
        "facts": {
            "name": name,
            "message": "message from Ann Vale of June 14, 2018",
            "named_on": "ICE 1",
            "named_in": "its words",
            "messages": 1,
        },
    } | changes
    made = Finding(foia_request=foia_request, first_run=run, last_run=run, **fields)
    made.status = made.derive_status()
    made.save()
    page = Page.objects.get(source_file__path="production-01/emails.pdf")
    Evidence.objects.create(
        finding=made,
        position=0,
        kind="quoted",
        page=page,
        document="production-01/emails.pdf",
        sha256=page.source_file.blob_id,
        page_number=1,
        bates="ICE 1",
        quote=WORDS,
        start=0,
        end=len(WORDS),
    )
    Evidence.objects.create(
        finding=made,
        position=1,
        kind="looked_for",
        what=f"the file “{name}”",
        looked_in="1 page, 1 message",
    )
    return made
