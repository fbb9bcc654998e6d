"""The words of a PDF page with the place of each, in the order of the content stream."""

import re
from collections import Counter
from ctypes import byref, c_double, c_ushort
from itertools import pairwise
from math import pi
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from requests_app.ingest.parsers.clean import clean_text
from requests_app.ingest.parsers.pdf.frame import Edges, Frame

# pdfium marks the hyphen of a word that is broken at the end of a line by one of these, and
# writes no line end after it.
_BREAK_HYPHENS = "\x02\ufffe"
_RUN = re.compile(rf"[^\s\x00{_BREAK_HYPHENS}]+[{_BREAK_HYPHENS}]?|[{_BREAK_HYPHENS}]")
_TO_HYPHEN = str.maketrans(dict.fromkeys(_BREAK_HYPHENS, "-"))
_ANGLES = 60
_MOSTLY = 0.7
_LEAN = 1.6
"""A word that is taller than this many times its letters does not run from left to right."""


class PlacedWord(NamedTuple):
    """A word where it is shown; `joins` if it follows the one before on the same line of the
    content stream, `leans` if its letters stand above one another."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    joins: bool
    leans: bool


def placed_words(text_page: Any, frame: Frame, most: int) -> list[PlacedWord]:
    """The words on the visible part of the page, at most `most`."""
    characters = page_characters(text_page)
    place = _Places(text_page, frame)
    words: list[PlacedWord] = []
    before = 0
    for run in _RUN.finditer(characters):
        start, end = run.span()
        joins = start > 0 and "\n" not in characters[before:start]
        joins = joins and characters[before - 1 : before] not in _BREAK_HYPHENS
        before = end
        first, last = place(start), place(end - 1)
        tallest = max(first[3] - first[1], last[3] - last[1])
        top, bottom = min(first[1], last[1]), max(first[3], last[3])
        if bottom - top > _LEAN * tallest or last[0] < first[0]:
            words += _split(characters, start, end, place, joins)
        else:
            words.append(_word(run[0], (first[0], top, last[2], bottom), joins, False))
        if len(words) >= most:
            break
    return [word for word in words[:most] if word.text and frame.covers(word[1:5])]


def quarter_turns(text_page: Any) -> int | None:
    """How often the text of the page is turned counter-clockwise by a quarter; None if it runs
    in many directions or there is none."""
    count = pdfium.FPDFText_CountChars(text_page)
    angles = (
        pdfium.FPDFText_GetCharAngle(text_page, index)
        for index in range(0, count, max(count // _ANGLES, 1))
        if pdfium.FPDFText_GetUnicode(text_page, index) > ord(" ")
    )
    # pdfium counts the angle of a character clockwise.
    turns = Counter(round(-angle / (pi / 2)) % 4 for angle in angles if angle >= 0)
    if not turns:
        return None
    most, times = turns.most_common(1)[0]
    return most if times >= _MOSTLY * turns.total() else None


def page_characters(text_page: Any) -> str:
    """The characters of the page, one per character that pdfium counts."""
    count = max(pdfium.FPDFText_CountChars(text_page), 0)
    buffer = (c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count and written - 1 == count:
        return text
    # Where pdfium skips a character or writes one as a pair, only single calls keep step.
    codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)


class _Places:
    """The place of each character: its advance width by the height of its font."""

    def __init__(self, text_page: Any, frame: Frame) -> None:
        self._text_page = text_page
        self._frame = frame
        self._box = pdfium.FS_RECTF()
        self._at = byref(self._box)

    def __call__(self, index: int) -> Edges:
        box = self._box
        if pdfium.FPDFText_GetLooseCharBox(self._text_page, index, self._at):
            low, high = (box.bottom, box.top) if box.top >= box.bottom else (box.top, box.bottom)
            if high > low and box.right >= box.left:
                return self._frame.shown(box.left, low, box.right, high)
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        pdfium.FPDFText_GetCharBox(
            self._text_page, index, byref(left), byref(right), byref(bottom), byref(top)
        )
        return self._frame.shown(
            left.value,
            bottom.value,
            max(right.value, left.value),
            max(top.value, bottom.value),
        )


def _word(text: str, edges: Edges, joins: bool, leans: bool) -> PlacedWord:
    if not text.isprintable():
        text = clean_text(text.translate(_TO_HYPHEN))
    return PlacedWord(text, *edges, joins, leans)


def _split(characters: str, start: int, end: int, place: _Places, joins: bool) -> list[PlacedWord]:
    """A run whose ends are on different lines: cut where it goes back to the left."""
    places = [place(index) for index in range(start, end)]
    cuts = [0]
    for index, (left, right) in enumerate(pairwise(places), start=1):
        apart = right[1] >= left[3] or right[3] <= left[1]
        if apart and right[0] < left[0] - (left[3] - left[1]):
            cuts.append(index)
    cuts.append(end - start)
    words = []
    for begin, stop in pairwise(cuts):
        part = places[begin:stop]
        edges = (
            min(each[0] for each in part),
            min(each[1] for each in part),
            max(each[2] for each in part),
            max(each[3] for each in part),
        )
        leans = edges[3] - edges[1] > _LEAN * max(each[3] - each[1] for each in part)
        text = characters[start + begin : start + stop]
        words.append(_word(text, edges, joins and begin == 0, leans))
    return words
