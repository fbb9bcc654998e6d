"""`make serve`: web side, worker and queue of one machine, from the first start to Ctrl-C."""

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from django.core.management import CommandError

from foiatrack.management.commands.serve import Command as Serve
from foiatrack.management.commands.serve import _watch as watch
from requests_app.management.console import RefusedError
from tests.services.servers import Site, free_port, stop, wait_for


def _health(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return json.load(answer)
    except OSError:
        return None


@pytest.fixture
def served(tmp_path):
    """A site that is served: its port, its process and what it said."""
    port = free_port()
    said = tmp_path / "said.log"
    process = Site(tmp_path).start("manage", "serve", "--bind", f"127.0.0.1:{port}", output=said)
    try:
        wait_for(lambda: _health(port) is not None or process.poll() is not None, "the web side")
        assert process.poll() is None, said.read_text()
        yield port, process, said
    finally:
        stop(process)


def test_serve_starts_everything_once_and_ctrl_c_stops_everything(served, tmp_path):
    port, process, said = served
    assert _health(port) == {"database": True, "broker": True}
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
        assert "/sign-in/" in page.url
        styles = re.findall(r'href="(/static/[^"]+\.css)"', page.read().decode())
    assert styles
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{styles[0]}", timeout=5) as style:
        assert style.status == 200
    assert len(re.findall("Sign in as admin with the password", said.read_text())) == 1
    assert stop(process, signal.SIGINT) == 0, said.read_text()
    assert _health(port) is None
    assert "Traceback" not in said.read_text()
    assert Site(tmp_path).manage_well("shell", "--no-imports", "--command", USERS).strip() == "1"


USERS = "from django.contrib.auth.models import User; print(User.objects.count())"


def test_serve_says_in_one_line_that_the_address_is_taken_and_starts_nothing(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = Site(tmp_path).manage("serve", "--bind", f"127.0.0.1:{port}")
    assert ended.returncode == 2
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"127.0.0.1:{port}: ")
    assert line.endswith("in use; stop what uses it, or choose another with --bind")
    assert ended.stdout == ""


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1:web", "127.0.0.1:99999", "[::1]x:8000"])
def test_serve_refuses_what_is_no_address(bind):
    with pytest.raises(RefusedError, match=r"not an address|choose another"):
        Serve().handle(bind=bind, workers=1)


def test_a_process_that_ends_by_itself_is_named_with_its_status():
    command = [sys.executable, "-m", "no_such_module"]
    with (
        subprocess.Popen(command, stderr=subprocess.DEVNULL) as child,
        pytest.raises(CommandError, match="ended by itself: no_such_module with status 1"),
    ):
        watch([child])
