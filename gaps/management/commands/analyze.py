from argparse import ArgumentParser
from datetime import date
from typing import Any

from gaps.services.analysis import request_analyze
from requests_app.management.console import CaseCommand, day


class Command(CaseCommand):
    help = "Run the detectors over a request now, and say what changed since the last run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ref", help="the request's file number")
        parser.add_argument("--as-of", type=day, help="the day to speak from (YYYY-MM-DD)")

    def handle(self, *args: Any, ref: str, as_of: date | None, **options: Any) -> None:
        run = request_analyze(foia_request=self.foia_request(ref), as_of=as_of)
        for code, reason in run.errors.items():
            self.stderr.write(f"{code}: the detector failed: {reason}")
        present = run.foia_request.findings.filter(is_present=True).count()
        self.stdout.write(
            f"{ref}: run {run.number} as of {run.as_of}: {present} gaps"
            f" ({run.new} new, {run.kept} kept, {run.cured} cured, {run.reopened} reopened)"
        )
