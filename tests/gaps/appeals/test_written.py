"""An appeal in parts that are edited: its words, its order, its exhibits."""

import difflib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

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
from tests.appeal_facts import SHA256, facts, point, showing


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


def made(written: Written, opened: Mapping[str, object] | None = None) -> Assembled:
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
