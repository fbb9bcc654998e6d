"""The letter part by part, and what it must not say."""

from dataclasses import replace
from datetime import date

import pytest

from gaps.appeals.contract import (
    Addressee,
    Asked,
    Citation,
    LetterNoted,
    SearchNoted,
    Window,
)
from gaps.appeals.frame import page_ranges
from gaps.appeals.letter import letter
from gaps.appeals.pandoc import converted
from tests.appeal_facts import WINDOW, exhibit, facts, point, showing


def section(markdown: str, heading: str) -> str:
    """What stands below a heading, up to the next of its level."""
    _, _, rest = markdown.partition(f"\n# {heading}\n")
    assert rest, heading
    return rest.partition("\n# ")[0]


def words(markdown: str) -> str:
    """The letter as a reader sees it."""
    return " ".join(converted(markdown, "plain").split())


def test_the_parts_stand_in_the_order_of_an_administrative_appeal():
    written = letter(facts()).markdown
    parts = [
        "FREEDOM OF INFORMATION ACT APPEAL",
        "Dear Appeals Officer:",
        "# Statement of Facts",
        "# Standard",
        "# Argument",
        "# Relief Requested",
        "# Closing",
        "Respectfully submitted,",
        "# Enclosures",
        "# Before filing: the lawyer’s checklist",
    ]
    places = [written.index(each) for each in parts]
    assert places == sorted(places)


def test_the_reference_block_bears_every_identifier():
    written = letter(
        facts(request_numbers=("N-1", "N-2"), other_numbers=(("appeal", "2019-ICAP-7"),))
    ).markdown
    block = words(written[: written.index("Dear")])
    assert "Request Nos. N-1, N-2 Appeal No. 2019-ICAP-7 Agency: U.S. Immigration" in block
    assert "Request filed on July 20, 2018 Determination of October 5, 2018" in block
    assert "Our file: X-1" in block


def test_the_facts_are_numbered_dated_and_cited():
    told = section(letter(facts()).markdown, "Statement of Facts")
    assert words(told).startswith(
        "1. On July 20, 2018, Requester sent the request. It asks for records from January 1, 2018 "
        "to August 31, 2018 and names ERO. Ex. A at 1. 2. On October 5, 2018, the agency sent a "
        "determination. Ex. C at 1. 3. On October 5, 2018, Requester received 40 pages, in which "
        "Requester counts 16 emails; the agency reports 2 pages withheld in full. 4. The agency "
        "states that it searched HSI, naming Marcus Ellery as a custodian. Ex. C."
    )


REFUSED = SearchNoted("Removal Operations (ERO)", "refused", (), Citation("E"), date(2018, 10, 12))


def test_a_later_refusal_is_appealed_too():
    written = words(letter(facts(searches=(REFUSED,))).markdown)
    assert "Determination of October 5, 2018 Refusal of October 12, 2018" in written
    assert (
        "dated October 5, 2018, and its refusal of October 12, 2018 to search Removal Operations "
        "(ERO), on its request" in written
    )
    assert (
        "On October 12, 2018 the agency declined to search Removal Operations (ERO). Ex. E."
        in written
    )


@pytest.mark.parametrize(
    ("office", "named"),
    [
        ("Office of Acquisition Management (OAQ)", "the Office of Acquisition Management (OAQ)"),
        ("Bureau of Land Management", "the Bureau of Land Management"),
        ("Homeland Security Investigations (HSI)", "Homeland Security Investigations (HSI)"),
        ("Officer Training", "Officer Training"),
        ("Privacy Office", "Privacy Office"),
    ],
)
def test_an_office_is_named_with_an_article_where_its_name_takes_one(office, named):
    refused = replace(REFUSED, office=office)
    searched = SearchNoted(office, "searched", (), Citation("C", 1))
    asked = Asked(None, None, (office,))
    told = words(letter(facts(searches=(refused, searched), asked=asked)).markdown)
    assert f"refusal of October 12, 2018 to search {named}, on its request" in told
    assert f"The agency states that it searched {named}. Ex. C at 1." in told
    assert f"It names {named}." in told


