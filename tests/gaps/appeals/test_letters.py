"""The letters besides the appeal: what each says, and what it must not."""

from dataclasses import replace
from datetime import date

import pytest

from gaps.appeals.contract import AppealFacts, ClockNoted, ExhaustionNoted, LetterNoted
from gaps.appeals.letters import LETTERS
from gaps.appeals.letters.exhaustion import STATES
from gaps.appeals.pandoc import converted
from gaps.contract import Detector, LetterKind
from gaps.engine import detectors
from requests_app.law.deadline import Exhaustion
from requests_app.law.rules.expedition_decision_due import CERTIFICATION_UNKNOWN, NO_APPEAL_NEEDED
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
    assert "OVERDUE ANSWER TO A FREEDOM OF INFORMATION ACT REQUEST" in text
    assert "The time to determine the request, which ended on August 20, 2018, was counted" in text
    assert "Day 20 is Mon, Aug 20, 2018" in text
    assert "Nothing in this letter narrows the request" in text
    assert "Requester asks that the agency:" in text
    assert text.count("Day 20 is Mon, Aug 20, 2018") == 1


def test_a_limit_that_was_kept_is_not_counted_out_in_a_follow_up() -> None:
    text = words(LetterKind.FOLLOW_UP, overdue(clocks=(replace(LATE, overdue=False),)))
    assert "How the Days Were Counted" not in text


def test_a_request_for_missing_items_is_no_appeal_and_names_the_last_day_of_one() -> None:
    text = words(LetterKind.MISSING_RECORDS, facts())
    assert "This letter is no appeal" in text
    assert "on February 15, 2019, and Requester means to appeal by then" in text
    assert "terms.xlsx" in text
    assert "Ex. F at 3 (ICE 3)" in text


def test_a_period_that_has_passed_is_not_promised_to_be_kept() -> None:
    text = words(LetterKind.MISSING_RECORDS, facts(dated_on=date(2019, 3, 1)))
    assert "to appeal by then" not in text


@pytest.mark.parametrize("kind", list(LETTERS))
def test_more_items_than_a_letter_holds_stand_in_its_schedule(kind: LetterKind) -> None:
    many = point(*(showing(f"file-{number}.xlsx") for number in range(15)))
    text = words(kind, overdue(points=(many,)))
    assert "Schedule 1 sets out the remaining 3" in text
    assert "Schedule 1 attached to this letter" in text
    assert "file-14.xlsx" in text


@pytest.mark.parametrize("kind", list(LETTERS))
def test_no_schedule_is_spoken_of_or_enclosed_where_the_letter_holds_all(kind: LetterKind) -> None:
    few = point(*(showing(f"file-{number}.xlsx") for number in range(12)))
    assert "Schedule" not in words(kind, overdue(points=(few,)))


@pytest.mark.parametrize("kind", list(LETTERS))
def test_nothing_is_said_to_be_enclosed_where_nothing_is(kind: LetterKind) -> None:
    assert "Enclosures" not in words(kind, overdue(exhibits=()))


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


def test_a_statement_on_remedies_that_are_open_says_nothing_of_limits_that_may_have_passed() -> (
    None
):
    noted = ExhaustionNoted("not_exhausted", ("The appeal came too late",), ())
    text = words(LetterKind.EXHAUSTION, overdue(exhaustion=noted))
    assert "On the file as it stands nothing exhausts the remedies" in text
    assert "No time limit has passed" not in text
    assert "no appeal has been decided" not in text


def test_a_statement_says_so_where_the_ledger_knows_nothing() -> None:
    text = words(LetterKind.EXHAUSTION, overdue(exhaustion=None, clocks=()))
    assert "nothing follows" in text


def test_every_state_of_the_remedies_has_its_words() -> None:
    assert set(STATES) == {each.value for each in Exhaustion}


def test_the_regulations_of_homeland_security_stay_out_of_letters_to_others() -> None:
    for kind in LETTERS:
        letter = LETTERS[kind](overdue(within_dhs=False)).markdown
        assert "6 C\\.F\\.R\\." not in letter.partition("Before filing")[0]


LATE_APPEAL = replace(
    LATE,
    act="to decide the appeal",
    runs_from=date(2018, 10, 3),
    due=date(2018, 11, 1),
    working=("The appeal was received on Wed, Oct 3, 2018", "Day 20 is Thu, Nov 1, 2018"),
    of_appeal=True,
)
LATE_EXPEDITION = replace(
    LATE,
    act="to decide on expedited processing",
    due=date(2018, 8, 2),
    working=(
        "Expedition was asked for on Fri, Jul 20, 2018",
        CERTIFICATION_UNKNOWN,
        "Day 10 is Thu, Aug 2, 2018",
        NO_APPEAL_NEEDED,
    ),
)


