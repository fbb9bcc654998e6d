"""Pages that record a meeting, and pages that only use the words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.ingest.extract.records_noted import RecordNotedFact, records_noted
from tests.requests_app.ingest.extract.printed import found, text_pages

DAY = date(2018, 6, 12)
ENTRY = (
    "Subject: Rekognition workshop\nLocation: Redwood City\n\n"
    "Start: Tue 6/12/2018 10:00 AM\nEnd: Tue 6/12/2018 11:00 AM\n\n"
    "Recurrence: (none)\n\nMeeting Status: Accepted\n\nOrganizer: (b)(6);(b)(7)(C)\n"
)
EMAIL = "From: Alice Example\nSent: Wednesday, June 13, 2018 9:00 AM\nTo: Bob\nSubject: {}\n\n{}"


def _noted(*texts: str) -> tuple[RecordNotedFact, ...]:
    pages = text_pages(*texts)
    facts = records_noted(pages, found(*texts))
    for fact in facts:
        assert texts[fact.span.page][fact.span.start : fact.span.end].strip()
    return facts


@pytest.mark.parametrize(
    ("text", "kind", "on"),
    [
        (ENTRY, "calendar_entry", DAY),
        (f"Printed on June 30, 2019\n\n{ENTRY}", "calendar_entry", DAY),
        (ENTRY.replace("Start:", "  Start Time:"), "calendar_entry", DAY),
        (
            "Organizer: Ann\nWhen: Tuesday, June 12, 2018 10:00 AM-11:00 AM\nWhere: by phone\n",
            "calendar_entry",
            DAY,
        ),
        ("Subject: x\nLocation: y\nStart: soon\nShow Time As: Busy\n", "calendar_entry", None),
        (
            "Tuesday, June 12, 2018\n8:00 AM - 9:00 AM Staff\n10:00 AM - 11:00 AM Vendor\n"
            "1:00 PM - 2:00 PM Lunch\n",
            "calendar_entry",
            DAY,
        ),
        ("Agenda\nJune 12, 2018\n1. Welcome", "agenda", DAY),
        ("AGENDA", "agenda", None),
        ("Draft Agenda:\n1:30-2:00 pm Keynote", "agenda", None),
        ("DRAFT MEETING AGENDA - June 12, 2018", "agenda", DAY),
        ("Agenda for the workshop on 6/12/2018", "agenda", DAY),
        ("2018-ICLI-00035 7\n\n\n   Agenda   \n\nheld on 2018-06-12", "agenda", DAY),
        ("ICE / Harrow & Pell Workshop Agenda\n12 June 2018", "agenda", DAY),
        ("Meeting Notes\n6/12/18", "notes", DAY),
        ("Meeting minutes of June 12, 2018", "notes", DAY),
        ("Minutes of the call\nJune 12, 2018", "notes", DAY),
        ("Notes from the meeting with the vendor", "notes", None),
        ("Rekognition Pilot Call Notes", "notes", None),
        ("Attendees:\nAnn\nBob", "attendee_list", None),
        ("List of attendees\nAnn\nBob", "attendee_list", None),
        ("SIGN-IN SHEET\nJune 12, 2018", "attendee_list", DAY),
    ],
)
def test_a_page_is_a_record_of_a_meeting(text: str, kind: str, on: date | None) -> None:
    (fact,) = _noted(text)
    assert (fact.kind, fact.on) == (kind, on)


@pytest.mark.parametrize(
    "text",
    [
        EMAIL.format("Agenda", "Hello Bob"),
        EMAIL.format("Agenda", "Agenda\n1. Welcome"),
        EMAIL.format("Meeting notes", "Location: here\nOrganizer: you"),
        "Agenda items will follow",
        "Agenda is attached",
        "Agenda. I will send it",
        "agenda-setting theory is a theory",
        "Agendas of the past",
        "The agenda of the administration",
        "Please see the Agenda",
        "See Workshop Agenda",
        "RE: Workshop Agenda",
        "Attached Workshop Agenda",
        "we need an agenda",
        "Meeting notes are attached",
        "Call summary will be sent",
        "Meeting room A",
        "Minutes later it was over",
        "Attendees are asked to sign",
        "Notes on the data",
        "Summary of the law",
        "one\ntwo\nthree\nfour\nAgenda",
        "Subject: x\nLocation: y\nWhen: z",
        "Organizer: Ann\nLocation: there",
        "Organizer: Ann\nOrganizer: Bob\nOrganizer: Cy",
        "Tuesday, June 12, 2018\nDear Ann,\nwe open 8:00 AM - 9:00 AM",
        "we open\n8:00 - 9:00\n10:00 - 11:00\n12:00 - 13:00",
        "June 12, 2018\n10-12 people\n3-4 pages\n5-6 boxes",
        "",
    ],
)
def test_a_page_that_only_uses_the_words_is_none(text: str) -> None:
    assert _noted(text) == ()


def test_two_entries_of_a_page_are_two_with_their_own_days() -> None:
    facts = _noted(ENTRY + "\n" + ENTRY.replace("6/12", "6/20"))
    assert [fact.on for fact in facts] == [DAY, date(2018, 6, 20)]


def test_the_day_of_another_paragraph_is_not_that_of_the_agenda() -> None:
    text = "Agenda\n" + "item\n" * 20 + "as the law of June 12, 2018 says"
    (fact,) = _noted(text)
    assert fact.on is None


def test_a_message_below_an_agenda_does_not_hide_it() -> None:
    (fact,) = _noted("Workshop Agenda\n6/12/2018\n\n" + EMAIL.format("x", "Hello"))
    assert (fact.kind, fact.on) == ("agenda", DAY)


PARTS = st.sampled_from(
    [
        *ENTRY.split("\n"),
        "Agenda",
        "Attendees:",
        "Minutes",
        "June 12, 2018",
        "9:00 - 10:00",
        "From: A",
    ]
)


@given(st.lists(PARTS | st.text(max_size=10), max_size=12))
def test_any_page_gives_spans_inside_it(parts: list[str]) -> None:
    text = "\n".join(parts)
    for fact in _noted(text):
        assert 0 <= fact.span.start < fact.span.end <= len(text)
