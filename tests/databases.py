"""The database of a test, for processes of their own."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection


def saved(path: Path) -> Path:
    """The database of the test as it is now, as a file. Skips the test on another than SQLite."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite's database can be copied to a file")
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    return path
