"""Pages of untrusted files as pictures."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from requests_app.ingest import page_drawing
from requests_app.ingest.page_drawing import DrawingError, DrawingLimits, page_png, png


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Two sheets: a black square in the upper left corner, and a sheet that is turned."""
    path = tmp_path / "released.pdf"
    with pikepdf.new() as made:
        for turned in (0, 90):
            page = made.add_blank_page(page_size=(600, 800))
            page.Contents = made.make_stream(b"0 g 0 700 100 100 re f")
            page.obj.Rotate = turned
        made.save(path)
    return path


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_a_page_is_drawn_at_the_width_asked_for(pdf: Path) -> None:
    drawn = picture(page_png(pdf, 1, width=300))
    assert drawn.size == (300, 400)
    assert drawn.getpixel((10, 10)) == (0, 0, 0)
    assert drawn.getpixel((200, 300)) == (255, 255, 255)


def test_a_turned_page_is_drawn_as_it_is_displayed(pdf: Path) -> None:
    drawn = picture(page_png(pdf, 2, width=400))
    assert drawn.size == (400, 300)
    assert drawn.getpixel((390, 10)) == (0, 0, 0)


def test_a_page_that_is_not_there_is_said_to_be_undrawable(pdf: Path) -> None:
    with pytest.raises(DrawingError, match="page 3 could not be drawn"):
        page_png(pdf, 3, width=300)


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(DrawingError):
        page_png(path, 1, width=300)


def test_a_page_that_takes_too_long_is_given_up(pdf: Path) -> None:
    with pytest.raises(DrawingError, match="longer than 0 s"):
        page_png(pdf, 1, width=300, limits=DrawingLimits(seconds=0))


def test_a_page_that_takes_too_much_memory_is_given_up(pdf: Path) -> None:
    with pytest.raises(DrawingError, match="could not be drawn"):
        page_png(pdf, 1, width=300, limits=DrawingLimits(memory_bytes=30_000_000))


def test_a_sheet_as_long_as_a_street_is_drawn_small(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(100, 14_000))
        made.save(path)
    wide, high = picture(page_png(path, 1, width=2000, limits=DrawingLimits(pixels=100_000))).size
    assert 0 < wide * high <= 100_000


@pytest.mark.parametrize(
    "answer", [b"", b"9 9\n", b"x y\n", b"-1 -1\n...", b"1 1\n....", b"9" * 80]
)
def test_a_child_that_answers_nonsense_is_not_believed(
    pdf: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    monkeypatch.setattr(page_drawing, "_answer", lambda *_: answer)
    with pytest.raises(DrawingError):
        page_png(pdf, 1, width=300)


def test_the_child_reads_nothing_of_the_environment(
    pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = {}
    popen = page_drawing.subprocess.Popen

    def watched(*args: object, **values: object) -> object:
        seen.update(values)
        return popen(*args, **values)  # type: ignore[call-overload]  # passed on as it came

    monkeypatch.setenv("SECRET_KEY", "a secret")
    monkeypatch.setattr(page_drawing.subprocess, "Popen", watched)
    page_png(pdf, 1, width=60)
    assert set(seen["env"]) == {"LANG", "PATH"}


def test_pixels_are_kept_as_they_are() -> None:
    pixels = bytes(range(2 * 3 * 3))
    assert picture(png(2, 3, pixels)).tobytes() == pixels
