"""Measures how surely missing emails are inferred from native mail."""

import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from requests_app.ingest.scoring_mail import (
    ArchivedMail,
    MailScore,
    QuotedOnly,
    absent_ids,
    archived_mail,
    choose_deleted,
    kept_copies,
    score_inferred,
    write_mbox,
)

SAMPLES = Path(os.environ.get("FOIATRACK_SAMPLES", settings.BASE_DIR / "../shared/samples"))
REF = "BENCH-MAIL"
CASE = """\
schema: foiatrack.case/1
request:
  ref: BENCH-MAIL
  title: A mailing list with messages taken out
  agency: DHS/ICE
  requester: bench_mail
  filed_on: 2018-01-02
  text: All messages of the list.
"""
ENOUGH = 0.99


class Command(BaseCommand):
    """Take messages out of a mailbox, ingest the rest, and score what is inferred.

    It goes the way of a user: the commands `load_case`, `ingest` and `messages --format json`,
    each as a process of its own on an empty database. The truth is read by the standard library
    (`requests_app.ingest.scoring_mail`). Exit status 1 where a figure is below what is asked.
    """

    help = "Measure precision and recall of the missing messages inferred from mailboxes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "mailboxes", nargs="*", type=Path, help=f"mbox files; default: those of {SAMPLES}/mbox"
        )
        parser.add_argument("--delete", type=int, default=200, help="messages to take out")
        parser.add_argument("--seed", type=int, default=1, help="which ones are taken out")
        parser.add_argument("--list", action="store_true", help="list what differs from the truth")

    def handle(self, *args: Any, **options: Any) -> None:
        mailboxes = options["mailboxes"] or sorted((SAMPLES / "mbox").glob("*.mbox"))
        absent = [path for path in mailboxes if not path.is_file()]
        if absent or not mailboxes:
            where = absent[0] if absent else SAMPLES / "mbox"
            raise CommandError(f"There is no mailbox at {where}: nothing to measure.", returncode=2)
        fallen_short = [
            path.name
            for path in mailboxes
            if not self._measure(path, options["delete"], options["seed"], options["list"])
        ]
        if fallen_short:
            raise CommandError(f"Below what is asked: {', '.join(fallen_short)}", returncode=1)

    def _measure(self, path: Path, count: int, seed: int, every: bool) -> bool:
        mail = archived_mail(path)
        deleted = choose_deleted(mail, count=count, seed=seed)
        kept = [each for each in mail if each.message_id not in deleted]
        started = time.monotonic()
        inferred = [each for each in ingested(kept) if each["state"] == "inferred"]
        seconds = time.monotonic() - started
        score = score_inferred(
            [each["message_id"] for each in inferred], expected=absent_ids(kept), deleted=deleted
        )
        quoted = [_quoted_only(each) for each in inferred if each["message_id"] is None]
        copies = kept_copies(quoted, kept)
        self._say(path, seed, len(kept), score, seconds)
        self.stdout.write(
            f"  known from quotations alone, named by no header: {len(quoted)}; "
            f"of these may be a copy of a kept message: {len(copies)}"
        )
        if every:
            for stray in quoted:
                mark = " (may be a kept message)" if stray in copies else ""
                self.stdout.write(f"    {stray.sender or stray.address}, {stray.sent_at}{mark}")
            for title, ids in (("stray", filter(None, score.strays)), ("missed", score.missed)):
                for each in ids:
                    self.stdout.write(f"    {title}: {each}")
        found_all = score.deleted_found == score.deleted
        return score.precision_by_id >= ENOUGH and score.recall >= ENOUGH and found_all

    def _say(self, path: Path, seed: int, kept: int, score: MailScore, seconds: float) -> None:
        self.stdout.write(
            f"{path.name}, seed {seed}: {kept} messages kept, {score.deleted} taken out; "
            f"{seconds:.1f} s from load_case to JSON\n"
            f"  ids referred to and absent: {score.expected}; inferred with an id: "
            f"{score.inferred - score.strays.count(None)}\n"
            f"  precision {score.precision_by_id:.4f}, recall {score.recall:.4f}; "
            f"of those taken out found: {score.deleted_found} of {score.deleted}\n"
            f"  precision over all {score.inferred} inferred messages: {score.precision:.4f}"
        )


def ingested(kept: Sequence[ArchivedMail]) -> list[dict[str, Any]]:
    """The messages that the commands show after reading a mailbox of the mail given."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "case").mkdir()
        (home / "case" / "case.yaml").write_text(CASE, encoding="utf-8")
        write_mbox(home / "kept.mbox", kept)
        for words in (
            ("migrate", "--verbosity", "0"),
            ("load_reference_data",),
            ("load_case", str(home / "case")),
            ("ingest", REF, str(home / "kept.mbox"), "--here"),
        ):
            _command(home, *words)
        shown = json.loads(_command(home, "messages", REF, "--format", "json"))
    return list(shown["messages"])


def _command(home: Path, *words: str) -> str:
    """What a command prints, run by itself on the database of `home`."""
    kept_out = ("DATABASE_URL", "DATABASE_URL_FILE", "REDIS_URL", "FOIATRACK_STORE")
    environment = {name: value for name, value in os.environ.items() if name not in kept_out}
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *words],
        env={**environment, "FOIATRACK_HOME": str(home / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandError(f"{words[0]} failed:\n{done.stderr.strip()[-2000:]}")
    return done.stdout


def _quoted_only(message: dict[str, Any]) -> QuotedOnly:
    sender = message["from"] or {}
    sent_at = message["sent_at"]
    return QuotedOnly(
        sender=sender.get("name") or "",
        address=sender.get("address") or "",
        sent_at=datetime.fromisoformat(sent_at) if sent_at else None,
        offset=message["utc_offset"],
    )
