from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from requests_app.lib.strict_yaml import YamlError
from requests_app.management.console import CaseCommand, RefusedError
from requests_app.services.cases import case_load


class Command(CaseCommand):
    help = "Create or refresh a request from a case folder (case.yaml and the files it names)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder that holds case.yaml")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            loaded = case_load(folder=folder)
        except YamlError as error:
            raise RefusedError(f"{folder}: {error}") from error
        foia_request = loaded.foia_request
        waiting = foia_request.source_files.filter(state="stored").count()
        what = "created" if loaded.created else "up to date"
        self.stdout.write(f"{foia_request.ref}: {what}; {waiting} files wait to be read")
