"""Rules that every detector keeps, whoever writes it."""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gaps.contract import Detector, LetterText, placeholders
from gaps.engine import detectors, run
from gaps.retired import RELEASED, RETIRED
from gaps.snapshot import CaseSnapshot
from requests_app.law import authorities as law
from tests.snapshots import case_of, changed, empty_case

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/gaps/detectors"
PREFIXES = {
    "correspondence": "COR",
    "search": "SCH",
    "production": "PRD",
    "withholding": "WTH",
    "referral": "REF",
    "notice": "NOT",
    "timing": "TIM",
    "statements": "STM",
}
HEADINGS = ["Why it matters", "What would cure it", "When it is not a gap"]
LINES = 120
FUNCTION_LINES = 40
ALL = [pytest.param(each, id=each.name) for each in detectors()]
LETTERED = [pytest.param(each, id=each.name) for each in detectors() if each.letter]
# What the agency stated is part of the name; the defect is that the records contradict it.
QUOTED_STATEMENTS = {"no_records_contradicted"}
FORBIDDEN = (ROOT / "tests/gaps/forbidden_detector_names.txt").read_text().split()


def _source(detector: Detector) -> Path:
    return ROOT / f"gaps/detectors/{detector.family}/{detector.name}.py"


def _words(detector: Detector) -> LetterText:
    assert detector.letter
    return detector.letter


def _cases(detector: Detector) -> dict[str, Any]:
    path = CASES / detector.family / f"{detector.name}.yaml"
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _every_case() -> list[CaseSnapshot]:
    return [
        case_of(each["case"])
        for path in sorted(CASES.glob("*/*.yaml"))
        for each in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]
    ]


def test_codes_stand_once_and_none_was_ever_used_otherwise() -> None:
    codes = [each.code for each in detectors()]
    assert len(codes) == len(set(codes))
    assert set(codes) | set(RETIRED) >= RELEASED, "a released code is present or retired"
    assert not set(codes) & set(RETIRED)


@pytest.mark.parametrize("detector", ALL)
def test_the_code_bears_the_prefix_of_the_family(detector: Detector) -> None:
    assert re.fullmatch(rf"{PREFIXES[detector.family]}\d{{3}}", detector.code)


@pytest.mark.parametrize("detector", ALL)
def test_the_name_is_that_of_the_file_and_states_the_defect(detector: Detector) -> None:
    assert _source(detector).is_file()
    assert detector.name == detector.check.__name__
    assert detector.name in QUOTED_STATEMENTS or not detector.name.startswith(tuple(FORBIDDEN))


def test_each_file_below_detectors_holds_one_detector() -> None:
    files = {path.stem for path in (ROOT / "gaps/detectors").glob("*/*.py")} - {"__init__"}
    assert files == {each.name for each in detectors()}


@pytest.mark.parametrize("detector", ALL)
def test_the_docstring_has_a_sentence_and_the_three_headings_in_order(detector: Detector) -> None:
    summary, *rest = detector.documentation.split("\n## ")
    assert re.fullmatch(r"[A-Z][^.]*\.", " ".join(summary.split()))
    assert [each.partition("\n")[0] for each in rest] == HEADINGS
    assert all(each.partition("\n")[2].strip() for each in rest)


@pytest.mark.parametrize("detector", ALL)
def test_it_rests_on_a_statute_regulation_or_decision_that_we_know(detector: Detector) -> None:
    assert any(each.kind in ("statute", "regulation", "case") for each in detector.authorities)
    for each in (*detector.authorities, *detector.adverse):
        assert law.authority(each.key) is each
    assert not any(each.adverse for each in detector.authorities)


@pytest.mark.parametrize("detector", LETTERED)
def test_the_letter_cites_every_authority_of_the_detector_and_no_other(detector: Detector) -> None:
    letter = _words(detector)
    text = " ".join((letter.rule, letter.item, letter.limits, letter.relief))
    cited = set(re.findall(r"\[([\w]+)\]", text))
    assert cited == {each.key for each in (*detector.authorities, *detector.adverse)}


@pytest.mark.parametrize("detector", LETTERED)
def test_what_cuts_against_the_point_is_disclosed_in_its_limits(detector: Detector) -> None:
    assert detector.adverse
    assert {each.key for each in detector.adverse} == set(
        re.findall(r"\[([\w]+)\]", _words(detector).limits)
    ) - {each.key for each in detector.authorities}


