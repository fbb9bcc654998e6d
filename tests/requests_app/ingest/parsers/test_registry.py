import io
import zipfile

import pytest

from requests_app.ingest.parsers.registry import parser_for, parsers


def test_every_module_with_a_parser_is_found_by_walking_the_package():
    assert "pdf_text" in {parser.name for parser in parsers()}


def test_the_first_bytes_count_for_more_than_the_name():
    parser = parser_for(b"%PDF-1.7\n", "letter.txt")
    assert parser is not None
    assert parser.name == "pdf_text"


def test_a_type_that_no_parser_claims_is_unknown():
    assert parser_for(b"\x89PNG\r\n\x1a\n", "photo.png") is None


def archive_of(name: str, content: bytes) -> bytes:
    """An archive whose one member stands in it as it is, not packed."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "read_by"),
    [
        (archive_of("letter.pdf", b"%PDF-1.7\n"), "release.zip", "zip"),
        (archive_of("letter.pdf", b"%PDF-1.7\n"), "release", "zip"),
        (archive_of("a.docx", archive_of("[Content_Types].xml", b"")), "release.zip", "zip"),
        (b"From: a@b.example\nSubject: The file\n\nIt begins with %PDF-1.7\n", "a.eml", "eml"),
        (b"\xef\xbb\xbf\r\n%PDF-1.7\n", "release", "pdf_text"),
        (b"HTTP/1.0 200 OK\r\n\r\n%PDF-1.7\n", "release.bin", "pdf_text"),
    ],
)
def test_what_an_archive_or_mail_carries_does_not_say_what_it_is(head, name, read_by):
    parser = parser_for(head, name)
    assert parser is not None
    assert parser.name == read_by


def test_an_office_file_is_no_archive_whatever_its_name():
    assert parser_for(archive_of("[Content_Types].xml", b""), "report.docx") is None
    assert parser_for(archive_of("[Content_Types].xml", b""), "report") is None
