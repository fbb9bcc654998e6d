"""Where the agency says it searched, whose files, and what a search of an office covers."""

from gaps.snapshot import CaseSnapshot, PageRef, Search
from gaps.snapshot_queries.wording import cite


def is_part_of(path: str | None, root: str) -> bool:
    """Whether an office is another or lies below it, by their paths."""
    return path is not None and (path == root or path.startswith(root + "/"))


def carried_out(case: CaseSnapshot) -> list[Search]:
    """The searches that the agency says it made, whatever they found."""
    return [each for each in case.searches if each.status in ("searched", "no_records")]


def search_that_covers(case: CaseSnapshot, path: str) -> Search | None:
    """A search of the office itself or of one above it. A search of the agency as a whole
    covers none of its offices: it says nothing of where the agency looked."""
    agency = case.foia_request.agency.path
    for search in carried_out(case):
        place = search.office.path
        if place == path or (
            place != agency and is_part_of(path, place) and is_part_of(place, agency)
        ):
            return search
    return None


def page_of(search: Search) -> PageRef | None:
    """The page on which the agency says what it searched."""
    return search.passage.page if search.passage else search.source


def described(search: Search) -> str:
    """A search in one line: office, what was done, and where the agency says so."""
    page = page_of(search)
    said = f" ({cite(page)})" if page else ""
    return f"{search.office.full_name}: {search.status.replace('_', ' ')}{said}"


def has_answered(case: CaseSnapshot) -> bool:
    """Whether the agency has determined the request or released anything on it."""
    return bool(case.productions) or any(
        letter.kind in ("determination", "interim_response") for letter in case.letters
    )
