"""Boxes and labels that close a place, and boxes and words that close nothing."""

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.ingest.extract.contract import RedactionFact, Span
from requests_app.ingest.extract.redaction_marks import redactions
from requests_app.ingest.parsers.contract import Box, DrawnMark, ParsedPage
from requests_app.ingest.sandbox import Reader
from tests.requests_app.ingest.extract.printed import laid_out, text_pages
from tests.samples import SAMPLES, needs_samples

# How many closed places a person sees on the pages of each sample; none on those not named.
SEEN = {
    "bad_cross_hatched_redactions": 17,
    "multi_line_redaction_ok": 17,
    "no_bad_redactions.8.1": 32,
    "ok_words": 4,
    "partial_intersections_ok": 7,
    "rectangles_yes": 3,
    "rectangles_yes_2": 1,
    "whitespace_redaction_with_comma": 4,
    "whitespace_redactions": 1,
    "whitespace_redactions_2": 4,
}
LINE = (72.0, 100.0, "We met with (b)(6);(b)(7)(C) and with others")


def _fill(x0: float, top: float, width: float, shade: float, height: float = 12.0) -> DrawnMark:
    return DrawnMark("fill", Box(x0, top, x0 + width, top + height), shade)


def _outline(x0: float, top: float, width: float, height: float = 12.0) -> DrawnMark:
    return DrawnMark("outline", Box(x0, top, x0 + width, top + height), 0.0)


def _found(
    runs: Sequence[tuple[float, float, str]], *marks: DrawnMark
) -> tuple[RedactionFact, ...]:
    (page,) = laid_out(runs)
    return redactions([replace(page, marks=marks)], ())


@pytest.mark.parametrize(
    "mark",
    [
        _fill(143, 99, 98, 0.0),
        _fill(143, 99, 98, 0.86),
        _fill(143, 99, 98, 1.0),
        _outline(143, 99, 98),
        DrawnMark("annotation", Box(143, 99, 241, 111), None, "Redact"),
    ],
    ids=["black", "grey", "white", "frame", "annotation"],
)
def test_a_label_and_its_box_are_one_redaction(mark: DrawnMark) -> None:
    (fact,) = _found([LINE], mark)
    assert fact.codes == ("(b)(6)", "(b)(7)(C)")
    assert fact.box == mark.box
    assert fact.span == Span(0, 12, 28)
    assert fact.kind == ("annotation" if mark.kind == "annotation" else "box")


def test_a_frame_of_a_fill_is_no_second_redaction() -> None:
    facts = _found([LINE], _fill(143, 99, 98, 1.0), _outline(142.5, 98.5, 99, 13))
    assert len(facts) == 1


def test_two_labels_in_two_boxes_are_two_though_a_word_joins_them() -> None:
    runs = [(72.0, 100.0, "(b)(6);(b)(7)(C) and (b)(6);(b)(7)(C) (b)(5)")]
    facts = _found(runs, _fill(70, 99, 100, 0.86), _fill(196, 99, 100, 0.86))
    assert [(fact.kind, fact.codes) for fact in facts] == [
        ("box", ("(b)(6)", "(b)(7)(C)")),
        ("box", ("(b)(6)", "(b)(7)(C)")),
        ("label", ("(b)(5)",)),
    ]


def test_neighbouring_codes_belong_each_to_its_own_box() -> None:
    runs = [(72.0, 100.0, "(b)(6) (b)(7)(C)")]
    facts = _found(runs, _fill(70, 99, 38, 0.86), _fill(113, 99, 60, 0.86))
    assert [fact.codes for fact in facts] == [("(b)(6)",), ("(b)(7)(C)",)]


def test_a_bare_code_inside_a_box_needs_no_margin() -> None:
    runs = [(72.0, 100.0, "Dear B6 thank you")]
    (fact,) = _found(runs, _fill(100, 99, 16, 1.0))
    assert fact.codes == ("(b)(6)",)
    assert _found(runs) == ()


def test_a_margin_code_is_known_by_the_gap_before_it() -> None:
    runs = [(72.0, 100.0, "thank you for the"), (500.0, 100.0, "B6"), (72.0, 120.0, "vitamin B6")]
    (fact,) = _found(runs)
    assert (fact.kind, fact.codes, fact.box) == ("label", ("(b)(6)",), None)


def test_black_over_words_is_a_redaction_by_its_place() -> None:
    (fact,) = _found([LINE], _fill(72, 99, 60, 0.0), _fill(143, 99, 98, 1.0))[:1]
    assert (fact.kind, fact.codes, fact.span) == ("box", (), None)


