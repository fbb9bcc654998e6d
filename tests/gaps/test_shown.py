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
