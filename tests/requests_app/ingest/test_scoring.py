"""The scorer of messages read from a release, on labels made up for it."""

from datetime import datetime
from typing import Any

import pytest

from requests_app.ingest.extract.contract import EmailBlock, PersonSlot, Span
from requests_app.ingest.scoring import (
    LineScore,
    Score,
    between_threads,
    labelled_threads,
    placed_threads,
    read_messages,
    score_header_lines,
    score_messages,
    stamps_of_pages,
)

PAGES = {
    0: "one NIH-000001",
    1: "two NIH-000002",
    2: "three NIH-000003",
    3: "NIH-000004 NIH-000005",
}


def label(sender: int, time: str, subject: str, body: str = "") -> dict[str, Any]:
    return {"sender": sender, "time": time, "subject": subject, "body": body}


LABELS = {
    "names": ["hale, dana", "ortiz, luis"],
    "emails": [
        [
            label(0, "2018-06-15T16:12:00+00:00", "RE: Plan"),
            label(1, "2018-06-14T09:05:00", "Plan", "Hello NIH-000001"),
        ],
        [label(1, "2018-06-13T08:00:00+00:00", "Lunch")],
        [label(0, "2018-06-12T07:00:00+00:00", "Permits", "NIH-000003")],
        [label(0, "2018-06-11T07:00:00+00:00", "Far away", "NIH-000900")],
    ],
}


def block(
    page: int,
    sender: str | None,
    at: datetime | None,
    subject: str | None,
    role: str = "top",
    style: str = "outlook",
) -> EmailBlock:
    slot = PersonSlot("from", sender, None, redacted=False, span=None) if sender else None
    return EmailBlock(
        ordinal=0,
        role="top" if role == "top" else "quoted",
        depth=0,
        parent=None,
        style=style,
        sender=slot,
        recipients=(),
        sent_at=at,
        has_time=at is not None,
        utc_offset=None,
        date_raw="",
        subject=subject,
        attachments=(),
        header_spans=(Span(page, 0, 1),),
        body_spans=(),
        body="",
        complete_header=False,
    )


RIGHT = [
    block(0, "Hale, Dana (X) [E]", datetime(2018, 6, 15, 16, 12), "RE: Plan"),
    block(0, "Luis Ortiz", datetime(2018, 6, 14, 21, 5), "Plan", "quoted", "bare"),
    block(2, "Dana Hale", datetime(2018, 6, 12, 7, 0), "Permits"),
]


def scored(blocks: list[EmailBlock]) -> Score:
    stamps = stamps_of_pages(PAGES)
    threads = labelled_threads(LABELS)
    placed = placed_threads(threads, set(stamps.values()))
    return score_messages(placed, read_messages(blocks, stamps), threads)


def test_only_threads_whose_stamps_were_read_are_in_scope() -> None:
    threads = labelled_threads(LABELS)
    known = set(stamps_of_pages(PAGES).values())
    assert known == {1, 2, 3}
    assert [thread[0].subject for thread in placed_threads(threads, known)] == [
        "RE: Plan",
        "Permits",
    ]
    assert [thread[0].subject for thread in between_threads(threads, known)] == ["Lunch"]


def test_what_is_read_right_scores_in_full() -> None:
    score = scored(RIGHT)
    assert (score.recall, score.precision, score.roles_right) == (1.0, 1.0, 3)


def test_a_lost_half_of_the_day_is_allowed_only_where_labels_have_none() -> None:
    late = [block(0, "Dana Hale", datetime(2018, 6, 15, 4, 12), "RE: Plan"), *RIGHT[1:]]
    assert scored(late).found == 2


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (block(0, None, datetime(2018, 6, 15, 16, 12), "RE: Plan"), "sender unread"),
        (block(0, "Kim Boyd", datetime(2018, 6, 15, 16, 12), "RE: Plan"), "sender differs"),
        (block(0, "Dana Hale", datetime(2018, 6, 15, 16, 12), "Menu"), "subject differs"),
        (block(0, "Dana Hale", datetime(2018, 6, 15, 16, 13), "RE: Plan"), "time differs"),
        (block(0, "Dana Hale", None, "RE: Plan"), "time unread"),
    ],
)
def test_a_miss_is_named_after_what_went_wrong(wrong: EmailBlock, kind: str) -> None:
    score = scored([wrong, *RIGHT[1:]])
    assert score.found == 2
    assert score.misses[kind] == 1
    assert (score.judged, score.judged_right) == (3, 2)


def test_one_message_matches_one_label_only() -> None:
    assert scored([RIGHT[0], RIGHT[0], *RIGHT[1:]]).found == 3


def test_messages_on_pages_of_unlabelled_threads_are_not_judged() -> None:
    elsewhere = block(1, "Kim Boyd", datetime(2018, 6, 1, 1, 1), "Other")
    assert scored([*RIGHT, elsewhere]).judged == 3


def test_a_false_message_on_a_labelled_page_costs_precision() -> None:
    false = block(0, "Kim Boyd", datetime(2018, 6, 1, 1, 1), "Other")
    assert scored([*RIGHT, false]).precision == 0.75


def test_a_message_read_as_quoted_that_was_printed_costs_its_role() -> None:
    quoted = block(0, "Dana Hale", datetime(2018, 6, 15, 16, 12), "RE: Plan", "quoted")
    assert scored([quoted, *RIGHT[1:]]).roles_right == 2


def test_header_lines_are_counted_by_line() -> None:
    text = "Hello\n-----\nFrom: A\nTo: B\nBody\n"
    head = (text.index("From"), text.index("Body"))
    read = block(0, "A", None, None)
    read = EmailBlock(**{name: getattr(read, name) for name in read.__slots__} | {
        "ordinal": 1, "header_spans": (Span(0, head[0], head[0] + 7),)
    })  # fmt: skip
    score = score_header_lines(text, [head], [read])
    assert score == LineScore(marked=2, read=1, both=1)
    assert (score.precision, score.recall) == (1.0, 0.5)
    assert score.plus(score) == LineScore(4, 2, 2)