def test_a_letter_without_a_kind_is_told_by_what_it_did_and_only_once():
    asked = LetterNoted("other", "out", date(2018, 10, 9), Citation("D", 1))
    answered = LetterNoted("other", "in", date(2018, 10, 12), Citation("E", 1))
    told = words(
        section(
            letter(facts(letters=(asked, answered), searches=(REFUSED,))).markdown,
            "Statement of Facts",
        )
    )
    assert "On October 9, 2018, Requester wrote to the agency. Ex. D at 1." in told
    assert (
        "On October 12, 2018, the agency declined to search Removal Operations (ERO). Ex. E at 1."
        in told
    )
    assert told.count("declined") == 1
    assert "a letter" not in told


@pytest.mark.parametrize(
    "noted",
    [
        LetterNoted("other", "in", date(2018, 10, 11), Citation("E", 1)),
        LetterNoted("other", "in", None, Citation("E", 1)),
        LetterNoted("other", "out", date(2018, 10, 12), Citation("E", 1)),
        LetterNoted("acknowledgment", "in", date(2018, 10, 12), Citation("E", 1)),
    ],
    ids=["another day", "no day", "a letter of the requester", "a letter of a kind"],
)
def test_a_refusal_is_told_by_itself_where_no_letter_is_known_to_have_brought_it(noted):
    written = letter(facts(letters=(noted,), searches=(REFUSED,))).markdown
    told = words(section(written, "Statement of Facts"))
    assert (
        "On October 12, 2018 the agency declined to search Removal Operations (ERO). Ex. E." in told
    )
    assert told.count("declined") == 1


@pytest.mark.parametrize(
    "noted",
    [
        SearchNoted("ERO", "refused", (), Citation("C"), WINDOW.determined_on),
        SearchNoted("ERO", "refused", (), Citation("C")),
        SearchNoted("HSI", "searched", (), Citation("E"), date(2018, 10, 12)),
    ],
    ids=["in the determination", "by a letter without a day", "a search that was made"],
)
def test_only_a_refusal_by_another_letter_is_named_beside_the_determination(noted):
    written = words(letter(facts(searches=(noted,))).markdown)
    assert "and its refusal" not in written
    assert "Refusal of" not in written


def test_nothing_is_promised_of_what_the_appeal_leaves_out():
    written = words(letter(facts()).markdown)
    assert "concedes nothing" not in written
    assert "may supplement this appeal" in written


def test_an_appeal_in_time_says_the_days_and_the_last_day():
    opening = letter(facts()).markdown
    assert "dated 27 days (18 working days) after the determination" in opening
    assert "the period to appeal ends on February 15, 2019.[^1] The appeal is timely." in opening


def test_what_the_request_asks_for_is_told_in_its_own_words():
    items = ((1, "All emails with *Amazon*."), (2, "Notes of meetings"))
    written = letter(facts(asked=Asked(items=items)))
    assert "It asks for (1) “All emails with \\*Amazon\\*”; (2) “Notes of meetings”" in (
        written.markdown.replace("\\(", "(").replace("\\)", ")")
    )


def test_of_a_request_without_parts_no_words_are_told():
    assert "It asks for" not in letter(facts(asked=Asked())).markdown


def test_a_letter_dated_on_the_last_day_is_in_time():
    written = letter(facts(dated_on=WINDOW.closes_on))
    assert "The appeal is timely." in written.markdown


@pytest.mark.parametrize("day", [16, 21])
def test_a_letter_between_the_two_counts_of_the_period_is_in_time(day):
    window = replace(
        WINDOW, late_after=date(2019, 2, 21), late_working=("Day 90 is Thu, Feb 21, 2019",)
    )
    written = letter(facts(window=window, dated_on=date(2019, 2, day)))
    assert "ends on February 21, 2019.[^1] The appeal is timely." in written.markdown
    assert "in time by the agency’s own: file it today" in written.checklist[0]
    assert "Day 90 is Thu, Feb 21, 2019" in written.checklist[0]
    late = letter(facts(window=window, dated_on=date(2019, 2, 22)))
    assert "timely" not in late.markdown


def test_a_letter_dated_after_the_window_claims_no_timeliness():
    written = letter(facts(dated_on=date(2019, 2, 19)))
    assert "timely" not in written.markdown
    assert "**[state the cause of the delay, or file the request again]**" in written.markdown
    assert "is late by this count" in written.checklist[0]


def test_a_letter_dated_before_the_determination_claims_no_timeliness():
    written = letter(facts(dated_on=date(2018, 10, 1)))
    assert "timely" not in written.markdown
    assert "dated before the determination" in written.checklist[0]


