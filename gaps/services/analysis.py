"""Running the detectors over a request, and writing the difference from the last run."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from gaps import contract
from gaps.cure import Cure, cured_by, places_of
from gaps.engine import RunResult, detectors, run
from gaps.models import AnalysisRun, Evidence, Finding
from gaps.snapshot import CaseSnapshot, PageRef
from gaps.snapshot_builder.build import build_snapshot
from requests_app.bulk import bulk_rewrite, bulk_write
from requests_app.models import FoiaRequest, Page
from requests_app.selectors.documents import document_names

WRITTEN = (
    "code",
    "detector",
    "subject",
    "severity",
    "confidence",
    "message",
    "facts",
    "authorities",
    "awaits",
    "caveat",
)
REWRITTEN = (*WRITTEN, "is_present", "status", "last_run", "cured_by", "cured_note")


def request_analyze(*, foia_request: FoiaRequest, as_of: date | None = None) -> AnalysisRun:
    """Run every detector over the request and record what is new, kept, cured and reopened.

    Speaks from `as_of`, else the request's own day, else today. Where neither the records nor
    the detectors' findings changed since the last run, that run is returned and nothing written.
    """
    day = as_of or foia_request.as_of or timezone.localdate()
    with transaction.atomic():
        FoiaRequest.objects.select_for_update().get(pk=foia_request.pk)
        case = build_snapshot(foia_request, as_of=day)
        result = run(case)
        fingerprint = _hash(case, result)
        last = foia_request.analysis_runs.first()
        if last and last.snapshot_hash == fingerprint:
            return last
        analysis_run = AnalysisRun.objects.create(
            foia_request=foia_request,
            number=last.number + 1 if last else 1,
            as_of=day,
            snapshot_hash=fingerprint,
            detectors=[each.code for each in detectors()],
            errors={each.code: each.reason for each in result.errors},
        )
        _reconcile(analysis_run, case, result.findings, {each.code for each in result.errors})
    return analysis_run


def _hash(case: CaseSnapshot, result: RunResult) -> str:
    """A hash of all that the run saw and of all that it says."""
    shown = json.dumps([repr(case), repr(result.findings), repr(result.errors)])
    return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


def _reconcile(
    analysis_run: AnalysisRun,
    case: CaseSnapshot,
    found: Sequence[contract.Finding],
    failed: set[str],
) -> None:
    """Write the difference. A detector that failed in this run cures none of its findings."""
    foia_request = analysis_run.foia_request
    # A person who decides on one meanwhile waits: the status follows from both.
    held = {each.fingerprint: each for each in foia_request.findings.select_for_update()}
    pages = _pages(foia_request)
    new, changed = [], []
    for finding in found:
        row = held.pop(finding.fingerprint, None)
        if row is None:
            row = Finding(
                foia_request=foia_request, fingerprint=finding.fingerprint, first_run=analysis_run
            )
            new.append(row)
            analysis_run.new += 1
        else:
            changed.append(row)
            analysis_run.kept += row.is_present
            analysis_run.reopened += not row.is_present
        _set_present(row, finding, analysis_run)
    places = places_of(case)
    for row in held.values():
        if row.is_present and row.code not in failed:
            _set_cured(row, cured_by(_awaited(row), case, places), analysis_run, pages)
            changed.append(row)
            analysis_run.cured += 1
    bulk_write(new)
    bulk_rewrite(changed, REWRITTEN)
    _evidence_write(foia_request, found, failed, pages)
    analysis_run.save()


def _set_present(row: Finding, finding: contract.Finding, analysis_run: AnalysisRun) -> None:
    for name, value in _columns(finding).items():
        setattr(row, name, value)
    row.is_present = True
    row.cured_by = None
    row.cured_note = ""
    row.last_run = analysis_run
    row.status = row.derive_status()


def _set_cured(
    row: Finding,
    cure: Cure | None,
    analysis_run: AnalysisRun,
    pages: Mapping[tuple[str, str, int], int],
) -> None:
    page = cure.page if cure else None
    row.is_present = False
    row.cured_by_id = pages.get((page.document, page.sha256, page.page)) if page else None
    row.cured_note = cure.note if cure else "The records no longer show it."
    row.last_run = analysis_run
    row.status = row.derive_status()


def _awaited(row: Finding) -> list[contract.Awaited]:
    return [contract.Awaited(**each) for each in row.awaits]


def _evidence_write(
    foia_request: FoiaRequest,
    found: Sequence[contract.Finding],
    failed: set[str],
    pages: Mapping[tuple[str, str, int], int],
) -> None:
    """The proof of what is present now. That of a cured finding, and of one whose detector failed
    in this run, stays as it was last shown."""
    ids = dict(foia_request.findings.values_list("fingerprint", "pk"))
    shown = Evidence.objects.filter(finding__foia_request=foia_request, finding__is_present=True)
    shown.exclude(finding__code__in=failed).delete()
    bulk_write(
        [
            _evidence(ids[finding.fingerprint], position, piece, pages)
            for finding in found
            for position, piece in enumerate(finding.evidence, 1)
        ]
    )


def _columns(finding: contract.Finding) -> dict[str, Any]:
    columns = {name: getattr(finding, name) for name in WRITTEN}
    columns["facts"] = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in finding.facts.items()
    }
    columns["authorities"] = list(finding.authorities)
    columns["awaits"] = [dataclasses.asdict(each) for each in finding.awaits]
    return columns


def _evidence(
    finding_id: int,
    position: int,
    piece: contract.Evidence,
    pages: Mapping[tuple[str, str, int], int],
) -> Evidence:
    page: PageRef | None = piece.page
    return Evidence(
        finding_id=finding_id,
        position=position,
        kind=piece.kind,
        page_id=pages.get((page.document, page.sha256, page.page)) if page else None,
        document=page.document if page else "",
        sha256=page.sha256 if page else "",
        page_number=page.page if page else None,
        bates=(page.bates or "") if page else "",
        quote=piece.quote,
        start=piece.start,
        end=piece.end,
        what=piece.what,
        looked_in=piece.looked_in,
        on=piece.on,
        working=list(piece.working),
    )


def _pages(foia_request: FoiaRequest) -> dict[tuple[str, str, int], int]:
    """(document, hash, page from 1) to the id of the page."""
    names = document_names(foia_request)
    rows = Page.objects.filter(source_file__foia_request=foia_request).values_list(
        "pk", "index", "source_file_id", "source_file__blob_id"
    )
    return {(names[file_id], sha256, index + 1): pk for pk, index, file_id, sha256 in rows}
