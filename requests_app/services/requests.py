"""Logging a request and correcting it: what was asked, of whom, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from requests_app.models import Custodian, FoiaRequest, Office, RequestIdentifier, RequestItem, Tag
from requests_app.services.ledger import ledger_changed, ledger_follow
from requests_app.services.rows import request_lock, row_refresh

KIND = RequestIdentifier.Kind.REQUEST


@dataclass(frozen=True, slots=True)
class RequestLogged:
    """What a person says of a request; `numbers` are the agency's own, if it gave any. `tags` are
    names, and a new one is made."""

    ref: str
    title: str
    agency: Office
    requester: str
    text: str
    filed_on: date | None = None
    received_on: date | None = None
    records_from: date | None = None
    records_to: date | None = None
    fee_waiver_requested: bool = False
    expedition_requested_on: date | None = None
    parts: Sequence[str] = ()
    offices: Sequence[Office] = ()
    custodians: Sequence[str] = ()
    numbers: Sequence[str] = ()
    tags: Sequence[str] = ()
    assignee: AbstractBaseUser | None = None


FIELDS = (
    *("ref", "title", "agency", "requester", "text", "filed_on", "received_on", "records_from"),
    *("records_to", "fee_waiver_requested", "expedition_requested_on", "assignee"),
)
"""What stands in the row of the request itself."""


def request_log(*, logged: RequestLogged, logged_by: AbstractBaseUser | None = None) -> FoiaRequest:
    """Write the request with its parts, and begin its ledger; all of it or nothing."""
    with transaction.atomic():
        foia_request = FoiaRequest.objects.create(
            **{name: getattr(logged, name) for name in FIELDS}
        )
        _lists_write(foia_request, logged)
        ledger_follow(foia_request=foia_request, recorded_by=logged_by)
        ledger_changed(foia_request)
    return foia_request


def request_change(
    *,
    foia_request: FoiaRequest,
    logged: RequestLogged,
    changed_by: AbstractBaseUser | None = None,
) -> None:
    """Correct the request: its history keeps what stood there, its ledger follows, and the
    findings that rest on it are looked for again."""
    with transaction.atomic():
        request_lock(foia_request.pk)
        for name in FIELDS:
            setattr(foia_request, name, getattr(logged, name))
        foia_request.save()
        _lists_write(foia_request, logged)
        ledger_follow(foia_request=foia_request, recorded_by=changed_by)
        ledger_changed(foia_request)


def logged_of(foia_request: FoiaRequest) -> RequestLogged:
    """What was said of a request, as a person would enter it."""
    custodians = foia_request.custodians.filter(named_in_request=True)
    return RequestLogged(
        **{name: getattr(foia_request, name) for name in FIELDS},
        parts=[each.text for each in foia_request.items.all()],
        offices=list(foia_request.offices.all()),
        custodians=[each.name for each in custodians],
        numbers=[each.number for each in foia_request.identifiers.filter(kind=KIND)],
        tags=[each.name for each in foia_request.tags.all()],
    )


def _lists_write(foia_request: FoiaRequest, logged: RequestLogged) -> None:
    foia_request.offices.set(logged.offices)
    foia_request.tags.set(_tags(logged.tags))
    for number, text in enumerate(logged.parts, 1):
        part = {"foia_request": foia_request, "number": number}
        row_refresh(RequestItem, part, {"text": text})
    foia_request.items.filter(number__gt=len(logged.parts)).delete()
    numbers = foia_request.identifiers.filter(kind=KIND)
    numbers.exclude(number__in=logged.numbers).delete()
    for each in logged.numbers:
        RequestIdentifier.objects.get_or_create(foia_request=foia_request, kind=KIND, number=each)
    _custodians_write(foia_request, logged.custodians)


def _custodians_write(foia_request: FoiaRequest, names: Sequence[str]) -> None:
    """Those whom the request names. Who is no longer named stays where a search names them."""
    for name in names:
        custodian, _ = Custodian.objects.get_or_create(
            foia_request=foia_request, name=name, defaults={"named_in_request": True}
        )
        if not custodian.named_in_request:
            custodian.named_in_request = True
            custodian.save()
    dropped = foia_request.custodians.filter(named_in_request=True).exclude(name__in=names)
    for each in dropped:
        if each.searches.exists():
            each.named_in_request = False
            each.save()
        else:
            each.delete()


def _tags(names: Sequence[str]) -> list[Tag]:
    """The tags of these names, made where there are none; upper and lower case are the same."""
    wanted = {name.casefold(): name for name in reversed(names)}
    held = {
        each.name.casefold(): each
        for name in wanted.values()
        for each in Tag.objects.filter(name__iexact=name)
    }
    missing = [name for key, name in wanted.items() if key not in held]
    return [*held.values(), *(Tag.objects.create(name=name) for name in missing)]


def next_ref(*, year: int) -> str:
    """The next file number of a year, as 2026-014."""
    taken = FoiaRequest.objects.filter(ref__regex=rf"^{year}-[0-9]{{3,}}$")
    numbers = [int(ref.partition("-")[2]) for ref in taken.values_list("ref", flat=True)]
    return f"{year}-{max(numbers, default=0) + 1:03d}"
