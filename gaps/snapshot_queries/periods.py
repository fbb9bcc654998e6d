"""Which part of the period asked for was left out of a search, by the days that are stated."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gaps.contract import Confidence, Evidence, quoted
from gaps.snapshot import CaseSnapshot, FoiaRequest, Letter, LetterFact, Message, Search
from gaps.snapshot_queries.evidence import says_so
from gaps.snapshot_queries.searches import carried_out
from gaps.snapshot_queries.wording import day_in_words
from requests_app.ingest.extract.letter_facts.contract import FactName


@dataclass(frozen=True, slots=True)
class CutShort:
    """One end of a search that lies inside the period asked for. `asked` is the day asked for,
    None where the request sets no last day."""

    end: Literal["first", "last"]
    place: str
    identity: str
    asked: date | None
    used: date
    confidence: Confidence
    told_by: tuple[Evidence, ...]

    def leaves_out(self, message: Message) -> bool:
        """Whether a message was sent in the part left out."""
        if message.sent_at is None:
            return False
        day = message.sent_at.date()
        if self.end == "first":
            return day < self.used and (self.asked is None or day >= self.asked)
        return day > self.used and (self.asked is None or day <= self.asked)


def cut_short(case: CaseSnapshot) -> list[CutShort]:
    """Every end of every search that lies inside the period asked for.

    A cut-off on or after the day on which the request was received may be the day on which the
    search began, which is the ordinary cut-off; only an earlier one cuts the period short.
    """
    found = [each for searches in _by_office(case) for each in _of_office(case, searches)]
    days = {(each.end, each.used) for each in found}
    return found + [each for each in _of_letters(case) if (each.end, each.used) not in days]


def _by_office(case: CaseSnapshot) -> list[list[Search]]:
    offices: dict[str, list[Search]] = {}
    for search in carried_out(case):
        offices.setdefault(search.office.path, []).append(search)
    return list(offices.values())


def _of_office(case: CaseSnapshot, searches: Sequence[Search]) -> Iterator[CutShort]:
    ours, office = case.foia_request, searches[0].office
    told = tuple(piece for each in searches for piece in says_so(each, "states the period"))
    # Where one search of an office states no day, it may have covered all of them.
    first = _every(each.from_on for each in searches)
    last = _every(each.to_on for each in searches)
    place, identity = f"the search of {office.full_name}", office.path
    if first and ours.records_from and min(first) > ours.records_from:
        used = min(first)
        sure = _sureness(used, ours.records_from)
        yield CutShort("first", place, identity, ours.records_from, used, sure, told)
    if last:
        yield from _ended(ours, place, identity, max(last), told)


def _of_letters(case: CaseSnapshot) -> Iterator[CutShort]:
    stated: list[tuple[date, Letter, LetterFact]] = [
        (fact.value, letter, fact)
        for letter in case.letters
        if letter.direction == "in"
        for fact in letter.stated(FactName.CUT_OFF_ON)
        if isinstance(fact.value, date)
    ]
    # The latest cut-off that any letter names, however doubtful, is the one to be held against.
    used, letter, fact = max(stated, key=lambda each: each[0], default=(None, None, None))
    if used is None or letter is None or fact is None or fact.confidence == "lead":
        return
    told = (quoted(fact.passage),) if fact.passage else ()
    place = f"the search told of in the letter of {day_in_words(letter.dated_on)}"
    yield from _ended(case.foia_request, place, "letters", used, told)


def _ended(
    ours: FoiaRequest, place: str, identity: str, used: date, told: tuple[Evidence, ...]
) -> Iterator[CutShort]:
    began_after, asked = ours.received_on or ours.filed_on, ours.records_to
    if began_after is not None and used >= began_after:
        return
    if asked is not None and used < asked:
        sure = _sureness(used, asked) if began_after else Confidence.LEAD
        yield CutShort("last", place, identity, asked, used, sure, told)
    elif asked is None and began_after is not None:
        # The request may set its end in words that nobody entered.
        yield CutShort("last", place, identity, None, used, Confidence.LEAD, told)


def _sureness(used: date, asked: date) -> Confidence:
    """One day may be the difference between "until" and "through"."""
    return Confidence.LEAD if abs((used - asked).days) == 1 else Confidence.CERTAIN


def _every(days: Iterable[date | None]) -> list[date]:
    listed = list(days)
    known = [day for day in listed if day]
    return known if len(known) == len(listed) else []
