import json
from argparse import ArgumentParser
from typing import Any

from rich.table import Table

from requests_app.management.console import CaseCommand, cell, console_on
from requests_app.selectors.letters import letters_json

LONGEST_QUOTE = 90


class Command(CaseCommand):
    help = "Show the letters of a request and what was read from each, with its words and page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ref", help="the request's file number")
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def handle(self, *args: Any, ref: str, format: str, **options: Any) -> None:
        shown = letters_json(self.foia_request(ref))
        if format == "json":
            self.stdout.write(json.dumps(shown, indent=1, ensure_ascii=False))
            return
        if not shown["letters"]:
            self.stdout.write(f"{ref}: no letters yet; name them in case.yaml and run load_case")
            return
        for letter in shown["letters"]:
            self._letter(ref, letter)

    def _letter(self, ref: str, letter: dict[str, Any]) -> None:
        self.stdout.write(_title(letter))
        if not letter["facts"]:
            self.stdout.write(f"   {_silence(ref, letter)}\n")
            return
        table = Table("id", "fact", "value", "words", "page", "confidence", "status")
        for fact in letter["facts"]:
            value = fact["value"]
            shown = _short(", ".join(value) if isinstance(value, list) else str(value))
            words = _short(fact["quote"])
            table.add_row(
                str(fact["id"]),
                fact["name"].replace("_", " "),
                # A fact that is a sentence is its own words.
                "" if shown == words and " " in shown else cell(shown),
                cell(words),
                str(fact["page"]),
                fact["confidence"],
                fact["status"],
            )
        console_on(self.stdout).print(table)


def _title(letter: dict[str, Any]) -> str:
    sender = "from the agency" if letter["direction"] == "in" else "to the agency"
    dated = letter["dated_on"] or "undated"
    document = letter["document"] or "no file"
    kind = letter["kind"].replace("_", " ")
    return f"{letter['number']}. {kind}, {sender}, {dated}: {document}"


def _silence(ref: str, letter: dict[str, Any]) -> str:
    """Why nothing stands below a letter."""
    if letter["failure"]:
        return str(letter["failure"])
    if letter["direction"] == "out":
        return "our own letter: it is not read"
    if letter["document"] is None:
        return "no file: nothing to read"
    if letter["readable"] is None:
        return f"not read yet; run ingest {ref}"
    if not letter["readable"]:
        return "too little text to read: its silence means nothing"
    return "nothing that is known was found in it"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"
