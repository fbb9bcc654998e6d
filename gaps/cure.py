"""Whether what a finding awaited has come, and on which page."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gaps.contract import Awaited, AwaitedKind
from gaps.snapshot import CaseSnapshot, Message, PageRef
from gaps.snapshot_queries.custodians import identities, identities_reached
from gaps.snapshot_queries.exchanges import parties
from gaps.snapshot_queries.meetings import invitations, record_of_meeting
from gaps.snapshot_queries.numbers import accounted_for
from gaps.snapshot_queries.refusals import reason_given
from gaps.snapshot_queries.searches import page_of, search_that_covers
from gaps.snapshot_queries.wording import cite
from requests_app.ingest.extract.letter_facts.contract import FactName
from requests_app.law.ledger import EventKind


@dataclass(frozen=True, slots=True)
class Cure:
    """What brought what was awaited: the page, where it has one, and the same in words."""

    page: PageRef | None
    note: str


@dataclass(frozen=True, slots=True)
class Places:
    """Messages by everything that an awaited key may name them by, and by thread."""

    messages: Mapping[str, Message]
    threads: Mapping[str, Sequence[Message]]

    def get(self, key: str) -> Message | None:
        """The message of a place, a Message-ID or a key; None where there is none."""
        return self.messages.get(key)


def places_of(case: CaseSnapshot) -> Places:
    """The index that `cured_by` needs; made once where many findings are asked about."""
    messages: dict[str, Message] = {}
    threads: defaultdict[str, list[Message]] = defaultdict(list)
    for message in case.messages:
        messages[message.key] = messages[f"key:{message.key}"] = message
        for occurrence in message.occurrences:
            messages.setdefault(occurrence.place, message)
        if message.message_id:
            messages[f"mid:{message.message_id}"] = message
        threads[message.normalized_subject].append(message)
    messages.pop("", None)
    return Places(messages, threads)


def cured_by(
    awaits: Sequence[Awaited], case: CaseSnapshot, places: Places | None = None
) -> Cure | None:
    """What in a snapshot brings everything that a finding awaited; None while anything is still
    missing, or where the finding awaits nothing that a snapshot can show."""
    if not awaits:
        return None
    known = places_of(case) if places is None else places
    cures = [_CURES[each.kind](each.key, case, known) for each in awaits]
    return None if any(each is None for each in cures) else cures[0]


def _produced(message: Message | None) -> Cure | None:
    if message is None or not message.produced:
        return None
    return Cure(message.first_page, f"The message was produced: {cite(message.first_page)}.")


def _message(key: str, case: CaseSnapshot, places: Places) -> Cure | None:
    if not key.startswith("parent:"):
        return _produced(places.get(key))
    reply = places.get(key.removeprefix("parent:"))
    return _produced(case.message_by_key.get(reply.parent or "") if reply else None)


def _reply(key: str, case: CaseSnapshot, places: Places) -> Cure | None:
    source, _, target = key.partition(">")
    known = parties(case)
    for message in case.messages:
        if not message.produced or known.sender(message) != source:
            continue
        if target in known.recipients(message):
            return _produced(message)
    return None


def _attachment(key: str, case: CaseSnapshot, places: Places) -> Cure | None:
    place, _, name = key.partition("#")
    message = places.get(place)
    if message is None:
        return None
    # The same name in another thread is another file.
    thread = places.threads[message.normalized_subject] if message.normalized_subject else ()
    for claim in (claim for each in (message, *thread) for claim in each.attachments):
        if claim.name.strip().casefold() != name.strip().casefold():
            continue
        if claim.produced_at:
            return Cure(claim.produced_at, f"The file was produced: {cite(claim.produced_at)}.")
        if claim.withheld_at:
            return Cure(claim.withheld_at, f"A sheet lists the file: {cite(claim.withheld_at)}.")
    return None


def _pages(key: str, case: CaseSnapshot, places: Places) -> Cure | None:
    prefix, _, run = key.rpartition("#")
    if "-" not in run:
        return _count(prefix.removeprefix("production "), int(run), case)
    first, _, last = run.partition("-")
    stamp = accounted_for(case, prefix, int(first), int(last))
    if stamp is None:
        return None
    return Cure(stamp.page, f"The numbers are accounted for: {cite(stamp.page)}.")


def _count(number: str, released: int, case: CaseSnapshot) -> Cure | None:
    for each in case.productions:
        if str(each.number) != number or each.pages_released is None:
            continue
        if each.pages_counted >= released:
            return Cure(each.letter, "All pages that the letter counts have come.")
        if each.pages_counted >= each.pages_released:
            return Cure(each.letter, f"The count is corrected: {cite(each.letter)}.")
    return None


def _search(key: str, case: CaseSnapshot, places: Places) -> Cure | None:
    search = search_that_covers(case, key)
    if search is None:
        return None
    page = page_of(search)
    return Cure(page, f"{search.office.full_name} was searched: {cite(page)}.")


def _reason(key: str, case: CaseSnapshot, places: Places) -> Cure | None:
    for search in case.searches:
        if search.office.path == key and search.status == "refused" and reason_given(search):
            page = page_of(search)
            return Cure(page, f"The reason is given: {cite(page)}.")
    return _search(key, case, places)


def _custodian(key: str, case: CaseSnapshot, places: Places) -> Cure | None:
    wanted = identities(key, None)
    for search in case.searches:
        named = (identities(each.name, each.person) for each in search.custodians)
        if search.status in ("searched", "no_records") and any(each & wanted for each in named):
            page = page_of(search)
            return Cure(page, f"{key} is named among the custodians searched: {cite(page)}.")
    if not wanted & identities_reached(case):
        return None
    own = (each for each in case.messages if identities(each.mailbox_owner or "", None) & wanted)
    page = next((each.first_page for each in own), None)
    return Cure(page, f"A message was printed from this person's mailbox: {cite(page)}.")


def _record(key: str, case: CaseSnapshot, places: Places) -> Cure | None:
    _, _, day = key.partition("#")
    if not day:
        return None
    page = record_of_meeting(case, date.fromisoformat(day), invited=tuple(invitations(case)))
    return Cure(page, f"A record of that day was produced: {cite(page)}.") if page else None


def _statement(key: str, case: CaseSnapshot, places: Places) -> Cure | None:
    name, _, value = key.partition("=")
    for letter in case.letters:
        for fact in letter.stated(FactName(name)):
            if letter.direction == "in" and (not value or str(fact.value) == value):
                page = fact.passage.page if fact.passage else next(iter(letter.pages), None)
                return Cure(page, f"A letter states it: {cite(page)}.")
    return None


def _event(key: str, case: CaseSnapshot, places: Places) -> Cure | None:
    kinds = [EventKind(each) for each in key.split("|")]
    event = case.ledger.as_of(case.as_of).last(*kinds)
    if event is None:
        return None
    return Cure(None, f"It is in the ledger: {event.kind.replace('_', ' ')}, {event.on}.")


def _release(key: str, case: CaseSnapshot, places: Places) -> Cure | None:
    after = date.fromisoformat(key)
    for each in case.productions:
        if each.received_on and after < each.received_on <= case.as_of:
            return Cure(each.letter, f"Production {each.number} came on {each.received_on}.")
    return None


_CURES: Mapping[AwaitedKind, Callable[[str, CaseSnapshot, Places], Cure | None]] = {
    "message": _message,
    "reply": _reply,
    "attachment": _attachment,
    "pages": _pages,
    "search": _search,
    "reason": _reason,
    "custodian": _custodian,
    "record": _record,
    "statement": _statement,
    "event": _event,
    "release": _release,
}
