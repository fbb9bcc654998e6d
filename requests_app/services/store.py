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
    storage = _storage()
    with path.open("rb") as stream:
        sha256, size = _digest(stream)
        if not storage.exists(blob_name(sha256)):
            stream.seek(0)
            sha256, size = _save(storage, sha256, size, stream)
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


def _digest(stream: IO[bytes], copy: IO[bytes] | None = None) -> tuple[str, int]:
    """The SHA-256 and the size of what is left of the stream, which also goes to `copy`."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if copy:
            copy.write(chunk)
    return digest.hexdigest(), size


def _save(storage: Storage, sha256: str, size: int, stream: IO[bytes]) -> tuple[str, int]:
    """Keep the bytes of the stream under their own hash; returns the hash and the size."""
    if not isinstance(storage, FileSystemStorage):
        storage.save(blob_name(sha256), File(stream))
        return sha256, size
    # A kill half-way must not leave a short file under a full name, so write aside and rename.
    near = Path(storage.path(blob_name(sha256))).parent
    near.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=near, delete=False) as copy:
        aside = Path(copy.name)
        try:
            # The source may have changed since it was hashed: the copy bears its own hash.
            sha256, size = _digest(stream, copy)
        except BaseException:
            aside.unlink()
            raise
    aside.chmod(0o440)
    target = Path(storage.path(blob_name(sha256)))
    target.parent.mkdir(parents=True, exist_ok=True)
    aside.replace(target)
    return sha256, size
