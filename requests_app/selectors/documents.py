"""How documents are named, and in what order they come, wherever a person meets them."""

from collections.abc import Iterable, Mapping

from requests_app.models import FoiaRequest, SourceFile

FILE_ORDER = ("production__number", "depth", "parent__ordinal", "ordinal", "path", "pk")


def document_names(foia_request: FoiaRequest) -> dict[int, str]:
    """The name of each file of the request by its id: as brought, and a member's behind the name
    of what it was unpacked from (`mail.zip / thread.eml`)."""
    rows = foia_request.source_files.values_list("pk", "path", "parent_id")
    files = {pk: (path, parent) for pk, path, parent in rows}
    return {pk: _name(pk, files) for pk in files}


def names_of(source_file_ids: Iterable[int]) -> dict[int, str]:
    """The names of some files by their ids, as `document_names` gives them; a query for each depth
    of containers."""
    wanted = set(source_file_ids)
    files: dict[int, tuple[str, int | None]] = {}
    missing = wanted
    while missing:
        rows = SourceFile.objects.filter(pk__in=missing).values_list("pk", "path", "parent_id")
        files |= {pk: (path, parent) for pk, path, parent in rows}
        missing = {parent for _, parent in files.values() if parent} - files.keys()
    return {pk: _name(pk, files) for pk in wanted & files.keys()}


def _name(pk: int, files: Mapping[int, tuple[str, int | None]]) -> str:
    path, parent = files[pk]
    parts = [path]
    while parent is not None:
        path, parent = files[parent]
        parts.append(path)
    return " / ".join(reversed(parts))


def in_file_order(path: str, *then: str) -> tuple[str, ...]:
    """What to order rows by so that they come in the order of the production: `path` leads from
    the rows to their file, `then` orders within it.

    The numbers of rows tell the order in which files happened to be read; several readers change
    it from run to run, and findings quote the first of what they find.
    """
    return (*(f"{path}__{each}" for each in FILE_ORDER), *then)
