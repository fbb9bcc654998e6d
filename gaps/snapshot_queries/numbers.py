"""Bates numbers: which are missing, and what sheets, letters and our own reading account for."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from gaps.contract import Confidence
from gaps.snapshot import CaseSnapshot, Stamp

STAMPS_THAT_TELL = 3
"""A prefix that stands on fewer pages shows no run of numbers."""
NUMBERS_ON_A_SHEET = 100_000
"""A sheet that seems to list more was misread."""

Where = Literal[
    "inside one file", "between two files", "between two releases", "at the end of a range"
]


@dataclass(frozen=True, slots=True)
class Hole:
    """A run of numbers that is not accounted for: the stamps before and after it (None at the
    end of a range that a letter gives), and how sure it is that the pages were not received."""

    prefix: str
    first: int
    last: int
    before: Stamp | None
    after: Stamp | None
    where: Where
    confidence: Confidence

    @property
    def missing(self) -> int:
        """How many numbers are missing."""
        return self.last - self.first + 1

    @property
    def shown(self) -> str:
        """The numbers as they are printed: `X 21` or `X 21 to X 24`."""
        stamp = self.before or self.after
        if stamp is None:
            raise ValueError("a hole lies beside a stamp")
        first, last = stamp.label(self.first), stamp.label(self.last)
        return first if first == last else f"{first} to {last}"


def holes(case: CaseSnapshot) -> list[Hole]:
    """The holes of every prefix, in order. Where more numbers are missing than present the
    numbering does not run by pages: then all are leads."""
    by_prefix: defaultdict[str, dict[int, Stamp]] = defaultdict(dict)
    for stamp in case.stamps:
        by_prefix[stamp.prefix].setdefault(stamp.number, stamp)
    ranges = letter_ranges(case)
    found = [
        hole
        for prefix, stamps in sorted(by_prefix.items())
        if len(stamps) >= STAMPS_THAT_TELL or prefix in ranges
        for hole in _holes(case, prefix, stamps, ranges.get(prefix, ()))
    ]
    unlisted = withheld_without_sheet(case)
    missing = sum(each.missing for each in found)
    if missing == unlisted:
        return []
    if missing < unlisted:
        return [_at_most(each, Confidence.LEAD) for each in found]
    # Some of the numbers may be those that the letters count as withheld, and which is not said.
    return [_at_most(each, Confidence.PROBABLE) for each in found] if unlisted else found


def _at_most(hole: Hole, limit: Confidence) -> Hole:
    return replace(hole, confidence=hole.confidence.at_most(limit))


def letter_ranges(case: CaseSnapshot) -> dict[str, list[tuple[int, int]]]:
    """The ranges of numbers that the letters give, by prefix."""
    ranges: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for each in case.productions:
        if each.bates_from and each.bates_to and each.bates_from[0] == each.bates_to[0]:
            ranges[each.bates_from[0]].append((each.bates_from[1], each.bates_to[1]))
    return dict(ranges)


def _holes(
    case: CaseSnapshot, prefix: str, stamps: dict[int, Stamp], ranges: Sequence[tuple[int, int]]
) -> Iterator[Hole]:
    first = min([*stamps, *(low for low, _ in ranges)])
    last = max([*stamps, *(high for _, high in ranges)])
    explained = numbers_on_sheets(case, prefix)
    silent = open_ended_sheets(case, prefix)
    present = sorted(stamps)
    sparse = last - first + 1 - len(stamps) > len(stamps)
    unstamped = _unstamped(case)
    for low, high in _runs(first, last, sorted(explained | set(stamps))):
        before, after = _neighbours(present, stamps, low)
        if before and before.number in silent and before.number == low - 1:
            continue
        gap = _placed(prefix, low, high, before, after, ranges)
        inside = gap.where == "inside one file" and before is not None and after is not None
        between = after.page.page - before.page.page - 1 if inside and after and before else 0
        if inside and between >= gap.missing:
            continue
        doubts = _confidence(case, gap, between=between, unstamped=unstamped)
        yield _at_most(gap, Confidence.LEAD if sparse else doubts)


def _runs(first: int, last: int, known: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The runs between first and last that are not known."""
    expected = first
    for number in known:
        if number > last:
            break
        if number > expected:
            yield expected, number - 1
        expected = max(expected, number + 1)
    if expected <= last:
        yield expected, last


