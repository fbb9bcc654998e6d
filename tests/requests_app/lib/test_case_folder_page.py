"""The page about the case folder tells every key, and its examples can be loaded."""

import dataclasses
import re
import typing
from pathlib import Path

import pytest

from requests_app.lib.case_folder import Case, read_case
from tests.services.servers import ROOT

PAGE = (ROOT / "docs" / "case-folder.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def folder_of(example: str, folder: Path) -> Path:
    """The example as a folder, with the files that it names."""
    (folder / "case.yaml").write_text(example, encoding="utf-8")
    for name in re.findall(r"[a-z]+/[a-z*]+\.[a-z]{3}", example):
        path = folder / name.replace("*", "any")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    return folder


def leaves(kind: object) -> typing.Iterator[object]:
    """The types that a type is made of: those of `tuple[X | str, ...]` are X and str."""
    inner = typing.get_args(kind)
    if not inner or typing.get_origin(kind) is typing.Literal:
        yield kind
    for each in inner:
        yield from leaves(each)


def words(kind: type) -> set[str]:
    """Every key and every choice below a dataclass."""
    found: set[str] = set()
    for name, hint in typing.get_type_hints(kind).items():
        found.add(name.removesuffix("_"))
        for leaf in leaves(hint):
            if dataclasses.is_dataclass(leaf):
                found |= words(typing.cast("type", leaf))
            elif typing.get_origin(leaf) is typing.Literal:
                found |= {str(choice) for choice in typing.get_args(leaf)}
    return found


def test_the_page_tells_every_key_and_every_choice() -> None:
    told = set(re.findall(r"[\w./]+", PAGE))
    assert words(Case) - told == set()
    assert {"requester", "clarification_reply", "from", "expected_findings"} <= words(Case)


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_can_be_loaded(example: str, tmp_path: Path) -> None:
    assert read_case(folder_of(example, tmp_path)).request.ref == "2026-014"


def test_the_page_has_a_short_and_a_complete_example() -> None:
    assert len(EXAMPLES) == 2
