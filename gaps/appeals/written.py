"""An appeal as a person edits it: its parts, its points in their order, and its exhibits.

Exhibits keep their letters for the whole life of an appeal, so that no order of points, and no
point that is left out, turns a reference into one to another document. Pure.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from gaps.appeals.contract import Exhibit, ExhibitPage
from gaps.appeals.references import References, references

PARTS = {
    "letterhead": "Letterhead",
    "delivery": "Delivery",
    "addressee": "Addressee",
    "re": "Reference",
    "opening": "Opening",
    "facts": "Statement of Facts",
    "standard": "Standard",
    "also": "Relief asked in every appeal",
    "closing": "Closing",
    "signature": "Signature",
}
"""The parts of a letter besides its points, in their order, with what an editor calls them."""
BEFORE_THE_POINTS = tuple(PARTS)[:7]
BY_LINES = ("letterhead", "delivery", "addressee", "re", "signature")
"""Parts whose lines stay lines; those of the others run on."""
FIELDS = {"heading": "Heading", "argument": "Argument", "relief": "Relief", "schedule": "Schedule"}
POINT, SCHEDULE = "{point}", "{schedule}"
"""In the words of a point: its own number, and that of its schedule, wherever it stands."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a part says, and what the program drafted for it."""

    text: str
    drafted: str

    @property
    def edited(self) -> bool:
        """Whether a person has changed it."""
        return self.text != self.drafted


@dataclass(frozen=True, slots=True)
class WrittenPoint:
    """A numbered argument. `findings` are fingerprints with a digest of each as it was drafted;
    `proofs` the pages of exhibits that the draft cites for them."""

    key: str
    code: str
    words: Mapping[str, Words]
    findings: Mapping[str, str]
    proofs: tuple[str, ...]
    included: bool = True
    dropped: bool = False
    """Left out by the program, as nothing that is confirmed bears it any more."""

    def text(self, name: str) -> str:
        """What one of its FIELDS says."""
        return self.words[name].text if name in self.words else ""


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page of an exhibit; `marks` are the runs of characters to outline, each with the key of
    the point for which it is outlined."""

    page: int
    bates: str
    marks: tuple[tuple[int, int, str], ...]
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenExhibit:
    """A document under its letter. `whole` are the letters of the file, enclosed in any case;
    `held` is how many pages the document has."""

    letter: str
    title: str
    document: str
    sha256: str
    whole: bool
    held: int
    pages: tuple[WrittenPage, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """All that a version of an appeal holds."""

    ref: str
    dated_on: date
    parts: Mapping[str, Words]
    points: tuple[WrittenPoint, ...]
    exhibits: tuple[WrittenExhibit, ...]

    @property
    def argued(self) -> tuple[WrittenPoint, ...]:
        """The points that stand in the letter, in their order."""
        return tuple(each for each in self.points if each.included)

    def said(self) -> Iterator[tuple[str, Words]]:
        """Every text that stands in the letter, with the name of its place."""
        for key, words in self.parts.items():
            yield PARTS[key], words
        for number, point in enumerate(self.argued, 1):
            for name, words in point.words.items():
                yield f"Point {number}, {FIELDS[name].lower()}", words

    def cited(self) -> References:
        """The pages of exhibits that the letter refers to."""
        return references(words.text for _, words in self.said())


def enclosed(written: Written) -> tuple[Exhibit, ...]:
    """The exhibits that go with the letter: what its points rest on, what its words refer to, and
    the letters of the file. Nothing is outlined for a point that is left out."""
    argued = {each.key: each.code for each in written.argued}
    cited = written.cited()
    found = (_enclosed(each, argued, cited) for each in written.exhibits)
    return tuple(each for each in found if each.pages)


def omitted(written: Written) -> tuple[str, ...]:
    """Letters of exhibits that only points left out refer to."""
    kept = {each.letter for each in enclosed(written)}
    return tuple(each.letter for each in written.exhibits if each.letter not in kept)


def _enclosed(exhibit: WrittenExhibit, argued: Mapping[str, str], cited: References) -> Exhibit:
    wanted = cited.pages.get(exhibit.letter, frozenset())
    bearing = [
        each
        for each in exhibit.pages
        if exhibit.whole or each.page in wanted or set(each.points) & set(argued)
    ]
    if not bearing and exhibit.letter in cited.whole:
        bearing = list(exhibit.pages)
    pages = {each.page: _page(each, argued) for each in bearing}
    for number in wanted:
        if 1 <= number <= exhibit.held:
            pages.setdefault(number, ExhibitPage(number))
    ordered = tuple(pages[number] for number in sorted(pages))
    return Exhibit(exhibit.letter, exhibit.title, exhibit.document, exhibit.sha256, ordered)


def _page(page: WrittenPage, argued: Mapping[str, str]) -> ExhibitPage:
    return ExhibitPage(
        page=page.page,
        bates=page.bates,
        marks=tuple(sorted({(start, end) for start, end, key in page.marks if key in argued})),
        points=tuple(dict.fromkeys(argued[key] for key in page.points if key in argued)),
    )


def edited(written: Written, texts: Mapping[str, str]) -> Written:
    """The appeal with other words: of a part by its key, of a point by `key.field`."""
    parts = {
        key: replace(words, text=texts.get(key, words.text)) for key, words in written.parts.items()
    }
    points = tuple(
        replace(
            each,
            words={
                name: replace(words, text=texts.get(f"{each.key}.{name}", words.text))
                for name, words in each.words.items()
            },
        )
        for each in written.points
    )
    return replace(written, parts=parts, points=points)


def moved(written: Written, key: str, by: int) -> Written:
    """The appeal with one point further up (-1) or down (1); unchanged where there is no way."""
    points = list(written.points)
    at = next((place for place, each in enumerate(points) if each.key == key), -1)
    to = at + by
    if at < 0 or not 0 <= to < len(points):
        return written
    points[at], points[to] = points[to], points[at]
    return replace(written, points=tuple(points))


def with_included(written: Written, key: str, *, included: bool) -> Written:
    """The appeal with one point left out, or taken in again."""
    points = (
        replace(each, included=included, dropped=False) if each.key == key else each
        for each in written.points
    )
    return replace(written, points=tuple(points))


def as_json(written: Written) -> dict[str, Any]:
    """As a version stores it, of the types that JSON has; see `of_json`."""
    told = asdict(written) | {"dated_on": str(written.dated_on)}
    stored: dict[str, Any] = json.loads(json.dumps(told))
    return stored


def of_json(stored: Mapping[str, Any]) -> Written:
    """What `as_json` stored."""
    return Written(
        ref=stored["ref"],
        dated_on=date.fromisoformat(stored["dated_on"]),
        parts={key: Words(**stored["parts"][key]) for key in PARTS},
        points=tuple(_point_of_json(each) for each in stored["points"]),
        exhibits=tuple(_exhibit_of_json(each) for each in stored["exhibits"]),
    )


def _point_of_json(stored: Mapping[str, Any]) -> WrittenPoint:
    words = stored["words"]
    return WrittenPoint(
        **{
            **stored,
            "words": {name: Words(**words[name]) for name in FIELDS if name in words},
            "proofs": tuple(stored["proofs"]),
        }
    )


def _exhibit_of_json(stored: Mapping[str, Any]) -> WrittenExhibit:
    pages = (
        WrittenPage(
            each["page"],
            each["bates"],
            tuple((start, end, key) for start, end, key in each["marks"]),
            tuple(each["points"]),
        )
        for each in stored["pages"]
    )
    return WrittenExhibit(**{**stored, "pages": tuple(pages)})
