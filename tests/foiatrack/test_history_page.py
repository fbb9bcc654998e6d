"""The history of a request: every kind of act once, newest first, page by page."""

from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from foiatrack.request_history import SHOWN, history_of
from gaps.models import AnalysisRun, Appeal, AppealVersion, Review
from requests_app.models import FoiaRequest, LetterFact
from requests_app.services.ledger import ledger_follow
from requests_app.services.letter_facts import letter_confirm
from requests_app.services.office_entries import office_enter, office_withdraw
from tests.factories import (
    AnalysisRunFactory,
    ComponentFactory,
    FindingFactory,
    FoiaRequestFactory,
    LetterFactFactory,
    ProductionFactory,
    letter_with,
)
from tests.foiatrack.test_log_request import correct

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def page(client: Client, foia_request: FoiaRequest, asked: str = "") -> str:
    answer = client.get(f"/requests/{foia_request.pk}/history/{asked}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def whats(foia_request: FoiaRequest) -> list[str]:
    return [each.what for each in history_of(foia_request)[0]]


def test_an_edit_shows_who_changed_what_from_what_to_what(admin_client: Client) -> None:
    foia_request = FoiaRequestFactory(title="Old", requester="Us", agency=ComponentFactory())
    correct(
        admin_client,
        foia_request,
        {"title": "New", "tags": "ICE, urgent", "parts": "Emails", "numbers": "2018-1"},
    )
    correct(admin_client, foia_request, {"tags": "ICE", "parts": "Emails\nCalendars"})
    html = page(admin_client, foia_request)
    assert "subject: <s>Old</s> New" in html
    assert "tags: <s>ICE, urgent</s> ICE" in html
    assert "added part 2" in html
    assert "added the request number 2018-1" in html
    edited = [each for each in history_of(foia_request)[0] if each.what.startswith("changed")]
    assert {each.by for each in edited} == {"admin"}


def test_a_long_text_folds_away_whole(admin_client: Client) -> None:
    foia_request = FoiaRequestFactory(agency=ComponentFactory())
    correct(admin_client, foia_request, {"text": "Old words. " * 30, "parts": "Emails"})
    correct(admin_client, foia_request, {"text": "<b>New</b> words. " * 30})
    raw = admin_client.get(f"/requests/{foia_request.pk}/history/").content.decode()
    assert "<summary>text</summary>" in raw
    assert "Old words. " * 29 in raw
    assert "<b>New" not in raw


def test_a_row_that_is_saved_unchanged_is_no_act() -> None:
    foia_request = FoiaRequestFactory()
    before = whats(foia_request)
    for _ in range(3):
        foia_request.save()
    assert whats(foia_request) == before


def test_a_part_that_was_removed_is_still_told(admin_client: Client) -> None:
    foia_request = FoiaRequestFactory(agency=ComponentFactory())
    correct(admin_client, foia_request, {"parts": "Emails\nCalendars"})
    correct(admin_client, foia_request, {"parts": "Texts"})
    told = whats(foia_request)
    assert {"removed part 2", "changed part 1", "added part 1", "added part 2"} <= set(told)


def test_every_kind_of_act_is_told_once_with_its_person(admin_user: User) -> None:
    foia_request = FoiaRequestFactory(received_on=date(2018, 7, 23))
    ProductionFactory(foia_request=foia_request, number=1)
    letter = letter_with("Two pages.", foia_request=foia_request, kind="determination")
    LetterFactFactory.create_batch(2, correspondence=letter)
    letter_confirm(letter=letter, decided_by=admin_user)
    ledger_follow(foia_request=foia_request, recorded_by=admin_user)
    entry = office_enter(
        foia_request=foia_request,
        office=ComponentFactory(),
        cell="systems",
        value=["Drive"],
        source="by telephone",
        entered_by=admin_user,
    )
    office_withdraw(entry=entry, why="misheard", withdrawn_by=admin_user)
    finding = FindingFactory(foia_request=foia_request, message="Nothing came back")
    Review.objects.create(
        finding=finding, decision="dismissed", reason="by design", reviewer=admin_user
    )
    appeal = Appeal.objects.create(foia_request=foia_request, number=1, dated_on=date(2018, 12, 1))
    appeal.save()
    appeal.status, appeal.filed_on = "filed", date(2018, 12, 2)
    appeal.save()
    AppealVersion.objects.create(
        appeal=appeal, number=1, content={}, letter="", what="the heading", saved_by=admin_user
    )
    told = history_of(foia_request)[0]
    words = [each.what for each in told]
    for what in (
        "added the request",
        "added production 1",
        "added a letter, determination",
        "confirmed 2 facts of the determination",
        "entered in the ledger: received on 23 Jul 2018",
        "entered for DEP/A, systems: Drive",
        "withdrew for DEP/A, systems: Drive",
        "dismissed COR001: Nothing came back",
        "drafted: appeal 1",
        "recorded as filed: appeal 1",
        "saved version 1 of appeal 1",
    ):
        assert sum(each.startswith(what) for each in words) == 1, (what, words)
    assert [each.at for each in told] == sorted((each.at for each in told), reverse=True)
    dismissed = next(each for each in told if each.what.startswith("dismissed"))
    assert (dismissed.by, dismissed.note) == ("admin", "by design")
    assert not history_of(FoiaRequestFactory())[0][1:]


def test_nothing_is_lost_or_told_twice_from_page_to_page(admin_client: Client) -> None:
    """Also where more acts than a page holds fall on one moment."""
    foia_request = FoiaRequestFactory()
    moment = datetime(2018, 11, 1, 12, tzinfo=UTC)
    runs = AnalysisRunFactory.create_batch(SHOWN + 20, foia_request=foia_request)
    finding = FindingFactory(foia_request=foia_request, first_run=runs[0], last_run=runs[0])
    reviews = [
        Review.objects.create(finding=finding, decision="confirmed", reason=f"reason {number}")
        for number in range(SHOWN + 20)
    ]
    AnalysisRun.objects.update(ran_at=moment)
    Review.objects.update(reviewed_at=moment)
    Review.objects.filter(pk=reviews[0].pk).update(reviewed_at=moment - timedelta(days=1))
    seen, asked = [], ""
    for _ in range(10):
        acts, asked = history_of(foia_request, asked)
        seen += [(each.place, each.key) for each in acts]
        if not asked:
            break
    assert len(seen) == len(set(seen)) >= 2 * (SHOWN + 20)
    first = page(admin_client, foia_request)
    assert 'rel="next">Older' in first


@pytest.mark.parametrize(
    "asked",
    [
        "x",
        "2018-11-01 1 1",
        "2018-13-01T00:00:00+00:00 1 1",
        "2018-11-01T00:00:00+00:00 1 99999999999999999999",
        "2018-11-01T00:00:00+00:00 -1 ²",
    ],
)
def test_an_address_that_names_no_act_shows_the_newest(admin_client: Client, asked: str) -> None:
    foia_request = FoiaRequestFactory()
    answer = admin_client.get(f"/requests/{foia_request.pk}/history/", {"before": asked})
    assert "added the request" in answer.content.decode()


def test_more_acts_ask_the_database_no_more_often(admin_client: Client) -> None:
    foia_request = FoiaRequestFactory(agency=ComponentFactory())
    counted = []
    for number in (2, 8):
        for each in range(number):
            correct(
                admin_client, foia_request, {"title": f"{number} {each}", "parts": f"Emails {each}"}
            )
            FindingFactory(foia_request=foia_request).reviews.create(decision="confirmed")
            letter = letter_with("Two.", foia_request=foia_request, path=f"{number}-{each}.pdf")
            letter_confirm(letter=LetterFactFactory(correspondence=letter).correspondence)
            ProductionFactory(foia_request=foia_request)
        with CaptureQueriesContext(connection) as asked:
            page(admin_client, foia_request)
        counted.append(len(asked))
    assert LetterFact.objects.count() == 10
    assert counted[0] == counted[1] <= 30
