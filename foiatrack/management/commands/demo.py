from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from foiatrack.sample_case import sample_load
from gaps.selectors import findings_json
from gaps.services.analysis import request_analyze
from gaps.services.appeal_files import appeal_write
from gaps.services.appeals import appeal_draft
from gaps.shown import findings_table
from requests_app.management.console import CaseCommand, progress_bar
from requests_app.services.ingest import request_read


class Command(CaseCommand):
    help = (
        "Load the sample case, read its production, find the gaps, print them and write the "
        "appeal. A second run changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--out",
            type=Path,
            default=settings.HOME / "demo",
            help="folder for the four files of the appeal (default: %(default)s)",
        )

    def handle(self, *args: Any, out: Path, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        with progress_bar() as progress:
            progress("Loading the case", 0, 1)
            foia_request = sample_load()
            progress("Loading the case", 1, 1)
            counted = request_read(foia_request=foia_request, progress=progress)
        run = request_analyze(foia_request=foia_request)
        self.stdout.write(
            f"{foia_request.ref} {foia_request.title}: a re-creation, all names invented\n"
            f"{counted.expected} files = {counted.read} read + {counted.kept} kept unread"
            f" + {counted.failed} failed; {counted.read_pages} pages;"
            f" {foia_request.messages.count()} messages; run {run.number}"
        )
        findings_table(findings_json(foia_request), self.stdout)
        draft = appeal_draft(foia_request=foia_request, accept_all=True)
        for path in appeal_write(draft=draft, out=out):
            self.stdout.write(str(path))
