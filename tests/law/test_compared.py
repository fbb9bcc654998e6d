"""The page that sets MuckRock's due dates beside ours."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from requests_app.law.calendar import named
from requests_app.law.contested import Calendar
from tests.law import compared
from tests.law.compared import HISTORIES
from tests.law.muckrock_rule import Change, business_days_between, business_days_from, due

PAGE = Path(__file__).parents[2] / "docs/compared-with-muckrock.md"
DATE = re.compile(r"\b[A-Z][a-z]{2}, ([A-Z][a-z]{2} \d{1,2}, \d{4})\b")
ANY_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}|\b[A-Z][a-z]{2,8}\.? \d{1,2}\b")
BY_HAND = (
    ("2025-03-04", "2025-03-04", "2025-03-04"),
    ("2025-03-04", "2025-03-18", "2025-03-14"),
    ("2025-03-03", "2025-03-04", "2025-03-03"),
    ("2026-06-29", "2026-06-30", "2026-06-30"),
    ("2019-01-02", "2019-01-04", "2019-01-02"),
    ("2025-03-24", "2025-03-25", "2025-03-21"),
    ("2025-03-24", "2025-03-31", "2025-03-27"),
    ("2025-03-28", "2025-03-25", "2025-03-21"),
    ("2025-03-26", "2025-03-07", "2025-03-05"),
    ("2025-03-25", "2025-03-04", "2025-03-04"),
    ("2025-03-04", "2025-03-18", "2025-03-18"),
    (None, "2026-05-13", "2026-05-13"),
)
"""MuckRock's date, the agency's day and the requester's, each counted by hand."""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def test_the_page_is_what_the_two_computations_give():
    assert compared.main(["--check", str(PAGE)]) == 0


def test_a_page_that_differs_is_refused(tmp_path, capsys):
    stale = tmp_path / "page.md"
    stale.write_text(PAGE.read_text(encoding="utf-8").replace("Mar 4, 2025", "Mar 5, 2025"))
    assert compared.main(["--check", str(stale)]) == 1
    assert "out of date" in capsys.readouterr().err
    assert compared.main(["--write", str(stale)]) == 0
    assert stale.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("history", "by_hand"),
    list(zip(HISTORIES, BY_HAND, strict=True)),
    ids=lambda each: str(each)[:40],
)
def test_both_answers_are_those_counted_by_hand(history, by_hand):
    found = (
        history.theirs(),
        history.ours(Calendar.AGENCY).value,
        history.ours(Calendar.REQUESTER).value,
    )
    assert found == tuple(map(_day, by_hand))


def test_every_date_on_the_page_is_of_a_history_or_of_a_computation():
    for place, section in enumerate(PAGE.read_text(encoding="utf-8").split("\n## ")[1:]):
        history = HISTORIES[place]
        answers = [history.ours(calendar) for calendar in Calendar]
        expected = {each.on for each in history.events} | {each.on for each in history.changes}
        expected |= {each.value for each in answers} | {history.theirs()}
        dated = {named(each) for each in expected if each}
        working = "\n".join(answers[0].working + answers[1].working)
        table = {m.group(0) for m in DATE.finditer(section)}
        assert table - {m.group(0) for m in DATE.finditer(working)} <= dated
        for text in table:
            datetime.strptime(text, "%a, %b %d, %Y")


def test_the_words_of_the_page_name_no_date():
    for each in HISTORIES:
        for text in (each.name, each.why, each.fair):
            assert not ANY_DATE.search(text), text


def test_a_difference_has_its_reason_and_a_date_that_agrees_is_called_right():
    first = HISTORIES[0]
    assert first.theirs() == first.ours(Calendar.AGENCY).value
    assert "right" in first.fair
    for each in HISTORIES:
        assert each.why
        assert each.fair
        agrees = each.theirs() == each.ours(Calendar.REQUESTER).value
        if agrees and each is not first:
            assert "so is our count for the requester" in each.fair or "agree" in each.fair


def test_the_rule_knows_kept_holidays_and_no_juneteenth():
    assert business_days_from(date(2027, 12, 30), 1) == date(2028, 1, 3)
    assert business_days_from(date(2022, 12, 23), 1) == date(2022, 12, 27)
    assert business_days_from(date(2026, 6, 18), 1) == date(2026, 6, 19)
    assert business_days_from(date(2026, 5, 22), 1) == date(2026, 5, 26)
    assert business_days_from(date(2025, 11, 26), 1) == date(2025, 11, 28)


def test_a_remainder_below_zero_counts_back():
    assert business_days_between(date(2025, 3, 11), date(2025, 3, 4)) == -5
    assert business_days_from(date(2025, 4, 1), -5) == date(2025, 3, 25)
    assert business_days_from(date(2025, 4, 1), 0) == date(2025, 4, 1)


def test_a_request_that_waits_on_the_requester_has_no_date():
    asked = Change("requester", date(2025, 2, 18), date(2025, 2, 18))
    assert due(date(2025, 2, 3), [asked]) is None
    assert due(date(2025, 2, 3), [asked, Change("agency", date(2025, 2, 18))]) == date(2025, 3, 4)
    assert due(date(2025, 2, 3), [Change("agency", date(2025, 2, 18))]) == date(2025, 3, 4)
