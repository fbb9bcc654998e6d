"""What a detector is told of the letters and of the ledger."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gaps.snapshot import CaseSnapshot
from gaps.snapshot_builder.build import build_snapshot
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law.ledger import EventKind
from requests_app.models import Correspondence, FoiaRequest, LetterFact
from requests_app.services.ledger import event_withdraw, ledger_follow
from requests_app.services.letter_facts import fact_confirm, fact_reject
from tests.factories import CorrespondenceFactory, FoiaRequestFactory, letter_with

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TEXT = "Your number is 2018-ICFO-10001, or 2018-ICFO-10002, or 2018-ICFO-10003."


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory.create(
        filed_on=date(2018, 7, 20),
        fee_waiver_requested=True,
        expedition_requested_on=date(2018, 7, 21),
    )


def built(foia_request: FoiaRequest) -> CaseSnapshot:
    return build_snapshot(FoiaRequest.objects.get(pk=foia_request.pk), as_of=date(2018, 11, 1))


def number_fact(letter: Correspondence, number: str, **values: Any) -> LetterFact:
    assert letter.source_file
    page = letter.source_file.pages.earliest("index")
    start = page.text.index(number)
    return LetterFact.objects.create(
        correspondence=letter,
        ordinal=start,
        key=number,
        name="request_number",
        value=number,
        page=page,
        start=start,
        end=start + len(number),
        quote=number,
        confidence="probable",
        reading_version=1,
        **values,
    )


def test_a_fact_comes_with_its_passage_and_whether_a_person_agreed(
    foia_request: FoiaRequest,
) -> None:
    letter = letter_with(TEXT, foia_request=foia_request, readable=True)
    for place in (3, 1, 2):
        number_fact(letter, f"2018-ICFO-1000{place}")
    fact_confirm(fact=letter.facts.get(value="2018-ICFO-10002"))
    fact_reject(fact=letter.facts.get(value="2018-ICFO-10003"))
    (shown,) = built(foia_request).letters
    assert [(each.value, each.confirmed) for each in shown.facts] == [
        ("2018-ICFO-10001", False),
        ("2018-ICFO-10002", True),
    ]
    first = shown.facts[0]
    assert (first.name, first.confidence) == (FactName.REQUEST_NUMBER, "probable")
    assert first.passage is not None
    assert first.passage.quote == TEXT[first.passage.start : first.passage.end]
    assert first.passage.page == shown.pages[0]


@pytest.mark.parametrize("value", ["2018-08-31", "2018-08-01"])
def test_a_day_is_a_day_again(foia_request: FoiaRequest, value: str) -> None:
    letter = letter_with(TEXT, foia_request=foia_request)
    number_fact(letter, "2018-ICFO-10001")
    LetterFact.objects.update(name="cut_off_on", value=value)
    ((fact,),) = (each.facts for each in built(foia_request).letters)
    assert fact.value == date.fromisoformat(value)


def test_a_letter_that_no_reading_has_looked_at_is_not_readable(foia_request: FoiaRequest) -> None:
    letter_with(TEXT, foia_request=foia_request, readable=True, dated_on=date(2018, 8, 1))
    letter_with("", foia_request=foia_request, readable=False, path="b", dated_on=date(2018, 8, 2))
    letter_with("", foia_request=foia_request, path="c", dated_on=date(2018, 8, 3))
    CorrespondenceFactory.create(foia_request=foia_request, dated_on=date(2018, 8, 4))
    assert [each.readable for each in built(foia_request).letters] == [True, False, False, False]


def test_letters_are_numbered_in_the_order_in_which_they_were_recorded(
    foia_request: FoiaRequest,
) -> None:
    CorrespondenceFactory.create()
    for day in (20, 10):
        CorrespondenceFactory.create(foia_request=foia_request, dated_on=date(2018, 8, day))
    letters = built(foia_request).letters
    assert [(each.dated_on.day if each.dated_on else 0, each.number) for each in letters] == [
        (10, 2),
        (20, 1),
    ]


def test_the_ledger_comes_with_what_was_withdrawn(foia_request: FoiaRequest) -> None:
    ledger_follow(foia_request=foia_request)
    asked = foia_request.clock_events.get(kind="expedition_asked")
    ledger = built(foia_request).ledger
    assert (ledger.agency, [each.kind for each in ledger.standing]) == (
        "DEP",
        [EventKind.SENT, EventKind.FEE_WAIVER_ASKED, EventKind.EXPEDITION_ASKED],
    )
    event_withdraw(entry=asked)
    assert len(built(foia_request).ledger.standing) == 2


def test_a_snapshot_asks_no_more_for_more_letters_and_facts(foia_request: FoiaRequest) -> None:
    counts = []
    for number in (1, 15):
        for each in range(number):
            letter = letter_with(TEXT, foia_request=foia_request, path=f"{number}-{each}")
            for place in (1, 2, 3):
                number_fact(letter, f"2018-ICFO-1000{place}")
            Correspondence.objects.filter(pk=letter.pk).update(
                kind="fee_notice", dated_on=date(2018, 9, each + 1)
            )
        ledger_follow(foia_request=foia_request)
        with CaptureQueriesContext(connection) as asked:
            built(foia_request)
        counts.append(len(asked))
    assert counts[0] == counts[1]
