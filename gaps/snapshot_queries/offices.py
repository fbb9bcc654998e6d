"""Which offices the request names, or the records lead to, that the agency did not search."""

from collections import defaultdict
from dataclasses import dataclass

from gaps.contract import Confidence
from gaps.snapshot import CaseSnapshot, Office, OfficeMention, Search
from gaps.snapshot_queries.searches import carried_out, has_answered, is_part_of, search_that_covers
from gaps.snapshot_queries.wording import listed

MENTIONS_CITED = 5
HOW_SHOWN = ((False, "name it"), (True, "show it in the headers of messages"))
"""What a mention proves, by whether it stands in a header as the office of someone there."""


@dataclass(frozen=True, slots=True)
class UnsearchedOffice:
    """An office without a search, what the agency says of it, and where the records name it."""

    office: Office
    requested: bool
    search: Search | None
    mentions: tuple[OfficeMention, ...]
    confidence: Confidence

    @property
    def cited(self) -> tuple[OfficeMention, ...]:
        """The mentions that a finding proves itself with."""
        return self.mentions[:MENTIONS_CITED]

    @property
    def ground(self) -> str:
        """Why the agency had to search it, as part of a sentence."""
        if self.requested:
            return "the request names it"
        return "the released records lead to it, and it is part of the agency"

    @property
    def said(self) -> str:
        """What the agency says of a search of it, as part of a sentence."""
        if self.search is None:
            return "it says nothing of a search of this office"
        if self.search.status == "refused":
            return "it refused to search this office"
        return "it does not say whether it searched this office"

    @property
    def shown(self) -> str:
        """How the released records show it, as a sentence; empty where they do not."""
        ways = {each.as_participant for each in self.cited}
        how = listed(words for as_participant, words in HOW_SHOWN if as_participant in ways)
        return f"The released records {how}: see the pages cited." if how else ""


def unsearched_offices(case: CaseSnapshot) -> list[UnsearchedOffice]:
    """Offices named in the request first, then those that only the records lead to. An office
    below one that is listed is not listed again: to search the upper one would reach it."""
    if not has_answered(case) or not case.searches:
        return []
    agency = case.foia_request.agency.path
    mentioned: defaultdict[str, list[OfficeMention]] = defaultdict(list)
    for mention in case.office_mentions:
        mentioned[mention.office.path].append(mention)
    requested = {each.path: each for each in case.foia_request.offices if each.path != agency}
    led_to = {
        mentions[0].office.path: mentions[0].office
        for mentions in mentioned.values()
        if mentions[0].office.path not in requested
        and mentions[0].office.path != agency
        and is_part_of(mentions[0].office.path, agency)
    }
    found: list[UnsearchedOffice] = []
    for path, office in (*sorted(requested.items()), *sorted(led_to.items())):
        if any(is_part_of(path, each.office.path) for each in found):
            continue
        gap = _gap(case, office, path in requested, mentioned.get(path, []))
        if gap is not None:
            found.append(gap)
    return found


def _gap(
    case: CaseSnapshot, office: Office, requested: bool, mentions: list[OfficeMention]
) -> UnsearchedOffice | None:
    said = next((each for each in case.searches if each.office.path == office.path), None)
    # A referral is answered by another; its silence is a gap of its own kind.
    if search_that_covers(case, office.path) or (said and said.status == "referred"):
        return None
    others = [
        each for each in carried_out(case) if each.office.path != case.foia_request.agency.path
    ]
    if requested:
        confidence = _of_named(office, said, others)
    else:
        takes_part = any(each.as_participant for each in mentions)
        enough = takes_part or len({each.passage.page for each in mentions}) > 1
        confidence = Confidence.PROBABLE if enough and others else Confidence.LEAD
    return UnsearchedOffice(office, requested, said, tuple(mentions), confidence)


def _of_named(office: Office, said: Search | None, others: list[Search]) -> Confidence:
    if said is not None and said.status == "refused":
        return Confidence.CERTAIN
    in_part = any(is_part_of(each.office.path, office.path) for each in others)
    if in_part or said is not None:
        return Confidence.PROBABLE
    return Confidence.CERTAIN if others else Confidence.LEAD
