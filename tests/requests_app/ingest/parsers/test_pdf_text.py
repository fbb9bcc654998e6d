import pikepdf
import pytest
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from requests_app.ingest.parsers.contract import Limits, ParsedPage, ParseError
from requests_app.ingest.parsers.pdf_text import PARSER
from tests.requests_app.ingest.parsers.written_pdf import (
    HEIGHT,
    page_of,
    read_pdf,
    text,
    together,
    write_pdf,
)


def assert_words_are_in_their_text(page: ParsedPage) -> None:
    assert page.words
    for word in page.words:
        assert page.text[word.start : word.end] == word.text
    assert page.text.split() == [word.text for word in page.words]


def test_lines_are_read_from_top_to_bottom_whatever_the_order_of_drawing(tmp_path):
    page = page_of(tmp_path, together(text(72, 120, "second"), text(72, 100, "first one")))
    assert page.text == "first one\nsecond"
    assert_words_are_in_their_text(page)


def test_a_label_column_and_a_value_column_come_together_on_their_lines(tmp_path):
    labels = [text(72, down, label) for down, label in ((100, "From:"), (114, "To:"))]
    values = [text(150, down, value) for down, value in ((100, "Ann Lee"), (114, "Bob Ray"))]
    page = page_of(tmp_path, together(*labels, *values))
    assert page.text == "From: Ann Lee\nTo: Bob Ray"


def test_a_label_printed_into_the_gap_of_a_line_is_read_in_its_place(tmp_path):
    line = together(text(72, 100, "To:"), text(200, 100, "; Jane Roe"))
    page = page_of(tmp_path, together(line, text(72, 130, "next"), text(110, 100, "(b)(6)")))
    assert page.text == "To: (b)(6) ; Jane Roe\nnext"


def test_lines_set_close_together_stay_apart(tmp_path):
    page = page_of(tmp_path, together(*(text(72, 100 + 11 * n, f"line {n}") for n in range(5))))
    assert page.text.split("\n") == [f"line {n}" for n in range(5)]


def test_a_raised_ending_stays_on_its_line(tmp_path):
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, HEIGHT - 100, "June 3")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(110, HEIGHT - 96, "rd")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, HEIGHT - 114, "below")

    assert page_of(tmp_path, draw).text == "June 3 rd\nbelow"


def test_a_tall_heading_beside_two_lines_does_not_run_them_together(tmp_path):
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 30)
        canvas.drawString(300, HEIGHT - 110, "SEAL")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, HEIGHT - 96, "upper")
        canvas.drawString(72, HEIGHT - 108, "lower")

    lines = page_of(tmp_path, draw).text.split("\n")
    assert not any("upper" in line and "lower" in line for line in lines)


def test_the_lines_of_a_page_scanned_askew_stay_whole(tmp_path):
    def draw(canvas: Canvas) -> None:
        for number in range(6):
            for column in range(5):
                down = 100 + 14 * number + 3 * column
                canvas.drawString(72 + 95 * column, HEIGHT - down, f"w{number}{column}")

    expected = [" ".join(f"w{n}{c}" for c in range(5)) for n in range(6)]
    assert page_of(tmp_path, draw).text.split("\n") == expected


def test_a_stamp_that_runs_up_the_margin_keeps_off_the_lines_beside_it(tmp_path):
    def draw(canvas: Canvas) -> None:
        for number in range(4):
            canvas.drawString(72, HEIGHT - 100 - 14 * number, f"line {number}")
        canvas.translate(560, HEIGHT - 200)
        canvas.rotate(90)
        canvas.drawString(0, 0, "RELEASED UNDER FOIA")

    lines = page_of(tmp_path, draw).text.split("\n")
    assert [line for line in lines if line.startswith("line")] == [f"line {n}" for n in range(4)]
    assert "RELEASED UNDER FOIA" in lines


