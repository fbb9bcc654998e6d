"""The productions of a request: its strips of numbers lead to pages, its files come in parts."""

import pytest
from django.test import Client

from requests_app.models import FoiaRequest, Page, SourceFile
from requests_app.selectors.bates import bates_strips
from requests_app.selectors.productions import PAGE_SIZE
from tests.factories import (
    BlobFactory,
    FoiaRequestFactory,
    PageFactory,
    ProductionFactory,
    SourceFileFactory,
    StampFactory,
    WithheldSheetFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def released(foia_request: FoiaRequest, stamped: list[int], prefix: str = "ICE ") -> list[Page]:
    """A file with a page for each number."""
    source_file = SourceFileFactory(
        production__foia_request=foia_request,
        state="read",
        expected_pages=len(stamped),
        read_pages=len(stamped),
    )
    pages = [PageFactory(source_file=source_file, index=at) for at in range(len(stamped))]
    for page, number in zip(pages, stamped, strict=True):
        StampFactory(page=page, prefix=prefix, number=number)
    return pages


def shown(client: Client, foia_request: FoiaRequest, asked: str = "") -> str:
    answer = client.get(f"/requests/{foia_request.pk}/productions/{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_hole_opens_the_page_before_it_and_a_withheld_range_its_sheet(
    admin_client: Client,
) -> None:
    foia_request = FoiaRequestFactory()
    pages = released(foia_request, [1, 2, 5, 9])
    WithheldSheetFactory(page=pages[3], prefix="ICE ", first=6, last=8)
    page = shown(admin_client, foia_request)
    file = pages[0].source_file_id
    assert "3–4: missing" in page
    assert "6–8: withheld" in page
    assert f'href="/documents/{file}/?page=1" aria-label="3–4: missing"' in page
    assert page.count(f'href="/documents/{file}/?page=1"') == 2
    assert page.count(f'href="/documents/{file}/?page=4"') == 2


def test_the_runs_of_a_strip_are_those_of_its_numbers() -> None:
    foia_request, other = FoiaRequestFactory(), FoiaRequestFactory()
    released(foia_request, [1, 2, 3, 7, 8])
    released(foia_request, [3, 4, 20])
    released(foia_request, [5], prefix="ERO ")
    released(other, [6])
    (strip,) = bates_strips(foia_request)
    assert [(run.mark, run.first, run.last) for run in strip.runs] == [
        ("solid", 1, 4),
        ("hollow", 5, 6),
        ("solid", 7, 8),
        ("hollow", 9, 19),
        ("solid", 20, 20),
    ]


def test_one_number_alone_is_no_strip() -> None:
    foia_request = FoiaRequestFactory()
    released(foia_request, [5])
    assert bates_strips(foia_request) == []


def test_many_holes_are_drawn_and_the_first_are_listed(admin_client: Client) -> None:
    foia_request = FoiaRequestFactory()
    released(foia_request, list(range(1, 300, 2)))
    page = shown(admin_client, foia_request)
    assert "and 141 more holes" in page
    assert "The first 50 of 149 ranges." in page
    assert page.count(">page before<") == 50
    assert shown(admin_client, foia_request, "?holes=all").count(">page before<") == 149


def test_files_come_a_page_at_a_time_under_their_productions(admin_client: Client) -> None:
    foia_request = FoiaRequestFactory()
    first, second, empty = (
        ProductionFactory(foia_request=foia_request, number=number) for number in (1, 2, 3)
    )
    blob = BlobFactory()
    for production, amount in ((first, PAGE_SIZE - 1), (second, 3)):
        SourceFile.objects.bulk_create(
            SourceFile(
                foia_request=foia_request,
                production=production,
                ordinal=at,
                path=f"{production.number}-{at:03d}.pdf",
                blob=blob,
            )
            for at in range(amount)
        )
    page = shown(admin_client, foia_request)
    assert f"files 1 to {PAGE_SIZE} of {PAGE_SIZE + 2}" in page
    assert "2-000.pdf" in page
    assert "2-001.pdf" not in page
    assert f"Production {empty.number}" in page
    after = shown(admin_client, foia_request, "?page=2")
    assert "1-000.pdf" not in after
    assert "2-002.pdf" in after
    assert "Production 1 " not in after
    assert f"Production {empty.number}" not in after
