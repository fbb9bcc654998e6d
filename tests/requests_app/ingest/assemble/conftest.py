from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any

import pytest

from requests_app.ingest.assemble.contract import Occurrence, Participant

NOON = datetime(2018, 6, 14, 12, 5)
WORDS = (
    "The contract modification was signed this morning and the vendor will begin the pilot "
    "at the two field sites once the privacy office has cleared the threshold analysis."
)


def person(text: str, role: Any = "from") -> Participant:
    """`Name <address>`, `address`, `Name`; `[]` is a closed slot."""
    if text == "[]":
        return Participant(role, None, None, redacted=True)
    name, _, address = text.partition("<")
    if not address and "@" in name:
        name, address = "", name
    return Participant(role, name.strip() or None, address.strip("> ") or None)


@pytest.fixture(scope="session")
def email() -> Callable[..., Occurrence]:
    """Makes occurrences with a key of their own, in the order in which they are made."""
    numbers = count(1)

    def make(
        sender: str | None = "Ann Lee <ann.lee@agency.gov>",
        sent: datetime | None = NOON,
        subject: str | None = "Pilot sites",
        body: str = WORDS,
        *,
        role: Any = "top",
        inside: Occurrence | None = None,
        to: tuple[str, ...] = ("Bo Kim <bo@vendor.com>",),
        has_time: bool = True,
        **fields: Any,
    ) -> Occurrence:
        number = next(numbers)
        return Occurrence(
            key=(inside.key[0], number) if inside else (number, number),
            role="quoted" if inside and role == "top" else role,
            container=inside.key if inside else None,
            order=number,
            sender=person(sender) if sender is not None else None,
            recipients=tuple(person(each, "to") for each in to),
            sent_at=sent,
            has_time=has_time and sent is not None,
            utc_offset=fields.pop("utc_offset", None),
            subject=subject,
            body=body,
            complete_header=fields.pop("complete_header", True),
            **fields,
        )

    return make
