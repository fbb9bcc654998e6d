"""Evidence that several detectors make from the same parts of a snapshot."""

import re
from collections.abc import Sequence

from gaps.contract import Evidence, on_page, quoted
from gaps.snapshot import CaseSnapshot, Message, Occurrence, Passage, Search
from gaps.snapshot_queries.searches import page_of


def header_of(occurrence: Occurrence, what: str) -> list[Evidence]:
    """The header of a message where it stands or, where no words of it were kept, the page."""
    if occurrence.header is not None:
        rest = [occurrence.header_goes_on] if occurrence.header_goes_on else []
        return [quoted(each) for each in (occurrence.header, *rest)]
    return [on_page(page, what) for page in occurrence.pages[:1]]


def standing_on(messages: Sequence[Message], what: str) -> list[Evidence]:
    """Each message at the first place where it stands."""
    firsts = [each.occurrences[0] for each in messages if each.occurrences]
    return [piece for first in firsts for piece in header_of(first, what)]


def says_so(search: Search, what: str) -> list[Evidence]:
    """The words, or at least the page, on which the agency says what it searched."""
    if search.passage is not None:
        return [quoted(search.passage)]
    page = page_of(search)
    return [on_page(page, what)] if page else []


def in_request_letter(case: CaseSnapshot, words: Sequence[str]) -> list[Evidence]:
    """The first place in the request, as it was sent, that holds one of the words."""
    for letter in case.letters:
        if letter.kind != "request":
            continue
        for page, text in zip(letter.pages, letter.texts, strict=False):
            for each in words:
                found = re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text) if each else None
                if found:
                    return [quoted(Passage(page, found.start(), found.end(), found.group()))]
    return []
