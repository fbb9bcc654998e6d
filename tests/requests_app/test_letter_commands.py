"""`letters`, `clocks` and `confirm_letter` on the command line."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from requests_app.management.console import RefusedError
from requests_app.models import Correspondence, FoiaRequest, LetterFact
from requests_app.services.ledger import ledger_follow
from tests.factories import CorrespondenceFactory, FoiaRequestFactory, letter_with

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def foia_request() -> FoiaRequest:
    foia_request = FoiaRequestFactory.create(
        ref="R-1", filed_on=date(2018, 7, 20), received_on=date(2018, 7, 23)
    )
    ledger_follow(foia_request=foia_request)
    return foia_request


@pytest.fixture
def letter(foia_request: FoiaRequest) -> Correspondence:
    """An extension of which three facts were read, one of them a lead."""
    letter = letter_with(
        "Re: 2018-ICFO-10001 [bold]",
        foia_request=foia_request,
        kind="extension",
        dated_on=date(2018, 8, 17),
        readable=True,
    )
    assert letter.source_file
    for ordinal, (name, value, confidence) in enumerate(
        (
            ("request_number", "2018-ICFO-10001", "certain"),
            ("kind", "extension", "probable"),
            ("extended_by_days", 10, "lead"),
        )
    ):
        LetterFact.objects.create(
            correspondence=letter,
            ordinal=ordinal,
            key=str(ordinal),
            name=name,
            value=value,
            page=letter.source_file.pages.get(),
            start=4,
            end=19,
            quote="2018-ICFO-10001 [bold]",
            confidence=confidence,
            reading_version=1,
        )
    return letter


def printed(command: str, *args: object, **options: object) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out, stderr=out, **options)
    return out.getvalue()


def shown(command: str, *args: object, **options: object) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(printed(command, *args, format="json", **options))
    return answer


def test_letters_are_shown_with_their_facts_as_printed(letter: Correspondence) -> None:
    table = printed("letters", "R-1")
    assert "1. extension, from the agency, 2018-08-17: letters/letter.pdf" in table
    assert "2018-ICFO-10001 [bold]" in table
    for word in ("certain", "probable", "lead", "proposed"):
        assert word in table


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"direction": "out"}, "our own letter"),
        ({"source_file": None}, "no file"),
        ({"readable": None}, "not read yet"),
        ({"readable": False}, "its silence means nothing"),
        ({"readable": False, "read_failure": "its facts were not read: x"}, "were not read: x"),
        ({"readable": True}, "nothing that is known was found"),
    ],
)
def test_a_letter_without_facts_says_why(
    foia_request: FoiaRequest, values: dict[str, Any], words: str
) -> None:
    letter = letter_with("Dear", foia_request=foia_request)
    Correspondence.objects.filter(pk=letter.pk).update(**values)
    assert words in printed("letters", "R-1")


def test_letters_in_json_keep_words_pages_and_decisions(letter: Correspondence) -> None:
    answer = shown("letters", "R-1")
    assert (answer["schema"], answer["request"]) == ("foiatrack.letters/1", "R-1")
    (one,) = answer["letters"]
    assert set(one) == {
        "number",
        "kind",
        "direction",
        "dated_on",
        "received_on",
        "document",
        "sha256",
        "readable",
        "failure",
        "facts",
    }
    assert one["facts"][0] == {
        "id": letter.facts.earliest("ordinal").pk,
        "name": "request_number",
        "value": "2018-ICFO-10001",
        "quote": "2018-ICFO-10001 [bold]",
        "page": 1,
        "start": 4,
        "end": 19,
        "confidence": "certain",
        "status": "proposed",
        "decided_by": None,
        "decided_at": None,
    }


def test_many_letters_are_shown_in_as_many_queries_as_one(
    foia_request: FoiaRequest, letter: Correspondence
) -> None:
    with CaptureQueriesContext(connection) as few:
        shown("letters", "R-1")
    for number in range(12):
        letter_with("Dear", foia_request=foia_request, path=f"{number}.pdf")
    with CaptureQueriesContext(connection) as many:
        shown("letters", "R-1")
    assert len(many) == len(few)


def test_a_letter_is_confirmed_by_number_or_by_file(letter: Correspondence) -> None:
    said = printed("confirm_letter", "R-1", "1")
    assert "2 facts confirmed; 1 added to the ledger, 0 withdrawn" in said
    said = printed("confirm_letter", "R-1", "letters/letter.pdf", leads=True)
    assert "1 fact confirmed; 1 added to the ledger, 1 withdrawn" in said
    assert "0 facts confirmed; 0 added" in printed("confirm_letter", "R-1", "1")


def test_single_facts_are_confirmed_and_rejected(letter: Correspondence) -> None:
    number, kind, _ = letter.facts.order_by("ordinal")
    printed("confirm_letter", "R-1", "1", only=[kind.pk], reject=[number.pk])
    statuses = [each.status for each in letter.facts.order_by("ordinal")]
    assert statuses == ["rejected", "confirmed", "proposed"]
    assert not letter.foia_request.identifiers.exists()


@pytest.mark.parametrize(
    ("named", "options", "words"),
    [
        ("letters/other.pdf", {}, "letters/other.pdf: no letter of R-1"),
        ("7", {}, "7: no letter of R-1"),
        ("1", {"only": [10_000_000]}, "10000000: no fact of this letter"),
        ("1", {"reject": [10_000_000]}, "10000000: no fact of this letter"),
    ],
)
def test_a_letter_or_fact_that_is_not_there_is_refused_and_nothing_changes(
    letter: Correspondence, named: str, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(RefusedError, match=words) as refused:
        printed("confirm_letter", "R-1", named, **options)
    assert refused.value.returncode == 2
    assert not letter.facts.exclude(status="proposed").exists()


def test_a_file_of_two_letters_is_no_name_for_either(letter: Correspondence) -> None:
    CorrespondenceFactory.create(
        foia_request=letter.foia_request, kind="referral", source_file=letter.source_file
    )
    with pytest.raises(RefusedError, match=r"several letters; name one by its number \(1, 2\)"):
        printed("confirm_letter", "R-1", "letters/letter.pdf")


def test_clocks_are_those_of_the_day(foia_request: FoiaRequest) -> None:
    def state(on: str) -> dict[str, str]:
        clocks = shown("clocks", "R-1", on=date.fromisoformat(on))["clocks"]
        return {clock["name"]: clock["state"] for clock in clocks}

    assert state("2018-07-22") == {}
    assert state("2018-08-20")["determination"] == "running"
    assert state("2018-08-21")["determination"] == "overdue"


def test_clocks_in_json_carry_their_working_and_authorities(foia_request: FoiaRequest) -> None:
    answer = shown("clocks", "R-1", on=date(2018, 9, 3))
    assert (answer["schema"], answer["on"]) == ("foiatrack.clocks/1", "2018-09-03")
    clock = next(each for each in answer["clocks"] if each["name"] == "determination")
    assert (clock["due"], clock["whose"], clock["done_on"]) == ("2018-08-20", "agency", None)
    assert clock["runs_from"]["kind"] == "received"
    assert "5 U.S.C. § 552(a)(6)(A)(i)" in clock["authorities"]
    assert clock["day_by_day"][-1] == "Mon, Aug 20, 2018: day 20"
    assert answer["exhaustion"]["state"] == "constructive"
    assert [each["kind"] for each in answer["ledger"]] == ["sent", "received"]


def test_the_working_is_printed_where_it_is_asked_for(foia_request: FoiaRequest) -> None:
    brief = printed("clocks", "R-1", on=date(2018, 9, 3))
    assert "determination" in brief and "overdue" in brief and "2018-08-20" in brief
    assert "Remedies: constructive" in brief
    assert "day 20" not in brief
    full = printed("clocks", "R-1", on=date(2018, 9, 3), working=True)
    assert "Mon, Aug 20, 2018: day 20" in full
    assert "[5 U.S.C. § 552(a)(6)(A)(i)]" in full


@time_machine.travel("2018-08-20")
def test_clocks_speak_of_the_day_of_the_case_else_of_today(foia_request: FoiaRequest) -> None:
    assert shown("clocks", "R-1")["on"] == "2018-08-20"
    foia_request.as_of = date(2018, 11, 1)
    foia_request.save()
    assert shown("clocks", "R-1")["on"] == "2018-11-01"


def test_a_request_of_which_nothing_is_known_has_no_clock() -> None:
    FoiaRequestFactory.create(ref="R-2")
    assert "no clock has started" in printed("clocks", "R-2", on=date(2018, 9, 3))
    assert shown("clocks", "R-2", on=date(2018, 9, 3))["exhaustion"] is None


@pytest.mark.parametrize("command", ["letters", "clocks"])
def test_an_unknown_request_is_one_line(foia_request: FoiaRequest, command: str) -> None:
    with pytest.raises(RefusedError, match="R-9: no request has this file number"):
        printed(command, "R-9")
