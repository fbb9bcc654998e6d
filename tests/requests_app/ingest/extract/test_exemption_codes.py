"""Exemption codes: labels on closed places, and what only looks like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.ingest.extract.exemption_codes import cited_codes, code_runs, find_codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("(b)(6)", [("(b)(6)",)]),
        ("(b) (7)(C)", [("(b)(7)(C)",)]),
        ("( b ) ( 7 ) ( E )", [("(b)(7)(E)",)]),
        ("(B)(6)", [("(b)(6)",)]),
        ("b(6)", [("(b)(6)",)]),
        ("E-mail: b) (6)", [("(b)(6)",)]),
        ("(b)(6);(b)(7)(C)", [("(b)(6)", "(b)(7)(C)")]),
        ("(b)(6), (b) (7)(C)", [("(b)(6)", "(b)(7)(C)")]),
        ("(b)(6);\n(b)(7)(C)", [("(b)(6)", "(b)(7)(C)")]),
        ("(b)(6)(b)(7)(C)", [("(b)(6)", "(b)(7)(C)")]),
        ("(SIEA) (b)(6);(b)(7)(C), Enforcement", [("(b)(6)", "(b)(7)(C)")]),
        ("call me at (b)(6) or write", [("(b)(6)",)]),
        ("FOIA Officer (b)(6)", [("(b)(6)",)]),
        ("(b)(6) and (b)(6)", [("(b)(6)",), ("(b)(6)",)]),
        ("(b)(6)\t(b)(7)(C)", [("(b)(6)",), ("(b)(7)(C)",)]),
        ("(b)(6)\n(b)(7)(C)", [("(b)(6)",), ("(b)(7)(C)",)]),
        ("b7C", [("(b)(7)(C)",)]),
        ("b6\nb7C", [("(b)(6)", "(b)(7)(C)")]),
        ("SSA b6 b7C advised that", [("(b)(6)", "(b)(7)(C)")]),
        ("B5,B6", [("(b)(5)", "(b)(6)")]),
        ("      B1,1.4(D)", [("(b)(1)", "1.4(d)")]),
        ("B3 NATSECACT1947", [("(b)(3)",)]),
        ("From: H <h@example.gov> B6", [("(b)(6)",)]),
        ("we met her in the lobby        B6", [("(b)(6)",)]),
        ("we met her in the lobby\tB6", [("(b)(6)",)]),
        ("1.4(D)", [("1.4(d)",)]),
    ],
)
def test_a_code_is_read_in_the_form_of_the_statute(text: str, codes: list[tuple[str, ...]]) -> None:
    assert [each for _, _, each in find_codes(text)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "5 U.S.C. § 552(b)(6)",
        "5 U.S.C. § 552 (b)(7)(C)",
        "pursuant to (b)(5)",
        "withheld in part under FOIA Exemption (b)(6)",
        "§ 552a(b)(3) of the Privacy Act",
        "11 U.S.C. § 1302(b)(1)",
        "a Rule 30(b)(6) deposition",
        "a Rule 30 (b)(6) deposition",
        "29 C.F.R. § 1910.120 (b)(4)",
        "section 251(b)(2)(A)(1) of the Act",
        "(b)(5)(A)",
        "(a)(b)(1)",
        "(b)(0)",
        "RELEASE IN PART B6",
        "RELEASE IN\n      PART B5,B6",
        "CONFIDENTIAL — Reason: 1.4(B), 1.4(D) — Declassify on: 12/03/2035",
        "vitamin B6",
        "vitamin B6 is one of them",
        "Conference Room B6",
        "EXHIBIT B5",
        "come to B6",
        "PS, B6, my special assistant",
        "B-1 visa",
        "B2B sales",
        "B12",
        "the B6.pdf file",
        "https://example.com/b6",
        "phase 1.4 (delayed)",
        "1.4(Z)",
        "version 11.4(d)",
    ],
)
def test_what_only_looks_like_a_code_marks_nothing(text: str) -> None:
    assert find_codes(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("5 U.S.C. § 552(b)(5)", [("(b)(5)",)]),
        ("withheld in full pursuant to Exemption (b)(5)", [("(b)(5)",)]),
        ("under (b)(6) and (b)(7)(C)", [("(b)(6)", "(b)(7)(C)")]),
        ("Exemptions 5, 6 and 7(C) apply", [("(b)(5)", "(b)(6)", "(b)(7)(C)")]),
        ("Exemption 4", [("(b)(4)",)]),
    ],
)
def test_a_sentence_claims_codes(text: str, codes: list[tuple[str, ...]]) -> None:
    assert [each for _, _, each in cited_codes(text)] == codes
    assert find_codes(text) == []


@pytest.mark.parametrize(
    "text", ["(b)(6)", "Exemption forms are on the shelf", "Rule 30(b)(6)", "exempt from tax, 5 of"]
)
def test_what_claims_nothing(text: str) -> None:
    assert cited_codes(text) == []


def test_a_run_says_where_it_stands() -> None:
    text = "To: (b)(6); (b)(7)(C)\nCc: (b)(5)"
    assert [text[start:end] for start, end, _ in find_codes(text)] == [
        "(b)(6); (b)(7)(C)",
        "(b)(5)",
    ]
    assert [each.start for each in code_runs(text)[0]] == [4, 12]


PIECES = st.sampled_from(
    ["(b)", "(6)", "(7)(C)", "b7C", "B6", " ", "\n", ";", "§", "552", "1.4(D)", "under", "x", "("]
)


@settings(max_examples=200)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_places_lie_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    last = 0
    for start, end, codes in find_codes(text):
        assert last <= start < end <= len(text)
        assert codes
        assert len(set(codes)) == len(codes)
        last = end
    for start, end, codes in cited_codes(text):
        assert 0 <= start < end <= len(text)
        assert codes
