"""Bringing in productions and letters on the pages, and deciding on what was read."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from requests_app.models import FoiaRequest, Occurrence, SourceFile
from tests.factories import FoiaRequestFactory

pytestmark = pytest.mark.django_db(transaction=True)
LETTERS = Path(__file__).parents[2] / "fixtures/ice-amazon/letters"
MAIL = b"From: a@amazon.com\nTo: b@ice.dhs.gov\nDate: Mon, 4 Jun 2018 09:00:00 -0400\n\nHello.\n"


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory(received_on=date(2018, 7, 23))


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def bring(client: Client, foia_request: FoiaRequest, *files: SimpleUploadedFile) -> str:
    """The page that follows when these files are sent as a production."""
    given = {"brought": list(files), "received_on": "2018-10-05"}
    answer = client.post(f"/requests/{foia_request.pk}/productions/bring/", given, follow=True)
    return str(answer.content.decode())


def determination() -> SimpleUploadedFile:
    return upload("determination.pdf", (LETTERS / "determination.pdf").read_bytes())


def send_letter(client: Client, foia_request: FoiaRequest) -> str:
    given = {
        "file": determination(),
        "kind": "determination",
        "direction": "in",
        "dated_on": "2018-10-05",
    }
    answer = client.post(f"/requests/{foia_request.pk}/letters/bring/", given, follow=True)
    return str(answer.content.decode())


def test_many_files_come_as_one_production_and_are_read(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    page = bring(admin_client, foia_request, upload("a.eml", MAIL), upload("b.eml", MAIL + b"2"))
    production = foia_request.productions.get()
    assert production.received_on == date(2018, 10, 5)
    assert [each.state for each in production.source_files.all()] == ["read", "read"]
    assert "Production 1: 2 files stored" in page
    assert foia_request.messages.exists()


def test_a_file_that_fails_is_listed_with_its_reason_and_the_rest_is_read(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    page = bring(admin_client, foia_request, upload("a.eml", MAIL), upload("empty.pdf", b""))
    states = dict(foia_request.source_files.values_list("path", "state"))
    assert states == {"a.eml": "read", "empty.pdf": "failed"}
    assert "the file is empty" in page


def retry(client: Client, foia_request: FoiaRequest, **given: str) -> str:
    address = f"/requests/{foia_request.pk}/productions/retry/"
    return str(client.post(address, given, follow=True).content.decode())


def test_what_failed_for_a_time_is_read_again(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    bring(admin_client, foia_request, upload("a.eml", MAIL), upload("empty.pdf", b""))
    whole = foia_request.source_files.get(path="a.eml")
    Occurrence.objects.all().delete()
    foia_request.messages.all().delete()
    whole.pages.all().delete()
    SourceFile.objects.filter(pk=whole.pk).update(
        state="failed", reason="the disk was full", expected_pages=0, read_pages=0
    )
    html = admin_client.get(f"/requests/{foia_request.pk}/productions/").content.decode()
    assert "2 files could not be read." in html
    assert "2 files being read again." in retry(admin_client, foia_request)
    states = dict(foia_request.source_files.values_list("path", "state"))
    assert states == {"a.eml": "read", "empty.pdf": "failed"}
    assert foia_request.source_files.get(path="empty.pdf").reason == "the file is empty"


def test_one_file_is_read_again_and_the_others_are_left(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    bring(admin_client, foia_request, upload("a.pdf", b""), upload("b.pdf", b""))
    SourceFile.objects.update(reason="an older reason")
    chosen = foia_request.source_files.get(path="b.pdf")
    assert "1 file being read again." in retry(admin_client, foia_request, file=str(chosen.pk))
    reasons = dict(foia_request.source_files.values_list("path", "reason"))
    assert reasons == {"a.pdf": "an older reason", "b.pdf": "the file is empty"}


def test_a_file_that_gave_a_page_is_never_read_again(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    bring(admin_client, foia_request, upload("a.eml", MAIL))
    SourceFile.objects.update(state="failed", reason="its members are not unpacked")
    page = foia_request.source_files.get().pages.get()
    assert "Nothing is to read again" in retry(admin_client, foia_request)
    assert foia_request.source_files.get().pages.get() == page


def test_a_file_of_another_request_is_not_read_again_here(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    bring(admin_client, foia_request, upload("a.pdf", b""))
    SourceFile.objects.update(reason="an older reason")
    retry(admin_client, FoiaRequestFactory(), file=str(SourceFile.objects.get().pk))
    assert SourceFile.objects.get().reason == "an older reason"


def test_the_same_files_again_are_no_second_production(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    bring(admin_client, foia_request, upload("a.eml", MAIL))
    page = bring(admin_client, foia_request, upload("a.eml", MAIL))
    assert "holds all of these files already" in page
    assert foia_request.productions.count() == 1


def test_a_name_with_folders_keeps_nothing_but_the_name(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    bring(admin_client, foia_request, upload("../../etc/a.eml", MAIL))
    assert foia_request.source_files.get().path == "a.eml"


def test_no_file_is_said_and_nothing_is_written(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    page = bring(admin_client, foia_request)
    assert "Files: " in page
    assert not SourceFile.objects.exists()


def test_a_letter_is_read_and_moves_no_clock_that_nobody_confirmed(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    page = send_letter(admin_client, foia_request)
    letter = foia_request.correspondence.get()
    assert letter.facts.filter(name="appeal_within_days", status="proposed").exists()
    assert "Confirm all that is sure" in page
    entry = foia_request.clock_events.get(kind="determined")
    assert "stated_window" not in entry.terms


def test_what_was_read_with_a_warning_is_listed_with_it(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    bring(admin_client, foia_request, upload("a.eml", MAIL), upload("box.eml", MAIL + b"2"))
    within, above = foia_request.source_files.get(path="a.eml"), SourceFile.objects.last()
    SourceFile.objects.filter(pk=within.pk).update(warnings=["it was <repaired>"], parent=above)
    address = f"/requests/{foia_request.pk}/productions/"
    page = admin_client.get(address).content.decode()
    assert "box.eml / a.eml</a>" in page
    assert page.count("read, but it was &lt;repaired&gt;") == 1
    assert (
        "it was &lt;repaired&gt;" in admin_client.get(f"/documents/{within.pk}/").content.decode()
    )
    SourceFile.objects.update(parent=None)
    assert admin_client.get(address).content.decode().count("read, but it was") == 1
    SourceFile.objects.update(warnings=[])
    assert "read, but" not in admin_client.get(address).content.decode()


@pytest.mark.parametrize("part", ["productions/bring/", "productions/retry/", "letters/bring/"])
def test_who_may_only_look_brings_nothing(
    client: Client, foia_request: FoiaRequest, part: str
) -> None:
    client.force_login(User.objects.create_user("looker"))
    answer = client.post(f"/requests/{foia_request.pk}/{part}", {"brought": upload("a.eml", MAIL)})
    assert answer.status_code == 403
    assert not SourceFile.objects.exists()
