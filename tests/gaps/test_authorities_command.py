"""The command that lists what a lawyer has still to open."""

import json
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from gaps.authorities_listed import SCHEMA
from requests_app.law.authorities import authorities
from requests_app.law.openings import Confirmed
from requests_app.models import AuthorityRecord
from requests_app.services.authority_openings import authority_open
from requests_app.services.reference_data import reference_data_load

pytestmark = pytest.mark.django_db


def shown(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("authorities", *arguments, "--format", "json", stdout=out)
    read: dict[str, Any] = json.loads(out.getvalue())
    return read


def open_one(key: str, *confirmed: Confirmed, note: str = "") -> None:
    reference_data_load()
    user, _ = get_user_model().objects.get_or_create(username="counsel")
    record = AuthorityRecord.objects.get(key=key)
    authority_open(record=record, opened_by=user, confirmed=confirmed, source="Westlaw", note=note)


def row(key: str, *arguments: str) -> dict[str, Any]:
    return next(each for each in shown(*arguments)["authorities"] if each["key"] == key)


def test_every_authority_is_listed_with_its_schema() -> None:
    listed = shown()
    assert listed["schema"] == SCHEMA == "foiatrack.authorities/1"
    assert [each["key"] for each in listed["authorities"]] == list(authorities())


def test_what_is_open_agrees_with_the_authorities_themselves() -> None:
    keys = {each["key"] for each in shown("--open")["authorities"]}
    assert keys == {key for key, each in authorities().items() if each.needs_lawyer}


def test_the_counts_are_of_all_whichever_are_shown() -> None:
    counts = shown("--open")["counts"]
    assert counts == shown()["counts"]
    assert counts["all"] == len(authorities())
    assert counts["open"] == sum(each.needs_lawyer for each in authorities().values())
    assert counts["open_and_used"] <= counts["open"]
    assert sum(counts["open_by_reason"].values()) >= counts["open"]


def test_the_reasons_are_told_apart() -> None:
    def reasons(key: str) -> list[str]:
        return [each["reason"] for each in row(key)["still_open"]]

    assert reasons("campbell") == ["pin"]
    assert reasons("mcgehee") == ["currency"]
    assert reasons("sussman") == ["nothing_read", "citation", "pin"]
    assert reasons("foia_a3A") == []


def test_each_says_who_uses_it() -> None:
    used_by = row("foia_a6Ci")["used_by"]
    assert "TIM001" in used_by["detectors"]
    assert "constructive_exhaustion" in used_by["rules"]
    assert "follow_up" in used_by["letters"]


def test_one_that_was_opened_is_no_longer_open_and_says_by_whom() -> None:
    open_one("campbell", Confirmed.CITATION, Confirmed.PIN)
    found = row("campbell")
    assert not found["open"]
    (opening,) = found["opened"]
    assert opening["by"] == "counsel"
    assert opening["confirmed"] == ["citation", "pin"]
    assert opening["source"] == "Westlaw"
    assert opening["counts"]
    assert "campbell" not in {each["key"] for each in shown("--open")["authorities"]}


def test_of_two_openings_the_last_one_counts() -> None:
    open_one("campbell", Confirmed.CITATION, Confirmed.PIN)
    open_one("campbell", note="The page is 27.")
    found = row("campbell", "--open")
    assert [each["counts"] for each in found["opened"]] == [False, True]
    assert shown()["counts"]["opened"] == 1


def test_the_table_names_the_reason_and_the_users() -> None:
    open_one("truitt", Confirmed.CITATION, Confirmed.PIN)
    out = StringIO()
    call_command("authorities", stdout=out)
    told = " ".join(out.getvalue().split())
    assert "pin: The cited place (28) was not" in told
    assert "counsel" in told
    assert f"{len(authorities())} authorities" in told