def test_what_waits_on_appeal_is_asked_of_the_office_of_appeals() -> None:
    text = words(LetterKind.FOLLOW_UP, overdue(clocks=(LATE_APPEAL,)))
    assert "OVERDUE DECISION ON A FREEDOM OF INFORMATION ACT APPEAL" in text
    assert "Dear Appeals Officer" in text
    assert "Office of the Principal Legal Advisor" in text
    assert "This letter concerns the appeal on the request of July 20, 2018" in text
    assert "by which day it expects to decide it" in text
    assert "while the appeal is pending" in text
    assert "expects to complete it" not in text


@pytest.mark.parametrize("kind", [LetterKind.FOLLOW_UP, LetterKind.OGIS, LetterKind.EXHAUSTION])
def test_a_letter_on_a_request_that_nobody_appealed_speaks_of_no_appeal_of_it(
    kind: LetterKind,
) -> None:
    text = words(kind, overdue(points=()) if kind is LetterKind.EXHAUSTION else overdue())
    assert "the appeal on" not in text
    assert "Appeals Officer" not in text


def test_where_nothing_is_overdue_a_follow_up_does_not_say_that_it_is() -> None:
    noted = ExhaustionNoted("not_exhausted", ("The time to decide has not passed",), ())
    running = overdue(clocks=(replace(LATE, overdue=False),), exhaustion=noted)
    text = words(LetterKind.FOLLOW_UP, running)
    assert "OVERDUE" not in text.upper()
    assert "has passed" not in text
    assert "court" not in text.partition("Closing")[2]
    assert "asks for an answer" in text


def test_a_court_is_spoken_of_only_where_remedies_are_exhausted() -> None:
    assert "going to court" in words(LetterKind.FOLLOW_UP, overdue())
    noted = ExhaustionNoted("not_exhausted", ("The time to decide has not passed",), ())
    late = overdue(clocks=(LATE_EXPEDITION,), exhaustion=noted)
    assert "going to court" not in words(LetterKind.FOLLOW_UP, late)


@pytest.mark.parametrize("kind", [LetterKind.FOLLOW_UP, LetterKind.MISSING_RECORDS])
def test_a_letter_that_asks_says_the_rule_and_argues_no_further(kind: LetterKind) -> None:
    argued = point(
        rule="The Act requires the records [foia_a3A]. It was held so before [campbell].",
        limits="One record proves little [iturralde]. A number may have been skipped.",
    )
    text = words(kind, overdue(points=(argued,)))
    assert "The Act requires the records." in text
    assert "It was held so before" not in text
    assert "One record proves little" not in text
    assert "A number may have been skipped." in text
    assert "It was held so before" in words(LetterKind.OGIS, overdue(points=(argued,)))


@pytest.mark.parametrize("kind", [LetterKind.FOLLOW_UP, LetterKind.OGIS, LetterKind.EXHAUSTION])
def test_days_are_counted_out_once(kind: LetterKind) -> None:
    counted = point(showing(citations=(), quotes=(), looked=(), working=LATE.working))
    text = words(kind, overdue(points=(counted,)))
    assert text.count("Day 20 is Mon, Aug 20, 2018") == 1
    assert "How the Days Were Counted".upper() in text.upper()


def test_a_part_of_a_count_that_the_letter_makes_is_not_made_again() -> None:
    part = point(showing(citations=(), quotes=(), looked=(), working=LATE.working[1:]))
    text = words(LetterKind.FOLLOW_UP, overdue(points=(part,)))
    assert text.count("Day 20 is Mon, Aug 20, 2018") == 1
    assert "The count is this" not in text


def test_a_count_of_which_a_line_stands_nowhere_else_is_made_whole() -> None:
    more = (*LATE.working, "A second time: the statute allows one such pause")
    counted = point(showing(citations=(), quotes=(), looked=(), working=more))
    text = words(LetterKind.FOLLOW_UP, overdue(points=(counted,)))
    assert "The count is this: Received on Mon, Jul 23, 2018; Day 20" in text
    assert "a second time" in text.casefold()


def test_a_count_that_the_letter_makes_nowhere_else_stays_in_its_point() -> None:
    counted = point(showing(citations=(), quotes=(), looked=(), working=("2 letters on file",)))
    assert "The count is this: 2 letters on file." in words(
        LetterKind.FOLLOW_UP, overdue(points=(counted,))
    )


@pytest.mark.parametrize("kind", [LetterKind.FOLLOW_UP, LetterKind.OGIS])
def test_what_is_advice_to_the_requester_is_told_to_the_lawyer_alone(kind: LetterKind) -> None:
    asked = point(
        showing(citations=(), quotes=(), looked=(), working=LATE_EXPEDITION.working),
        code="TIM005",
    )
    given = overdue(points=(asked,), clocks=(LATE_EXPEDITION,))
    assert "Day 10 is Thu, Aug 2, 2018" in words(kind, given)
    assert CERTIFICATION_UNKNOWN not in words(kind, given)
    assert NO_APPEAL_NEEDED not in words(kind, given)
    told = converted("\n\n".join(LETTERS[kind](given).checklist), "plain")
    assert "was certified is not on record" in " ".join(told.split())


