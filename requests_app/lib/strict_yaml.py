"""YAML read into frozen dataclasses; every complaint names the key and its line."""

import dataclasses
import re
import types
import typing
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import yaml

T = TypeVar("T")

LONGEST_SHOWN = 100


class YamlError(ValueError):
    """What is wrong, where: `case.yaml line 12: unknown key 'requestor' …`."""


def read_yaml(path: Path, into: type[T]) -> T:
    """Read the mapping in the file at `path` into the dataclass `into`.

    A field named with a trailing underscore stands for the key without it (`from_`, `to_`).
    Raises YamlError for anything that is not exactly of that shape.
    """
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except OSError as error:
        raise YamlError(f"{path.name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise YamlError(f"{path.name}: not UTF-8 text") from error
    except yaml.YAMLError as error:
        raise YamlError(_not_yaml(path.name, error)) from error
    except RecursionError as error:
        raise YamlError(f"{path.name}: too many values are nested in one another") from error
    if node is None:
        raise YamlError(f"{path.name}: the file is empty")
    converted: T = _Reader(path.name).convert(node, into, "the file")
    return converted


def _not_yaml(name: str, error: yaml.YAMLError) -> str:
    """What keeps the text from being YAML, in the form of every other complaint."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return f"{name}: {' '.join(str(error).split())}"
    found = ", ".join(filter(None, (error.context, error.problem)))
    return f"{name} line {error.problem_mark.line + 1}: not YAML: {shown(found)}"


def shown(written: object) -> str:
    """What stands in the file, as a complaint quotes it: short, and on one line."""
    line = " ".join(str(written).split())
    line = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in line)
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


class _Reader:
    """Converts nodes to values of the annotated types."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.constructor = yaml.SafeLoader("")

    def convert(self, node: yaml.Node, kind: Any, key: str) -> Any:
        origin = typing.get_origin(kind)
        if origin in (types.UnionType, typing.Union):
            return self._optional(node, kind, key)
        if origin is typing.Literal:
            return self._one_of(node, typing.get_args(kind), key)
        if origin is tuple:
            return self._sequence(node, typing.get_args(kind)[0], key)
        if dataclasses.is_dataclass(kind):
            return self._mapping(node, kind, key)
        return self._scalar(node, kind, key)

    def _mapping(self, node: yaml.Node, kind: Any, key: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            raise self._error(node, f"{key} must be a mapping of keys to values")
        hints = typing.get_type_hints(kind)
        fields = {field.name.removesuffix("_"): field for field in dataclasses.fields(kind)}
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._error(key_node, f"a key of {key} must be a single value")
            name = str(key_node.value)
            if name not in fields:
                told = f"unknown key '{shown(name)}' in {key}"
                raise self._error(key_node, f"{told} (known: {', '.join(sorted(fields))})")
            if fields[name].name in values:
                raise self._error(key_node, f"key '{name}' stands twice in {key}")
            field = fields[name]
            values[field.name] = self.convert(value_node, hints[field.name], f"'{name}'")
        for name, field in fields.items():
            required = (
                field.default is dataclasses.MISSING
                and field.default_factory is dataclasses.MISSING
            )
            if required and field.name not in values:
                raise self._error(node, f"key '{name}' is missing in {key}")
        return kind(**values)

    def _sequence(self, node: yaml.Node, item: Any, key: str) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise self._error(node, f"{key} must be a list")
        return tuple(self.convert(child, item, f"an entry of {key}") for child in node.value)

    def _optional(self, node: yaml.Node, kind: Any, key: str) -> Any:
        kinds = [each for each in typing.get_args(kind) if each is not type(None)]
        if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null":
            return None
        is_mapping = isinstance(node, yaml.MappingNode)
        fitting = [each for each in kinds if dataclasses.is_dataclass(each) == is_mapping]
        return self.convert(node, (fitting or kinds)[0], key)

    def _one_of(self, node: yaml.Node, allowed: tuple[Any, ...], key: str) -> Any:
        value = self._constructed(node, key)
        if value not in allowed:
            choices = ", ".join(str(each) for each in allowed)
            told = f"{key} is '{shown(value)}'"
            raise self._error(node, f"{told}; it must be one of: {choices}")
        return value

    def _scalar(self, node: yaml.Node, kind: Any, key: str) -> Any:
        value = self._constructed(node, key)
        if kind is str and isinstance(value, int | float) and not isinstance(value, bool):
            return str(node.value)
        if kind is str and isinstance(value, date):
            return str(node.value)
        if kind is date and isinstance(value, datetime):
            value = None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            wanted = {str: "text", int: "a whole number", bool: "true or false", date: "a date"}
            told = f"{key} must be {wanted.get(kind, kind)}"
            raise self._error(node, f"{told}, not '{shown(node.value)}'")
        if isinstance(value, str) and re.search("[\0\ud800-\udfff]", value):
            raise self._error(node, f"{key} holds a character that is no text")
        return value.strip() if isinstance(value, str) else value

    def _constructed(self, node: yaml.Node, key: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            raise self._error(node, f"{key} must be a single value")
        try:
            return self.constructor.construct_object(node)
        except ValueError as error:
            raise self._error(node, f"{key}: {shown(error)}") from error
        except (yaml.YAMLError, LookupError, AttributeError) as error:
            # PyYAML trusts a type that is written out, and stumbles where the value has it not.
            raise self._error(node, f"{key} is not of the type that it states") from error

    def _error(self, node: yaml.Node, what: str) -> YamlError:
        return YamlError(f"{self.name} line {node.start_mark.line + 1}: {what}")
