"""The full-text index of each database against the language read word by word."""

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from requests_app.lib.search_query import QueryError, holds, query_read
from requests_app.lib.search_words import folded_words
from requests_app.models import SearchEntry
from requests_app.selectors.search_entries import Within, entries_found
from requests_app.services.search_index import (
    TIMES_A_PART,
    WORDS_A_PART,
    messages_index,
    pages_index,
    request_index,
)
from tests.factories import (
    FoiaRequestFactory,
    MessageFactory,
    OccurrenceFactory,
    PageFactory,
    ParticipationFactory,
    SourceFileFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

WORDS = ["price", "prices", "café", "2018", "icli", "memo", "ﬁne", "straße", "██", "a", "été,", "'"]


def found(asked: str, within: Within | None = None, **values: int) -> list[int]:
    return entries_found(query_read(asked), within or Within(), **({"limit": 100} | values))


def pages_found(asked: str, within: Within | None = None) -> set[int | None]:
    entries = SearchEntry.objects.filter(pk__in=found(asked, within))
    return set(entries.values_list("page_id", flat=True))


@pytest.fixture
def texts() -> dict[int, list[str]]:
    """Pages of one file with a few words in every order, by their ids."""
    source_file = SourceFileFactory()
    made = {}
    for index in range(60):
        chosen = [WORDS[(index * step + step) % len(WORDS)] for step in range(1, 2 + index % 9)]
        page = PageFactory(source_file=source_file, index=index, text=" ".join(chosen))
        made[page.pk] = folded_words(page.text)
    pages_index(source_file_ids=[source_file.pk])
    return made


ASKED = st.lists(
    st.tuples(
        st.sampled_from(["", "", "", "-", "OR "]),
        st.one_of(
            st.sampled_from(WORDS),
            st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(
                lambda words: f'"{" ".join(words)}"'
            ),
            st.sampled_from(["pri*", "stra*", '"price pri"*', "memo-2018", "subject:memo", "20*"]),
        ),
    ),
    min_size=1,
    max_size=4,
).map(lambda pieces: " ".join(before + piece for before, piece in pieces))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ASKED)
def test_the_index_finds_what_reading_every_text_would(
    texts: dict[int, list[str]], asked: str
) -> None:
    try:
        query = query_read(asked)
    except QueryError:
        return
    assert pages_found(asked) == {pk for pk, words in texts.items() if holds(query, words, {})}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=60), st.text("ab\"'*-():§█ OR\\^&|!<>{}\0%", max_size=40)))
def test_no_query_fails(texts: dict[int, list[str]], asked: str) -> None:
    try:
        query = query_read(asked)
    except QueryError:
        return
    if query.wanted:
        entries_found(query, Within(), limit=5)


def test_entries_come_in_order_from_a_place_on_and_back(texts: dict[int, list[str]]) -> None:
    every = found("price OR prices OR memo")
    assert len(every) > 10
    assert every == sorted(every)
    assert found("price OR prices OR memo", limit=3) == every[:3]
    assert found("price OR prices OR memo", after=every[2], limit=3) == every[3:6]
    assert found("price OR prices OR memo", before=every[5], limit=3) == every[4:1:-1]


def test_only_what_stands_in_its_place_is_found() -> None:
    here, there = (SourceFileFactory() for _ in range(2))
    letter = SourceFileFactory(production=None, foia_request=here.foia_request)
    pages = {
        each.pk: PageFactory(source_file=each, text="prices") for each in (here, there, letter)
    }
    pages_index(source_file_ids=list(pages))
    ours = {pages[here.pk].pk, pages[letter.pk].pk}
    assert pages_found("prices") == ours | {pages[there.pk].pk}
    assert pages_found("prices", Within(foia_request_id=here.foia_request_id)) == ours
    assert pages_found("prices", Within(source_file_id=there.pk)) == {pages[there.pk].pk}
    assert pages_found("prices", Within(kind="letter")) == {pages[letter.pk].pk}
    assert pages_found("prices", Within(kind="message")) == set()
    assert pages_found("prices", Within(from_on=date(2018, 1, 1))) == set()


@pytest.mark.parametrize(
    ("first", "last", "among"),
    [
        (date(2018, 7, 20), None, True),
        (date(2018, 7, 21), None, False),
        (None, date(2018, 7, 20), True),
        (None, date(2018, 7, 19), False),
        (date(2018, 1, 1), date(2018, 12, 31), True),
        (date(2018, 7, 1), date(2018, 7, 31), True),
        (date(2017, 12, 31), date(2019, 1, 1), True),
        (date(2019, 1, 1), date(2020, 1, 1), False),
        (date(2018, 7, 21), date(2018, 7, 19), False),
        (date.min, date.max, True),
        (date.max, None, False),
        (None, date.min, False),
    ],
)
def test_a_text_is_found_by_its_day(first: date | None, last: date | None, among: bool) -> None:
    request_index(foia_request=FoiaRequestFactory(title="Prices", filed_on=date(2018, 7, 20)))
    assert bool(found("prices", Within(from_on=first, to_on=last))) is among


@pytest.mark.parametrize("year", [1, 1601, 1900, 2100, 9999])
def test_a_day_of_another_century_is_found_too(year: int) -> None:
    request_index(foia_request=FoiaRequestFactory(title="Prices", filed_on=date(year, 7, 20)))
    for first, last in ((None, None), (date(year, 7, 20), date(year, 7, 20))):
        assert found("prices", Within(from_on=first, to_on=last))
    assert not found("prices", Within(from_on=date(2018, 1, 1), to_on=date(2018, 2, 1)))


def test_a_message_is_found_by_subject_sender_people_and_day() -> None:
    page = PageFactory(index=0, text="From: Ann Vale\nTo: Bo Reed; Cy Moss\nSubject: Prices\nRise")
    message = MessageFactory(
        foia_request=page.source_file.foia_request,
        subject="Prices",
        sent_at=datetime(2018, 7, 2, 13, 20),
    )
    ParticipationFactory(message=message, role="from", name="Ann Vale", address="")
    ParticipationFactory(message=message, role="to", name="Bo Reed")
    ParticipationFactory(message=message, role="to", name="Cy Moss")
    OccurrenceFactory(
        message=message,
        source_file=page.source_file,
        header_spans=[[0, 0, 51]],
        body_spans=[[0, 51, 56]],
    )
    messages_index(foia_request=message.foia_request)
    mail = Within(kind="message")
    for asked in (
        "rise prices",
        "subject:prices",
        "from:vale",
        'people:"bo reed"',
        "people:ann people:moss",
        'title:pri* from:"ann vale"',
        "prices -from:reed",
    ):
        assert len(found(asked, mail)) == 1, asked
    for asked in ("subject:rise", "from:reed", 'people:"vale bo"', "prices -people:moss"):
        assert not found(asked, mail), asked
    assert found("rise", Within(from_on=date(2018, 7, 2), to_on=date(2018, 7, 2)))
    assert not found("rise", Within(from_on=date(2018, 7, 3)))


def test_a_text_longer_than_a_database_counts_is_found_to_its_end() -> None:
    page = PageFactory(index=0, text="of it " * 400 + "word " * TIMES_A_PART + "the very end")
    long = PageFactory(index=0, text=" ".join(f"w{n % 900}" for n in range(WORDS_A_PART * 2)))
    pages_index(source_file_ids=[page.source_file_id, long.source_file_id])
    assert pages_found('"the very end"') == {page.pk}
    assert pages_found('"w898 w899"') == {long.pk}
    assert SearchEntry.objects.filter(page=page).count() > 1
    assert SearchEntry.objects.filter(page=long).count() > 1
