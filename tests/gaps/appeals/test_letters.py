"""The letters besides the appeal: what each says, and what it must not."""

from dataclasses import replace
from datetime import date

import pytest

from gaps.appeals.contract import AppealFacts, ClockNoted, ExhaustionNoted
from gaps.appeals.letters import LETTERS
from gaps.appeals.letters.exhaustion import STATES
from gaps.appeals.pandoc import converted
from gaps.contract import LetterKind
from gaps.engine import detectors
from requests_app.law.deadline import Exhaustion
from tests.appeal_facts import facts, point, showing

LATE = ClockNoted(
    act="to determine the request",
    runs_from=date(2018, 7, 23),
    due=date(2018, 8, 20),
    overdue=True,
    done_on=None,
    working=("Received on Mon, Jul 23, 2018", "Day 20 is Mon, Aug 20, 2018"),
    authorities=("foia_a6Ai",),
)
OPEN = ExhaustionNoted("constructive", ("No determination by Mon, Aug 20, 2018",), ("foia_a6Ci",))


def overdue(**changes: object) -> AppealFacts:
    """A request that was not determined in time."""
    plain = {"window": None, "window_unknown": "no dated determination is on file"}
    return facts(**({"clocks": (LATE,), "exhaustion": OPEN} | plain | changes))


def words(kind: LetterKind, given: AppealFacts) -> str:
    """The letter as a reader sees it, without the lawyer's page."""
    letter = LETTERS[kind](given).markdown.partition("Not part of the letter")[0]
    return " ".join(converted(letter, "plain").split())


def test_every_kind_of_letter_is_written_by_somebody() -> None:
    assert set(LETTERS) == set(LetterKind) - {LetterKind.APPEAL}
    for kind in LetterKind:
        assert any(kind in each.letters for each in detectors()), kind


@pytest.mark.parametrize("kind", list(LETTERS))
def test_a_letter_has_a_head_a_signature_and_a_page_for_the_lawyer(kind: LetterKind) -> None:
    letter = LETTERS[kind](overdue())
    assert "DRAFT: privileged" in converted(letter.markdown, "plain")
    assert "Respectfully submitted" in letter.markdown
    assert "the lawyer’s checklist" in letter.markdown
    assert letter.checklist


@pytest.mark.parametrize("kind", list(LETTERS))
def test_only_an_appeal_says_that_it_is_one(kind: LetterKind) -> None:
    text = words(kind, overdue())
    assert "FREEDOM OF INFORMATION ACT APPEAL" not in text
    assert "this appeal" not in text
    assert not any("Act Appeal" in each for each in LETTERS[kind](overdue()).checklist)


def test_a_follow_up_counts_the_days_out_and_keeps_all_rights() -> None:
    text = words(LetterKind.FOLLOW_UP, overdue())
    assert "ANSWER OVERDUE" in text
    assert "The time to determine the request, which ended on August 20, 2018, was counted" in text
    assert "Day 20 is Mon, Aug 20, 2018" in text
    assert "Nothing in this letter narrows the request" in text
    assert "The agency should:" in text


def test_a_limit_that_was_kept_is_not_counted_out_in_a_follow_up() -> None:
    text = words(LetterKind.FOLLOW_UP, overdue(clocks=(replace(LATE, overdue=False),)))
    assert "How the Days Were Counted" not in text


def test_a_request_for_missing_items_is_no_appeal_and_names_the_last_day_of_one() -> None:
    text = words(LetterKind.MISSING_RECORDS, facts())
    assert "This letter is no appeal" in text
    assert "on February 15, 2019, and Requester will appeal by then" in text
    assert "terms.xlsx" in text
    assert "Ex. F at 3 (ICE 3)" in text


def test_a_period_that_has_passed_is_not_promised_to_be_kept() -> None:
    text = words(LetterKind.MISSING_RECORDS, facts(dated_on=date(2019, 3, 1)))
    assert "will appeal by then" not in text


def test_more_items_than_a_letter_holds_stand_in_its_schedule() -> None:
    many = point(*(showing(f"file-{number}.xlsx") for number in range(15)))
    text = words(LetterKind.MISSING_RECORDS, facts(points=(many,)))
    assert "Schedule 1" in text
    assert "file-14.xlsx" in text


def test_mediation_is_asked_for_without_giving_up_any_time_limit() -> None:
    text = words(LetterKind.OGIS, overdue())
    assert "Office of Government Information Services" in text
    assert "mediation extends no time limit" in text
    assert "[confirm addressee and address]" in text


def test_a_statement_of_exhaustion_is_addressed_to_nobody() -> None:
    letter = LETTERS[LetterKind.EXHAUSTION](overdue(points=())).markdown
    assert "Dear" not in letter
    assert "means of delivery" not in letter
    text = words(LetterKind.EXHAUSTION, overdue(points=()))
    assert "deemed to have exhausted its remedies" in text
    assert "Should the agency answer before a suit is filed" in text


@pytest.mark.parametrize("state", ["appeal_revived", "not_exhausted"])
def test_a_statement_warns_where_remedies_are_not_exhausted(state: str) -> None:
    noted = ExhaustionNoted(state, ("An appeal is needed before suit",), ())
    text = words(LetterKind.EXHAUSTION, overdue(exhaustion=noted))
    assert "cannot be used as it stands" in text
    assert "deemed to have exhausted" not in text


def test_a_statement_says_so_where_the_ledger_knows_nothing() -> None:
    text = words(LetterKind.EXHAUSTION, overdue(exhaustion=None, clocks=()))
    assert "nothing follows" in text


def test_every_state_of_the_remedies_has_its_words() -> None:
    assert set(STATES) == {each.value for each in Exhaustion}


def test_the_regulations_of_homeland_security_stay_out_of_letters_to_others() -> None:
    for kind in LETTERS:
        letter = LETTERS[kind](overdue(within_dhs=False)).markdown
        assert "6 C\\.F\\.R\\." not in letter.partition("Before filing")[0]
