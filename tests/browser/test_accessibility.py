"""Every page by axe: all rules in the light, and in the dark those that colours decide; and on
a phone, where nothing may reach over the edge."""

from collections.abc import Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visit
from tests.browser.pages import MANAGED, PAGES

AXE = Axe()
ALL = {"resultTypes": ["violations"]}
# The theme of the admin gives its two scrolling parts one name, by a script of its own.
IN_THE_ADMIN = {**ALL, "rules": {"landmark-unique": {"enabled": False}}}
IN_COLOUR = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}


def violations(visit: Visit, options: Mapping[str, object] = ALL) -> list[str]:
    found = AXE.run(visit.page, options=dict(options)).response["violations"]
    return [
        f"{each['id']}: {node['html'][:200]} {node['failureSummary'][:200]}"
        for each in found
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_page_and_it_fits_a_phone(lawyer: Visit, path: str) -> None:
    found_nothing(lawyer, path)


@pytest.mark.parametrize("path", MANAGED)
def test_axe_finds_nothing_on_a_page_of_the_admin_and_it_fits_a_phone(
    manager: Visit, path: str
) -> None:
    found_nothing(manager, path, IN_THE_ADMIN)


def found_nothing(visit: Visit, path: str, options: Mapping[str, object] = ALL) -> None:
    page = visit.page
    page.emulate_media(color_scheme="light")
    visit.go(path)
    for details in page.locator("details").all():
        details.evaluate("each => each.open = true")
    assert violations(visit, options) == []
    page.emulate_media(color_scheme="dark")
    assert violations(visit, IN_COLOUR) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_axe_finds_nothing_on_the_way_in(visit: Visit) -> None:
    visit.go("/sign-in/")
    assert violations(visit) == []
    visit.page.emulate_media(color_scheme="dark")
    assert violations(visit, IN_COLOUR) == []
