"""Emails on printed pages and in native mail: what is found, told apart and nested."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.ingest.extract.contract import EmailBlock, RedactionFact, Span
from requests_app.ingest.extract.email_blocks import email_blocks
from requests_app.ingest.extract.header_redactions import place_redactions
from requests_app.ingest.parsers.contract import (
    Address,
    Box,
    ParsedAttachment,
    ParsedMessage,
    ParsedPage,
)
from tests.requests_app.ingest.extract.printed import (
    found,
    found_in_mail,
    laid_out,
    people,
    text_pages,
)

TOP = """\
From: Hale, Dana <dhale@vendor.example>
Sent: Friday, June 15, 2018 4:12 PM
To: Ortiz, Luis (HSI)
Cc: Kerr, Ann (HSI); Boyd, Sam (HSI)
Subject: RE: Workshop follow-up
"""
QUOTED = """\
From: Ortiz, Luis (HSI)
Sent: Thursday, June 14, 2018 9:05 AM
To: Hale, Dana
Subject: Workshop follow-up
"""


def roles(blocks: tuple[EmailBlock, ...]) -> list[tuple[str, int, int | None]]:
    return [(block.role, block.depth, block.parent) for block in blocks]


def test_a_printed_message_is_read_with_all_its_fields() -> None:
    (block,) = found(TOP + "Attachments: Plan v2.docx; List.xlsx\n\nLuis,\nThanks for the call.\n")
    assert block.role == "top"
    assert block.style == "outlook"
    assert block.sender is not None
    assert (block.sender.name, block.sender.address) == ("Hale, Dana", "dhale@vendor.example")
    assert people(block, "to") == ["Ortiz, Luis (HSI)"]
    assert people(block, "cc") == ["Kerr, Ann (HSI)", "Boyd, Sam (HSI)"]
    assert block.sent_at == datetime(2018, 6, 15, 16, 12)
    assert block.has_time
    assert block.subject == "RE: Workshop follow-up"
    assert [file.name for file in block.attachments] == ["Plan v2.docx", "List.xlsx"]
    assert block.body == "Luis,\nThanks for the call."
    assert block.complete_header


@pytest.mark.parametrize(
    "head",
    [
        "From: Dana Hale\nTo: Luis Ortiz\nSubject: Plan\nDate: Friday, June 15, 2018 4:12:00 PM\n",
        "From: Dana Hale\nSubject: Plan\nDate: June 15, 2018 at 4:12:00 PM EDT\nTo: Luis Ortiz\n",
        "From: Dana Hale\nTo: Luis Ortiz\nSent: Fri Jun 15 16:12:00 2018\nSubject: Plan\n",
        "Fram : Dana Hale\nSent ; Friday, June 15, 2018 4:12 PM\nT o: Luis Ortiz\nSubiect: Plan\n",
        "*From:* Dana Hale\n*Sent:* Friday, June 15, 2018 4:12 PM\n*To:* Luis Ortiz\n"
        "*Subject:* Plan\n",
        "From:\nDana Hale\nSent:\nFriday, June 15, 2018 4:12 PM\nTo:\nLuis Ortiz\nSubject: Plan\n",
        "From: Dana Hale\nSent: Friday, June 15, 2018 4:12 PM To: Luis Ortiz Subject: Plan\n",
        "From: Dana Hale Sent: Friday, June 15, 2018 4:12 PM\nTo: Luis Ortiz\nSubject: Plan\n",
        "From: Sent: To: Subject:\nDana Hale Friday, June 15, 2018 4:12 PM\nLuis Ortiz\nPlan\n",
        "From:\nSent:\nTo:\nSubject:\nDana Hale\nFriday, June 15, 2018 4:12 PM\nLuis Ortiz\nPlan\n",
        "Dana Hale <dhale@vendor.example> Fri, Jun 15, 2018 at 4:12 PM\nTo: Luis Ortiz\n"
        "Subject: Plan\n",
        "Dana Hale/HOU/ECT@ECT\n06/15/2018 04:12 PM\nTo: Luis Ortiz/HOU/ECT@ECT\ncc:\n"
        "Subject: Plan\n",
        "Dana Hale\nSent by: Pat Roe\n06/15/2018 04:12 PM\nTo: Luis Ortiz\ncc:\nSubject: Plan\n",
        "Dana Hale on 06/15/2018 04:12:00 PM\nTo: Luis Ortiz\ncc:\nSubject: Plan\n",
    ],
)
def test_a_header_is_read_however_it_is_laid_out(head: str) -> None:
    (block,) = found(head + "\nHello Luis,\nsee you there.\n")
    assert block.sender is not None
    assert block.sender.name == "Dana Hale"
    assert people(block, "to") == ["Luis Ortiz"]
    assert block.sent_at == datetime(2018, 6, 15, 16, 12)
    assert block.subject == "Plan"
    assert block.body.startswith("Hello Luis,")


@pytest.mark.parametrize(
    ("separator", "style"),
    [
        ("", "bare"),
        ("-----Original Message-----\n", "original_message"),
        ("----- Original Message -----\n", "original_message"),
        ("     Original Message\n", "original_message"),
        ("\u2014\u2014Original Message\u2014\u2014\n", "original_message"),
        ("~~~--0riginal Mes sage---\n", "original_message"),
        ("---------- Forwarded message ----------\n", "forwarded"),
        ("Begin forwarded message:\n\n", "forwarded"),
        ("________________________________\n", "bare"),
        ("-----Forwarded by Dana Hale/HOU/ECT on 06/15/2018 04:00 PM -----\n", "lotus"),
    ],
)
def test_a_quoted_message_is_found_behind_every_separator(separator: str, style: str) -> None:
    top, quoted = found(TOP + "\nGood to talk.\n\n" + separator + QUOTED + "\nDana, hello.\n")
    assert (top.role, quoted.role, quoted.depth, quoted.parent) == ("top", "quoted", 1, 0)
    assert quoted.style == style
    assert quoted.sent_at == datetime(2018, 6, 14, 9, 5)
    assert top.body == "Good to talk."
    assert quoted.body == "Dana, hello."


def test_each_further_header_block_is_quoted_by_the_one_before() -> None:
    oldest = QUOTED.replace("June 14", "June 13").replace("Thursday", "Wednesday")
    blocks = found(TOP + "\nYes.\n\n" + QUOTED + "\nNo?\n\n" + oldest + "\nMaybe.\n")
    assert roles(blocks) == [("top", 0, None), ("quoted", 1, 0), ("quoted", 2, 1)]


def test_a_header_that_crosses_a_page_is_one_message_without_the_stamp() -> None:
    first = (
        TOP + "\nYes.\n\nFrom: Ortiz, Luis (HSI)\nSent: Thursday, June 14, 2018 9:05 AM\nICE 0001"
    )
    second = "ICE 0002\nTo: Hale, Dana\nSubject: Workshop follow-up\n\nDana, hello."
    running = [
        Span(0, first.index("ICE 0001"), len(first)),
        Span(1, 0, len("ICE 0002")),
    ]
    top, quoted = found(first, second, running=running)
    assert quoted.role == "quoted"
    assert {span.page for span in quoted.header_spans} == {0, 1}
    assert quoted.subject == "Workshop follow-up"
    assert "ICE" not in top.body + quoted.body


def test_recipients_that_wrap_are_all_read() -> None:
    head = (
        "From: Hale, Dana\nSent: Friday, June 15, 2018 4:12 PM\nTo: Ortiz, Luis (HSI);\n"
        "Kerr, Ann (HSI); Boyd,\nSam (HSI)\nSubject: Plan\n"
    )
    (block,) = found(head + "\nHello.\n")
    assert people(block, "to") == ["Ortiz, Luis (HSI)", "Kerr, Ann (HSI)", "Boyd, Sam (HSI)"]


def test_a_closed_sender_keeps_the_message() -> None:
    head = TOP.replace("Hale, Dana <dhale@vendor.example>", "(b)(6); (b)(7)(C)")
    (block,) = found(head + "\nHello.\n")
    assert block.sender is not None
    assert block.sender.redacted
    assert block.sender.name is None
    assert not block.complete_header


def test_an_empty_recipient_line_makes_no_person() -> None:
    head = TOP.replace("To: Ortiz, Luis (HSI)", "To:")
    (block,) = found(head + "\nHello.\n")
    assert people(block, "to") == []
    assert block.subject == "RE: Workshop follow-up"


def test_the_mailbox_owner_above_the_header_is_not_body() -> None:
    top, second = found("Ortiz, Luis\n" + TOP + "\nHello.\n", "Ortiz, Luis\n" + QUOTED + "\nHi.\n")
    assert (top.mailbox_owner, second.mailbox_owner) == ("Ortiz, Luis", "Ortiz, Luis")
    assert roles((top, second)) == [("top", 0, None), ("top", 0, None)]
    assert top.body == "Hello."


def test_a_header_at_the_head_of_a_page_with_another_subject_is_a_new_message() -> None:
    other = QUOTED.replace("Workshop follow-up", "Parking permits")
    blocks = found(TOP + "\nGood to talk.\n", other + "\nHello.\n")
    assert roles(blocks) == [("top", 0, None), ("top", 0, None)]


def test_a_quoted_header_may_fall_on_the_head_of_a_page() -> None:
    full = "\n".join(["A line that fills the page."] * 40)
    blocks = found(TOP + "\n" + full + "\n", QUOTED + "\nHello.\n")
    assert roles(blocks) == [("top", 0, None), ("quoted", 1, 0)]


def test_a_later_message_in_mid_page_is_printed_not_quoted() -> None:
    later = QUOTED.replace("Thursday, June 14", "Monday, June 18")
    blocks = found(TOP + "\nGood to talk.\n\n" + later + "\nHello.\n")
    assert roles(blocks) == [("top", 0, None), ("top", 0, None)]


def test_several_unrelated_messages_stand_on_one_page() -> None:
    one = TOP.replace("RE: Workshop follow-up", "Parking")
    other = QUOTED.replace("Workshop follow-up", "Lunch menu")
    blocks = found(one + "\nNo space left.\n\n" + other + "\nSoup.\n")
    assert roles(blocks) == [("top", 0, None), ("top", 0, None)]


def test_one_message_runs_over_many_pages() -> None:
    (block,) = found(TOP + "\nFirst page.", "Second page.", "Third page.")
    assert block.body == "First page.\nSecond page.\nThird page."
    assert [span.page for span in block.body_spans] == [0, 1, 2]


@pytest.mark.parametrize(
    "attribution",
    [
        "On Thu, Jun 14, 2018 at 9:05 AM Luis Ortiz <lortiz@ice.example> wrote:",
        "On Jun 14, 2018, at 9:05 AM, Luis Ortiz <lortiz@ice.example> wrote:",
        "On Thu, Jun 14, 2018 at 9:05 AM Luis Ortiz\n<lortiz@ice.example>\nwrote:",
        "On 6/14/2018 9:05 AM, Luis Ortiz wrote:",
        "Luis Ortiz wrote on 6/14/2018 9:05 AM:",
        "2018-06-14 9:05 GMT-04:00 Luis Ortiz <lortiz@ice.example>:",
    ],
)
def test_an_attribution_begins_a_quoted_message(attribution: str) -> None:
    top, quoted = found(f"{TOP}\nGood to talk.\n\n{attribution}\n> Dana, hello.\n> Call me.\n")
    assert quoted.style == "on_wrote"
    assert quoted.sender is not None
    assert quoted.sender.name == "Luis Ortiz"
    assert quoted.sent_at == datetime(2018, 6, 14, 9, 5)
    assert top.body == "Good to talk."
    assert quoted.body == "Dana, hello.\nCall me."
    assert not quoted.complete_header


def test_words_below_a_marked_quotation_are_the_quoting_message_s_own() -> None:
    top, quoted = found_in_mail(
        "On Jun 14, 2018, at 9:05 AM, Luis Ortiz wrote:\n> Can you come?\nYes.\n> And Ann?\nNo.\n"
    )
    assert top.body == "Yes.\nNo."
    assert quoted.body == "Can you come?\nAnd Ann?"


def test_quote_marks_nest_attributions() -> None:
    blocks = found_in_mail(
        "Fine.\nOn Jun 14, 2018, at 9:05 AM, Luis Ortiz wrote:\n> Then Monday.\n"
        "> On Jun 13, 2018, at 8:00 AM, Ann Kerr wrote:\n>> Friday is full.\n"
    )
    assert roles(blocks) == [("top", 0, None), ("quoted", 1, 0), ("quoted", 2, 1)]
    assert [block.body for block in blocks] == ["Fine.", "Then Monday.", "Friday is full."]


def test_two_quotations_side_by_side_are_both_quoted_by_the_message() -> None:
    blocks = found_in_mail(
        "On Jun 13, 2018, at 9:05 AM, Luis Ortiz wrote:\n> Monday?\nYes.\n"
        "On Jun 14, 2018, at 8:00 AM, Ann Kerr wrote:\n> Friday?\nNo.\n"
    )
    assert roles(blocks) == [("top", 0, None), ("quoted", 1, 0), ("quoted", 1, 0)]
    assert blocks[0].body == "Yes.\nNo."


def test_a_subject_that_ran_into_the_body_ends_where_the_quoted_subject_ends() -> None:
    head = TOP.replace(
        "RE: Workshop follow-up", "RE: Workshop follow-up Luis: Thanks for the note."
    )
    top, _quoted = found(head + "Dana\n\n" + QUOTED + "\nHello.\n")
    assert top.subject == "RE: Workshop follow-up"
    assert top.body == "Luis: Thanks for the note.\nDana"


def test_a_subject_that_wraps_in_its_column_is_whole() -> None:
    page = [
        (72, 80, "From:"), (140, 80, "Hale, Dana"),
        (72, 94, "Sent:"), (140, 94, "Friday, June 15, 2018 4:12 PM"),
        (72, 108, "To:"), (140, 108, "Ortiz, Luis (HSI)"),
        (72, 122, "Subject:"), (140, 122, "Follow-up on the innovation workshop and the"),
        (140, 136, "list of challenges"),
        (72, 164, "Luis,"),
    ]  # fmt: skip
    (block,) = email_blocks(laid_out(page), None, (), ())
    assert block.subject == "Follow-up on the innovation workshop and the list of challenges"
    assert block.body == "Luis,"


def test_a_box_over_an_empty_field_closes_it_and_is_placed_in_it() -> None:
    page = [
        (72, 80, "From:"),
        (72, 94, "Sent:"), (140, 94, "Friday, June 15, 2018 4:12 PM"),
        (72, 108, "To:"), (140, 108, "Hale, Dana"),
        (72, 122, "Subject:"), (140, 122, "Plan"),
        (72, 150, "Hello there, Dana"),
    ]  # fmt: skip
    pages = laid_out(page)
    boxes = (
        RedactionFact(page=0, kind="box", box=Box(140, 79, 260, 91)),
        RedactionFact(page=0, kind="box", box=Box(120, 149, 160, 161)),
    )
    blocks = email_blocks(pages, None, (), boxes)
    (block,) = blocks
    assert block.sender is not None
    assert block.sender.redacted
    placed = place_redactions(boxes, blocks, pages)
    assert [redaction.field for redaction in placed] == ["from", "body"]


def test_a_label_in_a_header_is_placed_in_its_field() -> None:
    text = TOP.replace("Kerr, Ann (HSI)", "(b)(6)") + "\nCall (b)(6) today.\n"
    spans = [Span(0, at, at + 6) for at in (text.index("(b)"), text.rindex("(b)"))]
    labels = tuple(
        RedactionFact(page=0, kind="label", codes=("(b)(6)",), span=span) for span in spans
    )
    pages = text_pages(text)
    blocks = email_blocks(pages, None, (), labels)
    assert [fact.field for fact in place_redactions(labels, blocks, pages)] == ["cc", "body"]


def test_a_conversation_printed_from_gmail_is_several_messages_under_one_subject() -> None:
    blocks = found(
        "Gmail Dana Hale <dhale@vendor.example>\nWorkshop\n2 messages\n"
        "Dana Hale <dhale@vendor.example> Fri, Jun 15, 2018 at 4:12 PM\nTo: Luis Ortiz\n\nHello.\n"
        "Luis Ortiz <lortiz@ice.example> Fri, Jun 15, 2018 at 5:02 PM\nTo: Dana Hale\n\nYes.\n"
    )
    assert roles(blocks) == [("top", 0, None), ("top", 0, None)]
    assert [block.subject for block in blocks] == ["Workshop", "Workshop"]
    assert [block.style for block in blocks] == ["gmail", "gmail"]
    assert [block.body for block in blocks] == ["Hello.", "Yes."]


@pytest.mark.parametrize("signature", ["AM", "Cdm", "Luis"])
def test_a_signature_at_the_head_of_a_page_is_no_mailbox_owner(signature: str) -> None:
    full = "\n".join(["A line that fills the page."] * 40)
    top, quoted = found(TOP + "\n" + full, f"{signature}\n{QUOTED}\nHello.\n")
    assert quoted.role == "quoted"
    assert top.body.endswith(signature)


def test_a_closed_mailbox_owner_is_no_name() -> None:
    (block,) = found("(b)(6); (b)(7)(C)\n" + TOP + "\nHello.\n")
    assert block.mailbox_owner is None
    assert block.header_spans[0].start == 0


@pytest.mark.parametrize(
    "text",
    [
        "MEMORANDUM\n\nTO: The Secretary\nFROM: EAP\nSUBJECT: Your meeting in Brunei\n\nPurpose\n",
        "TO: All staff\nFROM: Director\nDATE: June 5, 2018\nRE: Parking\n\nPlease note.\n",
        "TO: All staff\nFROM: Director\nDATE: June 5, 2018\nSUBJECT: Parking\n\nPlease note.\n",
        "FAX\nTo: J. Smith\nFax: 202-555-0100\nFrom: K. Jones\nPages: 3\nDate: 6/5/2018 3:10 PM\n",
        "Subject: Request for records\n\nDear Sir or Madam,\n",
        "Request Number: F-2010-00325\nSubject: The charity\nRequest and Answer:\n",
        "- From: the beginning of the project\n- To: the end of the year\n",
        "From: 9:00 AM\nTo: 10:30 AM\nRoom 5\n",
        "From: January 1, 2018\nTo: June 30, 2018\nThe search covers this period.\n",
        "To be or not to be.\nFrom here on, silence.\nSubject to all.\nDate of birth: unknown\n",
        "Please see the original message below if it was sent.\n",
        "He wrote: yes.\n",
        "Subject: Staff meeting\nLocation: Room 5\nStart: Fri 6/15/2018 9:00 AM\nEnd: 10:00 AM\n",
        "2018-06-15 16:12:00 INFO From: 10.0.0.1 To: 10.0.0.2 allowed\n",
        "Date: June 15, 2018\nTo whom it may concern:\n",
        "",
        "\n\n\n",
    ],
)
def test_what_only_looks_like_an_email_is_left_alone(text: str) -> None:
    assert found(text) == ()


def test_a_sentence_about_an_original_message_does_not_split_a_body() -> None:
    body = "The original message was lost.\nPlease begin forwarding messages to me.\n"
    (block,) = found(TOP + "\n" + body)
    assert block.body == body.strip()


def test_the_words_from_and_to_in_a_body_do_not_begin_a_message() -> None:
    body = "Travel plan:\nFrom: Washington\nTo: San Francisco\nSee you there.\n"
    (block,) = found(TOP + "\n" + body)
    assert block.body == body.strip()


def test_a_log_quoted_in_a_body_is_no_message() -> None:
    body = "Log:\n> 12:01 connect from 10.0.0.1\n> 12:02 sent: 400 bytes\nDone.\n"
    (block,) = found(TOP + "\n" + body)
    assert block.body == "Log:\nDone."


def test_a_native_message_is_the_top_block_with_its_parts() -> None:
    body = "Luis, see attached.\n\n" + QUOTED + "\nHello.\n"
    head = "From: ...\n\n"
    message = ParsedMessage(
        message_id="a@vendor.example",
        references=("b@ice.example",),
        sender=Address("Dana Hale", "dhale@vendor.example"),
        to=(Address(None, "lortiz@ice.example"),),
        sent_at=datetime(2018, 6, 15, 16, 12),
        utc_offset=-240,
        subject="RE: Workshop follow-up",
        body=body,
        body_start=len(head),
        attachments=(
            ParsedAttachment("plan.docx", "application/msword", 10),
            ParsedAttachment("logo.png", "image/png", 10, inline=True),
            ParsedAttachment("part-3.bin", "application/octet-stream", 10, named=False),
        ),
    )
    top, quoted = email_blocks([ParsedPage(0, head + body)], message, (), ())
    assert (top.style, top.message_id, top.references) == (
        "native",
        "a@vendor.example",
        ("b@ice.example",),
    )
    assert [(file.name, file.basis, file.carried) for file in top.attachments] == [
        ("plan.docx", "native", True)
    ]
    assert top.body == "Luis, see attached."
    assert (quoted.role, quoted.parent, quoted.depth) == ("quoted", 0, 1)


def test_a_day_first_date_is_known_by_the_message_that_quotes_it() -> None:
    body = "Yes.\nOn 06/07/2018 13:33, Luis Ortiz wrote:\n> Monday?\n"
    for sent_at, day in ((datetime(2018, 6, 15), (6, 7)), (datetime(2018, 5, 15), (6, 7))):
        message = ParsedMessage(message_id="a@b", sent_at=sent_at, body=body)
        _top, quoted = email_blocks([ParsedPage(0, body)], message, (), ())
        assert quoted.sent_at is not None
        assert (quoted.sent_at.month, quoted.sent_at.day) == day
    message = ParsedMessage(message_id="a@b", sent_at=datetime(2018, 6, 5), body=body.replace(
        "06/07", "12/05"))  # fmt: skip
    _top, quoted = email_blocks([ParsedPage(0, message.body)], message, (), ())
    assert quoted.sent_at == datetime(2018, 5, 12, 13, 33)


def test_a_native_message_never_begins_a_second_printed_one() -> None:
    later = QUOTED.replace("Thursday, June 14", "Monday, June 18").replace("Workshop", "Other")
    blocks = found_in_mail("Hello.\n\n" + later + "\nHi.\n")
    assert [block.role for block in blocks] == ["top", "quoted"]


_SNIPPETS = st.sampled_from(
    [
        TOP,
        QUOTED,
        "-----Original Message-----\n",
        "On Jun 14, 2018, at 9:05 AM, Luis Ortiz wrote:\n",
        "> quoted line\n",
        ">> deeper\n",
        "From: \n",
        "To: (b)(6); (b)(7)(C)\n",
        "Sent:\n",
        "Subject: x From: y Sent: 6/14/2018 9:05 AM\n",
        "A line of a body.\n",
        "\n",
        "    indented\n",
        "________________\n",
        "----- Forwarded by X/Y on 1/2/2018 -----\n",
        "\x0c\u00a0|\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_SNIPPETS, max_size=12), min_size=1, max_size=4), st.booleans())
def test_blocks_are_ordered_nested_and_inside_their_pages(
    parts: list[list[str]], native: bool
) -> None:
    pages = text_pages(*("".join(part) for part in parts))
    message = ParsedMessage(message_id=None, body=pages[0].text) if native else None
    blocks = email_blocks(pages, message, (), ())
    for number, block in enumerate(blocks):
        assert block.ordinal == number
        assert block.parent is None or block.parent < number
        assert (block.role == "top") == (block.depth == 0)
        for span in (*block.header_spans, *block.body_spans):
            assert 0 <= span.start < span.end <= len(pages[span.page].text)
    taken = [
        (span.page, place)
        for block in blocks
        for span in (*block.header_spans, *block.body_spans)
        for place in range(span.start, span.end)
        if not pages[span.page].text[place].isspace()
    ]
    assert len(taken) == len(set(taken))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("FromSentTSubjec:>- \n\t0123/AMPM,;@<>()b"), max_size=300))
def test_no_text_breaks_the_search(text: str) -> None:
    found(text)
    found_in_mail(text)


PATCH = """\
From: Reader, Pat <pat@list.example>
Date: Mon, 18 Nov 2019 15:21:40 -0800
Subject: [PATCH] Fix the page

