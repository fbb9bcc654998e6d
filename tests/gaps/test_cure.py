"""What a later production brings cures a finding, and the page that brought it is named."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest

from gaps.contract import Awaited, Finding
from gaps.cure import Cure, cured_by, places_of
from gaps.engine import run
from gaps.snapshot import AttachmentClaim, CaseSnapshot, Custodian, Mention, Message, RecordNoted
from tests.snapshots import (
    DETERMINATION,
    OFFICES,
    case,
    changed,
    letter,
    message,
    page,
    passage,
    production,
    search,
    stamps,
)

ICE_MAN = "Jane Doe <jane.doe@ice.dhs.gov>"
ANN = "Ann Vale <ann@amazon.com>"
LATE = "production-02/late.pdf"


def _found(given: CaseSnapshot, code: str) -> Finding:
    (finding,) = run(given, select=[code]).findings
    return finding


def _cure(finding: Finding, later: CaseSnapshot) -> Cure | None:
    """The cure, where the finding is also no longer made."""
    fingerprints = {each.fingerprint for each in run(later, select=[finding.code]).findings}
    cure = cured_by(finding.awaits, later)
    assert (finding.fingerprint not in fingerprints) == (cure is not None)
    return cure


def _standing_on(given: Message, number: int) -> Message:
    """The same message, which a later production brought by itself."""
    top = replace(
        given.occurrences[0],
        role="top",
        header=passage("From: …", page(number, LATE)),
        pages=(page(number, LATE),),
        container=None,
    )
    return replace(given, state="produced", occurrences=(*given.occurrences, top))


def _with(given: CaseSnapshot, *messages: Message) -> CaseSnapshot:
    return changed(given, messages=messages)


def test_a_quoted_message_is_cured_by_the_page_on_which_it_comes_by_itself() -> None:
    reply, quoted = (
        message("a1", subject="RE: Visit"),
        message("i1", sender=ICE_MAN, quoted_in="a1"),
    )
    before = case(messages=[reply, quoted])
    finding = _found(before, "COR003")
    assert _cure(finding, before) is None
    cure = _cure(finding, _with(before, reply, _standing_on(quoted, 7)))
    assert cure is not None
    assert cure.page == page(7, LATE)
    assert "late.pdf, page 7" in cure.note


def test_another_message_of_the_same_thread_does_not_cure_it() -> None:
    reply, quoted = (
        message("a1", subject="RE: Visit"),
        message("i1", sender=ICE_MAN, quoted_in="a1"),
    )
    finding = _found(case(messages=[reply, quoted]), "COR003")
    other = message("i2", sender=ICE_MAN, on=9)
    assert _cure(finding, case(messages=[reply, quoted, other])) is None


def test_an_absent_message_is_cured_when_its_id_comes() -> None:
    reply = message("r1", sender=ICE_MAN, to=[ANN], subject="RE: Visit", parent="g1")
    ghost = message("g1", sender=None, to=[], at=None, subject=None, ghost_of=["r1"])
    ghost = replace(ghost, message_id="<1@amazon.com>")
    finding = _found(case(messages=[reply, ghost]), "COR002")
    came = message("x9", on=5, message_id="<1@amazon.com>", at=datetime(2018, 6, 13))
    cure = _cure(finding, case(messages=[replace(reply, parent="x9"), came]))
    assert cure is not None
    assert cure.page == page(5)


def test_an_absent_message_of_no_id_is_cured_when_the_reply_finds_its_parent() -> None:
    reply = message("r1", subject="RE: Visit", ancestors=1)
    finding = _found(case(messages=[reply]), "COR002")
    parent = message("p1", sender=ICE_MAN, to=[ANN], on=4, at=datetime(2018, 6, 13))
    assert cured_by(finding.awaits, case(messages=[reply, parent])) is None
    cure = _cure(finding, case(messages=[replace(reply, parent="p1"), parent]))
    assert cure is not None
    assert cure.page == page(4)


def test_one_sided_correspondence_is_cured_by_the_first_message_back() -> None:
    there, back = message("a1"), message("i1", sender=ICE_MAN, to=[ANN], quoted_in="a1")
    before = case(messages=[there, back])
    finding = _found(before, "COR001")
    later = message("i2", sender=ICE_MAN, to=[ANN], on=12, subject="Thanks")
    assert _cure(finding, before) is None
    cure = _cure(finding, case(messages=[there, back, later]))
    assert cure is not None
    assert cure.page == page(12)


@pytest.mark.parametrize("where", ["produced_at", "withheld_at"])
def test_an_attachment_is_cured_by_the_file_or_by_a_sheet_that_lists_it(where: str) -> None:
    claim = AttachmentClaim("agenda.docx", "header", passage("agenda.docx"))
    finding = _found(case(messages=[message("a1", attachments=[claim])]), "COR004")
    came = replace(claim, **{where: page(2, LATE)})  # type: ignore[arg-type]  # both are pages
    cure = _cure(finding, case(messages=[message("a1", attachments=[came])]))
    assert cure is not None
    assert cure.page == page(2, LATE)


def test_a_file_of_the_same_name_in_another_thread_does_not_cure_it() -> None:
    claim = AttachmentClaim("agenda.docx", "header", passage("agenda.docx"))
    first = message("a1", attachments=[claim])
    finding = _found(case(messages=[first]), "COR004")
    other = message(
        "a2", subject="Budget", on=2, attachments=[replace(claim, produced_at=page(3, LATE))]
    )
    assert _cure(finding, case(messages=[first, other])) is None


def test_missing_numbers_are_cured_only_when_all_have_come() -> None:
    finding = _found(case(stamps=stamps(1, 2, 3, 6, 7)), "PRD001")
    half = case(stamps=(*stamps(1, 2, 3, 6, 7), *stamps(4, document=LATE)))
    assert cured_by(finding.awaits, half) is None
    whole = case(stamps=(*stamps(1, 2, 3, 6, 7), *stamps(4, 5, document=LATE)))
    cure = _cure(finding, whole)
    assert cure is not None
    assert cure.page == page(1, LATE, "EX-00004")


def test_a_short_production_is_cured_by_its_pages_and_by_a_corrected_count() -> None:
    short = production(pages_released=40, pages_counted=38)
    finding = _found(case(productions=(short,)), "PRD002")
    came = _cure(finding, case(productions=(replace(short, pages_counted=40),)))
    corrected = _cure(finding, case(productions=(replace(short, pages_released=38),)))
    assert came is not None
    assert corrected is not None
    assert "corrected" in corrected.note


def test_an_office_is_cured_by_its_search_on_the_page_that_says_so() -> None:
    asked = {"offices": (OFFICES["DHS/ICE/ERO"],)}
    hsi = search("DHS/ICE/HSI")
    finding = _found(case(foia_request=asked, searches=(hsi,)), "SCH001")
    later = search("DHS/ICE/ERO", "no_records", source=page(3, "letters/second.pdf"))
    cure = _cure(finding, case(foia_request=asked, searches=(hsi, later)))
    assert cure is not None
    assert cure.page == page(3, "letters/second.pdf")


@pytest.mark.parametrize("reason", ["The office deals with other matters", None])
def test_a_refusal_is_cured_by_a_reason_or_by_a_search(reason: str | None) -> None:
    refused = search("DHS/ICE/ERO", "refused")
    finding = _found(case(searches=(refused,)), "SCH002")
    status = "refused" if reason else "searched"
    second = search("DHS/ICE/ERO", status, reason=reason, source=page(1, "letters/second.pdf"))
    assert _cure(finding, case(searches=(refused,))) is None
    cure = _cure(finding, case(searches=(refused, second)))
    assert cure is not None
    assert cure.page == page(1, "letters/second.pdf")


def test_a_custodian_is_cured_when_named_in_any_form_or_when_the_mailbox_shows() -> None:
    asked = {"custodians": (Custodian("Jane Doe"),)}
    first = search("DHS/ICE/HSI", custodians=(Custodian("John Roe"),))
    finding = _found(case(foia_request=asked, searches=(first,)), "SCH003")
    second = search("DHS/ICE/HSI", custodians=(Custodian("Doe, Jane A."),))
    named = _cure(finding, case(foia_request=asked, searches=(first, second)))
    assert named is not None
    assert named.page == page(2, DETERMINATION)
    printed = message("a1", on=8, mailbox_owner="Doe, Jane")
    shown = _cure(finding, case(foia_request=asked, searches=(first,), messages=[printed]))
    assert shown is not None
    assert shown.page == page(8)


def test_a_meeting_is_cured_by_a_record_of_its_day() -> None:
    spoken = Mention("meeting", "a1", passage("our meeting on June 12"), date(2018, 6, 12))
    before = case(messages=[message("a1")], mentions=[spoken])
    finding = _found(before, "COR006")
    entry = RecordNoted("calendar_entry", passage("Start", page(3, LATE)), date(2018, 6, 12))
    assert _cure(finding, before) is None
    cure = _cure(finding, changed(before, records_noted=(entry,)))
    assert cure is not None
    assert cure.page == page(3, LATE)


def test_what_awaits_nothing_is_cured_by_nothing() -> None:
    assert cured_by([], case()) is None


@pytest.mark.parametrize(
    "awaits",
    [
        [Awaited("message", "0000:1:0")],
        [Awaited("message", "mid:<x@y>")],
        [Awaited("message", "parent:0000:1:0")],
        [Awaited("attachment", "0000:1:0#agenda.docx")],
        [Awaited("pages", "EX-#4-5")],
        [Awaited("pages", "production 9#40")],
        [Awaited("custodian", "Jane Doe")],
        [Awaited("record", "meeting#")],
        [Awaited("reply", "ice>amazon"), Awaited("search", "DHS/ICE/ERO")],
    ],
)
def test_what_has_not_come_is_not_a_cure(awaits: Sequence[Awaited]) -> None:
    """A file taken out of the case removes a finding without curing it."""
    given = case(letters=(letter("determination"),))
    assert cured_by(awaits, given) is None


def test_all_that_is_awaited_must_come() -> None:
    given = case(
        messages=[message("i1", sender=ICE_MAN, to=[ANN])], searches=(search("DHS/ICE/HSI"),)
    )
    reply, ero = Awaited("reply", "ice>amazon"), Awaited("search", "DHS/ICE/ERO")
    assert cured_by([reply], given) is not None
    assert cured_by([reply, ero], given) is None
    assert cured_by([reply], given, places_of(given)) == cured_by([reply], given)
