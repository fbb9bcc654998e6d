"""The appeal on its page: drafted from what is confirmed, exported, filed, decided."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from foiatrack.safe_html import safe_html
from foiatrack.views.appeal import as_page
from gaps.models import Appeal
from gaps.services.filing import FilingError, appeal_decide, appeal_file
from gaps.services.reviews import finding_review
from requests_app.models import FoiaRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def foia_request(tmp_path: Path) -> FoiaRequest:
    """The sample case with two of its findings confirmed."""
    call_command("demo", "--out", str(tmp_path / "out"), verbosity=0)
    found = FoiaRequest.objects.get()
    for finding in found.findings.filter(code__in=("COR001", "SCH002")):
        finding_review(finding=finding, decision="confirmed")
    return found


def test_nothing_is_drafted_from_what_nobody_confirmed(admin_client: Client) -> None:
    from tests.factories import FoiaRequestFactory

    empty = FoiaRequestFactory()
    page = admin_client.post(f"/requests/{empty.pk}/appeal/draft/", follow=True).content.decode()
    assert "No finding is confirmed yet" in page
    assert not Appeal.objects.exists()


def test_an_appeal_is_drafted_shown_exported_filed_and_decided(
    admin_client: Client, foia_request: FoiaRequest
) -> None:
    here = f"/requests/{foia_request.pk}/appeal/"
    page = admin_client.post(f"{here}draft/", follow=True).content.decode()
    appeal = foia_request.appeals.first()
    assert appeal
    assert appeal.points.count() == 2
    assert "FREEDOM OF INFORMATION ACT APPEAL" in page
    assert " style=" not in page
    exported = admin_client.get(f"{here}letter.docx")
    assert exported.content.startswith(b"PK")
    assert "letter.docx" in exported["Content-Disposition"]

    admin_client.post(f"/appeals/{appeal.pk}/file/", {"on": "2018-11-05"})
    appeal.refresh_from_db()
    assert (appeal.status, appeal.filed_on) == ("filed", date(2018, 11, 5))
    assert foia_request.clock_events.filter(kind="appealed", on=date(2018, 11, 5)).exists()

    decision = {"on": "2018-12-20", "decide": "1", "point-1": "granted", "point-2": "denied"}
    admin_client.post(f"/appeals/{appeal.pk}/file/", decision)
    appeal.refresh_from_db()
    assert appeal.status == "decided"
    assert list(appeal.points.values_list("outcome", flat=True)) == ["granted", "denied"]
    assert foia_request.clock_events.filter(kind="decided").exists()


def test_an_appeal_is_filed_once_and_not_before_its_date(foia_request: FoiaRequest) -> None:
    appeal = foia_request.appeals.first()
    assert appeal
    with pytest.raises(FilingError, match="cannot have gone before"):
        appeal_file(appeal=appeal, filed_on=date(2018, 10, 1))
    with pytest.raises(FilingError, match="not waiting for a decision"):
        appeal_decide(appeal=appeal, decided_on=date(2018, 12, 1), outcomes={})
    appeal_file(appeal=appeal, filed_on=date(2018, 11, 5))
    with pytest.raises(FilingError, match="filed already"):
        appeal_file(appeal=appeal, filed_on=date(2018, 11, 6))
    with pytest.raises(FilingError, match="no such outcome"):
        appeal_decide(appeal=appeal, decided_on=date(2018, 12, 1), outcomes={1: "won"})


def test_who_may_only_look_drafts_exports_and_files_nothing(
    client: Client, foia_request: FoiaRequest
) -> None:
    user = User.objects.create_user("looker")
    client.force_login(user)
    appeal = foia_request.appeals.first()
    assert appeal
    for address in ("appeal/draft/", "appeal/letter.docx", "letter/ogis.docx"):
        assert client.post(f"/requests/{foia_request.pk}/{address}").status_code in (403, 405)
    assert client.post(f"/appeals/{appeal.pk}/file/", {"on": "2018-11-05"}).status_code == 403
    appeal.refresh_from_db()
    assert appeal.status == "draft"


def test_words_of_records_stay_words_in_the_page() -> None:
    page = as_page("A <script>alert\\(1\\)</script> [x](javascript:x) <b onclick=x>b</b> **c**")
    assert "script" not in page
    assert "onclick" not in page
    assert "<strong>c</strong>" in page


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p style='x' id='re'>a</p>", '<p id="re">a</p>'),
        ("<img src=x onerror=y>a", "a"),
        ("<a href='#fn1'>1</a><a href='//x.example'>2</a>", '<a href="#fn1">1</a><a>2</a>'),
        ("<style>p{}</style><iframe src=x></iframe>a &lt; b", "a &lt; b"),
        ("<p id='\"><script>'>a", '<p id="&quot;&gt;&lt;script&gt;">a'),
        ("<svg/onload=x>a<!-- b -->", "a"),
    ],
)
def test_only_plain_structure_is_left_of_html(html: str, left: str) -> None:
    assert safe_html(html) == left
