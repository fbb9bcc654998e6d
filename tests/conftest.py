"""What every test has: no network, and real servers for those that ask."""

import socket
from collections.abc import Iterator
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import settings as hypothesis_settings

from tests.scheduling import ServersOnce
from tests.services.servers import (
    Site,
    Worker,
    celery_worker,
    free_port,
    postgres_server,
    valkey_server,
)

# The same examples each time, so that a change is judged by its own faults; two shared cores are
# too slow at times for a deadline.
hypothesis_settings.register_profile("foiatrack", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("foiatrack")

GUARDS = ("0003_ledger_guards", "0005_authority_openings")
LOOPBACK = ("127.", "::1", "localhost")


class NetworkReachedError(AssertionError):
    """The program reached for another machine, which it never may."""


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ServersOnce:
    """How tests are shared out among processes."""
    return ServersOnce(config, log)


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Only this machine may be spoken to."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))
        yield


def _only_here(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise NetworkReachedError(f"a test reached for {address[0]}:{address[1]}")
        return connect(self, address)

    return guarded


@pytest.fixture(scope="session", autouse=True)
def _emptying_between_tests() -> Iterator[None]:
    """Tests empty the tables between them; the guards of tables whose rows are only added refuse
    that, and are lifted."""
    guarded = [import_module(f"requests_app.migrations.{name}") for name in GUARDS]
    flush = BaseDatabaseOperations.execute_sql_flush

    def emptied(operations: Any, statements: list[str]) -> None:
        vendor = operations.connection.vendor
        for guards in guarded:
            if any(guards.TABLE in each for each in statements):
                statements = [*guards.DROP[vendor], *statements, *guards.CREATE[vendor]]
        flush(operations, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", emptied)
        yield


@pytest.fixture
def store(settings: Any, tmp_path: Path) -> Path:
    """The folder of the store, empty. Tests without it share one, which is content-addressed."""
    folder = tmp_path / "store"
    folder.mkdir()
    storages = deepcopy(settings.STORAGES)
    storages["store"]["OPTIONS"]["location"] = str(folder)
    settings.STORAGES = storages
    return folder


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a real PostgreSQL."""
    with postgres_server() as url:
        yield url


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The URL of a real server that speaks the Redis protocol."""
    with valkey_server() as url:
        yield url


@pytest.fixture
def unused_port() -> int:
    """A port of this machine that nothing listens on."""
    return free_port()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site whose database has its tables and no rows of ours: making them takes
    seconds, a copy none."""
    site = Site(tmp_path_factory.mktemp("migrated"))
    site.manage_well("migrate", "--verbosity", "0")
    return site.home


@pytest.fixture
def celery_worker_process(redis_url: str, migrated: Path, tmp_path: Path) -> Iterator[Worker]:
    """A worker in another process, with a migrated SQLite of its own: `worker.site.manage(...)`
    runs commands beside it."""
    site = Site(copytree(migrated, tmp_path / "site"), {"REDIS_URL": redis_url})
    with celery_worker(site) as worker:
        yield worker
