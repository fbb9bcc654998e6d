"""Which findings a letter asserts, what it says of the case, and how it is kept."""

from datetime import date

import pytest

from gaps.appeals.contract import Citation
from gaps.engine import detectors
from gaps.models import Appeal, Finding
from gaps.services.appeals import NothingToAssertError, appeal_draft, appeal_facts
from gaps.services.reviews import finding_review
from requests_app.models import Correspondence
from tests.appeal_records import finding, letter, office_of_appeals, request_on_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def foia_request(tmp_path, store):
    return request_on_file(tmp_path)


def drafted(foia_request, **changes):
    return appeal_draft(foia_request=foia_request, accept_all=True, **changes)


def asserted(draft):
    return sorted(
        str(each.facts["name"]) for point in draft.facts.points for each in point.showings
    )


@pytest.mark.both_databases
def test_only_confirmed_findings_are_asserted_unless_all_are_accepted(foia_request):
    finding(foia_request, "open.pdf")
    confirmed = finding(foia_request, "confirmed.pdf")
    finding_review(finding=confirmed, decision="confirmed")
    assert asserted(appeal_draft(foia_request=foia_request)) == ["confirmed.pdf"]
    assert asserted(drafted(foia_request)) == ["confirmed.pdf", "open.pdf"]


def test_a_lead_never_enters(foia_request):
    finding(foia_request, "sure.pdf")
    finding(foia_request, "likely.pdf", confidence="probable")
    finding(foia_request, "lead.pdf", confidence="lead")
    assert asserted(drafted(foia_request)) == ["likely.pdf", "sure.pdf"]


def test_a_confirmed_lead_stays_out_of_the_letter(foia_request):
    lead = finding(foia_request, "lead.pdf", confidence="lead")
    finding_review(finding=lead, decision="confirmed")
    with pytest.raises(NothingToAssertError, match="1 confirmed lead: no letter asserts"):
        drafted(foia_request)
    finding(foia_request, "sure.pdf")
    draft = drafted(foia_request)
    assert asserted(draft) == ["sure.pdf"]
    assert sum("lead\\.pdf is a lead" in each for each in draft.letter.checklist) == 1


def test_what_was_dismissed_or_cured_never_enters(foia_request):
    finding(foia_request, "open.pdf")
    dismissed = finding(foia_request, "dismissed.pdf")
    finding_review(finding=dismissed, decision="dismissed", reason="it came by post")
    finding(foia_request, "cured.pdf", is_present=False)
    cured = finding(foia_request, "cured-after.pdf")
    finding_review(finding=cured, decision="confirmed")
    Finding.objects.filter(pk=cured.pk).update(is_present=False, status="cured")
    assert asserted(drafted(foia_request)) == ["open.pdf"]
    with pytest.raises(NothingToAssertError):
        appeal_draft(foia_request=foia_request)


def test_a_finding_of_no_detector_of_today_is_left_out(foia_request):
    finding(foia_request, "open.pdf")
    finding(foia_request, "old.pdf", code="XXX999")
    assert asserted(drafted(foia_request)) == ["open.pdf"]


def test_with_nothing_to_assert_the_error_says_what_to_do_and_nothing_is_kept(foia_request):
    finding(foia_request)
    with pytest.raises(NothingToAssertError, match="--accept-all"):
        appeal_draft(foia_request=foia_request)
    assert not Appeal.objects.exists()


@pytest.mark.both_databases
def test_the_same_letter_is_kept_and_another_is_a_new_draft(foia_request):
    finding(foia_request)
    first = drafted(foia_request).appeal
    assert drafted(foia_request).appeal == first
    finding(foia_request, "more.pdf")
    second = drafted(foia_request).appeal
    assert (first.number, second.number) == (1, 2)
    assert Appeal.objects.count() == 2


def test_a_filed_appeal_is_never_written_over(foia_request):
    finding(foia_request)
    filed = drafted(foia_request).appeal
    filed.status, filed.filed_on = Appeal.Status.FILED, date(2018, 11, 2)
    filed.save()
    words = filed.letter
    again = drafted(foia_request).appeal
    assert again != filed and again.status == Appeal.Status.DRAFT
    filed.refresh_from_db()
    assert filed.letter == words and filed.status == Appeal.Status.FILED


