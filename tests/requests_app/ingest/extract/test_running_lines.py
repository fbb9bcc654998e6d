"""Lines that belong to the printout, and lines of the record that repeat as well."""

import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.ingest.extract.running_lines import running_lines
from requests_app.ingest.parsers.contract import ParsedPage
from requests_app.ingest.sandbox import Reader
from tests.requests_app.ingest.extract.printed import laid_out, text_pages
from tests.samples import SAMPLES, needs_samples

TOP, FOOT = 30.0, 760.0
STATE = "UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05778976"
BODIES = [
    "The first page of the record speaks of one thing.",
    "Another sentence stands on the second page of it.",
    "What the third page says is not what others say.",
    "On the fourth page the matter is taken up again.",
    "Nobody reads the fifth page but it is there too.",
    "The sixth page ends the record without more words.",
]


def _running(pages: Sequence[ParsedPage]) -> list[tuple[int, str]]:
    """The running lines of the pages with the index of the page of each."""
    texts = {page.index: page.text for page in pages}
    return [
        (span.page, texts[span.page][span.start : span.end].strip())
        for span in running_lines(pages)
    ]


def _words(pages: Sequence[ParsedPage]) -> set[str]:
    return {text for _, text in _running(pages)}


def _placed(top: Sequence[str] = (), foot: Sequence[str] = ()) -> list[ParsedPage]:
    """Six pages of different words with these lines at their heads and feet, one line a page."""
    pages = []
    for number, body in enumerate(BODIES):
        runs = [(72.0, 300.0, body)]
        runs += [(72.0, TOP, top[number])] if top and top[number] else []
        runs += [(72.0, FOOT, foot[number])] if foot and foot[number] else []
        pages.append(runs)
    return laid_out(*pages)


@pytest.mark.parametrize(
    "lines",
    [
        [STATE] * 6,
        [f"2018-ICLI-00035 {number}" for number in range(1, 7)],
        [f"Page {number} of 6" for number in range(1, 7)],
        [str(number) for number in range(1, 7)],
        [f"- {number} -" for number in range(1, 7)],
        ["5/29/2008"] * 6,
        ["CONFIDENTIAL - ATTORNEY EYES ONLY"] * 6,
        ["Searchable Analytics at www.example.com"] * 6,
        [f"https://mail.example.com/mail/u/0?view=pt&search=inbox {n}/6" for n in range(1, 7)],
        ["Draft", "", "Draft", "", "Draft", ""],
    ],
)
@pytest.mark.parametrize("place", ["top", "foot"])
def test_a_line_at_one_height_on_many_pages_is_running(lines: list[str], place: str) -> None:
    pages = _placed(top=lines) if place == "top" else _placed(foot=lines)
    assert _running(pages) == [(page, line) for page, line in enumerate(lines) if line]


@pytest.mark.parametrize(
    "lines",
    [
        ["Director", "Director", "", "", "", ""],
        ["Privileged or Personal Material Redacted"] * 6,
        ["(b)(6)"] * 6,
        ["Withheld in full"] * 6,
        ["(907) 269-7450", "(907) 465-4031", "(907) 240-7943", "", "", ""],
        [
            f"Grants went to {n} health centers in the north of the state"
            for n in (3, 5, 9, 4, 7, 8)
        ],
        ["Subject: weekly call"] * 6,
        ["To: Smith, Ann"] * 6,
        ["-----Original Message-----"] * 6,
        BODIES,
    ],
)
@pytest.mark.parametrize("place", ["top", "foot"])
def test_words_of_the_record_near_the_edge_are_not(lines: list[str], place: str) -> None:
    assert _running(_placed(top=lines) if place == "top" else _placed(foot=lines)) == []


def test_a_signature_under_headers_on_every_page_is_not_running() -> None:
    emails = [
        [
            (72.0, 30.0, "From: Fauci, Anthony"),
            (72.0, 44.0, f"Subject: matter {number}"),
            (72.0, 58.0, "Anthony S. Fauci, MD"),
            (72.0, 72.0, "Director"),
            (72.0, 400.0, BODIES[number]),
            (72.0, FOOT, f"NIH-00{number}960"),
        ]
        for number in range(6)
    ]
    assert _words(laid_out(*emails)) == {f"NIH-00{number}960" for number in range(6)}


