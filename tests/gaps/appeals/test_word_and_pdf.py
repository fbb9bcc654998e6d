"""The letter as files: styles in Word, sheets in the PDF, the same bytes each time."""

import datetime
import io
import json
import unicodedata
import zipfile

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from gaps.appeals.docx import write_docx
from gaps.appeals.letter import letter
from gaps.appeals.markdown import IN_EVERY_FONT
from gaps.appeals.pandoc import ConversionError
from gaps.appeals.pdf import typeset, write_letter_pdf
from tests.appeal_facts import facts, point, showing

DAY = datetime.date(2018, 11, 1)
HEADER = "From: Ann\nSent: Friday\nTo: Bob\nSubject: x of some words"


@pytest.fixture(scope="module")
def words():
    from gaps.appeals.contract import Citation

    quote = (HEADER, Citation("F", 3))
    many = [showing(f"file{n}.pdf", quotes=(quote,)) for n in range(15)]
    return letter(facts(points=(point(*many), point()))).markdown


def in_word(words, tmp_path, **changes):
    path = tmp_path / "letter.docx"
    write_docx(words, path, dated_on=DAY, running="X-1", **changes)
    return docx.Document(str(path))


def styles(document):
    found = {}
    for each in document.paragraphs:
        found.setdefault(each.style.name, each.text)
    return found


def test_each_part_of_the_letter_has_a_style_of_its_own(words, tmp_path):
    found = styles(in_word(words, tmp_path))
    for name, begins in {
        "Banner": "DRAFT",
        "Letterhead": "Example Oversight",
        "Date Line": "November 1, 2018",
        "Address": "FOIA Appeals Officer",
        "Re Block": "FREEDOM OF INFORMATION ACT APPEAL",
        "Heading 1": "Statement of Facts",
        "Heading 2": "1. Attachments",
        "Block Text": "From: Ann",
        "Signature": "Respectfully submitted,",
    }.items():
        assert found[name].startswith(begins), name
    assert {"Body Text", "First Paragraph"} & set(found)


def test_a_quoted_header_stands_a_field_to_the_line_in_word(words, tmp_path):
    assert styles(in_word(words, tmp_path))["Block Text"].split("\n")[:4] == HEADER.split("\n")


def test_footnotes_are_footnotes_in_their_style(words, tmp_path):
    in_word(words, tmp_path)
    with zipfile.ZipFile(tmp_path / "letter.docx") as held:
        notes = held.read("word/footnotes.xml").decode()
    assert notes.count('w:val="FootnoteText"') > 5
    assert "552(a)(3)(A)" in notes


def test_later_pages_bear_the_reference_and_a_number_and_the_first_none(words, tmp_path):
    section = in_word(words, tmp_path).sections[0]
    assert section.different_first_page_header_footer
    assert section.footer.paragraphs[0].text.startswith("X-1")
    assert "PAGE" in section.footer._element.xml
    assert not section.first_page_footer.paragraphs[0].text


def test_the_checklist_begins_on_a_page_of_its_own(words, tmp_path):
    document = in_word(words, tmp_path)
    banners = [each for each in document.paragraphs if each.style.name == "Banner"]
    assert [each.paragraph_format.page_break_before for each in banners] == [None, True]


def test_tables_have_columns_wide_enough_for_their_words(words, tmp_path):
    enclosures, *_, schedule = in_word(words, tmp_path).tables
    assert [round(each.width.inches, 1) for each in enclosures.columns] == [1.3, 3.7, 1.5]
    assert len(schedule.columns) == 4 and len(schedule.rows) == 4


def test_the_same_letter_is_the_same_bytes_in_word(words, tmp_path):
    in_word(words, tmp_path)
    first = (tmp_path / "letter.docx").read_bytes()
    in_word(words, tmp_path)
    assert (tmp_path / "letter.docx").read_bytes() == first


def test_an_organisations_own_document_gives_styles_and_sheet(words, tmp_path):
    own = docx.Document()
    own.styles["Heading 1"].font.name = "Garamond"
    own.sections[0].footer.paragraphs[0].text = "Our address"
    own.save(str(tmp_path / "own.docx"))
    document = in_word(words, tmp_path, reference=tmp_path / "own.docx")
    assert document.styles["Heading 1"].font.name == "Garamond"
    assert document.sections[0].footer.paragraphs[0].text == "Our address"
    assert styles(document)["Letterhead"] == "Example Oversight"


