"""What the lawyer is told before signing."""

from dataclasses import replace
from datetime import date

from gaps.appeals.letter import letter
from requests_app.law.authorities import authority
from tests.appeal_facts import WINDOW, facts, point, showing


def checks(**changes):
    return letter(facts(**changes)).checklist


def test_the_checklist_is_the_last_page_and_no_part_of_the_letter():
    written = letter(facts())
    body, _, rest = written.markdown.partition("# Before filing: the lawyer’s checklist")
    assert "Respectfully submitted" in body
    for each in written.checklist:
        assert f"- ☐ {each}" in rest
    assert "remove before filing" in body[-60:]


def test_the_window_comes_first_with_its_working():
    first = checks()[0]
    assert first.startswith("**Appeal by February 15, 2019\\.** This letter, dated November")
    assert "is within the period" in first
    assert "Day 90 is Fri, Feb 15, 2019" in first
    assert "If the determination states another period, the earlier day holds" in first


def test_an_earlier_answer_with_a_period_of_its_own_is_named():
    window = replace(WINDOW, other_determinations=(date(2018, 9, 3),))
    assert any("September 3, 2018" in each for each in checks(window=window))


def test_every_unverified_authority_cited_is_listed_once_and_none_that_is_verified():
    listed = [each for each in checks() if each.startswith("**Verify** ")]
    assert len(listed) == len(set(listed))
    assert any("Iturralde" in each for each in listed)
    assert not any("§ 552" in each for each in listed)


def test_an_unverified_authority_of_the_count_is_listed_though_not_cited():
    assert authority("eo_11582").needs_lawyer
    assert any("11,582" in each and "not cited" in each for each in checks())
    assert "11,582" not in letter(facts()).markdown.partition("# Before filing")[0]


def test_what_cuts_against_a_point_is_listed_once_over_all_points():
    two = (point(), point(adverse=("iturralde", "khine")))
    against = [each for each in checks(points=two) if each.startswith("**Against us** ")]
    assert len(against) == 2
    assert "*Iturralde v\\. Comptroller" in against[0] and "methods" in against[0]


def test_a_regulation_of_another_department_is_not_against_us():
    window = replace(WINDOW, authorities=("foia_a6Ai",))
    two = (point(adverse=("dhs_5_4c",)),)
    assert not any("5\\.4" in each for each in checks(points=two, within_dhs=False, window=window))
    assert any("5\\.4" in each for each in checks(points=two))


def test_findings_that_are_strong_and_not_proven_are_counted():
    sure, likely = showing("a"), showing("b", probable=True)
    assert not any("strong" in each for each in checks())
    alone = checks(points=(point(likely),))
    assert any("Point 1 \\(COR004\\): the finding is strong but not" in each for each in alone)
    mixed = checks(points=(point(sure, likely),))
    assert any("of its 2 findings, 1 is strong" in each for each in mixed)


def test_a_caveat_of_our_own_reading_is_passed_on_once():
    unread = "3 pages could not be read; they may hold it."
    two = point(showing("a", caveat=unread), showing("b", caveat=unread))
    found = [each for each in checks(points=(two,)) if "of our own reading" in each]
    assert len(found) == 1 and "3 pages could not be read" in found[0]


def test_what_is_not_recorded_is_named():
    told = "\n".join(checks(request_numbers=(), filed_on=None, received_on=None, letters=()))
    for words in (
        "request number is not recorded",
        "request was filed is not recorded",
        "received the request is not recorded",
        "The request itself is not on file",
        "The determination itself is not on file",
    ):
        assert words in told
        assert words not in "\n".join(checks())


def test_letters_that_the_fonts_may_lack_are_named():
    assert not any("fonts" in each for each in checks())
    assert any("漢" in each and "compare the PDF" in each for each in checks(title="漢字"))
    assert not any("fonts" in each for each in checks(title="Ünïcode Письмо Ελλάς שלום “x” § – €"))


def test_an_appeal_that_challenges_no_withholding_says_so():
    assert "No point challenges a withholding" in letter(facts()).markdown
    withheld = facts(points=(point(code="WTH001"),))
    assert "No point challenges a withholding" not in letter(withheld).markdown
