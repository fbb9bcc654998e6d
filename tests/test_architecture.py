"""What holds for the whole tree: its layers, its top level, and the sizes of its files."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[1]
TOP_LEVEL = {
    ".ci",
    ".dockerignore",
    ".gitignore",
    "CONTRIBUTING.md",
    "Dockerfile",
    "LICENSE",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "changelog.d",
    "docker-compose.yml",
    "docs",
    "fixtures",
    "foiatrack",
    "gaps",
    "manage.py",
    "pyproject.toml",
    "requests_app",
    "tests",
    "uv.lock",
}
OURS = ("foiatrack", "requests_app", "gaps")
LINES_OF_A_MODULE = 400
LINES_OF_A_DETECTOR = 120
LINES_OF_A_PARSER = 200
LINES_OF_A_FUNCTION = 40
_FIELD_BY_FIELD = "most of it fills in a record, one field a line"
LONGER_WITH_REASON = {
    "requests_app/ingest/parsers/contract.py": "no parser, but what all of them agree on",
    "gaps/snapshot_builder/messages.py:messages_of": _FIELD_BY_FIELD,
    "requests_app/ingest/facts_writer.py:_marks_write": _FIELD_BY_FIELD,
    "requests_app/ingest/parsers/eml.py:_parsed": _FIELD_BY_FIELD,
    "requests_app/ingest/parsers/msg.py:read_item": _FIELD_BY_FIELD,
}
"""Files, and functions as `file:name`, over their limit: each with why it is better whole."""

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PURE = next(
    each["source_modules"]
    for each in PYPROJECT["tool"]["importlinter"]["contracts"]
    if each["name"] == "The pure zone is free of Django"
)


def modules(*folders: str) -> list[str]:
    """The Python files below these folders, migrations left out, relative to the project."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(str(path.relative_to(ROOT)) for path in found if "migrations" not in path.parts)


def test_nothing_else_is_at_the_top_level():
    """Hidden names that are not ours belong to somebody's editor."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    found = {path.name for path in ROOT.iterdir()} - {each.strip("/") for each in ignored}
    assert {name for name in found if not name.startswith(".") or name in TOP_LEVEL} == TOP_LEVEL


IMPORT_ALL = """
import importlib, pkgutil, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("django", "celery", "redis", "psycopg"):
            raise ImportError(f"the pure zone reached for {name}")

sys.meta_path.insert(0, Refuse())
# The composition root makes the Celery application; no pure module may need it.
sys.modules["foiatrack"] = None
imported = []
for name in sys.argv[1:]:
    module = importlib.import_module(name)
    imported.append(name)
    for found in pkgutil.walk_packages(getattr(module, "__path__", ()), name + "."):
        importlib.import_module(found.name)
        imported.append(found.name)
print(len(imported))
"""


def test_the_pure_zone_works_where_there_is_no_django():
    ended = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *PURE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) >= len(modules("requests_app/law", "gaps/detectors"))


def test_the_pure_zone_is_the_one_that_mypy_checks_strictly():
    strict = next(
        each["module"]
        for each in PYPROJECT["tool"]["mypy"]["overrides"]
        if each.get("disallow_subclassing_any") is True
    )
    assert {each.removesuffix(".*") for each in strict} == set(PURE)


def test_requests_app_does_not_name_gaps():
    """Neither by import, which import-linter sees, nor by a string or a template."""
    naming = re.compile(r"""["'/{ ]gaps[./:"' ]|\bgaps\.\w""")
    files = [path for path in (ROOT / "requests_app").rglob("*") if path.suffix in (".py", ".html")]
    assert len(files) > 50
    assert [str(path) for path in files if naming.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.django_db
@pytest.mark.both_databases
def test_the_models_and_their_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def _limit(path: str) -> int:
    if path.startswith("gaps/detectors/"):
        return LINES_OF_A_DETECTOR
    if path.startswith("requests_app/ingest/parsers/"):
        return LINES_OF_A_PARSER
    return LINES_OF_A_MODULE


@pytest.mark.parametrize("path", modules(*OURS))
def test_no_module_is_longer_than_its_kind_may_be(path):
    if path not in LONGER_WITH_REASON:
        assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= _limit(path)


@pytest.mark.parametrize("path", modules(*OURS))
def test_no_function_is_longer_than_can_be_read_aloud(path):
    long = [name for name, length in _functions(path) if length > LINES_OF_A_FUNCTION]
    assert [name for name in long if f"{path}:{name}" not in LONGER_WITH_REASON] == []


def test_what_is_excepted_is_still_over_its_limit():
    """An exception that is no longer needed comes off the list."""
    for excepted in LONGER_WITH_REASON:
        path, _, name = excepted.partition(":")
        if name:
            assert dict(_functions(path))[name] > LINES_OF_A_FUNCTION, excepted
        else:
            assert len((ROOT / path).read_text("utf-8").splitlines()) > _limit(path), excepted


def _functions(path: str) -> list[tuple[str, int]]:
    """The functions of a file with the lines of their bodies, docstrings left out."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            documented = ast.get_docstring(node) is not None and len(node.body) > 1
            first = node.body[1 if documented else 0]
            found.append((node.name, (node.end_lineno or 0) - first.lineno + 1))
    return found


SUPPRESSION = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|type:\s*ignore(?:\[[\w, -]+\])?)"
)


@pytest.mark.parametrize("path", modules(*OURS))
def test_nothing_is_left_to_do_or_silenced_without_a_reason(path):
    """A suppression says why, in words after it or in the line above."""
    before = ""
    for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), start=1):
        assert not re.search(r"\b(TODO|FIXME)\b", line), f"line {number}"
        if found := SUPPRESSION.search(line):
            reason = line[found.end() :].strip(" -#()")
            assert reason or before.strip().startswith("#"), f"line {number} gives no reason"
        before = line


def test_the_program_reaches_for_no_path_outside_its_checkout():
    """The samples are used by tests and benchmarks only, and stand beside the checkout."""
    naming = re.compile(r"/work/|\.\./shared")
    allowed = re.compile(r"foiatrack/management/commands/bench_\w+\.py$")
    found = [
        path
        for path in modules(*OURS)
        if naming.search((ROOT / path).read_text(encoding="utf-8")) and not allowed.search(path)
    ]
    assert found == []