def test_a_document_without_any_of_our_styles_is_no_crash(words, tmp_path):
    own = docx.Document()
    for style in list(own.styles):
        if style.name not in ("Normal", "Default Paragraph Font"):
            style.delete()
    own.save(str(tmp_path / "own.docx"))
    document = in_word(words, tmp_path, reference=tmp_path / "own.docx")
    assert any("Respectfully" in each.text for each in document.paragraphs)


def test_a_reference_that_is_no_document_is_refused_and_nothing_written(words, tmp_path):
    (tmp_path / "own.docx").write_text("not a document")
    with pytest.raises(ConversionError):
        in_word(words, tmp_path, reference=tmp_path / "own.docx")
    assert not (tmp_path / "letter.docx").exists()


def in_pdf(words, tmp_path):
    path = tmp_path / "letter.pdf"
    write_letter_pdf(words, path, title="FOIA appeal", running="X-1")
    return pypdfium2.PdfDocument(path)


def pages(document):
    return [page.get_textpage().get_text_range().replace("\r", "") for page in document]


def test_the_pdf_numbers_its_later_pages(words, tmp_path):
    first, *later = pages(in_pdf(words, tmp_path))
    assert "X-1" not in first.splitlines()[-1]
    for number, each in enumerate(later, 2):
        assert each.rstrip().endswith(f"X-1 {number}")


def test_the_checklist_is_on_the_last_pages_of_the_pdf(words, tmp_path):
    document = pages(in_pdf(words, tmp_path))
    place = next(at for at, each in enumerate(document) if "LAWYER’S CHECKLIST" in each)
    assert document[place].startswith("Not part of the letter")
    assert "Respectfully" in "".join(document[:place])


def test_footnotes_stand_on_the_page_that_cites_them(words, tmp_path):
    found = next(each for each in pages(in_pdf(words, tmp_path)) if "STANDARD" in each)
    assert "Morley v. CIA" in found


def test_no_heading_is_left_alone_at_the_foot_of_a_page(words, tmp_path):
    long = facts(points=tuple(point() for _ in range(12)))
    for page in pages(in_pdf(letter(long).markdown, tmp_path)):
        lines = page.splitlines()
        body = lines[: next((n for n, each in enumerate(lines) if each[:1] == "\x02"), len(lines))]
        assert not body[-2].endswith("were not produced")


def test_the_same_letter_is_the_same_bytes_in_the_pdf(words, tmp_path):
    in_pdf(words, tmp_path)
    first = (tmp_path / "letter.pdf").read_bytes()
    in_pdf(words, tmp_path)
    assert (tmp_path / "letter.pdf").read_bytes() == first


@pytest.mark.parametrize("title", ["漢字かな 한국어 العربية ไทย", "e\u0301 \U0001f600", ""])
def test_letters_of_any_script_reach_both_files(tmp_path, title):
    written = letter(facts(title=title)).markdown
    document = in_word(written, tmp_path)
    shown = unicodedata.normalize("NFC", f"Subject: {title}").strip()
    assert any(shown in each.text for each in document.paragraphs)
    assert len(in_pdf(written, tmp_path)) > 1


@pytest.mark.parametrize("font", ['"Libertinus Serif"', '("DejaVu Sans Mono", "Libertinus Serif")'])
def test_the_letters_that_every_font_is_said_to_hold_are_held(font):
    held = [chr(code) for code in range(0x21, 0x3000) if IN_EVERY_FONT.fullmatch(chr(code))]
    held = [each for each in held if each.isprintable() and not each.isspace()]
    assert len(held) > 700
    source = f"#set text(font: {font})\n#for x in json(bytes(sys.inputs.content)) [#x \\ ]"
    assert missing(typeset(source, {"content": json.dumps(held)})) == 0
    assert missing(typeset(source, {"content": json.dumps(["\u0ba4"])})) > 0


def missing(pdf):
    """How many letters are drawn as the mark of one that the font lacks."""
    count = 0
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) not in ("Tj", "TJ"):
                    continue
                items = operands[0] if str(operator) == "TJ" else [operands[0]]
                for each in items:
                    drawn = bytes(each) if isinstance(each, pikepdf.String) else b""
                    count += sum(drawn[at : at + 2] == b"\0\0" for at in range(0, len(drawn), 2))
    return count


def test_notes_are_numbered_through_whatever_program_opens_the_letter(words, tmp_path):
    document = in_word(words, tmp_path)
    restarts = list(document.element.body.iter(qn("w:numRestart")))
    assert {each.get(qn("w:val")) for each in restarts} <= {"continuous"}
    assert "eachSect" not in document.element.xml
