from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from gaps.appeals.markdown import count
from gaps.appeals.pandoc import ConversionError
from gaps.services.appeal_files import appeal_write
from gaps.services.appeals import NothingToAssertError, appeal_draft
from requests_app.management.console import CaseCommand, RefusedError, day


class Command(CaseCommand):
    help = (
        "Draft the appeal from the confirmed findings: letter.docx, letter.pdf, exhibits.pdf and "
        "exhibits.csv."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ref", help="the request's file number")
        parser.add_argument("--out", type=Path, required=True, help="folder for the four files")
        parser.add_argument(
            "--accept-all",
            action="store_true",
            help="assert every certain and probable finding, confirmed or not; never leads",
        )
        parser.add_argument("--dated", type=day, help="the day the letter bears (YYYY-MM-DD)")

    def handle(
        self, *args: Any, ref: str, out: Path, accept_all: bool, dated: date | None, **options: Any
    ) -> None:
        foia_request = self.foia_request(ref)
        if out.exists() and not out.is_dir():
            raise RefusedError(f"{out}: is a file; --out names a folder")
        try:
            draft = appeal_draft(foia_request=foia_request, accept_all=accept_all, dated_on=dated)
        except NothingToAssertError as error:
            raise RefusedError(str(error)) from error
        try:
            written = appeal_write(draft=draft, out=out)
        except (ConversionError, OSError) as error:
            raise RefusedError(f"{out}: the appeal could not be written: {error}") from error
        for path in written:
            self.stdout.write(str(path))
        self.stdout.write(
            f"{count(len(draft.facts.points), 'point')}, "
            f"{count(len(draft.facts.exhibits), 'exhibit')}; "
            f"{len(draft.letter.checklist)} things to check before signing (last page)"
        )
