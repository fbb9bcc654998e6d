import pytest

from requests_app.ingest.parsers.contract import ParseContext, ParseError
from requests_app.ingest.parsers.plain_text import PARSER


def texts(tmp_path, content: bytes) -> list[str]:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    return [page.text for page in PARSER.parse(path, ParseContext(tmp_path)).pages]


def test_form_feeds_part_pages(tmp_path):
    assert texts(tmp_path, b"one\n\ftwo\f\fthree") == ["one\n", "two", "", "three"]


def test_a_form_feed_at_the_end_opens_no_page(tmp_path):
    assert texts(tmp_path, b"one\ftwo\f\n") == ["one", "two"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_charset_is_found(tmp_path, charset):
    text = "Die Behörde übermittelt die Unterlagen über die Prüfung am Montag – endlich."
    assert texts(tmp_path, text.encode(charset)) == [text]


def test_line_ends_are_made_one_kind(tmp_path):
    assert texts(tmp_path, b"a\r\nb\rc\n") == ["a\nb\nc\n"]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02binary", bytes(range(1, 32)) * 20])
def test_what_is_no_text_is_refused(tmp_path, content):
    with pytest.raises(ParseError):
        texts(tmp_path, content)
