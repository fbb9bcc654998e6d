"""Which pages become exhibits, and under which letters."""

from itertools import islice

from gaps.appeals.exhibit_plan import ExhibitPlan, Proof, exhibit_letters

A, B, C = "a" * 64, "b" * 64, "c" * 64
DOCUMENTS = [("Request", "request.pdf", A), ("Letter", "letter.pdf", B), ("Emails", "x.pdf", C)]


def test_documents_are_lettered_in_the_order_given_without_holes():
    plan = ExhibitPlan(DOCUMENTS, [Proof("x.pdf", C, 4), Proof("request.pdf", A, 1)])
    assert [(each.letter, each.title) for each in plan.exhibits] == [
        ("A", "Request"),
        ("B", "Emails"),
    ]


def test_a_page_is_exhibited_once_with_all_that_is_proven_on_it():
    proofs = [
        Proof("x.pdf", C, 4, "ICLI 4", 30, 40, "COR003"),
        Proof("x.pdf", C, 4, "ICLI 4", 10, 20, "COR001"),
        Proof("x.pdf", C, 4, "ICLI 4", 10, 20, "COR003"),
        Proof("x.pdf", C, 2),
    ]
    (exhibit,) = ExhibitPlan(DOCUMENTS, proofs).exhibits
    assert [each.page for each in exhibit.pages] == [2, 4]
    assert exhibit.pages[1].marks == ((10, 20), (30, 40))
    assert exhibit.pages[1].points == ("COR003", "COR001")
    assert exhibit.pages[1].bates == "ICLI 4"


def test_a_proof_in_an_unknown_document_is_no_exhibit_and_has_no_citation():
    plan = ExhibitPlan(DOCUMENTS, [Proof("gone.pdf", C, 1)])
    assert plan.exhibits == ()
    assert plan.citation("gone.pdf", C, 1) is None
    assert plan.exhibit("gone.pdf", C) is None


def test_files_of_one_name_and_other_bytes_are_other_exhibits():
    plan = ExhibitPlan(
        [("One", "x.pdf", A), ("Two", "x.pdf", B)], [Proof("x.pdf", A, 1), Proof("x.pdf", B, 1)]
    )
    assert [each.title for each in plan.exhibits] == ["One", "Two"]
    assert str(plan.citation("x.pdf", B, 1, "S 9")) == "Ex. B at 1 (S 9)"
    assert str(plan.exhibit("x.pdf", B)) == "Ex. B"


def test_an_empty_run_is_not_outlined():
    (exhibit,) = ExhibitPlan(DOCUMENTS, [Proof("x.pdf", C, 1, "", 5, 5)]).exhibits
    assert exhibit.pages[0].marks == ()


def test_after_z_the_letters_double():
    letters = list(islice(exhibit_letters(), 54))
    assert letters[25:28] == ["Z", "AA", "BB"]
    assert letters[51:53] == ["ZZ", "AAA"]
    assert len(set(letters)) == 54
