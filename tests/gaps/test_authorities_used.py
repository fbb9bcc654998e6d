"""Every authority that anything uses exists, has the form of its kind, and a page that it holds."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from eyecite import get_citations
from eyecite.models import CitationBase, FullCaseCitation, FullLawCitation

from gaps.appeals.citations import KEY
from gaps.authorities_used import MARK, own_keys, uses
from gaps.contract import Detector, LetterKind
from gaps.engine import detectors
from requests_app.law import rules
from requests_app.law.authorities import Authority, authorities, authority
from requests_app.law.contested import points
from requests_app.law.parameters import parameters

LAW = Path(rules.__file__).parents[1]
KEY_LIKE = re.compile(
    r"(?:foia|dhs|usc\d+|eo|doj|dod|doi|hhs|epa|cia|state|oip|ogis)_[A-Za-z0-9_]*\d[A-Za-z0-9_]*"
)
# A docket number and a day, and no reporter: there is nothing for a parser of citations to find.
DOCKET_ONLY = re.compile(r" v\. .+, No\. [\w-]+ \(\w+\) \((?:D\.D\.C\.) \w+\.? \d{1,2}, \d{4}\)$")
DOCKET_ONLY_KEYS = {"crew_v_gsa"}
WESTLAW = re.compile(
    r", No\. [\w-]+(?: \(\w+\))?, (\d{4}) WL \d+ \((.+) \w+\.? \d{1,2}, (\d{4})\)$"
)
PAGES = re.compile(r"(\d+)(?:–(\d+))?")


def used(*kinds: str) -> list[Authority]:
    """The authorities of these kinds that something uses."""
    return [
        each for each in authorities().values() if each.kind in kinds and uses()[each.key].anywhere
    ]


def of_kind(*kinds: str) -> list[Authority]:
    return [each for each in authorities().values() if each.kind in kinds]


def key_of(each: Authority) -> str:
    return each.key


def code_of(each: Detector) -> str:
    return each.code


def parsed(each: Authority) -> list[CitationBase]:
    """What eyecite finds in the citation as it is printed; it reads a range by a hyphen alone."""
    return get_citations(each.cite_text.replace("–", "-"))


def pages(pin: str) -> Iterator[tuple[int, int]]:
    """The pages of a pin as pairs; the short form of lawyers, `544–46`, made whole."""
    for found in PAGES.finditer(re.sub(r"\((?:[^()]|\([^()]*\))*\)", "", pin)):
        first, last = found[1], found[2] or found[1]
        yield int(first), int(first[: max(0, len(first) - len(last))] + last)


@pytest.mark.parametrize("each", of_kind("case"), ids=key_of)
def test_a_decision_has_volume_reporter_page_court_and_year_or_says_its_docket(
    each: Authority,
) -> None:
    found = parsed(each)
    if each.key in DOCKET_ONLY_KEYS:
        assert found == []
        assert DOCKET_ONLY.search(each.citation)
        return
    assert len(found) == 1
    case = found[0]
    assert isinstance(case, FullCaseCitation)
    assert case.groups["volume"].isdigit()
    assert case.groups["page"].isdigit()
    assert case.edition_guess or case.groups["reporter"] == "WL"
    assert 1960 < int(case.metadata.year or 0) < 2027
    supreme = case.groups["reporter"] in ("U.S.", "S. Ct.")
    assert case.metadata.court == "scotus" if supreme else case.metadata.court not in (None, "")
    # A name with "for" or "of" misleads the parser, so that it is not asked for the parties.
    assert re.match(r"[A-Z].+ v\. [A-Z].+, \d+ |[A-Z].+ v\. [A-Z].+, No\. ", each.citation)


@pytest.mark.parametrize("each", of_kind("case"), ids=key_of)
def test_a_decision_on_westlaw_bears_its_docket_and_its_day(each: Authority) -> None:
    if " WL " not in each.citation:
        return
    found = WESTLAW.search(each.citation)
    assert found
    assert found[1] == found[3]


@pytest.mark.parametrize("each", of_kind("statute", "regulation"), ids=key_of)
def test_a_statute_or_regulation_has_its_title_and_its_section(each: Authority) -> None:
    found = parsed(each)
    assert len(found) == 1
    law = found[0]
    assert isinstance(law, FullLawCitation)
    title = law.groups.get("title") or law.groups.get("chapter")
    assert title and title.isdigit()
    assert law.groups["reporter"] == ("U.S.C." if each.kind == "statute" else "C.F.R.")
    assert law.groups["section"]
    assert re.fullmatch(
        r"\d+ (?:U\.S\.C\.|C\.F\.R\.) § [\d.]+(?:\([A-Za-z0-9]+\))*"
        r"(?:(?:–|, )(?:\([A-Za-z0-9]+\))+)*",
        each.citation,
    )


@pytest.mark.parametrize("each", of_kind("guidance"), ids=key_of)
def test_other_authorities_have_an_author_and_a_title(each: Authority) -> None:
    assert not any(isinstance(found, FullCaseCitation) for found in parsed(each))
    assert re.match(r"[A-Z].+(?:, | No\. ).+", each.citation) or each.citation.startswith("OGIS")


@pytest.mark.parametrize("each", [each for each in of_kind("case") if each.pin], ids=key_of)
def test_a_pin_lies_on_or_after_the_first_page_and_does_not_run_backwards(each: Authority) -> None:
    found = parsed(each)[0]
    assert isinstance(found, FullCaseCitation)
    first_page = int(found.groups["page"])
    runs = list(pages(each.pin or ""))
    assert runs
    for first, last in runs:
        assert first_page <= first <= last < first_page + 200
    assert runs == sorted(runs)


@pytest.mark.parametrize(
    ("pin", "runs"),
    [
        ("28", [(28, 28)]),
        ("542, 544–46", [(542, 542), (544, 546)]),
        ("889–92 (search), 893–96 (7(C) Glomar)", [(889, 892), (893, 896)]),
        ("1093–96 (7(C)), 1102 (7(E))", [(1093, 1096), (1102, 1102)]),
        ("7–16", [(7, 16)]),
    ],
)
def test_short_ranges_are_made_whole_and_remarks_are_no_pages(
    pin: str, runs: list[tuple[int, int]]
) -> None:
    assert list(pages(pin)) == runs


@pytest.mark.parametrize("each", detectors(), ids=code_of)
def test_every_mark_in_a_paragraph_of_a_detector_names_an_authority(each: Detector) -> None:
    words = each.letter
    if words is None:
        return
    for text in (words.heading, words.rule, words.item, words.limits, words.relief):
        assert [key for key in KEY.findall(text) if key not in authorities()] == []


@pytest.mark.parametrize("each", detectors(), ids=code_of)
def test_a_detector_lists_every_authority_that_its_paragraph_cites(each: Detector) -> None:
    listed = {one.key for one in (*each.authorities, *each.adverse)}
    words = each.letter
    if words is None:
        return
    cited = KEY.findall(" ".join((words.rule, words.item, words.limits, words.relief)))
    assert set(cited) - listed == set()


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_mark_in_the_own_words_of_a_letter_names_an_authority(kind: LetterKind) -> None:
    keys = own_keys(kind)
    assert keys
    assert [key for key in keys if key not in authorities()] == []


def test_the_own_words_of_a_letter_are_read_through_what_it_borrows() -> None:
    assert "iturralde" not in own_keys(LetterKind.FOLLOW_UP)
    assert {"foia_a7", "dhs_5_9", "foia_a6Ci"} <= set(own_keys(LetterKind.FOLLOW_UP))
    # The standard of the appeal stands in another module, behind a function.
    assert {"morley", "wilbur", "foia_h3"} <= set(own_keys(LetterKind.APPEAL))
    assert "morley" not in own_keys(LetterKind.FOLLOW_UP)


def test_a_bracket_to_be_filled_in_is_no_mark() -> None:
    assert MARK.findall("**[requester]** has read it [foia_a3A].") == ["foia_a3A"]


def law_modules() -> list[Path]:
    skipped = {"authorities.py"}
    return [path for path in sorted(LAW.rglob("*.py")) if path.name not in skipped]


@pytest.mark.parametrize("path", law_modules(), ids=lambda path: path.stem)
def test_every_key_in_the_working_of_a_rule_names_an_authority(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not KEY_LIKE.fullmatch(node.value) or node.value in authorities(), node.value
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Step":
            rest = [*node.args[1:], *(each.value for each in node.keywords)]
            for key in (each.value for each in rest if isinstance(each, ast.Constant)):
                assert key == "" or authority(str(key))


def test_every_number_and_every_open_point_rests_on_an_authority() -> None:
    keys = {value.authority for each in parameters().values() for value in each.values}
    keys |= {key for each in points().values() for key in each.authorities}
    assert keys
    assert keys <= set(authorities())


def test_what_is_used_is_told_of_each_kind_of_user() -> None:
    clock = uses()["foia_a6A_clock"]
    assert "TIM001" in clock.detectors
    assert "clock_start" in clock.rules
    assert uses()["oglesby_exhaustion"].against
    assert uses()["dhs_5_9"].statements == ("records_are_preserved",)
    assert "exhaustion" in uses()["oglesby_exhaustion"].letters
    assert not uses()["doj_foia_guide"].anywhere


def test_most_of_the_statute_and_the_regulations_is_in_use() -> None:
    assert len(used("statute", "regulation")) > 30
