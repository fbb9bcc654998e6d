"""What is read from a letter is proposed, once; what a person decided is never touched."""

import re
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from requests_app.ingest.extract.contract import Span
from requests_app.ingest.extract.letter_facts.contract import FactName, LetterFact, LetterReading
from requests_app.models import ClockEvent, Correspondence, FoiaRequest, SourceFile
from requests_app.models import LetterFact as Row
from requests_app.services import letter_reading
from requests_app.services.ingest import is_assembled, request_read
from requests_app.services.letter_facts import fact_confirm, fact_reject
from requests_app.services.letter_reading import letters_read
from tests.factories import FoiaRequestFactory, SourceFileFactory, letter_with

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

NUMBER = re.compile(r"\d{4}-ICFO-\d{5}")


def numbers_read(texts: Sequence[str]) -> LetterReading:
    """A reading that knows tracking numbers alone."""
    facts = tuple(
        LetterFact(
            FactName.REQUEST_NUMBER,
            found.group(),
            Span(page, found.start(), found.end()),
            "certain",
        )
        for page, text in enumerate(texts)
        for found in NUMBER.finditer(text)
    )
    return LetterReading(facts, readable=any(text.strip() for text in texts))


@pytest.fixture(autouse=True)
def _reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_reading.reading, "read_letter", numbers_read)


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory.create()


def shown(letter: Correspondence) -> list[tuple[str, str]]:
    return [(each.shown, each.status) for each in letter.facts.order_by("ordinal", "pk")]


def test_a_fact_keeps_its_words_and_its_page(foia_request: FoiaRequest) -> None:
    letter = letter_with("Dear", "Re: 2018-ICFO-10001", foia_request=foia_request)
    assert letters_read(foia_request=foia_request) == 1
    fact = letter.facts.get()
    assert (fact.name, fact.value, fact.quote) == (
        "request_number",
        "2018-ICFO-10001",
        "2018-ICFO-10001",
    )
    assert (fact.page.index, fact.start, fact.end) == (1, 4, 19)
    assert (fact.status, fact.confidence) == ("proposed", "certain")
    letter.refresh_from_db()
    assert letter.readable is True


def test_a_proposal_changes_no_clock_and_no_number(foia_request: FoiaRequest) -> None:
    letter_with("Re: 2018-ICFO-10001", foia_request=foia_request)
    letters_read(foia_request=foia_request)
    assert not ClockEvent.objects.exists()
    assert not foia_request.identifiers.exists()


def test_reading_twice_changes_no_row(foia_request: FoiaRequest) -> None:
    letter_with("Re: 2018-ICFO-10001", foia_request=foia_request)
    letters_read(foia_request=foia_request)
    rows = list(Row.objects.values_list())
    assert letters_read(foia_request=foia_request) == 0
    assert list(Row.objects.values_list()) == rows


