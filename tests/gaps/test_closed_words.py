"""Words under a box that was drawn and not applied leave the program nowhere."""

import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from django.core.management import call_command
from django.test import Client
from reportlab.pdfgen.canvas import Canvas

from gaps.models import Evidence, Finding
from gaps.services.analysis import request_analyze
from gaps.services.appeal_files import appeal_write
from gaps.services.appeals import appeal_draft
from requests_app.models import FoiaRequest, Message
from tests.appeal_records import request_on_file

pytestmark = pytest.mark.django_db(transaction=True)

LINES = (
    "From: Ann Lee",
    "Sent: Monday, June 4, 2018 9:05 AM",
    "To: Bob Ray",
    "Subject: RE: Prices",
    "Attachments: Kowalski list.pdf",
    "",
    "Dr. Kowalski agreed when we met on June 1.",
    "",
    "From: Eve Kowalski",
    "Sent: Friday, June 1, 2018 4:30 PM",
    "To: Ann Lee",
    "Subject: Prices for Kowalski",
    "",
    "Kowalski here.",
)
SECRET = "Kowalski"
SEEN = "Ann Lee"
TOP, LEADING, CHAR = 720.0, 16.0, 6.6


def release(path: Path, *, closed: bool) -> Path:
    """A printout in which a name stands six times; if `closed`, under black boxes."""
    canvas = Canvas(str(path), pagesize=(612, 792))
    canvas.setFont("Courier", 11)
    for number, line in enumerate(LINES):
        down = TOP - LEADING * number
        canvas.drawString(72, down, line)
        for found in re.finditer(SECRET, line) if closed else ():
            canvas.rect(72 + CHAR * found.start() - 1, down - 3, CHAR * 8 + 2, 12, fill=1)
    canvas.showPage()
    canvas.save()
    return path


Analysed = Callable[[bool], FoiaRequest]


@pytest.fixture
def analysed(tmp_path: Path, store: Path) -> Analysed:
    """A request with that release, read and analysed."""

    def made(closed: bool) -> FoiaRequest:
        foia_request = request_on_file(tmp_path)
        path = release(tmp_path / "printout.pdf", closed=closed)
        call_command("ingest", "R-1", path, "--here", stdout=StringIO(), stderr=StringIO())
        request_analyze(foia_request=foia_request)
        return foia_request

    return made


def said(command: str, *options: str) -> str:
    out = StringIO()
    call_command(command, "R-1", *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def text_of(path: Path) -> str:
    if path.suffix == ".docx":
        return "\n".join(each.text for each in docx.Document(str(path)).paragraphs)
    if path.suffix == ".csv":
        return path.read_text(encoding="utf-8")
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def ways_out(foia_request: FoiaRequest, client: Client, out: Path) -> dict[str, str]:
    """All that the program says of the request, by where it says it."""
    pages = {part: f"/requests/{foia_request.pk}/{part}/" for part in ("gaps", "review", "appeal")}
    finding = foia_request.findings.first()
    assert finding is not None
    pages["admin"] = f"/admin/gaps/finding/{finding.pk}/change/"
    told = {name: client.get(url, follow=True).content.decode() for name, url in pages.items()}
    for form in ("table", "json", "csv"):
        told[f"findings {form}"] = said("findings", "--format", form)
    told["messages"] = said("messages", "--format", "json")
    draft = appeal_draft(foia_request=foia_request, accept_all=True)
    told["letter"] = draft.letter.markdown
    told |= {path.name: text_of(path) for path in appeal_write(draft=draft, out=out)}
    kept = [Finding, Evidence, Message]
    told |= {each.__name__: json.dumps(list(each.objects.values()), default=str) for each in kept}
    return told


def test_words_under_a_box_that_was_not_applied_leave_by_no_way(
    analysed: Analysed, admin_client: Client, tmp_path: Path
) -> None:
    told = ways_out(analysed(True), admin_client, tmp_path / "out")
    assert {name for name, words in told.items() if SECRET in words} == set()
    assert "█" in told["findings json"]
    # What stands openly beside it is quoted as ever.
    assert SEEN in told["findings json"]
    assert SEEN in told["letter"]


def test_open_words_leave_by_all_of_them(
    analysed: Analysed, admin_client: Client, tmp_path: Path
) -> None:
    told = ways_out(analysed(False), admin_client, tmp_path / "out")
    silent = {name for name, words in told.items() if SECRET not in words}
    assert silent <= {"appeal"}
    assert not any("█" in words for words in told.values())


def test_a_page_with_closed_words_is_exhibited_as_a_picture_and_others_as_they_are(
    analysed: Analysed, tmp_path: Path
) -> None:
    draft = appeal_draft(foia_request=analysed(True), accept_all=True)
    appeal_write(draft=draft, out=tmp_path / "out")
    words = text_of(tmp_path / "out" / "exhibits.pdf")
    assert words.count("shown as a picture of the page") == 1
    with pikepdf.open(tmp_path / "out" / "exhibits.pdf") as exhibits:
        assert len(exhibits.pages) > 2
    assert "The determination." in words
