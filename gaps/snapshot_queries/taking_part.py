"""Which offices stand in the headers of released messages, and what they reported of a search."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gaps.contract import Evidence, quoted
from gaps.snapshot import CaseSnapshot, Message, Office, Passage
from gaps.snapshot_queries.evidence import says_so
from gaps.snapshot_queries.messages import has_period, is_asked_for
from gaps.snapshot_queries.searches import is_part_of
from requests_app.ingest.extract.letter_facts.contract import FactName


@dataclass(frozen=True, slots=True)
class FoundNothing:
    """An office that reported no records, and the words by which it did."""

    office: Office
    told_by: tuple[Evidence, ...]


def offices_without_records(case: CaseSnapshot) -> list[FoundNothing]:
    """The offices that the agency says were searched and had nothing, each once; not the agency as
    a whole, and none that another search is said to have found records in."""
    agency = case.foia_request.agency.path
    found: dict[str, FoundNothing] = {}
    for office, told in (*_recorded(case), *_stated(case)):
        if is_part_of(agency, office.path) or _found_something(case, office):
            continue
        found.setdefault(office.path, FoundNothing(office, tuple(told)))
    return list(found.values())


def _recorded(case: CaseSnapshot) -> Iterator[tuple[Office, Sequence[Evidence]]]:
    for search in case.searches:
        if search.status == "no_records":
            yield search.office, says_so(search, "reports that no records were found")


def _stated(case: CaseSnapshot) -> Iterator[tuple[Office, Sequence[Evidence]]]:
    for letter in case.letters:
        for fact in letter.stated(FactName.OFFICE_NO_RECORDS):
            office = office_named(case, str(fact.value))
            if letter.direction == "in" and fact.confidence != "lead" and office and fact.passage:
                yield office, [quoted(fact.passage)]


def _found_something(case: CaseSnapshot, office: Office) -> bool:
    agency = case.foia_request.agency.path
    places = [each.office.path for each in case.searches if each.status == "searched"]
    searched = (is_part_of(office.path, each) and each != agency for each in places)
    stated = (
        fact
        for letter in case.letters
        if letter.direction == "in"
        for fact in letter.stated(FactName.OFFICE_SEARCHED)
    )
    return any(searched) or any(office_named(case, str(each.value)) == office for each in stated)


def office_named(case: CaseSnapshot, text: str) -> Office | None:
    """The office that a letter's words name, by its full name, else by its short form; None where
    none or more than one fits."""
    words = " ".join(text.split())
    in_full = {each.path: each for each in case.offices if _names(words, each.name, *each.aliases)}
    fitting = in_full or {
        each.path: each for each in case.offices if _names(words, each.abbreviation)
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _names(words: str, *forms: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", words) for form in forms if form)


def messages_with(case: CaseSnapshot, office: Office) -> list[tuple[Message, Passage | None]]:
    """The produced messages of the period asked for in whose header the office stands, or someone
    whose address is its own, with the words that show it. Where the request sets a period, an
    undated message may be of another."""
    shown: dict[str, Passage] = {}
    for mention in case.office_mentions:
        if (
            mention.as_participant
            and mention.message
            and is_part_of(mention.office.path, office.path)
        ):
            shown.setdefault(mention.message, mention.passage)
    own = {each.key for each in case.organisations if is_part_of(each.office, office.path)}
    return [
        (message, shown.get(message.key))
        for message in case.messages
        if message.produced
        and (message.key in shown or own & _organisations(message))
        and (message.sent_at or not has_period(case.foia_request))
        and is_asked_for(case.foia_request, message.sent_at)
    ]


def _organisations(message: Message) -> set[str]:
    people = (message.sender, *message.recipients)
    return {each.organisation for each in people if each and each.organisation}
