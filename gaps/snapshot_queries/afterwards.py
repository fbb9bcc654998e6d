"""What came after a letter: deliveries, decisions, and letters that could not be read."""

from datetime import date

from gaps.snapshot import CaseSnapshot, Letter, LetterFact, Production
from requests_app.ingest.extract.letter_facts.contract import FactName, LetterKind

PATIENCE = 31
"""Calendar days. Twenty working days, the Act's own measure of time, are never more than this; what
is younger is not yet late in any sense."""
FINAL = {LetterKind.DETERMINATION, LetterKind.NO_RECORDS, LetterKind.GLOMAR, LetterKind.CLOSURE}


def delivered_with(case: CaseSnapshot, letter: Letter) -> list[Production]:
    """The deliveries that the letter accompanied."""
    return [each for each in case.productions if each.letter and each.letter in letter.pages]


def deliveries_after(case: CaseSnapshot, letter: Letter, day: date) -> list[Production]:
    """The deliveries of a later day; those without a day may be later, and count."""
    own = delivered_with(case, letter)
    return [
        each
        for each in case.productions
        if each not in own and (each.received_on is None or day < each.received_on <= case.as_of)
    ]


def letters_after(case: CaseSnapshot, letter: Letter, day: date) -> list[Letter]:
    """The agency's letters of a later day; those without a day may be later, and count."""
    return [
        each
        for each in case.letters
        if each.direction == "in"
        and each != letter
        and (each.dated_on is None or day < each.dated_on <= case.as_of)
    ]


def decides(letter: Letter) -> bool:
    """Whether a letter of the agency answers the request for good."""
    read = {fact.value for fact in letter.stated(FactName.KIND)}
    return letter.kind == "determination" or bool(read & FINAL)


def promises(case: CaseSnapshot) -> list[tuple[Letter, LetterFact]]:
    """The first promise of further records in each letter of the agency, the oldest letter
    first."""
    found = [
        (letter, promise)
        for letter in case.letters
        if letter.direction == "in" and letter.dated_on and letter.dated_on <= case.as_of
        for promise in letter.stated(FactName.MORE_PROMISED)[:1]
        if promise.confidence != "lead"
    ]
    return sorted(found, key=lambda each: each[0].dated_on or case.as_of)


def days_received(case: CaseSnapshot, letter: Letter) -> list[date]:
    """The days on which the letter and what came with it were received, as far as known."""
    days = [each.received_on for each in delivered_with(case, letter)]
    return [day for day in (*days, letter.received_on, letter.dated_on) if day]
