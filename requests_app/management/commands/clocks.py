import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.utils import timezone
from rich.table import Table

from requests_app.management.console import CaseCommand, cell, console_on, day
from requests_app.selectors.clocks import clocks_json


class Command(CaseCommand):
    help = "Show every clock of a request on a day: its state, its last day, and how it is counted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ref", help="the request's file number")
        parser.add_argument(
            "--on",
            type=day,
            help="the day (YYYY-MM-DD); default the day the case speaks from, else today",
        )
        parser.add_argument("--format", choices=("table", "json"), default="table")
        parser.add_argument(
            "--working", action="store_true", help="show each count, day by day, and its authority"
        )

    def handle(
        self,
        *args: Any,
        ref: str,
        on: date | None,
        format: str,
        working: bool,
        **options: Any,
    ) -> None:
        foia_request = self.foia_request(ref)
        spoken_on = on or foia_request.as_of or timezone.localdate()
        shown = clocks_json(foia_request, on=spoken_on)
        if format == "json":
            self.stdout.write(json.dumps(shown, indent=1, ensure_ascii=False))
            return
        if not shown["clocks"]:
            self.stdout.write(f"{ref}: no clock has started by {shown['on']}")
            return
        table = Table(
            "clock", "whose", "state", "from", "due", "done", title=cell(f"{ref}, {shown['on']}")
        )
        for clock in shown["clocks"]:
            table.add_row(*_row(clock))
        console_on(self.stdout).print(table)
        if working:
            for clock in shown["clocks"]:
                self._working(f"{_words(clock['name'])}: {_due(clock)}", clock)
        if exhaustion := shown["exhaustion"]:
            self._working(f"Remedies: {_words(exhaustion['state'])}", exhaustion if working else {})

    def _working(self, title: str, answer: dict[str, Any]) -> None:
        self.stdout.write(f"\n{title}")
        for step in answer.get("working", ()):
            authority = f"  [{step['authority']}]" if step["authority"] else ""
            self.stdout.write(f"   {step['text']}{authority}")
        for counted in answer.get("day_by_day", ()):
            self.stdout.write(f"      {counted}")


def _row(clock: dict[str, Any]) -> list[str]:
    begun = clock["runs_from"]
    what = f" ({cell(begun['what'])})" if begun["what"] else ""
    return [
        _words(clock["name"]),
        clock["whose"],
        _words(clock["state"]),
        f"{_words(begun['kind'])} {begun['on']}{what}",
        _due(clock),
        clock["done_on"] or "",
    ]


def _due(clock: dict[str, Any]) -> str:
    return clock["due"] or "nothing is due while it is paused"


def _words(name: str) -> str:
    return name.replace("_", " ")