def _neighbours(
    present: Sequence[int], stamps: dict[int, Stamp], low: int
) -> tuple[Stamp | None, Stamp | None]:
    """The nearest stamps before and after a missing number."""
    place = bisect_left(present, low)
    before = stamps[present[place - 1]] if place else None
    return before, stamps[present[place]] if place < len(present) else None


def _placed(
    prefix: str,
    low: int,
    high: int,
    before: Stamp | None,
    after: Stamp | None,
    ranges: Sequence[tuple[int, int]],
) -> Hole:
    in_letter = any(start <= low and high <= end for start, end in ranges)
    where: Where
    if before is None or after is None:
        where = "at the end of a range"
    elif before.page.sha256 == after.page.sha256:
        where = "inside one file"
    elif before.production == after.production or in_letter:
        where = "between two files"
    else:
        where = "between two releases"
    return Hole(prefix, low, high, before, after, where, Confidence.CERTAIN)


def _confidence(case: CaseSnapshot, hole: Hole, *, between: int, unstamped: int) -> Confidence:
    """How sure it is that the numbers are not on pages that came: an unstamped page, a number
    that was put right in reading, a page that could not be read, or a release still to come
    may be the explanation."""
    if hole.where == "between two releases" or between > 0:
        return Confidence.LEAD
    failed = sum(each.pages_failed for each in case.productions)
    if failed >= hole.missing:
        return Confidence.LEAD
    repaired = any(each is not None and each.repaired for each in (hole.before, hole.after))
    elsewhere = unstamped > 0 and hole.where != "inside one file"
    more_to_come = bool(case.productions) and not any(each.is_final for each in case.productions)
    doubtful = failed or repaired or elsewhere or more_to_come
    return Confidence.PROBABLE if doubtful else Confidence.CERTAIN


def _unstamped(case: CaseSnapshot) -> int:
    """How many pages came without a number that could be read."""
    pages = len({(each.page.sha256, each.page.page) for each in case.stamps})
    return max(0, sum(each.pages_counted for each in case.productions) - pages)


def numbers_on_sheets(case: CaseSnapshot, prefix: str) -> set[int]:
    """The numbers under a prefix that sheets account for as withheld in full or referred.

    A sheet that names no numbers stands for its pages from its own number on; where it does
    not say how many, for its own number only (see `open_ended_sheets`).
    """
    own = {(each.page.sha256, each.page.page): each for each in case.stamps}
    explained: set[int] = set()
    for sheet in case.withheld_sheets:
        stamp = own.get((sheet.page.sha256, sheet.page.page))
        if (
            sheet.first is not None
            and (sheet.prefix or (stamp and stamp.prefix) or prefix) == prefix
        ):
            last = min(sheet.last or sheet.first, sheet.first + NUMBERS_ON_A_SHEET)
            explained.update(range(sheet.first, last + 1))
        elif sheet.first is None and stamp and stamp.prefix == prefix:
            # The sheet may itself bear the first of the numbers, or stand before them.
            explained.update(range(stamp.number, stamp.number + (sheet.pages or 0) + 1))
    return explained


def open_ended_sheets(case: CaseSnapshot, prefix: str) -> set[int]:
    """The numbers of sheets that say neither which pages they stand for nor how many."""
    silent = {
        (each.page.sha256, each.page.page)
        for each in case.withheld_sheets
        if each.first is None and each.pages is None
    }
    return {
        each.number
        for each in case.stamps
        if each.prefix == prefix and (each.page.sha256, each.page.page) in silent
    }


def withheld_without_sheet(case: CaseSnapshot) -> int:
    """How many pages the letters count as withheld in full beyond those that sheets list."""
    counted = sum(each.pages_withheld_in_full or 0 for each in case.productions)
    on_sheets = 0
    for sheet in case.withheld_sheets:
        if sheet.referred:
            continue
        if sheet.first is not None:
            on_sheets += (sheet.last or sheet.first) - sheet.first + 1
        else:
            on_sheets += sheet.pages or 1
    return max(0, counted - on_sheets)


def accounted_for(case: CaseSnapshot, prefix: str, first: int, last: int) -> Stamp | None:
    """The stamp that bears, or stands nearest before, the first of some numbers, where every one
    of them is now on a page or on a sheet; None where one is still missing."""
    own = {each.number: each for each in case.stamps if each.prefix == prefix}
    known = set(own) | numbers_on_sheets(case, prefix)
    if not own or any(number not in known for number in range(first, last + 1)):
        return None
    return own.get(first) or own[min(own, key=lambda number: abs(number - first))]
