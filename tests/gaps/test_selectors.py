"""`findings --format json`: every key, its type, and when it is null (`foiatrack.findings/1`)."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gaps.selectors import findings_json, findings_to_review, first_to_review
from requests_app.models import FoiaRequest, Page
from tests.e2e.test_cases import FIXTURES, analysed
from tests.factories import AnalysisRunFactory, EvidenceFactory, FindingFactory, FoiaRequestFactory
from tests.shapes import misfits

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def matching(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


DAY = matching(r"\d{4}-\d\d-\d\d")
PLACE = {
    "document": matching(".+"),
    "sha256": matching("[0-9a-f]{64}"),
    "page": lambda page: isinstance(page, int) and page >= 1,
    "bates": (matching(".+"), None),
}
QUOTED = {
    "kind": "quoted",
    **PLACE,
    "quote": str,
    "start": (int, None),
    "end": (int, None),
    "what?": str,
}
LOOKED_FOR = {
    "kind": "looked_for",
    "what": matching("(?s).+"),
    "in": matching("(?s).+"),
    # An absence may stand on a page: of a letter that does not say what it has to.
    **{f"{key}?": shape for key, shape in PLACE.items()},
    "on?": DAY,
}
OTHER = {
    "kind": ("dated", "computed"),
    **{f"{key}?": shape for key, shape in PLACE.items()},
    "what?": str,
    "on?": DAY,
    "working?": [str],
    "counted?": list,
}
SHAPE = {
    "schema": "foiatrack.findings/1",
    "request": str,
    "as_of": (DAY, None),
    "run": int,
    "findings": [
        {
            "code": matching(r"[A-Z]{3}\d{3}"),
            "detector": matching("[a-z_]+"),
            "fingerprint": matching("[0-9a-f]{16,64}"),
            "severity": ("high", "medium", "low"),
            "confidence": ("certain", "probable", "lead"),
            "status": ("open", "confirmed", "dismissed", "cured"),
            "message": matching("(?s).+"),
            "subject": matching("(?s).+"),
            "facts": dict,
            "caveat": str,
            "evidence": [(QUOTED, LOOKED_FOR, OTHER)],
            "authorities": [matching(".+")],
        }
    ],
}


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory.create(ref="R-1")


def shown(foia_request: FoiaRequest) -> dict[str, Any]:
    """What another program reads, which has gone through JSON."""
    read: dict[str, Any] = json.loads(json.dumps(findings_json(foia_request)))
    assert misfits(read, SHAPE) == []
    return read


def test_a_request_that_was_not_analysed_has_run_zero_and_no_day(
    foia_request: FoiaRequest,
) -> None:
    assert shown(foia_request) == {
        "schema": "foiatrack.findings/1",
        "request": "R-1",
        "as_of": None,
        "run": 0,
        "findings": [],
    }


def test_the_last_run_gives_its_number_and_its_day(foia_request: FoiaRequest) -> None:
    AnalysisRunFactory.create(foia_request=foia_request, number=2, as_of=date(2018, 11, 2))
    AnalysisRunFactory.create(foia_request=foia_request, number=3, as_of=date(2018, 11, 1))
    AnalysisRunFactory.create(number=9)
    read = shown(foia_request)
    assert (read["run"], read["as_of"]) == (3, "2018-11-01")


def test_a_finding_is_shown_as_its_row_says(foia_request: FoiaRequest) -> None:
    finding = FindingFactory.create(
        foia_request=foia_request,
        subject="company.example",
        facts={"produced": 3, "names": ["a", "b"], "none": None},
        caveat="Mail may have been deleted.",
    )
    EvidenceFactory.create(finding=finding, position=2, bates="DEP-1", page_number=3)
    EvidenceFactory.create(
        finding=finding,
        position=1,
        kind="looked_for",
        what="messages",
        looked_in="40 pages",
        document="",
        sha256="",
        page_number=None,
        quote="",
    )
    EvidenceFactory.create(finding=finding, position=3, quote="", start=None, end=None)
    (made,) = shown(foia_request)["findings"]
    assert made["code"] == "COR001"
    assert made["facts"] == {"produced": 3, "names": ["a", "b"], "none": None}
    assert made["caveat"] == "Mail may have been deleted."
    assert made["authorities"] == ["5 U.S.C. § 552(a)(3)(C)–(D)"]
    place = {"kind": "quoted", "document": "release.pdf", "sha256": "0" * 64}
    assert made["evidence"] == [
        {"kind": "looked_for", "what": "messages", "in": "40 pages"},
        place | {"page": 3, "bates": "DEP-1", "quote": "Words", "start": 0, "end": 5},
        place | {"page": 1, "bates": None, "quote": "", "start": None, "end": None},
    ]


def test_findings_of_every_status_are_shown_in_the_order_of_their_codes(
    foia_request: FoiaRequest,
) -> None:
    run = AnalysisRunFactory.create(foia_request=foia_request)
    for code, values in (
        ("SCH001", {"is_present": False, "status": "cured"}),
        ("PRD001", {"decision": "dismissed", "status": "dismissed"}),
        ("COR002", {"decision": "confirmed", "status": "confirmed"}),
        ("COR001", {"subject": "b"}),
        ("COR001", {"subject": "a"}),
    ):
        FindingFactory.create(foia_request=foia_request, code=code, first_run=run, **values)
    FindingFactory.create(foia_request=FoiaRequestFactory.create(ref="R-2"))
    found = [(each["code"], each["status"]) for each in shown(foia_request)["findings"]]
    assert found == [
        ("COR001", "open"),
        ("COR001", "open"),
        ("COR002", "confirmed"),
        ("PRD001", "dismissed"),
        ("SCH001", "cured"),
    ]
    assert [each["subject"] for each in shown(foia_request)["findings"]][:2] == ["a", "b"]


def test_the_number_of_queries_does_not_grow_with_the_findings(foia_request: FoiaRequest) -> None:
    run = AnalysisRunFactory.create(foia_request=foia_request)
    asked = []
    for many in (1, 9):
        for _ in range(many):
            finding = FindingFactory.create(foia_request=foia_request, first_run=run)
            EvidenceFactory.create(finding=finding)
            EvidenceFactory.create(finding=finding)
        with CaptureQueriesContext(connection) as queries:
            findings_json(foia_request)
        asked.append(len(queries))
    assert asked == [3, 3]


def test_what_is_to_be_reviewed_is_what_nobody_decided_the_proven_first(
    foia_request: FoiaRequest,
) -> None:
    run = AnalysisRunFactory.create(foia_request=foia_request)
    for code, confidence in (("COR003", "lead"), ("COR002", "certain"), ("COR001", "probable")):
        FindingFactory.create(
            foia_request=foia_request, code=code, confidence=confidence, first_run=run
        )
    FindingFactory.create(foia_request=foia_request, is_present=False, status="cured")
    FindingFactory.create(foia_request=foia_request, decision="dismissed", status="dismissed")
    shown = first_to_review(findings_to_review(), 3)
    assert [each.confidence for each in shown] == ["certain", "probable", "lead"]
    assert first_to_review(findings_to_review(), 2) == shown[:2]


def test_the_findings_of_the_sample_case_are_of_the_shape_and_quote_what_stands_there() -> None:
    foia_request = analysed(FIXTURES / "ice-amazon")
    pieces = [piece for each in shown(foia_request)["findings"] for piece in each["evidence"]]
    assert {piece["kind"] for piece in pieces} >= {"quoted", "looked_for"}
    quotes = [piece for piece in pieces if piece["kind"] == "quoted" and piece["quote"]]
    for piece in quotes:
        page = Page.objects.get(
            source_file__foia_request=foia_request,
            source_file__blob=piece["sha256"],
            index=piece["page"] - 1,
        )
        assert page.text[piece["start"] : piece["end"]] == piece["quote"]
    assert quotes


@pytest.mark.parametrize(
    "change",
    [
        {"run": "3"},
        {"run": True},
        {"as_of": "Nov 1, 2018"},
        {"as_of": ...},
        {"more": 1},
        {"findings": {}},
        {"findings": [{}]},
        {"schema": "foiatrack.findings/2"},
    ],
)
def test_the_shape_refuses_what_is_of_another(
    foia_request: FoiaRequest, change: dict[str, Any]
) -> None:
    changed = findings_json(foia_request) | change
    assert misfits({key: each for key, each in changed.items() if each is not ...}, SHAPE)
