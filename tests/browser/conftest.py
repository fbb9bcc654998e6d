"""A real browser on a real site.

The browser is the system's own. Where there is none these tests are skipped and say so; where CI
is set they fail, and `.ci/run` installs one.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.pages import PEOPLE
from tests.browser.served import (
    ARGUMENTS,
    MISSING,
    made_site,
    served_site,
    sign_in,
    system_chromium,
)

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each process that runs some of these tests makes a site for them. The journey comes last: it
    logs the sample a second time, and until then a Bates number leads to one page."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda each: each.path.name == "test_journey.py")


@dataclass
class Visit:
    """A page in a browser, and what went wrong on it. `done` is called at the end of a test."""

    page: Page
    root: str
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(self.root + path)

    def tab_to(self, name: str) -> None:
        """Go on with the Tab key until what bears this name has the focus."""
        passed = []
        for _ in range(80):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(
                "() => { const at = document.activeElement;"
                " return (at.labels?.[0]?.innerText || at.innerText || at.value || '').trim(); }"
            )
            if found.startswith(name):
                return
            passed.append(found)
        raise AssertionError(f"the Tab key does not lead to {name}, only to {passed}")

    def said(self) -> str:
        """What was last said where a screen reader hears it."""
        return self.page.locator("#said").inner_text().strip()


@pytest.fixture(scope="package")
def browser_path() -> str:
    """The system's Chromium."""
    path = system_chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    if path is None:
        pytest.skip(MISSING)
    return path


@pytest.fixture(scope="package")
def served(browser_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the sample case, its people and a request of 100 findings."""
    with served_site(made_site(tmp_path_factory.mktemp("site"))) as root:
        yield root


@pytest.fixture(scope="package")
def chromium(browser_path: str, served: str) -> Iterator[Browser]:
    """The browser. It ends with these tests: as long as it runs, Django takes this process for
    one with an event loop, and refuses the database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        yield browser
        browser.close()


# Colours that are still changing would be measured half-way: people who ask for no motion see none.
@pytest.fixture
def visit(chromium: Browser, served: str) -> Iterator[Visit]:
    """A browser in which nobody has signed in."""
    yield from _alone(chromium.new_context(reduced_motion="reduce"), served)


@pytest.fixture
def first_visit(chromium: Browser, tmp_path: Path) -> Iterator[Visit]:
    """A browser in which the administrator of a site without any request has signed in."""
    with served_site(made_site(tmp_path, empty=True)) as root:
        context = chromium.new_context(reduced_motion="reduce")
        sign_in(context.new_page(), root, "administrator")
        yield from _alone(context, root)


@pytest.fixture(scope="package")
def signed_in(
    chromium: Browser, served: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The cookies of each person, by name."""
    kept = tmp_path_factory.mktemp("cookies")
    for name in PEOPLE:
        context = chromium.new_context()
        sign_in(context.new_page(), served, name)
        context.storage_state(path=kept / f"{name}.json")
        context.close()
    return {name: kept / f"{name}.json" for name in PEOPLE}


@pytest.fixture
def lawyer(chromium: Browser, served: str, signed_in: dict[str, Path]) -> Iterator[Visit]:
    """A browser in which the lawyer has signed in."""
    yield from _alone(_context(chromium, signed_in["lawyer"]), served)


@pytest.fixture(scope="package")
def windows(chromium: Browser, signed_in: dict[str, Path]) -> dict[str, BrowserContext]:
    """A window for each person, by name, that keeps what it has loaded once."""
    return {name: _context(chromium, cookies) for name, cookies in signed_in.items()}


@pytest.fixture
def visitor(
    request: pytest.FixtureRequest, windows: dict[str, BrowserContext], served: str
) -> Iterator[Visit]:
    """A page in the window of the person of the parameter."""
    yield from _visiting(windows[request.param], served)


@pytest.fixture
def lawyer_without_scripts(
    chromium: Browser, served: str, signed_in: dict[str, Path]
) -> Iterator[Visit]:
    """The same with JavaScript switched off."""
    context = _context(chromium, signed_in["lawyer"], java_script_enabled=False)
    yield from _alone(context, served)


def _context(chromium: Browser, cookies: Path, **given: bool) -> BrowserContext:
    return chromium.new_context(storage_state=cookies, reduced_motion="reduce", **given)


def _alone(context: BrowserContext, root: str) -> Iterator[Visit]:
    """A visit in a window of its own."""
    yield from _visiting(context, root)
    context.close()


def _visiting(context: BrowserContext, root: str) -> Iterator[Visit]:
    """A visit, at whose end nothing may have gone wrong and nothing been asked of elsewhere."""
    context.set_default_timeout(10_000)
    visit = Visit(context.new_page(), root)
    visit.page.on("console", lambda said: _console(visit, said.type, said.text))
    visit.page.on("pageerror", lambda error: visit.faults.append(f"script: {error}"))
    visit.page.on("request", lambda asked: _asked(visit, asked.url))
    visit.page.on("requestfailed", lambda asked: _failed(visit, asked.url, asked.failure))
    yield visit
    visit.page.close()
    assert not visit.faults, visit.faults


def _console(visit: Visit, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        visit.faults.append(f"console: {text}")


def _asked(visit: Visit, url: str) -> None:
    if urlsplit(url).netloc != urlsplit(visit.root).netloc and not url.startswith("data:"):
        visit.faults.append(f"asked of elsewhere: {url}")


def _failed(visit: Visit, url: str, failure: str | None) -> None:
    # A picture that is no longer wanted when the next page is opened is no failure.
    if failure != "net::ERR_ABORTED":
        visit.faults.append(f"not loaded: {url} {failure}")
