"""A picture that bears a stamp alone is no page that was read."""

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from requests_app.ingest.parsers.pdf.stamped_scan import is_stamp
from tests.requests_app.ingest.parsers.written_pdf import Draw, page_of, text, together

FOOT, HEAD, BODY = 770, 30, 300


def picture(share: float = 1.0, *, lower: bool = False) -> Draw:
    """A grey picture over a share of the page's height, from its head or from its foot."""
    grey = ImageReader(Image.new("L", (8, 8), 200))

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(grey, 0, 0 if lower else 792 * (1 - share), 612, 792 * share)

    return draw


@pytest.mark.parametrize(
    "lines",
    [
        [(FOOT, "2018-ICLI-00035 123")],
        [(FOOT, "DEP-000007")],
        [(FOOT, "EPA_HQ_000123"), (HEAD, "CONFIDENTIAL")],
        [(HEAD, "FOIA CONFIDENTIAL TREATMENT REQUESTED BY ACME CORP"), (FOOT, "ACME 0012")],
        [(HEAD, "Case 1:18-cv-01234-ABC Document 12-3 Filed 03/04/19 Page 5 of 30")],
        [(HEAD, "Obtained via FOIA by the requester")],
        [(FOOT, "Page 3 of 10"), (BODY, "(b)(6)"), (BODY + 90, "(b)(7)(C)")],
        [(HEAD, "Department of Examples, Office of Records")],
    ],
)
def test_a_scan_with_a_stamp_or_a_running_head_alone_was_not_read(tmp_path, lines):
    words = (text(72, down, line) for down, line in lines)
    page = page_of(tmp_path, together(picture(), *words))
    assert page.pictured
    assert page.text


@pytest.mark.parametrize(
    "lines",
    [
        [(BODY, "This page intentionally left blank"), (FOOT, "DEP-000007")],
        [(HEAD, "This page was left blank")],
        [(BODY, "WITHHELD IN FULL"), (BODY + 20, "(b)(5)"), (FOOT, "DEP-000007")],
        [(HEAD, "12 pages withheld"), (FOOT, "DEP-000007")],
        [(FOOT, "Referred to DOJ 4 pages")],
        [(FOOT, "DEP-000007"), (BODY, "Prices rose.")],
        [(BODY, "Exhibit 12"), (FOOT, "DEP-000007")],
        [(HEAD, "Dear Ms. Lee,"), (HEAD + 12, "thank you for the"), (HEAD + 24, "visit.")],
    ],
)
def test_a_picture_with_words_of_its_own_was_read(tmp_path, lines):
    words = (text(72, down, line) for down, line in lines)
    assert not page_of(tmp_path, together(picture(), *words)).pictured


@pytest.mark.parametrize(
    "draw",
    [
        text(72, FOOT, "DEP-000007"),
        together(picture(0.3), text(72, FOOT, "DEP-000007")),
        together(picture(0.7), text(72, FOOT, "Figure 3, the site from above")),
        together(text(72, 90, "COVER SHEET"), text(72, FOOT, "DEP-000007")),
    ],
    ids=["empty page", "small picture", "picture with a caption", "cover sheet"],
)
def test_a_page_that_is_no_scan_was_read(tmp_path, draw):
    assert not page_of(tmp_path, draw).pictured


def test_an_empty_page_without_a_picture_was_read(tmp_path):
    page = page_of(tmp_path, lambda canvas: None)
    assert (page.text, page.pictured) == ("", False)


def test_a_picture_of_two_thirds_with_its_number_below_was_not_read(tmp_path):
    assert page_of(tmp_path, together(picture(0.7), text(72, FOOT, "DEP-000007"))).pictured


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("000123", True),
        ("UNCLASSIFIED // FOR OFFICIAL USE ONLY", True),
        ("- 3 -", True),
        ("FOIA Request No. 2018-0012", True),
        ("(b)(6), (b)(7)(C)", True),
        ("see page 12", False),
        ("Released the prisoners", False),
        ("Confidentially, yours", False),
    ],
)
def test_a_stamp_is_told_from_a_sentence(line, stamp):
    assert is_stamp(line) is stamp
