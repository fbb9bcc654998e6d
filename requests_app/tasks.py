"""Tasks: fetch, call a service. Every one may run twice, or be killed and run again."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from requests_app.dispatch import dispatch
from requests_app.ingest.pipeline import batched, files_read
from requests_app.models import FoiaRequest, SourceFile
from requests_app.services.deadlines import deadlines_derive_all
from requests_app.services.ingest import is_assembled, messages_assemble, waiting_files

FILES_A_TASK = 100
LOST_AFTER = timedelta(minutes=10)
"""A file that waits longer has lost its task, or its worker."""


def reading_enqueue(foia_request: FoiaRequest) -> None:
    """Hand all that waits in the request to the workers, in batches of files."""
    batches = list(batched(waiting_files(foia_request), FILES_A_TASK))
    for batch in batches:
        dispatch(read_files_task, batch)
    if not batches:
        dispatch(assemble_request_task, foia_request.pk)


@shared_task(name="requests_app.read_files")
def read_files_task(source_file_ids: list[int]) -> None:
    """Read these files; hand on the members found in them, or the request once all is read."""
    found = files_read(source_file_ids=source_file_ids, readers=1)
    for batch in batched(found, FILES_A_TASK):
        dispatch(read_files_task, batch)
    touched = FoiaRequest.objects.filter(source_files__in=source_file_ids).distinct()
    for foia_request in touched:
        if not waiting_files(foia_request):
            dispatch(assemble_request_task, foia_request.pk)


@shared_task(name="requests_app.assemble_request")
def assemble_request_task(foia_request_id: int) -> None:
    """Make the messages of a request out of all that was read."""
    if foia_request := FoiaRequest.objects.filter(pk=foia_request_id).first():
        messages_assemble(foia_request=foia_request)


@shared_task(name="requests_app.derive_deadlines")
def derive_deadlines_task() -> int:
    """Derive the deadlines of every request for today; returns of how many."""
    return deadlines_derive_all(day=timezone.localdate())


@shared_task(name="requests_app.sweep_lost_work")
def sweep_lost_work_task() -> int:
    """Enqueue again what has waited too long to be read, and requests that were read and not
    assembled; returns how many files and requests those were."""
    before = timezone.now() - LOST_AFTER
    waiting = SourceFile.objects.filter(state=SourceFile.State.STORED)
    lost = list(waiting.filter(brought_at__lt=before).values_list("pk", flat=True)[:10_000])
    for batch in batched(lost, FILES_A_TASK):
        read_files_task.delay(batch)
    idle = FoiaRequest.objects.filter(source_files__brought_at__lt=before).distinct()
    unassembled = [
        pk
        for pk in idle.exclude(source_files__in=waiting).values_list("pk", flat=True)
        if not is_assembled(pk)
    ]
    for foia_request_id in unassembled:
        assemble_request_task.delay(foia_request_id)
    return len(lost) + len(unassembled)