From 0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 Mon Sep 17 00:00:00 2001
From: Pat Reader <pat@list.example>
Date: Sun, 17 Nov 2019 10:00:00 -0800
Subject: [PATCH] Fix the page
"""


def test_the_header_of_a_pasted_patch_is_no_message_that_somebody_sent() -> None:
    header, _, body = PATCH.partition("\n\n")
    assert len(found(header + "\n\n" + body)) == 1


def test_a_header_below_another_line_of_that_shape_is_still_a_message() -> None:
    mended = PATCH.replace("Mon Sep 17 00:00:00 2001", "Mon Nov 17 10:00:00 2019")
    assert len(found(mended)) == 2


def two_on_a_sheet(second_owner: str) -> list[ParsedPage]:
    """Two short printouts on one sheet, the second below the name given."""
    rows: list[tuple[float, float, str]] = []
    y = 40.0
    for owner, sender, moment in (
        ("Ellery, Marcus", "Rusk, Joanna", "Monday, June 4, 2018 8:31 AM"),
        (second_owner, "Ellery, Marcus", "Monday, June 4, 2018 9:15 AM"),
    ):
        rows.append((72, y, owner))
        y += 26
        labels = (("From:", sender), ("Sent:", moment), ("To:", "Somebody"), ("Subject:", "Travel"))
        for label, value in labels:
            rows += [(72, y, label), (150, y, value)]
            y += 14
        rows.append((72, y + 14, "Flights are booked."))
        y += 70
    return laid_out(rows)


def test_two_short_messages_printed_on_one_sheet_are_two_of_their_own() -> None:
    blocks = email_blocks(two_on_a_sheet("Ellery, Marcus"), None, (), ())
    assert roles(blocks) == [("top", 0, None), ("top", 0, None)]


def test_a_name_in_mid_page_that_owns_no_mailbox_is_a_signature() -> None:
    blocks = email_blocks(two_on_a_sheet("Joanna"), None, (), ())
    assert blocks[1].mailbox_owner is None


@pytest.mark.parametrize("mark", ["_", "-", "\u2014", "- "])
def test_a_page_of_nothing_but_rules_is_read_and_holds_no_message(mark: str) -> None:
    assert found("x\n" + mark * 40_000 + "\ny") == ()
