"""The exhibits: the very pages, as displayed, with the proof outlined and nothing covered."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops
from reportlab.pdfgen.canvas import Canvas

from gaps.appeals.contract import Exhibit, ExhibitPage
from gaps.appeals.exhibits import BAND, PageSource, write_exhibits
from gaps.appeals.page_picture import PictureError, page_picture
from requests_app.ingest.parsers.contract import ParseContext, ParseError
from requests_app.ingest.parsers.pdf_text import PARSER
from tests.appeal_facts import SHA256
from tests.samples import SAMPLES, needs_samples

SOUGHT = "This office declines to search."
RED = (179, 52, 28)


@pytest.fixture
def released(tmp_path):
    """A file of two pages of differing size, with the words sought on the first."""
    path = tmp_path / "released.pdf"
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=True)
    canvas.drawString(72, 700, "Dear Requester:")
    canvas.drawString(72, 680, SOUGHT)
    canvas.showPage()
    canvas.setPageSize((400, 300))
    canvas.drawString(72, 200, SOUGHT)
    canvas.save()
    return path


def changed(path: Path, change) -> Path:
    with pikepdf.open(path, allow_overwriting_input=True) as opened:
        change(opened)
        opened.save(path)
    return path


def exhibited(
    path: Path, tmp_path: Path, pages=(1,), name="released.pdf", bates="ICLI 7"
) -> pypdfium2.PdfDocument:
    """The exhibits of a file whose words sought are outlined wherever they stand."""
    parsed = {each.index + 1: each for each in PARSER.parse(path, ParseContext(tmp_path)).pages}

    def page(number: int) -> ExhibitPage:
        at = parsed[number].text.find(SOUGHT) if number in parsed else -1
        marks = ((at, at + len(SOUGHT)),) if at >= 0 else ()
        return ExhibitPage(number, bates, marks)

    def source(_exhibit, page):
        held = parsed[page.page]
        words = [(w.start, w.end, w.box.x0, w.box.top, w.box.x1, w.box.bottom) for w in held.words]
        return PageSource(path, held.text, words)

    exhibit = Exhibit("A", "Released records", name, SHA256, tuple(page(each) for each in pages))
    target = tmp_path / "exhibits.pdf"
    write_exhibits([exhibit], target, ref="X-1", sources=source)
    return pypdfium2.PdfDocument(target)


def picture(document, index, *, band=True):
    page = document[index]
    drawn = page.render(scale=2).to_pil().convert("RGB")
    return drawn.crop((0, round(BAND * 2), drawn.width, drawn.height)) if band else drawn


def red_box(drawn):
    """The bounds of what is drawn in the colour of the outline."""
    red, green, blue = drawn.split()
    mask = ImageChops.multiply(
        red.point(lambda v: 255 * (v > 150)), green.point(lambda v: 255 * (v < 120))
    )
    mask = ImageChops.multiply(mask, blue.point(lambda v: 255 * (v < 120)))
    return mask.getbbox()


def original(path, number=1):
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    return document[number - 1].render(scale=2).to_pil().convert("RGB")


def words_box(path, tmp_path, number=1):
    """Where the words sought are displayed, in pixels of the pictures here."""
    page = PARSER.parse(path, ParseContext(tmp_path)).pages[number - 1]
    at = page.text.index(SOUGHT)
    boxes = [each.box for each in page.words if at <= each.start < at + len(SOUGHT)]
    return (
        2 * min(each.x0 for each in boxes),
        2 * min(each.top for each in boxes),
        2 * max(each.x1 for each in boxes),
        2 * max(each.bottom for each in boxes),
    )


def differing(one, other, *, but=None):
    """The share of pixels that differ, outside a box that is left aside."""
    assert one.size == other.size
    if but:
        left, top, right, bottom = but
        for each in (one, other):
            each.paste((255, 255, 255), (left - 3, top - 3, right + 3, bottom + 3))
    found = ImageChops.difference(one, other).convert("L").histogram()
    return sum(found[48:]) / (one.width * one.height)


def text_of(document, index):
    return document[index].get_textpage().get_text_range()


def test_a_cover_stands_before_each_exhibit_and_says_what_it_is(released, tmp_path):
    document = exhibited(released, tmp_path, pages=(1, 2))
    assert len(document) == 3
    cover = text_of(document, 0)
    for words in ("X-1", "Exhibit A", "Released records", "pages 1, 2", SHA256):
        assert words in cover
    assert [each.get_title() for each in document.get_toc()] == ["Exhibit A: Released records"]


def test_the_page_is_unscaled_below_a_band_with_letter_page_and_stamp(released, tmp_path):
    document = exhibited(released, tmp_path, pages=(1, 2))
    assert document[1].get_size() == pytest.approx((612, 792 + BAND))
    assert document[2].get_size() == pytest.approx((400, 300 + BAND))
    band = document[2].get_textpage().get_text_bounded(0, 300, 400, 330)
    assert "Exhibit A" in band and "page 2" in band and "ICLI 7" in band
    assert "released.pdf" in band


def test_only_the_outline_differs_from_the_released_page(released, tmp_path):
    shown = picture(exhibited(released, tmp_path), 1)
    box = red_box(shown)
    assert box is not None
    assert differing(shown, original(released), but=box) == 0


def test_the_outline_runs_around_the_words_and_over_none(released, tmp_path):
    box, words = red_box(picture(exhibited(released, tmp_path), 1)), words_box(released, tmp_path)
    for edge, far, sign in zip(box, words, (-1, -1, 1, 1), strict=True):
        assert 1 < sign * (edge - far) < 8
    inside = picture(pypdfium2.PdfDocument(tmp_path / "exhibits.pdf"), 1)
    cut = tuple(round(each) for each in (box[0] + 3, box[1] + 3, box[2] - 3, box[3] - 3))
    assert differing(inside.crop(cut), original(released).crop(cut)) == 0


def turn(degrees):
    def change(opened):
        for page in opened.pages:
            page.Rotate = degrees

    return change


def move(opened):
    """Boxes that begin elsewhere than at the origin, as of a page cut out of a sheet."""
    for page in opened.pages:
        page.MediaBox = pikepdf.Array([-50, -20, 700, 900])
        page.CropBox = pikepdf.Array([36, 100, 512, 760])
        page.TrimBox = pikepdf.Array([200, 200, 300, 300])


def inherit(opened):
    """Rotation and box given once, on the node above the pages."""
    opened.Root.Pages.Rotate = 270
    opened.Root.Pages.CropBox = pikepdf.Array([36, 100, 512, 760])


@pytest.mark.parametrize(
    "change",
    [turn(90), turn(180), turn(270), turn(-90), move, inherit],
    ids=["90", "180", "270", "-90", "boxes", "inherited"],
)
def test_a_page_turned_or_cut_is_exhibited_as_it_is_displayed(released, tmp_path, change):
    changed(released, change)
    expected = original(released)
    shown = picture(exhibited(released, tmp_path), 1)
    assert (shown.width, shown.height) == pytest.approx(expected.size, abs=1)
    box = red_box(shown)
    for edge, far in zip(box, words_box(released, tmp_path), strict=True):
        assert abs(edge - far) < 8
    assert differing(shown.resize(expected.size), expected, but=box) < 0.001


def test_stamps_and_fields_drawn_as_annotations_are_kept(released, tmp_path):
    def change(opened):
        opened.pages[0].Annots = opened.make_indirect(
            pikepdf.Array(
                [
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Annot,
                        Subtype=pikepdf.Name.Stamp,
                        Rect=[300, 300, 400, 340],
                        F=4,
                        AP=pikepdf.Dictionary(N=stamp(opened)),
                    )
                ]
            )
        )

    plain = original(released)
    expected = original(changed(released, change))
    assert differing(plain, expected.copy()) > 0.005
    shown = picture(exhibited(released, tmp_path), 1)
    assert differing(shown, expected, but=red_box(shown)) == 0


def stamp(opened):
    drawn = pikepdf.Stream(opened, b"0 0 0 rg 0 0 100 40 re f")
    drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    drawn.BBox = pikepdf.Array([0, 0, 100, 40])
    return drawn


def test_a_layer_that_is_switched_off_stays_unseen(released, tmp_path):
    def change(opened):
        layer = opened.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="notes"))
        opened.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([layer]),
            D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]), Order=pikepdf.Array([layer])),
        )
        page = opened.pages[0]
        page.Resources.Properties = pikepdf.Dictionary(L0=layer)
        page.contents_add(b"/OC /L0 BDC 0 0 0 rg 100 100 400 400 re f EMC")

    changed(released, change)
    document = exhibited(released, tmp_path)
    assert "shown as a picture of the page" in text_of(document, 1)
    shown = picture(document, 1)
    assert differing(shown, original(released), but=red_box(shown)) < 0.002


def test_a_file_encrypted_without_a_password_is_exhibited(released, tmp_path):
    with pikepdf.open(released) as opened:
        opened.save(tmp_path / "enc.pdf", encryption=pikepdf.Encryption(owner="o", user=""))
    shown = picture(exhibited(tmp_path / "enc.pdf", tmp_path), 1)
    assert differing(shown, original(released), but=red_box(shown)) == 0


def test_a_page_that_cannot_be_set_is_shown_as_a_picture(released, tmp_path):
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(released) as opened:
        opened.pages[0].Contents = opened.make_stream(b"BT /F1 12 Tf 72 680 Td (x) Tj ET")
        opened.pages[0].Contents.write(
            b"not deflated", filter=pikepdf.Name.FlateDecode, decode_parms=None
        )
        opened.save(broken, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    document = exhibited(broken, tmp_path)
    assert document[1].get_size() == pytest.approx((612, 792 + BAND))
    assert "shown as a picture of the page" in text_of(document, 1)


def test_a_page_that_nothing_can_draw_is_a_note_and_no_crash(tmp_path):
    rubbish = tmp_path / "rubbish.pdf"
    rubbish.write_bytes(b"%PDF-1.7 rubbish")
    exhibit = Exhibit("A", "t", "rubbish.pdf", SHA256, (ExhibitPage(4), ExhibitPage(5)))
    target = tmp_path / "exhibits.pdf"
    sources = {4: PageSource(rubbish, "", ()), 5: None}
    write_exhibits([exhibit], target, ref="X", sources=lambda _, page: sources[page.page])
    document = pypdfium2.PdfDocument(target)
    assert len(document) == 3
    for index, number in ((1, 4), (2, 5)):
        assert f"Page {number} of rubbish.pdf could not be reproduced" in text_of(document, index)


def test_a_picture_of_a_page_that_is_not_there_is_refused(released):
    with pytest.raises(PictureError):
        page_picture(released, 9)
    assert page_picture(released, 2).points_wide == pytest.approx(400)


@pytest.mark.parametrize("name", ["Ünïcode Письмо.pdf", "(a\\b).pdf", "x" * 400 + "-end.pdf"])
def test_a_name_of_any_letters_and_length_stands_in_the_band(released, tmp_path, name):
    document = exhibited(released, tmp_path, name=name)
    band = document[1].get_textpage().get_text_bounded(0, 792, 612, 822)
    assert "page 1" in band and "ICLI 7" in band
    assert name[-8:] in band
    if len(name) < 40:
        assert name in band


def test_a_narrow_page_keeps_its_letter_and_number(released, tmp_path):
    def narrow(opened):
        opened.pages[0].MediaBox = pikepdf.Array([60, 0, 260, 792])

    document = exhibited(changed(released, narrow), tmp_path, name="x" * 90)
    band = document[1].get_textpage().get_text_bounded(0, 792, 200, 822)
    assert "Exhibit A" in band and "page 1" in band


def test_a_native_email_is_rendered_over_several_sheets_with_the_proof_marked(tmp_path):
    text = "From: Ann\nSubject: x\n\n" + "words of the message\n" * 150 + "the proof itself\n"
    at = text.index("the proof itself")
    page = ExhibitPage(1, "", ((at, at + 16),))
    exhibit = Exhibit("B", "t", "a.eml", SHA256, (page,))
    target = tmp_path / "exhibits.pdf"
    source = PageSource(None, text, ())
    write_exhibits([exhibit], target, ref="X", sources=lambda *_: source)
    document = pypdfium2.PdfDocument(target)
    assert len(document) > 3
    assert "Rendering of the electronic file a.eml" in text_of(document, 1)
    shown = "".join(text_of(document, index) for index in range(1, len(document)))
    assert shown.count("words of the message") == 150
    last = picture(document, len(document) - 1)
    assert red_box(last) is not None
    assert red_box(picture(document, 1)) is None


@pytest.mark.parametrize("fields", [(), ("Message-ID: <a@x>", "In-Reply-To: <b@x>")])
def test_a_native_email_shows_the_fields_that_say_which_message_it_answers(fields, tmp_path):
    exhibit = Exhibit("B", "t", "a.eml", SHA256, (ExhibitPage(1),))
    target = tmp_path / "exhibits.pdf"
    source = PageSource(None, "From: Ann\n\nwords", (), fields=fields)
    write_exhibits([exhibit], target, ref="X", sources=lambda *_: source)
    shown = text_of(pypdfium2.PdfDocument(target), 1)
    assert "From: Ann" in shown and "words" in shown
    assert all(each in shown for each in fields)
    assert ("Further fields of its header" in shown) == bool(fields)


def test_the_same_exhibits_are_the_same_bytes(released, tmp_path):
    exhibited(released, tmp_path, pages=(1, 2)).close()
    first = (tmp_path / "exhibits.pdf").read_bytes()
    exhibited(released, tmp_path, pages=(1, 2)).close()
    assert (tmp_path / "exhibits.pdf").read_bytes() == first


@needs_samples
def test_every_broken_sample_that_was_read_is_exhibited(tmp_path):
    """A page that the reader could read is shown; none takes the exhibits down."""
    target = tmp_path / "exhibits.pdf"
    shown = 0
    for path in sorted((SAMPLES / "pdf-broken").glob("*.pdf"))[::4]:
        try:
            PARSER.page_count(path)
        except ParseError:
            continue
        exhibit = Exhibit("A", "t", path.name, SHA256, (ExhibitPage(1),))
        source = PageSource(path, "", ())
        write_exhibits([exhibit], target, ref="X", sources=lambda *_, held=source: held)
        with pikepdf.open(target) as made:
            assert len(made.pages) == 2, path.name
        shown += 1
    assert shown > 8
