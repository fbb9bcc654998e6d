"""Measuring pages on one database: started by `python -m tests.bench`, with its environment.

A page is asked for through Django's own handler, with every middleware and its template, as a
person who signed in; neither the network nor the web server is in the figure.
"""

import argparse
import json
import logging
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import django

REAL = time.perf_counter
LONGEST = 5.0
"""Seconds after which a page is not asked for again."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("requests", type=int)
    parser.add_argument("messages", type=int)
    parser.add_argument("times", type=int)
    parser.add_argument("--only", default="")
    parser.add_argument("--explain", action="store_true")
    options = parser.parse_args()
    # Where the middleware for static files looks once, and warns if it is not there.
    (options.folder / "static").mkdir(exist_ok=True)
    django.setup()
    logging.disable(logging.WARNING)
    _filled(options.folder, options.requests, options.messages)

    from tests.bench.pages import pages

    wanted = [each for each in pages() if options.only in each[0]]
    rows = measure(wanted, options.times, explain=options.explain)
    (options.folder / "measured.json").write_text(json.dumps(rows), encoding="utf-8")


def _filled(folder: Path, requests: int, messages: int) -> None:
    """The database, filled where it is not."""
    from django.core.management import call_command

    from tests.bench.filling import fill

    if (folder / "filled.json").exists():
        return
    began = REAL()
    call_command("migrate", verbosity=0)
    counted = fill(requests, messages)
    (folder / "filled.json").write_text(json.dumps(counted, indent=1), encoding="utf-8")
    _say(f"filled {folder.parent.name} with {sum(counted.values()):,} rows: {REAL() - began:.0f} s")


def measure(
    wanted: Sequence[tuple[str, str]], times: int, *, explain: bool = False
) -> list[dict[str, Any]]:
    """For each page, by its name and its address: the median and the 95th percentile in ms of so
    many answers, after one that is not counted, and the number of queries of one."""
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.bench.filling import READER

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=READER))
    rows = []
    for name, address in wanted:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        # Kept here: the next request empties the log that they are read from.
        queries = asked.captured_queries
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        taken = sorted(_taken(client, address, times))
        row = {
            "page": name,
            "median": statistics.median(taken),
            "p95": taken[min(len(taken) - 1, int(len(taken) * 0.95))],
            "queries": len(queries),
            "bytes": len(answer.content),
        }
        rows.append(row)
        if explain:
            _explain(row, queries)
    return rows


def _taken(client: Any, address: str, times: int) -> Iterator[float]:
    """Milliseconds of each answer; of a page that takes very long, fewer."""
    first = REAL()
    for _ in range(times):
        began = REAL()
        client.get(address)
        yield (REAL() - began) * 1000
        if REAL() - first > LONGEST:
            return


def _explain(row: dict[str, Any], asked: Sequence[dict[str, str]]) -> None:
    _say(f"{row['page']}: {row['median']:.0f} ms, {row['bytes']:,} bytes")
    for each in sorted(asked, key=lambda each: -float(each["time"]))[:4]:
        if float(each["time"]) >= 0.004:
            _say(f"    {float(each['time']) * 1000:6.0f} ms  {each['sql'][:400]}")


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201  (what the command is for)


if __name__ == "__main__":
    main()
