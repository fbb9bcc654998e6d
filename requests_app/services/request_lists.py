"""The same change on several requests at once, and a line in the history of each."""

from collections.abc import Iterable, Iterator, Sequence

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.models import FoiaRequest, Tag

AT_ONCE = 500
"""Requests that one statement changes."""


@transaction.atomic
def requests_assign(*, requests: Iterable[FoiaRequest], assignee: User | None) -> int:
    """Give requests to the person who sees to them from now on, or to nobody; how many changed."""
    moved = [each for each in requests if each.assignee_id != (assignee.pk if assignee else None)]
    for some in _batches(moved):
        for each in some:
            each.assignee = assignee
        FoiaRequest.objects.filter(pk__in=[each.pk for each in some]).update(assignee=assignee)
        _remember(some)
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
    through = FoiaRequest.tags.through
    for some in _batches(without):
        rows = [through(foiarequest_id=each.pk, tag_id=tag.pk) for each in some]
        # Somebody else may put it on meanwhile.
        through.objects.bulk_create(rows, ignore_conflicts=True)
        _remember(some)
    return len(without)


def _batches(requests: Sequence[FoiaRequest]) -> Iterator[Sequence[FoiaRequest]]:
    return (requests[at : at + AT_ONCE] for at in range(0, len(requests), AT_ONCE))


def _remember(requests: Sequence[FoiaRequest]) -> None:
    """A line in the history of each, with its tags and offices, which a line written in bulk is
    without."""
    history = FoiaRequest.history
    lines = history.bulk_history_create(requests, update=True)
    line_of = {line.id: line for line in lines}
    for field in history.model._history_m2m_fields:
        kept = getattr(history.model, field.name).model
        held = field.remote_field.through.objects.filter(foiarequest__in=line_of)
        kept.objects.bulk_create(
            kept(history=line_of[row["foiarequest_id"]], **row) for row in held.values()
        )
