from typing import Any

from requests_app.management.console import CaseCommand
from requests_app.services.reference_data import reference_data_load


class Command(CaseCommand):
    help = "Load agencies, offices, appeal offices, authorities and annual figures; twice is once."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = reference_data_load()
        self.stdout.write(
            f"{loaded.agencies} agencies, {loaded.components} components, "
            f"{loaded.offices} offices, "
            f"{loaded.appeal_offices} appeal offices, {loaded.authorities} authorities, "
            f"{loaded.annual_figures} annual reports"
        )
