"""The files that an email names, and words about files that name none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.ingest.extract.attachment_names import with_attachments
from tests.requests_app.ingest.extract.printed import found, text_pages

SENT = "Sent: Wednesday, June 13, 2018 9:00 AM"


def _named(body: str, attachments: str = "") -> list[tuple[str, str]]:
    line = f"Attachments: {attachments}\n" if attachments else ""
    text = f"From: Alice Example\n{SENT}\nTo: Bob Example\nSubject: x\n{line}\n{body}\n"
    (block, *_) = with_attachments(found(text), text_pages(text))
    for each in block.attachments:
        if each.span is not None and each.basis == "icon":
            assert text[each.span.start : each.span.end] == each.name
    return [(each.name, each.basis) for each in block.attachments]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("target list.xlsx", ["target list.xlsx"]),
        ("a.pdf; b.docx", ["a.pdf", "b.docx"]),
        ("a.pdf, b.docx", ["a.pdf", "b.docx"]),
        ("a.pdf; image001.png; b.docx", ["a.pdf", "b.docx"]),
        (
            "a long name that wraps over\nthe line.docx; b.pdf",
            ["a long name that wraps over the line.docx", "b.pdf"],
        ),
        ("slides.pptx (2 MB)", ["slides.pptx"]),
        ("FW: the minutes", ["FW: the minutes"]),
    ],
)
def test_the_attachments_line_names_files(line: str, names: list[str]) -> None:
    assert _named("Hello.", line) == [(name, "header") for name in names]


@pytest.mark.parametrize(
    "line",
    [
        "image001.png",
        "image002.jpg; image003.gif",
        "smime.p7s",
        "winmail.dat",
        "ATT00001.htm",
        "ATTO00001.htm",
        "oledata.mso",
        "Outlook-abc123.png",
        "PastedGraphic-1.tiff",
        "logo.png",
        "signature.jpg",
    ],
)
def test_what_mail_programs_add_is_no_file_that_was_sent(line: str) -> None:
    assert _named("Hello.", line) == []


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Hello.\n<<target list.docx>>", ["target list.docx"]),
        ("Hello.\n<<a.docx>> <<b.pdf>>", ["a.docx", "b.pdf"]),
        ("Hello.\nagenda.pdf", ["agenda.pdf"]),
        ("Hello.\nMarket survey 2018.xlsx (45 KB)", ["Market survey 2018.xlsx"]),
        ("Hello.\na.pdf, b.pdf", ["a.pdf", "b.pdf"]),
    ],
)
def test_an_icon_line_names_a_file(body: str, names: list[str]) -> None:
    assert _named(body) == [(name, "icon") for name in names]


@pytest.mark.parametrize(
    ("body", "thing"),
    [
        ("Please see attached target list.", "target list"),
        (
            "Please see the attached target list of challenges for review.",
            "target list of challenges",
        ),
        ("Attached is the agenda for Tuesday.", "agenda"),
        (
            "Attached please find a draft press release announcing the launch.",
            "draft press release",
        ),
        ("I have attached the signed agreement.", "signed agreement"),
        ("I am attaching our\nsurvey results.", "survey results"),
        ("Please find attached herewith the executive summary.", "executive summary"),
        ("Attached are a couple of brochures.", "brochures"),
    ],
)
def test_words_that_describe_an_attachment_name_it(body: str, thing: str) -> None:
    assert _named(body) == [(thing, "text")]


@pytest.mark.parametrize(
    "body",
    [
        "See attached.",
        "Please find attached.",
        "Attached is the file.",
        "I am attaching nothing yet.",
        "I have not attached the list.",
        "I haven't attached the list.",
        "I am attached to this plan.",
        "The room is attached to the hall.",
        "You will find it in report.pdf",
        "Please open report.pdf",
        "https://example.com/report.pdf?x",
        "version 1.2",
        "We wrote to example.com",
        "see attached email",
        "I have attached it as discussed.",
        "Please see attached per our discussion.",
        "See attached\nThanks Bob",
        "Please see attached\nBest regards",
        "Attached is what you asked for.",
        "I have attached several.",
        "I have attached everything you need.",
        "I attach great importance to this.",
        "I attach little weight to that.",
        "Attached are some of the best.",
    ],
)
def test_words_that_name_no_attachment(body: str) -> None:
    assert _named(body) == []


def test_words_name_nothing_where_the_header_does() -> None:
    assert _named("See attached target list.", "HSI targets.xlsx") == [
        ("HSI targets.xlsx", "header")
    ]


def test_a_picture_of_a_signature_does_not_stand_for_what_the_words_promise() -> None:
    assert _named("See attached target list.", "image001.png") == [("target list", "text")]


def test_a_file_named_twice_is_one() -> None:
    assert _named("agenda.pdf", "Agenda.pdf") == [("Agenda.pdf", "header")]


@settings(max_examples=60, deadline=None)
@given(st.text(), st.sampled_from(["see attached ", "<<", ".pdf", "Attached is the "]))
def test_no_body_is_refused(noise: str, words: str) -> None:
    text = f"From: Alice Example\n{SENT}\nTo: B Example\nSubject: x\n\n{noise}{words}{noise}"
    for block in with_attachments(found(text), text_pages(text)):
        for each in block.attachments:
            assert each.span is None or 0 <= each.span.start < each.span.end <= len(text)
