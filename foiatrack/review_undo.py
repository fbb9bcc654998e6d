"""What a person decided in this session, so that it can be taken back, last first."""

from collections.abc import Sequence

from django.contrib.sessions.backends.base import SessionBase

from gaps.models import Review

KEY = "decided"
MOST = 50
"""Decisions that can be taken back; one on many findings at once counts as one."""


def remember(session: SessionBase, foia_request_pk: int, reviews: Sequence[Review]) -> None:
    """Note a decision."""
    noted = [*session.get(KEY, ()), [foia_request_pk, [each.pk for each in reviews]]]
    session[KEY] = noted[-MOST:]


def last_decided(session: SessionBase, foia_request_pk: int) -> list[int]:
    """The reviews of the last decision on this request that was not taken back."""
    noted = reversed(session.get(KEY, ()))
    return next((reviews for request, reviews in noted if request == foia_request_pk), [])


def forget(session: SessionBase, foia_request_pk: int, reviews: Sequence[int]) -> None:
    """A decision was taken back."""
    session[KEY] = [each for each in session.get(KEY, ()) if each != [foia_request_pk, reviews]]
