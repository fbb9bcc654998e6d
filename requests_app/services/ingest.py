"""Reading what was brought in, to the end: files, then messages, then word of the change."""

import os
from collections.abc import Collection
from functools import partial

from django.db import transaction

from requests_app.ingest.assembling import request_assemble
from requests_app.ingest.pipeline import Progress, Tally, files_read, tally
from requests_app.models import FileFailure, FoiaRequest, Occurrence, SourceFile
from requests_app.services.letter_reading import letters_read, letters_unread
from requests_app.services.rows import request_lock
from requests_app.services.search_index import messages_index
from requests_app.signals import records_changed

COUNTS = (
    *("expected_pages", "read_pages", "failed_pages"),
    *("expected_members", "read_members", "failed_members"),
)


def request_read(
    *, foia_request: FoiaRequest, progress: Progress | None = None, readers: int | None = None
) -> Tally:
    """Read all that waits, in this process and `readers` child processes (default: one a core)."""
    count = readers or os.cpu_count() or 1
    changed = not is_assembled(foia_request.pk)
    while waiting := waiting_files(foia_request):
        files_read(source_file_ids=waiting, progress=progress, readers=count)
        changed = True
    if changed:
        messages_assemble(foia_request=foia_request)
    else:
        # A kill may have come between the last change and the word of it.
        with transaction.atomic():
            _announce(foia_request)
    return tally(foia_request)


def messages_assemble(*, foia_request: FoiaRequest) -> None:
    """Read what letters say, make the messages of all that was read, and announce that the
    records changed."""
    letters_read(foia_request=foia_request)
    with transaction.atomic():
        request_assemble(foia_request=foia_request)
        messages_index(foia_request=foia_request)
        _announce(foia_request)


def _announce(foia_request: FoiaRequest) -> None:
    """Send word of the change once the transaction has committed."""
    send = partial(records_changed.send, sender=FoiaRequest, foia_request_id=foia_request.pk)
    transaction.on_commit(send)


def files_retry(*, foia_request: FoiaRequest, files: Collection[int] = ()) -> int:
    """Have files of which nothing could be read wait to be read again, all of them or those
    named; returns how many. What a file gave is never taken back, so one that gave a page or a
    member is left as it is."""
    failed = foia_request.source_files.filter(
        state=SourceFile.State.FAILED, pages=None, members=None
    )
    if files:
        failed = failed.filter(pk__in=files)
    with transaction.atomic():
        request_lock(foia_request.pk)
        again = list(failed.values_list("pk", flat=True))
        FileFailure.objects.filter(source_file__in=again).delete()
        SourceFile.objects.filter(pk__in=again).update(
            state=SourceFile.State.STORED, reason="", warnings=[], **dict.fromkeys(COUNTS, 0)
        )
    return len(again)


def waiting_files(foia_request: FoiaRequest) -> list[int]:
    """The ids of the files that wait to be read, in order."""
    stored = foia_request.source_files.filter(state=SourceFile.State.STORED)
    return list(stored.order_by("depth", "ordinal", "pk").values_list("pk", flat=True))


def is_assembled(foia_request_id: int) -> bool:
    """Whether every email that was read in the request's productions has its message, and every
    letter its facts."""
    if letters_unread(foia_request_id).exists():
        return False
    return not Occurrence.objects.filter(
        source_file__foia_request=foia_request_id,
        source_file__production__isnull=False,
        message=None,
    ).exists()
