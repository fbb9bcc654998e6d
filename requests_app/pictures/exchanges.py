"""Who wrote whom: a lane for each direction of each pair, the empty direction drawn too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PAIRS = 10
"""Pairs that are drawn; the table beside the picture holds them all."""
DOTS = 12
LEFT, STEP = 10, 20
"""Where the first dot stands on its line, and how far it is to the next."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Messages of one direction: how many were produced, and how many are only proven."""

    sender: str
    recipient: str
    produced: int
    inferred: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A message, or one of many."""

    x: int
    solid: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One direction: its dots, and the same in words; silent where nothing was produced."""

    exchanged: Exchanged
    dots: tuple[Dot, ...]
    words: str
    silent: bool


@dataclass(frozen=True, slots=True)
class ExchangePicture:
    """The lanes, two to a pair, and how many pairs are not drawn."""

    lanes: tuple[Lane, ...]
    left_out: int


def pairs_of(counted: Iterable[Exchanged], first: Mapping[str, int]) -> list[tuple[Exchanged, ...]]:
    """Both directions of every pair, the busiest pair first; a direction without a message is
    there with none. `first` says which of two names stands first: the lower rank."""
    held = {(each.sender, each.recipient): each for each in counted}
    names = {tuple(sorted(pair, key=lambda name: (first.get(name, 9), name))) for pair in held}
    pairs = [
        tuple(
            held.get(way, Exchanged(*way, produced=0, inferred=0))
            for way in ((one, other), (other, one))
        )
        for one, other in names
    ]
    return sorted(pairs, key=lambda pair: (-sum(map(_volume, pair)), pair[0].sender))


def exchange_picture(pairs: list[tuple[Exchanged, ...]]) -> ExchangePicture:
    """The picture of the busiest pairs."""
    lanes = tuple(_lane(each) for pair in pairs[:PAIRS] for each in pair)
    return ExchangePicture(lanes, max(0, len(pairs) - PAIRS))


def _lane(each: Exchanged) -> Lane:
    solid = min(each.produced, DOTS)
    hollow = min(each.inferred, DOTS - solid + 2)
    dots = [Dot(LEFT + STEP * place, place < solid) for place in range(solid + hollow)]
    missing = f", {each.inferred:,} proven and not produced" if each.inferred else ""
    words = f"{each.produced:,} produced{missing}" if each.produced else f"none produced{missing}"
    return Lane(each, tuple(dots), words, silent=each.produced == 0)


def _volume(each: Exchanged) -> int:
    return each.produced + each.inferred
