"""How long the pages take with a full database: `python -m tests.bench`, on SQLite and PostgreSQL.

Each database is filled once and kept in var/bench until the models or the filling change. Ends
with status 1 where the median of a page is over the limit on a database.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.services.servers import ROOT, postgres_server

DATABASES = ("sqlite", "postgresql")
COUNT_ALL = ("admin: ", "report: ")
"""Pages of managers, which count over all rows: a median of theirs may be ten times as long."""
FILLED_BY = ("shape.py", "tables.py", "filling.py", "filling_release.py")


def main(given: list[str] | None = None) -> int:
    options = _options(given)
    measured: dict[str, list[dict[str, Any]]] = {}
    for database in options.databases:
        measured[database] = _measured(database, options)
    print(table(measured, options.limit_ms))  # noqa: T201  (what the command is for)
    slow = over(measured, options.limit_ms)
    if slow:
        print(f"Over {options.limit_ms:g} ms: {', '.join(slow)}", file=sys.stderr)  # noqa: T201
    return 1 if slow else 0


def _options(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench-pages", description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=15, help="how often each page is asked for")
    parser.add_argument("--limit-ms", type=float, default=100, help="what a median may be")
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=list(DATABASES))
    parser.add_argument("--only", default="", help="measure the pages whose name has this in it")
    parser.add_argument("--explain", action="store_true", help="show the slowest statements")
    parser.add_argument("--kept", type=Path, default=ROOT / "var" / "bench", help="where they are")
    return parser.parse_args(given)


def table(measured: dict[str, list[dict[str, Any]]], limit: float) -> str:
    """Pages by databases: median and 95th percentile in ms, and the queries."""
    names = list(dict.fromkeys(row["page"] for rows in measured.values() for row in rows))
    by_name = {key: {row["page"]: row for row in rows} for key, rows in measured.items()}
    width = max(map(len, names), default=4)
    heads = "".join(f" | {each:^28}" for each in measured)
    units = "".join(f" | {'median':>8} {'95th':>8} {'queries':>8}  " for _ in measured)
    lines = [f"{'':{width}}{heads}", f"{'ms':{width}}{units}"]
    for name in names:
        cells = "".join(_cell(rows.get(name), limit) for rows in by_name.values())
        lines.append(f"{name:{width}}{cells}")
    return "\n".join(lines)


def _cell(row: dict[str, Any] | None, limit: float) -> str:
    if row is None:
        return f" | {'':28}"
    mark = "!" if _is_over(row, limit) else " "
    return f" | {row['median']:8.1f} {row['p95']:8.1f} {row['queries']:8d} {mark}"


def over(measured: dict[str, list[dict[str, Any]]], limit: float) -> list[str]:
    """The pages whose median is over the limit, each with its database."""
    return [
        f"{row['page']} ({database})"
        for database, rows in measured.items()
        for row in rows
        if _is_over(row, limit)
    ]


def _is_over(row: dict[str, Any], limit: float) -> bool:
    return bool(row["median"] > (10 * limit if row["page"].startswith(COUNT_ALL) else limit))


def _measured(database: str, options: argparse.Namespace) -> list[dict[str, Any]]:
    """What a process of its own measured on a database."""
    folder = _folder(database, options)
    found = folder / "measured.json"
    found.unlink(missing_ok=True)
    with _database(database, folder) as environment:
        command = [sys.executable, "-m", "tests.bench.measuring", str(folder)]
        command += [str(options.requests), str(options.messages), str(options.times)]
        command += ["--only", options.only] + (["--explain"] if options.explain else [])
        subprocess.run(command, env=environment, cwd=ROOT, check=True)
    return json.loads(found.read_text(encoding="utf-8"))


@contextmanager
def _database(database: str, folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a process that has this database, kept in the folder."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DATABASE_URL")}
    kept |= {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "FOIATRACK_HOME": str(folder),
        "FOIATRACK_STORE": str(folder / "store"),
    }
    if database == "sqlite":
        yield kept
        return
    with postgres_server(folder / "data") as url:
        yield kept | {"DATABASE_URL": url}


def _folder(database: str, options: argparse.Namespace) -> Path:
    """Where the database of this size is kept; one that was filled otherwise, or was not filled
    to its end, is removed."""
    size = options.kept / f"{options.requests}-{options.messages}" / database
    folder = size / _state()
    for other in size.iterdir() if size.is_dir() else ():
        if other != folder or not (folder / "filled.json").exists():
            shutil.rmtree(other)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _state() -> str:
    """The state of the models and of what fills them, in a few characters."""
    migrations = sorted(ROOT.glob("*/migrations/*.py"))
    filling = [Path(__file__).with_name(name) for name in FILLED_BY]
    digest = hashlib.sha256()
    for path in (*migrations, *filling, ROOT / "uv.lock"):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


if __name__ == "__main__":
    sys.exit(main())
