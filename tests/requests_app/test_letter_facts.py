"""What a person decides of the facts of a letter, and what follows from it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law.ledger import EventKind
from requests_app.models import (
    ClockEvent,
    Correspondence,
    Determination,
    FoiaRequest,
    LetterFact,
    Office,
    SearchRecord,
)
from requests_app.selectors.ledger import ledger_of
from requests_app.selectors.letters import facts_by_letter, letters_json
from requests_app.services.ledger import ledger_follow
from requests_app.services.letter_facts import (
    EFFECTS,
    fact_confirm,
    fact_reject,
    facts_decide,
    letter_confirm,
)
from requests_app.signals import records_changed
from tests.factories import (
    CorrespondenceFactory,
    FoiaRequestFactory,
    ProductionFactory,
    letter_with,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

AT = datetime(2018, 10, 9, 12, tzinfo=UTC)


@pytest.fixture
def foia_request() -> FoiaRequest:
    foia_request = FoiaRequestFactory.create()
    agency = foia_request.agency
    for abbreviation, name in (("OIT", "Office of Information"), ("FLD", "Field Operations")):
        Office.objects.create(
            kind="office",
            path=f"DEP/{abbreviation}",
            abbreviation=abbreviation,
            name=name,
            parent=agency,
        )
    return foia_request


@pytest.fixture
def letter(foia_request: FoiaRequest) -> Correspondence:
    return letter_with(
        "The words of the letter." * 20,
        foia_request=foia_request,
        kind="determination",
        dated_on=date(2018, 10, 5),
    )


Propose = Callable[..., LetterFact]


@pytest.fixture
def propose(letter: Correspondence) -> Propose:
    """Makes a proposed fact of the letter."""

    def make(name: str, value: Any, confidence: str = "certain") -> LetterFact:
        assert letter.source_file
        number = letter.facts.count()
        return LetterFact.objects.create(
            correspondence=letter,
            ordinal=number,
            key=str(number),
            name=name,
            value=value,
            page=letter.source_file.pages.get(),
            start=number,
            end=number + 1,
            quote="x",
            confidence=confidence,
            reading_version=1,
        )

    return make


def standing(foia_request: FoiaRequest) -> list[tuple[str, str]]:
    return [(each.kind.value, each.on.isoformat()) for each in ledger_of(foia_request).standing]


def test_a_decision_keeps_who_took_it_and_when(propose: Propose) -> None:
    fact = propose("request_number", "2018-ICFO-10001")
    user = get_user_model().objects.create_user("lawyer")
    with time_machine.travel(AT, tick=False):
        assert fact_confirm(fact=fact, decided_by=user).facts == 1
    fact.refresh_from_db()
    assert (fact.status, fact.decided_by, fact.decided_at) == ("confirmed", user, AT)
    assert fact_confirm(fact=fact).facts == 0
    fact.refresh_from_db()
    assert fact.decided_by == user


def test_a_decision_without_its_day_is_refused_by_the_database(propose: Propose) -> None:
    fact = propose("request_number", "2018-ICFO-10001")
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterFact.objects.filter(pk=fact.pk).update(status="confirmed")
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterFact.objects.filter(pk=fact.pk).update(decided_at=AT)


def test_a_confirmed_number_is_one_of_the_request(
    foia_request: FoiaRequest, propose: Propose
) -> None:
    fact_confirm(fact=propose("request_number", "2018-ICFO-10001"))
    fact_confirm(fact=propose("request_number", "2018-ICFO-10001"))
    fact_confirm(fact=propose("litigation_number", "2018-ICLI-00035"))
    fact_reject(fact=propose("appeal_number", "2018-ICAP-00001"))
    assert list(foia_request.identifiers.values_list("kind", "number")) == [
        ("litigation", "2018-ICLI-00035"),
        ("request", "2018-ICFO-10001"),
    ]


def test_a_number_of_another_is_written_where_the_letter_refers(
    foia_request: FoiaRequest, propose: Propose
) -> None:
    decided = fact_confirm(fact=propose("other_number", "CBP-2018-1"))
    assert decided.notes == (
        "other number: CBP-2018-1: the letter is not confirmed to refer or to consult",
    )
    assert not foia_request.identifiers.exists()
    facts_decide(
        facts=[propose("other_number", "CBP-2018-2"), propose("kind", "referral")],
        status="confirmed",
    )
    assert foia_request.identifiers.get().kind == "referral"


def test_the_confirmed_words_of_a_letter_stand_for_the_bare_entry_of_its_record(
    foia_request: FoiaRequest, propose: Propose
) -> None:
    ledger_follow(foia_request=foia_request)
    assert standing(foia_request) == [("determined", "2018-10-05")]
    facts_decide(
        facts=[
            propose("kind", "determination"),
            propose("exemption_claimed", "(b)(6)"),
            propose("appeal_within_days", 90),
        ],
        status="confirmed",
    )
    (determined,) = ledger_of(foia_request).standing
    assert determined.adverse is True
    assert determined.stated_window is not None and determined.stated_window.days == 90
    assert ledger_follow(foia_request=foia_request) == (0, 0)
    assert ClockEvent.objects.count() == 3


def test_a_letter_confirmed_to_say_what_its_record_says_adds_nothing(
    foia_request: FoiaRequest, propose: Propose
) -> None:
    ledger_follow(foia_request=foia_request)
    decided = fact_confirm(fact=propose("kind", "determination"))
    assert (decided.added, decided.withdrawn) == (0, 0)
    assert ClockEvent.objects.count() == 1


def test_an_extension_read_after_the_appeal_is_one_of_the_appeal(
    foia_request: FoiaRequest, letter: Correspondence, propose: Propose
) -> None:
    CorrespondenceFactory.create(
        foia_request=foia_request, kind="appeal", direction="out", dated_on=date(2018, 10, 20)
    )
    later = letter_with(
        "Words.", foia_request=foia_request, path="b", kind="extension", dated_on=date(2018, 11, 1)
    )
    ledger_follow(foia_request=foia_request)
    facts = [propose("kind", "extension"), propose("extended_by_days", 10)]
    LetterFact.objects.update(correspondence=later)
    facts_decide(facts=facts, status="confirmed")
    (extended,) = ledger_of(foia_request).all(EventKind.EXTENDED, EventKind.APPEAL_EXTENDED)
    assert (extended.kind, extended.days) == (EventKind.APPEAL_EXTENDED, 10)


def test_a_rejected_fact_takes_its_entry_back(foia_request: FoiaRequest, propose: Propose) -> None:
    ledger_follow(foia_request=foia_request)
    kind = propose("kind", "extension")
    fact_confirm(fact=kind)
    assert (
        standing(foia_request) == [("determined", "2018-10-05"), ("extended", "2018-10-05")][::-1]
    )
    decided = fact_reject(fact=kind)
    assert (decided.added, decided.withdrawn) == (0, 1)
    assert standing(foia_request) == [("determined", "2018-10-05")]
    fact_confirm(fact=kind)
    assert ("extended", "2018-10-05") in standing(foia_request)


def test_a_day_of_receipt_restated_by_letters_is_one_entry(
    foia_request: FoiaRequest, propose: Propose
) -> None:
    foia_request.received_on = date(2018, 7, 23)
    foia_request.save()
    ledger_follow(foia_request=foia_request)
    fact_confirm(fact=propose("request_received_on", "2018-07-23"))
    assert [kind for kind, _ in standing(foia_request)].count("received") == 1
    fact_confirm(fact=propose("request_received_on", "2018-07-23"))
    assert [kind for kind, _ in standing(foia_request)].count("received") == 1


def test_counts_of_pages_go_to_the_determination_and_its_production(
    foia_request: FoiaRequest, letter: Correspondence, propose: Propose
) -> None:
    counted = ProductionFactory.create(
        foia_request=foia_request, letter=letter.source_file, pages_withheld_in_full=7
    )
    fact_confirm(fact=propose("pages_released", 41))
    fact_confirm(fact=propose("pages_withheld_in_full", 2))
    determination = Determination.objects.get(correspondence=letter)
    assert (determination.pages_released, determination.pages_withheld_in_full) == (41, 2)
    counted.refresh_from_db()
    assert (counted.pages_released, counted.pages_withheld_in_full) == (41, 7)


def test_two_counts_of_one_letter_are_written_nowhere(
    foia_request: FoiaRequest, letter: Correspondence, propose: Propose
) -> None:
    propose("pages_released", 41)
    propose("pages_released", 1)
    notes = letter_confirm(letter=letter).notes
    assert [note.partition(": the letter")[2] for note in notes] == [
        " is confirmed to state 1 and 41"
    ] * 2
    assert not Determination.objects.exists()


def test_searches_are_written_by_the_office_that_is_named(
    foia_request: FoiaRequest, letter: Correspondence, propose: Propose
) -> None:
    for name, value in (
        ("office_searched", "the Office of Information (OIT)"),
        ("term_searched", "Amazon"),
        ("term_searched", "amazon"),
        ("system_searched", "email"),
        ("custodian_searched", "Orrin Tate"),
        ("cut_off_on", "2018-08-31"),
        ("office_not_searched", "Field Operations"),
    ):
        propose(name, value)
    decided = letter_confirm(letter=letter)
    assert (decided.facts, decided.notes) == (7, ())
    searched = SearchRecord.objects.get(office__path="DEP/OIT")
    assert (searched.status, searched.terms, searched.systems, searched.to_on) == (
        "searched",
        ["Amazon"],
        ["email"],
        date(2018, 8, 31),
    )
    assert [each.name for each in searched.custodians.all()] == ["Orrin Tate"]
    assert searched.source_file == letter.source_file
    assert SearchRecord.objects.get(office__path="DEP/FLD").status == "refused"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("office_searched", "the Office of Mysteries", "no one office below DEP"),
        ("office_searched", "the Office of Information and Field Operations", "no one office"),
        ("term_searched", "Amazon", "does not tell of one search alone"),
        ("custodian_searched", "Orrin Tate", "does not tell of one search alone"),
        ("dated_on", "2018-10-06", "recorded as of 2018-10-05"),
    ],
)
def test_what_fits_nowhere_is_said_and_not_guessed(
    propose: Propose, name: str, value: str, words: str
) -> None:
    (note,) = fact_confirm(fact=propose(name, value)).notes
    assert words in note
    assert not SearchRecord.objects.exists()


def test_a_day_is_given_to_a_letter_that_has_none(
    foia_request: FoiaRequest, letter: Correspondence, propose: Propose
) -> None:
    letter.dated_on = None
    letter.save()
    fact_confirm(fact=propose("dated_on", "2018-10-06"))
    letter.refresh_from_db()
    assert letter.dated_on == date(2018, 10, 6)
    assert standing(foia_request) == [("determined", "2018-10-06")]


def test_a_whole_letter_is_confirmed_without_its_leads(
    foia_request: FoiaRequest, letter: Correspondence, propose: Propose
) -> None:
    propose("request_number", "2018-ICFO-10001")
    fact_reject(fact=propose("request_number", "2018-ICFO-10002"))
    propose("request_number", "2018-ICFO-10003", "lead")
    assert letter_confirm(letter=letter).facts == 1
    assert [each.number for each in foia_request.identifiers.all()] == ["2018-ICFO-10001"]
    assert letter_confirm(letter=letter, leads=True).facts == 1
    assert foia_request.identifiers.count() == 2


def test_a_decision_is_announced_once_it_is_written(
    foia_request: FoiaRequest, propose: Propose
) -> None:
    told = []

    def hear(foia_request_id: int, **kwargs: Any) -> None:
        told.append((foia_request_id, LetterFact.objects.get().status))

    records_changed.connect(hear)
    try:
        fact_confirm(fact=propose("signatory", "A. Person"))
    finally:
        records_changed.disconnect(hear)
    assert told == [(foia_request.pk, "confirmed")]


def test_decisions_are_written_all_or_none(
    foia_request: FoiaRequest, propose: Propose, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(fact: LetterFact) -> str:
        raise RuntimeError("the power failed")

    monkeypatch.setitem(EFFECTS, FactName.APPEAL_NUMBER, fails)  # type: ignore[arg-type]
    facts = [propose("request_number", "2018-ICFO-10001"), propose("appeal_number", "2018-ICAP-1")]
    with pytest.raises(RuntimeError):
        facts_decide(facts=facts, status="confirmed")
    assert not foia_request.identifiers.exists()
    assert set(LetterFact.objects.values_list("status", flat=True)) == {"proposed"}


def test_rejected_facts_are_shown_to_people_and_not_to_detectors(
    foia_request: FoiaRequest, letter: Correspondence, propose: Propose
) -> None:
    fact_reject(fact=propose("request_number", "2018-ICFO-10001"))
    kept = propose("request_number", "2018-ICFO-10002")
    assert facts_by_letter(foia_request)[letter.pk] == [kept]
    (shown,) = letters_json(foia_request)["letters"]
    assert [each["status"] for each in shown["facts"]] == ["rejected", "proposed"]
    assert (shown["number"], shown["kind"], shown["readable"]) == (1, "determination", None)
