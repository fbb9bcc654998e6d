import json
from argparse import ArgumentParser
from typing import Any

from rich.table import Table

from requests_app.management.console import CaseCommand, cell, console_on
from requests_app.selectors.messages import messages_json


class Command(CaseCommand):
    help = "Show the messages of a request: those produced, and those proven but not produced."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ref", help="the request's file number")
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def handle(self, *args: Any, ref: str, format: str, **options: Any) -> None:
        shown = messages_json(self.foia_request(ref))
        if format == "json":
            self.stdout.write(json.dumps(shown, indent=1, ensure_ascii=False))
            return
        if not shown["messages"]:
            self.stdout.write(f"{ref}: no messages yet; add a production with ingest {ref} PATH")
            return
        table = Table("", "state", "sent", "from", "to", "subject", "stands at", title=cell(ref))
        for message in shown["messages"]:
            table.add_row(*map(cell, _row(message)))
        console_on(self.stdout).print(table)


def _row(message: dict[str, Any]) -> list[str]:
    places = [
        f"{place['document']} p. {', '.join(map(str, place['pages']))} ({place['role']})"
        for place in message["occurrences"]
    ]
    return [
        message["id"],
        message["state"],
        (message["sent_at"] or "").replace("T", " "),
        _person(message["from"]),
        "; ".join(_person(each) for each in message["to"]),
        " ".join((message["subject"] or message["message_id"] or "").split()),
        "\n".join(places),
    ]


def _person(slot: dict[str, Any] | None) -> str:
    if slot is None:
        return ""
    return slot["name"] or slot["address"] or ("[withheld]" if slot["redacted"] else "")
