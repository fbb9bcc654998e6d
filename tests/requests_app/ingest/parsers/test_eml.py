import base64
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.ingest.parsers.contract import Address, ParseContext, ParsedFile, ParseError
from requests_app.ingest.parsers.eml import PARSER


def read(folder: Path, content: bytes) -> ParsedFile:
    path = folder / "message.eml"
    path.write_bytes(content)
    spool = folder / "spool"
    spool.mkdir(exist_ok=True)
    for left in spool.iterdir():
        left.unlink()
    return PARSER.parse(path, ParseContext(spool))


def header(*fields: str, body: str = "Hello.") -> bytes:
    return ("\r\n".join(fields) + "\r\n\r\n" + body).encode()


def mail(**fields: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ann Lee <ann@agency.gov>"
    message["To"] = "bob@firm.com"
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    return message


def test_the_page_prints_the_header_then_the_body_where_body_start_says(tmp_path):
    message = mail(Subject="Budget", Date="Tue, 03 Mar 2020 10:15:00 -0500", Cc="Cy <cy@firm.com>")
    message.set_content("First line.\nSecond line.\n")
    parsed = read(tmp_path, message.as_bytes())
    (page,) = parsed.pages
    assert page.text == (
        "From: Ann Lee <ann@agency.gov>\nDate: Tue, 03 Mar 2020 10:15:00 -0500\n"
        "To: bob@firm.com\nCc: Cy <cy@firm.com>\nSubject: Budget\n\nFirst line.\nSecond line.\n"
    )
    assert page.text[parsed.message.body_start :] == parsed.message.body
    assert parsed.message.sent_at == datetime(2020, 3, 3, 10, 15)
    assert parsed.message.utc_offset == -300


def test_ids_are_without_brackets_and_references_keep_their_order(tmp_path):
    parsed = read(
        tmp_path,
        header(
            "From: a@b.gov",
            "Message-ID: <3@b.gov>",
            "In-Reply-To: <2@b.gov> (Ann's message of Monday)",
            "References: <1@b.gov>\r\n <9@b.gov>\r\n\t<2@b.gov>",
        ),
    )
    assert parsed.message.message_id == "3@b.gov"
    assert parsed.message.in_reply_to == ("2@b.gov",)
    assert parsed.message.references == ("1@b.gov", "9@b.gov", "2@b.gov")


def test_a_sentence_in_in_reply_to_is_no_id(tmp_path):
    field = "In-Reply-To: Your message of Monday from John <john@b.gov>"
    assert read(tmp_path, header("From: a@b.gov", field)).message.in_reply_to == ()


@pytest.mark.parametrize(
    ("date", "sent_at", "offset"),
    [
        ("Tue, 3 Mar 2020 10:15:00 +0530", datetime(2020, 3, 3, 10, 15), 330),
        ("3 Mar 20 10:15 EST", datetime(2020, 3, 3, 10, 15), -300),
        ("Tue, 3 Mar 2020 10:15:00 -0000", datetime(2020, 3, 3, 10, 15), 0),
        ("Tue, 3 Mar 2020 10:15:00", datetime(2020, 3, 3, 10, 15), None),
        ("Tue, 3 Mar 2020 10:15:00 XYZ", datetime(2020, 3, 3, 10, 15), None),
        ("Tue Mar  3 10:15:00 2020", datetime(2020, 3, 3, 10, 15), None),
        ("Tue, 31 Feb 2020 10:15:00 +0000", None, None),
        ("yesterday", None, None),
    ],
)
def test_dates_are_the_local_time_as_written(tmp_path, date, sent_at, offset):
    message = read(tmp_path, header("From: a@b.gov", f"Date: {date}")).message
    assert (message.sent_at, message.utc_offset) == (sent_at, offset)


def test_the_thread_index_is_given_in_hexadecimal(tmp_path):
    index = bytes(range(27))
    field = f"Thread-Index: {base64.b64encode(index).decode()}"
    assert read(tmp_path, header("From: a@b", field)).message.conversation_index == index.hex()


@pytest.mark.parametrize("index", ["AAAA", "not base64!", base64.b64encode(bytes(24)).decode()])
def test_what_cannot_be_a_thread_index_is_not_taken_for_one(tmp_path, index):
    parsed = read(tmp_path, header("From: a@b", f"Thread-Index: {index}"))
    assert parsed.message.conversation_index is None


@pytest.mark.parametrize(
    ("field", "people"),
    [
        ("Ann Lee <a@b.gov>, c@d.com", [("Ann Lee", "a@b.gov"), (None, "c@d.com")]),
        ('"Lee, Ann" <a@b.gov>; c@d.com', [("Lee, Ann", "a@b.gov"), (None, "c@d.com")]),
        ("Lee, Ann (NIH/OD) [E] <a@b.gov>", [("Lee, Ann (NIH/OD) [E]", "a@b.gov")]),
        ("a@b.gov (Ann Lee)", [("Ann Lee", "a@b.gov")]),
        ("undisclosed-recipients:;", []),
        ("Staff: a@b.gov, c@d.com;", [(None, "a@b.gov"), (None, "c@d.com")]),
        ("=?utf-8?q?Jos=C3=A9_N?= <j@b.gov>", [("José N", "j@b.gov")]),
        ("=?utf-8?q?Lee=2C_Ann?= <a@b.gov>", [("Lee, Ann", "a@b.gov")]),
        ("Ann Lee; Bob Ray", [("Ann Lee", None), ("Bob Ray", None)]),
    ],
)
def test_mailboxes_are_read_as_mail_programs_write_them(tmp_path, field, people):
    parsed = read(tmp_path, header("From: x@y.gov", f"To: {field}"))
    assert parsed.message.to == tuple(Address(*each) for each in people)


def test_an_encoded_word_split_within_a_character_is_joined(tmp_path):
    raw = "Größe".encode()
    halves = [base64.b64encode(part).decode() for part in (raw[:3], raw[3:])]
    subject = " ".join(f"=?utf-8?B?{half}?=" for half in halves)
    assert read(tmp_path, header("From: a@b", f"Subject: {subject}")).message.subject == "Größe"


@pytest.mark.parametrize("raw", [b"=?iso-8859-1?Q?Fr\xf6sche?=", b"Fr\xf6sche", "Frösche".encode()])
def test_bytes_beyond_ascii_in_a_header_are_read_all_the_same(tmp_path, raw):
    parsed = read(tmp_path, b"From: a@b\r\nSubject: " + raw + b"\r\n\r\nx")
    assert parsed.message.subject == "Frösche"


def test_attachments_become_children_named_as_in_the_message(tmp_path):
    message = mail(Subject="Files")
    message.set_content("See attached.")
    message.add_attachment(
        b"%PDF-", maintype="application", subtype="pdf", filename="Bericht größer.pdf"
    )
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a/../b.png")
    parsed = read(tmp_path, message.as_bytes())
    names = [attachment.name for attachment in parsed.message.attachments]
    assert names == ["Bericht größer.pdf", "a/../b.png"]
    assert [child.name for child in parsed.children] == names
    assert [child.path.read_bytes() for child in parsed.children] == [b"%PDF-", b"\x89PNG"]
    assert {child.path.parent for child in parsed.children} == {tmp_path / "spool"}
    assert "Attachments: Bericht größer.pdf; a/../b.png\n" in parsed.pages[0].text


def test_an_attached_message_is_a_child_that_can_be_read_as_mail(tmp_path):
    inner = mail(Subject="Inner", Message_ID="<inner@b.gov>")
    inner.set_content("From the inside.")
    outer = mail(Subject="Outer")
    outer.set_content("FYI")
    outer.add_attachment(inner)
    (child,) = read(tmp_path, outer.as_bytes()).children
    assert child.name == "Inner.eml"
    again = read(tmp_path / "spool", child.path.read_bytes())
    assert again.message.message_id == "inner@b.gov"


def test_pictures_that_belong_to_the_text_are_inline_and_not_printed_as_attachments(tmp_path):
    message = mail(Subject="Logo")
    message.set_content("plain")
    message.add_alternative("<p>rich <img src='cid:logo'></p>", subtype="html")
    message.get_payload()[1].add_related(b"GIF", "image", "gif", cid="<logo>")
    parsed = read(tmp_path, message.as_bytes())
    assert [attachment.inline for attachment in parsed.message.attachments] == [True]
    assert "Attachments" not in parsed.pages[0].text
    assert parsed.message.body.strip() == "plain"


def test_html_is_read_where_there_is_no_plain_text(tmp_path):
    message = mail(Subject="Rich")
    message.set_content(
        "<p>One<br>Two</p><script>x</script><table><tr><td>A<td>B</table>", subtype="html"
    )
    body = read(tmp_path, message.as_bytes()).message.body
    assert body.split() == ["One", "Two", "A", "B"]
    assert "One\nTwo" in body


@pytest.mark.parametrize("charset", ["us-ascii", "x-unknown", "rot13", "utf-8"])
def test_a_wrong_charset_does_not_lose_the_text(tmp_path, charset):
    content = b"From: a@b\r\nContent-Type: text/plain; charset=" + charset.encode()
    text = "Die Behörde übermittelt die Unterlagen über die Prüfung am Montag."
    parsed = read(tmp_path, content + b"\r\n\r\n" + text.encode("cp1252"))
    assert parsed.message.body == text


def test_a_file_that_is_only_referred_to_is_a_failed_child(tmp_path):
    content = header(
        "From: a@b",
        'Content-Type: message/external-body; access-type=local-file; name="big.pdf"',
        body="Content-Type: application/pdf\r\n\r\n",
    )
    parsed = read(tmp_path, content)
    assert parsed.expected_children == 1
    assert "does not carry it" in parsed.failed_children[0].reason


def two_files() -> bytes:
    message = mail(Subject="Files")
    message.set_content("See attached.")
    message.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment(b"%PDF-2", maintype="application", subtype="pdf", filename="b.pdf")
    return message.as_bytes()


def closing_boundary(content: bytes) -> int:
    return content.rindex(b"\n--")


@pytest.mark.parametrize("end", [0, 3, 8])
def test_a_message_cut_inside_a_file_fails_that_file_and_keeps_those_before(tmp_path, end):
    content = two_files()
    parsed = read(tmp_path, content[: closing_boundary(content) - end])
    assert parsed.expected_children == 2
    assert [child.name for child in parsed.children] == ["a.pdf"]
    (failure,) = parsed.failed_children
    assert (failure.name, "no closing boundary" in failure.reason) == ("b.pdf", True)
    assert parsed.warnings == ()


def test_a_message_cut_inside_its_text_says_so(tmp_path):
    message = mail(Subject="Rich")
    message.set_content("The plain words.")
    message.add_alternative("<p>The rich words.</p>", subtype="html")
    content = message.as_bytes()
    parsed = read(tmp_path, content[: closing_boundary(content) - 6])
    assert parsed.warnings == ("the message has no closing boundary: its text may be cut short",)
    assert parsed.message.body.strip() == "The plain words."


@pytest.mark.parametrize("after", [b"", b"\n", b"\nA footer of a mailing list.\n"])
def test_a_whole_message_is_not_called_cut(tmp_path, after):
    parsed = read(tmp_path, two_files().rstrip() + after)
    assert [child.name for child in parsed.children] == ["a.pdf", "b.pdf"]
    assert (parsed.failed_children, parsed.warnings) == ((), ())


def test_a_plain_message_without_parts_cannot_be_cut(tmp_path):
    parsed = read(tmp_path, header("From: a@b.gov", "Subject: One", body="No end in sight"))
    assert parsed.warnings == ()


def test_a_file_to_which_the_message_gives_no_name_is_known_as_unnamed(tmp_path):
    message = mail(Subject="Scan")
    message.set_content("See attached.")
    message.add_attachment(b"%PDF-1", maintype="application", subtype="pdf")
    message.add_attachment(b"%PDF-2", maintype="application", subtype="pdf", filename="b.pdf")
    parsed = read(tmp_path, message.as_bytes())
    assert [(each.name, each.named) for each in parsed.message.attachments] == [
        ("part-2.pdf", False),
        ("b.pdf", True),
    ]
    assert "Attachments: (a file without a name); b.pdf\n" in parsed.pages[0].text


def test_parts_nested_without_end_are_refused_or_read_but_never_a_crash(tmp_path):
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(3000)
    )
    try:
        parsed = read(tmp_path, b"From: a@b\r\n" + parts.encode())
    except ParseError as error:
        assert "nested" in str(error)
    else:
        assert len(parsed.pages) == 1


