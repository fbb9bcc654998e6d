"""Words of records stay words: in Word, in the PDF and in Markdown, whatever they try to be."""

import io
import unicodedata

import docx
import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gaps.appeals.contract import Citation, Exhibit, ExhibitPage
from gaps.appeals.docx import write_docx
from gaps.appeals.letter import letter
from gaps.appeals.markdown import fill, plain, printable
from gaps.appeals.pandoc import converted, to_typst
from gaps.appeals.pdf import sheets_pdf, write_letter_pdf
from tests.appeal_facts import SHA256, facts, point, showing

HOSTILE = (
    "# Heading",
    "## 2. *bold* **strong** _under_ ~~gone~~",
    "<script>alert(1)</script> <b>x</b> <!-- gone --> &amp; &lt;",
    '#read("/etc/passwd") #import "x.typ": * #{ 1 + 1 } $x^2$ @label <label>',
    "`code` ``` fence ~~~ fence",
    "[^1] [^1]: a note",
    "[morley] [foia_a3A]",
    "::: {.x} words :::",
    ":::",
    "| a | b | |---|---| | c | d |",
    "[link](http://example.com) ![picture](file:///etc/passwd) <http://example.com>",
    "http://example.com/?a=b&c=d www.example.com ann@example.com",
    "- [ ] item * item + item 1. item 1) item",
    "\\newline \\input{/etc/passwd} \\# \\* trailing \\",
    '`#read("/etc/passwd")`{=typst} <w:p/>{=openxml} x{.y #z}',
    "--- ... -- 'single' \"double\" :smile: ==mark== H~2~O x^2^",
    "> quote",
    "{name} {0} {{x}} %s %(x)s ${HOME}",
    "= Heading == Heading + item / term: x",
    "a*b*c_d_e f__g__h",
    "&#35;read &num; &copy;",
    "[@doe99] [-@doe] @doe",
    "~ non-breaking -? // comment /* comment */ https://x.y//z",
    "---\ntitle: x\n---",
    "\t    indented code",
    "term\n: definition",
)


def seen(markdown: str) -> str:
    """The words that a reader sees, without white space."""
    return squeezed(converted(markdown, "plain"))


def squeezed(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(text.split()))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_as_they_are(text):
    assert seen(plain(text)) == squeezed(text)
    assert seen(f"A fact, {plain(text)}, in a sentence.") == squeezed(
        f"A fact, {text}, in a sentence."
    )


WORDS = st.text(
    st.one_of(
        st.sampled_from("#*_`[]()<>{}|\\~^$@&:=\"'/+-.!% \n\t0123456789aZ§“”\u00a0é漢"),
        st.characters(blacklist_categories=("Cs", "Co", "Cn")),
    ),
    max_size=60,
)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=12))
@example(["\x00", "a\x00b", "\u202eabc\u202c", "\ufeff"])
@example(["\\", "a\\", "x\\ y"])
def test_any_words_survive_being_put_into_markdown(texts):
    paragraphs = [f"x{plain(each)}x" for each in texts]
    expected = "".join(f"x{squeezed(printable(each))}x" for each in texts)
    assert seen("\n\n".join(paragraphs)) == expected
    bare = [plain(each) for each in texts if plain(each)]
    assert seen("\n\n".join(bare)) == "".join(squeezed(printable(each)) for each in texts)
    cells = "\n".join(f"| {each} |" for each in paragraphs)
    table = converted(f"| head |\n|:---|\n{cells}", "json")
    assert table.count('"t":"Table"') == 1
    assert "RawInline" not in table and "Link" not in table and "Note" not in table


def test_what_prints_as_nothing_is_left_out():
    assert printable("a\x00b\x1bc\u202ed\u200be\ufefff\ud800g\uffffh") == "abcdefgh"
    assert printable("مر\u200cحبا é") == "مر\u200cحبا é"
    assert printable("two\nlines\tand tab") == "two\nlines\tand tab"


def test_a_fact_with_braces_is_not_filled_in():
    assert fill("{a}", {"a": "{b}", "b": "secret"}) == "\\{b\\}"


def hostile_facts():
    longest = "W" * 10_000
    quotes = tuple((f"{text}\n{text} {text} of many words", Citation("F", 3)) for text in HOSTILE)
    showings = [
        showing(text, quotes=(quote,), facts={"name": text, "message": text})
        for text, quote in zip(HOSTILE, quotes, strict=True)
    ]
    return facts(
        title=" ".join(HOSTILE),
        requester="Ann :: {#x} *Vale*",
        agency="Agency | of [x](y)",
        request_numbers=("#1*", longest),
        points=(point(*showings), point(showing(longest))),
        exhibits=(Exhibit("F", HOSTILE[3], "漢字|*.pdf", SHA256, (ExhibitPage(3),)),),
    )


def test_a_hostile_letter_is_words_in_word_and_in_the_pdf(tmp_path):
    """Twenty-six showings, so that the table of a schedule holds them too."""
    made = hostile_facts()
    written = letter(made).markdown
    shown = seen(written)
    source = to_typst(written)
    assert "\n#read" not in source and "#link" not in source and "#image" not in source
    write_docx(written, tmp_path / "a.docx", dated_on=made.dated_on, running="X")
    write_letter_pdf(written, tmp_path / "a.pdf", title="T #read(1)", running="*X* #read(1)")
    document = docx.Document(str(tmp_path / "a.docx"))
    body = [each.text for each in document.paragraphs]
    body += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    in_word, in_pdf = squeezed("".join(body)), squeezed(text_of(tmp_path / "a.pdf"))
    for text in HOSTILE:
        assert squeezed(text) in shown
        assert squeezed(text) in in_word
    assert squeezed(HOSTILE[3]) in in_pdf
    assert "root:" not in in_pdf and "root:" not in in_word
    assert not document.part.rels or not any("passwd" in r._target for r in external(document))


def external(document):
    return [each for each in document.part.rels.values() if each.is_external]


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_a_word_of_ten_thousand_letters_stays_on_the_page(tmp_path):
    written = letter(facts(title="W" * 10_000)).markdown
    write_letter_pdf(written, tmp_path / "a.pdf", title="T", running="X")
    assert text_of(tmp_path / "a.pdf").count("W") >= 10_000
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    for page in document:
        for item in page.get_objects():
            _, _, right, _ = item.get_bounds()
            assert right <= 612


def test_a_native_email_cannot_leave_its_rendering():
    text = "\n".join((*HOSTILE, "W" * 3000, "漢字 \u202eabc"))
    fields = [f"Message-ID: <{each}>" for each in (*HOSTILE, "V" * 3000)]
    parts = [{"text": text, "marked": True}]
    content = [{"document": HOSTILE[3], "fields": fields, "parts": parts}]
    with pikepdf.open(io.BytesIO(sheets_pdf("native.typ", content))) as made:
        assert len(made.pages) >= 1
    found = squeezed(
        "".join(
            page.get_textpage().get_text_range()
            for page in pypdfium2.PdfDocument(sheets_pdf("native.typ", content))
        )
    )
    assert "root:" not in found
    assert found.count("W") >= 3000 and found.count("V") >= 3000
    assert found.count(squeezed(HOSTILE[0])) >= 2
