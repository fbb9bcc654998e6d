"""The table of authorities, and what the record of a lawyer who opened one changes."""

from dataclasses import replace
from datetime import date

import pytest

from gaps.appeals.authorities_table import table_of_authorities
from gaps.appeals.citations import UNVERIFIED, Footnotes
from gaps.appeals.letter import letter
from gaps.appeals.letters import LETTERS
from gaps.appeals.pandoc import converted
from gaps.contract import LetterKind
from requests_app.law.authorities import authorities, authority
from requests_app.law.openings import Confirmed, Opened, is_open, still_open, wanted
from tests.appeal_facts import facts, point, showing

ALL = frozenset(Confirmed)
BY = Opened("C. Counsel", date(2018, 10, 30), ALL)
SIX = "[foia_a3A][dhs_5_8a][morley][campbell][oglesby_search][eo_11582]"


def table(text: str, **opened: Opened) -> str:
    """The table of what a text cites, as a reader sees it."""
    notes = Footnotes(opened=opened)
    notes.cite(text)
    return converted(table_of_authorities(notes), "plain").strip()


def rows(text: str, **opened: Opened) -> list[str]:
    """The rows, each on one line, with the headings of their groups."""
    lines = [" ".join(line.split()) for line in table(text, **opened).splitlines()]
    return [line for line in lines if line and not line.startswith("--")]


def test_a_letter_that_cites_fewer_than_five_authorities_has_no_table() -> None:
    assert table("[foia_a3A][dhs_5_8a][morley][campbell]") == ""
    assert table("[foia_a3A][dhs_5_8a][morley][campbell][wilbur]") != ""


def test_a_decision_cited_for_two_points_counts_and_stands_once() -> None:
    assert table("[foia_a3A][dhs_5_8a][oglesby_search][oglesby_exhaustion]") == ""
    five = "[foia_a3A][dhs_5_8a][morley][oglesby_search][campbell] and [oglesby_exhaustion]"
    assert table(five).count("Oglesby v.") == 1
    assert "57 (D.C. Cir. 1990)" in " ".join(table(five).split())


def test_cases_come_first_then_statutes_regulations_and_others() -> None:
    told = table(SIX)
    heads = ["Cases", "Statutes", "Regulations", "Other Authorities"]
    places = [told.index(f"  {each} ") for each in heads]
    assert places == sorted(places)


def test_a_heading_without_authorities_is_left_out() -> None:
    assert "Other Authorities" not in table(SIX.replace("[eo_11582]", "[wilbur]"))


def test_cases_are_in_the_order_of_their_names_whatever_their_abbreviations() -> None:
    cited = ("wilbur", "am_oversight_hhs_380", "aila_v_eoir", "aclu_v_cia", "am_oversight_doj_401")
    told = table("".join(f"[{key}]" for key in cited))
    names = ["ACLU v.", "Am. Immigr. Laws.", "Dep’t of Health", "Justice", "Wilbur"]
    folded = " ".join(told.replace("'", "’").split())
    assert [name for name in names if name in folded] == names
    places = [folded.index(name) for name in names]
    assert places == sorted(places)


def test_paragraphs_of_a_statute_are_in_the_order_of_the_statute() -> None:
    told = " ".join(rows("[foia_h3][foia_b6][foia_a6Ci][foia_a6Ai][foia_a3A]"))
    wanted_order = ["(a)(3)(A)", "(a)(6)(A)(i)", "(a)(6)(C)(i)", "(b)(6)", "(h)(3)"]
    places = [told.index(each) for each in wanted_order]
    assert places == sorted(places)


def test_sections_are_in_the_order_of_their_numbers_and_not_of_their_digits() -> None:
    told = " ".join(rows("[dhs_5_11k][dhs_5_9][dhs_5_3b][hhs_5_61][dod_286_11]"))
    places = [told.index(each) for each in ("§ 5.3", "§ 5.9", "§ 5.11", "§ 286.11", "§ 5.61")]
    assert places == sorted(places)


def test_each_authority_bears_the_numbers_of_its_notes() -> None:
    told = rows(f"One {SIX}. Two [morley]. Three [foia_a3A].")
    assert any("508 F.3d 1108" in each and each.endswith("1, 2") for each in told)
    assert any("(a)(3)(A)" in each and each.endswith("1, 3") for each in told)


def test_what_is_cited_in_more_than_five_notes_is_cited_throughout() -> None:
    five = " ".join("x [morley]." for _ in range(4))
    assert any(each.endswith("1, 2, 3, 4, 5") for each in rows(f"One {SIX}. {five}"))
    six = rows(f"One {SIX}. {five} x [morley].")
    assert any("508 F.3d" in each and each.endswith("passim") for each in six)
    # What stands nowhere in the table is not explained.
    assert any("Passim stands for" in each for each in six)
    assert not any("Passim" in each for each in rows(f"One {SIX}. {five}"))


def test_the_table_prints_no_page_of_a_point() -> None:
    assert "1114" in authority("morley").cite_text
    assert "1114" not in table(SIX)


def test_an_unverified_authority_is_marked_in_the_table_too() -> None:
    told = " ".join(table(SIX).split())
    after = told.partition("Campbell")[2]
    assert "[verify before filing]" in after.partition("Morley")[0]
    assert "[verify before filing]" not in after.partition("Morley")[2].partition("Oglesby")[0]


