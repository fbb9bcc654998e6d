"""Every complaint about a YAML file is one line that names the file, the key and its line."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from requests_app.lib.strict_yaml import YamlError, read_yaml


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Whole:
    title: str
    kind: Literal["one", "two"] = "one"
    on: date | None = None
    from_: date | None = None
    final: bool = False
    parts: tuple[Part, ...] = ()
    words: tuple[str, ...] = ()
    either: Part | str | None = None


def read(folder: Path, text: str | bytes) -> Whole:
    path = folder / "whole.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_yaml(path, Whole)


def complaint(folder: Path, text: str | bytes) -> str:
    """The one line by which the text is refused."""
    with pytest.raises(YamlError) as refused:
        read(folder, text)
    line = str(refused.value)
    assert line.isprintable(), repr(line)
    assert line.startswith("whole.yaml")
    return line


def test_a_whole_file_is_read_into_its_classes(tmp_path: Path) -> None:
    text = """
title: "  Prices  "
kind: two
on: 2018-07-20
from: 2018-01-01
final: true
parts: [{name: a, number: 3}, {name: b}]
words: [2018, 0123, 2018-07-20, 1.50, plain]
either: {name: c}
"""
    assert read(tmp_path, text) == Whole(
        title="Prices",
        kind="two",
        on=date(2018, 7, 20),
        from_=date(2018, 1, 1),
        final=True,
        parts=(Part("a", 3), Part("b")),
        words=("2018", "0123", "2018-07-20", "1.50", "plain"),
        either=Part("c"),
    )


@pytest.mark.parametrize("nothing", ["null", "~", ""])
def test_a_key_that_may_be_empty_is_none(tmp_path: Path, nothing: str) -> None:
    read_in = read(tmp_path, f"title: t\non: {nothing}\neither: {nothing}\n")
    assert (read_in.on, read_in.either) == (None, None)


def test_one_of_two_shapes_is_taken_by_what_is_written(tmp_path: Path) -> None:
    assert read(tmp_path, "title: t\neither: only a name\n").either == "only a name"


def test_an_alias_stands_for_what_it_repeats(tmp_path: Path) -> None:
    read_in = read(tmp_path, "title: &name Prices\nwords: [*name, *name]\n")
    assert read_in.words == ("Prices", "Prices")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: t\ntitel: x\n", "line 2: unknown key 'titel' in the file (known: "),
        ("title: t\nfrom_: 2018-01-01\n", "line 2: unknown key 'from_' in the file"),
        (
            "title: t\nparts:\n  - {name: a}\n  - {name: b,\n     nr: 1}\n",
            "line 5: unknown key 'nr' in an entry of 'parts' (known: name, number)",
        ),
        ("title: t\n<<: {kind: two}\n", "line 2: unknown key '<<'"),
        ("title: t\n? [a]\n: b\n", "line 2: a key of the file must be a single value"),
        ('title: t\n"a\\nb": x\n', "line 2: unknown key 'a b' in the file"),
        ("title: t\nkind: one\ntitle: u\n", "line 3: key 'title' stands twice in the file"),
        ("kind: one\n", "line 1: key 'title' is missing in the file"),
        ("title: t\nparts: [{number: 1}]\n", "line 2: key 'name' is missing in an entry"),
        ("title: t\nkind: three\n", "line 2: 'kind' is 'three'; it must be one of: one, two"),
        ("title:\n", "line 1: 'title' must be text, not ''"),
        ("title: yes\n", "line 1: 'title' must be text, not 'yes'"),
        ("title: [a]\n", "line 1: 'title' must be a single value"),
        ("title: {a: b}\n", "line 1: 'title' must be a single value"),
        ("title: t\nwords: plain\n", "line 2: 'words' must be a list"),
        ("title: t\nwords: [a, [b]]\n", "line 2: an entry of 'words' must be a single value"),
        ("title: t\nparts: [a]\n", "line 2: an entry of 'parts' must be a mapping"),
        ("title: t\nparts: [{name: a, number: x}]\n", "'number' must be a whole number, not 'x'"),
        ("title: t\nparts: [{name: a, number: 1.5}]\n", "'number' must be a whole number"),
        ("title: t\nparts: [{name: a, number: true}]\n", "'number' must be a whole number"),
        ("title: t\nfinal: 1\n", "line 2: 'final' must be true or false, not '1'"),
        ("title: t\nfinal: maybe\n", "line 2: 'final' must be true or false, not 'maybe'"),
        ("title: t\non: 20 July 2018\n", "line 2: 'on' must be a date, not '20 July 2018'"),
        ("title: t\non: 2018-07\n", "line 2: 'on' must be a date, not '2018-07'"),
        ("title: t\non: 2018-02-30\n", "line 2: 'on': day is out of range for month"),
        ("title: t\non: 2018-07-20 09:00:00\n", "'on' must be a date, not '2018-07-20 09:00:00'"),
        ("title: t\non: 20180720\n", "line 2: 'on' must be a date, not '20180720'"),
        ("- title\n", "line 1: the file must be a mapping of keys to values"),
        ("plain words\n", "line 1: the file must be a mapping of keys to values"),
        ("", "the file is empty"),
        ("# nothing\n", "the file is empty"),
        ("title: t\n---\ntitle: u\n", "not YAML: "),
        ("title: [\n", "line 2: not YAML: "),
        ("title: *nothing\n", "line 1: not YAML: found undefined alias"),
        ("title: t\n\tkind: one\n", "line 2: not YAML: "),
    ],
)
def test_what_is_wrong_is_told_with_its_key_and_line(tmp_path: Path, text: str, told: str) -> None:
    assert told in complaint(tmp_path, text)


@pytest.mark.parametrize(
    "value",
    [
        "!name x",
        "!!python/object:os.system {}",
        "!!python/name:os.system ''",
        "!!timestamp soon",
        "!!bool perhaps",
        "!!int ''",
        "!!float x",
        "!!set x",
        "!!seq x",
        "!!binary '===='",
        "!!binary aGk=",
    ],
)
def test_a_value_of_a_stated_type_that_it_has_not_is_refused(tmp_path: Path, value: str) -> None:
    assert "line 2: 'on'" in complaint(tmp_path, f"title: t\non: {value}\n")
    assert "line 1: 'title'" in complaint(tmp_path, f"title: {value}\n")


@pytest.mark.parametrize("character", ["\\0", "\\ud800", "\\udcff"])
def test_text_that_no_database_can_keep_is_refused(tmp_path: Path, character: str) -> None:
    line = complaint(tmp_path, f'kind: one\ntitle: "a{character}b"\n')
    assert line == "whole.yaml line 2: 'title' holds a character that is no text"


def test_a_wrong_value_of_many_lines_is_told_in_one_of_fair_length(tmp_path: Path) -> None:
    told = complaint(tmp_path, "title: t\nkind: |\n" + "  many words\n" * 500)
    assert len(told) < 300


@pytest.mark.parametrize("text", ["title: " + "[" * 5000, "title: " + "{a: " * 5000, "- " * 5000])
def test_a_file_of_endless_nesting_is_refused(tmp_path: Path, text: str) -> None:
    assert "nested" in complaint(tmp_path, text)


def test_a_list_that_holds_itself_is_refused(tmp_path: Path) -> None:
    assert "single value" in complaint(tmp_path, "title: t\nwords: &all [*all]\n")


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    assert complaint(tmp_path, b"title: \xff\xfe") == "whole.yaml: not UTF-8 text"
    assert "special characters are not allowed" in complaint(tmp_path, b"title: a\x07b")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(YamlError, match=r"^absent\.yaml: No such file or directory$"):
        read_yaml(tmp_path / "absent.yaml", Whole)
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(YamlError, match=r"^folder\.yaml: Is a directory$"):
        read_yaml(tmp_path / "folder.yaml", Whole)
