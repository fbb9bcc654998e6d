"""The letter in Word, with real styles, so that an office can restyle it in a minute."""

import datetime
import io
import tempfile
import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from gaps.appeals.pandoc import default_reference, to_docx

FONT = "Times New Roman"
BLACK = RGBColor(0, 0, 0)


def write_docx(
    markdown: str, target: Path, *, dated_on: datetime.date, reference: Path | None = None
) -> None:
    """Write the letter to `target` in the styles of `reference`, an organisation's own document,
    or in those of this project. The same letter gives the same bytes."""
    epoch = int(datetime.datetime.combine(dated_on, datetime.time(), datetime.UTC).timestamp())
    with tempfile.TemporaryDirectory() as folder:
        styles = reference or _own_reference(Path(folder) / "reference.docx")
        written = Path(folder) / "letter.docx"
        to_docx(markdown, reference=styles, target=written, epoch=epoch)
        _finish(written)
        target.write_bytes(_with_fixed_times(written))


def _own_reference(path: Path) -> Path:
    document = docx.Document(io.BytesIO(default_reference()))
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Inches(1))
    for name in ("Body Text", "First Paragraph", "Compact", "Footnote Text", "Table"):
        if name in document.styles:
            _letters(_paragraph_style(document, name), 12)
    _letters(_paragraph_style(document, "Normal"), 12)
    body = _paragraph_style(document, "Body Text")
    body.paragraph_format.space_after = Pt(8)
    body.paragraph_format.line_spacing = 1.15
    _letters(_paragraph_style(document, "Footnote Text"), 10)
    _headings(document)
    _quotes(document)
    _letter_parts(document)
    document.save(str(path))
    return path


def _headings(document: Document) -> None:
    for name, size, small in (("Heading 1", 12, True), ("Heading 2", 12, False)):
        style = _paragraph_style(document, name)
        _letters(style, size)
        style.font.bold = True
        style.font.italic = False
        style.font.all_caps = small
        style.paragraph_format.space_before = Pt(14)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True
        if small:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _quotes(document: Document) -> None:
    style = _paragraph_style(document, "Block Text")
    _letters(style, 11)
    style.paragraph_format.left_indent = Inches(0.5)
    style.paragraph_format.right_indent = Inches(0.5)
    style.paragraph_format.space_after = Pt(8)


def _letter_parts(document: Document) -> None:
    """The parts that only a letter has; each a style that can be restyled by itself."""
    for name in ("Banner", "Letterhead", "Date Line", "Address", "Re Block", "Signature"):
        style = _paragraph_style(document, name)
        _letters(style, 12)
        style.paragraph_format.space_after = Pt(12)
    banner = _paragraph_style(document, "Banner")
    banner.font.size = Pt(9)
    banner.font.color.rgb = RGBColor(0xB3, 0x34, 0x1C)
    letterhead = _paragraph_style(document, "Letterhead")
    letterhead.font.size = Pt(16)
    letterhead.font.bold = True
    letterhead.paragraph_format.space_after = Pt(18)
    re_block = _paragraph_style(document, "Re Block")
    re_block.paragraph_format.left_indent = Inches(0.5)
    _paragraph_style(document, "Signature").paragraph_format.keep_together = True


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    if name in document.styles:
        found = document.styles[name]
        if isinstance(found, ParagraphStyle):
            return found
    added: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    return added


def _letters(style: ParagraphStyle, size: int) -> None:
    style.font.name = FONT
    style.font.size = Pt(size)
    style.font.color.rgb = BLACK
    # Word takes the face of headings from the theme unless it is named for every script.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def _finish(path: Path) -> None:
    """What Markdown cannot say: the lawyer's checklist begins on a page of its own."""
    document = docx.Document(str(path))
    banners = [each for each in document.paragraphs if each.style and each.style.name == "Banner"]
    if len(banners) > 1:
        banners[-1].paragraph_format.page_break_before = True
    for table in document.tables:
        table.style = document.styles["Table"]
    document.save(str(path))


def _with_fixed_times(path: Path) -> bytes:
    """The document with the same moment on every member, so that equal letters are equal files."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in sorted(source.namelist()):
            fixed = zipfile.ZipInfo(member, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(fixed, source.read(member))
    return out.getvalue()
