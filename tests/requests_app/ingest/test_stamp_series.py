"""A series of numbers that was read under several spellings is one series."""

import pytest

from requests_app.ingest.stamp_series import stamp_series_join
from requests_app.models import FoiaRequest, Stamp
from tests.factories import (
    FoiaRequestFactory,
    PageFactory,
    ProductionFactory,
    SourceFileFactory,
    StampFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory(ref="R-1")


def stamped(foia_request: FoiaRequest, name: str, prefixes: list[str]) -> None:
    production = ProductionFactory(foia_request=foia_request)
    source_file = SourceFileFactory(production=production, path=name)
    for index, prefix in enumerate(prefixes):
        page = PageFactory(source_file=source_file, index=index)
        StampFactory(page=page, prefix=prefix, number=index)


def test_the_spelling_of_most_pages_is_that_of_the_series(foia_request: FoiaRequest) -> None:
    stamped(foia_request, "a", ["PRA_GSP01 ", "PRA_GSP01 ", "PRA GSP01_"])
    stamp_series_join(foia_request=foia_request)
    assert set(Stamp.objects.values_list("prefix", flat=True)) == {"PRA_GSP01 "}
    assert Stamp.objects.filter(raw="PRA GSP01_2", repaired=True).exists()


def test_two_series_stay_two(foia_request: FoiaRequest) -> None:
    stamped(foia_request, "a", ["CBP FOIA ", "CBP FOIA "])
    stamped(foia_request, "b", ["ICE FOIA "])
    stamp_series_join(foia_request=foia_request)
    assert set(Stamp.objects.values_list("prefix", flat=True)) == {"CBP FOIA ", "ICE FOIA "}
    assert not Stamp.objects.filter(repaired=True).exists()