def test_a_number_on_two_places_is_two_facts_and_twice_on_one_is_one(
    foia_request: FoiaRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def twice(texts: Sequence[str]) -> LetterReading:
        read = numbers_read(texts)
        return LetterReading(read.facts * 2, readable=True)

    monkeypatch.setattr(letter_reading.reading, "read_letter", twice)
    letter = letter_with("2018-ICFO-10001, also 2018-ICFO-10001", foia_request=foia_request)
    letters_read(foia_request=foia_request)
    assert letter.facts.count() == 2


def a_later_reading(monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    """From now on only the numbers with that ending are read."""

    def later(texts: Sequence[str]) -> LetterReading:
        facts = numbers_read(texts).facts
        kept = tuple(each for each in facts if str(each.value).endswith(ending))
        return LetterReading(kept, readable=True)

    monkeypatch.setattr(letter_reading.reading, "read_letter", later)
    monkeypatch.setattr(letter_reading, "READING_VERSION", letter_reading.READING_VERSION + 1)


def test_a_later_reading_replaces_what_nobody_decided(
    foia_request: FoiaRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = letter_with("2018-ICFO-10001 2018-ICFO-10002", foia_request=foia_request)
    letters_read(foia_request=foia_request)
    kept = letter.facts.get(value="2018-ICFO-10002")
    a_later_reading(monkeypatch, "2")
    assert not is_assembled(foia_request.pk)
    assert letters_read(foia_request=foia_request) == 1
    assert shown(letter) == [("2018-ICFO-10002", "proposed")]
    now = letter.facts.get()
    assert (now.pk, now.reading_version) == (kept.pk, letter_reading.READING_VERSION)


def test_a_later_reading_leaves_what_a_person_decided(
    foia_request: FoiaRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "2018-ICFO-10001 2018-ICFO-10002 2018-ICFO-10003 2018-ICFO-10012"
    letter = letter_with(text, foia_request=foia_request)
    letters_read(foia_request=foia_request)
    fact_confirm(fact=letter.facts.get(value="2018-ICFO-10001"))
    fact_reject(fact=letter.facts.get(value="2018-ICFO-10002"))
    decided = list(letter.facts.exclude(status="proposed").values_list())
    a_later_reading(monkeypatch, "2")
    letters_read(foia_request=foia_request)
    assert list(letter.facts.exclude(status="proposed").values_list()) == decided
    assert sorted(shown(letter)) == [
        ("2018-ICFO-10001", "confirmed"),
        ("2018-ICFO-10002", "rejected"),
        ("2018-ICFO-10012", "proposed"),
    ]


def test_another_file_behind_a_letter_is_read_anew(foia_request: FoiaRequest) -> None:
    letter = letter_with("Re: 2018-ICFO-10001", foia_request=foia_request)
    letters_read(foia_request=foia_request)
    other = letter_with("2018-ICFO-10002", foia_request=FoiaRequestFactory.create(), path="b.pdf")
    letter.source_file = other.source_file
    letter.save()
    assert letters_read(foia_request=foia_request) == 1
    assert shown(letter) == [("2018-ICFO-10002", "proposed")]


def test_a_letter_that_defeats_the_reading_fails_alone(
    foia_request: FoiaRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fragile(texts: Sequence[str]) -> LetterReading:
        if "hostile" in texts[0]:
            raise RecursionError("too deep")
        return numbers_read(texts)

    monkeypatch.setattr(letter_reading.reading, "read_letter", fragile)
    hostile = letter_with("hostile 2018-ICFO-10001", foia_request=foia_request, path="a.pdf")
    plain = letter_with("Re: 2018-ICFO-10002", foia_request=foia_request, path="b.pdf")
    assert letters_read(foia_request=foia_request) == 2
    hostile.refresh_from_db()
    assert (hostile.readable, shown(hostile)) == (False, [])
    assert "too deep" in hostile.read_failure
    assert shown(plain) == [("2018-ICFO-10002", "proposed")]
    assert is_assembled(foia_request.pk)


@pytest.mark.parametrize("span", [Span(0, 4, 4), Span(0, 100, 120)])
def test_a_fact_that_stands_on_no_words_is_no_fact(
    foia_request: FoiaRequest, monkeypatch: pytest.MonkeyPatch, span: Span
) -> None:
    wrong = LetterFact(FactName.REQUEST_NUMBER, "2018-ICFO-10001", span, "certain")
    read = LetterReading((wrong,), readable=True)
    monkeypatch.setattr(letter_reading.reading, "read_letter", lambda texts: read)
    letter = letter_with("Re: 2018-ICFO-10001", foia_request=foia_request)
    letters_read(foia_request=foia_request)
    letter.refresh_from_db()
    assert "stands on no words" in letter.read_failure
    assert not Row.objects.exists()


def test_our_own_letters_and_letters_without_a_file_are_not_read(
    foia_request: FoiaRequest,
) -> None:
    letter_with("Re: 2018-ICFO-10001", foia_request=foia_request, direction="out")
    Correspondence.objects.create(foia_request=foia_request, kind="other", direction="in")
    waiting = SourceFileFactory.create(production=None, foia_request=foia_request)
    Correspondence.objects.create(
        foia_request=foia_request, kind="other", direction="in", source_file=waiting
    )
    assert letters_read(foia_request=foia_request) == 0
    assert is_assembled(foia_request.pk)


def test_a_letter_read_from_a_repaired_file_is_not_whole(foia_request: FoiaRequest) -> None:
    letter = letter_with("Re: 2018-ICFO-10001", foia_request=foia_request)
    SourceFile.objects.filter(pk=letter.source_file_id).update(warnings=["it was repaired"])
    letters_read(foia_request=foia_request)
    letter.refresh_from_db()
    assert not letter.readable
    assert letter.facts.exists()


def test_a_letter_of_which_a_page_was_lost_is_not_whole(foia_request: FoiaRequest) -> None:
    letter = letter_with("Re: 2018-ICFO-10001", foia_request=foia_request)
    SourceFile.objects.filter(pk=letter.source_file_id).update(expected_pages=2, failed_pages=1)
    letters_read(foia_request=foia_request)
    letter.refresh_from_db()
    assert letter.readable is False
    assert letter.facts.count() == 1


class KilledError(BaseException):
    """The process is gone."""


def test_a_kill_while_letters_are_read_loses_nothing(foia_request: FoiaRequest) -> None:
    letter = letter_with("Re: 2018-ICFO-10001", foia_request=foia_request)
    for step in ("bulk_write", "bulk_rewrite"):
        with pytest.MonkeyPatch.context() as patch:

            def killed(*args: object) -> None:
                raise KilledError

            patch.setattr(letter_reading, step, killed)
            with pytest.raises(KilledError):
                request_read(foia_request=foia_request, readers=1)
        assert not letter.facts.exists()
        assert not is_assembled(foia_request.pk)
    request_read(foia_request=foia_request, readers=1)
    assert shown(letter) == [("2018-ICFO-10001", "proposed")]
    assert is_assembled(foia_request.pk)


def test_many_letters_are_read_in_as_many_queries_as_a_few(foia_request: FoiaRequest) -> None:
    counts = []
    for number in (2, 20):
        for each in range(number):
            text = " ".join(f"2018-ICFO-{10000 + each * 7 + more}" for more in range(number))
            letter_with(text, foia_request=foia_request, path=f"{number}-{each}.pdf")
        with CaptureQueriesContext(connection) as asked:
            assert letters_read(foia_request=foia_request) == number
        counts.append(len(asked))
    assert counts[0] == counts[1]
