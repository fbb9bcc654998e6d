"""Which released file, page or withheld sheet answers for a file that a message names."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rapidfuzz import fuzz

LIKE_ENOUGH = 85.0
"""Token-set similarity, out of 100, at which a title is that of the file named."""
PAGES_ON = 10
"""How many pages after the message its attachment may begin on."""
TITLE_LINES = 5


@dataclass(frozen=True, slots=True)
class Claim:
    """A file named by an email: the email's file, the page that names it and its last page."""

    key: int
    name: str
    source_file: int
    page: int
    last_page: int
    carried: bool


@dataclass(frozen=True, slots=True)
class Released:
    """A released file: its id, its name, and the file that it came inside."""

    source_file: int
    name: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the file was found: a released file, or a page (file, index) that begins it, or a
    sheet, by its id, that lists it as withheld."""

    source_file: int | None = None
    page: tuple[int, int] | None = None
    sheet: int | None = None


def answers(
    claims: Sequence[Claim],
    released: Sequence[Released],
    pages: Mapping[int, Sequence[str]],
    sheets: Sequence[tuple[int, int, int, str]],
) -> dict[int, Answer]:
    """The answer to each claim that has one, by the claim's key.

    `pages` gives the texts of each file's pages, `sheets` are (id, file, page index, text).
    """
    found: dict[int, Answer] = {}
    # A sheet bears the name of what it stands for and is not that file.
    sheet_pages = {(file, index) for _, file, index, _ in sheets}
    by_name: dict[str, list[Released]] = {}
    for each in released:
        by_name.setdefault(_folded(PurePosixPath(each.name).name), []).append(each)
    for claim in claims:
        answer = (
            _file_named(claim, by_name)
            or _page_titled(claim, pages.get(claim.source_file, ()), sheet_pages)
            or _sheet_naming(claim, sheets)
        )
        if answer:
            found[claim.key] = answer
    return found


def _file_named(claim: Claim, by_name: Mapping[str, Sequence[Released]]) -> Answer | None:
    same = by_name.get(_folded(claim.name), ())
    inside = [each for each in same if each.parent == claim.source_file]
    elsewhere = [each for each in same if each.source_file != claim.source_file]
    for each in (*inside, *elsewhere):
        return Answer(source_file=each.source_file)
    return None


def _page_titled(
    claim: Claim, texts: Sequence[str], sheet_pages: Collection[tuple[int, int]]
) -> Answer | None:
    title = _title(claim.name)
    if len(title) < 4:
        return None
    last = min(len(texts), max(claim.page, claim.last_page) + 1 + PAGES_ON)
    for index in range(claim.page + 1, last):
        if (claim.source_file, index) in sheet_pages:
            continue
        for line in texts[index].split("\n")[:TITLE_LINES]:
            folded = _title(line)
            if _folded(claim.name) in _folded(line) and not _is_header(line):
                return Answer(page=(claim.source_file, index))
            if (
                folded
                and fuzz.token_set_ratio(title, folded) >= LIKE_ENOUGH
                and _whole(title, folded)
            ):
                return Answer(page=(claim.source_file, index))
    return None


def _sheet_naming(claim: Claim, sheets: Sequence[tuple[int, int, int, str]]) -> Answer | None:
    for sheet, _, _, text in sheets:
        if _folded(claim.name) in _folded(text):
            return Answer(sheet=sheet)
    return None


def _whole(title: str, line: str) -> bool:
    """Whether the line says most of the title, and is not a passing word of it."""
    words, said = set(title.split()), set(line.split())
    return len(words & said) * 2 > len(words) and len(said) <= 3 * len(words)


def _is_header(line: str) -> bool:
    return bool(re.match(r"\s*(attach\w*|subject|from|to|cc)\s*:", line, re.IGNORECASE))


def _title(name: str) -> str:
    """A file name or a line as words: no extension, no version marks, no punctuation."""
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", name.strip())
    words = re.findall(r"[a-z]+|\d+", re.sub(r"([a-z])([A-Z])", r"\1 \2", stem).lower())
    return " ".join(word for word in words if word not in {"v", "final", "draft", "copy", "rev"})


def _folded(text: str) -> str:
    return re.sub(r"[\s_\-]+", "", text).casefold()
