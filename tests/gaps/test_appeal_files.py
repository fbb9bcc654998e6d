"""The four files of an appeal, by service and by command."""

import csv
import io

import pikepdf
import pypdfium2
import pytest
from django.core.management import call_command

from gaps.models import Appeal, Evidence
from gaps.services.appeal_files import COLUMNS, appeal_write
from gaps.services.appeals import appeal_draft
from requests_app.management.console import RefusedError
from requests_app.models import Page, SourceFile
from tests.appeal_records import WORDS, finding, request_on_file

pytestmark = pytest.mark.django_db

NAMES = ["exhibits.csv", "exhibits.pdf", "letter.docx", "letter.pdf"]


@pytest.fixture
def foia_request(tmp_path, store):
    held = request_on_file(tmp_path)
    finding(held)
    return held


def written(foia_request, out):
    draft = appeal_draft(foia_request=foia_request, accept_all=True)
    return appeal_write(draft=draft, out=out)


def rows(out):
    text = (out / "exhibits.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def test_four_files_are_written_and_nothing_else(foia_request, tmp_path):
    out = tmp_path / "out"
    paths = written(foia_request, out)
    assert sorted(each.name for each in paths) == NAMES
    assert sorted(each.name for each in out.iterdir()) == NAMES


def test_the_same_draft_gives_the_same_bytes(foia_request, tmp_path):
    for out in ("one", "two"):
        written(foia_request, tmp_path / out)
    for name in NAMES:
        first, second = ((tmp_path / out / name).read_bytes() for out in ("one", "two"))
        assert first == second, name


HEADER = {"message_id": "a1@x", "in_reply_to": ["b2@x"], "references": ["b1@x", "b2@x"]}


@pytest.mark.parametrize(
    ("parser", "style", "header", "shown"),
    [
        (
            "eml",
            "native",
            HEADER,
            ["Message-ID: <a1@x>", "In-Reply-To: <b2@x>", "References: <b1@x> <b2@x>"],
        ),
        ("eml", "native", HEADER | {"in_reply_to": [], "references": []}, ["Message-ID: <a1@x>"]),
        ("eml", "native", {"message_id": None}, []),
        ("eml", "outlook", HEADER, []),
        ("pdf_text", "native", HEADER, []),
    ],
    ids=["a reply", "no reply", "no ids", "a message that it quotes", "a printed page"],
)
def test_an_electronic_message_is_enclosed_with_the_ids_that_its_header_bears(
    foia_request, tmp_path, parser, style, header, shown
):
    records = SourceFile.objects.get(path="production-01/emails.pdf")
    SourceFile.objects.filter(pk=records.pk).update(parser=parser)
    records.occurrences.create(ordinal=0, role="top", style=style, header=header)
    written(foia_request, tmp_path / "out")
    with pypdfium2.PdfDocument(tmp_path / "out" / "exhibits.pdf") as pdf:
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    named = ("Message-ID:", "In-Reply-To:", "References:")
    lines = [each.strip() for each in text.splitlines()]
    assert [each for each in lines if each.startswith(named)] == shown


def test_the_index_has_a_row_for_each_page_with_what_is_marked(foia_request, tmp_path):
    written(foia_request, tmp_path)
    found = rows(tmp_path)
    assert tuple(found[0]) == COLUMNS
    assert [(each["exhibit"], each["page"], each["marked"]) for each in found] == [
        ("A", "1", ""),
        ("B", "1", ""),
        ("C", "1", WORDS),
    ]
    assert found[2]["bates"] == "ICE 1" and found[2]["points"] == "COR004"
    with pikepdf.open(tmp_path / "exhibits.pdf") as made:
        assert len(made.pages) == 2 * len(found)


def test_a_cell_cannot_be_a_formula(foia_request, tmp_path):
    page = Page.objects.get(source_file__path="production-01/emails.pdf")
    page.text = "=HYPERLINK(1)\x00" + WORDS
    page.save()
    Evidence.objects.filter(kind="quoted").update(end=14, bates="@SUM(1)")
    written(foia_request, tmp_path)
    row = rows(tmp_path)[2]
    assert row["marked"] == "'=HYPERLINK(1)"
    assert row["bates"] == "'@SUM(1)"


def test_a_page_that_is_no_longer_held_becomes_a_note(foia_request, tmp_path):
    Page.objects.filter(source_file__path="production-01/emails.pdf").delete()
    written(foia_request, tmp_path)
    assert rows(tmp_path)[2]["marked"] == ""


def test_where_one_file_cannot_be_written_the_old_ones_stay_together(
    foia_request, tmp_path, settings
):
    out = tmp_path / "out"
    written(foia_request, out)
    before = {name: (out / name).read_bytes() for name in NAMES}
    finding(foia_request, "more.pdf")
    settings.LETTER_REFERENCE_DOCX = tmp_path / "written.pdf"
    with pytest.raises(RefusedError, match="could not be written"):
        call_command("draft_appeal", "R-1", out=out, accept_all=True)
    assert {each.name: each.read_bytes() for each in out.iterdir()} == before


def test_an_organisations_own_document_is_taken(foia_request, tmp_path, settings):
    import docx

    own = docx.Document()
    own.styles["Heading 1"].font.name = "Garamond"
    own.save(str(tmp_path / "own.docx"))
    settings.LETTER_REFERENCE_DOCX = tmp_path / "own.docx"
    written(foia_request, tmp_path / "out")
    made = docx.Document(str(tmp_path / "out" / "letter.docx"))
    assert made.styles["Heading 1"].font.name == "Garamond"


def test_the_command_writes_the_files_and_says_what_is_to_be_checked(
    foia_request, tmp_path, capsys
):
    out = tmp_path / "out"
    call_command("draft_appeal", "R-1", out=out, accept_all=True)
    told = capsys.readouterr().out
    for name in NAMES:
        assert str(out / name) in told
    assert "1 points" not in told and "1 point, 3 exhibits" in told
    assert "to check before signing" in told


def test_the_command_refuses_where_nothing_is_confirmed(foia_request, tmp_path):
    with pytest.raises(RefusedError, match="no confirmed finding"):
        call_command("draft_appeal", "R-1", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert not Appeal.objects.exists()


def test_the_command_refuses_a_file_as_its_folder(foia_request, tmp_path):
    (tmp_path / "out").write_text("kept")
    with pytest.raises(RefusedError, match="names a folder"):
        call_command("draft_appeal", "R-1", out=tmp_path / "out", accept_all=True)
    assert (tmp_path / "out").read_text() == "kept"
