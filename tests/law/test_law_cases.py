"""Every rule of law against its cases: tests/law/<rule>.yaml, each worked by hand."""

import importlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from requests_app.law.calendar import Calendar
from requests_app.law.clock import RequestClock, StatedPeriod

HERE = Path(__file__).parent
RULES = Path(importlib.import_module("requests_app.law.authorities").__file__).parent / "rules"
DEFAULT = {"determination_due": "agency", "appeal_window_closes": "requester"}


def cases() -> Iterator[Any]:
    for path in sorted(HERE.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert content["rule"] == path.stem
        for case in content["cases"]:
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")


def run(rule: str, case: dict[str, Any]) -> Any:
    given = dict(case["given"])
    if "stated_window" in given:
        given["stated_window"] = StatedPeriod(**given["stated_window"])
    function = getattr(importlib.import_module(f"requests_app.law.rules.{rule}"), rule)
    calendar = [Calendar(case["calendar"])] if "calendar" in case else []
    return function(RequestClock(**given), *calendar)


@pytest.mark.parametrize(("rule", "case"), list(cases()))
def test_the_case_has_the_day_worked_by_hand(rule, case):
    if "fails" in case:
        with pytest.raises((ValueError, LookupError), match=case["fails"]):
            run(rule, case)
        return
    answer = run(rule, case)
    assert answer.value == case["answer"]
    assert isinstance(answer.value, date)
    for line in case.get("working", []):
        assert line in answer.working
    assert case["because"]


@pytest.mark.parametrize("path", sorted(RULES.glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_every_rule_has_cases(path):
    assert (HERE / f"{path.stem}.yaml").exists()


@pytest.mark.parametrize("rule", sorted(DEFAULT))
def test_a_rule_guards_by_default_against_the_costlier_mistake(rule):
    cases_of = yaml.safe_load((HERE / f"{rule}.yaml").read_text(encoding="utf-8"))["cases"]
    case = next(each for each in cases_of if "answer" in each and "calendar" not in each)
    assert run(rule, case) == run(rule, {**case, "calendar": DEFAULT[rule]})
