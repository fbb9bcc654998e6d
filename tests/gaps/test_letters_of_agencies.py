"""What the letters written for the reading tests are found to leave unsaid, each one by itself.

Each pair was judged by the words of the letter; a code that is not listed may not be found.
"""

from datetime import date, timedelta

import pytest

from gaps.engine import run
from gaps.snapshot import Letter, LetterFact, Passage
from tests.requests_app.ingest.letters.letters import LETTERS, printed
from tests.snapshots import case, changed, page, production

JUDGED = {
    "SCH009": "search_not_described",
    "PRD004": "promised_release_not_received",
    "REF001": "referral_without_response",
    "REF002": "referral_target_unnamed",
    "WTH003": "volume_withheld_not_estimated",
    "WTH005": "foreseeable_harm_not_stated",
    "WTH006": "segregability_not_addressed",
}
LACKING = {
    "cbp-determination": {"WTH006"},
    "cia-glomar": set(),
    "dhs-acknowledgment": set(),
    "dod-determination": set(),
    "fbi-determination": {"REF001"},
    "fbi-glomar": set(),
    "fbi-no-records": set(),
    "ice-acknowledgment": set(),
    "ice-closure": set(),
    "ice-determination": set(),
    "ice-no-records": set(),
    "ice-scanned": {"WTH005", "WTH006"},
    "ice-supplemental": {"REF001", "WTH005", "WTH006"},
    "interior-determination": {"SCH009", "WTH006"},
    "nih-interim": {"PRD004", "REF001"},
    "state-final": {"SCH009"},
    "state-interim": {"PRD004", "REF002"},
    "tsa-consultation": {"PRD004", "REF001"},
    "unreadable-scan": set(),
    "uscis-determination": {"REF001", "SCH009", "WTH005"},
}
DECIDING = {"determination", "no_records", "glomar", "closure"}


def as_received(path) -> Letter:
    """The letter as the snapshot holds it; of a letter that decides, the record says so."""
    texts, reading = printed(path)
    name = f"letters/{path.stem}.pdf"
    pages = tuple(page(number, name) for number in range(1, len(texts) + 1))
    kinds = {str(fact.value) for fact in reading.facts if fact.name == "kind"}
    days = [fact.value for fact in reading.facts if fact.name == "dated_on"]
    day = days[0] if days and isinstance(days[0], date) else date(2021, 1, 1)
    facts = tuple(
        LetterFact(
            fact.name,
            fact.value,
            Passage(
                pages[fact.span.page],
                fact.span.start,
                fact.span.end,
                texts[fact.span.page][fact.span.start : fact.span.end],
            ),
            fact.confidence,
        )
        for fact in reading.facts
    )
    kind = "determination" if kinds & DECIDING else "other"
    return Letter(kind, "in", day, day, name, pages, tuple(texts), facts, reading.readable)


@pytest.mark.parametrize("name", LACKING)
def test_a_letter_is_found_to_lack_what_it_lacks(name):
    letter = as_received(next(path for path in LETTERS if path.stem == name))
    released = any(
        fact.name.value.startswith("pages_released") and fact.value for fact in letter.facts
    )
    own = production(letter=letter.pages[0], received_on=letter.dated_on)
    later = changed(
        case(letters=(letter,), foia_request={"filed_on": date(2018, 1, 1)}),
        as_of=letter.dated_on + timedelta(days=200),
        productions=(own,) if released else (),
    )
    result = run(later, select=set(JUDGED.values()))
    assert result.errors == ()
    assert {each.code for each in result.findings} == LACKING[name]
