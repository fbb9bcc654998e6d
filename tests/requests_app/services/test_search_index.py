"""What is entered for the search, by whom, and what never is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from requests_app.lib.search_query import query_read
from requests_app.models import FoiaRequest, Page, Redaction, SearchEntry
from requests_app.selectors.search_entries import Within, entries_found
from requests_app.selectors.search_texts import message_texts
from requests_app.services.cases import case_load
from requests_app.services.ingest import messages_assemble, request_read
from requests_app.services.reference_data import reference_data_load
from requests_app.services.search_index import (
    index_rebuild,
    messages_index,
    pages_index,
    request_index,
    requests_not_indexed,
)
from tests.factories import (
    FoiaRequestFactory,
    MessageFactory,
    OccurrenceFactory,
    PageFactory,
    ParticipationFactory,
    RequestIdentifierFactory,
    RequestItemFactory,
    letter_with,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def entries(asked: str, **within: Any) -> list[SearchEntry]:
    found = entries_found(query_read(asked), Within(**within), limit=100)
    return list(SearchEntry.objects.filter(pk__in=found).defer("words").order_by("pk"))


def rows() -> set[tuple[Any, ...]]:
    return set(SearchEntry.objects.values_list("pk", "kind", "page", "message", "part", "made_of"))


@pytest.fixture(scope="module")
def sample() -> Path:
    return Path(settings.BASE_DIR) / "fixtures" / "ice-amazon"


def under_a_box(text: str, hidden: str, **values: Any) -> Page:
    """A page on which a box lies over some of the words, which are still there."""
    words = []
    for at, word in enumerate(text.split()):
        start = text.index(word, words[-1][1] if words else 0)
        words.append([start, start + len(word), at * 50, 70, at * 50 + 40, 80])
    first = len(text[: text.index(hidden)].split())
    last = first + len(hidden.split())
    page = PageFactory.create(index=0, text=text, words=words)
    Redaction.objects.create(page=page, kind="box", box=[first * 50, 70, last * 50 - 10, 80])
    return page


def test_words_under_a_closed_place_are_not_entered() -> None:
    page = under_a_box("The price is a million dollars a year", "a million dollars")
    pages_index(source_file_ids=[page.source_file_id])
    for asked in ("million", "dollars", '"a million"', '"price is a year"', "mill*", '"is a year"'):
        assert not entries(asked), asked
    assert entries('"price is" "a year"')


def test_a_message_is_found_by_nothing_that_lies_under_a_closed_place() -> None:
    page = under_a_box("From Ann Vale Subject Secret prices Rise", "Secret prices")
    message = MessageFactory(
        foia_request=page.source_file.foia_request, subject="Secret prices", sent_at=None
    )
    ParticipationFactory(message=message, role="from", name="Ann Vale")
    ParticipationFactory(message=message, role="to", name="Bo Hidden")
    OccurrenceFactory(
        message=message,
        source_file=page.source_file,
        header_spans=[[0, 0, 35]],
        body_spans=[[0, 35, 40]],
    )
    messages_index(foia_request=message.foia_request)
    for asked in ("secret", "subject:secret", "prices", "people:hidden", "hidden"):
        assert not entries(asked), asked
    assert entries("from:vale rise", kind="message")
    text = message_texts([message])[message.pk]
    assert (text.subject, str(text.sender), text.recipients) == ("", "Ann Vale", ())
    assert "Secret" not in text.copies[0][0].text


def test_words_closed_in_one_copy_are_found_in_another_that_shows_them() -> None:
    page = under_a_box("Subject Prices The sum is nine", "nine")
    PageFactory(source_file=page.source_file, index=1, text="Subject Prices\nThe sum is nine")
    message = MessageFactory(foia_request=page.source_file.foia_request)
    for index in (0, 1):
        OccurrenceFactory(
            message=message,
            source_file=page.source_file,
            header_spans=[[index, 0, 14]],
            body_spans=[[index, 15, 30]],
        )
    messages_index(foia_request=message.foia_request)
    assert entries('"sum is nine"', kind="message")


def test_entering_twice_changes_nothing_and_another_reading_what_it_has_to() -> None:
    page = PageFactory(index=0, text="Subject Prices Rise soon")
    message = MessageFactory(foia_request=page.source_file.foia_request)
    occurrence = OccurrenceFactory(
        message=message, source_file=page.source_file, header_spans=[], body_spans=[[0, 0, 19]]
    )
    foia_request = message.foia_request
    for _ in range(2):
        pages_index(source_file_ids=[page.source_file_id])
        messages_index(foia_request=foia_request)
        request_index(foia_request=foia_request)
        before = rows()
        assert len(before) == 3
    pages_index(source_file_ids=[page.source_file_id])
    messages_index(foia_request=foia_request)
    request_index(foia_request=foia_request)
    assert rows() == before
    ParticipationFactory(message=message, name="Subject Prices")
    messages_index(foia_request=foia_request)
    assert len(rows() - before) == 1
    assert entries("people:prices")
    occurrence.delete()
    messages_index(foia_request=foia_request)
    assert not entries("rise", kind="message")
    assert entries("rise", kind="page")


def test_what_is_deleted_is_not_found() -> None:
    page = PageFactory(index=0, text="Prices")
    pages_index(source_file_ids=[page.source_file_id])
    page.source_file.production.foia_request.delete()
    assert not entries("prices")
    assert not rows()


def test_a_request_is_found_by_its_numbers_title_parts_and_words() -> None:
    foia_request = FoiaRequestFactory(
        ref="R-77", title="Face recognition", text="Contracts.", filed_on=date(2018, 7, 20)
    )
    RequestIdentifierFactory(foia_request=foia_request, number="2018-ICLI-00035")
    RequestItemFactory(foia_request=foia_request, text="All emails with Amazon")
    request_index(foia_request=foia_request)
    for asked in ("2018-icli-00035", "R-77", "title:recognition", "emails amazon", "contracts"):
        assert [each.foia_request_id for each in entries(asked)] == [foia_request.pk], asked
    foia_request.title = "Licence plates"
    foia_request.save()
    request_index(foia_request=foia_request)
    assert not entries("recognition")
    assert len(entries('"licence plates"')) == 1


def test_a_letter_is_found_under_its_day_and_follows_it() -> None:
    foia_request = FoiaRequestFactory()
    letter = letter_with("Two pages.", "More", foia_request=foia_request, dated_on=None)
    pages_index(source_file_ids=[letter.source_file_id])
    assert [each.kind for each in entries("pages")] == ["letter"]
    letter.dated_on = date(2018, 10, 5)
    letter.save()
    request_index(foia_request=foia_request)
    day = {"from_on": date(2018, 10, 5), "to_on": date(2018, 10, 5)}
    assert len(entries("pages OR more", kind="letter", **day)) == 2
    assert len(entries("pages OR more", kind="letter")) == 2


def test_the_sample_case_is_found_as_it_is_read(sample: Path) -> None:
    reference_data_load()
    foia_request = case_load(folder=sample).foia_request
    assert entries("amazon", kind="request")
    request_read(foia_request=foia_request, readers=1)
    read = Page.objects.count()
    entered = SearchEntry.objects.filter(page__isnull=False).values("page").distinct().count()
    assert entered == read > 0
    standing = foia_request.messages.filter(occurrences__isnull=False).distinct().count()
    assert foia_request.search_entries.filter(kind="message", part=0).count() == standing > 0
    assert entries("from:marchetti", kind="message")
    assert entries("determination OR records", kind="letter")
    before = rows()
    messages_assemble(foia_request=foia_request)
    assert rows() == before

    kept = set(SearchEntry.objects.values_list("kind", "page", "message", "part", "made_of"))
    SearchEntry.objects.all().delete()
    assert not entries("amazon")
    assert list(requests_not_indexed()) == [foia_request]
    call_command("index_search", "--missing", verbosity=0)
    again = set(SearchEntry.objects.values_list("kind", "page", "message", "part", "made_of"))
    assert again == kept
    assert not requests_not_indexed().exists()
    assert entries("from:marchetti", kind="message")


def test_an_index_made_anew_is_of_the_requests_named_and_of_no_other() -> None:
    here, there = (FoiaRequestFactory(title="Prices") for _ in range(2))
    index_rebuild(requests=[here])
    assert [each.foia_request_id for each in entries("prices")] == [here.pk]
    call_command("index_search", there.ref, verbosity=0)
    assert len(entries("prices")) == 2


@pytest.mark.parametrize("deleted", [False, True])
def test_what_is_changed_in_the_admin_is_found(admin_client: Client, deleted: bool) -> None:
    foia_request = FoiaRequestFactory()
    number = RequestIdentifierFactory(foia_request=foia_request, number="F-111")
    request_index(foia_request=foia_request)
    address = f"/admin/requests_app/requestidentifier/{number.pk}/"
    if deleted:
        admin_client.post(f"{address}delete/", {"post": "yes"})
    else:
        changed = {"foia_request": foia_request.pk, "kind": "request", "number": "F-222"}
        admin_client.post(f"{address}change/", changed)
    assert not entries("F-111")
    assert bool(entries("F-222")) is not deleted


def test_a_file_that_was_read_before_is_entered_once_more_only_if_it_is_missing() -> None:
    page = PageFactory(index=0, text="Prices")
    pages_index(source_file_ids=[page.source_file_id])
    (first,) = rows()
    later = PageFactory(source_file=page.source_file, index=1, text="Prices")
    pages_index(source_file_ids=[page.source_file_id])
    assert first in rows()
    assert {each.page_id for each in entries("prices")} == {page.pk, later.pk}


@pytest.mark.django_db(transaction=True)
def test_two_who_enter_the_same_at_once_enter_it_once() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is in memory, with one connection")
    page = PageFactory(index=0, text="Prices rose")
    message = MessageFactory(foia_request=page.source_file.foia_request)
    OccurrenceFactory(
        message=message, source_file=page.source_file, header_spans=[], body_spans=[[0, 0, 11]]
    )
    ready = Barrier(4)

    def enter(_: int) -> None:
        try:
            mine = FoiaRequest.objects.get()
            ready.wait(timeout=20)
            request_index(foia_request=mine)
            messages_index(foia_request=mine)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(enter, range(4)))
    assert SearchEntry.objects.count() == 2
