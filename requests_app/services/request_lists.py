"""The same change on several requests at once.

Each is saved by itself: the history of a request keeps its tags and offices with every change, and
what is written in bulk would leave them out.
"""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.models import FoiaRequest, Tag


@transaction.atomic
def requests_assign(*, requests: Iterable[FoiaRequest], assignee: User | None) -> int:
    """Give requests to the person who sees to them from now on, or to nobody; how many changed."""
    moved = [each for each in requests if each.assignee_id != (assignee.pk if assignee else None)]
    for each in moved:
        each.assignee = assignee
        each.save(update_fields=["assignee"])
    return len(moved)


@transaction.atomic
def requests_tag(*, requests: Iterable[FoiaRequest], name: str) -> int:
    """Put a tag on requests, made where there is none of that name in whatever case; how many did
    not have it. Raises ValueError for a name of nothing."""
    if not name.strip():
        raise ValueError("a tag has a name")
    tag = Tag.objects.filter(name__iexact=name.strip()).first()
    tag = tag or Tag.objects.create(name=name.strip())
    having = set(tag.foia_requests.values_list("pk", flat=True))
    without = [each for each in requests if each.pk not in having]
    for each in without:
        each.tags.add(tag)
    return len(without)
