"""Findings on a terminal say what the records say, brackets and all."""

from io import StringIO

from django.core.management.base import OutputWrapper

from gaps.shown import findings_table

FINDING = {
    "code": "COR003",
    "status": "open",
    "confidence": "probable",
    "message": "A message from [name withheld] was not produced",
    "caveat": "",
    "authorities": ["5 U.S.C. § 552(a)(3)(A)"],
    "evidence": [
        {
            "kind": "quoted",
            "document": "mail.pdf",
            "page": 4,
            "bates": "A 7",
            "quote": "From: [mailto:a@b.example] [/b]",
        }
    ],
}


def test_words_in_brackets_stand_in_the_table_as_they_stand_in_the_records() -> None:
    out = StringIO()
    shown = {"request": "R-1 [x]", "as_of": "2018-11-01", "findings": [FINDING]}
    findings_table(shown, OutputWrapper(out))
    printed = " ".join(out.getvalue().replace("│", " ").split())
    assert "[name withheld]" in printed
    assert "[mailto:a@b.example]" in printed
    assert "[/b]" in printed
    assert "R-1 [x]" in printed
    assert "law: 5 U.S.C. § 552(a)(3)(A)" in printed


def test_a_long_quotation_keeps_its_place_and_its_beginning() -> None:
    quote = f"From: Hale, Corwin {'word ' * 60}the end"
    piece: dict[str, object] = {"kind": "quoted", "document": "mail.pdf", "page": 4, "bates": "A 7"}
    piece["quote"] = quote
    out = StringIO()
    shown = {"request": "R-1", "as_of": "2018-11-01", "findings": [FINDING | {"evidence": [piece]}]}
    findings_table(shown, OutputWrapper(out))
    printed = " ".join(out.getvalue().replace("│", " ").split())
    assert "mail.pdf p. 4 · A 7: From: Hale, Corwin word" in printed
    assert "word …" in printed
    assert "the end" not in printed


def test_what_was_cured_is_no_gap_and_is_counted_apart() -> None:
    out = StringIO()
    cured = FINDING | {"status": "cured", "confidence": "certain"}
    shown = {"request": "R-1", "as_of": "2018-11-01", "findings": [FINDING, cured]}
    findings_table(shown, OutputWrapper(out))
    assert "1 gaps as of 2018-11-01: 0 certain, 1 probable, 0 lead; 1 cured" in out.getvalue()
