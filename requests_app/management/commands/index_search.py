from argparse import ArgumentParser
from typing import Any

from requests_app.management.console import CaseCommand, counted, progress_bar
from requests_app.models import FoiaRequest
from requests_app.services.search_index import index_rebuild, requests_not_indexed


class Command(CaseCommand):
    help = (
        "Make anew what the search finds. It is kept by itself as records are read; this is for a "
        "database that was filled before, and for doubts."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ref", nargs="*", help="file numbers of requests; without any, all")
        parser.add_argument(
            "--missing", action="store_true", help="only requests that were never entered"
        )

    def handle(self, *args: Any, ref: list[str], missing: bool, **options: Any) -> None:
        if ref:
            requests = [self.foia_request(each) for each in ref]
        elif missing:
            requests = list(requests_not_indexed())
        else:
            requests = list(FoiaRequest.objects.order_by("pk"))
        with progress_bar() as progress:
            index_rebuild(requests=requests, progress=progress)
        self.stdout.write(f"{counted(len(requests), 'request')} entered for the search")
