"""What it takes for an authority to need no lawyer's eye any more: that one has opened it.

The file of the authorities says what was verified when it was made, and no program changes it. A
lawyer of the installation who opens an authority records what is confirmed; the last such record
counts, so that one who finds it wrong, and confirms nothing, takes an earlier one back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requests_app.law.authorities import Authority, Open


class Confirmed(StrEnum):
    """What a lawyer confirms of an authority: that it stands where it is cited, that the page is
    right, that it says what it is cited for, and that it is still the law."""

    CITATION = "citation"
    PIN = "pin"
    PROPOSITION = "proposition"
    GOOD_LAW = "good_law"


IN_WORDS: Mapping[Confirmed, str] = {
    Confirmed.CITATION: "citation",
    Confirmed.PIN: "page",
    Confirmed.PROPOSITION: "proposition",
    Confirmed.GOOD_LAW: "still good law",
}
ALWAYS = frozenset({Confirmed.CITATION, Confirmed.PIN})
ANSWERS: Mapping[Open, Confirmed] = {
    Open.NOTHING_READ: Confirmed.PROPOSITION,
    Open.CITATION: Confirmed.CITATION,
    Open.PIN: Confirmed.PIN,
    Open.CURRENCY: Confirmed.GOOD_LAW,
}
"""What has to be confirmed for each reason why an authority is open."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The last record that somebody opened an authority: who, on which day, what is confirmed."""

    by: str
    on: date
    confirmed: frozenset[Confirmed]

    @property
    def in_words(self) -> str:
        """What is confirmed, as a list prints it."""
        words = [text for each, text in IN_WORDS.items() if each in self.confirmed]
        return ", ".join(words) or "nothing"


def wanted(authority: Authority) -> frozenset[Confirmed]:
    """What a lawyer has to confirm before a letter cites the authority without a mark."""
    return ALWAYS | {ANSWERS[reason] for reason, _ in authority.open_points}


def is_open(authority: Authority, opened: Opened | None) -> bool:
    """Whether a letter that cites the authority has to mark it."""
    if opened is None:
        return authority.needs_lawyer
    return not wanted(authority) <= opened.confirmed


def still_open(authority: Authority, opened: Opened | None) -> tuple[tuple[Open, str], ...]:
    """What is still open of the authority: each reason with its words."""
    if opened is None:
        return authority.open_points
    if not is_open(authority, opened):
        return ()
    left = [each for each in authority.open_points if ANSWERS[each[0]] not in opened.confirmed]
    told = {ANSWERS[reason] for reason, _ in left}
    for each, reason in ((Confirmed.CITATION, Open.CITATION), (Confirmed.PIN, Open.PIN)):
        if each not in opened.confirmed | told:
            words = f"Opened by {opened.by} without confirming the {IN_WORDS[each]}."
            left.append((reason, words))
    return tuple(left)


def open_note(authority: Authority, opened: Opened | None) -> str:
    """What is still open, in plain words; empty where nothing is."""
    return " ".join(text for _, text in still_open(authority, opened))
