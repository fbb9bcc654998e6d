import struct
from datetime import datetime

import pytest
from oxmsg.storage import Storage, Stream

from requests_app.ingest.parsers.contract import Address, ParseContext, ParsedFile, ParseError
from requests_app.ingest.parsers.eml import PARSER as EML
from requests_app.ingest.parsers.mail.rtf import rtf_text
from requests_app.ingest.parsers.msg import PARSER, read_item

INTEGER, STRING8, STRING, TIME, BINARY = 0x0003, 0x001E, 0x001F, 0x0040, 0x0102
KINDS = {int: INTEGER, str: STRING, bytes: BINARY, datetime: TIME}


def storage(name, header, properties, *inside):
    """A storage of an Outlook file with these properties, by their ids."""
    fixed = bytes(header)
    streams = []
    for pid, value in properties.items():
        content = bytes(8)
        if isinstance(value, datetime):
            passed = value - datetime(1601, 1, 1)
            content = struct.pack("<Q", int(passed.total_seconds()) * 10_000_000)
        elif isinstance(value, int):
            content = struct.pack("<Q", value)
        else:
            written = value.encode("utf-16-le") if isinstance(value, str) else value
            stream = f"{name}/__substg1.0_{pid:04X}{KINDS[type(value)]:04X}"
            streams.append(Stream(stream, written))
        fixed += struct.pack("<HHI", KINDS[type(value)], pid, 6) + content
    streams.append(Stream(f"{name}/__properties_version1.0", fixed))
    return Storage(path=name, streams=tuple(streams), storages=inside)


def item(properties, *inside):
    return storage("", 32, {0x001A: "IPM.Note", 0x0037: "Budget", **properties}, *inside)


def recipient(number, kind, name, address):
    properties = {0x0C15: kind, 0x3001: name, 0x39FE: address}
    return storage(f"__recip_version1.0_#{number:08X}", 8, properties)


def attachment(number, properties, *inside):
    return storage(f"__attach_version1.0_#{number:08X}", 8, properties, *inside)


def read(tmp_path, root) -> ParsedFile:
    spool = tmp_path / "spool"
    spool.mkdir(exist_ok=True)
    return read_item(root, ParseContext(spool))


def test_ids_people_and_body_come_from_their_properties(tmp_path):
    index = bytes(range(27))
    parsed = read(
        tmp_path,
        item(
            {
                0x1000: "Hello.\r\nBye.\r\n",
                0x1035: "<2@agency.gov>",
                0x1042: "<1@agency.gov>",
                0x1039: "<0@agency.gov> <1@agency.gov>",
                0x0071: index,
                0x0042: "Lee, Ann",
                0x5D02: "ann@agency.gov",
                0x0039: datetime(2020, 3, 3, 15, 15),
            },
            recipient(0, 1, "Bob Ray", "bob@firm.com"),
            recipient(1, 2, "Cy", "cy@firm.com"),
        ),
    )
    message = parsed.message
    assert message.message_id == "2@agency.gov"
    assert message.in_reply_to == ("1@agency.gov",)
    assert message.references == ("0@agency.gov", "1@agency.gov")
    assert message.conversation_index == index.hex()
    assert message.sender == Address("Lee, Ann", "ann@agency.gov")
    assert message.to == (Address("Bob Ray", "bob@firm.com"),)
    assert message.cc == (Address("Cy", "cy@firm.com"),)
    assert (message.sent_at, message.utc_offset) == (datetime(2020, 3, 3, 15, 15), 0)
    assert parsed.pages[0].text[message.body_start :] == message.body == "Hello.\nBye."


def test_the_header_gives_the_date_as_the_sender_wrote_it(tmp_path):
    header = "Date: Tue, 3 Mar 2020 10:15:00 -0500\r\nMessage-ID: <7@agency.gov>\r\n"
    message = read(tmp_path, item({0x007D: header, 0x0039: datetime(2020, 3, 3, 15, 15)})).message
    assert (message.sent_at, message.utc_offset) == (datetime(2020, 3, 3, 10, 15), -300)
    assert message.message_id == "7@agency.gov"


@pytest.mark.parametrize("never", [datetime(1601, 1, 1), None])
def test_a_message_that_was_never_sent_has_no_date(tmp_path, never):
    message = read(tmp_path, item({0x0039: never} if never else {})).message
    assert (message.sent_at, message.utc_offset) == (None, None)


