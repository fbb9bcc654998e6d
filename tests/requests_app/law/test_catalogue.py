"""The page of the rules: whole, true to the code, and checked for being current."""

import pytest

from requests_app.law.catalogue import known_rules, main, page
from requests_app.law.contested import points
from requests_app.law.parameters import parameters
from requests_app.law.statements import STATEMENTS

RULES = {each.name: each for each in known_rules()}


def test_every_number_and_every_open_point_is_used_by_a_rule():
    assert {each.name for rule in RULES.values() for each in rule.parameters} == set(parameters())
    assert {each.name for rule in RULES.values() for each in rule.points} == set(points())


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_every_rule_is_described_and_rests_on_an_authority(rule):
    assert rule.function.__doc__
    assert rule.authorities
    assert f"## {rule.name}\n" in page()


def test_a_rule_lists_what_it_rests_on_and_nothing_of_another():
    due = RULES["determination_due"]
    assert due.builds_on == ("clock_start",)
    assert "determination_period" in {each.name for each in due.parameters}
    assert "limitation_period" not in {each.name for each in due.parameters}
    assert {"foia_a6Ai", "foia_a6A_toll", "doi_2_16"} <= {each.key for each in due.authorities}
    assert "spannaus" not in {each.key for each in due.authorities}


def test_the_numbers_of_an_agency_stand_with_the_rule_that_asks_for_them():
    asked = {each.name for each in RULES["clock_start"].parameters}
    assert asked == {"routing_limit", "routing_limit_dhs", "routing_limit_guidance"}


def test_a_rule_that_counts_nothing_guards_nobody():
    assert RULES["determination_made"].guards == ""
    assert RULES["limitation_closes"].guards == "requester"
    assert RULES["determination_due"].guards == "agency"


def test_what_nobody_read_says_so_on_the_page():
    (line,) = (line for line in page().splitlines() if line.startswith("| appeal_window_doj |"))
    assert "| no: The regulation was not read" in line


@pytest.mark.parametrize("each", STATEMENTS, ids=lambda each: each.name)
def test_every_statement_stands_on_the_page_with_its_authorities(each):
    assert f"- {each.text} (" in page()


def test_a_page_that_differs_is_named_and_ends_with_status_1(tmp_path, capsys):
    assert main(["--write", str(tmp_path)]) == 0
    assert main(["--check", str(tmp_path)]) == 0
    (tmp_path / "index.md").write_text("something else")
    assert main(["--check", str(tmp_path)]) == 1
    assert "index.md: out of date" in capsys.readouterr().err
