"""Each case of each detector: what it finds, and as many places where it must find nothing."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from gaps.contract import Finding
from gaps.engine import detectors, run
from tests.snapshots import case_of

HERE = Path(__file__).parent


def _cases() -> Iterator[Any]:
    for path in sorted(HERE.glob("*/*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case in content["cases"]:
            yield pytest.param(content["detector"], case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize(("name", "given"), list(_cases()))
def test_the_detector_finds_what_its_case_says_and_no_more(
    name: str, given: Mapping[str, Any]
) -> None:
    """Every key of an expected finding must agree; findings are compared in order."""
    assert set(given) <= {"name", "example", "case", "finds"}
    result = run(case_of(given["case"]), select={name})
    assert result.errors == ()
    expected = given.get("finds", [])
    shown = [(each.subject, each.confidence.value, dict(each.facts)) for each in result.findings]
    assert len(result.findings) == len(expected), shown
    for finding, wanted in zip(result.findings, expected, strict=True):
        assert _agreeing(finding, wanted) == wanted


def _agreeing(finding: Finding, wanted: Mapping[str, Any]) -> dict[str, Any]:
    facts = {key: finding.facts[key] for key in wanted.get("facts", {})}
    pages = [each.page.page for each in finding.evidence if each.page]
    seen = {
        "confidence": finding.confidence.value,
        "subject": finding.subject,
        "message": finding.message,
        "facts": {key: _plain(value) for key, value in facts.items()},
        "pages": list(dict.fromkeys(pages)),
        "awaits": [f"{each.kind} {each.key}" for each in finding.awaits],
    }
    return {key: seen[key] for key in wanted}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def test_every_detector_was_run_by_a_case() -> None:
    """The runner reads the files of all detectors that are registered."""
    assert {path.stem for path in HERE.glob("*/*.yaml")} == {each.name for each in detectors()}