@pytest.mark.parametrize("turns", [0, 90, 180, 270])
def test_places_are_those_of_the_page_as_shown_when_it_is_turned(tmp_path, turns):
    path = write_pdf(tmp_path / "page.pdf", text(72, 100, "Subject: turned"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].rotate(turns, relative=False)
        pdf.save(path)
    page = read_pdf(path).pages[0]
    width, height = letter if turns % 180 == 0 else reversed(letter)
    assert (page.width, page.height) == (width, height)
    # The middle of the first word, 72 points from the left and 100 from the top before turning.
    box = page.words[0].box
    shown = {0: (92, 97), 90: (695, 92), 180: (520, 695), 270: (97, 520)}[turns]
    assert (box.x0 + box.x1) / 2 == pytest.approx(shown[0], abs=5)
    assert (box.top + box.bottom) / 2 == pytest.approx(shown[1], abs=5)


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("shown_upright", [True, False])
def test_a_page_whose_text_runs_sideways_is_read_line_by_line(tmp_path, turn, shown_upright):
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(turn)
        canvas.drawString(-150, 40, "From:")
        canvas.drawString(-150, 26, "Subject:")
        canvas.drawString(-80, 40, "Ann Lee")
        canvas.drawString(-80, 26, "turned")

    path = write_pdf(tmp_path / "page.pdf", draw)
    if shown_upright:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.pages[0].rotate(turn, relative=False)
            pdf.save(path)
    page = read_pdf(path).pages[0]
    assert page.text == "From: Ann Lee\nSubject: turned"
    for word in page.words:
        assert 0 < word.box.x0 < word.box.x1 < page.width
        assert 0 < word.box.top < word.box.bottom < page.height


def test_what_the_crop_box_hides_is_not_read_and_places_count_from_its_corner(tmp_path):
    path = write_pdf(
        tmp_path / "page.pdf", together(text(72, 100, "shown"), text(72, 700, "hidden"))
    )
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].cropbox = [50, HEIGHT - 400, 500, HEIGHT - 50]
        pdf.save(path)
    page = read_pdf(path).pages[0]
    assert page.text == "shown"
    assert (page.width, page.height) == (450, 350)
    assert page.words[0].box.x0 == pytest.approx(22, abs=1)
    assert page.words[0].box.bottom == pytest.approx(52, abs=4)


def test_labels_and_bookmarks_are_given(tmp_path):
    path = write_pdf(tmp_path / "page.pdf", text(72, 100, "one"), text(72, 100, "two"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.PageLabels = pikepdf.Dictionary(
            Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r), 1, pikepdf.Dictionary(P="A-")]
        )
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Second email", 1))
        pdf.save(path)
    parsed = read_pdf(path)
    assert [page.label for page in parsed.pages] == ["i", "A-"]
    assert parsed.outline == ((1, "Second email"),)


def test_embedded_files_become_children_also_those_pinned_to_a_page(tmp_path):
    path = write_pdf(tmp_path / "page.pdf", text(72, 100, "see attached"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["budget.txt"] = pikepdf.AttachedFileSpec(
            pdf, b"1,000", filename="budget.txt"
        )
        pinned = pikepdf.AttachedFileSpec(pdf, b"pinned", filename="note.txt")
        pdf.pages[0].obj.Annots = pdf.make_indirect(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.FileAttachment,
                    Rect=[0, 0, 10, 10],
                    FS=pinned.obj,
                )
            ]
        )
        pdf.save(path)
    parsed = read_pdf(path)
    assert {child.name: child.path.read_bytes() for child in parsed.children} == {
        "budget.txt": b"1,000",
        "note.txt": b"pinned",
    }
    assert parsed.expected_children == 2


def test_only_the_pages_asked_for_are_read(tmp_path):
    path = write_pdf(tmp_path / "page.pdf", *(text(72, 100, f"page {n}") for n in range(5)))
    parsed = read_pdf(path, page_range=(1, 3))
    assert [(page.index, page.text) for page in parsed.pages] == [(1, "page 1"), (2, "page 2")]
    assert parsed.expected_pages == 2


def test_a_page_with_more_words_than_allowed_fails_by_itself(tmp_path):
    path = write_pdf(tmp_path / "p.pdf", text(72, 100, "a b c d e f g h"), text(72, 100, "short"))
    parsed = read_pdf(path, limits=Limits(page_words=5))
    assert [page.text for page in parsed.pages] == ["short"]
    (failure,) = parsed.failed_pages
    assert failure.name == "page 1"
    assert "more than 5 words" in failure.reason


