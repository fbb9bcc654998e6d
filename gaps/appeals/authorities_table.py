"""The table of authorities of a letter: each with the notes that cite it.

It stands behind the enclosures. An appeals officer reads the first page for what is appealed, when
and by whom, so that a table in front, as in a brief to a court, would be in the way; and the pages
of a letter in Word are not known before it is printed, so that the numbers are those of the notes.
"""

import re
from collections.abc import Iterator

from gaps.appeals.citations import Footnotes, set_out
from requests_app.law.authorities import Authority

KINDS = {
    "case": "Cases",
    "statute": "Statutes",
    "regulation": "Regulations",
    "guidance": "Other Authorities",
}
AT_LEAST = 5
"""A letter that cites fewer authorities needs no table."""
PASSIM = 5
"""What is cited in more notes than these is cited throughout."""
WORD = re.compile(r"\d+|[^\W\d_]+")
ABBREVIATED = re.compile(r"(?<=[A-Za-z])[.']")
LEAD_IN = "The numbers are those of the notes that cite an authority\\."
THROUGHOUT = " *Passim* stands for more than five notes\\."


def table_of_authorities(notes: Footnotes, *, at_least: int = AT_LEAST) -> str:
    """The table, once everything has been cited; empty for a letter that cites too few."""
    groups = _by_citation(notes.cited)
    if len(groups) < at_least:
        return ""
    rows: list[str] = []
    for kind, heading in KINDS.items():
        found = sorted((each for each in groups if each[0].kind == kind), key=_place)
        # One table for all, so that its columns are of one width.
        rows += [f"| **{heading}** | |"] if found else []
        rows += [_row(each, notes) for each in found]
    table = "\n".join(("| Authority | Notes |", "|:------|:------|", *rows))
    explained = LEAD_IN + (THROUGHOUT if "*passim*" in table else "")
    return f"# Table of Authorities\n\n{explained}\n\n{table}"


def _by_citation(cited: list[Authority]) -> list[list[Authority]]:
    """A decision that is cited for two points, each with its own pages, stands once."""
    groups: dict[str, list[Authority]] = {}
    for each in cited:
        groups.setdefault(each.citation, []).append(each)
    return list(groups.values())


def _row(group: list[Authority], notes: Footnotes) -> str:
    mark = max((notes.mark(each) for each in group), key=len)
    places = sorted({number for each in group for number in notes.cited_in[each.key]})
    numbers = ", ".join(map(str, places)) if len(places) <= PASSIM else "*passim*"
    return f"| {set_out(group[0], group[0].citation)}{mark} | {numbers} |"


def _place(group: list[Authority]) -> list[tuple[int, int, str]]:
    """Where an authority stands: by its words as a brief orders them, and by title, section and
    paragraph, of which the numbers count as numbers."""
    return list(_words(ABBREVIATED.sub("", group[0].citation)))


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    for word in WORD.findall(text):
        yield (0, int(word), "") if word.isdigit() else (1, 0, word.casefold())
