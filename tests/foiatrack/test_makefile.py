"""What the Makefile says where the environment cannot be made."""

import shutil
import subprocess
import sys

import pytest

from tests.services.servers import ROOT


@pytest.fixture
def make(tmp_path):
    """Runs `make` in a folder without an environment, with these Pythons and no others."""

    def run(target, *settings, **pythons):
        folder = tmp_path / "pythons"
        folder.mkdir()
        for name, script in pythons.items():
            path = folder / name.replace("_", ".")
            path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            path.chmod(0o755)
        for tool in ("sh", "test", "echo"):
            (folder / tool).symlink_to(_which(tool))
        return subprocess.run(
            [
                _which("make"),
                "--no-print-directory",
                target,
                f"VENV={tmp_path / 'venv'}",
                *settings,
            ],
            cwd=ROOT,
            env={"PATH": str(folder)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def _which(tool):
    found = shutil.which(tool)
    assert found is not None, f"{tool} is not on the PATH"
    return found


REAL = f'exec {sys.executable} "$@"'


@pytest.mark.parametrize("target", ["demo", "test", "serve"])
def test_without_python_one_line_says_which_is_needed(make, target):
    ended = make(target)
    assert ended.returncode == 2
    assert ended.stdout.count("\n") == 1
    assert ended.stdout.startswith("foiatrack needs Python 3.11, 3.12 or 3.13")


def test_a_shim_that_runs_nothing_is_passed_over(make):
    ended = make("demo", python3_11="exit 127", python3="exit 127")
    assert ended.stdout.startswith("foiatrack needs Python 3.11, 3.12 or 3.13: install one")


def test_a_python_that_is_named_and_too_old_is_refused(make):
    old = 'test "$1" = --version && echo Python 3.9.2; exit 1'
    ended = make("demo", "PYTHON=python3.9", python3_9=old)
    assert "python3.9 is Python 3.9.2" in ended.stdout


def test_a_python_that_cannot_make_an_environment_names_the_package(make, tmp_path):
    script = f'case "$2" in *ensurepip*) exit 1;; esac\n{REAL}'
    ended = make("demo", python3_11=script)
    assert ended.returncode == 2
    assert "install python3-venv" in ended.stdout
    assert not (tmp_path / "venv").exists()