@pytest.mark.parametrize("content", [b"", b"\n\n", b"just some words\nwithout a header\n"])
def test_what_is_no_mail_is_refused(tmp_path, content):
    with pytest.raises(ParseError):
        read(tmp_path, content)


FRAGMENTS = st.sampled_from(
    [
        b"From: a@b.gov\r\n",
        b"Subject: =?utf-8?b?w?= =?x?q?=ZZ?=\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n",
        b"Content-Type: text/html; charset*=''%\r\n",
        b"Content-Type: message/rfc822\r\n",
        b"Content-Disposition: attachment; filename*0*=utf-8''%FF; filename*1=\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Date: 99999 Foo 0000 99:99:99 +9999999\r\n",
        b"References: <<>> <a@b\r\n",
        b'To: "<,;:()\\\r\n',
        b"\r\n",
        b"--x\r\n",
        b"--x--\r\n",
        b"<p>\xff\x00&#xD800;</p>",
    ]
)


@given(st.lists(st.one_of(FRAGMENTS, st.binary(max_size=40)), max_size=14).map(b"".join))
def test_hostile_bytes_are_read_or_refused_and_never_crash(tmp_path_factory, content):
    try:
        parsed = read(tmp_path_factory.mktemp("hostile"), content)
    except ParseError as error:
        assert str(error)
    else:
        assert len(parsed.children) + len(parsed.failed_children) == parsed.expected_children
        assert parsed.pages[0].text[parsed.message.body_start :] == parsed.message.body
        parsed.pages[0].text.encode("utf-8")
