from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from requests_app.lib.strict_yaml import YamlError
from requests_app.management.console import CaseCommand, RefusedError, counted, one_line
from requests_app.services.cases import case_load


class Command(CaseCommand):
    help = "Create or refresh a request from a case folder (case.yaml and the files it names)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, help="the folder that holds case.yaml (or that file)"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if folder.name == "case.yaml" and folder.is_file():
            folder = folder.parent
        try:
            loaded = case_load(folder=folder)
        except YamlError as error:
            raise RefusedError(one_line(f"{folder}: {error}")) from error
        foia_request = loaded.foia_request
        waiting = foia_request.source_files.filter(state="stored").count()
        what = "created" if loaded.created else "up to date"
        self.stdout.write(f"{foia_request.ref}: {what}")
        if not foia_request.productions.exists():
            self.stdout.write(
                f"no production yet: add one with manage.py ingest {foia_request.ref} PATH"
            )
        elif waiting:
            files = counted(waiting, "file")
            self.stdout.write(f"{files} waiting to be read: manage.py ingest {foia_request.ref}")
