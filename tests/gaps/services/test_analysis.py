"""What a run writes of what the detectors found: identity, decisions, cures and reopening."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection

from gaps import contract
from gaps.engine import DetectorError, RunResult
from gaps.models import AnalysisRun, Evidence
from gaps.models import Finding as FindingRow
from gaps.services import analysis
from gaps.services.analysis import request_analyze
from gaps.services.reviews import finding_review
from gaps.snapshot import PageRef
from requests_app.models import FoiaRequest, Page
from tests.factories import (
    FoiaRequestFactory,
    MessageFactory,
    OccurrenceFactory,
    PageFactory,
    ProductionFactory,
    SourceFileFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

Found = Callable[..., AnalysisRun]
AS_OF = date(2018, 11, 1)


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory.create(ref="R-1", as_of=AS_OF)


@pytest.fixture
def third_page(foia_request: FoiaRequest) -> Page:
    production = ProductionFactory.create(foia_request=foia_request)
    source_file = SourceFileFactory.create(production=production, path="release.pdf")
    return PageFactory.create(source_file=source_file, index=2, text="Words on a page.")


@pytest.fixture
def analysed(foia_request: FoiaRequest, monkeypatch: pytest.MonkeyPatch) -> Found:
    """Analyse the request with detectors that find what is given, and fail as is given."""

    def found(*findings: contract.Finding, failed: tuple[str, ...] = ()) -> AnalysisRun:
        errors = tuple(DetectorError(code, "a_detector", "ValueError: no") for code in failed)
        monkeypatch.setattr(analysis, "run", lambda case: RunResult(findings, errors, codes=()))
        return request_analyze(foia_request=foia_request)

    return found


def gap(subject: str = "company.example", **values: Any) -> contract.Finding:
    """A finding that awaits a message, with the place that proves it."""
    shape: dict[str, Any] = {
        "code": "COR003",
        "detector": "quoted_message_not_produced",
        "subject": subject,
        "fingerprint": f"print-{subject}",
        "severity": "high",
        "confidence": "certain",
        "message": f"A message of {subject} is missing.",
        "facts": {"names": ("a", "b"), "count": 2},
        "evidence": (contract.looked_for("the message", in_="1 page"),),
        "authorities": ("foia_a3CD",),
        "awaits": (contract.Awaited("message", "key:missing"),),
    }
    return contract.Finding(**{**shape, **values})


def statuses(foia_request: FoiaRequest) -> dict[str, str]:
    return dict(foia_request.findings.values_list("subject", "status"))


def counted(run: AnalysisRun) -> tuple[int, int, int, int]:
    return (run.new, run.kept, run.cured, run.reopened)


def test_what_is_found_is_written_with_its_proof(
    foia_request: FoiaRequest, analysed: Found, third_page: Page
) -> None:
    place = PageRef("release.pdf", third_page.source_file.blob_id, 3, "DEP-7")
    proof = (
        contract.Evidence("quoted", place, 0, 5, "Words"),
        contract.dated("a letter", date(2018, 10, 5)),
        contract.computed("the last day", ["20 days", "from July 23"]),
    )
    run = analysed(gap(evidence=proof))
    assert counted(run) == (1, 0, 0, 0)
    (row,) = foia_request.findings.all()
    assert (row.first_run, row.last_run, row.status) == (run, run, "open")
    assert row.facts == {"names": ["a", "b"], "count": 2}
    assert row.awaits == [{"kind": "message", "key": "key:missing"}]
    quoted, dated, computed = row.evidence.all()
    assert (quoted.page, quoted.document, quoted.page_number) == (third_page, "release.pdf", 3)
    assert (quoted.bates, quoted.quote, quoted.start, quoted.end) == ("DEP-7", "Words", 0, 5)
    assert (dated.what, dated.on, dated.page) == ("a letter", date(2018, 10, 5), None)
    assert computed.working == ["20 days", "from July 23"]


def test_a_finding_keeps_its_row_over_runs_and_is_written_anew(
    foia_request: FoiaRequest, analysed: Found
) -> None:
    first = analysed(gap())
    (row,) = foia_request.findings.all()
    second = analysed(gap(message="Said otherwise.", confidence="probable"), gap("other.example"))
    assert (second.number, counted(second)) == (2, (1, 1, 0, 0))
    again = foia_request.findings.get(pk=row.pk)
    assert (again.message, again.confidence) == ("Said otherwise.", "probable")
    assert (again.first_run, again.last_run) == (first, second)


@pytest.mark.parametrize(
    "change",
    [
        {"severity": "low"},
        {"facts": {"count": 3}},
        {"evidence": (contract.looked_for("the message", in_="2 pages"),)},
        {"authorities": ("foia_a3A",)},
        {"awaits": ()},
        {"caveat": "A page could not be read."},
    ],
)
def test_whatever_a_detector_says_otherwise_is_written(
    foia_request: FoiaRequest, analysed: Found, change: dict[str, Any]
) -> None:
    analysed(gap())
    run = analysed(replace(gap(), **change))
    assert (run.number, counted(run)) == (2, (0, 1, 0, 0))
    (row,) = foia_request.findings.all()
    (name,) = change
    if name == "evidence":
        assert row.evidence.get().looked_in == "2 pages"
    elif name in ("awaits", "authorities"):
        assert getattr(row, name) == list(change[name])
    else:
        assert getattr(row, name) == change[name]


def test_where_nothing_changed_the_last_run_is_given_and_nothing_written(
    foia_request: FoiaRequest, analysed: Found
) -> None:
    first = analysed(gap())
    proof = list(Evidence.objects.values_list())
    assert analysed(gap()) == first
    assert AnalysisRun.objects.count() == 1
    assert list(Evidence.objects.values_list()) == proof


def test_a_run_speaks_from_the_day_given_else_the_request_s_own_else_today(
    foia_request: FoiaRequest, analysed: Found
) -> None:
    assert analysed().as_of == AS_OF
    run = request_analyze(foia_request=foia_request, as_of=date(2018, 12, 1))
    assert (run.number, run.as_of) == (2, date(2018, 12, 1))
    foia_request.as_of = None
    # Seven in the evening of Washington is the next day in the world's own time.
    with time_machine.travel("2026-03-02T00:30:00+00:00", tick=False):
        assert request_analyze(foia_request=foia_request).as_of == date(2026, 3, 1)


def test_a_finding_that_is_found_no_more_is_cured_and_reopened_when_it_is(
    foia_request: FoiaRequest, analysed: Found
) -> None:
    analysed(gap(), gap("other.example"))
    run = analysed(gap("other.example"))
    assert counted(run) == (0, 1, 1, 0)
    assert statuses(foia_request) == {"company.example": "cured", "other.example": "open"}
    cured = foia_request.findings.get(subject="company.example")
    assert (cured.cured_by, cured.cured_note) == (None, "The records no longer show it.")
    assert cured.evidence.count() == 1, "its proof stays as it was last shown"
    run = analysed(gap(), gap("other.example"))
    assert counted(run) == (0, 1, 0, 1)
    again = foia_request.findings.get(subject="company.example")
    assert (again.pk, again.status, again.cured_note) == (cured.pk, "open", "")
    assert again.evidence.count() == 1


def test_a_cured_finding_is_not_cured_again_by_every_later_run(
    foia_request: FoiaRequest, analysed: Found
) -> None:
    analysed(gap())
    cure = analysed()
    later = analysed(gap("other.example"))
    assert (cure.cured, later.cured) == (1, 0)
    assert foia_request.findings.get(subject="company.example").last_run == cure


def test_the_page_that_brings_the_message_awaited_is_named(
    foia_request: FoiaRequest, analysed: Found, third_page: Page
) -> None:
    analysed(gap())
    message = MessageFactory.create(foia_request=foia_request, key="missing")
    OccurrenceFactory.create(
        message=message, source_file=third_page.source_file, header_spans=[[2, 0, 5]], body_spans=[]
    )
    analysed()
    (row,) = foia_request.findings.all()
    assert (row.status, row.cured_by) == ("cured", third_page)
    assert "release.pdf, page 3" in row.cured_note


def test_a_message_that_is_only_proven_cures_nothing_by_its_page(
    foia_request: FoiaRequest, analysed: Found, third_page: Page
) -> None:
    analysed(gap())
    message = MessageFactory.create(foia_request=foia_request, key="missing", state="inferred")
    OccurrenceFactory.create(
        message=message,
        source_file=third_page.source_file,
        role="quoted",
        header_spans=[[2, 0, 5]],
        body_spans=[],
    )
    analysed()
    assert foia_request.findings.get().cured_by is None


@pytest.mark.parametrize(
    ("decision", "found", "gone"),
    [
        ("none", "open", "cured"),
        ("confirmed", "confirmed", "cured"),
        ("dismissed", "dismissed", "dismissed"),
    ],
)
def test_a_decision_stands_while_a_finding_is_cured_and_reopened(
    foia_request: FoiaRequest, analysed: Found, decision: str, found: str, gone: str
) -> None:
    analysed(gap())
    finding_review(finding=foia_request.findings.get(), decision=decision, reason="It was sent.")
    for findings, status in (((gap(message="m"),), found), ((), gone), ((gap(),), found)):
        analysed(*findings)
        row = foia_request.findings.get()
        assert (row.decision, row.status, row.is_present) == (decision, status, bool(findings))
    assert row.reviews.get().reason == "It was sent."


def test_a_detector_that_fails_cures_none_of_its_findings_and_is_named(
    foia_request: FoiaRequest, analysed: Found
) -> None:
    analysed(gap(), gap("other.example", code="PRD001"))
    run = analysed(failed=("COR003",))
    assert run.errors == {"COR003": "ValueError: no"}
    assert statuses(foia_request) == {"company.example": "open", "other.example": "cured"}
    assert foia_request.findings.get(code="COR003").evidence.count() == 1


def test_a_failure_is_told_though_it_changes_no_finding(
    foia_request: FoiaRequest, analysed: Found
) -> None:
    analysed(gap())
    run = analysed(gap(), failed=("PRD001",))
    assert (run.number, run.errors) == (2, {"PRD001": "ValueError: no"})
    assert analysed(gap()).errors == {}


def test_the_findings_of_another_request_are_left_alone(
    foia_request: FoiaRequest, analysed: Found
) -> None:
    analysed(gap())
    other = FoiaRequestFactory.create(ref="R-2", as_of=AS_OF)
    run = request_analyze(foia_request=other)
    assert (run.number, run.new) == (1, 1), "the same gap of another request is another finding"
    assert {(each.foia_request_id, each.is_present) for each in FindingRow.objects.all()} == {
        (foia_request.pk, True),
        (other.pk, True),
    }


def test_a_run_that_breaks_off_leaves_everything_as_it_was(
    foia_request: FoiaRequest, analysed: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysed(gap())
    before = (list(FindingRow.objects.values_list()), list(Evidence.objects.values_list()))

    def fail(*args: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(analysis, "_evidence", fail)
    with pytest.raises(OSError, match="the disk is full"):
        analysed(gap("other.example"))
    assert (list(FindingRow.objects.values_list()), list(Evidence.objects.values_list())) == before
    assert AnalysisRun.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_decision_taken_during_a_run_waits_for_it_and_stands(
    foia_request: FoiaRequest, analysed: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is in memory, with one connection")
    analysed(gap())
    places_of = analysis.places_of

    def decide() -> None:
        try:
            finding_review(finding=FindingRow.objects.get(), decision="confirmed")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:

        def during(case: Any) -> Any:
            decided.append(pool.submit(decide))
            assert not decided[0].done()
            with pytest.raises(TimeoutError):
                decided[0].result(timeout=0.3)
            return places_of(case)

        decided: list[Any] = []
        monkeypatch.setattr(analysis, "places_of", during)
        analysed(gap(message="Said otherwise."))
        decided[0].result(timeout=20)
    row = foia_request.findings.get()
    assert (row.message, row.decision, row.status) == ("Said otherwise.", "confirmed", "confirmed")
