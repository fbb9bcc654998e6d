"""The whole way as a person goes it: from logging a request to the letter in Word."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

from tests.browser.conftest import HERE, Visit

CASE = HERE.parents[1] / "fixtures/ice-amazon"
TEXT = (
    "From January 1, 2018 to August 31, 2018 please send:\n"
    "1. All emails between ICE and Amazon about facial recognition, with attachments.\n"
    "2. All calendar entries of meetings with Amazon.\n\n"
    "Enforcement and Removal Operations and Homeland Security Investigations are to be searched."
)


def test_a_request_is_logged_answered_read_reviewed_and_appealed(lawyer: Visit) -> None:
    page = lawyer.page
    page.set_default_timeout(60_000)

    lawyer.go("/requests/new/")
    page.get_by_label("Agency", exact=True).fill("DHS/ICE")
    page.get_by_label("Subject").fill("The journey of a request")
    page.get_by_label("File number").fill("JOURNEY-1")
    page.get_by_label("Requester").fill("Example Oversight")
    page.get_by_label("Sent on").fill("2018-07-20")
    page.get_by_label("Received on").fill("2018-07-23")
    page.get_by_label("Text").fill(TEXT)
    page.get_by_role("button", name="Fill in what the text says").click()
    assert page.get_by_label("Offices named").input_value() == "DHS/ICE/ERO\nDHS/ICE/HSI"
    assert page.get_by_label("Records from").input_value() == "2018-01-01"
    assert page.get_by_label("Parts").input_value().count("\n") == 1
    page.get_by_role("button", name="Log the request").click()
    page.get_by_text("JOURNEY-1 is logged.").wait_for()
    here = page.url.removeprefix(lawyer.root)

    lawyer.go(f"{here}letters/")
    page.get_by_label("Letter", exact=True).set_input_files(CASE / "letters/determination.pdf")
    page.get_by_label("Kind").select_option("determination")
    page.get_by_label("Direction").select_option("in")
    page.get_by_label("Dated").fill("2018-10-05")
    page.get_by_role("button", name="Store and read").click()
    page.get_by_role("button", name="Confirm all that is sure").click()
    page.locator("#said").filter(has_text="decided").wait_for()
    page.get_by_text("harm stated").first.click()
    page.locator("#current-fact blockquote").wait_for()

    lawyer.go(f"{here}productions/")
    released: list[str | Path] = sorted((CASE / "production-01").iterdir())
    page.get_by_label("Files").set_input_files(released)
    page.get_by_label("Received on").fill("2018-10-05")
    page.get_by_role("button", name="Store and read").click()
    page.get_by_text("Production 1:").wait_for()
    page.get_by_text("emails-01.pdf").wait_for()

    lawyer.go(f"{here}review/")
    page.get_by_text("was not produced").first.wait_for()
    page.keyboard.press("c")
    page.locator("#said").filter(has_text=re.compile("onfirmed")).wait_for()

    lawyer.go(f"{here}appeal/")
    page.get_by_role("button", name="Draft the appeal").click()
    page.get_by_text("FREEDOM OF INFORMATION ACT APPEAL").first.wait_for()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="letter.docx").click()
    letter = Path(downloading.value.path()).read_bytes()
    assert "word/document.xml" in zipfile.ZipFile(BytesIO(letter)).namelist()
