"""Bad input gets one clear line with the file and the reason; the rest is read."""

import zipfile
from email.message import EmailMessage
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from requests_app.management.commands.ingest import Command as Ingest
from requests_app.management.console import RefusedError
from requests_app.models import FoiaRequest, SourceFile
from tests.factories import FoiaRequestFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def foia_request() -> FoiaRequest:
    return FoiaRequestFactory(ref="R-1")


def mail(number: int) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "a@agency.example", "b@company.example"
    message["Date"] = "Mon, 02 Jul 2018 13:20:00 -0400"
    message["Subject"], message["Message-ID"] = "Prices", f"<{number}@agency.example>"
    message.set_content("Hello.\n")
    return bytes(message)


def ingest(*paths: Path) -> tuple[str, str]:
    """What the command prints, and what it complains of."""
    out, err = StringIO(), StringIO()
    call_command("ingest", "R-1", *paths, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def evil_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../outside.eml", mail(1))
        archive.writestr("inside.eml", mail(2))
    return path


def test_each_bad_file_is_one_line_and_the_good_one_is_read(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "good.eml").write_bytes(mail(9))
    (folder / "corrupt.pdf").write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "unknown.xyz").write_bytes(b"\x00\x01\x02")
    evil_zip(folder / "evil.zip")
    out, err = ingest(folder)
    complaints = err.splitlines()
    for name in ("corrupt.pdf", "empty.pdf", "unknown.xyz", "evil.zip"):
        assert sum(name in line for line in complaints) == 1, (name, complaints)
    assert "outside.eml" in err
    assert "7 files = 3 read + 0 kept unread + 4 failed" in out
    assert set(foia_request.messages.values_list("message_id", flat=True)) == {
        "9@agency.example",
        "2@agency.example",
    }
    assert not (tmp_path / "outside.eml").exists()


def test_nothing_that_can_be_read_ends_with_status_two(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(b"")
    with pytest.raises(RefusedError) as refused:
        ingest(path)
    assert refused.value.returncode == 2
    failed = foia_request.source_files.get()
    assert failed.state == SourceFile.State.FAILED
    assert failed.reason == "the file is empty"


def test_a_bomb_is_refused_with_its_reason(foia_request: FoiaRequest, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", bytes(40_000_000))
        archive.writestr("good.eml", mail(1))
    _, err = ingest(path)
    assert "zeros.txt" in err
    assert foia_request.messages.count() == 1


def test_a_truncated_mailbox_gives_what_is_whole(foia_request: FoiaRequest, tmp_path: Path) -> None:
    box = b"".join(
        b"From a@agency.example Mon Jul  2 13:20:00 2018\n" + mail(n) + b"\n" for n in (1, 2)
    )
    path = tmp_path / "cut.mbox"
    path.write_bytes(box[:-80])
    out, _ = ingest(path)
    assert foia_request.messages.filter(message_id="1@agency.example").exists()
    assert "files = " in out


def test_an_unknown_request_and_a_missing_path_are_refused(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError, match="R-9: no request has this file number"):
        call_command("ingest", "R-9", tmp_path)
    with pytest.raises(RefusedError, match="no file to add"):
        ingest(tmp_path / "absent.pdf")


def test_files_that_the_request_holds_change_nothing(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    path = tmp_path / "good.eml"
    path.write_bytes(mail(1))
    ingest(path)
    before = list(SourceFile.objects.values_list("pk", "state"))
    out, _ = ingest(path)
    assert "holds these 1 files already" in out
    assert list(SourceFile.objects.values_list("pk", "state")) == before
    assert foia_request.productions.count() == 1


def test_a_production_of_which_nothing_can_be_read_is_refused_though_others_were_read(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    good, empty = tmp_path / "good.eml", tmp_path / "empty.pdf"
    good.write_bytes(mail(1))
    empty.write_bytes(b"")
    ingest(good)
    with pytest.raises(RefusedError, match="production 2: no file of it could be read"):
        ingest(empty)


def test_on_the_command_line_a_refusal_is_its_line_and_nothing_else(
    foia_request: FoiaRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        Ingest().run_from_argv(["manage.py", "ingest", "R-9", "absent.pdf"])
    assert ended.value.code == 2
    line = "R-9: no request has this file number (known: R-1)\n"
    assert capsys.readouterr().err == line
