"""What the gaps of a request say before they are found, and while more is being read."""

import pytest
from django.test import Client

from requests_app.models import FoiaRequest, SourceFile
from tests.factories import AnalysisRunFactory, FoiaRequestFactory, SourceFileFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
POLLS = 'hx-trigger="every 2s"'


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory.create()


def page(client: Client, foia_request: FoiaRequest) -> str:
    return client.get(f"/requests/{foia_request.pk}/gaps/").content.decode()


def file(foia_request: FoiaRequest, state: str) -> SourceFile:
    return SourceFileFactory.create(production__foia_request=foia_request, state=state)


def test_while_files_are_read_it_says_how_far_and_asks_again(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    file(foia_request, "stored")
    file(foia_request, "read")
    shown = page(admin_client, foia_request)
    assert "1 of 2 files to go" in shown
    assert '<progress id="reading" max="2" value="1">' in shown
    assert POLLS in shown
    assert "not looked through for gaps yet" in shown
    assert "no gaps found" not in shown


def test_when_the_files_are_read_and_nothing_is_found_yet_it_asks_again(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    file(foia_request, "read")
    shown = page(admin_client, foia_request)
    assert "the gaps are being found" in shown
    assert POLLS in shown


def test_without_any_file_it_says_what_to_do_and_waits_for_nothing(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    shown = page(admin_client, foia_request)
    assert "There is nothing to look through yet" in shown
    assert f'href="/requests/{foia_request.pk}/productions/"' in shown
    assert POLLS not in shown


def test_gaps_that_were_found_stand_still_while_more_is_read(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    AnalysisRunFactory.create(foia_request=foia_request)
    file(foia_request, "stored")
    shown = page(admin_client, foia_request)
    assert "1 of 1 files is being read" in shown
    assert "not among these gaps yet" in shown
    assert POLLS not in shown


def test_where_it_was_looked_and_nothing_found_it_says_so(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    AnalysisRunFactory.create(foia_request=foia_request)
    file(foia_request, "read")
    shown = page(admin_client, foia_request)
    assert "no gaps found" in shown
    assert "being read" not in shown
    assert POLLS not in shown
