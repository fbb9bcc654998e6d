"""Which released page or sheet answers for a file that a message names."""

from requests_app.ingest.assemble.attachments import Answer, Claim, answers

NAME = "Draft_Answers_v1.docx"
DRAFT = Claim(key=1, name=NAME, source_file=7, page=0, last_page=0, carried=False)
SHEET = "Pages 42 through 43\nwithheld in full (b)(5)\nDocument: " + NAME


def test_a_sheet_that_names_a_file_lists_it_and_is_not_the_file() -> None:
    found = answers([DRAFT], [], {7: ["A message.", SHEET]}, [(3, 7, 1, SHEET)])
    assert found == {1: Answer(sheet=3)}


def test_a_file_that_was_released_behind_the_sheet_is_the_answer() -> None:
    pages = {7: ["A message.", SHEET, "Draft answers v1\nOne."]}
    assert answers([DRAFT], [], pages, [(3, 7, 1, SHEET)]) == {1: Answer(page=(7, 2))}


def test_a_sheet_for_another_file_answers_for_nothing() -> None:
    other = SHEET.replace("Draft_Answers_v1", "Draft_Budget")
    assert answers([DRAFT], [], {7: ["A message.", other]}, [(3, 7, 1, other)]) == {}