@pytest.mark.both_databases
def test_the_record_keeps_points_findings_and_exhibits(foia_request):
    one, two = finding(foia_request, "one.pdf"), finding(foia_request, "two.pdf")
    appeal = drafted(foia_request).appeal
    (point,) = appeal.points.all()
    assert set(point.findings.all()) == {one, two}
    assert point.heading.startswith("Attachments named")
    assert [(each.letter, each.title, each.pages) for each in appeal.exhibits.all()] == [
        ("A", "Request of July 20, 2018", [1]),
        ("B", "Determination of October 5, 2018", [1]),
        ("C", "Released records: production-01/emails.pdf", [1]),
    ]
    assert appeal.checklist and appeal.letter.startswith("::: {#banner")


def test_the_proof_is_cited_by_exhibit_page_and_stamp(foia_request):
    finding(foia_request)
    (point,) = drafted(foia_request).facts.points
    assert point.showings[0].citations == (Citation("C", 1, "ICE 1"),)


def test_the_strongest_points_come_first(foia_request):
    finding(foia_request, "likely.pdf", confidence="probable")
    finding(foia_request, "sheet", code="PRD002", facts=pages_short(), severity="medium")
    assert [each.code for each in drafted(foia_request).facts.points] == ["PRD002", "COR004"]
    finding(foia_request, "sure.pdf")
    assert [each.code for each in drafted(foia_request).facts.points] == ["COR004", "PRD002"]


def pages_short():
    return {
        "production": 1,
        "received": "October 5, 2018",
        "released": 45,
        "counted": 43,
        "short": 2,
        "letter_on": "B 1",
    }


def test_the_window_runs_from_the_last_determination_and_names_the_others(foia_request, tmp_path):
    finding(foia_request)
    letter(foia_request, tmp_path, "interim_response", "in", date(2018, 9, 3))
    window = drafted(foia_request).facts.window
    assert window.determined_on == date(2018, 10, 5)
    assert window.closes_on == date(2019, 2, 15)
    assert window.other_determinations == (date(2018, 9, 3),)


def test_without_a_dated_determination_the_window_is_not_guessed(foia_request):
    finding(foia_request)
    Correspondence.objects.filter(kind="determination").update(dated_on=None)
    draft = drafted(foia_request)
    assert draft.facts.window is None
    assert "no dated determination" in draft.letter.markdown


@pytest.mark.parametrize(("path", "within"), [("DHS/ICE", True), ("DHS", True), ("DHSX", False)])
def test_the_regulations_of_homeland_security_hold_for_its_components(
    tmp_path, store, path, within
):
    foia_request = request_on_file(tmp_path, path=path)
    finding(foia_request)
    draft = drafted(foia_request)
    assert draft.facts.within_dhs is within
    assert ("Homeland" in draft.letter.markdown) is within


def test_the_nearest_appeal_office_is_the_addressee(foia_request):
    finding(foia_request)
    assert drafted(foia_request).facts.addressee is None
    office_of_appeals(foia_request, verified=False)
    addressee = drafted(foia_request).facts.addressee
    assert addressee.name == "OPLA" and not addressee.verified


def test_the_day_is_that_given_else_that_of_the_analysis(foia_request):
    finding(foia_request)
    assert drafted(foia_request).facts.dated_on == date(2018, 11, 1)
    later = drafted(foia_request, dated_on=date(2019, 3, 1))
    assert "timely" not in later.letter.markdown


def test_proof_on_a_file_that_is_gone_is_no_citation_and_no_crash(foia_request):
    gone = finding(foia_request)
    gone.evidence.filter(kind="quoted").update(document="gone.pdf")
    facts = appeal_facts(foia_request=foia_request, findings=[gone], dated_on=date(2018, 11, 1))
    assert facts.points[0].showings[0].citations == ()


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Please send\n all   emails. 2. Notes; thank you", True),
        ("Please send every email. 2. Notes", False),
        ("", False),
    ],
)
def test_parts_of_a_request_are_quoted_where_they_stand_in_it_word_for_word(
    foia_request, text, quoted
):
    foia_request.text = text
    foia_request.save()
    for number, part in enumerate(("all emails.", "Notes"), 1):
        foia_request.items.create(number=number, text=part)
    facts = appeal_facts(foia_request=foia_request, findings=[], dated_on=date(2018, 11, 1))
    assert facts.asked.items == (((1, "all emails."), (2, "Notes")) if quoted else ())


def test_every_detector_of_a_letter_is_of_a_family_that_has_its_place():
    from gaps.services.appeals import FAMILIES

    assert {each.family for each in detectors()} <= set(FAMILIES)
