"""Whose side each participant of a message is on: by address, else by what a release implies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from requests_app.ingest.assemble.contract import AssembledMessage, Participant


@dataclass(frozen=True, slots=True)
class StatedOrganisation:
    """An organisation with its mail domains."""

    key: str
    domains: tuple[str, ...]
    side: str


def organisation_of_domain(
    domain: str, organisations: Sequence[StatedOrganisation]
) -> StatedOrganisation | None:
    """The organisation that a mail domain, or the domain it belongs to, is stated for."""
    fitting = [
        (len(stated), organisation)
        for organisation in organisations
        for stated in organisation.domains
        if domain == stated or domain.endswith(f".{stated}")
    ]
    return max(fitting, key=lambda each: each[0])[1] if fitting else None


def domain_of(address: str | None) -> str | None:
    """The domain of an address; the local part may be withheld."""
    if not address or "@" not in address:
        return None
    return address.rsplit("@", 1)[1].strip(" >.").lower()[:200] or None


def organisations_of(
    message: AssembledMessage,
    organisations: Sequence[StatedOrganisation],
    person_domains: Mapping[tuple[str, int], str | None],
) -> dict[tuple[str, int], str]:
    """The organisation key of each slot (role, position) of the message, where it can be told.

    `person_domains` gives the domain under which the person in a slot is known elsewhere.
    An email that came out of an agency's files has the agency on one side of it. Where no slot
    of the message shows the agency, the slots that show no address (names that Exchange prints
    without one, and withheld names) are therefore the agency's, if all others are outsiders.
    """
    slots = _slots(message)
    found: dict[tuple[str, int], str] = {}
    bare: list[tuple[str, int]] = []
    sides: set[str] = set()
    for place, participant in slots.items():
        domain = domain_of(participant.address) or person_domains.get(place)
        if domain is None:
            bare.append(place)
            continue
        organisation = organisation_of_domain(domain, organisations)
        found[place] = organisation.key if organisation else domain
        sides.add(organisation.side if organisation else "unknown")
    agency = [each.key for each in organisations if each.side == "agency"]
    if bare and "agency" not in sides and "outside" in sides and len(agency) == 1:
        found.update(dict.fromkeys(bare, agency[0]))
    return found


def _slots(message: AssembledMessage) -> dict[tuple[str, int], Participant]:
    slots: dict[tuple[str, int], Participant] = {}
    people = (*((message.sender,) if message.sender else ()), *message.recipients)
    counts: dict[str, int] = {}
    for participant in people:
        position = counts.get(participant.role, 0)
        counts[participant.role] = position + 1
        slots[participant.role, position] = participant
    return slots
