"""Bates numbers on pages, and numbers in margins that are none."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.ingest.extract.bates import bates_stamps, prefix_key
from requests_app.ingest.extract.contract import StampFact
from requests_app.ingest.parsers.contract import ParsedPage
from tests.requests_app.ingest.extract.printed import laid_out, text_pages

WORDS = "\n".join(
    f"line {word} of the body" for word in ["one", "two", "three", "four", "five", "six"]
)


def _stamped(*feet: str) -> tuple[StampFact, ...]:
    return bates_stamps(text_pages(*(f"{WORDS}\n{foot}" for foot in feet)))


def _numbers(*feet: str) -> list[int]:
    return [stamp.number for stamp in _stamped(*feet)]


@pytest.mark.parametrize(
    ("form", "prefix"),
    [
        ("NIH-{:06}", "NIH-"),
        ("2018-ICLI-00035 {}", "2018-ICLI-00035 "),
        ("CBP FOIA {:06}", "CBP FOIA "),
        ("FBI (22-cv-1234)-{}", "FBI (22-cv-1234)-"),
        ("STATE-SCB{:07}", "STATE-SCB"),
        ("HOUSE_OVERSIGHT_{:06}", "HOUSE_OVERSIGHT_"),
        ("HOUSE OVERSIGHT {:06}", "HOUSE OVERSIGHT "),
        ("EFTA{:08}", "EFTA"),
        ("ICE.2018.{:04}", "ICE.2018."),
        ("PRA_GSP01_{:07}", "PRA_GSP01_"),
        ("EPA-HQ-2017-006789-{:04}", "EPA-HQ-2017-006789-"),
        ("ACLU {:05}", "ACLU "),
        ("{:06}", ""),
    ],
)
def test_a_form_of_stamp_is_read_with_its_prefix(form: str, prefix: str) -> None:
    stamps = _stamped(*(form.format(number) for number in (97, 98, 99, 100, 101)))
    assert [(stamp.prefix, stamp.number, stamp.repaired) for stamp in stamps] == [
        (prefix, number, False) for number in (97, 98, 99, 100, 101)
    ]


@pytest.mark.parametrize(
    "form",
    [
        "Page {} of 9",
        "Tel. 202-555-{:04}",
        "TEL (202) 555-01{:02}",
        "June {}, 2018",
        "10/{:02}/2018",
        "Case No. F-2014-20439 Doc No. C05779634",
        "2018-ICLI-00035",
        "{}",
        "SLIDE {}",
        "FIGURE {}",
        "CHAPTER {}",
        "Washington, DC 205{:02}",
        "DC 205{:02}",
        "see FOIA100{}.pdf",
        "$ {:06}",
        "https://example.com/NIH-{:06}",
    ],
)
def test_what_counts_up_in_a_margin_and_is_no_stamp(form: str) -> None:
    assert _stamped(*(form.format(number) for number in (11, 12, 13, 14, 15))) == ()


def test_a_plain_word_with_small_numbers_on_part_of_the_pages_is_a_page_number() -> None:
    feet = ["", "", "", "", "", "ES-1", "ES-2", "ES-3"]
    assert _stamped(*feet) == ()


def test_a_tracking_number_in_the_body_is_no_stamp() -> None:
    texts = [f"{WORDS}\nyour request 2018-ICFO-4549{page}\n{WORDS}" for page in range(5)]
    assert bates_stamps(text_pages(*texts)) == ()


@pytest.mark.parametrize(
    ("feet", "numbers"),
    [
        (["A-FOIA-{:06}"] * 5, [1, 2, 3, 4, 5]),
        (["AB-000001", "AB-000002", "AB-000003", "AB-000007", "AB-000008"], [1, 2, 3, 7, 8]),
    ],
)
def test_a_gap_is_left_as_it_is(feet: list[str], numbers: list[int]) -> None:
    stamps = _stamped(*(foot.format(page + 1) for page, foot in enumerate(feet)))
    assert [stamp.number for stamp in stamps] == numbers
    assert not any(stamp.repaired for stamp in stamps)


@pytest.mark.parametrize(
    ("feet", "numbers", "repaired"),
    [
        # A figure misread between two sure neighbours.
        (["AB-000010", "AB-000011", "AB-000072", "AB-000013", "AB-000014"], range(10, 15), [2]),
        # Two pages running.
        (
            ["AB-000010", "AB-000011", "AB-000072", "AB-000093", "AB-000014", "AB-000015"],
            range(10, 16),
            [2, 3],
        ),
        # At the ends a number that goes backwards is wrong.
        (["AB-000070", "AB-000011", "AB-000012", "AB-000013"], range(10, 14), [0]),
        (["AB-000010", "AB-000011", "AB-000012", "AB-000003"], range(10, 14), [3]),
        (["AB-000010", "AB-000011", "AB-000012", "AB-008013"], range(10, 14), [3]),
        # A prefix misread, by its separators, by a letter, and altogether.
        (["AB_000010", "AB-000011", "AB-000012", "AB-000013"], range(10, 14), [0]),
        (["NIH-000010", "NIH-000011", "NJH-000012", "NIH-000013"], range(10, 14), [2]),
        (["NIH-000010", "NIH-000011", "_000012", "NIH-000013"], range(10, 14), [2]),
        (["NIH-000010", "NIH-000011", "NlH-OOOOl2", "NIH-000013"], range(10, 14), [2]),
        (["NIH-000010", "NIH-000011", "000012"], range(10, 13), [2]),
    ],
)
def test_a_stamp_badly_read_makes_no_gap(
    feet: list[str], numbers: range, repaired: list[int]
) -> None:
    stamps = _stamped(*feet)
    assert [stamp.number for stamp in stamps] == list(numbers)
    assert len({stamp.prefix for stamp in stamps}) == 1
    assert [index for index, stamp in enumerate(stamps) if stamp.repaired] == repaired


def test_a_number_that_may_be_true_is_not_repaired() -> None:
    feet = ["AB-000010", "AB-000011", "AB-000012", "AB-000015"]
    assert _numbers(*feet) == [10, 11, 12, 15]
    between = ["AB-000010", "AB-000011", "AB-000014", "AB-000020", "AB-000021"]
    assert _numbers(*between) == [10, 11, 14, 20, 21]


def test_a_page_without_a_stamp_gets_none() -> None:
    stamps = _stamped("AB-000010", "AB-000011", "", "AB-000013", "AB-000014")
    assert [stamp.span.page for stamp in stamps] == [0, 1, 3, 4]


def test_two_prefixes_follow_one_another_in_a_file() -> None:
    feet = [f"CBP-{number:06}" for number in range(5)] + [f"ICE-{number:06}" for number in range(5)]
    assert [stamp.prefix for stamp in _stamped(*feet)] == ["CBP-"] * 5 + ["ICE-"] * 5


def test_a_page_bears_the_stamps_of_two_productions() -> None:
    feet = [f"STATE-SCB00450{number}     EFTA000010{number + 20}" for number in range(10, 16)]
    stamps = _stamped(*feet)
    sheets = [
        [(72.0, 400.0, "body"), (40.0, 770.0, foot.split()[0]), (400.0, 770.0, foot.split()[1])]
        for foot in feet
    ]
    assert [(s.prefix, s.number) for s in bates_stamps(laid_out(*sheets))] == [
        (s.prefix, s.number) for s in stamps
    ]
    assert [(s.prefix, s.number) for s in stamps[:2]] == [("STATE-SCB", 4_5010), ("EFTA", 1030)]
    assert len(stamps) == 12


def test_the_same_stamp_at_head_and_foot_is_one() -> None:
    texts = [f"NIH-{page:06}\n{WORDS}\nNIH-{page:06}" for page in range(1, 5)]
    assert [stamp.number for stamp in bates_stamps(text_pages(*texts))] == [1, 2, 3, 4]


@pytest.mark.parametrize("foot", ["NIH-000960", "EFTA00326497", "HOUSE_OVERSIGHT_025400"])
def test_one_page_stamped_beyond_doubt_is_taken_at_its_word(foot: str) -> None:
    assert len(_stamped(foot)) == 1


@pytest.mark.parametrize(
    "foot", ["AB 12", "MA 02139", "ZIP 000123", "000960", "the number NIH-000960", "FORM 000123"]
)
def test_one_page_proves_no_stamp_of_a_doubtful_form(foot: str) -> None:
    assert _stamped(foot) == ()


def test_one_stamped_page_of_many_is_none() -> None:
    assert _stamped("", "", "NIH-000960", "", "") == ()


@pytest.mark.parametrize(
    "place",
    [
        lambda page: (500.0, 770.0),
        lambda page: (20.0, 770.0),
        lambda page: (500.0, 12.0),
        lambda page: (260.0, 12.0),
    ],
    ids=["bottom right", "bottom left", "top right", "top middle"],
)
def test_a_stamp_may_stand_in_any_corner(place: Callable[[int], tuple[float, float]]) -> None:
    sheets = [
        [(72.0, 300.0, "the body of the page"), (*place(page), f"CBP FOIA {page:06}")]
        for page in range(4)
    ]
    stamps = bates_stamps(laid_out(*sheets))
    assert [stamp.number for stamp in stamps] == [0, 1, 2, 3]
    assert all(stamp.box and abs(stamp.box.x0 - place(0)[0]) < 1 for stamp in stamps)


def test_a_number_in_the_middle_of_a_page_is_no_stamp() -> None:
    sheets = [
        [(72.0, 200.0, "words"), (72.0, 400.0, f"CBP FOIA {page:06} is"), (72.0, 500.0, "words")]
        for page in range(4)
    ]
    assert bates_stamps(laid_out(*sheets)) == ()


def test_prefixes_that_reading_alone_tells_apart_have_one_key() -> None:
    assert prefix_key("PRA GSPO1_") == prefix_key("PRA_GSP01 ")
    assert prefix_key("STATE-5CB") == prefix_key("STATE-SCB")
    assert prefix_key("CBP-") != prefix_key("ICE-")


@settings(max_examples=150)
@given(
    st.integers(1, 90_000),
    st.lists(st.booleans(), min_size=6, max_size=30),
    st.integers(0, 5),
    st.integers(0, 9),
)
def test_one_misread_figure_never_makes_or_hides_a_gap(
    first: int, dropped: list[bool], at: int, figure: int
) -> None:
    """A run of twelve pages, some dropped behind it, one of the twelve badly read."""
    numbers = list(range(first, first + 12))
    numbers += [first + 12 + place for place, gone in enumerate(dropped) if not gone]
    feet = [f"NIH-{number:06}" for number in numbers]
    feet[5] = feet[5][: 4 + at] + str(figure) + feet[5][5 + at :]
    assert _numbers(*feet) == numbers


@settings(max_examples=150)
@given(st.lists(st.text(), max_size=5))
def test_no_text_is_refused_and_spans_lie_inside(texts: list[str]) -> None:
    pages = [ParsedPage(index, text) for index, text in enumerate(texts)]
    for stamp in bates_stamps(pages):
        assert pages[stamp.span.page].text[stamp.span.start : stamp.span.end] == stamp.raw


def test_a_long_line_of_capitals_is_read_in_no_time() -> None:
    assert bates_stamps(text_pages("A" * 200_000, "A1" * 100_000, "A-" * 100_000)) == ()


def test_a_page_bound_out_of_order_keeps_its_number() -> None:
    numbers = [214, 215, 216, 82, 218, 219]
    assert _numbers(*(f"NIH-{number:06}" for number in numbers)) == numbers
    moved = [10, 11, 12, 19, 14, 15, 16, 17, 18, 13]
    assert _numbers(*(f"NIH-{number:06}" for number in moved)) == moved


def test_no_stamp_is_given_the_number_of_another_page() -> None:
    numbers = [10, 11, 18, 13, 14, 12, 30, 31]
    read = _numbers(*(f"NIH-{number:06}" for number in numbers))
    assert len(set(read)) == len(read)


def test_many_pages_numbered_by_twos_are_read_in_no_time() -> None:
    stamps = _stamped(*(f"NIH-{number:06}" for number in range(0, 40_000, 2)))
    assert len(stamps) == 20_000
    assert not any(stamp.repaired for stamp in stamps)
