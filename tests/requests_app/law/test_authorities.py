"""The authorities: carried over whole, printed as lawyers cite, and honest about what is open."""

import pytest
from eyecite import get_citations
from eyecite.models import FullCaseCitation, FullLawCitation

from requests_app.law import authorities as law
from requests_app.law.authorities import (
    Authority,
    authorities,
    authority,
    pinned_citation,
)

# A docket and a date, no reporter: there is no citation for a parser to find.
UNREPORTED = {"crew_v_gsa"}


def constants() -> dict[str, Authority]:
    return {name: value for name, value in vars(law).items() if isinstance(value, Authority)}


def of_kind(*kinds: str) -> list[Authority]:
    return [each for each in authorities().values() if each.kind in kinds]


def names(each: Authority) -> str:
    return each.key


def test_all_120_authorities_are_carried_over_by_kind():
    counted = {kind: len(of_kind(kind)) for kind in ("statute", "regulation", "case", "guidance")}
    assert counted == {"statute": 29, "regulation": 28, "case": 56, "guidance": 7}
    assert len(authorities()) == 120


def test_there_is_one_constant_for_every_authority_and_no_other():
    assert {name: value.key for name, value in constants().items()} == {
        key.upper(): key for key in authorities()
    }


def test_a_constant_is_the_very_authority_of_the_file():
    assert law.FOIA_A3A is authority("foia_a3A")


def test_an_unknown_key_names_those_near_it():
    with pytest.raises(KeyError, match="did you mean foia_a3A"):
        authority("foia_a3a")


def test_a_key_near_no_other_says_only_that_it_is_unknown():
    with pytest.raises(KeyError, match=r"no authority 'qqqqqqqq'[\"']*$"):
        authority("qqqqqqqq")


@pytest.mark.parametrize(
    ("citation", "pin", "printed"),
    [
        (
            "Campbell v. U.S. Dep't of Justice, 164 F.3d 20 (D.C. Cir. 1998)",
            "28",
            "Campbell v. U.S. Dep't of Justice, 164 F.3d 20, 28 (D.C. Cir. 1998)",
        ),
        # The Supreme Court's parenthesis is the year alone.
        (
            "FCC v. AT&T Inc., 562 U.S. 397 (2011)",
            "403",
            "FCC v. AT&T Inc., 562 U.S. 397, 403 (2011)",
        ),
        # A judge's initials stand in parentheses too, earlier.
        (
            "Hall v. CIA, No. 04-814 (RCL), 2012 WL 3143839 (D.D.C. Aug. 3, 2012)",
            "*5",
            "Hall v. CIA, No. 04-814 (RCL), 2012 WL 3143839, at *5 (D.D.C. Aug. 3, 2012)",
        ),
        # Remarks in a pin are for the reader of the table, not for the letter.
        (
            "A v. B, 1 F.3d 2 (D.C. Cir. 1993)",
            "4–5 (7(C) Glomar), 7 (x)",
            "A v. B, 1 F.3d 2, 4–5, 7 (D.C. Cir. 1993)",
        ),
        (
            "A v. B, 1 F.3d 2 (D.C. Cir. 1993)",
            None,
            "A v. B, 1 F.3d 2 (D.C. Cir. 1993)",
        ),
        (
            "A v. B, 1 F.3d 2 (D.C. Cir. 1993)",
            "(see note)",
            "A v. B, 1 F.3d 2 (D.C. Cir. 1993)",
        ),
    ],
)
def test_a_pin_goes_after_the_first_page_and_before_the_court(citation, pin, printed):
    assert pinned_citation(citation, pin) == printed


def test_a_pin_has_no_place_in_a_citation_without_its_year():
    with pytest.raises(ValueError, match="no year"):
        pinned_citation("A v. B, 1 F.3d 2", "3")


def test_a_statute_prints_no_pin():
    assert law.FOIA_B_FLUSH.pin == "flush text after (9)"
    assert law.FOIA_B_FLUSH.cite_text == "5 U.S.C. § 552(b)"


@pytest.mark.parametrize("each", of_kind("case"), ids=names)
def test_every_printed_case_citation_parses_as_one_case(each):
    # eyecite reads a range of pages with a hyphen, not with the dash that letters print.
    found = get_citations(each.cite_text.replace("–", "-"))
    if each.key in UNREPORTED:
        assert found == []
        return
    assert len(found) == 1
    assert isinstance(found[0], FullCaseCitation)
    assert found[0].metadata.year
    if each.pin and "WL" not in each.citation:
        first = each.pin.replace("–", "-").split(",")[0].split(" (")[0]
        assert found[0].metadata.pin_cite.startswith(first)


@pytest.mark.parametrize("each", of_kind("statute", "regulation"), ids=names)
def test_every_statute_and_regulation_parses_as_one_law(each):
    found = get_citations(each.cite_text)
    assert len(found) == 1
    assert isinstance(found[0], FullLawCitation)
    assert found[0].groups["reporter"] in {"U.S.C.", "C.F.R."}


def test_what_a_denial_has_to_hold_is_cited_where_it_stands_and_as_a_whole_where_all_is_meant():
    assert law.DHS_5_6E_VOLUME.cite_text == "6 C.F.R. § 5.6(e)(3)"
    assert law.DHS_5_6E_NOTICE.cite_text == "6 C.F.R. § 5.6(e)(4)–(5)"
    assert law.DHS_5_6E.cite_text == "6 C.F.R. § 5.6(e)(1)–(5)"


def test_a_citation_of_garbled_form_would_not_pass():
    assert get_citations("Campbell v. Justice, 164 F.3rdd 20 (D.C. Cir. 1998)") == []


@pytest.mark.parametrize("each", list(authorities().values()), ids=names)
def test_what_is_not_verified_is_never_silent(each):
    if each.verified is None or not each.cite_verified or not each.pin_verified or each.check:
        assert each.needs_lawyer
        assert each.unverified_note
    else:
        assert not each.needs_lawyer
        assert each.unverified_note == ""


def test_an_unseen_page_is_named():
    assert law.CAMPBELL.unverified_note == "The cited place (28) was not seen."


def test_general_knowledge_is_called_so():
    assert "general knowledge" in law.SUSSMAN.unverified_note
    assert "citation was not confirmed" in law.SUSSMAN.unverified_note


def test_a_decision_perhaps_vacated_asks_for_a_lawyer_though_its_pages_were_seen():
    assert law.MCGEHEE.cite_verified
    assert law.MCGEHEE.pin_verified
    assert "rehearing" in law.MCGEHEE.unverified_note


def test_a_read_statute_needs_nobody():
    assert not law.FOIA_A3A.needs_lawyer


@pytest.mark.parametrize("each", list(authorities().values()), ids=names)
def test_an_authority_called_adverse_in_words_is_marked_adverse(each):
    if each.proposition.startswith("ADVERSE") or each.proposition.startswith("CAUTION"):
        assert each.adverse


def test_no_authority_supports_a_gap_kind_that_a_detector_replaced():
    replaced = set(law.gap_kinds())
    assert not {s for each in authorities().values() for s in each.supports} & replaced


def test_every_detector_of_the_table_has_an_authority_on_its_side():
    for detectors in law.gap_kinds().values():
        for detector in detectors:
            assert any(not each.adverse for each in law.supporting(detector)), detector


def test_the_adverse_regulation_comes_with_the_component_argument():
    keys = [each.key for each in law.supporting("requested_component_not_searched")]
    assert "dhs_5_4c" in keys
    assert "truitt" in keys
