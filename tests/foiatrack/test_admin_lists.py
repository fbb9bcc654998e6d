"""The lists of the admin: what they narrow to, what is done to many rows, and who sees drafts."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gaps.models import Appeal, AppealPoint, AppealVersion, DraftedLetter, Finding, Review
from requests_app.models import Deadline, FoiaRequest, Tag
from tests.factories import AgencyFactory, ComponentFactory, FindingFactory, FoiaRequestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
REQUESTS, FINDINGS = "requests_app_foiarequest", "gaps_finding"


def signed_in(group: str) -> Client:
    person = User.objects.create_user(f"the {group}", is_staff=True)
    person.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def lawyer() -> Client:
    return signed_in("lawyer")


@pytest.fixture
def manager() -> Client:
    return signed_in("manager")


def address(model: str, page: str = "changelist", *args: object) -> str:
    return reverse(f"admin:{model}_{page}", args=args)


def listed(client: Client, model: str, **query: str) -> list[str]:
    answer = client.get(address(model), query)
    assert answer.status_code == 200, answer
    return sorted(str(each) for each in answer.context["cl"].result_list)


def due(foia_request: FoiaRequest, name: str, whose: str, on: date) -> None:
    Deadline.objects.create(
        foia_request=foia_request,
        position=1,
        name=name,
        whose=whose,
        runs_from_on=date(2018, 7, 20),
        due_on=on,
        derived_for=date(2018, 11, 1),
    )


def test_requests_are_listed_by_how_they_stand(manager: Client) -> None:
    due(FoiaRequestFactory(ref="LATE"), "determination", "agency", date(2018, 10, 31))
    due(FoiaRequestFactory(ref="NOT-LATE"), "determination", "agency", date(2018, 11, 1))
    due(FoiaRequestFactory(ref="CLOSING"), "appeal", "requester", date(2018, 11, 15))
    due(FoiaRequestFactory(ref="NOT-CLOSING"), "appeal", "requester", date(2018, 11, 16))
    due(FoiaRequestFactory(ref="CLOSED"), "appeal", "requester", date(2018, 10, 31))
    assert [each.split()[0] for each in listed(manager, REQUESTS, standing="overdue")] == ["LATE"]
    assert [each.split()[0] for each in listed(manager, REQUESTS, standing="closing")] == [
        "CLOSING"
    ]


def test_a_component_brings_its_rows_and_a_department_those_of_its_components(
    manager: Client,
) -> None:
    of_a = FoiaRequestFactory(ref="A-1", agency=ComponentFactory(abbreviation="A"))
    of_ab = FoiaRequestFactory(ref="AB-1", agency=ComponentFactory(abbreviation="AB"))
    FoiaRequestFactory(ref="X-1", agency=AgencyFactory(path="DEPX", abbreviation="DEPX"))
    for each in (of_a, of_ab):
        FindingFactory(foia_request=each, subject=each.ref)
    rows = listed(manager, REQUESTS, component="DEP/A")
    assert len(rows) == 1 and rows[0].startswith("A-1")
    assert len(listed(manager, REQUESTS, component="DEP")) == 2
    assert len(listed(manager, FINDINGS, component="DEP/A")) == 1
    assert len(listed(manager, FINDINGS, component="DEP")) == 2


def test_findings_are_listed_by_kind_and_by_the_tag_of_their_request(manager: Client) -> None:
    tagged = FoiaRequestFactory(ref="A-1")
    tagged.tags.add(tag := Tag.objects.create(name="faces"))
    FindingFactory(foia_request=tagged, code="COR001")
    FindingFactory(foia_request=FoiaRequestFactory(ref="B-1"), code="SCH001")
    assert len(listed(manager, FINDINGS, code="SCH001")) == 1
    assert len(listed(manager, FINDINGS, foia_request__tags__id__exact=str(tag.pk))) == 1


def test_requests_are_listed_by_the_kinds_of_their_gaps_unless_dismissed_or_cured(
    manager: Client,
) -> None:
    has = FoiaRequestFactory(ref="HAS")
    for subject in "ab":
        FindingFactory(foia_request=has, code="COR001", subject=subject)
    other, rejected, cured = (FoiaRequestFactory(ref=each) for each in ("OTHER", "NOT", "CURED"))
    FindingFactory(foia_request=other, code="SCH001")
    FindingFactory(foia_request=rejected, code="COR001", decision="dismissed", status="dismissed")
    FindingFactory(foia_request=cured, code="COR001", is_present=False, status="cured")
    assert [each.split()[0] for each in listed(manager, REQUESTS, gap="COR001")] == ["HAS"]
    assert [each.split()[0] for each in listed(manager, REQUESTS, gap="SCH001")] == ["OTHER"]


@pytest.mark.parametrize("model", [REQUESTS, FINDINGS, "gaps_appeal", "requests_app_deadline"])
def test_a_list_asks_no_more_for_more_rows(manager: Client, model: str) -> None:
    counted = []
    for some in (2, 12):
        for number in range(some):
            each = FoiaRequestFactory(
                ref=f"R-{some}-{number}",
                agency=ComponentFactory(abbreviation=f"C{some}{number}"),
                assignee=User.objects.create_user(f"p{some}-{number}"),
            )
            each.tags.add(Tag.objects.create(name=f"t{some}-{number}"))
            due(each, "determination", "agency", date(2018, 10, 31))
            FindingFactory(foia_request=each)
            Appeal.objects.create(foia_request=each, number=1, dated_on=date(2018, 11, 1))
        manager.get(address(model))
        with CaptureQueriesContext(connection) as asked:
            assert manager.get(address(model)).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]


def post(client: Client, model: str, action: str, rows: list[Any], **given: str) -> str:
    chosen = {"action": action, "_selected_action": [each.pk for each in rows], **given}
    return client.post(address(model), chosen, follow=True).content.decode()


def test_marked_requests_are_given_to_a_person_and_tagged(lawyer: Client) -> None:
    rows = [FoiaRequestFactory(ref="A-1"), FoiaRequestFactory(ref="B-1")]
    kim = User.objects.create_user("kim")
    page = post(lawyer, REQUESTS, "assign", rows, person=str(kim.pk))
    assert "Given to kim: 2 requests" in page
    page = post(lawyer, REQUESTS, "put_tag", rows[:1], tag="faces")
    assert "Tagged faces: 1 request" in page
    assert FoiaRequest.objects.filter(assignee=kim).count() == 2
    assert Tag.objects.get().foia_requests.get().ref == "A-1"
    assert rows[0].history.first().history_user.username == "the lawyer"
    assert "Given to nobody: 2 requests" in post(lawyer, REQUESTS, "assign", rows)


def test_nothing_is_done_with_a_person_or_a_tag_that_is_none(lawyer: Client) -> None:
    kim = User.objects.create_user("kim")
    rows = [FoiaRequestFactory(assignee=kim)]
    post(lawyer, REQUESTS, "assign", rows, person="999999")
    assert "Enter the tag" in post(lawyer, REQUESTS, "put_tag", rows, tag="  ")
    assert FoiaRequest.objects.get().assignee == kim
    assert not Tag.objects.exists()


def test_who_may_only_look_changes_no_request(manager: Client) -> None:
    rows = [FoiaRequestFactory()]
    post(manager, REQUESTS, "put_tag", rows, tag="faces")
    post(manager, REQUESTS, "assign", rows, person=str(User.objects.get().pk))
    assert not Tag.objects.exists()
    assert FoiaRequest.objects.get().assignee is None


def test_findings_are_dismissed_together_for_one_reason(lawyer: Client) -> None:
    rows = [FindingFactory(subject=each) for each in "ab"]
    assert "2 findings" in post(lawyer, FINDINGS, "dismiss", rows, reason="Sent by the company.")
    assert set(Finding.objects.values_list("status", flat=True)) == {"dismissed"}
    reviews = Review.objects.values_list("reason", "reviewer__username")
    assert list(reviews.order_by().distinct()) == [("Sent by the company.", "the lawyer")]


def test_findings_are_not_dismissed_without_a_reason(lawyer: Client) -> None:
    rows = [FindingFactory()]
    assert "why they are dismissed" in post(lawyer, FINDINGS, "dismiss", rows, reason=" ")
    assert Finding.objects.get().status == "open"


@pytest.fixture
def appeal() -> Appeal:
    made = Appeal.objects.create(
        foia_request=FoiaRequestFactory(), number=1, dated_on=date(2018, 11, 1), letter="WORDS"
    )
    AppealPoint.objects.create(appeal=made, number=1, code="COR001", heading="HEADING")
    AppealVersion.objects.create(appeal=made, number=1, content={}, letter="WORDS", what="first")
    DraftedLetter.objects.create(
        foia_request=made.foia_request, kind="ogis", number=1, dated_on=made.dated_on, letter="W"
    )
    return made


@pytest.mark.parametrize("model", ["gaps_appealversion", "gaps_appealpoint", "gaps_draftedletter"])
def test_drafts_are_for_lawyers_alone(appeal: Appeal, model: str, manager: Client) -> None:
    assert manager.get(address(model)).status_code == 403
    assert f'href="{address(model)}"' not in manager.get("/admin/").content.decode()
    assert signed_in("staff").get(address(model)).status_code == 403
    assert signed_in("lawyer").get(address(model)).status_code == 200


def test_how_an_appeal_stands_is_for_everybody_and_its_words_are_not(
    appeal: Appeal, manager: Client, lawyer: Client
) -> None:
    assert len(listed(manager, "gaps_appeal")) == 1
    shown = manager.get(address("gaps_appeal", "change", appeal.pk))
    assert shown.status_code == 200
    assert "WORDS" not in shown.content.decode() and "HEADING" not in shown.content.decode()
    history = address("gaps_appeal", "history", appeal.pk)
    assert manager.get(history).status_code == 403
    assert lawyer.get(history).status_code == 200
    assert (
        f"/appeals/{appeal.pk}/"
        in lawyer.get(address("gaps_appeal", "change", appeal.pk)).content.decode()
    )


def test_nobody_changes_the_words_of_an_appeal_past_its_versions(
    appeal: Appeal, admin_client: Client
) -> None:
    changed = {"letter": "OTHER", "number": "1", "status": "filed", "dated_on": "2018-11-01"}
    assert (
        admin_client.post(address("gaps_appeal", "change", appeal.pk), changed).status_code == 403
    )
    assert Appeal.objects.get().letter == "WORDS"