def test_a_late_decision_on_an_appeal_is_not_said_to_need_another_appeal() -> None:
    text = words(LetterKind.EXHAUSTION, overdue(points=(), clocks=(LATE_APPEAL,)))
    assert "has to be appealed" not in text
    assert "this statement has to be written anew" in text


@pytest.mark.parametrize("kind", list(LETTERS))
def test_a_letter_names_the_agency_before_it_speaks_of_the_agency(kind: LetterKind) -> None:
    text = words(kind, overdue())
    assert "(“the agency”)" in text
    assert " the agency " not in text[: text.index("(“the agency”)")]


@pytest.mark.parametrize("kind", list(LETTERS))
def test_a_letter_without_a_requester_is_drafted_with_a_bracket(kind: LetterKind) -> None:
    assert "[requester]" in words(kind, overdue(requester=""))


APPEALED = (
    LetterNoted("determination", "in", date(2018, 10, 5), None),
    LetterNoted("appeal", "out", date(2018, 10, 9), None),
)


@pytest.mark.parametrize("kind", list(LETTERS))
def test_who_has_appealed_is_not_told_to_appeal(kind: LetterKind) -> None:
    told = " ".join(LETTERS[kind](facts(letters=APPEALED)).checklist)
    assert "An appeal of October 9, 2018 is on file" in told
    assert "ends on February 15, 2019" in told
    assert "Appeal by" not in told
    late = " ".join(LETTERS[kind](facts(letters=APPEALED, dated_on=date(2019, 3, 1))).checklist)
    assert "ended on February 15, 2019" in late


@pytest.mark.parametrize(
    "appeal",
    [
        LetterNoted("appeal", "out", date(2018, 9, 3), None),
        LetterNoted("appeal", "out", None, None),
        LetterNoted("other", "out", date(2018, 10, 9), None),
    ],
    ids=["of an earlier answer", "without a day", "another letter"],
)
def test_who_has_not_appealed_this_answer_is_told_the_last_day(appeal: LetterNoted) -> None:
    given = facts(letters=(APPEALED[0], appeal))
    assert LETTERS[LetterKind.OGIS](given).checklist[0].startswith("**Appeal by February 15")


@pytest.mark.parametrize("kind", list(LETTERS))
def test_a_letter_that_appeals_nothing_is_not_said_to_leave_a_withholding_out(
    kind: LetterKind,
) -> None:
    assert not any("challenges a withholding" in each for each in LETTERS[kind](facts()).checklist)


def test_no_determination_is_asked_for_where_there_was_none() -> None:
    waiting = overdue(letters=(LetterNoted("request", "out", date(2018, 7, 20), None),))
    told = " ".join(LETTERS[LetterKind.FOLLOW_UP](waiting).checklist)
    assert "The determination itself" not in told
    assert "Appeal period" not in told
    answered = LETTERS[LetterKind.MISSING_RECORDS](overdue()).checklist
    assert any("Appeal period not computed" in each for each in answered)


@pytest.mark.parametrize(
    ("late", "as_of", "told"),
    [
        ("51 working days", date(2018, 10, 1), True),
        ("51 working days", date(2018, 11, 1), False),
        (None, date(2018, 10, 1), False),
    ],
)
def test_a_count_of_days_to_another_day_than_that_of_the_letter_is_pointed_out(
    late: str | None, as_of: date, told: bool
) -> None:
    named = {"name": "x", "message": "x"} | ({"late": late} if late else {})
    given = overdue(points=(point(showing(facts=named)),), analysed_as_of=as_of)
    checklist = LETTERS[LetterKind.FOLLOW_UP](given).checklist
    assert any("Analyze the request as of" in each for each in checklist) == told


def test_letters_of_the_file_are_named_for_what_they_are() -> None:
    file = (
        LetterNoted("appeal", "out", date(2018, 10, 1), None),
        LetterNoted("ogis", "in", date(2018, 10, 2), None),
        LetterNoted("ogis", "out", date(2018, 10, 3), None),
        LetterNoted("appeal_determination", "in", date(2018, 10, 4), None),
    )
    text = words(LetterKind.OGIS, overdue(letters=file))
    assert "On October 1, 2018, Requester sent an appeal." in text
    assert "the Office of Government Information Services wrote to Requester." in text
    assert "the agency sent a letter on mediation" not in text
    assert "On October 4, 2018, the agency sent a decision on the appeal." in text
    assert "Appeal of October 1, 2018" in text


@pytest.mark.parametrize("detector", detectors(), ids=lambda each: each.code)
def test_what_a_detector_says_in_several_letters_is_true_in_each(detector: Detector) -> None:
    """The same paragraph stands in an appeal and in letters that are none."""
    if detector.letter is None or set(detector.letters) == {LetterKind.APPEAL}:
        return
    given = detector.letter
    text = " ".join((given.heading, given.rule, given.item, given.limits, given.relief))
    for wrong in ("this appeal", "appeals now", "on appeal,", "this letter of appeal"):
        assert wrong not in text
