"""Every page as a picture, at the sizes of a desk and of a phone, in light and in dark.

python -m tests.browser.screenshots --out DIR
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, HERE, MISSING, NAMES, answers, sign_in
from tests.browser.pages import LOOKED_AT, SEEN_BY
from tests.services.servers import Site, free_port, stop, wait_for

WIDTHS = (1440, 390)
SCHEMES = ("light", "dark")


def main() -> int:
    """Make a site with the sample case, and take the pictures. Returns 2 without a browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="", help="pages whose address holds this")
    given = parser.parse_args()
    out: Path = given.out
    pages = [path for _, path in LOOKED_AT if given.only in path]
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        print(MISSING, file=sys.stderr)  # noqa: T201  (a command tells)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        site, port = Site(Path(home)), free_port()
        made = [sys.executable, "-m", "tests.browser.made_site"]
        subprocess.run(made, env=site.variables(), cwd=HERE.parents[1], check=True)
        command = ("gunicorn", "foiatrack.wsgi", "--bind", f"127.0.0.1:{port}")
        process = site.start(*command, output=Path(home) / "web.log")
        root = f"http://127.0.0.1:{port}"
        try:
            wait_for(lambda: answers(root), "the site")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
                _take(browser, root, pages, out)
        finally:
            stop(process)
    return 0


def _take(browser: Browser, root: str, pages: Sequence[str], out: Path) -> None:
    for name, theirs in SEEN_BY.items():
        context = browser.new_context()
        page = context.new_page()
        sign_in(page, root, name)
        for scheme, width in product(SCHEMES, WIDTHS):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            for address in filter(pages.__contains__, theirs):
                page.goto(root + address)
                picture = out / f"{_named(address)}-{width}-{scheme}.png"
                page.screenshot(path=picture, full_page=True)
                print(picture)  # noqa: T201  (a command tells)
        context.close()
    browser.close()


def _named(address: str) -> str:
    return "-".join(re.findall("[a-zA-Z0-9]+", address)) or "desk"


if __name__ == "__main__":
    sys.exit(main())
