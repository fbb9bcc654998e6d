import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.ingest.parsers.contract import Limits, ParseContext, ParsedFile, ParseError
from requests_app.ingest.parsers.mbox import PARSER
from requests_app.ingest.parsers.registry import parser_for

OPENING = b"From ann@agency.gov Tue Mar  3 10:15:00 2020\n"


def read(folder: Path, content: bytes, limits: Limits | None = None) -> ParsedFile:
    path = folder / "mail.mbox"
    path.write_bytes(content)
    spool = folder / "spool"
    spool.mkdir()
    return PARSER.parse(path, ParseContext(spool, limits or Limits()))


def written(messages: list[bytes]) -> bytes:
    """The messages as a mailbox in the form that escapes every line begun with From (mboxrd)."""
    escaped = [re.sub(rb"(?m)^(>*From )", rb">\1", message) for message in messages]
    return b"".join(OPENING + message + b"\n" for message in escaped)


def contents(parsed: ParsedFile) -> list[bytes]:
    return [child.path.read_bytes() for child in parsed.children]


def test_every_message_is_a_child_named_by_its_number(tmp_path):
    messages = [b"Subject: one\n\nA\n", b"Subject: two\n\nB\n"]
    parsed = read(tmp_path, written(messages))
    assert [child.name for child in parsed.children] == ["0001.eml", "0002.eml"]
    assert contents(parsed) == messages
    assert parsed.expected_children == 2
    assert parsed.warnings == ()


def test_a_line_of_text_that_begins_with_from_does_not_part_a_message(tmp_path):
    message = b"Subject: one\n\nHello.\n\nFrom here on we agree.\n\nFrom Monday: no.\nBye\n"
    assert contents(read(tmp_path, OPENING + message)) == [message]


def test_a_message_without_a_blank_line_before_it_is_found_by_its_dated_opening(tmp_path):
    parsed = read(tmp_path, OPENING + b"Subject: one\n\nA\n" + OPENING + b"Subject: two\n\nB\n")
    assert contents(parsed) == [b"Subject: one\n\nA\n", b"Subject: two\n\nB\n"]


def test_line_ends_of_windows_are_understood(tmp_path):
    message = b"Subject: one\r\n\r\nA\r\n"
    opening = OPENING.replace(b"\n", b"\r\n")
    parsed = read(tmp_path, (opening + message + b"\r\n") * 2)
    assert contents(parsed) == [message, message]


def test_a_mailbox_cut_off_in_a_header_fails_that_message_alone(tmp_path):
    parsed = read(tmp_path, written([b"Subject: one\n\nA\n"]) + OPENING + b"Subject: tw")
    assert len(parsed.children) == 1
    (failure,) = parsed.failed_children
    assert failure.name == "0002.eml"
    assert "cut off" in failure.reason
    assert parsed.expected_children == 2


def test_a_mailbox_cut_off_in_an_attachment_says_so_and_keeps_the_message(tmp_path):
    message = b'Content-Type: multipart/mixed;\n boundary="xx"\n\n--xx\n\nText\n--xx\nC'
    parsed = read(tmp_path, OPENING + message)
    assert len(parsed.children) == 1
    assert "0001.eml: the mailbox is cut off" in parsed.warnings[0]


def test_a_whole_last_message_with_parts_is_not_called_cut_off(tmp_path):
    message = b"Content-Type: multipart/mixed; boundary=xx\n\n--xx\n\nText\n--xx--\n"
    assert read(tmp_path, OPENING + message).warnings == ()


def test_text_before_the_first_message_is_counted_as_failed(tmp_path):
    parsed = read(tmp_path, b"junk\n\n" + written([b"Subject: one\n\nA\n"]))
    assert len(parsed.children) == 1
    assert parsed.failed_children[0].name == "text before the first message"


def test_more_messages_than_allowed_fail_with_the_reason_and_still_add_up(tmp_path):
    parsed = read(tmp_path, written([b"Subject: x\n\nA\n"] * 5), Limits(members=3))
    assert (len(parsed.children), len(parsed.failed_children), parsed.expected_children) == (
        3,
        2,
        5,
    )


@pytest.mark.parametrize("content", [b"", b"no message here\n", b"From the start, no header\n"])
def test_what_is_no_mailbox_is_refused(tmp_path, content):
    with pytest.raises(ParseError):
        read(tmp_path, content)


def test_a_mailbox_is_known_by_its_first_lines_under_any_name():
    parser = parser_for(OPENING + b"Subject: one\n\nA\n", "export")
    assert parser is PARSER
    assert parser_for(b"From here on,\nwe agree.\n", "letter.txt") is not PARSER


LINES = st.sampled_from(
    [
        b"From me to you",
        b">From me",
        b">>From x",
        b"",
        b"Subject: y",
        b"From a Tue Mar  3 1:15:00 2020",
    ]
)


@given(
    st.lists(
        st.lists(st.one_of(LINES, st.text("ab >:", max_size=6).map(str.encode)), max_size=6),
        min_size=1,
        max_size=5,
    )
)
def test_what_was_written_as_a_mailbox_comes_back_as_it_was(tmp_path_factory, bodies):
    messages = [b"Subject: s\n\n" + b"".join(line + b"\n" for line in body) for body in bodies]
    assert contents(read(tmp_path_factory.mktemp("mbox"), written(messages))) == messages
