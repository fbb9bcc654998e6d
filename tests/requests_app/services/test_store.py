"""The store: every object is whole and stands under the hash of its bytes, whatever happens."""

import hashlib
import io
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from requests_app.management.console import RefusedError
from requests_app.models import Blob
from requests_app.services.store import CHUNK, blob_differs, blob_name, blob_path, blob_store
from tests.factories import SourceFileFactory
from tests.services.servers import ROOT, Site

pytestmark = pytest.mark.django_db

CONTENT = b"released" * (CHUNK // 4)
"""Two chunks of the stream."""


class WatchedPath(type(Path())):  # type: ignore[misc]  # the class depends on the system
    """A file that calls `half_way` once when its second reading stands at the second chunk."""

    half_way: Callable[[], None]

    def open(self, *args: object, **options: object) -> io.BufferedReader:
        stream = Watched(io.FileIO(str(self)), CHUNK)
        stream.half_way = self.half_way
        return stream


class Watched(io.BufferedReader):
    half_way: Callable[[], None]
    reading = 1

    def seek(self, *args: int) -> int:
        self.reading += 1
        return super().seek(*args)

    def read(self, size: int | None = -1) -> bytes:
        if self.reading == 2 and self.tell() == CHUNK:
            self.half_way()
        return super().read(size)


def released(folder: Path, content: bytes = CONTENT, name: str = "released.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def watched(path: Path, half_way: Callable[[], None]) -> Path:
    wrapped: Path = WatchedPath(path)
    wrapped.half_way = half_way  # type: ignore[attr-defined]  # it is a WatchedPath
    return wrapped


def objects(store: Path) -> dict[str, bytes]:
    """Everything in the store by its name there."""
    return {
        str(path.relative_to(store)): path.read_bytes()
        for path in store.rglob("*")
        if path.is_file()
    }


def named(content: bytes) -> str:
    return blob_name(hashlib.sha256(content).hexdigest())


def test_what_is_brought_in_stands_under_its_hash_and_the_source_stays(
    tmp_path: Path, store: Path
) -> None:
    path = released(tmp_path)
    blob = blob_store(path=path)
    assert objects(store) == {named(CONTENT): CONTENT}
    assert (blob.sha256, blob.size) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
    assert path.read_bytes() == CONTENT
    with blob_path(blob.sha256) as kept:
        assert kept.read_bytes() == CONTENT


def test_an_empty_file_is_kept_as_any_other(tmp_path: Path, store: Path) -> None:
    assert blob_store(path=released(tmp_path, b"")).size == 0
    assert objects(store) == {named(b""): b""}


def test_identical_bytes_under_two_names_are_kept_once(tmp_path: Path, store: Path) -> None:
    first = blob_store(path=released(tmp_path))
    kept = store / named(CONTENT)
    before = kept.stat()
    second = blob_store(path=released(tmp_path, name="copy.pdf"))
    assert first == second
    assert Blob.objects.count() == 1
    assert list(objects(store)) == [named(CONTENT)]
    after = kept.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_one_differing_byte_is_another_object(tmp_path: Path, store: Path) -> None:
    other = b"R" + CONTENT[1:]
    blob_store(path=released(tmp_path))
    blob_store(path=released(tmp_path, other, "other.pdf"))
    assert objects(store) == {named(CONTENT): CONTENT, named(other): other}


def test_a_stored_object_cannot_be_written(tmp_path: Path, store: Path) -> None:
    blob_store(path=released(tmp_path))
    assert (store / named(CONTENT)).stat().st_mode & 0o222 == 0


def test_a_stored_object_stays_when_its_source_changes(tmp_path: Path, store: Path) -> None:
    path = released(tmp_path)
    blob = blob_store(path=path)
    path.write_bytes(b"something else")
    assert objects(store) == {named(CONTENT): CONTENT}
    assert blob_differs(blob.sha256) is None


def test_a_source_that_fails_half_way_leaves_nothing(tmp_path: Path, store: Path) -> None:
    def fail() -> None:
        raise OSError("the disk is gone")

    path = released(tmp_path)
    with pytest.raises(OSError, match="the disk is gone"):
        blob_store(path=watched(path, fail))
    assert objects(store) == {}
    assert not Blob.objects.exists()
    blob_store(path=path)
    assert objects(store) == {named(CONTENT): CONTENT}


def test_a_source_that_changes_while_it_is_copied_is_kept_as_what_was_copied(
    tmp_path: Path, store: Path
) -> None:
    path = released(tmp_path)
    changed = CONTENT[:CHUNK] + b"changed"

    def change() -> None:
        path.write_bytes(changed)

    blob = blob_store(path=watched(path, change))
    assert objects(store) == {named(changed): changed}
    assert (blob.sha256, blob.size) == (hashlib.sha256(changed).hexdigest(), len(changed))
    assert blob_differs(blob.sha256) is None


KILLED = """
import sys
from pathlib import Path
import django
django.setup()
from requests_app.services.store import blob_store
from tests.requests_app.services.test_store import watched

def wait():
    print("half way", flush=True)
    sys.stdin.read()

blob_store(path=watched(Path(sys.argv[1]), wait))
"""


def test_a_process_killed_while_it_copies_leaves_no_object(tmp_path: Path, store: Path) -> None:
    path = released(tmp_path)
    site = Site(tmp_path, {"FOIATRACK_STORE": str(store)})
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)],
        cwd=ROOT,
        env=site.variables(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"half way\n"
        process.kill()
    assert process.returncode == -9
    assert named(CONTENT) not in objects(store)
    assert CONTENT not in objects(store).values()
    blob = blob_store(path=path)
    assert objects(store)[named(CONTENT)] == CONTENT
    assert blob_differs(blob.sha256) is None


@pytest.mark.parametrize("place", [0, CHUNK, len(CONTENT) - 1])
def test_one_flipped_bit_is_found_and_the_file_is_named(
    place: int, tmp_path: Path, store: Path
) -> None:
    blob = blob_store(path=released(tmp_path))
    whole = blob_store(path=released(tmp_path, b"whole", "whole.pdf"))
    SourceFileFactory.create(blob=blob, path="release/flipped.pdf")
    SourceFileFactory.create(blob=whole, path="release/whole.pdf")
    kept = store / named(CONTENT)
    kept.chmod(0o600)
    with kept.open("r+b") as stream:
        stream.seek(place)
        stream.write(bytes([CONTENT[place] ^ 1]))
    err = StringIO()
    with pytest.raises(RefusedError, match="1 of 2 stored files differ"):
        call_command("verify_store", stderr=err)
    (line,) = err.getvalue().splitlines()
    assert line.startswith("release/flipped.pdf: its bytes now hash to ")
