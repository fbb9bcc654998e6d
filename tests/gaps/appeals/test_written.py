"""An appeal in parts that are edited: its words, its order, its exhibits."""

import difflib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foiatrack.safe_html import safe_html
from gaps.appeals.assembly import Assembled, assembled
from gaps.appeals.contract import AppealFacts, Citation
from gaps.appeals.drafting import drafted_parts, drafted_points, kept_edits
from gaps.appeals.editable import armed, cleaned, readable
from gaps.appeals.letter import letter
from gaps.appeals.markdown import plain
from gaps.appeals.pandoc import converted
from gaps.appeals.references import blanks, markers, references
from gaps.appeals.written import (
    Words,
    Written,
    WrittenExhibit,
    WrittenPage,
    WrittenPoint,
    as_json,
    edited,
    enclosed,
    moved,
    of_json,
    omitted,
    with_included,
)
from tests.appeal_facts import facts, point, showing


def written_of(told: AppealFacts) -> Written:
    """The first version of an appeal, without a database."""
    drafts = drafted_points(told)
    keys = list(drafts)
    exhibits = tuple(
        WrittenExhibit(
            each.letter,
            each.title,
            each.document,
            each.sha256,
            whole=each.letter in "ABC",
            held=9,
            pages=tuple(
                WrittenPage(page.page, page.bates, ((0, 4, keys[0]),), tuple(keys))
                for page in each.pages
            ),
        )
        for each in told.exhibits
    )
    points = tuple(
        WrittenPoint(key, key.split("-")[0], words, {"f": "d"}, ("Ex. F at 3",))
        for key, words in drafts.items()
    )
    return Written(told.ref, told.dated_on, drafted_parts(told), points, exhibits)


def html(markdown: str) -> list[str]:
    return converted(markdown, "html5").splitlines()


def made(written: Written) -> Assembled:
    return assembled(written, {})


def two_points() -> AppealFacts:
    other = point(
        showing("b.pdf", citations=(Citation("G", 3),)), heading="Other records", code="COR005"
    )
    told = facts(points=(point(), other))
    return replace(
        told, exhibits=(*told.exhibits, replace(told.exhibits[-1], letter="G", document="G.pdf"))
    )


@pytest.mark.parametrize(
    "told",
    [
        facts(),
        two_points(),
        facts(requester="", addressee=None, window=None, window_unknown="no [date] * on file"),
        facts(
            points=(point(*(showing(f"{n}. *a*_b_[foia_a3A] <b>|x{n}.txt") for n in range(15))),)
        ),
        facts(
            points=(
                point(
                    showing(
                        quotes=(
                            ("From: a\nSubject: - b\n1. c", Citation("F", 3)),
                            (
                                "1. a list # it \\ is ::: not & so `on` for [x](http://y) z",
                                Citation("F", 3),
                            ),
                        )
                    )
                ),
            )
        ),
    ],
)
def test_what_nobody_edited_reads_as_the_program_wrote_it(told: AppealFacts) -> None:
    written = written_of(told)
    ours = html(made(written).markdown(["x"]))
    theirs = html(letter(told).markdown)
    end = next(n for n, each in enumerate(theirs) if "lawyer’s checklist" in each)
    notes = next(n for n, each in enumerate(theirs) if 'class="footnotes' in each)
    ours_end = next(n for n, each in enumerate(ours) if "lawyer’s checklist" in each)
    ours_notes = next(n for n, each in enumerate(ours) if 'class="footnotes' in each)
    assert list(difflib.unified_diff(theirs[:end], ours[:ours_end], n=0)) == []
    assert theirs[notes:] == ours[ours_notes:]


HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](file:///etc/passwd)",
    "[x]: http://evil.example\n[x]",
    "<http://evil.example>",
    ":::{custom-style=Banner}\nx\n:::",
    "```{=openxml}\n<w:p/>\n```",
    "    indented code <b>",
    "[^1] and [^1]: mine",
    "# Enclosures",
    "| a | <img src=x> |\n|---|---|\n| [y](http://z) | ~~c~~ |",
    "$$x$$ `=html`{=html} &lt;b&gt; a\\\nb \u202e\x00\x07",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_that_were_typed_stay_words(typed: str) -> None:
    written = edited(written_of(facts()), {"opening": typed, "letterhead": typed})
    html_made = converted(made(written).markdown(), "html5")
    for acting in ("<script", "<img", '<a href="h', '<a href="j', "<pre", "<code", 'evil.example"'):
        assert acting not in html_made
    assert html_made.count('custom-style="Banner"') == 1
    assert "\u202e" not in html_made
    raw = converted(made(written).markdown(), "native")
    assert "RawBlock" not in raw and "RawInline" not in raw and "Image" not in raw
    assert safe_html(html_made)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab1 .-*_[]()#>|\\`<&:!~^$@{}\n", max_size=40))
def test_any_words_are_the_same_after_a_round_through_the_editor(text: str) -> None:
    escaped = plain(text)
    back = converted(armed(readable(escaped)), "plain")
    assert back == converted(escaped, "plain")


def test_an_authority_is_cited_by_its_key_and_what_is_none_is_words() -> None:
    written = edited(written_of(facts()), {"opening": "So it is [foia_a3A]. And [no_such]."})
    letter_made = made(written)
    assert "So it is.[^1]" in letter_made.words
    assert "\\[no_such\\]" in letter_made.words


def test_points_are_numbered_in_their_order_wherever_their_numbers_stand() -> None:
    written = written_of(two_points())
    turned = moved(written, written.points[1].key, -1)
    letter_made = made(turned).words
    assert letter_made.index("1\\. Other records") < letter_made.index("2\\. Attachments")
    assert "{point}" not in letter_made
    assert letter_made.count("Point 1") == letter_made.count("Point 2") == 1


def test_exhibits_keep_their_letters_and_nothing_is_outlined_for_what_is_left_out() -> None:
    written = written_of(two_points())
    first = written.points[0].key
    out = with_included(written, first, included=False)
    assert {each.letter for each in enclosed(out)} == {"A", "C", "F", "G"}
    assert all(not page.marks for each in enclosed(out) for page in each.pages)
    none = with_included(out, written.points[1].key, included=False)
    assert omitted(none) == ("F", "G")
    assert "Exhibit F | intentionally omitted" in made(none).words
    cites = edited(none, {"opening": "See Ex. F at 2, and Ex. G at 77."})
    assert [(each.letter, [page.page for page in each.pages]) for each in enclosed(cites)][-1] == (
        "F",
        [2],
    )


def test_what_is_stored_comes_back() -> None:
    written = written_of(two_points())
    assert of_json(as_json(written)) == written


def test_words_of_a_person_stay_when_the_program_drafts_anew() -> None:
    drafted = {"a": Words("new", "new"), "b": Words("new", "new")}
    held = {"a": Words("mine", "old"), "b": Words("old", "old")}
    assert kept_edits(drafted, held) == {"a": Words("mine", "new"), "b": Words("new", "new")}


@pytest.mark.parametrize(
    ("text", "pages", "whole"),
    [
        ("Ex. B at 3", {"B": {3}}, set()),
        ("Exhibit AA, p. 3 and Ex. B", {"AA": {3}}, {"B"}),
        ("Ex. B at 3–5; Ex. B at 9", {"B": {3, 4, 5, 9}}, set()),
        ("Example B at 3, Ex parte, ex. b at 1", {}, set()),
    ],
)
def test_references_to_exhibits_are_read(text: str, pages: object, whole: object) -> None:
    found = references([text])
    assert (dict(found.pages), set(found.whole)) == (pages, whole)


def test_what_is_not_held_is_named() -> None:
    found = references(["Ex. B at 3, Ex. B at 0, Ex. Q, Ex. A"])
    assert found.missing_in({"A": 1, "B": 2}) == ["Ex. Q", "Ex. B at 0", "Ex. B at 3"]


def test_blanks_and_keys_are_told_apart() -> None:
    text = "**[signature]** [foia_a3A] \\[word\\] [other]"
    assert blanks(text) == ["signature"]
    assert markers(text) == ["foia_a3A", "other"]


def test_what_is_typed_is_cleaned() -> None:
    assert cleaned("\r\na \t\r\nb\x00\u202e\r\n\r\n") == "a\nb"
