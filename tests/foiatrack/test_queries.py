"""No page asks the database more often because there is more to show."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from requests_app.law.deadline import ClockName
from requests_app.models import Deadline, FoiaRequest
from tests.factories import (
    AgencyFactory,
    ComponentFactory,
    EvidenceFactory,
    FileFailureFactory,
    FindingFactory,
    FoiaRequestFactory,
    LetterFactFactory,
    PageFactory,
    ProductionFactory,
    RequestIdentifierFactory,
    RequestItemFactory,
    SearchRecordFactory,
    SourceFileFactory,
    StampFactory,
    letter_with,
)

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/requests/",
    *(
        f"/requests/1/{part}"
        for part in ("", "offices/", "productions/", "letters/", "gaps/", "review/", "appeal/")
    ),
    "/documents/1/",
)


def more_of_everything(foia_request: FoiaRequest, number: int) -> None:
    """Rows of every kind that the pages show."""
    for _ in range(number):
        other = FoiaRequestFactory(agency=ComponentFactory(abbreviation=f"C{number}"))
        Deadline.objects.create(
            foia_request=other,
            position=1,
            name=ClockName.DETERMINATION,
            whose=Deadline.Whose.AGENCY,
            runs_from_on=date(2018, 7, 20),
            due_on=date(2018, 8, 17),
            derived_for=date(2018, 11, 1),
        )
        RequestItemFactory(foia_request=foia_request)
        RequestIdentifierFactory(foia_request=foia_request)
        SearchRecordFactory(
            foia_request=foia_request, office=ComponentFactory(abbreviation=f"S{other.pk}")
        )
        source_file = SourceFileFactory(production__foia_request=foia_request)
        failed = {"state": "failed", "reason": "the file is empty"}
        FileFailureFactory(source_file=SourceFileFactory(production__foia_request=other, **failed))
        StampFactory(page=PageFactory(source_file=source_file))
        StampFactory(page=PageFactory(source_file_id=1))
        letter = letter_with("Two pages.", foia_request=foia_request, path=f"{other.pk}.pdf")
        LetterFactFactory.create_batch(2, correspondence=letter)
        for each in (foia_request, other):
            finding = FindingFactory(foia_request=each)
            EvidenceFactory.create_batch(2, finding=finding, page_id=1)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_the_database_as_often_for_ten_times_the_rows(
    admin_client: Client, path: str
) -> None:
    foia_request = FoiaRequestFactory(pk=1, agency=AgencyFactory())
    production = ProductionFactory(foia_request=foia_request)
    PageFactory(pk=1, source_file=SourceFileFactory(pk=1, production=production, state="read"))
    more_of_everything(foia_request, 2)
    admin_client.get(path)
    counted = []
    for number in (1, 20):
        more_of_everything(foia_request, number)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert admin_client.get(path).status_code == 200
        counted.append([each["sql"][:160] for each in asked.captured_queries])
    assert len(counted[0]) == len(counted[1]), counted[1][len(counted[0]) :]
    assert len(counted[1]) <= 30
