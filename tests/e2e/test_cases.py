"""Every case folder with expected findings, read and analysed the whole way."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps

from gaps.selectors import findings_json
from gaps.services.analysis import request_analyze
from requests_app.models import FoiaRequest, Page
from requests_app.services import ingest
from requests_app.services.cases import case_load
from requests_app.services.ingest import request_read, waiting_files
from requests_app.services.reference_data import reference_data_load

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
CASES = sorted(path.parent for path in FIXTURES.glob("*/expected_findings.yaml"))

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def analysed(folder: Path) -> FoiaRequest:
    reference_data_load()
    foia_request = case_load(folder=folder).foia_request
    request_read(foia_request=foia_request, readers=1)
    request_analyze(foia_request=foia_request)
    return foia_request


def expected_in(folder: Path) -> list[dict[str, Any]]:
    read = yaml.safe_load((folder / "expected_findings.yaml").read_text(encoding="utf-8"))
    findings: list[dict[str, Any]] = read["findings"]
    for finding in findings:
        finding["pages"] = sorted((page["document"], page["page"]) for page in finding["pages"])
    return findings


def found_in(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings in the form of expected_findings.yaml."""
    return [
        {
            "code": finding["code"],
            "detector": finding["detector"],
            "subject": finding["subject"],
            "confidence": finding["confidence"],
            "pages": sorted(
                {
                    (piece["document"], piece["page"])
                    for piece in finding["evidence"]
                    if "page" in piece
                }
            ),
        }
        for finding in shown["findings"]
    ]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_has_the_findings_that_are_expected_and_no_others(folder: Path) -> None:
    found = found_in(findings_json(analysed(folder)))
    assert sorted(found, key=str) == sorted(expected_in(folder), key=str)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_going_the_whole_way_twice_changes_no_row(folder: Path) -> None:
    analysed(folder)
    once = all_rows()
    analysed(folder)
    assert all_rows() == once


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_order_in_which_files_are_read_changes_no_finding(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several readers finish in any order, and rows bear numbers in that order."""

    def the_last(foia_request: FoiaRequest) -> list[int]:
        return waiting_files(foia_request)[-1:]

    monkeypatch.setattr(ingest, "waiting_files", the_last)
    found = found_in(findings_json(analysed(folder)))
    read = list(Page.objects.order_by("pk").values_list("source_file_id", flat=True))
    assert read.index(max(read)) < read.index(min(read))
    assert sorted(found, key=str) == sorted(expected_in(folder), key=str)


def all_rows() -> dict[str, list[tuple[Any, ...]]]:
    return {
        model.__name__: list(model._default_manager.order_by("pk").values_list())
        for app in ("requests_app", "gaps")
        for model in apps.get_app_config(app).get_models()
    }
