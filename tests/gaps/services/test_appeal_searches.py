"""Where a letter cites what the agency says of its searches, and under what name it encloses it."""

from datetime import date
from pathlib import Path

import pytest

from gaps.contract import LetterKind
from gaps.services.appeals import appeal_facts
from gaps.services.letters import letter_draft
from requests_app.models import Correspondence, FoiaRequest, Page, SearchRecord, SourceFile
from tests.appeal_records import finding, letter, request_on_file

pytestmark = pytest.mark.django_db

SEARCHED = "We searched ERO, and found these records."
OTHER = "You have the right to appeal."


@pytest.fixture
def foia_request(tmp_path: Path, store: object) -> FoiaRequest:
    return request_on_file(tmp_path, path="DHS/ICE/ERO")


def cited(foia_request: FoiaRequest, *texts: str) -> list[str]:
    """How the search of ERO is cited where the determination has pages with these words."""
    said = Correspondence.objects.get(kind="determination").source_file
    assert said is not None
    said.pages.all().delete()
    for index, text in enumerate(texts):
        Page.objects.create(source_file=said, index=index, text=text, width=612, height=792)
    SourceFile.objects.filter(pk=said.pk).update(expected_pages=len(texts), read_pages=len(texts))
    SearchRecord.objects.create(
        foia_request=foia_request, office=foia_request.agency, status="searched", source_file=said
    )
    given = appeal_facts(foia_request=foia_request, findings=[], dated_on=date(2018, 11, 1))
    return [str(each.citation) for each in given.searches]


def test_a_search_is_cited_at_the_page_whose_words_tell_of_it(foia_request: FoiaRequest) -> None:
    assert cited(foia_request, OTHER, SEARCHED, OTHER) == ["Ex. B at 2"]


def test_the_page_that_says_so_is_cited_and_not_one_that_repeats_what_was_asked(
    foia_request: FoiaRequest,
) -> None:
    assert cited(foia_request, "You asked us to search ERO.", SEARCHED) == ["Ex. B at 2"]


def test_a_letter_of_one_page_is_cited_at_it(foia_request: FoiaRequest) -> None:
    assert cited(foia_request, OTHER) == ["Ex. B at 1"]


def test_no_page_is_cited_where_none_of_several_names_the_office(
    foia_request: FoiaRequest,
) -> None:
    assert cited(foia_request, OTHER, "We searched HSI.") == ["Ex. B"]


def test_a_search_without_a_letter_is_cited_nowhere(foia_request: FoiaRequest) -> None:
    SearchRecord.objects.create(
        foia_request=foia_request, office=foia_request.agency, status="unknown"
    )
    given = appeal_facts(foia_request=foia_request, findings=[], dated_on=date(2018, 11, 1))
    assert [each.citation for each in given.searches] == [None]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("letters/other.pdf", "Letter of October 9, 2018"),
        ("letters/other.EML", "Email of October 9, 2018"),
        ("letters/other.msg", "Email of October 9, 2018"),
    ],
)
def test_an_email_is_enclosed_as_an_email(
    foia_request: FoiaRequest, tmp_path: Path, path: str, title: str
) -> None:
    sent = letter(foia_request, tmp_path, "other", "out", date(2018, 10, 9))
    SourceFile.objects.filter(pk=sent.source_file_id).update(path=path)
    given = appeal_facts(foia_request=foia_request, findings=[], dated_on=date(2018, 11, 1))
    assert [each.title for each in given.exhibits] == [
        "Request of July 20, 2018",
        "Determination of October 5, 2018",
        title,
    ]


def test_a_letter_on_missing_records_encloses_nothing_that_it_does_not_cite(
    foia_request: FoiaRequest,
) -> None:
    finding(foia_request)
    asked = letter_draft(
        foia_request=foia_request, kind=LetterKind.MISSING_RECORDS, accept_all=True
    )
    assert [each.title for each in asked.facts.exhibits] == [
        "Released records: production-01/emails.pdf"
    ]
    assert "Ex\\. A at 1" in asked.letter.markdown
    assert not any("enclose it" in each for each in asked.letter.checklist)
    told = letter_draft(foia_request=foia_request, kind=LetterKind.OGIS, accept_all=True)
    assert len(told.facts.exhibits) == 3
