"""The styles of this project for letters in Word, made anew from those that pandoc brings."""

import io
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from gaps.appeals.pandoc import default_reference

FONT = "Times New Roman"
BLACK = RGBColor(0, 0, 0)
RED = RGBColor(0xB3, 0x34, 0x1C)
TEXT_WIDTH = Inches(6.5)


def own_reference(path: Path, running: str) -> Path:
    """Write the reference document to `path`: a letter sheet whose later pages bear `running` and
    their number at the foot."""
    document = docx.Document(io.BytesIO(default_reference()))
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Inches(1))
    _body(document)
    _headings(document)
    _letter_parts(document)
    _footer(document, running)
    document.save(str(path))
    return path


def _body(document: Document) -> None:
    for name in ("Normal", "Body Text", "First Paragraph", "Compact"):
        _letters(_style(document, name), 12)
    for name in ("Body Text", "First Paragraph"):
        body = _style(document, name).paragraph_format
        body.space_before, body.space_after = Pt(0), Pt(8)
        body.line_spacing = 1.15
        body.widow_control = True
    lead_in = _style(document, "Lead-in")
    _letters(lead_in, 12)
    lead_in.paragraph_format.space_before, lead_in.paragraph_format.space_after = Pt(6), Pt(8)
    lead_in.paragraph_format.line_spacing = 1.15
    lead_in.paragraph_format.keep_with_next = True
    quote = _style(document, "Block Text")
    _letters(quote, 11)
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Inches(0.5)
    quote.paragraph_format.space_before, quote.paragraph_format.space_after = Pt(0), Pt(8)
    quote.paragraph_format.keep_together = True
    note = _style(document, "Footnote Text")
    _letters(note, 10)
    note.paragraph_format.space_before, note.paragraph_format.space_after = Pt(0), Pt(2)
    note.paragraph_format.line_spacing = 1.0


def _headings(document: Document) -> None:
    for name, capitals in (("Heading 1", True), ("Heading 2", False)):
        style = _style(document, name)
        _letters(style, 12)
        style.font.bold, style.font.italic, style.font.all_caps = True, False, capitals
        style.paragraph_format.space_before = Pt(14)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True
        if capitals:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _letter_parts(document: Document) -> None:
    """The parts that only a letter has; each a style that can be restyled by itself."""
    for name in (
        "Banner",
        "Letterhead",
        "Date Line",
        "Delivery",
        "Address",
        "Re Block",
        "Signature",
    ):
        style = _style(document, name)
        _letters(style, 12)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(12)
    banner = _style(document, "Banner")
    banner.font.size, banner.font.color.rgb = Pt(9), RED
    letterhead = _style(document, "Letterhead")
    letterhead.font.size, letterhead.font.bold = Pt(16), True
    letterhead.paragraph_format.space_after = Pt(18)
    _style(document, "Re Block").paragraph_format.left_indent = Inches(0.5)
    signature = _style(document, "Signature").paragraph_format
    signature.space_before, signature.line_spacing = Pt(12), 1.5
    signature.left_indent = Inches(0)
    signature.keep_together = True


def _footer(document: Document, running: str) -> None:
    section = document.sections[0]
    # The first page of a letter bears no number.
    section.different_first_page_header_footer = True
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _letters(_style(document, "Footer"), 9)
    footer.style = _style(document, "Footer")
    footer.add_run(f"{running}\t")
    _page_number(footer)


def _page_number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()._r
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        run.append(element)


def _style(document: Document, name: str) -> ParagraphStyle:
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
