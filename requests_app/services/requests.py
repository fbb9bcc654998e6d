"""Logging a request: what was asked, of whom, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from requests_app.models import Custodian, FoiaRequest, Office, RequestIdentifier, RequestItem
from requests_app.services.ledger import ledger_follow


@dataclass(frozen=True, slots=True)
class RequestLogged:
    """What a person says of a new request; `numbers` are the agency's own, if it gave any."""

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


def request_log(*, logged: RequestLogged, logged_by: AbstractBaseUser | None = None) -> FoiaRequest:
    """Write the request with its parts, and begin its ledger; all of it or nothing."""
    with transaction.atomic():
        foia_request = FoiaRequest.objects.create(
            ref=logged.ref,
            title=logged.title,
            agency=logged.agency,
            requester=logged.requester,
            text=logged.text,
            filed_on=logged.filed_on,
            received_on=logged.received_on,
            records_from=logged.records_from,
            records_to=logged.records_to,
            fee_waiver_requested=logged.fee_waiver_requested,
            expedition_requested_on=logged.expedition_requested_on,
        )
        foia_request.offices.set(logged.offices)
        RequestItem.objects.bulk_create(
            RequestItem(foia_request=foia_request, number=number, text=text)
            for number, text in enumerate(logged.parts, 1)
        )
        for name in dict.fromkeys(logged.custodians):
            Custodian.objects.create(foia_request=foia_request, name=name, named_in_request=True)
        RequestIdentifier.objects.bulk_create(
            RequestIdentifier(foia_request=foia_request, kind="request", number=number)
            for number in dict.fromkeys(logged.numbers)
        )
        ledger_follow(foia_request=foia_request, recorded_by=logged_by)
    return foia_request


def next_ref(*, year: int) -> str:
    """The next file number of a year, as 2026-014."""
    taken = FoiaRequest.objects.filter(ref__regex=rf"^{year}-[0-9]{{3,}}$")
    numbers = [int(ref.partition("-")[2]) for ref in taken.values_list("ref", flat=True)]
    return f"{year}-{max(numbers, default=0) + 1:03d}"
