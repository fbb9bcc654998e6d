"""The lines of a text around what was found in it."""

from collections.abc import Sequence
from dataclasses import dataclass

AROUND = 90
"""Characters shown on either side."""
MOST_FRAGMENTS = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet; `found`: it is what was looked for."""

    text: str
    found: bool = False


def snippet(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """The surroundings of the first marks, each mark told apart; without marks the beginning."""
    windows: list[tuple[int, int]] = []
    for start, end in spans or [(0, 0)]:
        first, last = _begin(text, start), _finish(text, min(end, start + 4 * AROUND))
        if windows and first <= windows[-1][1]:
            if last - windows[-1][0] <= 4 * AROUND:
                windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
            continue
        if len(windows) == MOST_FRAGMENTS:
            break
        windows.append((first, last))
    pieces: list[Piece] = []
    for number, (first, last) in enumerate(windows):
        pieces.append(Piece("… " if first and number == 0 else " … " if number else ""))
        pieces += _pieces(text, first, last, spans)
    if windows[-1][1] < len(text.rstrip()):
        pieces.append(Piece(" …"))
    return tuple(each for each in pieces if each.text)


def pieces_of(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """The whole text, its marks told apart."""
    return tuple(each for each in _pieces(text, 0, len(text), spans) if each.text)


def _pieces(text: str, first: int, last: int, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], first
    for start, end in spans:
        if start < at or start >= last:
            continue
        pieces += [Piece(text[at:start]), Piece(text[start : min(end, last)], found=True)]
        at = min(end, last)
    return [*pieces, Piece(text[at:last])]


def _begin(text: str, start: int) -> int:
    """A little before a mark, not in the middle of a word."""
    wanted = max(0, start - AROUND)
    while 0 < wanted < start and not text[wanted - 1].isspace():
        wanted += 1
    return wanted


def _finish(text: str, end: int) -> int:
    wanted = min(len(text), end + AROUND)
    while end < wanted < len(text) and not text[wanted].isspace():
        wanted -= 1
    return wanted
