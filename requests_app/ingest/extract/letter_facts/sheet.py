"""The pages of a letter as one running text, each character of which knows its place on a page."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from requests_app.ingest.extract.contract import Span
from requests_app.ingest.extract.letter_facts.contract import (
    Confidence,
    FactName,
    LetterFact,
    Value,
)
from requests_app.ingest.extract.letter_facts.printed_lines import kept_lines

QUOTE_MARKS = re.compile(r"[>|\s]*")
HIDDEN = {"\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff", "\ufffe", "\ufffd"}
DASHES = {"\u2010": "-", "\u2011": "-", "\u2212": "-"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed: its bounds in the running text, and whether a blank stands before it."""

    start: int
    end: int
    text: str
    page: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The running text: every run of white space is one blank, words parted at the end of a line
    are joined, and running lines at page turns are left out."""

    text: str
    pages: Sequence[int] = field(repr=False)
    places: Sequence[int] = field(repr=False)
    lines: tuple[Line, ...]
    originals: tuple[str, ...] = field(repr=False)

    def span(self, start: int, end: int) -> Span:
        """The place of a run on its page; where it runs over a page turn, the longer part of it."""
        while start < end - 1 and self.text[start] == " ":
            start += 1
        while end - 1 > start and self.text[end - 1] == " ":
            end -= 1
        if self.pages[start] == self.pages[end - 1]:
            return Span(self.pages[start], self.places[start], self.places[end - 1] + 1)
        counted = Counter(self.pages[start:end])
        page = max(counted, key=lambda each: (counted[each], -each))
        here = [self.places[each] for each in range(start, end) if self.pages[each] == page]
        return Span(page, min(here), max(here) + 1)

    def printed(self, span: Span) -> str:
        """The words of a place as they stand on the page."""
        return self.originals[span.page][span.start : span.end]

    def fact(
        self, name: FactName, value: Value, bounds: tuple[int, int], confidence: Confidence
    ) -> LetterFact:
        """A fact read from the run between two bounds of the running text."""
        return LetterFact(name, value, self.span(*bounds), confidence)


def laid_out(texts: Sequence[str]) -> Sheet:
    """The running text of the pages of a letter, in order."""
    letters: list[str] = []
    pages: list[int] = []
    places: list[int] = []
    lines: list[Line] = []
    for page, start, raw, opens in kept_lines(texts):
        content = list(_folded(raw, start))
        if not content:
            continue
        _join(letters, pages, places, content, page, start)
        begins = len(letters)
        for letter, place in content:
            letters.append(letter)
            pages.append(page)
            places.append(place)
        lines.append(Line(begins, len(letters), "".join(each for each, _ in content), page, opens))
    return Sheet("".join(letters), pages, places, tuple(lines), tuple(texts))


def _join(
    letters: list[str],
    pages: list[int],
    places: list[int],
    content: list[tuple[str, int]],
    page: int,
    start: int,
) -> None:
    """Puts a blank before a line, or none where a hyphen parts a word or a number."""
    if not letters:
        return
    if (
        letters[-1] == "-"
        and len(letters) > 1
        and letters[-2].isalnum()
        and content[0][0].isalnum()
    ):
        if letters[-2].islower() and content[0][0].islower() and "by-" not in "".join(letters[-3:]):
            del letters[-1], pages[-1], places[-1]
        return
    letters.append(" ")
    pages.append(page)
    places.append(content[0][1])


def _folded(raw: str, start: int) -> Iterator[tuple[str, int]]:
    """The characters of a line with their places: white space as single blanks, ligatures apart."""
    marks = QUOTE_MARKS.match(raw)
    blank: int | None = None
    begun = False
    for offset in range(marks.end() if marks else 0, len(raw)):
        letter = raw[offset]
        if letter in HIDDEN:
            continue
        if letter.isspace():
            blank = start + offset if begun else None
            continue
        if blank is not None:
            yield " ", blank
            blank = None
        begun = True
        letter = DASHES.get(letter, letter)
        shapes = letter if letter.isascii() else unicodedata.normalize("NFKC", letter)
        for shape in shapes:
            yield (" " if shape.isspace() else shape), start + offset
