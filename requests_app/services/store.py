"""The content-addressed store: files by the SHA-256 of their bytes, never overwritten."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from requests_app.models import Blob

CHUNK = 1024 * 1024


def blob_store(*, path: Path) -> Blob:
    """Bring the file at `path` into the store, reading it as a stream. The source is left alone."""
    with path.open("rb") as stream:
        sha256, size = _digest(stream)
        stream.seek(0)
        name = blob_name(sha256)
        storage = _storage()
        if not storage.exists(name):
            _save_once(storage, name, stream)
    blob, _ = Blob.objects.get_or_create(sha256=sha256, defaults={"size": size})
    return blob


@contextmanager
def blob_path(sha256: str) -> Iterator[Path]:
    """A local path to the bytes, for reading only: the stored file itself where it is on disk."""
    storage = _storage()
    if isinstance(storage, FileSystemStorage):
        yield Path(storage.path(blob_name(sha256)))
        return
    with tempfile.NamedTemporaryFile() as copy, storage.open(blob_name(sha256)) as stored:
        shutil.copyfileobj(stored, copy, CHUNK)
        copy.flush()
        yield Path(copy.name)


def blob_name(sha256: str) -> str:
    """Where the bytes are kept in the store."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def blob_differs(sha256: str) -> str | None:
    """Re-hash a stored file: None where it is whole, else what is wrong with it."""
    storage = _storage()
    if not storage.exists(blob_name(sha256)):
        return "missing from the store"
    with storage.open(blob_name(sha256)) as stored:
        found, _ = _digest(stored)
    return None if found == sha256 else f"its bytes now hash to {found}"


def _storage() -> Storage:
    return storages["store"]


def _digest(stream: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _save_once(storage: Storage, name: str, stream: IO[bytes]) -> None:
    if not isinstance(storage, FileSystemStorage):
        storage.save(name, File(stream))
        return
    # A kill half-way must not leave a short file under a full name, so write aside and rename.
    target = Path(storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as aside:
        shutil.copyfileobj(stream, aside, CHUNK)
    Path(aside.name).chmod(0o440)
    Path(aside.name).replace(target)
