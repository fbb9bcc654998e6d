"""What the letters of the agency say, and what a letter that was read leaves out."""

import re
from collections.abc import Iterator
from datetime import date

from gaps.contract import Confidence, Evidence, computed, on_page, quoted
from gaps.snapshot import CaseSnapshot, Letter, LetterFact
from gaps.snapshot_queries.wording import amount, cite, day_in_words
from requests_app.ingest.extract.letter_facts.contract import FactName, LetterKind
from requests_app.law.parameters import parameter

DETERMINING = ("determination",)
WITHHELD = (FactName.PAGES_WITHHELD_IN_FULL, FactName.PAGES_RELEASED_IN_PART)
DENYING_KINDS = {LetterKind.NO_RECORDS, LetterKind.GLOMAR, LetterKind.CLOSURE}
ENCLOSED = re.compile(
    r"\b(?:enclos(?:ed|ure|ures)|attached|attachment|accompanying|reverse side|next page)\b",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"\bour\s+(?:\w+\s+){0,2}?(?:letters?|correspondence|responses?|e-?mails?)\s+(?:of|dated)\b"
    r"|\b(?:previous|prior|earlier|interim)\s+(?:letters?|responses?|releases?|productions?)\b",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"\b(?:appeal|rights|mediation|dispute|liaison|notice|information sheet)\b", re.IGNORECASE
)


def was_read(letter: Letter) -> bool:
    """Whether the letter came from the agency and was read well enough for its silence to mean
    something."""
    return letter.direction == "in" and letter.readable and bool(letter.facts and letter.pages)


def determinations(case: CaseSnapshot) -> Iterator[Letter]:
    """The letters that decide the request and could be read."""
    return (each for each in case.letters if each.kind in DETERMINING and was_read(each))


def denials(letter: Letter) -> list[LetterFact]:
    """The words by which a determination denies anything: an exemption, pages closed, no records,
    a refusal to search or to confirm."""
    found = [
        fact
        for name in (FactName.EXEMPTION_CLAIMED, FactName.OFFICE_NOT_SEARCHED)
        for fact in letter.stated(name)
    ]
    found += [fact for name in WITHHELD for fact in letter.stated(name) if fact.value]
    found += [fact for fact in letter.stated(FactName.KIND) if fact.value in DENYING_KINDS]
    return [fact for fact in found if fact.confidence != "lead"]


def adverse_determinations(case: CaseSnapshot) -> Iterator[tuple[Letter, list[LetterFact]]]:
    """The determinations that deny something, with the words that do."""
    for letter in determinations(case):
        if words := denials(letter):
            yield letter, words


def stated_by_agency(case: CaseSnapshot, since: Letter, *names: FactName) -> bool:
    """Whether the letter, or any letter of the agency not older than it, states one of the facts.

    A letter without a date may be a later one; what it states counts.
    """
    return any(
        letter.stated(name)
        for letter in case.letters
        if letter.direction == "in" and (letter == since or _not_older(letter, since))
        for name in names
    )


def stated_anywhere(case: CaseSnapshot, *names: FactName) -> bool:
    """Whether any letter of the agency states one of the facts."""
    return any(
        letter.stated(name) for letter in case.letters if letter.direction == "in" for name in names
    )


def fees_charged(case: CaseSnapshot) -> list[LetterFact]:
    """The amounts of fees that the agency's letters name; a fee of nothing is none."""
    return [
        fact
        for letter in case.letters
        if letter.direction == "in"
        for fact in letter.stated(FactName.FEE_ESTIMATED)
        if re.search("[1-9]", str(fact.value))
    ]


def letter_on(case: CaseSnapshot, kind: str, day: date) -> Letter | None:
    """The letter of that kind and day, where it was read."""
    found = (each for each in case.letters if each.kind == kind and each.dated_on == day)
    return next((each for each in found if was_read(each)), None)


def _not_older(letter: Letter, than: Letter) -> bool:
    return letter.dated_on is None or than.dated_on is None or letter.dated_on >= than.dated_on


def rights_may_be_enclosed(letter: Letter) -> bool:
    """Whether the letter speaks of an enclosure, or of another sheet, that may hold the notice of
    rights; what is not held cannot be said to be silent."""
    sentences = re.split(r"(?<=[.;])\s|\n\s*\n", "\n".join(letter.texts))
    return any(ENCLOSED.search(each) and RIGHTS.search(each) for each in sentences)


def refers_back(letter: Letter) -> bool:
    """Whether the letter speaks of an earlier letter of the agency, which may say what this one
    does not."""
    return any(EARLIER.search(text) for text in letter.texts)


def notice_of_2016_applies(case: CaseSnapshot, letter: Letter) -> bool:
    """Whether the request was made after 30 June 2016, from when a determination has to give the
    notices and the ninety days that Pub. L. 114-185 added (§ 6 of that law)."""
    since = parameter("appeal_window_floor").values[0].since
    asked = case.foia_request.filed_on or case.foia_request.received_on or letter.dated_on
    return bool(asked and asked > since)


def silence_of(letter: Letter, what: str) -> list[Evidence]:
    """What a letter leaves out: the letter, and that all its pages were read for it.

    A silence of a letter is computed, not looked for: unread pages of a release do not doubt it.
    """
    return [
        on_page(letter.pages[0], f"is the letter that states no {what}"),
        computed(
            f"The letter of {day_in_words(letter.dated_on)} was read for {what}",
            [
                f"{amount(len(letter.pages), 'page')} of {letter.document or 'the letter'} read",
                f"{what}: none stated",
            ],
        ),
    ]


def said(facts: list[LetterFact], limit: int = 2) -> list[Evidence]:
    """The words of the first facts."""
    return [quoted(fact.passage) for fact in facts if fact.passage][:limit]


def sureness(letter: Letter) -> Confidence:
    """How sure a silence on rights is: a lead where an enclosure that is not held may speak."""
    return Confidence.LEAD if rights_may_be_enclosed(letter) else Confidence.CERTAIN


def letter_facts_of(letter: Letter) -> dict[str, str]:
    """The day of a letter and the page on which it begins, as the facts of a finding."""
    return {"letter_of": day_in_words(letter.dated_on), "stands_on": cite(letter.pages[0])}


def days_since(day: date | None, as_of: date) -> int:
    """Calendar days from a day to the day of the analysis; 0 where it is not known."""
    return (as_of - day).days if day else 0
