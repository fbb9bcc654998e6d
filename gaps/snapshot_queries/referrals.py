"""To whom records were referred, and whether an answer came from there."""

import re
from collections.abc import Iterator
from datetime import date

from gaps.contract import Evidence, dated, quoted
from gaps.snapshot import CaseSnapshot, Letter, LetterFact, Passage
from gaps.snapshot_queries.afterwards import letters_after
from gaps.snapshot_queries.letters import stated_by_agency
from gaps.snapshot_queries.wording import amount
from requests_app.ingest.extract.letter_facts.contract import FactName

SHORT = re.compile(r"\(([A-Z][A-Za-z&.-]{1,9})\)")
# "referred to the Department of State", and not "referred to another agency for a direct response".
TO_A_NAME = re.compile(
    r"\b(?:[Rr]efer|[Cc]onsult|[Tt]ransfer|REFER|CONSULT)\w*\b[^.;]{0,60}?\b(?:to|TO|with|WITH)\s+"
    r"(?:the\s+|THE\s+)?(?!ANOTHER|OTHER|AN?\b|YOU)[A-Z][\w.&]+"
)

OF_THE_REQUEST = re.compile(
    r"\b(?:referr|transferr|forward|rout|sent|direct)\w*\s+(?:\w+\s+){0,4}?(?:your|the|this)\s+"
    r"(?:FOIA\s+|entire\s+)?request\b|\brequest\s+(?:has\s+been|was|is\s+being)\s+(?:\w+\s+)?"
    r"(?:referr|transferr|forward|rout|sent)",
    re.IGNORECASE,
)
CONSULTED_ONLY = re.compile(r"\bconsult", re.IGNORECASE)
REFERRED = re.compile(r"\b(?:referr|transferr)", re.IGNORECASE)


def names_of(agency: str) -> list[str]:
    """The forms in which a letter may name an agency: in full, without its short form, and by it.

    `Department of State (DOS)` is named by itself, by `Department of State` and by `DOS`.
    """
    short = SHORT.findall(agency)
    plain = SHORT.sub("", agency).strip(" ,.")
    bare = re.sub(r"^(?:the\s+)?(?:(?:U\.?\s?S\.?|United States)\s+)?", "", plain, flags=re.I)
    return [each for each in dict.fromkeys((bare, *short)) if each]


def referred_to(case: CaseSnapshot) -> Iterator[tuple[Letter, LetterFact]]:
    """Each referral or consultation that names its agency, by the letter that first tells of it."""
    seen: set[str] = set()
    dated = [each for each in case.letters if each.dated_on and each.dated_on <= case.as_of]
    for letter in sorted(dated, key=lambda each: each.dated_on or date.max):
        for fact in letter.stated(FactName.REFERRED_TO):
            key = names_of(str(fact.value))[0].casefold()
            if letter.direction != "in" or fact.confidence == "lead" or _of_request(letter, fact):
                continue
            if key not in seen:
                seen.add(key)
                yield letter, fact


def _of_request(letter: Letter, fact: LetterFact) -> bool:
    """Whether what went to the agency is the request itself, or a part of it, and no records."""
    if fact.passage is None:
        return False
    text = dict(zip(letter.pages, letter.texts, strict=False)).get(fact.passage.page, "")
    before = re.split(r"(?<=[.;!?])\s+(?=[A-Z])|\n\s*\n", text[: fact.passage.start])[-1]
    return bool(OF_THE_REQUEST.search(" ".join(before.split())))


def is_consultation(words: str) -> bool:
    """Whether a sentence tells of a consultation only, of which a requester need not be told."""
    return bool(CONSULTED_ONLY.search(words)) and not REFERRED.search(words)


def letters_naming(case: CaseSnapshot, letter: Letter, agency: str, day: date) -> list[Letter]:
    """The later letters of an agency that may answer for it: those that name it, and those that
    could not be read."""
    named = re.compile(
        "|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in names_of(agency)), re.IGNORECASE
    )
    return [
        each
        for each in letters_after(case, letter, day)
        if not each.readable or any(named.search(" ".join(text.split())) for text in each.texts)
    ]


def names_a_target(text: str) -> bool:
    """Whether the words of a sheet name the agency to which its pages went."""
    return bool(TO_A_NAME.search(" ".join(text.split())))


def unnamed_referrals(case: CaseSnapshot) -> Iterator[tuple[Letter, Passage]]:
    """The letters that tell of a referral and name no agency, as no later letter does either."""
    for letter in case.letters:
        words = (
            each.passage
            for each in letter.stated(FactName.REFERRAL_UNNAMED)
            if each.confidence != "lead" and each.passage
        )
        passage = next(words, None)
        if letter.direction != "in" or not letter.readable or passage is None:
            continue
        if not stated_by_agency(case, letter, FactName.REFERRED_TO):
            yield letter, passage


def told_of(letter: Letter, fact: LetterFact) -> list[Evidence]:
    """The words of a letter on a referral and on its pages, and the day of the letter."""
    facts = (fact, *letter.stated(FactName.PAGES_REFERRED)[:1])
    words = [quoted(each.passage) for each in facts if each.passage]
    day, page = letter.dated_on, next((each.page for each in words), None)
    return [*words, dated(f"tells of {fact.value}", day, page)] if day else words


def pages_sent(letter: Letter) -> str:
    """The pages referred, where the letter has one count and one agency that it can belong to;
    otherwise `records`."""
    counts = [each.value for each in letter.stated(FactName.PAGES_REFERRED)]
    one = len(counts) == 1 and len(letter.stated(FactName.REFERRED_TO)) == 1
    return amount(counts[0], "page") if one and isinstance(counts[0], int) else "records"
