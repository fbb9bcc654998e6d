"""Recording that a person opened an authority."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser

from requests_app.law.authorities import authority
from requests_app.law.openings import Confirmed
from requests_app.models import AuthorityOpening, AuthorityRecord


class OpeningError(ValueError):
    """An opening that cannot be recorded as given; the text says why."""


def authority_open(
    *,
    record: AuthorityRecord,
    opened_by: AbstractBaseUser,
    confirmed: Collection[Confirmed],
    source: str,
    note: str = "",
) -> AuthorityOpening:
    """Record that `opened_by` opened the authority at `source`, and what that person confirms.

    The last record of an authority counts. Raises OpeningError where no source is named, where
    nothing is confirmed and no note says why, or where the project no longer has the authority.
    """
    if not source.strip():
        raise OpeningError("say where it was read")
    if not confirmed and not note.strip():
        raise OpeningError("say what is wrong, since nothing is confirmed")
    try:
        present = authority(record.key)
    except KeyError as error:
        raise OpeningError(f"{record.key}: the project no longer has this authority") from error
    return AuthorityOpening.objects.create(
        authority=record,
        citation=present.citation,
        pin=present.pin or "",
        proposition=present.proposition,
        source=source.strip(),
        note=note.strip(),
        opened_by=opened_by,  # type: ignore[misc]  # the user model of the project
        **{f"confirms_{each}": each in confirmed for each in Confirmed},
    )
