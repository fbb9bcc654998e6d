from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from gaps.appeals.letters import LETTERS
from gaps.appeals.markdown import count
from gaps.appeals.pandoc import ConversionError
from gaps.contract import LetterKind
from gaps.services.appeal_files import letter_write
from gaps.services.appeals import NothingToAssertError
from gaps.services.letters import letter_draft
from requests_app.management.console import CaseCommand, RefusedError, day

TITLES = {
    LetterKind.FOLLOW_UP: "Answer overdue",
    LetterKind.MISSING_RECORDS: "Items missing from the release",
    LetterKind.OGIS: "Request for dispute resolution",
    LetterKind.EXHAUSTION: "Statement of exhaustion",
}


class Command(CaseCommand):
    help = (
        "Draft a letter besides the appeal: follow_up (an answer is overdue), missing_records "
        "(attachments and pages that the release names), ogis (mediation), exhaustion (how the "
        "remedies stand)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ref", help="the request's file number")
        parser.add_argument("kind", choices=[each.value for each in LETTERS])
        parser.add_argument("--out", type=Path, required=True, help="folder for the files")
        parser.add_argument(
            "--accept-all",
            action="store_true",
            help="assert every certain and probable finding, confirmed or not; never leads",
        )
        parser.add_argument("--dated", type=day, help="the day the letter bears (YYYY-MM-DD)")

    def handle(
        self,
        *args: Any,
        ref: str,
        kind: str,
        out: Path,
        accept_all: bool,
        dated: date | None,
        **options: Any,
    ) -> None:
        foia_request = self.foia_request(ref)
        if out.exists() and not out.is_dir():
            raise RefusedError(f"{out}: is a file; --out names a folder")
        wanted = LetterKind(kind)
        try:
            draft = letter_draft(
                foia_request=foia_request, kind=wanted, accept_all=accept_all, dated_on=dated
            )
        except NothingToAssertError as error:
            raise RefusedError(str(error)) from error
        try:
            written = letter_write(
                foia_request=foia_request,
                facts=draft.facts,
                letter=draft.letter,
                title=f"{TITLES[wanted]}, {draft.facts.ref}",
                out=out,
            )
        except (ConversionError, OSError) as error:
            raise RefusedError(f"{out}: the letter could not be written: {error}") from error
        for path in written:
            self.stdout.write(str(path))
        self.stdout.write(
            f"{count(len(draft.facts.points), 'point')}, "
            f"{count(len(draft.facts.exhibits), 'exhibit')}; "
            f"{len(draft.letter.checklist)} things to check before signing (last page)"
        )
