"""What a hostile file holds reaches the database whole, shortened or not at all; never halfway."""

import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.db import DataError

from requests_app.ingest import pipeline
from requests_app.ingest.pipeline import tally
from requests_app.models import FoiaRequest, SourceFile
from requests_app.services.ingest import request_read
from requests_app.services.productions import files_below, production_with
from tests.factories import FoiaRequestFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory(ref="R-1")


def mail(subject: str, message_id: str, *, attachment: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "Ann Example <ann@agency.example>"
    message["To"] = "Ben Example <ben@company.example>"
    message["Date"] = "Mon, 02 Jul 2018 13:20:00 -0400"
    message["Subject"] = subject
    message["Message-ID"] = message_id
    message.set_content("Hello.\n")
    if attachment:
        message.add_attachment(b"x", "application", "octet-stream", filename=attachment)
    return bytes(message)


def read(foia_request: FoiaRequest, folder: Path) -> Any:
    production_with(foia_request=foia_request, files=files_below([folder]))
    request_read(foia_request=foia_request, readers=1)
    return tally(foia_request)


def test_names_and_ids_of_any_length_are_read(foia_request: FoiaRequest, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    folder.mkdir()
    endless = f"<{'e' * 3000}@agency.example>"
    (folder / "1.eml").write_bytes(mail("s" * 4000, endless, attachment="n" * 900 + ".docx"))
    with zipfile.ZipFile(folder / "2.zip", "w") as archive:
        archive.writestr("p" * 240 + "/" + "q" * 240 + "/" + "r" * 240 + ".txt", "words")
    counted = read(foia_request, folder)
    assert counted.expected == counted.read + counted.kept + counted.failed
    assert foia_request.messages.count() == 1
    assert foia_request.messages.get().state == "produced"


def test_text_that_no_database_keeps_is_read_without_it(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "1.eml").write_bytes(
        mail("zero", "<1@agency.example>").replace(b"Hello.", b"Hel\x00lo \xed\xa0\x80 there.")
    )
    (folder / "2.txt").write_bytes(b"nothing\x00here" * 3)
    counted = read(foia_request, folder)
    assert counted.expected == counted.read + counted.kept + counted.failed
    assert foia_request.source_files.get(path="release/1.eml").state == SourceFile.State.READ


def test_a_file_that_the_database_refuses_fails_alone(
    foia_request: FoiaRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "release"
    folder.mkdir()
    for number in range(1, 6):
        (folder / f"{number}.eml").write_bytes(mail("fine", f"<{number}@agency.example>"))
    write = pipeline.facts_write

    def refuse_the_third(outcomes: Any) -> None:
        if any(each.source_file.path == "release/3.eml" for each in outcomes):
            raise DataError("value out of range")
        write(outcomes)

    monkeypatch.setattr(pipeline, "facts_write", refuse_the_third)
    read(foia_request, folder)
    states = dict(foia_request.source_files.values_list("path", "state"))
    assert states.pop("release/3.eml") == SourceFile.State.FAILED
    assert set(states.values()) == {SourceFile.State.READ}
    failed = foia_request.source_files.get(path="release/3.eml")
    assert "could not be written: value out of range" in failed.reason
    assert not failed.pages.exists()
