"""PDF files written for the tests of the PDF parser."""

from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from requests_app.ingest.parsers.contract import ParseContext, ParsedFile, ParsedPage
from requests_app.ingest.parsers.pdf_text import PARSER

HEIGHT = letter[1]

Draw = Callable[[Canvas], None]


def write_pdf(path: Path, *pages: Draw) -> Path:
    """A PDF with one letter-size page for each function that draws one."""
    canvas = Canvas(str(path), pagesize=letter)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def read_pdf(path: Path, **context: object) -> ParsedFile:
    """The file as the parser reads it; members go beside it."""
    spool = path.parent / "spool"
    spool.mkdir(exist_ok=True)
    return PARSER.parse(path, ParseContext(spool, **context))  # type: ignore[arg-type] # by name


def page_of(tmp_path: Path, draw: Draw) -> ParsedPage:
    """The one page that is drawn so."""
    return read_pdf(write_pdf(tmp_path / "page.pdf", draw)).pages[0]


def text(x: float, down: float, words: str) -> Draw:
    """Draw words with their baseline `down` points from the top."""
    return lambda canvas: canvas.drawString(x, HEIGHT - down, words)


def together(*draws: Draw) -> Draw:
    """All of these, in this order."""

    def draw(canvas: Canvas) -> None:
        for each in draws:
            each(canvas)

    return draw