@pytest.mark.parametrize(
    ("kind", "printed"),
    [("IPM.Appointment", "Calendar appointment"), ("IPM.Contact", "Contact"), ("IPM.Task", "Task")],
)
def test_what_is_not_mail_is_a_page_and_no_message(tmp_path, kind, printed):
    parsed = read(tmp_path, item({0x001A: kind, 0x1000: "Room 5"}))
    assert parsed.message is None
    assert parsed.pages[0].text == f"Kind: {printed}\nSubject: Budget\n\nRoom 5"


def test_a_meeting_request_is_mail(tmp_path):
    assert read(tmp_path, item({0x001A: "IPM.Schedule.Meeting.Request"})).message is not None


def test_files_become_children_and_references_fail(tmp_path):
    parsed = read(
        tmp_path,
        item(
            {},
            attachment(0, {0x3707: "plan.pdf", 0x3701: b"%PDF-"}),
            attachment(1, {0x3707: "logo.png", 0x3712: "logo", 0x3701: b"PNG"}),
            attachment(2, {0x3707: "share.xlsx"}),
        ),
    )
    assert [child.name for child in parsed.children] == ["plan.pdf", "logo.png"]
    assert [each.inline for each in parsed.message.attachments] == [False, True, False]
    assert parsed.failed_children[0].name == "share.xlsx"
    assert parsed.expected_children == 3


def test_a_message_inside_a_message_is_a_child_that_reads_as_mail(tmp_path):
    properties = {
        0x0037: "Größe",
        0x1000: "Inside.",
        0x1035: "<1@agency.gov>",
        0x0042: "Ann Lee",
        0x5D02: "ann@agency.gov",
        0x0039: datetime(2020, 3, 3, 15, 15),
    }
    carried = attachment(0, {0x3707: "plan.pdf", 0x3701: b"%PDF-"})
    inner = storage("x/__substg1.0_3701000D", 24, properties, carried)
    (child,) = read(tmp_path, item({}, attachment(0, {0x3001: "Größe"}, inner))).children
    assert child.name == "Größe.eml"
    again = tmp_path / "again"
    again.mkdir()
    parsed = EML.parse(child.path, ParseContext(again))
    assert parsed.message.subject == "Größe"
    assert parsed.message.message_id == "1@agency.gov"
    assert parsed.message.sender == Address("Ann Lee", "ann@agency.gov")
    assert parsed.message.sent_at == datetime(2020, 3, 3, 15, 15)
    assert parsed.message.body.strip() == "Inside."
    assert [each.path.read_bytes() for each in parsed.children] == [b"%PDF-"]


def test_html_is_read_where_there_is_no_plain_text(tmp_path):
    page = "<p>Prüfung<br>am Montag</p>".encode("cp1252")
    message = read(tmp_path, item({0x1013: page, 0x3FDE: 1252})).message
    assert message.body == "Prüfung\nam Montag"


def test_compressed_rtf_is_unpacked():
    # The example of MS-OXRTFCP section 4.1.1.
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af3"
        "2068656c09002062770 5b06c647d0a800fa0".replace(" ", "")
    )
    assert rtf_text(packed) == "hello world"


def plain_rtf(source: str) -> bytes:
    content = source.encode("cp1252")
    return struct.pack("<IIII", len(content) + 12, len(content), 0x414C454D, 0) + content


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}Pr\'fcfung\par am Montag}",
            "Prüfung\nam Montag",
        ),
        (r"{\rtf1\ansi\uc1 \u8211?\u-10179?\u-8704? \{x\}{\*\generator Word;}}", "–😀 {x}"),
        (
            r"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 One"
            r"{\*\htmltag84 <br>}\htmlrtf \par \htmlrtf0 Two\htmlrtf }\htmlrtf0 "
            r"{\*\htmltag72 </p>}}",
            "One\nTwo",
        ),
    ],
)
def test_rtf_gives_its_text_or_that_of_the_html_inside(source, text):
    assert rtf_text(plain_rtf(source)) == text


@pytest.mark.parametrize("content", [b"", b"short", b"\x00" * 40, b"\xff" * 64])
def test_what_is_no_rtf_gives_no_text(content):
    assert rtf_text(content) == ""


@pytest.mark.parametrize(
    "content", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"text"]
)
def test_what_is_no_outlook_file_is_refused(tmp_path, content):
    path = tmp_path / "bad.msg"
    path.write_bytes(content)
    with pytest.raises(ParseError):
        PARSER.parse(path, ParseContext(tmp_path))
