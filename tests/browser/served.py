"""A site for a browser, started as `make serve` does: with the sample case, or with nothing."""

import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.pages import PASSWORD
from tests.services.servers import ROOT, Site, free_port, stop, wait_for

NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
MISSING = (
    "no Chromium on this machine, so no page was opened in a browser; install it to run these "
    "tests (Debian, Ubuntu: sudo apt-get install chromium)"
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    # Whatever a page might ask for elsewhere is not found.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def system_chromium() -> str | None:
    """The path of the system's own browser; None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def made_site(home: Path, *, empty: bool = False) -> Path:
    """A site in that folder, with people and the sample case, or people alone; gives the folder.
    Raises CalledProcessError where it cannot be made."""
    home.mkdir(exist_ok=True)
    made = [sys.executable, "-m", "tests.browser.made_site", *(["--empty"] if empty else [])]
    subprocess.run(made, env=Site(home).variables(), cwd=ROOT, check=True)
    return home


@contextmanager
def served_site(home: Path) -> Iterator[str]:
    """The address of a site that was made. Raises AssertionError with its log where it does not
    start."""
    port = free_port()
    command = ("gunicorn", "foiatrack.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2")
    process = Site(home).start(*command, output=home / "web.log")
    root = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: answers(root) or process.poll() is not None, "the site")
        assert process.poll() is None, (home / "web.log").read_text()
        yield root
    finally:
        stop(process)


def answers(root: str) -> bool:
    """Whether the site is up."""
    try:
        with urllib.request.urlopen(f"{root}/health/", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def sign_in(page: Page, root: str, name: str) -> None:
    """Sign in on the site at `root` as the person of that name."""
    page.goto(root + "/sign-in/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(root + "/")