def test_a_decision_is_marked_where_one_of_its_two_points_is_open() -> None:
    text = SIX + "[oglesby_exhaustion]"
    told = " ".join(table(text, oglesby_search=BY).split())
    assert "[verify before filing]" in told.partition("Oglesby")[2].partition("Statutes")[0]
    both = " ".join(table(text, oglesby_search=BY, oglesby_exhaustion=BY).split())
    assert "[verify before filing]" not in both.partition("Oglesby")[2].partition("Statutes")[0]


def test_the_table_of_an_appeal_stands_behind_the_enclosures_and_before_the_schedules() -> None:
    many = point(*(showing(f"file-{number}.xlsx") for number in range(15)))
    text = letter(facts(points=(many,))).markdown
    order = ["# Enclosures", "# Table of Authorities", "# Schedule 1", "# Before filing"]
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)


def test_notes_of_a_schedule_are_in_the_table() -> None:
    many = point(
        *(showing(f"file-{number}.xlsx") for number in range(15)),
        item="The {message} names “{name}” [coffey].",
        rule="",
    )
    text = letter(facts(points=(many,))).markdown
    assert "*Coffey v\\. Bureau of Land Mgmt\\.*" in text.partition("# Table of Authorities")[2]


@pytest.mark.parametrize("kind", [LetterKind.FOLLOW_UP, LetterKind.MISSING_RECORDS])
def test_a_letter_that_only_asks_has_no_table(kind: LetterKind) -> None:
    assert "Table of Authorities" not in LETTERS[kind](facts()).markdown


def test_a_request_for_mediation_has_a_table_only_with_more_than_five() -> None:
    five = point(rule="[foia_a3A][morley][coffey]", limits="")
    six = replace(five, rule="[foia_a3A][morley][coffey][campbell][wilbur]")
    assert "Table of Authorities" not in LETTERS[LetterKind.OGIS](facts(points=(five,))).markdown
    assert "Table of Authorities" in LETTERS[LetterKind.OGIS](facts(points=(six,))).markdown


def test_one_who_confirms_citation_and_page_lifts_the_mark() -> None:
    opened = Opened(
        "C. Counsel", date(2018, 10, 30), frozenset({Confirmed.CITATION, Confirmed.PIN})
    )
    notes = Footnotes(opened={"campbell": opened})
    notes.cite("One [campbell]. Two [truitt].")
    assert UNVERIFIED not in notes.notes[0]
    assert UNVERIFIED in notes.notes[1]


@pytest.mark.parametrize("missing", [Confirmed.CITATION, Confirmed.PIN])
def test_one_who_confirms_only_the_one_or_the_other_does_not(missing: Confirmed) -> None:
    notes = Footnotes(opened={"campbell": replace(BY, confirmed=ALL - {missing})})
    notes.cite("One [campbell].")
    assert UNVERIFIED in notes.notes[0]


def test_an_authority_that_nobody_read_needs_its_proposition_confirmed() -> None:
    sussman = authority("sussman")
    assert Confirmed.PROPOSITION in wanted(sussman)
    assert is_open(sussman, replace(BY, confirmed=ALL - {Confirmed.PROPOSITION}))
    assert not is_open(sussman, BY)


def test_a_decision_perhaps_vacated_needs_to_be_said_to_be_good_law() -> None:
    mcgehee = authority("mcgehee")
    assert is_open(mcgehee, replace(BY, confirmed=ALL - {Confirmed.GOOD_LAW}))
    assert not is_open(mcgehee, BY)


def test_one_who_opens_a_verified_authority_and_confirms_nothing_marks_it() -> None:
    found_wrong = replace(BY, confirmed=frozenset())
    assert is_open(authority("foia_a3A"), found_wrong)
    assert [text for _, text in still_open(authority("foia_a3A"), found_wrong)] == [
        "Opened by C. Counsel without confirming the citation.",
        "Opened by C. Counsel without confirming the page.",
    ]


@pytest.mark.parametrize("key", list(authorities()))
def test_whatever_is_open_can_be_settled_and_says_what_it_waits_for(key: str) -> None:
    each = authority(key)
    assert is_open(each, None) == each.needs_lawyer
    assert not is_open(each, replace(BY, confirmed=wanted(each)))
    assert still_open(each, BY) == ()
    for missing in wanted(each):
        left = replace(BY, confirmed=ALL - {missing})
        assert is_open(each, left)
        assert still_open(each, left)


def test_the_checklist_says_who_opened_what_and_when() -> None:
    given = facts(opened={"iturralde": BY})
    listed = converted("\n".join(f"- {each}" for each in letter(given).checklist), "plain")
    told = " ".join(listed.split())
    assert "opened by C. Counsel on October 30, 2018" in told
    assert "confirmed: citation, page, proposition, still good law" in told
    assert "Verify Iturralde" not in told
    assert "Against us Iturralde" in told
    assert "Not verified" not in told.partition("Against us Iturralde")[2].partition("•")[0]


def test_the_checklist_claims_no_citator_beyond_what_was_confirmed() -> None:
    none = letter(facts()).checklist
    assert any(each.startswith("No authority was checked with a citator") for each in none)
    some = letter(facts(opened={"iturralde": BY})).checklist
    assert not any(each.startswith("No authority was checked") for each in some)
    assert any(each.startswith("Only the authorities that are said above") for each in some)
    without = replace(BY, confirmed=ALL - {Confirmed.GOOD_LAW})
    assert any(
        each.startswith("No authority was checked")
        for each in letter(facts(opened={"iturralde": without})).checklist
    )
