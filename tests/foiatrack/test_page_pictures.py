"""The pictures of released pages, as the browser gets them."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client

from requests_app.ingest.page_drawing import DrawingError
from requests_app.models import Page
from requests_app.services import page_pictures
from requests_app.services.page_pictures import page_picture_path, picture_failure
from requests_app.services.store import blob_store
from tests.factories import PageFactory, SourceFileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(store: Path, tmp_path: Path, settings: Any) -> Page:
    settings.MEDIA_ROOT = tmp_path / "media"
    path = tmp_path / "released.pdf"
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(600, 800))
        made.save(path)
    source_file = SourceFileFactory(blob=blob_store(path=path), parser="pdf_text")
    return PageFactory(source_file=source_file, index=0)


def test_a_picture_is_a_png_that_only_this_person_keeps(admin_client: Client, page: Page) -> None:
    answer = admin_client.get(f"/pages/{page.pk}/picture.png")
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, max-age=86400"
    assert answer.getvalue().startswith(b"\x89PNG")
    again = admin_client.get(f"/pages/{page.pk}/picture.png", HTTP_IF_NONE_MATCH=answer["ETag"])
    assert again.status_code == 304


def test_a_picture_is_drawn_once(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page_picture_path(page=page, size="small")
    monkeypatch.setattr(page_pictures, "page_png", pytest.fail)
    assert page_picture_path(page=page, size="small") == first


def test_the_same_page_of_the_same_bytes_is_drawn_once_for_all_requests(page: Page) -> None:
    copy = SourceFileFactory(blob=page.source_file.blob, parser="pdf_text")
    other = PageFactory(source_file=copy, index=0)
    assert page_picture_path(page=other) == page_picture_path(page=page)


def test_a_page_that_cannot_be_drawn_is_not_tried_at_every_look(
    admin_client: Client, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def hangs(*_: object, **__: object) -> bytes:
        tried.append(1)
        raise DrawingError("drawing page 1 took longer than 20 s")

    monkeypatch.setattr(page_pictures, "page_png", hangs)
    for _ in range(2):
        answer = admin_client.get(f"/pages/{page.pk}/picture.png")
        assert answer.status_code == 404
        assert answer["Content-Type"].startswith("text/plain")
        assert "20 s" in answer.content.decode()
    assert len(tried) == 1
    assert "20 s" in picture_failure(page)
    monkeypatch.setattr(page_pictures, "RETRY_SECONDS", -1)
    admin_client.get(f"/pages/{page.pk}/picture.png")
    assert len(tried) == 2


@pytest.mark.parametrize("size", ["huge", "../read", ""])
def test_only_known_sizes_are_drawn(admin_client: Client, page: Page, size: str) -> None:
    assert admin_client.get(f"/pages/{page.pk}/picture.png?size={size}").status_code == 404


def test_a_page_without_a_pdf_has_no_picture(admin_client: Client) -> None:
    page = PageFactory(source_file__parser="eml")
    assert admin_client.get(f"/pages/{page.pk}/picture.png").status_code == 404


def test_a_file_that_is_gone_from_the_store_is_no_failure_of_the_site(
    admin_client: Client, page: Page, store: Path
) -> None:
    for path in store.rglob("*"):
        if path.is_file():
            path.unlink()
    answer = admin_client.get(f"/pages/{page.pk}/picture.png")
    assert answer.status_code == 404
    assert "missing from the store" in answer.content.decode()
