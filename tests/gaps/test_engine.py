"""Finding the detectors, running them, and what a failure to read does to what they find."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from gaps import engine
from gaps.contract import (
    Confidence,
    Detector,
    Finding,
    LetterText,
    Severity,
    detector,
    looked_for,
    quoted,
    stable,
)
from gaps.detectors.production import bates_gap as module
from gaps.engine import detectors, run
from gaps.retired import RELEASED
from gaps.snapshot import CaseSnapshot, ReadingFailure
from requests_app.law import authorities as law
from tests.snapshots import case, changed, message, passage, production, search, sha256, stamps

FAILURE = ReadingFailure("production-01/more.pdf", sha256("more"), "the file is truncated", 1)


def _made(code: str, check: object) -> Detector:
    made = detector(
        code=code,
        message="{what}",
        severity=Severity.LOW,
        stage=stable(since="0.1"),
        authorities=[law.FOIA_A3A],
        facts={"what": "what is missing"},
        letter=LetterText("", "", "", ""),
    )
    return made(check)  # type: ignore[arg-type]  # the checks below have the right form


def _with(monkeypatch: pytest.MonkeyPatch, *made: Detector) -> None:
    monkeypatch.setattr(engine, "detectors", lambda: made)


def test_the_registry_is_the_package_in_the_order_of_codes() -> None:
    codes = [each.code for each in detectors()]
    assert codes == sorted(codes)
    assert set(codes) >= RELEASED
    assert engine.detector("COR001").name == "one_directional_correspondence"
    with pytest.raises(KeyError, match="XXX999"):
        engine.detector("XXX999")


def test_a_selection_by_code_or_name_runs_only_those() -> None:
    result = run(case(), select=["PRD001", "page_count_mismatch"])
    assert result.codes == ("PRD001", "PRD002")


def test_a_selection_of_an_unknown_detector_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="no_such_thing"):
        run(case(), select=["PRD001", "no_such_thing"])


def test_a_detector_that_crashes_is_reported_and_costs_no_other_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(given: CaseSnapshot) -> Iterator[Finding]:
        yield works.finding(
            subject="half", confidence=Confidence.LEAD, evidence=[quoted(passage("x"))], what="half"
        )
        raise ZeroDivisionError("by the number of pages")

    def whole(given: CaseSnapshot) -> Iterator[Finding]:
        yield works.finding(
            subject="a page",
            confidence=Confidence.LEAD,
            evidence=[quoted(passage("x"))],
            what="a page",
        )

    works = _made("AAA002", whole)
    _with(monkeypatch, _made("AAA001", broken), works)
    result = run(case())
    assert [each.subject for each in result.findings] == ["a page"]
    assert [(each.code, each.reason) for each in result.errors] == [
        ("AAA001", "ZeroDivisionError: by the number of pages")
    ]
    assert result.codes == ("AAA001", "AAA002")


def test_findings_of_one_fingerprint_are_one_and_the_surest_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def twice(given: CaseSnapshot) -> Iterator[Finding]:
        for confidence in (Confidence.LEAD, Confidence.CERTAIN, Confidence.PROBABLE):
            yield made.finding(
                subject="a page",
                confidence=confidence,
                evidence=[quoted(passage("x"))],
                what="a page",
            )

    made = _made("AAA001", twice)
    _with(monkeypatch, made)
    (found,) = run(case()).findings
    assert found.confidence is Confidence.CERTAIN


def test_findings_are_read_by_code_and_then_in_the_order_of_the_pages() -> None:
    given = case(
        messages=[
            message("a1", on=1, subject="RE: One"),
            message("i1", on=9, sender="Jane Doe <jane.doe@ice.dhs.gov>", quoted_in="a1"),
            message(
                "i2",
                on=2,
                sender="Jane Doe <jane.doe@ice.dhs.gov>",
                quoted_in="a1",
                subject="Other",
            ),
        ],
        stamps=stamps(1, 2, 3, 5),
    )
    found = run(given, select=["COR003", "PRD001"]).findings
    assert [each.code for each in found] == ["COR003", "COR003", "PRD001"]
    assert [each.evidence[0].page.page for each in found[:2] if each.evidence[0].page] == [2, 9]


def test_an_absence_that_an_unread_file_could_explain_is_no_more_than_probable_and_says_so() -> (
    None
):
    given = case(
        messages=[
            message("a1"),
            message("i1", sender="Jane Doe <jane.doe@ice.dhs.gov>", quoted_in="a1"),
        ]
    )
    (sure,) = run(given, select=["COR003"]).findings
    assert sure.confidence is Confidence.CERTAIN
    assert sure.caveat == ""
    (doubted,) = run(replace_failures(given, FAILURE), select=["COR003"]).findings
    assert doubted.confidence is Confidence.PROBABLE
    assert "production-01/more.pdf (the file is truncated)" in doubted.caveat
    assert "could be our own reading" in doubted.caveat
    assert doubted.fingerprint == sure.fingerprint


def test_pages_missing_by_a_count_are_doubted_too() -> None:
    given = case(productions=(production(pages_released=44),))
    (sure,) = run(given, select=["PRD002"]).findings
    assert (sure.confidence, sure.caveat) == (Confidence.CERTAIN, "")
    (doubted,) = run(changed(given, reading_failures=(FAILURE,)), select=["PRD002"]).findings
    assert doubted.confidence is Confidence.LEAD
    assert "could be our own reading" in doubted.caveat


def test_what_a_letter_does_not_say_is_not_doubted_by_an_unread_production() -> None:
    given = case(searches=(search("DHS/ICE/ERO", "refused"),))
    (found,) = run(replace_failures(given, FAILURE), select=["SCH002"]).findings
    assert found.confidence is Confidence.CERTAIN
    assert found.caveat == ""


def test_a_lead_stays_a_lead_when_something_could_not_be_read() -> None:
    given = case(messages=[message("r1", subject="RE: Visit")], reading_failures=(FAILURE,))
    (found,) = run(given, select=["COR002"]).findings
    assert found.confidence is Confidence.LEAD
    assert found.caveat


def test_many_failures_are_named_in_part_and_counted() -> None:
    failures = [replace(FAILURE, document=f"{number}.pdf") for number in range(5)]
    assert "0.pdf (the file is truncated); 1.pdf (" in engine.reading_doubt(failures)
    assert "and 2 more" in engine.reading_doubt(failures)
    assert engine.reading_doubt([]) == ""


def test_a_finding_without_evidence_or_with_other_facts_than_documented_is_refused() -> None:
    made = _made("AAA001", lambda given: iter(()))
    with pytest.raises(ValueError, match="evidence"):
        made.finding(subject="x", confidence=Confidence.LEAD, evidence=[], what="x")
    with pytest.raises(ValueError, match="other"):
        made.finding(
            subject="x",
            confidence=Confidence.LEAD,
            evidence=[looked_for("x", in_="y")],
            what="x",
            other=1,
        )


def test_two_detectors_of_one_code_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module, "second", replace(module.bates_gap, name="second", code="PRD002"), raising=False
    )
    detectors.cache_clear()
    try:
        with pytest.raises(ValueError, match="PRD002"):
            detectors()
    finally:
        monkeypatch.undo()
        detectors.cache_clear()


def replace_failures(given: CaseSnapshot, *failures: ReadingFailure) -> CaseSnapshot:
    return changed(given, reading_failures=failures, productions=(production(),))
