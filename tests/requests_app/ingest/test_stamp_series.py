"""A series of numbers that was read under several spellings is one series."""

import pytest

from requests_app.ingest.stamp_series import stamp_series_join
from requests_app.models import Blob, FoiaRequest, Office, Page, Production, SourceFile, Stamp

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def foia_request() -> FoiaRequest:
    agency = Office.objects.create(kind="agency", path="DEP", abbreviation="DEP", name="Department")
    return FoiaRequest.objects.create(ref="R-1", title="Records", agency=agency, requester="Us")


def stamped(foia_request: FoiaRequest, name: str, prefixes: list[str]) -> None:
    production, _ = Production.objects.get_or_create(foia_request=foia_request, number=1)
    source_file = SourceFile.objects.create(
        foia_request=foia_request,
        production=production,
        path=name,
        blob=Blob.objects.create(sha256=name.ljust(64, "0"), size=1),
    )
    for index, prefix in enumerate(prefixes):
        page = Page.objects.create(source_file=source_file, index=index)
        Stamp.objects.create(
            page=page, start=0, end=9, raw=f"{prefix}{index}", prefix=prefix, number=index
        )


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
