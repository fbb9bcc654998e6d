"""Meetings, calls, earlier messages and answers that emails speak of, and formulas that do not."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.ingest.extract.contract import MentionFact
from requests_app.ingest.extract.reference_patterns import PATTERNS
from requests_app.ingest.extract.references import mentions
from tests.requests_app.ingest.extract.printed import found, text_pages

# Single words of the forms, to be put together at random.
WORDS = sorted(
    {
        word
        for pattern in PATTERNS
        for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"\(\?\S|\\\w", " ", pattern.words.pattern))
    }
    | {
        "Thank",
        "you",
        "for",
        "our",
        "your",
        "my",
        "I",
        "a",
        "Seattle",
        "Friday",
        "June",
        "3",
        "e-mail",
    }
)
# A Wednesday.
HEAD = (
    "From: Alice Example\nSent: Wednesday, June 13, 2018 9:00 AM\nTo: Bob Example\nSubject: x\n\n"
)


def _spoken(body: str, head: str = HEAD) -> tuple[MentionFact, ...]:
    text = f"{head}{body}\n"
    facts = mentions(found(text), text_pages(text))
    for fact in facts:
        assert text[fact.span.start : fact.span.end] == fact.quote
        assert fact.block == 0
    return facts


@pytest.mark.parametrize(
    ("body", "kind", "on"),
    [
        (
            "Thank you again for taking the time to meet with us in Redwood City on June 12, and "
            "for the interest.",
            "meeting",
            date(2018, 6, 12),
        ),
        (
            "We look forward to meeting with you at the Harrow & Pell office in Redwood City on "
            "June 20.",
            "meeting",
            date(2018, 6, 20),
        ),
        ("Thank you for meeting with us in Redwood City.", "meeting", None),
        ("Thanks for joining us yesterday.", "meeting", date(2018, 6, 12)),
        ("Thanks so much for your time on the phone today.", "call", date(2018, 6, 13)),
        ("Thanks for the meeting on Friday.", "meeting", date(2018, 6, 8)),
        ("Thank you for yesterday's demo.", "meeting", date(2018, 6, 12)),
        ("It was great to see you at the workshop on Monday.", "meeting", date(2018, 6, 11)),
        ("Great meeting you in Seattle!", "meeting", None),
        ("As we discussed on the phone, the list is short.", "call", None),
        ("Following up on our call, here are the names.", "call", None),
        ("Per our conversation yesterday, I will send it by Friday.", "call", date(2018, 6, 12)),
        ("When we met last week you named three.", "meeting", None),
        ("See you at the workshop on June 12.", "meeting", date(2018, 6, 12)),
        ("See you tomorrow!", "meeting", date(2018, 6, 14)),
        ("I am looking forward to the technical briefing.", "meeting", None),
        ("The demo is scheduled for Monday at 10.", "meeting", date(2018, 6, 18)),
        ("The call has been moved to 3:30 pm tomorrow.", "call", date(2018, 6, 14)),
        ("We scheduled a follow-up call with Devon for next Tuesday.", "call", date(2018, 6, 19)),
        ("Before our call on Friday I will read it.", "call", date(2018, 6, 15)),
        ("I was glad of our call on Friday.", "call", date(2018, 6, 8)),
        ("The notes of our call on Friday.", "call", None),
        ("Who is on the call tomorrow?", "call", date(2018, 6, 14)),
        ("Attached is the invitation to the kickoff workshop.", "meeting", None),
        ("Let's talk on Thursday.", "call", date(2018, 6, 14)),
        ("Thank you for taking\nthe time to meet with\nus on June 5.", "meeting", date(2018, 6, 5)),
    ],
)
def test_a_meeting_or_call_is_arranged_or_recounted(body: str, kind: str, on: date | None) -> None:
    (fact,) = [each for each in _spoken(body) if each.kind in ("meeting", "call")]
    assert (fact.kind, fact.on) == (kind, on)


@pytest.mark.parametrize(
    ("body", "kind", "counterpart", "on"),
    [
        (
            "In your email of June 3 you ask twice.",
            "earlier_message",
            "recipient",
            date(2018, 6, 3),
        ),
        ("Per your note below, here is the list.", "earlier_message", "recipient", None),
        ("See my note from yesterday.", "earlier_message", "sender", date(2018, 6, 12)),
        ("I am resending my message from last week.", "earlier_message", "sender", None),
        ("Thanks for your note.", "answer", "recipient", None),
        ("Thank you so much for your quick reply!", "answer", "recipient", None),
        ("Many thanks for getting back to us.", "answer", "recipient", None),
        ("As you asked, the names are below.", "answer", "recipient", None),
        ("In response to your question, it is free.", "answer", "recipient", None),
        ("You asked whether it scales.", "answer", "recipient", None),
        ("I texted him the address.", "other_system", "unknown", None),
        ("We settled it over WhatsApp.", "other_system", "unknown", None),
        ("She wrote to me on Signal last night.", "other_system", "unknown", None),
        ("We spoke in the margins and then on Teams.", "other_system", "unknown", None),
        ("The deck is on the shared drive.", "other_system", "unknown", None),
        ("I sent it from my personal gmail.", "other_system", "unknown", None),
    ],
)
def test_another_record_is_spoken_of(
    body: str, kind: str, counterpart: str, on: date | None
) -> None:
    (fact,) = _spoken(body)
    assert (fact.kind, fact.counterpart, fact.on) == (kind, counterpart, on)


@pytest.mark.parametrize(
    "body",
    [
        "The meeting room is closed.",
        "He is in a meeting.",
        "The agenda of the meeting is long.",
        "If you ever want to meet in Seattle on Monday, write.",
        "We would love to host a workshop on Friday.",
        "Happy to set up a call on Friday.",
        "Could we schedule a call on Friday?",
        "I hope to see you at the workshop on June 12.",
        "Thank you for your time.",
        "Thank you for taking the time to answer.",
        "Thank you for your interest.",
        "Thanks for your help with the meeting room.",
        "So good to see you now on TV.",
        "The baby we met in Niger was ill.",
        "Video from the session will be uploaded.",
        "They will see you on the list.",
        "Please send the call in number.",
        "the discussion on drugs goes on",
        "The President returned from attending a roundtable briefing Tuesday, March 3.",
        "As a result of tomorrow's meeting between the parties nothing will change.",
        "Your email address has changed.",
        "Open it in your email software.",
        "Please excuse errors in my message.",
        "I hope to get an answer to my email.",
        "I will reply to your email as soon as possible.",
        "The reason for my email today is thanks.",
        "Thank you in advance for your reply.",
        "I look forward to your response to my note.",
        "Thanks for everything.",
        "If you asked for it, you have it.",
        "You can call or text me.",
        "The best way to reach me is via WhatsApp.",
        "The teams work in parallel over signal lines.",
        "A text from the book was read.",
        "If you are not the intended recipient of your email, delete it.",
        "I never texted anyone.",
        "See my notes in the margin.",
    ],
)
def test_formulas_wishes_and_offers_speak_of_nothing(body: str) -> None:
    assert _spoken(body) == ()


def test_a_day_is_not_taken_from_another_clause() -> None:
    (fact,) = _spoken("As per our call, I will send the list by Friday.")
    assert fact.on is None


def test_a_day_without_a_year_needs_the_date_of_the_email() -> None:
    head = "From: Alice Example\nTo: Bob Example\nSubject: x\n\n"
    facts = _spoken("Thank you for meeting us on June 12.", head)
    assert [fact.on for fact in facts] in ([], [None])


def test_a_sentence_is_quoted_whole_and_without_the_greeting() -> None:
    (fact,) = _spoken("Bob,\nThank you for meeting with Dr. Vale on June 12. More follows.")
    assert fact.quote == "Thank you for meeting with Dr. Vale on June 12."


def test_a_long_sentence_is_cut_between_words() -> None:
    (fact,) = _spoken("Thank you for meeting with us on June 12 " + "and again " * 60 + ".")
    assert len(fact.quote) <= 240
    assert fact.quote.endswith(("and", "again"))


def test_one_sentence_speaks_of_one_meeting_only_once() -> None:
    assert len(_spoken("Thanks for the call today, as we discussed on the phone.")) == 1


def test_words_outside_bodies_are_not_read() -> None:
    head = HEAD.replace("Subject: x", "Subject: Thank you for meeting with us on June 12")
    assert _spoken("Hello.", head) == ()


def test_a_sentence_goes_on_over_quoted_lines() -> None:
    head = HEAD + "Yes.\n\nOn Tue, Jun 12, 2018 at 8:00 AM, Bob Example <b@example.com> wrote:\n"
    quoted = "> Alice,\n> thank you for taking\n> the time to meet with\n> us on June 5.\n"
    text = head + quoted
    (fact,) = mentions(found(text), text_pages(text))
    assert (fact.kind, fact.on) == ("meeting", date(2018, 6, 5))
    wish = text.replace("thank you for taking", "we would love to schedule").replace(
        "the time to meet with\n> us on June 5", "a call\n> for Friday"
    )
    assert mentions(found(wish), text_pages(wish)) == ()


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from([" ", "\n", "\n> "]))
def test_what_a_form_needs_stands_in_whatever_it_matches(words: list[str], blank: str) -> None:
    body = blank.join(words)
    for pattern in PATTERNS:
        if pattern.words.search(body):
            assert pattern.may_be_in(body.casefold()), pattern.words.pattern


@settings(max_examples=60, deadline=None)
@given(
    st.text(), st.sampled_from(["our call on Friday", "your email of June 3", "thanks for your "])
)
def test_no_body_is_refused(noise: str, words: str) -> None:
    text = f"{HEAD}{noise} {words}{noise}"
    for fact in mentions(found(text), text_pages(text)):
        assert text[fact.span.start : fact.span.end] == fact.quote