def test_without_a_determination_the_letter_says_so_and_names_none():
    unknown = "no dated determination is on file"
    written = letter(facts(window=None, window_unknown=unknown, letters=()))
    assert f"**[timeliness: {unknown}]**" in written.markdown
    assert "appeals the response of U" in written.markdown
    assert "Determination of" not in written.markdown
    assert written.checklist[0].startswith("**Appeal period not computed**")
    assert any("determination itself is not on file" in each for each in written.checklist)


def test_an_unknown_appeal_office_leaves_a_bracket_and_a_check():
    written = letter(facts(addressee=None))
    assert "**[address]**" in written.markdown
    assert "**[confirm addressee and address]**" in written.markdown
    assert any("No appeal office is on file" in each for each in written.checklist)


def test_an_address_that_nobody_checked_is_marked_in_the_letter_too():
    unchecked = Addressee("OPLA", "500 12th Street SW", False, "From general knowledge.")
    written = letter(facts(addressee=unchecked))
    assert "**[confirm addressee and address]**" in written.markdown
    assert any("were not verified" in each and "general" in each for each in written.checklist)
    assert "[confirm" not in letter(facts()).markdown


def test_outside_homeland_security_no_sentence_rests_on_its_regulations():
    window = Window(date(2018, 10, 5), date(2019, 1, 3), ("Day 90",), ("foia_a6Ai",))
    elsewhere = facts(agency="Department of Examples", within_dhs=False, window=window)
    written = letter(elsewhere)
    assert "Homeland" not in written.markdown
    assert "6 C" not in written.markdown
    assert "Homeland" in letter(facts()).markdown
    argued = section(written.markdown, "Argument")
    assert "The Act requires the responsive records.[^" in argued


def test_the_reliefs_read_on_from_what_the_agency_should_do():
    asked = section(letter(facts()).markdown, "Relief Requested")
    assert words(asked).startswith(
        "The agency should: 1. produce “terms.xlsx” of the message from Ann Vale of June 14, 2018 "
        "(Point 1); 2. preserve every record within the request while this appeal is pending;"
    )
    assert words(asked.partition("[^")[0]).count("(Point") == 1
    assert asked.rstrip().endswith("volume withheld.")


def test_the_closing_reminds_of_the_decision_and_of_mediation():
    told = words(section(letter(facts()).markdown, "Closing"))
    assert "due within twenty working days after its receipt" in told
    assert "Office of Government Information Services" in told
    assert "reserves all rights" in told


def test_expedition_is_asked_for_only_where_it_was_asked_for_before():
    assert "expedited" not in letter(facts()).markdown
    written = letter(facts(expedition_requested_on=date(2018, 7, 20)))
    assert "On July 20, 2018, Requester asked for expedited processing" in written.markdown
    assert any("certified statement" in each for each in written.checklist)


def test_the_enclosures_list_every_exhibit_with_its_pages():
    listed = section(letter(facts(exhibits=(exhibit("F", 1, 2, 3, 9),))).markdown, "Enclosures")
    assert "| Exhibit F | Released records\\: F\\.pdf | 1–3, 9 |" in listed


def test_pages_are_listed_as_ranges():
    assert page_ranges(exhibit("F", 1, 2, 4, 6, 7, 8).pages) == "1–2, 4, 6–8"


def test_no_bad_faith_is_alleged():
    told = letter(facts()).markdown.lower()
    assert not any(word in told for word in ("bad faith", "conceal", "deliberate", "willful"))


@pytest.mark.parametrize("missing", ["requester", "title", "agency"])
def test_an_empty_field_leaves_no_hole_in_a_sentence(missing):
    written = letter(facts(**{missing: ""})).markdown
    assert " (“Requester”)" in written
    assert "\n (“" not in written


def test_a_finding_without_a_page_gives_its_count_and_is_listed_for_the_lawyer():
    bare = showing(citations=(), looked=(), working=("released: 45", "received: 43"))
    written = letter(facts(points=(point(bare),)))
    assert "The count is this\\: released\\: 45; received\\: 43\\." in written.markdown
    assert any("1 finding without an exhibit page" in each for each in written.checklist)


def test_the_same_facts_give_the_same_letter():
    assert letter(facts()) == letter(facts())


def test_a_citation_names_exhibit_page_and_stamp():
    assert str(Citation("D", 3, "ICLI 3")) == "Ex. D at 3 (ICLI 3)"
    assert str(Citation("D", 3)) == "Ex. D at 3"
    assert str(Citation("D")) == "Ex. D"
