import json
from argparse import ArgumentParser
from typing import Any

from rich.table import Table

from gaps.authorities_listed import authorities_json
from requests_app.management.console import CaseCommand, cell, console_on

SHOWN = 6
"""Users of an authority that are named in the table; all are in the JSON."""


class Command(CaseCommand):
    help = (
        "List every authority: what a lawyer has still to open and why, who uses it, and who "
        "opened it and when."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--open", action="store_true", help="only those that a letter marks as unverified"
        )
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def handle(self, *args: Any, open: bool, format: str, **options: Any) -> None:
        shown = authorities_json(only_open=open)
        if format == "json":
            self.stdout.write(json.dumps(shown, indent=1, ensure_ascii=False))
            return
        table = Table("authority", "still open", "used by", "opened", show_lines=True)
        for row in shown["authorities"]:
            table.add_row(*map(cell, _cells(row)))
        console = console_on(self.stdout)
        console.print(table)
        counts = shown["counts"]
        why = ", ".join(
            f"{number} {reason.replace('_', ' ')}"
            for reason, number in counts["open_by_reason"].items()
        )
        console.print(
            f"{counts['all']} authorities, {counts['open']} to be opened ({why}), of which "
            f"{counts['open_and_used']} in use; {counts['opened']} opened by somebody here"
        )


def _cells(row: dict[str, Any]) -> tuple[str, str, str, str]:
    adverse = "\nadverse" if row["adverse"] else ""
    still = "\n".join(f"{_words(each['reason'])}: {each['text']}" for each in row["still_open"])
    return (
        f"{row['printed']}{adverse}",
        still or "nothing",
        _users(row["used_by"]),
        "\n".join(_opening(each) for each in row["opened"]),
    )


def _users(used_by: dict[str, list[str]]) -> str:
    """The users by their sort; against marks those that it cuts against."""
    rows = []
    for sort, names in used_by.items():
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        if names:
            rows.append(f"{sort}: {', '.join(map(_words, names[:SHOWN]))}{more}")
    return "\n".join(rows) or "nothing"


def _opening(opened: dict[str, Any]) -> str:
    told = ", ".join(map(_words, opened["confirmed"])) or "nothing"
    past = "" if opened["counts"] else " (counts no longer)"
    return f"{opened['by']}, {opened['at'][:10]}: {told}{past}"


def _words(name: str) -> str:
    return name.replace("_", " ")
