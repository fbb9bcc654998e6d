"""What kind of value stands behind each fact of a letter, and how a person writes one."""

import re
from datetime import date, datetime
from typing import get_args

from requests_app.ingest.extract.letter_facts.contract import FactName, LetterKind, Value
from requests_app.law.clock import Unit
from requests_app.law.ledger import UnusualCircumstance

F = FactName

YES_OR_NO = frozenset({F.FEE_WAIVER_GRANTED, F.EXPEDITION_GRANTED})
NUMBERS = YES_OR_NO | {
    F.PAGES_PROCESSED,
    F.PAGES_RELEASED,
    F.PAGES_RELEASED_IN_FULL,
    F.PAGES_RELEASED_IN_PART,
    F.PAGES_WITHHELD_IN_FULL,
    F.PAGES_REFERRED,
    F.ITEM_ANSWERED,
    F.EXTENDED_BY_DAYS,
    F.REPLY_WITHIN_DAYS,
    F.APPEAL_WITHIN_DAYS,
}
DAYS = frozenset(
    {F.DATED_ON, F.REQUEST_DATED_ON, F.REQUEST_RECEIVED_ON, F.CUT_OFF_ON, F.EXTENDED_UNTIL}
)
CHOICES: dict[FactName, tuple[str, ...]] = {
    F.KIND: tuple(each.value for each in LetterKind),
    F.APPEAL_UNIT: tuple(str(each) for each in get_args(Unit)),
    F.UNUSUAL_CIRCUMSTANCE: tuple(get_args(UnusualCircumstance)),
    **dict.fromkeys(YES_OR_NO, ("yes", "no")),
}
YEARS = range(1967, 2100)
"""The law took effect on July 4, 1967; no letter speaks of an earlier day."""
MOST = 1_000_000
"""Pages or days beyond this are a slip of the pen."""

_EXEMPTION = re.compile(r"\(b\)\([1-9]\)(\([A-F]\))?")
_PRINTED_DAYS = ("%Y-%m-%d", "%B %d, %Y", "%b %d, %Y", "%m/%d/%Y")


def typed(name: FactName, text: str) -> Value:
    """The value that a person writes for a fact. Raises ValueError, which says what is expected."""
    text = re.sub(r"\s+", " ", text).strip()
    if not text:
        raise ValueError("say what the letter says")
    if name in CHOICES:
        return _chosen(name, text)
    if name in DAYS:
        return _day(text)
    if name in NUMBERS:
        return _number(text)
    if name is F.EXEMPTION_CLAIMED and not _EXEMPTION.fullmatch(text):
        raise ValueError("write the exemption as (b)(5) or (b)(7)(C)")
    return text


def written(name: FactName, value: Value) -> str:
    """The value as a person would write it: the words that `typed` reads."""
    if name in YES_OR_NO:
        return "yes" if value else "no"
    if name in CHOICES:
        return in_words(str(value))
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def in_words(name: str) -> str:
    """A name of the program as a person writes it: `working_day` is `working day`."""
    return name.replace("_", " ")


def _chosen(name: FactName, text: str) -> Value:
    wanted = text.lower().replace(" ", "_")
    if wanted not in CHOICES[name]:
        raise ValueError(f"choose one of: {', '.join(map(in_words, CHOICES[name]))}")
    return int(wanted == "yes") if name in YES_OR_NO else wanted


def _day(text: str) -> date:
    for form in _PRINTED_DAYS:
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if day.year in YEARS:
            return day
    raise ValueError("write the day as 2018-10-05 or October 5, 2018")


def _number(text: str) -> int:
    digits = text.replace(",", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 9 or int(digits) > MOST:
        raise ValueError("write a whole number")
    return int(digits)
