"""Bringing files in: every file goes to the store and gets its record of custody."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from requests_app.models import FoiaRequest, Production, SourceFile
from requests_app.models.production import LONGEST_NAME
from requests_app.services.store import blob_store


def production_next(*, foia_request: FoiaRequest) -> Production:
    """A new, empty production of the request."""
    last = foia_request.productions.order_by("-number").first()
    return Production.objects.create(
        foia_request=foia_request, number=last.number + 1 if last else 1
    )


def files_below(paths: Sequence[Path]) -> list[tuple[str, Path]]:
    """The files named, and those below the folders named, each with the name it was brought under.

    A file keeps its own name; one found below a folder, its path from that folder on.
    """
    named: list[tuple[str, Path]] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.is_file())
            named += [(str(each.relative_to(path.parent)), each) for each in inside]
        else:
            named.append((path.name, path))
    return [(name[-LONGEST_NAME:], path) for name, path in named]


def production_with(
    *, foia_request: FoiaRequest, files: Sequence[tuple[str, Path]], brought_by: str = ""
) -> tuple[Production | None, list[SourceFile]]:
    """Add a production of those files that the request does not hold yet, under the same name
    with the same bytes; (None, []) where it holds them all."""
    stored = [(name, blob_store(path=path)) for name, path in files]
    held = set(
        foia_request.source_files.filter(parent=None, production__isnull=False).values_list(
            "path", "blob_id"
        )
    )
    new = [(name, blob) for name, blob in stored if (name, blob.sha256) not in held]
    if not new:
        return None, []
    production = production_next(foia_request=foia_request)
    return production, [
        SourceFile.objects.create(
            foia_request=foia_request,
            production=production,
            ordinal=ordinal,
            path=name,
            blob=blob,
            brought_by=brought_by,
        )
        for ordinal, (name, blob) in enumerate(new)
    ]


def production_add(
    *, production: Production, files: Iterable[tuple[str, Path]], brought_by: str = ""
) -> list[SourceFile]:
    """Add the files to the production; those it holds already stay as they are."""
    return [
        _file_add(production.foia_request, production, ordinal, name, path, brought_by)
        for ordinal, (name, path) in enumerate(files)
    ]


def letter_add(
    *, foia_request: FoiaRequest, path: Path, name: str, brought_by: str = ""
) -> SourceFile:
    """Add a letter to or from the agency."""
    return _file_add(foia_request, None, 0, name, path, brought_by)


def _file_add(
    foia_request: FoiaRequest,
    production: Production | None,
    ordinal: int,
    name: str,
    path: Path,
    brought_by: str,
) -> SourceFile:
    source_file, _ = SourceFile.objects.get_or_create(
        foia_request=foia_request,
        production=production,
        parent=None,
        path=name,
        blob=blob_store(path=path),
        defaults={"ordinal": ordinal, "brought_by": brought_by},
    )
    return source_file
