"""What of a request's files could not be read, or not surely to its end, and why."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from requests_app.models import FileFailure, FoiaRequest, Production, SourceFile
from requests_app.selectors.documents import document_names


@dataclass(frozen=True, slots=True)
class Failed:
    """A file, or a page or member of one, that could not be read or is in doubt: `name` says
    which."""

    source_file_id: int
    name: str
    reason: str


def failures_of(foia_request: FoiaRequest, production: Production | None = None) -> list[Failed]:
    """Every failure of the request's productions, or of one, in the order of the files."""
    files = foia_request.source_files.filter(production__isnull=False)
    if production:
        files = files.filter(production=production)
    names = document_names(foia_request)
    whole = files.filter(state=SourceFile.State.FAILED).values_list("pk", "reason")
    failed = [Failed(pk, names[pk], reason) for pk, reason in whole]
    inside = FileFailure.objects.filter(source_file__in=files)
    return failed + [
        Failed(each.source_file_id, f"{names[each.source_file_id]} / {each.name}", each.reason)
        for each in inside
    ]


def doubts_of(foia_request: FoiaRequest, production: Production | None = None) -> list[Failed]:
    """Every warning with which a file of the productions, or of one, was read: something of it
    may be missing though nothing failed."""
    files = foia_request.source_files.filter(production__isnull=False).exclude(warnings=[])
    if production:
        files = files.filter(production=production)
    names = document_names(foia_request)
    rows = files.values_list("pk", "warnings")
    return [Failed(pk, names[pk], reason) for pk, warnings in rows for reason in warnings]


def files_in_doubt(foia_request: FoiaRequest) -> QuerySet[SourceFile]:
    """The members of the request's productions that failed or were read with a warning."""
    inside = foia_request.source_files.filter(production__isnull=False, parent__isnull=False)
    doubtful = inside.filter(Q(state=SourceFile.State.FAILED) | ~Q(warnings=[]))
    return doubtful.select_related("parent").order_by("production__number", "pk")
