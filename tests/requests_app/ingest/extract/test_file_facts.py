"""All facts of one file together."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.ingest.extract.contract import FileFacts
from requests_app.ingest.extract.file_facts import file_facts
from requests_app.ingest.parsers.contract import Box, DrawnMark, ParsedMessage
from tests.requests_app.ingest.extract.printed import laid_out, text_pages

SENT = "Sent: Wednesday, June 13, 2018 9:00 AM"


def test_a_release_of_printouts_gives_every_kind_of_fact() -> None:
    pages = text_pages(
        f"From: Alice Example\n{SENT}\nTo: Bob (b)(6)\nSubject: One\nAttachments: a.pdf\n\n"
        "Thank you for meeting with us on June 12.\nMy number is (b)(6).\nCBP FOIA 000001",
        "Pages CBP FOIA 000003 through CBP FOIA 000004\nwithheld in full (b)(5)\nCBP FOIA 000002",
        f"From: Bob Example\n{SENT}\nTo: Alice Example\nSubject: Two\n\nThanks for your note.\n"
        "CBP FOIA 000005",
    )
    facts = file_facts(pages, None)
    assert [stamp.number for stamp in facts.stamps] == [1, 2, 5]
    assert [(sheet.first, sheet.last) for sheet in facts.withheld_sheets] == [(3, 4)]
    assert [block.subject for block in facts.blocks] == ["One", "Two"]
    assert [each.name for each in facts.blocks[0].attachments] == ["a.pdf"]
    assert [(each.kind, each.block) for each in facts.mentions] == [("meeting", 0), ("answer", 1)]
    fields = [(each.page, each.field) for each in facts.redactions if each.page == 0]
    assert fields == [(0, "to"), (0, "body")]


def test_no_stamp_stands_in_a_body() -> None:
    pages = text_pages(
        *(
            f"From: Alice Example\n{SENT}\nTo: Bob E\nSubject: S\n\nwords {word}\nNIH-00000{n}"
            for n, word in enumerate(["one", "two", "three"], 1)
        )
    )
    facts = file_facts(pages, None)
    assert len(facts.stamps) == 3
    assert not any("NIH" in block.body for block in facts.blocks)
    assert {span.page for span in facts.running_lines} == {0, 1, 2}


def test_a_box_over_an_address_is_of_its_field() -> None:
    (page,) = laid_out(
        [
            (72.0, 100.0, "From:"),
            (150.0, 100.0, "(b)(6)"),
            (72.0, 114.0, "Sent:"),
            (150.0, 114.0, "Wednesday, June 13, 2018 9:00 AM"),
            (72.0, 128.0, "To:"),
            (150.0, 128.0, "Bob Example"),
            (72.0, 142.0, "Subject:"),
            (150.0, 142.0, "Numbers"),
            (72.0, 180.0, "Call me at"),
            (150.0, 180.0, "(b)(6)"),
        ]
    )
    boxes = [DrawnMark("fill", Box(148, top, 190, top + 12), 0.86) for top in (99.0, 179.0)]
    facts = file_facts([replace(page, marks=tuple(boxes))], None)
    assert [(each.kind, each.field) for each in facts.redactions] == [
        ("box", "from"),
        ("box", "body"),
    ]


def test_a_native_message_bears_no_stamps_or_redactions() -> None:
    head = "From: a@example.org\nSubject: x\n\n"
    body = "Thanks for your note. NIH-000960\nCall (b)(6)."
    message = ParsedMessage(
        message_id="one@example.org", subject="x", body=body, body_start=len(head)
    )
    facts = file_facts(text_pages(head + body), message)
    assert (facts.stamps, facts.redactions, facts.running_lines) == ((), (), ())
    assert [each.kind for each in facts.mentions] == ["answer"]


def test_no_pages_give_no_facts() -> None:
    assert file_facts([], None) == FileFacts()


LINES = st.sampled_from(
    [
        "From: Alice Example",
        SENT,
        "To: (b)(6)",
        "Subject: x",
        "thank you for meeting us on June 12",
        "NIH-000012",
        "Page 1 of 2",
        "withheld in full (b)(5)",
        "-----Original Message-----",
        "",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=9), max_size=4))
def test_every_fact_lies_on_a_page_of_the_file(sheets: list[list[str]]) -> None:
    texts = [re.sub(r"[\r\x0b\x0c\x85\u2028\u2029]", " ", "\n".join(lines)) for lines in sheets]
    facts = file_facts(text_pages(*texts), None)
    spans = [each.span for each in (*facts.stamps, *facts.mentions, *facts.printed_pages)]
    spans += [each.span for each in facts.redactions if each.span]
    spans += [each.span for each in facts.withheld_sheets] + list(facts.running_lines)
    spans += [span for block in facts.blocks for span in (*block.header_spans, *block.body_spans)]
    for span in spans:
        assert 0 <= span.start <= span.end <= len(texts[span.page])