def test_a_sentence_inside_the_page_that_is_on_every_page_is_not_running() -> None:
    pages = laid_out(
        *([(72.0, 400.0, "This message is private."), (72.0, 500.0, b)] for b in BODIES)
    )
    assert _running(pages) == []


def test_a_line_inside_one_that_is_not_running_is_not_either() -> None:
    pages = laid_out(
        *([(72.0, 20.0, body), (72.0, 40.0, "Ministry of Words and Letters")] for body in BODIES)
    )
    assert _running(pages) == []


def test_dirt_beyond_a_running_line_does_not_hide_it() -> None:
    pages = laid_out(
        *(
            [(72.0, 20.0, dirt), (72.0, 40.0, STATE), (72.0, 300.0, body)]
            for dirt, body in zip(["~", "l", ".", "x y", "=", "!!"], BODIES, strict=True)
        )
    )
    assert _words(pages) == {STATE}


def test_the_same_words_at_another_height_are_the_record() -> None:
    heights = [20.0, 40.0, 60.0, 80.0, 30.0, 70.0]
    pages = laid_out(
        *([(72.0, y, "Director"), (72.0, 300.0, b)] for y, b in zip(heights, BODIES, strict=True))
    )
    assert _running(pages) == []


@pytest.mark.parametrize("owner", ["Fauci, Anthony (NIH/NIAID) [E]", "Unknown", "Ann B. Smith"])
def test_the_name_above_each_header_is_whose_mailbox_was_printed(owner: str) -> None:
    emails = [
        f"{owner}\n\nFrom: A{n}\nSent: today\nSubject: x\n\n{b}" for n, b in enumerate(BODIES)
    ]
    assert _running(text_pages(*emails)) == []
    assert (
        _running(text_pages(*emails, "a page that goes on", "and one more", "and the last")) == []
    )


def test_a_mark_above_headers_that_is_on_other_pages_too_is_running() -> None:
    emails = [f"FOR OFFICIAL USE\nFrom: A\nSent: today\n\n{body}" for body in BODIES[:4]]
    others = [f"FOR OFFICIAL USE\n{body}\nand more words\nto the end" for body in BODIES[4:]]
    assert len(_running(text_pages(*emails, *others))) == 6


def test_a_stamp_right_above_a_header_is_running() -> None:
    pages = text_pages(
        *(f"CBP FOIA 00012{n}\nFrom: A\nSent: today\n\n{b}" for n, b in enumerate(BODIES))
    )
    assert len(_running(pages)) == 6


def test_a_signature_that_ends_some_pages_of_text_is_the_record() -> None:
    pages = text_pages(
        *(
            f"{b}\n{b[::-1]}\nAnthony S. Fauci, MD\nDirector\nNIH-00{n}960"
            if n % 3 == 0
            else f"{b}\n{b[1:]}\n{b[2:]}\n{b[3:]}\nNIH-00{n}960"
            for n, b in enumerate([*BODIES, *BODIES])
        )
    )
    assert all(text.startswith("NIH-") for _, text in _running(pages))
    assert len(_running(pages)) == 12


def test_a_margin_code_beside_a_running_line_stays_outside_it() -> None:
    pages = text_pages(*(f"{STATE}      B6\n{body}" for body in BODIES))
    assert _words(pages) == {STATE}


