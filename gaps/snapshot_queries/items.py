"""Which numbered parts of the request the agency's letters answer, and what the records hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from gaps.contract import Confidence
from gaps.snapshot import CaseSnapshot, Letter, LetterFact, RequestItem
from gaps.snapshot_queries.letters import determinations
from gaps.snapshot_queries.terms import words_of_item
from gaps.snapshot_queries.withholding import exemptions_claimed
from gaps.snapshot_queries.wording import listed
from requests_app.ingest.extract.letter_facts.contract import FactName, LetterKind

ANSWERS_ALL = {LetterKind.NO_RECORDS, LetterKind.GLOMAR, LetterKind.CLOSURE}


@dataclass(frozen=True, slots=True)
class UnansweredItem:
    """A part of the request that letters do not speak of although they speak of others. `words`:
    words that only this part uses, of which none stands on a released page."""

    item: RequestItem
    letter: Letter
    answered: tuple[LetterFact, ...]
    words: tuple[str, ...]

    @property
    def items_spoken_of(self) -> str:
        """The other items, as part of a sentence."""
        numbers = sorted({each.value for each in self.answered if isinstance(each.value, int)})
        noun = "item" if len(numbers) == 1 else "items"
        return f"{noun} {listed(str(each) for each in numbers)}"

    @property
    def confidence(self) -> Confidence:
        """Certain where its own words were looked for in the records and found nowhere."""
        return Confidence.CERTAIN if self.words else Confidence.PROBABLE


def unanswered_items(case: CaseSnapshot) -> Iterator[UnansweredItem]:
    """The items left out by letters that answer the request item by item. A letter that answers
    it as a whole answers every item."""
    answered = [
        fact
        for letter in case.letters
        if letter.direction == "in"
        for fact in letter.stated(FactName.ITEM_ANSWERED)
    ]
    last = max(
        determinations(case),
        key=lambda each: each.dated_on.toordinal() if each.dated_on else 0,
        default=None,
    )
    sure = tuple(each for each in answered if each.confidence != "lead")
    if last is None or not sure or _answered_as_a_whole(case):
        return
    spoken_of = {fact.value for fact in answered}
    for item in case.foia_request.items:
        if item.number in spoken_of:
            continue
        words = _own_words(case, item)
        if not any(word in _found(case) for word in words):
            yield UnansweredItem(item, last, sure, words)


def _answered_as_a_whole(case: CaseSnapshot) -> bool:
    """Whether a letter reports no records, will not say, closes the request, or denies it; or could
    not be read and may do any of these."""
    for letter in case.letters:
        if letter.direction != "in":
            continue
        kinds = {fact.value for fact in letter.stated(FactName.KIND)}
        denies = bool(exemptions_claimed(letter)) and not case.productions
        if kinds & ANSWERS_ALL or denies or not letter.readable:
            return True
    return False


def _own_words(case: CaseSnapshot, item: RequestItem) -> tuple[str, ...]:
    """The words that the item quotes or names and no other does."""
    others = {
        word.casefold()
        for each in case.foia_request.items
        if each.number != item.number
        for word in words_of_item(case, each)
    }
    return tuple(each for each in words_of_item(case, item) if each.casefold() not in others)


def _found(case: CaseSnapshot) -> set[str]:
    return {each.word for each in case.words_asked if each.pages}
