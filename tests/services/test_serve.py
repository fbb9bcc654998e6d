"""`make serve`: web side, worker and queue of one machine, from the first start to Ctrl-C."""

import json
import re
import signal
import socket
import urllib.error
import urllib.request

import pytest

from tests.services.servers import Site, free_port, stop, wait_for


def _health(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return json.load(answer)
    except urllib.error.URLError:
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


def test_serve_ends_with_a_failure_where_the_address_is_taken(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = Site(tmp_path).manage("serve", "--bind", f"127.0.0.1:{port}")
    assert ended.returncode == 1
    assert "ended by itself: gunicorn" in ended.stderr
