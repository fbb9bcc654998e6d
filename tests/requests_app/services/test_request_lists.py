"""The same change on several requests at once, and what their history keeps of it."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from requests_app.models import FoiaRequest, Tag
from requests_app.services.request_lists import requests_assign, requests_tag
from tests.factories import ComponentFactory, FoiaRequestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_requests_are_given_to_a_person_and_taken_from_everybody() -> None:
    kim = User.objects.create_user("kim")
    FoiaRequestFactory(ref="R-1", assignee=kim)
    FoiaRequestFactory(ref="R-2")
    assert requests_assign(requests=FoiaRequest.objects.all(), assignee=kim) == 1
    assert set(FoiaRequest.objects.values_list("assignee__username", flat=True)) == {"kim"}
    assert requests_assign(requests=FoiaRequest.objects.all(), assignee=None) == 2
    assert set(FoiaRequest.objects.values_list("assignee", flat=True)) == {None}


def test_the_history_of_a_request_keeps_its_tags_when_it_changes_hands() -> None:
    foia_request = FoiaRequestFactory()
    foia_request.tags.add(Tag.objects.create(name="faces"))
    requests_assign(requests=FoiaRequest.objects.all(), assignee=User.objects.create_user("kim"))
    kept = foia_request.history.first()
    assert [each.tag.name for each in kept.tags.all()] == ["faces"]
    assert kept.assignee.username == "kim"


def test_a_request_that_a_person_has_already_gets_no_line_in_its_history() -> None:
    kim = User.objects.create_user("kim")
    foia_request = FoiaRequestFactory(assignee=kim)
    before = foia_request.history.count()
    requests_assign(requests=FoiaRequest.objects.all(), assignee=kim)
    assert foia_request.history.count() == before


def test_a_tag_is_put_on_those_without_it_whatever_its_case() -> None:
    tag = Tag.objects.create(name="Faces")
    FoiaRequestFactory(ref="R-1").tags.add(tag)
    FoiaRequestFactory(ref="R-2")
    assert requests_tag(requests=FoiaRequest.objects.all(), name=" faces ") == 1
    assert Tag.objects.get().foia_requests.count() == 2


def test_a_new_tag_is_made() -> None:
    FoiaRequestFactory()
    assert requests_tag(requests=FoiaRequest.objects.all(), name="cameras") == 1
    assert Tag.objects.get().name == "cameras"


def test_a_tag_without_a_name_is_none() -> None:
    with pytest.raises(ValueError, match="a tag has a name"):
        requests_tag(requests=FoiaRequest.objects.all(), name="  ")
    assert not Tag.objects.exists()


def test_the_history_of_a_request_that_is_tagged_has_all_its_tags_and_its_offices() -> None:
    foia_request, other = FoiaRequestFactory(ref="R-1"), FoiaRequestFactory(ref="R-2")
    foia_request.offices.add(office := ComponentFactory())
    foia_request.tags.add(Tag.objects.create(name="faces"))
    requests_tag(requests=FoiaRequest.objects.all(), name="cameras")
    newest = foia_request.history.first()
    assert newest.history_type == "~"
    assert sorted(each.tag.name for each in newest.tags.all()) == ["cameras", "faces"]
    assert [each.office for each in newest.offices.all()] == [office]
    assert [each.tag.name for each in other.history.first().tags.all()] == ["cameras"]
    changes = newest.diff_against(newest.prev_record).changed_fields
    assert changes == ["tags"]


def test_many_are_given_and_tagged_with_no_more_questions_than_two() -> None:
    counted = []
    for some in (2, 30):
        FoiaRequest.objects.all().delete()
        for number in range(some):
            FoiaRequestFactory(ref=f"R-{some}-{number}")
        kim = User.objects.create_user(f"kim {some}")
        with CaptureQueriesContext(connection) as asked:
            assert requests_assign(requests=FoiaRequest.objects.all(), assignee=kim) == some
            assert requests_tag(requests=FoiaRequest.objects.all(), name=f"tag {some}") == some
        counted.append(len(asked))
        assert FoiaRequest.objects.filter(assignee=kim, tags__name=f"tag {some}").count() == some
    assert counted[0] == counted[1]
