"""Every rule of law against its cases: tests/law/<rule>.yaml, each worked by hand.

rule: determination_due
cases:
  - name: a sentence
    given: {agency: DHS/ICE, events: [{kind: received, on: 2025-02-03}]}
    as_of: 2025-03-01        # the ledger as it stood then, and the day of rules that take one
    calendar: requester      # else the rule's own
    which: 2                 # the number of the entry the rule is about, counted from 1;
                             # else the last of the kinds that the rule takes
    answer: 2025-03-04       # a day, a truth value, a text, null, or fields of the value
    working: [...]           # lines that stand in the working
    days: [...]              # lines that stand in the count day by day
    authorities: [...]       # keys that stand among the authorities
    because: how it was worked
    fails: instead of an answer: what the refusal says
"""

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
import yaml

from requests_app.law import rules
from requests_app.law.calendar import Calendar
from requests_app.law.clock import StatedPeriod
from requests_app.law.ledger import Event, EventKind, Ledger

HERE = Path(__file__).parent
RULES = sorted(each.name for each in pkgutil.iter_modules(rules.__path__))
DEADLINES_OF_THE_REQUESTER = {
    "appeal_window_closes",
    "clarification_reply_due",
    "limitation_closes",
}
SUBJECTS = {
    "determination": ("determined", "produced", "fee_waiver_decided", "expedition_decided"),
    "appeal": ("appeal_received",),
    "asked": ("clarification_asked", "expedition_asked"),
}
"""The kinds of entry that a rule's parameter of that name may be about."""
OWN_KEYS = {
    *("name", "given", "as_of", "calendar", "which", "answer", "working", "days", "authorities"),
    *("because", "fails"),
}


def cases() -> Iterator[Any]:
    for path in sorted(HERE.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "rule" not in content:
            continue
        assert content["rule"] == path.stem
        for case in content["cases"]:
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")


def event(number: int, entry: Mapping[Any, Any]) -> Event:
    """An entry as written in a case. YAML reads a bare `on` as true."""
    fields = {"on" if key is True else key: value for key, value in entry.items()}
    window = fields.pop("stated_window", None)
    return Event(
        kind=EventKind(fields.pop("kind")),
        number=number,
        circumstances=tuple(fields.pop("circumstances", ())),
        stated_window=StatedPeriod(**window) if window else None,
        **fields,
    )


def ledger(given: Mapping[str, Any]) -> Ledger:
    assert set(given) <= {"agency", "events"}, given
    entries = enumerate(given.get("events", ()), start=1)
    return Ledger(given["agency"], tuple(event(*each) for each in entries))


def subject(parameter: str, rule: str, known: Ledger, which: int | None) -> Event:
    if which is not None:
        return next(each for each in known.standing if each.number == which)
    kinds = SUBJECTS[parameter]
    if parameter == "asked":
        kinds = ("expedition_asked",) if rule.startswith("expedition") else kinds[:1]
    found = [known.last(EventKind(kind)) for kind in kinds]
    return next(each for each in found if each)


def run(rule: str, case: Mapping[str, Any]) -> Any:
    assert set(case) <= OWN_KEYS, set(case) - OWN_KEYS
    function = getattr(importlib.import_module(f"requests_app.law.rules.{rule}"), rule)
    known = ledger(case["given"])
    if "as_of" in case:
        known = known.as_of(case["as_of"])
    given: dict[str, Any] = {}
    for parameter in inspect.signature(function).parameters:
        if parameter in SUBJECTS:
            given[parameter] = subject(parameter, rule, known, case.get("which"))
        elif parameter == "day":
            given[parameter] = case["as_of"]
        elif parameter == "calendar" and "calendar" in case:
            given[parameter] = Calendar(case["calendar"])
    return function(known, **given)


def plain(value: Any) -> Any:
    """A value as a case writes it: fields as a mapping, tuples as lists, members by their text."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {each.name: plain(getattr(value, each.name)) for each in fields}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value


def matches(found: Any, expected: Any) -> bool:
    """Whether the expected fields, and no others, are looked at."""
    if isinstance(expected, dict) and isinstance(found, dict):
        named = {"on" if key is True else key: value for key, value in expected.items()}
        return all(matches(found[key], value) for key, value in named.items())
    if isinstance(expected, list) and isinstance(found, list):
        return len(found) == len(expected) and all(map(matches, found, expected))
    return type(found) is type(expected) and found == expected


@pytest.mark.parametrize(("rule", "case"), list(cases()))
def test_the_case_has_the_answer_worked_by_hand(rule, case):
    if "fails" in case:
        with pytest.raises((ValueError, LookupError), match=case["fails"]):
            run(rule, case)
        return
    answer = run(rule, case)
    found = plain(answer.value)
    assert matches(found, case["answer"]), f"{found!r}, by {answer.working}"
    for line in case.get("working", []):
        assert line in answer.working, answer.working
    for line in case.get("days", []):
        assert line in answer.day_by_day, answer.day_by_day
    assert set(case.get("authorities", [])) <= set(answer.authorities), answer.authorities
    assert case["because"]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_cases(rule):
    assert (HERE / f"{rule}.yaml").exists()


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_guards_by_default_against_the_costlier_mistake(rule):
    function = getattr(importlib.import_module(f"requests_app.law.rules.{rule}"), rule)
    parameters = inspect.signature(function).parameters
    if "calendar" in parameters:
        own = rule in DEADLINES_OF_THE_REQUESTER
        assert parameters["calendar"].default is (Calendar.REQUESTER if own else Calendar.AGENCY)


def test_expected_fields_are_compared_and_others_are_not():
    found = {"days": 10, "defects": ["late"], "on": date(2025, 2, 3)}
    assert matches(found, {"days": 10})
    assert matches(found, {True: date(2025, 2, 3), "defects": ["late"]})
    assert not matches(found, {"days": 9})
    assert not matches(found, {"defects": []})
    assert not matches(1, True)
