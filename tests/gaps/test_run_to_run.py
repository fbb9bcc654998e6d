"""Findings keep their identity from run to run, whatever a person or a later production does."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from gaps.models import Finding
from gaps.services.analysis import request_analyze
from gaps.services.reviews import ReviewError, finding_review
from requests_app.models import FoiaRequest
from requests_app.services.ingest import request_read
from requests_app.services.productions import files_below, production_with
from tests.factories import FoiaRequestFactory, OrganisationFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

QUESTION = "<question@agency.example>"
ANSWER = "<answer@company.example>"


@pytest.fixture
def foia_request() -> FoiaRequest:
    foia_request = FoiaRequestFactory()
    OrganisationFactory(
        foia_request=foia_request, key="agency.example", name="Department", side="agency"
    )
    OrganisationFactory(foia_request=foia_request)
    return foia_request


def mail(*, sender: str, to: str, message_id: str, answers: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = sender, to
    message["Date"] = "Mon, 02 Jul 2018 13:20:00 -0400"
    message["Subject"] = "RE: Prices" if answers else "Prices"
    message["Message-ID"] = message_id
    if answers:
        message["In-Reply-To"] = message["References"] = answers
    message.set_content("Words that answer the question.\n")
    return bytes(message)


ANSWER_MAIL = mail(
    sender="Ben <ben@company.example>",
    to="Ann <ann@agency.example>",
    message_id=ANSWER,
    answers=QUESTION,
)
QUESTION_MAIL = mail(
    sender="Ann <ann@agency.example>", to="Ben <ben@company.example>", message_id=QUESTION
)


def bring(foia_request: FoiaRequest, folder: Path, name: str, content: bytes) -> None:
    """A production of one email, read and analysed."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    production_with(foia_request=foia_request, files=files_below([folder / name]))
    request_read(foia_request=foia_request, readers=1)
    request_analyze(foia_request=foia_request)


def missing_question(foia_request: FoiaRequest) -> Finding:
    return foia_request.findings.get(code="COR002")


def test_a_later_production_that_brings_the_email_cures_the_finding_and_names_the_page(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    bring(foia_request, tmp_path / "first", "answer.eml", ANSWER_MAIL)
    assert missing_question(foia_request).status == "open"
    bring(foia_request, tmp_path / "second", "question.eml", QUESTION_MAIL)
    cured = missing_question(foia_request)
    assert cured.status == "cured"
    assert cured.cured_by is not None
    assert cured.cured_by.source_file.path == "question.eml"
    run = foia_request.analysis_runs.first()
    assert run is not None and run.cured == 1 and run.new == 0


def test_a_production_that_brings_another_email_cures_nothing(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    bring(foia_request, tmp_path / "first", "answer.eml", ANSWER_MAIL)
    other = QUESTION_MAIL.replace(b"question@agency", b"other@agency")
    bring(foia_request, tmp_path / "second", "other.eml", other)
    assert missing_question(foia_request).status == "open"


def test_a_dismissal_survives_every_later_run(foia_request: FoiaRequest, tmp_path: Path) -> None:
    bring(foia_request, tmp_path / "first", "answer.eml", ANSWER_MAIL)
    finding = missing_question(foia_request)
    finding_review(
        finding=finding, decision="dismissed", reason="It was sent to us by the company."
    )
    other = QUESTION_MAIL.replace(b"question@agency", b"other@agency")
    bring(foia_request, tmp_path / "second", "other.eml", other)
    again = missing_question(foia_request)
    assert (again.pk, again.status, again.is_present) == (finding.pk, "dismissed", True)


def test_a_confirmed_finding_that_is_cured_says_so_and_keeps_the_decision(
    foia_request: FoiaRequest, tmp_path: Path
) -> None:
    bring(foia_request, tmp_path / "first", "answer.eml", ANSWER_MAIL)
    finding_review(finding=missing_question(foia_request), decision="confirmed")
    assert missing_question(foia_request).status == "confirmed"
    bring(foia_request, tmp_path / "second", "question.eml", QUESTION_MAIL)
    cured = missing_question(foia_request)
    assert (cured.status, cured.decision) == ("cured", "confirmed")


def test_a_dismissal_without_a_reason_is_refused(foia_request: FoiaRequest, tmp_path: Path) -> None:
    bring(foia_request, tmp_path / "first", "answer.eml", ANSWER_MAIL)
    with pytest.raises(ReviewError, match="say why"):
        finding_review(finding=missing_question(foia_request), decision="dismissed", reason=" ")
    assert not missing_question(foia_request).reviews.exists()


def test_analysing_again_writes_nothing(foia_request: FoiaRequest, tmp_path: Path) -> None:
    bring(foia_request, tmp_path / "first", "answer.eml", ANSWER_MAIL)
    before = list(foia_request.findings.values_list("pk", "last_run_id"))
    request_analyze(foia_request=foia_request)
    assert list(foia_request.findings.values_list("pk", "last_run_id")) == before
    assert foia_request.analysis_runs.count() == 1