@pytest.mark.parametrize("detector", LETTERED)
def test_a_regulation_of_one_department_is_cited_in_a_sentence_of_its_own(
    detector: Detector,
) -> None:
    """So that a letter to another department can leave the sentence out."""
    letter = _words(detector)
    for sentence in re.split(r"(?<=\.)\s+", f"{letter.rule} {letter.limits}"):
        keys = re.findall(r"\[([\w]+)\]", sentence)
        if any(key.startswith("dhs_") for key in keys):
            assert all(key.startswith("dhs_") for key in keys), sentence


@pytest.mark.parametrize("detector", ALL)
def test_every_placeholder_is_a_documented_fact(detector: Detector) -> None:
    letter = detector.letter
    texts = (letter.heading, letter.item, letter.relief) if letter else ()
    for each in (detector.message, *texts):
        assert placeholders(each) <= set(detector.facts)
    # They are printed once for all findings of the point, so they may not speak of one.
    assert not letter or not placeholders(letter.rule) | placeholders(letter.limits)


@pytest.mark.parametrize("detector", LETTERED)
def test_the_letter_is_a_letter(detector: Detector) -> None:
    letter = _words(detector)
    assert letter.heading[0].isupper() or letter.heading.startswith("{")
    assert not letter.heading.endswith(".")
    assert letter.relief[0].islower()
    assert letter.relief.endswith(".")
    assert ";" not in letter.relief, "the relief is an item of a list with semicolons"
    text = " ".join((letter.rule, letter.item, letter.limits, letter.relief)).casefold()
    for accusation in ("bad faith", "conceal", "hid ", "deliberate", "violat", "refuses to comply"):
        assert accusation not in text


@pytest.mark.parametrize("detector", ALL)
def test_its_cases_hold_one_example_and_no_fewer_near_misses_than_hits(detector: Detector) -> None:
    content = _cases(detector)
    assert content["detector"] == detector.name
    names = [each["name"] for each in content["cases"]]
    assert len(names) == len(set(names))
    hits = [each for each in content["cases"] if each.get("finds")]
    misses = [each for each in content["cases"] if not each.get("finds")]
    assert hits
    assert len(misses) >= len(hits)
    assert len([each for each in content["cases"] if each.get("example")]) == 1
    assert content["known_misses"]


@pytest.mark.parametrize("detector", ALL)
def test_the_budgets_of_lines_are_kept(detector: Detector) -> None:
    assert len(_source(detector).read_text(encoding="utf-8").splitlines()) <= LINES
    documented = len(detector.documentation.splitlines())
    module = inspect.getmodule(detector.check)
    for function in (each for _, each in inspect.getmembers(module, inspect.isfunction)):
        if function.__module__ == detector.check.__module__:
            assert _body_lines(function) <= FUNCTION_LINES
    lines, _ = inspect.getsourcelines(detector.check)
    start = next(i for i, line in enumerate(lines) if line.startswith("def "))
    assert len(lines) - start - documented <= FUNCTION_LINES


def _body_lines(function: Any) -> int:
    return len(inspect.getsourcelines(function)[0])


@pytest.mark.parametrize("detector", ALL)
def test_an_empty_case_yields_nothing(detector: Detector) -> None:
    assert list(detector(empty_case())) == []


def test_no_case_of_any_detector_makes_another_fail_or_changes() -> None:
    """Every detector runs on every case of all, raises nowhere and alters nothing."""
    for case in _every_case():
        before = repr(case)
        result = run(case)
        assert result.errors == ()
        assert repr(case) == before
        assert run(case) == result


def test_findings_are_identified_apart_from_their_messages() -> None:
    """No two findings of a run share a fingerprint, and none has evidence without content."""
    for case in _every_case():
        for each in run(case).findings:
            assert each.evidence
            for piece in each.evidence:
                assert piece.quote or piece.what
                if piece.kind == "looked_for":
                    assert piece.looked_in


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 200), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_listed_changes_no_finding(which: int, random: Any) -> None:
    """Stamps, mentions and searches may be read in any order; messages have a reading order."""
    cases = _every_case()
    case = cases[which % len(cases)]
    shuffled = {}
    for name in ("stamps", "mentions", "office_mentions", "records_noted", "withheld_sheets"):
        values = list(getattr(case, name))
        random.shuffle(values)
        shuffled[name] = tuple(values)
    found = {(each.fingerprint, each.confidence) for each in run(case).findings}
    again = run(changed(case, **shuffled)).findings
    assert {(each.fingerprint, each.confidence) for each in again} == found
