"""The store is checked against the hashes by which it keeps its files."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from requests_app.management.console import RefusedError
from requests_app.services.store import blob_name, blob_store

pytestmark = pytest.mark.django_db


def kept(tmp_path: Path, store: Path, content: bytes) -> Path:
    """A file brought into the store, and where it is kept."""
    source = tmp_path / "released.pdf"
    source.write_bytes(content)
    return store / blob_name(blob_store(path=source).sha256)


def test_a_store_whose_files_are_whole_is_said_to_be(tmp_path: Path, store: Path) -> None:
    kept(tmp_path, store, b"released")
    out = StringIO()
    call_command("verify_store", stdout=out)
    assert out.getvalue() == "1 stored files are whole\n"


def test_a_file_whose_bytes_were_changed_is_named(tmp_path: Path, store: Path) -> None:
    path = kept(tmp_path, store, b"released")
    path.chmod(0o600)
    path.write_bytes(b"altered")
    err = StringIO()
    with pytest.raises(RefusedError, match="1 of 1 stored files differ"):
        call_command("verify_store", stderr=err)
    assert "its bytes now hash to" in err.getvalue()


def test_a_file_that_is_gone_is_named(tmp_path: Path, store: Path) -> None:
    path = kept(tmp_path, store, b"released")
    path.unlink()
    err = StringIO()
    with pytest.raises(RefusedError, match="1 of 1"):
        call_command("verify_store", stderr=err)
    assert "missing from the store" in err.getvalue()
