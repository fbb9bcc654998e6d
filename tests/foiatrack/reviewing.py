"""A request with findings to review, each proven on a page of a real PDF."""

from pathlib import Path

import pikepdf

from gaps.models import Finding
from requests_app.models import FoiaRequest, SourceFile
from requests_app.services.search_index import pages_index
from requests_app.services.store import blob_store
from tests.factories import (
    AnalysisRunFactory,
    EvidenceFactory,
    FindingFactory,
    FoiaRequestFactory,
    PageFactory,
    SourceFileFactory,
    StampFactory,
)

TEXT = "Sent: Monday\nPrices rose again.\nDEP-7"
WORDS = [
    [0, 5, 72.0, 72.0, 100.0, 84.0],
    [6, 12, 104.0, 72.0, 150.0, 84.0],
    [13, 19, 72.0, 90.0, 110.0, 102.0],
    [20, 24, 114.0, 90.0, 140.0, 102.0],
    [25, 31, 144.0, 90.0, 190.0, 102.0],
    [32, 37, 500.0, 740.0, 560.0, 752.0],
]


def released_file(folder: Path, *, pages: int = 2) -> SourceFile:
    """A released PDF of some pages, each with the same words on it and a number of its own."""
    path = folder / f"released-{pages}.pdf"
    with pikepdf.new() as made:
        for _ in range(pages):
            page = made.add_blank_page(page_size=(612, 792))
            page.Contents = made.make_stream(b"0 g 72 690 120 12 re f")
        made.save(path)
    source_file = SourceFileFactory(
        production__foia_request=FoiaRequestFactory(),
        blob=blob_store(path=path),
        parser="pdf_text",
        state="read",
        expected_pages=pages,
        read_pages=pages,
    )
    for index in range(pages):
        page = PageFactory(
            source_file=source_file, index=index, text=TEXT, words=WORDS, width=612, height=792
        )
        StampFactory(page=page, start=32, end=37, prefix="DEP-", number=index + 7)
    pages_index(source_file_ids=[source_file.pk])
    return source_file


def findings_on(
    source_file: SourceFile, number: int, *, code: str = "COR001", **values: object
) -> list[Finding]:
    """Open findings, each with the proof on the pages of the file and one that names no page."""
    foia_request: FoiaRequest = source_file.foia_request
    run = foia_request.analysis_runs.first() or AnalysisRunFactory(foia_request=foia_request)
    found = []
    for count in range(number):
        finding = FindingFactory(
            foia_request=foia_request,
            first_run=run,
            code=code,
            subject=f"{code} {count:04d}",
            message=f"Nothing came back from office {count}.",
            **values,
        )
        for page in source_file.pages.all():
            EvidenceFactory(
                finding=finding,
                page=page,
                document=source_file.path,
                page_number=page.index + 1,
                quote="Prices rose again.",
                start=13,
                end=31,
            )
        EvidenceFactory(
            finding=finding,
            kind="looked_for",
            document="",
            sha256="",
            page_number=None,
            quote="",
            start=None,
            end=None,
            what="an answer",
            looked_in="2 pages",
        )
        found.append(finding)
    return found
