import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.requests_app.ingest.parsers.written_pdf import HEIGHT, page_of, read_pdf, write_pdf


def marks(tmp_path, draw, kind):
    return [mark for mark in page_of(tmp_path, draw).marks if mark.kind == kind]


@pytest.mark.parametrize("shade", [0.0, 0.5, 1.0])
def test_a_filled_box_is_a_mark_with_its_shade_and_place(tmp_path, shade):
    (mark,) = marks(tmp_path, _filled(72, 100, 120, 14, shade), "fill")
    assert mark.shade == pytest.approx(shade, abs=0.01)
    box = mark.box
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx((72, 100, 192, 114), abs=0.1)


def _filled(x, top, width, height, shade):
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(shade)
        canvas.rect(x, HEIGHT - top - height, width, height, stroke=0, fill=1)

    return draw


def _outlined(x, top, width, height):
    return lambda canvas: canvas.rect(x, HEIGHT - top - height, width, height, stroke=1, fill=0)


def test_rectangles_of_one_path_are_marks_of_their_own(tmp_path):
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(72, 600, 200, 12)
        path.rect(72, 580, 90, 12)
        canvas.drawPath(path, stroke=0, fill=1)

    widths = sorted(mark.box.x1 - mark.box.x0 for mark in marks(tmp_path, draw, "fill"))
    assert widths == pytest.approx([90, 200], abs=0.1)


def test_a_box_inside_a_form_is_found_where_the_form_is_placed(tmp_path):
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("stamp")
        canvas.rect(0, 0, 50, 10, stroke=0, fill=1)
        canvas.endForm()
        canvas.translate(100, HEIGHT - 200)
        canvas.scale(2, 2)
        canvas.doForm("stamp")

    (mark,) = marks(tmp_path, draw, "fill")
    box = mark.box
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx((100, 180, 200, 200), abs=0.1)


def test_a_line_drawn_as_thick_as_text_covers_like_a_fill(tmp_path):
    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(12)
        canvas.line(72, 600, 172, 600)

    (mark,) = marks(tmp_path, draw, "fill")
    assert mark.box.bottom - mark.box.top == pytest.approx(12, abs=0.1)


def test_an_outline_of_the_size_of_text_is_a_mark(tmp_path):
    (mark,) = marks(tmp_path, _outlined(72, 100, 200, 16), "outline")
    assert mark.box.x0 == pytest.approx(72, abs=1)


@pytest.mark.parametrize(
    "draw",
    [
        lambda canvas: canvas.line(72, 600, 540, 600),
        _filled(72, 100, 400, 0.7, 0.0),
        _filled(72, 100, 3, 3, 0.0),
        _filled(0, 0, 612, 792, 0.9),
        _filled(20, 20, 560, 700, 1.0),
        _outlined(20, 20, 572, 752),
        lambda canvas: canvas.drawString(72, 600, "only text"),
    ],
    ids=["rule", "hairline", "bullet", "paper", "white panel", "page border", "text"],
)
def test_rules_backgrounds_and_borders_are_not_marks(tmp_path, draw):
    assert page_of(tmp_path, draw).marks == ()


def test_a_page_blacked_out_whole_is_a_mark(tmp_path):
    (mark,) = marks(tmp_path, _filled(40, 40, 530, 700, 0.0), "fill")
    assert mark.shade == 0.0


def test_paint_that_does_not_show_is_not_a_mark(tmp_path):
    def draw(canvas: Canvas) -> None:
        canvas.setFillAlpha(0)
        canvas.rect(72, 600, 100, 14, stroke=0, fill=1)

    assert page_of(tmp_path, draw).marks == ()


def test_a_small_image_is_a_mark_and_a_scanned_page_is_not(tmp_path):
    black = ImageReader(Image.new("L", (8, 8), 0))
    (mark,) = marks(tmp_path, lambda canvas: canvas.drawImage(black, 72, 600, 90, 12), "image")
    assert mark.box.x1 - mark.box.x0 == pytest.approx(90, abs=0.1)

    def scan(canvas: Canvas) -> None:
        canvas.drawImage(black, 0, 0, 612, 792)
        canvas.drawString(72, 700, "its text")

    assert not marks(tmp_path, scan, "image")


def _annotated(tmp_path, **annotation):
    path = write_pdf(tmp_path / "page.pdf", lambda canvas: canvas.drawString(72, 700, "text"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        made = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Rect=[72, HEIGHT - 120, 172, HEIGHT - 100], **annotation
        )
        pdf.pages[0].obj.Annots = pdf.make_indirect([made])
        pdf.save(path)
    return read_pdf(path).pages[0].marks


def test_a_free_text_annotation_gives_its_words(tmp_path):
    (mark,) = _annotated(tmp_path, Subtype=pikepdf.Name.FreeText, Contents="(b)(6)")
    assert (mark.kind, mark.text) == ("annotation", "(b)(6)")
    assert (mark.box.x0, mark.box.top) == pytest.approx((72, 100), abs=0.1)


def test_a_redaction_that_was_never_applied_gives_its_label_and_shade(tmp_path):
    (mark,) = _annotated(tmp_path, Subtype=pikepdf.Name.Redact, OverlayText="b5", IC=[0, 0, 0])
    assert (mark.kind, mark.text, mark.shade) == ("annotation", "b5", 0.0)


def test_a_highlight_marks_each_of_its_lines(tmp_path):
    quads = [72, 700, 172, 700, 72, 690, 172, 690, 72, 685, 100, 685, 72, 675, 100, 675]
    found = _annotated(
        tmp_path, Subtype=pikepdf.Name.Highlight, QuadPoints=quads, Contents="b5", C=[0, 0, 0]
    )
    assert [(mark.text, mark.shade) for mark in found] == [("b5", 0.0), ("b5", 0.0)]
    assert sorted(mark.box.x1 - mark.box.x0 for mark in found) == pytest.approx([28, 100], abs=0.1)


def test_links_and_hidden_annotations_are_not_marks(tmp_path):
    assert _annotated(tmp_path, Subtype=pikepdf.Name.Link) == ()
    assert _annotated(tmp_path, Subtype=pikepdf.Name.Square, F=2, IC=[0, 0, 0]) == ()


@pytest.mark.parametrize(("ink", "lettered"), [(1.0, True), (0.0, False)])
def test_light_words_upon_a_dark_bar_are_noted(tmp_path, ink, lettered):
    def draw(canvas: Canvas) -> None:
        _filled(72, 100, 120, 14, 0.0)(canvas)
        canvas.setFillGray(ink)
        canvas.drawString(80, HEIGHT - 111, "Part 1")

    (mark,) = marks(tmp_path, draw, "fill")
    assert mark.lettered is lettered


def test_dark_words_beneath_a_bar_do_not_letter_it(tmp_path):
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1.0)
        canvas.drawString(80, HEIGHT - 111, "under the bar")
        _filled(72, 100, 120, 14, 0.0)(canvas)

    (mark,) = marks(tmp_path, draw, "fill")
    assert not mark.lettered