def test_a_file_with_a_password_says_so(tmp_path):
    path = write_pdf(tmp_path / "page.pdf", text(72, 100, "secret"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="open", owner="sesame"))
    with pytest.raises(ParseError, match="password"):
        read_pdf(path)


def test_a_file_that_anyone_may_open_but_not_change_is_read(tmp_path):
    path = write_pdf(tmp_path / "page.pdf", text(72, 100, "readable"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="", owner="sesame"))
    assert read_pdf(path).pages[0].text == "readable"


def test_a_file_without_pages_is_not_said_to_have_a_password(tmp_path):
    locked = write_pdf(tmp_path / "locked.pdf", text(72, 100, "secret"))
    with pikepdf.open(locked, allow_overwriting_input=True) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="open", owner="sesame"))
    with pytest.raises(ParseError):
        read_pdf(locked)
    with pikepdf.new() as pdf:
        pdf.save(tmp_path / "empty.pdf")
    with pytest.raises(ParseError, match="no pages"):
        read_pdf(tmp_path / "empty.pdf")


def test_a_file_with_a_lost_table_of_objects_is_repaired_and_says_so(tmp_path):
    path = tmp_path / "damaged.pdf"
    objects = (
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    )
    path.write_bytes(b"%PDF-1.4\n" + objects + b"xref\nnonsense")
    parsed = read_pdf(path)
    assert len(parsed.pages) == 1
    assert parsed.warnings == (REPAIRED,)


REPAIRED = "the file is damaged and was repaired to be read; pages may be missing"


def test_a_file_that_pdfium_repairs_in_silence_says_so(tmp_path):
    whole = write_pdf(tmp_path / "whole.pdf", text(72, 100, "Hello"))
    assert read_pdf(whole).warnings == ()
    cut = tmp_path / "cut.pdf"
    cut.write_bytes(whole.read_bytes().rpartition(b"startxref")[0])
    parsed = read_pdf(cut)
    assert parsed.pages[0].text == "Hello"
    assert parsed.warnings == (REPAIRED,)


def test_bytes_before_or_after_a_whole_file_are_no_damage(tmp_path):
    whole = write_pdf(tmp_path / "whole.pdf", text(72, 100, "Hello"))
    wrapped = tmp_path / "wrapped.pdf"
    wrapped.write_bytes(whole.read_bytes() + b"\n\n\0\0")
    assert read_pdf(wrapped).warnings == ()


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "empty"), (b"%PDF-1.4\nnothing", "not a PDF or is damaged")]
)
def test_what_is_no_pdf_is_refused_with_a_reason(tmp_path, content, reason):
    path = tmp_path / "bad.pdf"
    path.write_bytes(content)
    with pytest.raises(ParseError, match=reason):
        PARSER.page_count(path)


@pytest.mark.parametrize("strips", [1, 4])
def test_a_scanned_page_fails_by_itself_and_says_that_it_has_no_text(tmp_path, strips):
    grey = ImageReader(Image.new("L", (8, 8), 200))

    def scan(canvas: Canvas) -> None:
        for strip in range(strips):
            canvas.drawImage(grey, 0, strip * 792 / strips, 612, 792 / strips)

    parsed = read_pdf(
        write_pdf(tmp_path / "scan.pdf", scan, lambda canvas: canvas.drawString(72, 700, "text"))
    )
    assert [page.text for page in parsed.pages] == ["text"]
    (failed,) = parsed.failed_pages
    assert (failed.name, parsed.expected_pages) == ("page 1", 2)
    assert "a picture without a text layer" in failed.reason


def test_a_blank_page_a_small_picture_and_a_scan_with_its_text_are_read(tmp_path):
    grey = ImageReader(Image.new("L", (8, 8), 200))

    def with_text(canvas: Canvas) -> None:
        canvas.drawImage(grey, 0, 0, 612, 792)
        canvas.drawString(72, 700, "text")

    drawn = (
        lambda canvas: None,
        lambda canvas: canvas.drawImage(grey, 72, 600, 200, 100),
        with_text,
    )
    parsed = read_pdf(write_pdf(tmp_path / "pages.pdf", *drawn))
    assert [page.text for page in parsed.pages] == ["", "", "text"]
    assert parsed.failed_pages == ()
