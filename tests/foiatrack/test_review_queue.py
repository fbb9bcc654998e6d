"""The review queue without a browser: what it shows, what it decides, whom it refuses."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gaps.models import Finding, Review
from gaps.services.reviews import finding_review
from requests_app.models import Redaction, SourceFile
from tests.foiatrack.reviewing import findings_on, released_file

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def released(store: Path, tmp_path: Path, settings: Any) -> SourceFile:
    settings.MEDIA_ROOT = tmp_path / "media"
    return released_file(tmp_path)


@pytest.fixture
def lawyer(client: Client) -> Client:
    person = User.objects.create_user("kim")
    person.groups.add(Group.objects.get(name="lawyer"))
    client.force_login(person)
    return client


def address(released: SourceFile, what: str = "") -> str:
    return f"/requests/{released.foia_request_id}/review/{what}"


def decide(client: Client, finding: Finding, decision: str, **values: object) -> Any:
    sent = {"finding": finding.pk, "decision": decision, "seen": "none"} | values
    path = f"/requests/{finding.foia_request_id}/review/decide/"
    return client.post(path, sent, follow=True)


def statuses() -> list[str]:
    return list(Finding.objects.order_by("pk").values_list("status", flat=True))


def test_a_finding_is_shown_with_its_page_and_the_proof_outlined(
    lawyer: Client, released: SourceFile
) -> None:
    findings_on(released, 2)
    page = lawyer.get(address(released)).content.decode()
    first = released.pages.get(index=0)
    assert "Nothing came back from office 0." in page
    assert f'src="/pages/{first.pk}/picture.png"' in page
    # The second line, from 72 to 190 points across and 90 to 102 down, with a margin around it.
    assert 'class="proof" d="M191.6 88.4L191.6 103.6L70.4 103.6L70.4 88.4Z"' in page
    assert '<mark class="proof">Prices rose again.</mark>' in page
    assert "Looked through: 2 pages." in page
    assert "When it is not a gap" in page
    assert "What would cure it" in page


def test_the_next_proof_is_another_page(lawyer: Client, released: SourceFile) -> None:
    finding = findings_on(released, 1)[0]
    second = finding.evidence.all()[1]
    asked = f"?finding={finding.pk}&proof={second.position}"
    page = lawyer.get(address(released, asked)).content.decode()
    assert f'src="/pages/{second.page_id}/picture.png"' in page
    assert "proof 2 of 2" in page
    assert 'data-key="p"' in page
    assert 'data-key="n"' not in page


def test_a_decision_is_kept_with_who_took_it_and_leads_to_the_next(
    lawyer: Client, released: SourceFile
) -> None:
    first, second, _ = findings_on(released, 3)
    answer = decide(lawyer, first, "confirmed")
    assert answer.redirect_chain == [(address(released, f"?finding={second.pk}"), 302)]
    assert "Confirmed: COR001. 2 findings left to review." in answer.content.decode()
    review = Review.objects.get()
    assert (review.decision, review.reviewer.get_username()) == ("confirmed", "kim")
    assert statuses() == ["confirmed", "open", "open"]


def test_the_last_one_decided_leads_to_the_end_of_the_queue(
    lawyer: Client, released: SourceFile
) -> None:
    finding = findings_on(released, 1)[0]
    answer = decide(lawyer, finding, "dismissed", reason="it came by post")
    assert "Nothing is left to review" in answer.content.decode()
    assert Review.objects.get().reason == "it came by post"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"decision": "dismissed", "reason": "  "}, "say why"),
        ({"decision": "perhaps"}, "Nothing was decided"),
        ({"decision": "confirmed", "seen": "dismissed"}, "decided meanwhile"),
    ],
)
def test_what_is_not_a_whole_decision_changes_nothing(
    lawyer: Client, released: SourceFile, sent: dict[str, str], said: str
) -> None:
    finding = findings_on(released, 1)[0]
    answer = decide(lawyer, finding, **sent)
    assert said in answer.content.decode()
    assert not Review.objects.exists()


def test_a_finding_of_another_request_cannot_be_decided_here(
    lawyer: Client, released: SourceFile, tmp_path: Path
) -> None:
    other = findings_on(released_file(tmp_path, pages=1), 1)[0]
    sent = {"finding": other.pk, "decision": "confirmed", "seen": "none"}
    assert lawyer.post(address(released, "decide/"), sent).status_code == 404
    assert not Review.objects.exists()


def test_decisions_are_taken_back_one_after_another(lawyer: Client, released: SourceFile) -> None:
    first, second, _ = findings_on(released, 3)
    decide(lawyer, first, "confirmed")
    decide(lawyer, second, "dismissed", reason="a list")
    for left, at in ((["confirmed", "open", "open"], second), (["open", "open", "open"], first)):
        answer = lawyer.post(address(released, "undo/"), follow=True)
        assert "Taken back: 1 finding." in answer.content.decode()
        assert answer.redirect_chain[-1][0].endswith(f"finding={at.pk}")
        assert statuses() == left
    answer = lawyer.post(address(released, "undo/"), follow=True)
    assert "Nothing to take back." in answer.content.decode()


def test_what_somebody_else_decided_since_stays(lawyer: Client, released: SourceFile) -> None:
    finding = findings_on(released, 1)[0]
    decide(lawyer, finding, "confirmed")
    finding_review(finding=finding, decision="dismissed", reason="it came by post")
    answer = lawyer.post(address(released, "undo/"), follow=True)
    assert "Left as it is, as decided on since: 1 finding." in answer.content.decode()
    assert statuses() == ["dismissed"]


def test_all_of_a_kind_are_decided_at_once_and_taken_back_at_once(
    lawyer: Client, released: SourceFile
) -> None:
    findings_on(released, 3)
    findings_on(released, 1, code="SCH001")
    sent = {"kind": "COR001", "seen": "3", "decision": "dismissed", "reason": "all came by post"}
    answer = lawyer.post(address(released, "many/"), sent, follow=True)
    assert "Dismissed: COR001, 3 findings. 1 finding left to review." in answer.content.decode()
    assert statuses() == ["dismissed"] * 3 + ["open"]
    lawyer.post(address(released, "undo/"))
    assert statuses() == ["open"] * 4


def test_more_findings_than_a_person_was_told_of_are_not_decided_on(
    lawyer: Client, released: SourceFile
) -> None:
    findings_on(released, 3)
    sent = {"kind": "COR001", "seen": "2", "decision": "confirmed"}
    answer = lawyer.post(address(released, "many/"), sent, follow=True)
    assert "There are now 3 open findings of COR001" in answer.content.decode()
    assert statuses() == ["open"] * 3


def test_without_the_permission_there_is_nothing_to_press_and_nothing_is_taken(
    client: Client, released: SourceFile
) -> None:
    finding = findings_on(released, 1)[0]
    person = User.objects.create_user("lee")
    person.groups.add(Group.objects.get(name="manager"))
    client.force_login(person)
    page = client.get(address(released)).content.decode()
    assert "Nothing came back from office 0." in page
    assert 'data-key="c"' not in page
    assert "/review/many/" not in page
    for what in ("decide/", "many/", "undo/"):
        sent = {"finding": finding.pk, "decision": "confirmed", "seen": "none", "kind": "COR001"}
        assert client.post(address(released, what), sent).status_code == 403
    assert not Review.objects.exists()


def test_a_decision_is_never_taken_by_following_a_link(
    lawyer: Client, released: SourceFile
) -> None:
    findings_on(released, 1)
    for what in ("decide/", "many/", "undo/"):
        assert lawyer.get(address(released, what)).status_code == 405


def test_htmx_gets_the_part_that_changes_and_the_words_to_say(
    lawyer: Client, released: SourceFile
) -> None:
    first, _ = findings_on(released, 2)
    sent = {"finding": first.pk, "decision": "confirmed", "seen": "none"}
    answer = lawyer.post(
        address(released, "decide/"), sent, follow=True, headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert "<html" not in page
    assert 'id="said" role="status" aria-live="polite" hx-swap-oob="innerHTML"' in page
    assert "Confirmed: COR001. 1 finding left to review." in page
    assert "HX-Request" in answer["Vary"]
    restored = lawyer.get(
        address(released),
        headers={"HX-Request": "true", "HX-History-Restore-Request": "true"},
    )
    assert "<html" in restored.content.decode()


def test_decided_findings_are_a_queue_of_their_own(lawyer: Client, released: SourceFile) -> None:
    first, second = findings_on(released, 2)
    decide(lawyer, first, "dismissed", reason="it came by post")
    page = lawyer.get(address(released, "?show=decided")).content.decode()
    assert "it came by post" in page
    assert second.message not in page
    answer = decide(lawyer, first, "none", seen="dismissed", show="decided")
    assert "Open again: COR001" in answer.content.decode()
    assert statuses() == ["open", "open"]


@pytest.mark.parametrize("asked", ["?finding=x", "?finding=9999999", "?show=x&proof=-1&code=%00"])
def test_an_address_that_makes_no_sense_shows_the_queue(
    lawyer: Client, released: SourceFile, asked: str
) -> None:
    findings_on(released, 1)
    assert lawyer.get(address(released, asked)).status_code == 200


def test_a_finding_of_a_kind_that_is_no_longer_looked_for_is_shown(
    lawyer: Client, released: SourceFile
) -> None:
    findings_on(released, 1, code="OLD001")
    page = lawyer.get(address(released)).content.decode()
    assert "no longer looked for" in page


def test_a_native_email_has_its_words_in_place_of_a_picture(
    lawyer: Client, released: SourceFile
) -> None:
    SourceFile.objects.filter(pk=released.pk).update(parser="eml")
    findings_on(released, 1)
    page = lawyer.get(address(released)).content.decode()
    assert "picture.png" not in page
    assert '<mark class="proof">Prices rose again.</mark>' in page


def test_words_that_were_meant_to_be_closed_are_not_shown_beside_the_proof(
    lawyer: Client, released: SourceFile
) -> None:
    findings_on(released, 1)
    for page in released.pages.all():
        Redaction.objects.create(page=page, kind="box", box=[0, 70, 142, 106], codes=[])
    html = lawyer.get(address(released)).content.decode()
    assert "Sent: Monday" not in html
    assert "█████ ██████" in html
    assert html.count("<blockquote>██████ ████ again.</blockquote>") == 2
    assert "Prices rose" not in html


@pytest.mark.parametrize("number", [2, 120])
def test_the_queries_of_the_queue_do_not_grow(
    lawyer: Client,
    released: SourceFile,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    findings_on(released, number)
    lawyer.get(address(released))
    with django_assert_num_queries(13):
        lawyer.get(address(released))


def test_a_long_queue_is_shown_in_parts_around_the_current_finding(
    lawyer: Client, released: SourceFile
) -> None:
    found = findings_on(released, 120)
    page = lawyer.get(address(released, f"?finding={found[60].pk}")).content.decode()
    assert "51 to 100 of 120" in page
    assert "61 of 120" in page
    assert found[49].message not in page
    assert f"finding={found[61].pk}" in page


def test_the_list_of_gaps_names_the_first_of_very_many_and_says_how_many_there_are(
    lawyer: Client, released: SourceFile
) -> None:
    findings_on(released, 103)
    page = lawyer.get(f"/requests/{released.foia_request_id}/gaps/").content.decode()
    assert "The first 50 of 103." in page
    assert "Nothing came back from office 49." in page
    assert "Nothing came back from office 50." not in page
    assert "?show=open" in page
