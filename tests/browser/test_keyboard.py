"""The work of a day by keyboard alone, in a real browser."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.pages import PASSWORD


def queue_count(visit: Visit) -> int:
    return int(visit.page.locator(".choices .count").first.inner_text())


def test_from_signing_in_to_reviewed_findings_without_the_mouse(visit: Visit) -> None:
    keys, page = visit.page.keyboard, visit.page
    visit.go("/")
    expect(page).to_have_url(re.compile("/sign-in/"))
    visit.tab_to("Name")
    keys.type("lawyer")
    visit.tab_to("Password")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page.locator("h1")).to_have_text("Desk")
    visit.tab_to("Requests")
    keys.press("Enter")
    expect(page.locator("h1")).to_have_text("Requests")
    visit.tab_to("DEMO-2018-014")
    keys.press("Enter")
    expect(page.locator("h1")).to_contain_text("Amazon and ICE")
    visit.tab_to("Gaps")
    keys.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("To review"))).to_be_visible()
    keys.press("r")

    heading = page.locator("#before-me")
    expect(page.locator(".sheet img")).to_be_visible()
    assert page.evaluate("document.querySelector('.sheet img').decode().then(() => true)")
    expect(page.locator(".sheet path.proof")).to_have_count(1)
    waiting, first = queue_count(visit), heading.inner_text()

    keys.press("c")
    expect(page.locator("#said")).to_contain_text("Confirmed")
    expect(heading).not_to_have_text(first)
    expect(heading).to_be_focused()
    assert queue_count(visit) == waiting - 1

    second = heading.inner_text()
    keys.press("d")
    expect(page.get_by_label("Dismiss, because")).to_be_focused()
    keys.type("cc: it came by post")
    keys.press("Enter")
    expect(page.locator("#said")).to_contain_text("Dismissed")
    expect(heading).not_to_have_text(second)
    assert queue_count(visit) == waiting - 2

    third = heading.inner_text()
    keys.press("j")
    expect(heading).not_to_have_text(third)
    keys.press("k")
    expect(heading).to_have_text(third)
    keys.press("c")
    expect(page.locator("#said")).to_contain_text(f"{waiting - 3} findings left")

    for undone in (third, second, first):
        keys.press("u")
        expect(page.locator("#said")).to_contain_text("Taken back: 1 finding.")
        expect(heading).to_have_text(undone)
    assert queue_count(visit) == waiting


def test_the_next_proof_is_a_key_away_and_back_is_the_browsers_own(lawyer: Visit) -> None:
    keys, page = lawyer.page.keyboard, lawyer.page
    lawyer.go("/requests/1/review/")
    first = page.locator(".sheet img").get_attribute("src")
    keys.press("n")
    expect(page.locator(".bar")).to_contain_text("proof 2 of")
    assert page.locator(".sheet img").get_attribute("src") != first
    keys.press("p")
    expect(page.locator(".bar")).to_contain_text("proof 1 of")
    page.go_back()
    expect(page.locator(".bar")).to_contain_text("proof 2 of")


def test_a_hundred_findings_are_reviewed_without_the_mouse(lawyer: Visit) -> None:
    keys, page = lawyer.page.keyboard, lawyer.page
    lawyer.go("/requests/2/review/")
    for left in range(99, 79, -1):
        keys.press("c")
        expect(page.locator("#said")).to_contain_text(f"{left} findings left")
    lawyer.tab_to("Decide on all of a kind")
    keys.press("Enter")
    lawyer.tab_to("Confirm 80")
    keys.press("Enter")
    expect(page.locator("#said")).to_contain_text("Confirmed: COR001, 80 findings.")
    expect(page.locator("#before-me")).to_have_text("Nothing is left to review")
    expect(page.locator("#before-me")).to_be_focused()
    keys.press("u")
    expect(page.locator("#said")).to_contain_text("Taken back: 80 findings.")


def test_letters_typed_into_a_field_are_letters_and_escape_leaves_it(lawyer: Visit) -> None:
    keys, page = lawyer.page.keyboard, lawyer.page
    lawyer.go("/requests/1/review/")
    first = page.locator("#before-me").inner_text()
    keys.press("d")
    keys.type("cjku")
    expect(page.get_by_label("Dismiss, because")).to_have_value("cjku")
    expect(page.locator("#before-me")).to_have_text(first)
    keys.press("Escape")
    keys.press("j")
    expect(page.locator("#before-me")).not_to_have_text(first)


def test_a_finding_is_decided_without_any_script(lawyer_without_scripts: Visit) -> None:
    page = lawyer_without_scripts.page
    lawyer_without_scripts.go("/requests/1/review/")
    page.get_by_role("button", name="Confirm c").click()
    expect(page.locator(".messages")).to_contain_text("Confirmed")
    page.get_by_role("button", name="Undo the last decision").click()
    expect(page.locator(".messages")).to_contain_text("Taken back: 1 finding.")


def test_a_released_file_is_read_by_keyboard(lawyer: Visit) -> None:
    keys, page = lawyer.page.keyboard, lawyer.page
    lawyer.go("/requests/1/productions/")
    lawyer.tab_to("production-01/emails-01.pdf")
    keys.press("Enter")
    expect(page.locator(".bar")).to_contain_text("Page 1")
    keys.press("j")
    expect(page.locator(".bar")).to_contain_text("Page 2")
    keys.press("b")
    keys.type("2018-ICLI-00035 9")
    keys.press("Enter")
    expect(page.locator(".bar")).to_contain_text("2018-ICLI-00035 9")
    keys.press("s")
    keys.type("marchetti")
    keys.press("Enter")
    expect(page.locator("#found")).to_contain_text("pages")
    expect(page.locator(".sheet path.found").first).to_be_attached()
    keys.press("n")
    expect(page.locator(".bar")).not_to_contain_text("Page 9")
    keys.press("p")
    expect(page.locator(".bar")).to_contain_text("Page 9")


def test_a_slash_leads_to_the_search_from_every_page_and_a_hit_to_its_page(lawyer: Visit) -> None:
    keys, page = lawyer.page.keyboard, lawyer.page
    for path in ("/", "/requests/", "/documents/9/", "/search/?q=facial"):
        lawyer.go(path)
        keys.press("/")
        expect(page.locator(":focus")).to_have_attribute("name", "q")
    keys.press("ControlOrMeta+a")
    keys.type("from:marchetti facial")
    keys.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^Messages"))).to_be_visible()
    first = page.locator(".results .what").first
    lawyer.tab_to(first.inner_text().strip())
    keys.press("Enter")
    expect(page).to_have_url(re.compile("/documents/"))
    expect(page.locator(".words mark.found").first).to_be_attached()
    keys.press("/")
    keys.type("2018-ICLI-00035 28")
    keys.press("Enter")
    expect(page.locator(".bar").first).to_contain_text("2018-ICLI-00035 28")
    expect(page.locator(".messages")).to_contain_text("quotation marks")


def test_single_keys_can_be_switched_off(lawyer: Visit) -> None:
    page = lawyer.page
    lawyer.go("/requests/1/review/")
    first = page.locator("#before-me").inner_text()
    lawyer.tab_to("Switch single keys off")
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    lawyer.go("/requests/1/review/")
    page.keyboard.press("c")
    expect(page.locator("#before-me")).to_have_text(first)
    lawyer.tab_to("Switch single keys on")
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    expect(page.locator("#before-me")).not_to_have_text(first)


def test_who_was_signed_out_meanwhile_is_led_to_sign_in_again(lawyer: Visit) -> None:
    page = lawyer.page
    lawyer.go("/requests/1/review/")
    page.context.clear_cookies()
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("/sign-in/[?]next=/requests/1/review/"))
    expect(page.get_by_label("Password")).to_be_visible()
