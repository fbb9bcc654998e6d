"""Every page as a picture, at the sizes of a desk and of a phone, in light and in dark.

python -m tests.browser.screenshots --out DIR
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Mapping
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.pages import SEEN_BY
from tests.browser.served import (
    ARGUMENTS,
    MISSING,
    made_site,
    served_site,
    sign_in,
    system_chromium,
)

WIDTHS = (1440, 390)
SCHEMES = ("light", "dark")


def main() -> int:
    """Make the sites, and take the pictures. Returns 2 without a browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="", help="pages whose address holds this")
    given = parser.parse_args()
    out: Path = given.out
    path = system_chromium()
    if path is None:
        print(MISSING, file=sys.stderr)  # noqa: T201  (a command tells)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    theirs = {
        name: {_named(path): path for path in paths if given.only in path}
        for name, paths in SEEN_BY.items()
    }
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as home:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        if any(theirs.values()):
            with served_site(made_site(Path(home) / "sample")) as root:
                for name, pages in theirs.items():
                    _take(_as(name, browser, root), root, pages, out)
        if given.only in "first-run sign-in":
            with served_site(made_site(Path(home) / "empty", empty=True)) as root:
                _take(browser.new_page(), root, {"sign-in": "/sign-in/"}, out)
                _take(_as("administrator", browser, root), root, {"first-run": "/"}, out)
        browser.close()
    return 0


def _as(name: str, browser: Browser, root: str) -> Page:
    page = browser.new_page()
    sign_in(page, root, name)
    return page


def _take(page: Page, root: str, pages: Mapping[str, str], out: Path) -> None:
    """Pictures of the pages, given by the names of their files."""
    for scheme, width in product(SCHEMES, WIDTHS):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        for name, address in pages.items():
            page.goto(root + address)
            picture = out / f"{name}-{width}-{scheme}.png"
            page.screenshot(path=picture, full_page=True)
            print(picture)  # noqa: T201  (a command tells)
    page.close()


def _named(address: str) -> str:
    return "-".join(re.findall("[a-zA-Z0-9]+", address)) or "desk"


if __name__ == "__main__":
    sys.exit(main())
