"""The letters besides the appeal, each from the same findings."""

from collections.abc import Callable, Mapping

from gaps.appeals.contract import AppealFacts, Letter
from gaps.appeals.letters.exhaustion import exhaustion
from gaps.appeals.letters.follow_up import follow_up
from gaps.appeals.letters.missing_records import missing_records
from gaps.appeals.letters.ogis import ogis
from gaps.contract import LetterKind

LETTERS: Mapping[LetterKind, Callable[[AppealFacts], Letter]] = {
    LetterKind.FOLLOW_UP: follow_up,
    LetterKind.MISSING_RECORDS: missing_records,
    LetterKind.OGIS: ogis,
    LetterKind.EXHAUSTION: exhaustion,
}
"""How each kind is written. The appeal has a service of its own, since it is filed and decided."""
