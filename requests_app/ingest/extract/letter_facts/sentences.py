"""The sentences of a letter, and which of their words only restate what was asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from requests_app.ingest.extract.letter_facts.restated import asked_parts
from requests_app.ingest.extract.letter_facts.sheet import Line, Sheet
from requests_app.ingest.extract.letter_facts.zones import zones

Zone = Literal["head", "body", "close", "annex"]
LONGEST = 2500
"""No sentence is longer; what is longer is no sentence."""
BULLET = re.compile(
    r"(?:[•▪●○◦■*\uf0b7–-] |\(?\d{1,2}[.)] |\(?[a-z][.)] |\(?[ivx]{1,4}[.)] |[☐☑☒] ?)"
)
STOP = re.compile(r"[.!?][\"”’')\]]* (?=[\"“‘(\[]?[A-Z0-9•§])")
ABBREVIATION = re.compile(
    r"(?:\b(?:U\.S|No|Nos|Mr|Ms|Mrs|Dr|St|Sec|Dept|Inc|Corp|Co|Ltd|v|Jr|Sr|Supp|Reg|Stat|Pub|Ave|"
    r"Blvd|Rm|Ste|Attn|Ext|Rev|Gen|Hon|Fed|Cir|Cf|See|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|"
    r"Oct|Nov|Dec|Bldg|Fl|App|Art|Ch|Tel|pp?|approx)|\b[A-Z](?:\.[A-Z])*|\bU\.S\.C|\bC\.F\.R)$"
)
LOOK_BACK = 14
SURE_STOP = re.compile(r"(?:U\.S\.C|C\.F\.R|D\.C|U\.S)$")
NEW_SENTENCE = re.compile(
    r"(?:This|The|We|You|Your|If|For|In|I|Please|It|These|Our|All|No|After)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its bounds in the running text. `own` is its text with the words that restate
    the request struck out by tildes, letter for letter."""

    start: int
    end: int
    text: str
    own: str
    zone: Zone
    paragraph: int

    def at(self, found: re.Match[str], group: int | str = 0) -> tuple[int, int]:
        """The bounds in the running text of something found in the sentence."""
        return self.start + found.start(group), self.start + found.end(group)

    @property
    def bounds(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter laid out: its running text, its lines by zone, its sentences in reading order."""

    sheet: Sheet
    head: tuple[Line, ...]
    close: tuple[Line, ...]
    sentences: tuple[Sentence, ...]

    @property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences of the letter itself, and of sheets that follow it."""
        return tuple(each for each in self.sentences if each.zone in ("body", "annex"))


def parted(sheet: Sheet) -> Letter:
    """The letter in its zones and sentences."""
    lines = sheet.lines
    body, close, annex = zones(lines)
    units = [(line.start, line.end, "head", -1) for line in lines[:body]]
    units += _units(sheet, lines[body:close], "body", 0)
    units += [(line.start, line.end, "close", -2) for line in lines[close:annex]]
    units += _units(sheet, lines[annex:], "annex", 10_000)
    struck = asked_parts(
        sheet.text, [(start, end) for start, end, zone, _ in units if zone == "body"]
    )
    own = _struck_out(sheet.text, struck)
    return Letter(
        sheet,
        lines[:body],
        lines[close:annex],
        tuple(
            Sentence(start, end, sheet.text[start:end], own[start:end], zone, paragraph)  # type: ignore[arg-type]  # one of the zones above
            for start, end, zone, paragraph in units
        ),
    )


def _struck_out(text: str, parts: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in sorted(parts):
        start = max(start, at)
        if end > start:
            pieces += [text[at:start], "~" * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])


def _units(
    sheet: Sheet, lines: tuple[Line, ...], zone: Zone, paragraph: int
) -> list[tuple[int, int, str, int]]:
    """The sentences of a run of lines: bounds, zone and number of the paragraph."""
    units: list[tuple[int, int, str, int]] = []
    for start, end in _paragraphs(lines):
        units += [
            (first, last, zone, paragraph) for first, last in _sentences(sheet.text, start, end)
        ]
        paragraph += 1
    return units


def _paragraphs(lines: tuple[Line, ...]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    end = 0
    before = ""
    for line in lines:
        if start is not None and (line.opens or _is_item(line, before)):
            yield start, end
            start = None
        start = line.start if start is None else start
        end = line.end
        before = line.text
    if start is not None:
        yield start, end


def _is_item(line: Line, before: str) -> bool:
    """Whether a line begins an item of a list; `Exemption` and `5.` below it are one sentence."""
    item = BULLET.match(line.text)
    if item is None:
        return False
    return not item[0][0].isalnum() or before.endswith((".", ":", ";", ","))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for found in STOP.finditer(text, start, end):
        if _is_abbreviation(text, at, found):
            continue
        yield from _no_longer(at, found.end() - 1)
        at = found.end()
    if at < end:
        yield from _no_longer(at, end)


def _no_longer(start: int, end: int) -> Iterator[tuple[int, int]]:
    for at in range(start, end, LONGEST):
        yield at, min(end, at + LONGEST)


def _is_abbreviation(text: str, start: int, found: re.Match[str]) -> bool:
    if text[found.start()] != ".":
        return False
    before = text[max(start, found.start() - LOOK_BACK) : found.start()]
    if not ABBREVIATION.search(before):
        return False
    return not (SURE_STOP.search(before) and NEW_SENTENCE.match(text, found.end()))
