"""What of a request's files could not be read, and why."""

from dataclasses import dataclass

from requests_app.models import FileFailure, FoiaRequest, Production, SourceFile
from requests_app.selectors.documents import document_names


@dataclass(frozen=True, slots=True)
class Failed:
    """A file, or a page or member of one, that could not be read: `name` says which."""

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
