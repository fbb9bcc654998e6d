"""What stands under a drawn box is read from no page, and goes into no email."""

from dataclasses import replace

import pytest

from requests_app.ingest.extract.contract import RedactionFact, Span
from requests_app.ingest.extract.file_facts import file_facts
from requests_app.ingest.extract.open_pages import open_pages
from requests_app.ingest.parsers.contract import Box, DrawnMark, ParsedPage
from tests.requests_app.ingest.extract.printed import laid_out

LINES = [
    (72.0, 100.0, "From: Hidden Person"),
    (72.0, 114.0, "Sent: Wednesday, June 13, 2018 9:00 AM"),
    (72.0, 128.0, "To: Bob Example"),
    (72.0, 142.0, "Subject: Deal with Acme"),
    (72.0, 156.0, "Attachments: hidden.pdf"),
    (72.0, 190.0, "We met on June 12 as planned."),
]
LINE = {"from": 100.0, "subject": 142.0, "attachments": 156.0, "body": 190.0}
CHAR = 6.0


def printout(*boxes: Box, shade: float = 0.0) -> ParsedPage:
    (page,) = laid_out(LINES)
    return replace(page, marks=tuple(DrawnMark("fill", box, shade) for box in boxes))


def over(field: str, start: int = 0, stop: int = 60) -> Box:
    """A box over the characters of a line from `start` to `stop`."""
    top = LINE[field]
    return Box(72 + CHAR * start - 1, top - 2, 72 + CHAR * stop - 1, top + 12)


def test_a_sender_under_a_box_is_closed_and_its_name_is_kept_nowhere() -> None:
    facts = file_facts([printout(over("from", 6))], None)
    (block,) = facts.blocks
    assert block.sender is not None
    assert (block.sender.name, block.sender.redacted) == (None, True)
    assert [each.field for each in facts.redactions] == ["from"]
    assert "Hidden" not in repr(facts)


def test_an_attachment_under_a_box_is_claimed_by_nobody() -> None:
    (block,) = file_facts([printout(over("attachments", 13))], None).blocks
    assert block.attachments == ()


def test_a_meeting_under_a_box_is_no_mention() -> None:
    assert not file_facts([printout(over("body"))], None).mentions
    assert "June" not in file_facts([printout(over("body"))], None).blocks[0].body


@pytest.mark.parametrize(
    ("start", "stop", "subject"),
    [(9, 60, None), (19, 60, "Deal with ███"), (9, 18, "███ Acme"), (14, 60, "Deal ███")],
)
def test_what_is_closed_in_a_subject_is_as_long_in_all_of_them(
    start: int, stop: int, subject: str | None
) -> None:
    (block,) = file_facts([printout(over("subject", start, stop))], None).blocks
    assert block.subject == subject


def test_words_beside_a_box_stay() -> None:
    page = printout(over("from", 13))
    (block,) = file_facts([page], None).blocks
    assert block.sender is not None
    assert "Hidden" in block.sender.raw
    assert "Person" not in block.sender.raw


def test_nothing_is_closed_by_a_box_of_another_page_or_place_or_by_a_light_one() -> None:
    below = Box(70, 400, 500, 420)
    for page in (printout(), printout(below), printout(over("from", 6), shade=0.99)):
        (block,) = file_facts([page], None).blocks
        assert block.sender is not None
        assert block.sender.name == "Hidden Person"
        assert block.subject == "Deal with Acme"
    page = printout()
    elsewhere = RedactionFact(7, "box", box=over("from", 6))
    assert open_pages([page], [elsewhere]) == (page,)


def test_the_label_of_a_box_stays_and_the_text_keeps_its_places() -> None:
    page = printout()
    start = page.text.index("Person")
    label = RedactionFact(0, "box", span=Span(0, start, start + 6), box=over("from", 6))
    (seen,) = open_pages([page], [label])
    assert seen.text.startswith("From: ██████ Person\n")
    assert len(seen.text) == len(page.text)
    assert all(seen.text[word.start : word.end] == word.text for word in seen.words)