@pytest.mark.parametrize(
    ("runs", "mark"),
    [
        ([(72.0, 100.0, "a table heading")], _fill(70, 98, 200, 0.8)),
        ([(72.0, 100.0, "a highlight")], _fill(70, 98, 80, 0.93)),
        ([(72.0, 100.0, "words on a patch of white")], _fill(70, 98, 200, 1.0)),
        ([(72.0, 100.0, "words in a frame")], _outline(70, 98, 200)),
        ([(72.0, 100.0, "a rule")], _fill(72, 130, 460, 0.0, height=2)),
        ([(72.0, 100.0, "a bar over the page")], _fill(0, 20, 612, 0.0)),
        ([(72.0, 100.0, "a grey bar by itself")], _fill(72, 300, 300, 0.7)),
        ([(72.0, 100.0, "a bar of a chart")], _fill(300, 300, 12, 0.0, height=80)),
        ([(72.0, 100.0, "Name:")], _outline(110, 99, 120)),
        ([(72.0, 300.0, "a picture above")], DrawnMark("image", Box(72, 100, 300, 290))),
        (
            [(72.0, 100.0, "a note")],
            DrawnMark("annotation", Box(72, 100, 90, 112), None, "please read"),
        ),
        (
            [(72.0, 100.0, "Part 1:")],
            replace(_fill(70, 98, 60, 0.0), lettered=True),
        ),
        ([(72.0, 100.0, "an empty patch far from words")], _fill(300, 500, 80, 1.0)),
    ],
)
def test_a_mark_that_closes_nothing(
    runs: Sequence[tuple[float, float, str]], mark: DrawnMark
) -> None:
    assert _found(runs, mark) == ()


def test_a_frame_around_a_paragraph_is_not_the_redaction_in_it() -> None:
    runs = [LINE, (72.0, 114.0, "on the second line of the framed paragraph that goes on")]
    (fact,) = _found(runs, _outline(60, 90, 500, 60))
    assert (fact.kind, fact.box) == ("label", None)


def test_a_white_patch_in_a_line_is_a_hole() -> None:
    runs = [(72.0, 100.0, "To:"), (300.0, 100.0, "and others")]
    (fact,) = _found(runs, _fill(100, 99, 190, 1.0))
    assert (fact.kind, fact.codes) == ("hole", ())
    assert _found(runs, _fill(100, 99, 190, 1.0), _outline(100, 99, 190)) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Non-Responsive", "non_responsive"),
        ("NON RESPONSIVE", "non_responsive"),
        ("Non-Responsive - Redacted", "non_responsive"),
        ("Outside the Scope of the Request", "non_responsive"),
        ("To: [REDACTED]", "label"),
        ("Call [name redacted] at noon", "label"),
        ("Privileged or Personal Material Redacted", "label"),
        ("Privileged - Redacted", "label"),
        ("the number is █████ today", "label"),
    ],
)
def test_words_that_say_that_something_is_closed(text: str, kind: str) -> None:
    (fact,) = redactions(text_pages(f"Hello,\n{text}\nBye"), ())
    assert fact.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "we found non-responsive records",
        "the vendor was not responsive",
        "it is outside the scope of the request, they say",
        "the records were redacted by the agency",
        "Redacted",
        "a Redacted copy follows",
        "- ■ first point",
    ],
)
def test_words_that_only_speak_of_closing(text: str) -> None:
    assert redactions(text_pages(f"Hello,\n{text}\nBye"), ()) == ()


def test_a_box_with_non_responsive_in_it_is_one_mark() -> None:
    (fact,) = _found([(72.0, 100.0, "Non-Responsive")], _fill(60, 90, 300, 1.0, height=60))
    assert fact.kind == "non_responsive"
    assert fact.box is not None


def test_codes_in_running_lines_are_no_redactions() -> None:
    pages = text_pages("RELEASED (b)(6)\nbody")
    assert redactions(pages, [Span(0, 0, 15)]) == ()


@needs_samples
def test_as_many_closed_places_are_found_in_the_samples_as_a_person_sees() -> None:
    read: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as spool, Reader() as reader:
        for path in sorted((SAMPLES / "pdf-redaction").glob("*.pdf")):
            parsed = reader.read(path, path.name, spool=Path(spool))
            read[path.stem] += len(redactions(parsed.pages, ()))
    assert {name: count for name, count in read.items() if count} == SEEN
    assert len(read) == 27


SHADES = st.sampled_from([None, 0.0, 0.5, 0.86, 1.0])
PLACES = st.floats(0, 700, allow_nan=False)


@settings(max_examples=100)
@given(
    st.lists(st.tuples(PLACES, PLACES, PLACES, PLACES, SHADES), max_size=8),
    st.lists(st.sampled_from(["(b)(6)", "B6", "word", "Non-Responsive", "(b)(7)(C)"]), max_size=8),
)
def test_marks_anywhere_give_facts_inside_the_page(
    edges: list[tuple[float, float, float, float, float | None]], words: list[str]
) -> None:
    marks = tuple(
        DrawnMark("fill", Box(min(a, c), min(b, d), max(a, c), max(b, d)), shade)
        for a, b, c, d, shade in edges
    )
    runs = [(72.0, 100.0 + 14 * number, word) for number, word in enumerate(words)]
    page: ParsedPage = replace(laid_out(runs)[0], marks=marks)
    starts = []
    for fact in redactions([page], ()):
        assert fact.box or fact.span
        if fact.span:
            assert 0 <= fact.span.start < fact.span.end <= len(page.text)
            starts.append(fact.span.start)
    assert len(set(starts)) == len(starts)
