from typing import Any

from requests_app.management.console import CaseCommand, RefusedError, progress_bar
from requests_app.models import Blob, SourceFile
from requests_app.services.store import blob_differs


class Command(CaseCommand):
    help = "Hash every stored file again and list what is missing or differs."

    def handle(self, *args: Any, **options: Any) -> None:
        hashes = list(Blob.objects.order_by("sha256").values_list("sha256", flat=True))
        differing = 0
        with progress_bar() as progress:
            for number, sha256 in enumerate(hashes, 1):
                if wrong := blob_differs(sha256):
                    differing += 1
                    names = SourceFile.objects.filter(blob=sha256).values_list("path", flat=True)
                    self.stderr.write(f"{', '.join(sorted(set(names))) or sha256}: {wrong}")
                progress("Hashing files", number, len(hashes))
        if differing:
            raise RefusedError(f"{differing} of {len(hashes)} stored files differ")
        self.stdout.write(f"{len(hashes)} stored files are whole")
