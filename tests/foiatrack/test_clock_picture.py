"""The clock of the determination on the pages of a request, as a bar with a table."""

from datetime import date

import pytest
from django.test import Client

from requests_app.law.ledger import Event, EventKind
from requests_app.models import FoiaRequest
from requests_app.services.ledger import event_add, ledger_follow
from tests.factories import FoiaRequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def foia_request() -> FoiaRequest:
    made: FoiaRequest = FoiaRequestFactory(
        filed_on=date(2018, 7, 20), received_on=date(2018, 7, 23), as_of=date(2018, 11, 1)
    )
    ledger_follow(foia_request=made)
    return made


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_overview_draws_the_late_part_and_says_it(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    page = shown(admin_client, f"/requests/{foia_request.pk}/")
    assert '<rect class="late"' in page
    # From August 21 to November 1, without Labor Day and Columbus Day.
    assert "the determination is 51 working days late" in page
    assert "21 Aug 2018 to 1 Nov 2018: past the last day" in page
    assert "received 23 Jul 2018, due 20 Aug 2018, as of 1 Nov 2018" in page


def test_the_ledger_draws_the_tolled_days_of_the_day_it_is_asked_for(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    asked = Event(EventKind.CLARIFICATION_ASKED, date(2018, 7, 30))
    event_add(foia_request=foia_request, event=asked, letter=None, recorded_by=None)
    page = shown(admin_client, f"/requests/{foia_request.pk}/ledger/?on=2018-08-10")
    assert '<rect class="tolled"' in page
    assert '<rect class="late"' not in page
    assert "Time to decide: it stands still until the reply" in page
    before = shown(admin_client, f"/requests/{foia_request.pk}/ledger/?on=2018-07-28")
    assert '<rect class="tolled"' not in before


def test_nothing_is_drawn_where_no_receipt_is_recorded(admin_client: Client) -> None:
    made = FoiaRequestFactory(received_on=None)
    assert "clock-bar" not in shown(admin_client, f"/requests/{made.pk}/")