def test_two_pages_show_no_repetition() -> None:
    assert _running(text_pages("A head\nbody one\nfoot", "A head\nother body\nfoot")) == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (f"{STATE}\n\nFrom: H\n", [STATE]),
        ("RELEASE IN PART B6\nFrom: H", ["RELEASE IN PART B6"]),
        ("RELEASE IN PART\nB6\nFrom: H", ["RELEASE IN PART", "B6"]),
        ("RELEASE IN PART\nB5,B6\n\nFrom: H", ["RELEASE IN PART", "B5,B6"]),
        ("RELEASE IN\nPART B6\nFrom: H", ["RELEASE IN", "PART B6"]),
        ("RELEASE\nIN PART B6\nFrom: H", ["RELEASE", "IN PART B6"]),
        ("RELEASE IN FULL\nB6\n", ["RELEASE IN FULL"]),
        ("RELEASE IN PART\nB1,1.4(D),B5\nFrom: H", ["RELEASE IN PART", "B1,1.4(D),B5"]),
        ("From: H    RELEASE IN PART B6\nTo: x", ["RELEASE IN PART B6"]),
        ("body\nPage 1 of 4", ["Page 1 of 4"]),
        (
            "STATE DEPT. - PRODUCED TO HOUSE SELECT BENGHAZI COMM.\n"
            "SUBJECT TO AGREEMENT ON SENSITIVE INFORMATION & REDACTIONS. NO FOIA WAIVER.\nFrom: H",
            [
                "STATE DEPT. - PRODUCED TO HOUSE SELECT BENGHAZI COMM.",
                "SUBJECT TO AGREEMENT ON SENSITIVE INFORMATION & REDACTIONS. NO FOIA WAIVER.",
            ],
        ),
    ],
)
def test_a_release_mark_is_known_on_a_single_page(text: str, marks: list[str]) -> None:
    assert [each for _, each in _running(text_pages(text))] == marks


@pytest.mark.parametrize(
    "text",
    [
        "From: H\nTo: x B6",
        "we will release in part what was asked for",
        "the release in full",
        "Press release in part of the country",
        "RELEASE IN PARTNERSHIP WITH NASA",
        "PRESS RELEASE\nPART TWO",
        "PRESS RELEASE\n\nThe Department today",
        "B6\nFrom: H",
        "see Page 2 of 5 of the report",
        "This email is UNCLASSIFIED",
        "UNCLASSIFIED//FOUO",
        "the State Department produced to the House what it had",
        "\n".join([*BODIES, *BODIES, "RELEASE IN PART", *BODIES, *BODIES]),
    ],
)
def test_words_like_a_release_mark_are_none(text: str) -> None:
    assert _running(text_pages(text)) == []


@needs_samples
def test_the_signatures_of_a_release_are_words_of_its_emails() -> None:
    path = SAMPLES / "foia-pdf/nih-retypeset-500pp.pdf"
    with tempfile.TemporaryDirectory() as spool, Reader() as reader:
        pages = reader.read(path, path.name, spool=Path(spool)).pages
    assert len(pages) == 500
    assert all(text.startswith("NIH-") for text in _words(pages))


@needs_samples
@pytest.mark.parametrize(
    ("part", "added", "least"),
    [
        ("state", r"UNCLASSIFIED.*|RELEASE.*|(IN )?(PART.*|FULL)|(B\d|1\.4\(.\)|[, 0-9])+", 1_800),
        (
            "alaska",
            r"Searchable Analytics.*|Released to msnbc.*|P ?RA.?GS ?P.*|(\d\s+)?ROSTON \d+"
            r"|.*Page \d+ of \d+|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}",
            600,
        ),
    ],
)
def test_what_runs_through_text_releases_is_what_was_added_to_the_records(
    part: str, added: str, least: int
) -> None:
    found: Counter[str] = Counter()
    for path in sorted((SAMPLES / "foia-text" / part).glob("*.txt")):
        pages = text_pages(*path.read_text(encoding="utf-8", errors="replace").split("\f"))
        found.update(text for _, text in _running(pages))
    assert [text for text in found if not re.fullmatch(added, text)] == []
    assert found.total() >= least


LINES = st.sampled_from([STATE, "Director", "From: A", "3", "B6", "RELEASE IN", "PART B6", "", "x"])


@settings(max_examples=150)
@given(st.lists(st.lists(LINES | st.text(max_size=12), max_size=8), max_size=7), st.booleans())
def test_any_pages_give_spans_inside_them(lines: list[list[str]], placed: bool) -> None:
    if placed:
        pages = laid_out(
            *([(50.0, 20 + 100.0 * n, run) for n, run in enumerate(page)] for page in lines)
        )
    else:
        pages = text_pages(*("\n".join(page) for page in lines))
    texts = {page.index: page.text for page in pages}
    spans = running_lines(pages)
    assert list(spans) == sorted(set(spans), key=lambda span: (span.page, span.start))
    for span in spans:
        assert 0 <= span.start < span.end <= len(texts[span.page])
