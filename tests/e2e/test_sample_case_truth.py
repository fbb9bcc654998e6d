"""The sample case is read as its generator wrote it: truth.yaml says where everything stands."""

from collections import Counter
from datetime import datetime
from typing import Any

import pytest
import yaml

from requests_app.models import (
    AttachmentClaim,
    Message,
    MessageReference,
    Occurrence,
    Page,
    Participation,
    Redaction,
    Stamp,
    WithheldSheet,
)
from tests.e2e.test_cases import FIXTURES, analysed

FOLDER = FIXTURES / "ice-amazon"
LABEL = "Re-creation for demonstration; names and words invented"
SLOT_ROLES = ("from", "to", "cc")

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((FOLDER / "truth.yaml").read_text(encoding="utf-8"))
    return read


@pytest.fixture(autouse=True)
def _read() -> None:
    analysed(FOLDER)


def standings(truth: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Every message as it stands in a file, those of native files included."""
    known = {message["key"]: message for message in truth["messages"]}
    found = [(name, each) for name, file in truth["files"].items() for each in file["messages"]]
    for native in truth["native"]:
        for role, key in (("top", native["key"]), ("quoted", native["quotes"])):
            if key is not None:
                found.append((native["file"], {**known[key], "role": role, "pages": [1]}))
    return found


def printed_or_quoted() -> list[Occurrence]:
    rows = Occurrence.objects.filter(
        source_file__production__isnull=False, role__in=("top", "quoted")
    )
    return list(rows.select_related("source_file", "message"))


def moment(printed: str) -> datetime:
    return datetime.fromisoformat(printed)


def sent(row: Occurrence) -> datetime:
    return datetime.fromisoformat(row.header["sent_at"]).replace(second=0)


def first_page(row: Occurrence) -> int:
    return min(span[0] for span in row.header_spans) + 1


def pages(row: Occurrence) -> tuple[int, ...]:
    return tuple(sorted({span[0] + 1 for span in (*row.header_spans, *row.body_spans)}))


def test_every_email_is_found_on_the_pages_where_it_was_printed_or_quoted(
    truth: dict[str, Any],
) -> None:
    found = Counter(
        (row.source_file.path, row.role, pages(row), sent(row)) for row in printed_or_quoted()
    )
    written = Counter(
        (file, each["role"], tuple(each["pages"]), moment(each["sent"]))
        for file, each in standings(truth)
    )
    assert found == written
    assert written.total() == 62


def test_every_quotation_stands_in_the_message_that_quotes_it(truth: dict[str, Any]) -> None:
    placed = {(row.source_file.path, row.ordinal): row for row in printed_or_quoted()}
    found = Counter(
        (row.source_file.path, sent(row), sent(placed[row.source_file.path, row.container_ordinal]))
        for row in placed.values()
        if row.role == "quoted" and row.source_file.path in truth["files"]
    )
    written = Counter(
        (name, moment(each["sent"]), moment(file["messages"][each["container"]]["sent"]))
        for name, file in truth["files"].items()
        for each in file["messages"]
        if each["role"] == "quoted"
    )
    assert found == written


def test_a_message_quoted_or_referred_to_is_inferred_and_every_other_is_produced(
    truth: dict[str, Any],
) -> None:
    """Each printed message is one message, however often it is quoted and in whatever zone."""
    held = {message["key"]: message for message in truth["messages"]}
    by_standing = {}
    for row in printed_or_quoted():
        assert row.message is not None
        by_standing[row.source_file.path, first_page(row), row.role, sent(row)] = row.message
    of_key: dict[str, set[int]] = {}
    for file, each in standings(truth):
        message = by_standing[file, each["pages"][0], each["role"], moment(each["sent"])]
        assert message.state == held[each["key"]]["state"], each["key"]
        of_key.setdefault(each["key"], set()).add(message.pk)
    assert all(len(rows) == 1 for rows in of_key.values())
    assert len(set.union(*of_key.values())) == len(held) == 39


def test_the_one_message_known_by_its_id_alone_is_inferred(truth: dict[str, Any]) -> None:
    ids = {native["message_id"] for native in truth["native"]}
    named = {each for native in truth["native"] for each in native["references"]}
    ((absent,), only_named) = (named - ids, Message.objects.exclude(
        pk__in=[row.message_id for row in printed_or_quoted()]
    ))  # fmt: skip
    assert [(each.message_id, each.state) for each in only_named] == [(absent, "inferred")]
    assert MessageReference.objects.filter(message=only_named[0]).count() == 2


def test_everyone_in_a_produced_message_is_read_and_a_closed_name_keeps_its_place(
    truth: dict[str, Any],
) -> None:
    held = {(moment(each["sent"]), each["subject"]): each for each in truth["messages"]}
    produced = Message.objects.filter(state="produced").prefetch_related("participations")
    assert produced.count() == 33
    for message in produced:
        assert message.sent_at is not None
        told = held[message.sent_at.replace(second=0), message.subject]
        found = [
            (each.role, each.name, each.address.casefold(), each.redacted)
            for each in sorted(message.participations.all(), key=in_header_order)
        ]
        assert found == [
            (role, each["name"] or "", read_address(each), each["redacted"])
            for role in SLOT_ROLES
            for each in ([told["from"]] if role == "from" else told[role])
        ], told["key"]


def in_header_order(slot: Participation) -> tuple[int, int]:
    return SLOT_ROLES.index(slot.role), slot.position


def read_address(person: dict[str, Any]) -> str:
    """An open address, or what is open of one: its domain."""
    domain = person.get("domain")
    return (person["address"] or (f"@{domain}" if domain else "")).casefold()


def test_every_page_bears_the_number_that_was_stamped_on_it(truth: dict[str, Any]) -> None:
    found = Counter(
        (stamp.page.source_file.path, stamp.page.index + 1, str(stamp))
        for stamp in Stamp.objects.select_related("page__source_file")
    )
    written = Counter(
        (name, page["page"], page["bates"])
        for name, file in truth["files"].items()
        for page in file["pages"]
        if page["bates"]
    )
    assert found == written


def test_the_sheet_accounts_for_the_numbers_that_it_names(truth: dict[str, Any]) -> None:
    bates = truth["bates"]
    found = [
        (row.page.source_file.path, row.page.index + 1, row.prefix, row.first, row.last, row.codes)
        for row in WithheldSheet.objects.select_related("page__source_file")
    ]
    assert [(file, page, prefix.strip(), *rest) for file, page, prefix, *rest in found] == [
        (each["file"], each["page"], bates["prefix"], each["first"], each["last"], each["codes"])
        for each in bates["sheets"]
    ]


def test_every_closed_place_is_found_with_its_codes_and_its_field(truth: dict[str, Any]) -> None:
    def field(mark: dict[str, Any]) -> str:
        """A mailbox owner is no field of an email, and an attachment has none."""
        return "none" if mark["message"] is None or mark["field"] == "owner" else mark["field"]

    found = Counter(
        (row.page.source_file.path, row.page.index + 1, tuple(row.codes), row.field)
        for row in Redaction.objects.select_related("page__source_file").filter(
            page__source_file__production__isnull=False, box__isnull=False
        )
    )
    written = Counter(
        (name, page["page"], tuple(mark["codes"]), field(mark))
        for name, file in truth["files"].items()
        for page in file["pages"]
        for mark in page["redactions"]
    )
    assert found == written


def test_every_attachment_is_named_and_the_ones_that_came_are_found(truth: dict[str, Any]) -> None:
    claims = AttachmentClaim.objects.select_related(
        "occurrence__source_file", "produced_page__source_file", "produced_file", "withheld_sheet"
    )
    found: set[tuple[str, datetime, str]] = set()
    came: dict[str, set[str]] = {}
    for claim in claims:
        row = claim.occurrence
        if claim.basis != "text":
            found.add((row.source_file.path, sent(row), claim.name))
        answers = came.setdefault(claim.name, set())
        if claim.produced_page:
            answers.add(f"{claim.produced_page.source_file.path} {claim.produced_page.index + 1}")
        if claim.produced_file:
            answers.add(claim.produced_file.path)
        if claim.withheld_sheet:
            answers.add("withheld")
    logos = {"image001.png"}
    written = {
        (file, moment(each["sent"]), name)
        for file, each in standings(truth)
        if each["role"] == "top"
        for name in set(each["attachments"]) - logos
    }
    assert found == written
    assert came == {
        "HSI_Target_List_of_Challenges_v2.docx": set(),
        "Rekognition_Video_Overview.pdf": {"production-01/emails-01.pdf 11"},
        "Agenda_Planning_Session.docx": {"production-01/emails-02.pdf 3"},
        "Pilot_Questions.txt": {"Pilot_Questions.txt"},
        "Draft_Answers_v1.docx": {"withheld"},
    }


def test_no_word_of_an_attachment_or_a_sheet_belongs_to_a_message(truth: dict[str, Any]) -> None:
    others = {(each["file"], each["page"]) for each in truth["bates"]["sheets"]}
    for record in truth["records"]:
        first, last = record["pages"]
        others |= {(record["file"], page) for page in range(first, last + 1)}
    assert len(others) == 4
    for row in printed_or_quoted():
        assert not others & {(row.source_file.path, page) for page in pages(row)}


def test_the_label_stands_on_every_page_of_the_case() -> None:
    pages = Page.objects.exclude(source_file__path="Pilot_Questions.txt")
    assert pages.count() > 40
    for page in pages.select_related("source_file"):
        assert LABEL in " ".join(page.text.split()), str(page)
    assert "Re-creation" in Page.objects.get(source_file__path="Pilot_Questions.txt").text
    assert (FOLDER / "case.yaml").read_text(encoding="utf-8").startswith("# A re-creation")
