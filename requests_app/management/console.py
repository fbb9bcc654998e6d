"""What commands show on a terminal, and how they fail: one clear line and status 2."""

import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from requests_app.ingest.pipeline import Progress as Report
from requests_app.models import FoiaRequest

WIDTH_ELSEWHERE = 150
"""Columns where the output is not a terminal."""


class RefusedError(CommandError):
    """Nothing could be done; the text is the one line that says why. Exit status 2."""

    def __init__(self, line: str) -> None:
        super().__init__(line, returncode=2)


class CaseCommand(BaseCommand):
    """A command of this project: one line, and no traceback, for a person's mistake."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return self._executed(*args, **options)
        except RefusedError as refused:
            # Django sets this where the command was called by a person and not by code.
            if not getattr(self, "_called_from_command_line", False):
                raise
            # Django would put the name of the class before the line.
            self.stderr.write(str(refused))
            sys.exit(refused.returncode)

    def _executed(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except DatabaseError as error:
            if _is_migrated():
                raise
            raise RefusedError(
                "the database is not set up for this version: run manage.py migrate, then "
                "load_reference_data (make demo and make serve do both)"
            ) from error

    def foia_request(self, ref: str) -> FoiaRequest:
        """The request of that file number."""
        found = FoiaRequest.objects.select_related("agency").filter(ref=ref).first()
        if found is None:
            known = list(FoiaRequest.objects.values_list("ref", flat=True)[:5])
            known_text = ", ".join(known) or "none yet; load one with load_case"
            raise RefusedError(f"{ref}: no request has this file number (known: {known_text})")
        return found


def _is_migrated() -> bool:
    """Whether the database has every table and column that this version reads and writes."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        # It does not even answer: what was raised first says why.
        return True


def day(written: str) -> date:
    """A day as a person writes it on the command line."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ArgumentTypeError(f"'{written}' is not a day; write it as YYYY-MM-DD") from error


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def one_line(text: str) -> str:
    """Text from outside as one line of a terminal: names may hold newlines and escape codes."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)


def cell(text: str) -> str:
    """Text from outside in a table: its lines stay, and neither markup nor codes have an effect."""
    return escape("\n".join(one_line(each) for each in text.split("\n")))


def console_on(out: OutputWrapper) -> Console:
    """A console that prints where a command prints; wide where that is not a terminal."""
    # The wrapper ends every write with a newline, which would cut tables into pieces.
    beneath = cast("IO[str]", out._out)
    return Console(file=beneath, width=None if out.isatty() else WIDTH_ELSEWHERE)


@contextmanager
def progress_bar(*, enabled: bool = True) -> Iterator[Report]:
    """A bar on a terminal, nothing elsewhere. Yields what reports to it."""
    console = Console(stderr=True)
    shown = enabled and sys.stderr.isatty()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not shown, transient=True) as bar:
        tasks: dict[str, int] = {}

        def report(stage: str, completed: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            # `bar` gives out these ids itself.
            bar.update(tasks[stage], completed=completed, total=total)  # type: ignore[arg-type]

        yield report
