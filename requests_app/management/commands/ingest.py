import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from requests_app.ingest.pipeline import Tally, tally
from requests_app.management.console import (
    CaseCommand,
    RefusedError,
    counted,
    one_line,
    progress_bar,
)
from requests_app.models import FoiaRequest, Production, SourceFile
from requests_app.selectors.failures import doubts_of, failures_of
from requests_app.services.ingest import is_assembled, request_read
from requests_app.services.productions import files_below, production_with
from requests_app.tasks import reading_enqueue


class Command(CaseCommand):
    help = (
        "Add a production from files or folders and read it. Without paths, read what still "
        "waits. Files that the request holds already change nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ref", help="the request's file number")
        parser.add_argument("paths", nargs="*", type=Path, help="files or folders")
        parser.add_argument(
            "--here",
            action="store_true",
            help="read in this process even where workers are set up",
        )

    def handle(self, *args: Any, ref: str, paths: list[Path], here: bool, **options: Any) -> None:
        foia_request = self.foia_request(ref)
        production = self._bring(foia_request, paths) if paths else None
        if settings.QUEUE_ENABLED and not here:
            self._follow(foia_request)
        else:
            with progress_bar() as progress:
                request_read(foia_request=foia_request, progress=progress)
        self._report(foia_request, production, tally(foia_request))

    def _bring(self, foia_request: FoiaRequest, paths: list[Path]) -> Production | None:
        """The production made of these files; None where the request holds them all."""
        absent = [path for path in paths if not path.exists()]
        for path in absent:
            self.stderr.write(one_line(f"{path}: no such file or folder"))
        files = files_below([path for path in paths if path not in absent])
        if not files:
            raise RefusedError(f"{foia_request.ref}: no file to add")
        with transaction.atomic():
            production, added = production_with(foia_request=foia_request, files=files)
        if production is None:
            self.stdout.write(f"{foia_request.ref}: holds already: {counted(len(files), 'file')}")
        else:
            self.stdout.write(f"{production}: {counted(len(added), 'file')} added")
        return production

    def _follow(self, foia_request: FoiaRequest) -> None:
        reading_enqueue(foia_request)
        with progress_bar() as progress:
            while (now := tally(foia_request)).waiting or not is_assembled(foia_request.pk):
                progress("Reading files", now.expected - now.waiting, now.expected)
                time.sleep(0.5)

    def _report(
        self, foia_request: FoiaRequest, production: Production | None, total: Tally
    ) -> None:
        """The failures of what was just brought, or of everything, what was read with a warning,
        and the totals."""
        ours = foia_request.source_files.filter(production__isnull=False)
        if production:
            ours = ours.filter(production=production)
        for failed in failures_of(foia_request, production):
            self.stderr.write(one_line(f"{failed.name}: {failed.reason}"))
        for doubted in doubts_of(foia_request, production):
            self.stderr.write(one_line(f"{doubted.name}: read, but {doubted.reason}"))
        self.stdout.write(
            f"{foia_request.ref}: {total.expected} files = {total.read} read"
            f" + {total.kept} kept unread + {total.failed} failed; "
            f"{total.expected_pages} pages = {total.read_pages} read"
            f" + {total.failed_pages} failed; {foia_request.messages.count()} messages"
        )
        came = ours.filter(Q(read_pages__gt=0) | Q(state=SourceFile.State.KEPT))
        if ours.exists() and not came.exists():
            raise RefusedError(f"{production or foia_request.ref}: nothing of it could be read")
