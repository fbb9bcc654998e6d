"""Bad input gets one clear line with the file and the reason; the rest is read."""

import zipfile
from datetime import date
from email.message import EmailMessage
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gaps.engine import run
from gaps.snapshot_builder.build import build_snapshot
from requests_app.management.commands.ingest import Command as Ingest
from requests_app.management.console import RefusedError
from requests_app.models import FoiaRequest, SourceFile, Stamp
from tests.factories import AgencyFactory, FoiaRequestFactory

LETTER = Path(__file__).parents[2] / "fixtures/ice-amazon/letters/determination.pdf"
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


def cut_pdf(path: Path) -> Path:
    """A PDF of a sample letter whose table of objects is lost, as in a copy cut short."""
    whole = LETTER.read_bytes()
    path.write_bytes(whole[: whole.rindex(b"startxref") - 40])
    return path


def test_a_repaired_file_is_read_and_said_in_one_line(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    folder = tmp_path / "release"
    folder.mkdir()
    cut_pdf(folder / "cut.pdf")
    (folder / "whole.pdf").write_bytes(LETTER.read_bytes())
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.write(folder / "cut.pdf", "within.pdf")
        archive.writestr("__MACOSX/._within.pdf", b"x")
    out, err = ingest(folder)
    repaired = "the file is damaged and was repaired to be read; pages may be missing"
    assert sorted(err.splitlines()) == [
        f"release/cut.pdf: read, but {repaired}",
        f"release/more.zip / within.pdf: read, but {repaired}",
        "release/more.zip: read, but 1 file that an operating system added was left out",
    ]
    assert "4 files = 4 read + 0 kept unread + 0 failed" in out
    _, again = ingest()
    assert again == err


def test_a_stamped_scan_is_kept_with_its_number_and_counts_as_not_read(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    grey = ImageReader(Image.new("L", (8, 8), 200))
    canvas = Canvas(str(tmp_path / "scans.pdf"), pagesize=(612, 792))
    for number in range(1, 5):
        if number in (2, 3):
            canvas.drawImage(grey, 0, 0, 612, 792)
        else:
            canvas.drawString(72, 400, "Prices rose again this month.")
        canvas.drawString(480, 20, f"DEP-00000{number}")
        canvas.showPage()
    canvas.save()
    out, err = ingest(tmp_path / "scans.pdf")
    assert "4 pages = 2 read + 2 failed" in out
    assert [line.partition(": it is a picture")[0] for line in err.splitlines()] == [
        "scans.pdf / page 2",
        "scans.pdf / page 3",
    ]
    assert list(Stamp.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    production = foia_request.productions.get()
    production.pages_released = 6
    production.save()
    case = build_snapshot(foia_request, as_of=date(2018, 11, 1))
    assert (case.pages_read, case.productions[0].pages_counted) == (2, 4)
    assert (case.productions[0].pages_failed, len(case.reading_failures)) == (0, 2)
    (found,) = run(case, select=["PRD001", "PRD002"]).findings
    assert (found.facts["counted"], found.facts["short"]) == (4, 2)
    assert found.confidence == "probable"
    assert "scans.pdf / page 2 (it is a picture" in found.caveat


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
    assert "holds already: 1 file\n" in out
    assert list(SourceFile.objects.values_list("pk", "state")) == before
    assert foia_request.productions.count() == 1


def test_a_production_of_which_nothing_can_be_read_is_refused_though_others_were_read(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    good, empty = tmp_path / "good.eml", tmp_path / "empty.pdf"
    good.write_bytes(mail(1))
    empty.write_bytes(b"")
    ingest(good)
    with pytest.raises(RefusedError, match="production 2: nothing of it could be read"):
        ingest(empty)


def test_on_the_command_line_a_refusal_is_its_line_and_nothing_else(
    foia_request: FoiaRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        Ingest().run_from_argv(["manage.py", "ingest", "R-9", "absent.pdf"])
    assert ended.value.code == 2
    line = "R-9: no request has this file number (known: R-1)\n"
    assert capsys.readouterr().err == line


def test_a_member_that_failed_is_told_with_every_container_that_it_came_in(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("budget.pdf", b"")
        archive.writestr("good.eml", mail(1))
    outer = tmp_path / "outer.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "inner.zip")
    _, err = ingest(outer)
    assert err.splitlines() == ["outer.zip / inner.zip / budget.pdf: the file is empty"]


def test_a_name_with_a_newline_stays_one_line(foia_request: FoiaRequest, tmp_path: Path) -> None:
    (tmp_path / "a\n\x1b[2Jb.pdf").write_bytes(b"")
    (tmp_path / "good.eml").write_bytes(mail(1))
    _, err = ingest(*sorted(tmp_path.iterdir()))
    assert err == f"a{chr(0xFFFD) * 2}[2Jb.pdf: the file is empty\n"


CASE = """schema: foiatrack.case/1
request: {ref: R-2, title: Prices, agency: AGENCY, requester: Example Oversight, text: All.}
"""


def case_folder(folder: Path, agency: str) -> Path:
    (folder / "case.yaml").write_text(CASE.replace("AGENCY", agency), encoding="utf-8")
    return folder


def load_case(path: Path) -> str:
    out = StringIO()
    call_command("load_case", path, stdout=out)
    return out.getvalue()


def test_a_case_says_what_to_do_next_and_may_be_named_by_its_file(tmp_path: Path) -> None:
    AgencyFactory(path="EPA", name="Environmental Protection Agency")
    folder = case_folder(tmp_path, "EPA")
    told = load_case(folder)
    assert told == "R-2: created\nno production yet: add one with manage.py ingest R-2 PATH\n"
    assert load_case(folder / "case.yaml").startswith("R-2: up to date\n")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Environmental Protection Agency", "that is the name of EPA; give its path"),
        ("DHS/ICF", "nearest: DHS/ICE"),
        ("dhs/ice", "nearest: DHS/ICE"),
        ("Nowhere at all", "the admin lists them all"),
    ],
)
def test_an_office_that_is_not_known_is_told_with_what_may_have_been_meant(
    tmp_path: Path, written: str, told: str
) -> None:
    AgencyFactory(path="EPA", name="Environmental Protection Agency")
    AgencyFactory(path="DHS/ICE", name="U.S. Immigration and Customs Enforcement")
    with pytest.raises(RefusedError, match=told):
        load_case(case_folder(tmp_path, written))
    assert not FoiaRequest.objects.exists()


def test_without_reference_data_an_office_says_to_load_it(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="run load_reference_data first"):
        load_case(case_folder(tmp_path, "EPA"))


def test_what_is_no_yaml_is_told_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("schema: foiatrack.case/1\nrequest: [\n", "utf-8")
    with pytest.raises(RefusedError) as refused:
        load_case(tmp_path)
    assert "case.yaml line 3: not YAML: " in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_day_that_is_none_is_told_in_words(foia_request: FoiaRequest) -> None:
    with pytest.raises(CommandError, match="'yesterday' is not a day; write it as YYYY-MM-DD"):
        call_command("analyze", "R-1", "--as-of=yesterday")


def test_a_database_without_tables_is_one_line_that_says_how_to_make_them(
    foia_request: FoiaRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_table(*args: object, **options: object) -> None:
        raise OperationalError("no such table: requests_app_foiarequest")

    monkeypatch.setattr(Ingest, "handle", no_table)
    with pytest.raises(OperationalError):
        call_command("ingest", "R-1")
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *args: ["one to do"])
    with pytest.raises(RefusedError, match=r"run manage\.py migrate"):
        call_command("ingest", "R-1")


def test_an_archive_of_which_no_member_can_be_read_ends_with_status_two(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    path = tmp_path / "outside.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../outside.eml", mail(1))
    with pytest.raises(RefusedError, match="production 1: nothing of it could be read"):
        ingest(path)
    assert foia_request.source_files.get().failures.get().name == "../outside.eml"
