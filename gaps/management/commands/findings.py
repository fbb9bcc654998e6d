import csv
import io
import json
from argparse import ArgumentParser
from typing import Any

from gaps.selectors import findings_json
from gaps.shown import findings_table
from requests_app.management.console import CaseCommand

COLUMNS = (
    "code",
    "detector",
    "status",
    "severity",
    "confidence",
    "subject",
    "message",
    "document",
    "page",
    "bates",
    "fingerprint",
)


class Command(CaseCommand):
    help = "Show the gaps found in a request, each with the page that proves it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ref", help="the request's file number")
        parser.add_argument("--format", choices=("table", "json", "csv"), default="table")

    def handle(self, *args: Any, ref: str, format: str, **options: Any) -> None:
        shown = findings_json(self.foia_request(ref))
        if format == "json":
            self.stdout.write(json.dumps(shown, indent=1, ensure_ascii=False))
        elif format == "csv":
            self._csv(shown["findings"])
        elif shown["run"] == 0:
            self.stdout.write(f"{ref}: not analyzed yet; run analyze {ref}")
        else:
            findings_table(shown, self.stdout)

    def _csv(self, findings: list[dict[str, Any]]) -> None:
        out = io.StringIO()
        writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for finding in findings:
            pages = [piece for piece in finding["evidence"] if piece.get("page")]
            writer.writerow(finding | (pages[0] if pages else {}))
        self.stdout.write(out.getvalue(), ending="")
