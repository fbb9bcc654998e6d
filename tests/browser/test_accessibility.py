"""Every page by axe: all rules in the light, and in the dark those that colours decide; and on
a phone, where nothing may reach over the edge."""

from collections.abc import Mapping

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.pages import LOOKED_AT

ALL = {"resultTypes": ["violations"]}
IN_COLOUR = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}


def violations(visit: Visit, options: Mapping[str, object] = ALL) -> list[str]:
    if not visit.page.evaluate("'axe' in window"):
        visit.page.evaluate(AXE_SCRIPT)
    run = "options => axe.run(document, options)"
    found = visit.page.evaluate(run, dict(options))["violations"]
    return [
        f"{each['id']}: {node['html'][:200]} {node['failureSummary'][:200]}"
        for each in found
        for node in each["nodes"]
    ]


def found_nothing(visit: Visit, path: str) -> None:
    page = visit.page
    page.emulate_media(color_scheme="light")
    visit.go(path)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert violations(visit) == []
    page.emulate_media(color_scheme="dark")
    assert violations(visit, IN_COLOUR) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("visitor", "path"), LOOKED_AT, indirect=["visitor"])
def test_axe_finds_nothing_on_a_page_and_it_fits_a_phone(visitor: Visit, path: str) -> None:
    found_nothing(visitor, path)


def test_axe_finds_nothing_on_the_way_in(visit: Visit) -> None:
    found_nothing(visit, "/sign-in/")


def test_axe_finds_nothing_on_the_first_page_and_one_key_loads_the_sample_case_from_it(
    first_visit: Visit,
) -> None:
    found_nothing(first_visit, "/")
    first_visit.tab_to("Load the sample case")
    first_visit.page.keyboard.press("Enter")
    to_review = first_visit.page.get_by_role("heading", name="To review 15")
    expect(to_review).to_be_visible(timeout=60_000)
