"""Parsed files as plain JSON values and back.

The reader is a process that has touched hostile bytes, so what comes back is never unpickled: it
is JSON, and every value is checked against the type of its field. A dataclass is an array of its
fields in order. The words of a page, being many, are one flat array of numbers.
"""

import math
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from requests_app.ingest.parsers.contract import Box, ParsedPage, Word

Decoder = Callable[[Any], Any]
Decoded = TypeVar("Decoded")

_PER_WORD = 6
_PARTS = 100


class WireError(ValueError):
    """A value that is not what its field holds."""


def to_wire(value: Any) -> Any:
    """A dataclass of the parser contract, or a part of one, as JSON values."""
    if isinstance(value, ParsedPage):
        plain = [to_wire(getattr(value, name)) for name, _ in _fields(ParsedPage)]
        plain[_WORDS_AT] = _words_to_wire(value.words)
        return plain
    if is_dataclass(value):
        return [to_wire(getattr(value, name)) for name, _ in _fields(cast("Any", type(value)))]
    if isinstance(value, tuple):
        return [to_wire(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value


def from_wire(kind: type[Decoded], value: Any) -> Decoded:
    """The value of that kind. Raises WireError for anything else."""
    decode: Decoder = _decoder(cast("Any", kind))
    return cast("Decoded", decode(value))


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((each.name, hints[each.name]) for each in fields(kind))


_WORDS_AT = [each.name for each in fields(ParsedPage)].index("words")
_TEXT_AT = [each.name for each in fields(ParsedPage)].index("text")


@cache
def _decoder(kind: Any) -> Decoder:
    if kind is ParsedPage:
        return _page
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_decoder(arguments)
    if origin in (Union, UnionType):
        (inner,) = (each for each in arguments if each is not NoneType)
        decode = _decoder(inner)
        return lambda value: None if value is None else decode(value)
    if origin is Literal:
        return lambda value: _among(arguments, value)
    if is_dataclass(kind):
        return _dataclass_decoder(kind)
    return _PLAIN[kind]


def _tuple_decoder(arguments: tuple[Any, ...]) -> Decoder:
    if arguments[-1] is Ellipsis:
        each = _decoder(arguments[0])
        return lambda value: tuple([each(item) for item in _array(value)])
    parts = [_decoder(argument) for argument in arguments]
    return lambda value: tuple(
        decode(item) for decode, item in zip(parts, _array(value, len(parts)), strict=True)
    )


def _dataclass_decoder(kind: Any) -> Decoder:
    parts = [_decoder(hint) for _, hint in _fields(kind)]

    def decode(value: Any) -> Any:
        plain = _array(value, len(parts))
        return kind(*[part(item) for part, item in zip(parts, plain, strict=True)])

    return decode


def _array(value: Any, length: int | None = None) -> list[Any]:
    if not isinstance(value, list) or (length is not None and len(value) != length):
        raise WireError("an array of another shape was expected")
    return value


def _among(allowed: tuple[Any, ...], value: Any) -> Any:
    if value not in allowed:
        raise WireError("a value outside its list of choices")
    return value


def _exactly(kind: type) -> Decoder:
    def decode(value: Any) -> Any:
        if type(value) is not kind:
            raise WireError(f"{kind.__name__} expected")
        return value

    return decode


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise WireError("a finite number expected")
    return float(value)


def _moment(value: Any) -> datetime:
    try:
        return datetime.fromisoformat(_PLAIN[str](value))
    except ValueError as error:
        raise WireError("a time expected") from error


_PLAIN: dict[Any, Decoder] = {
    str: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    float: _number,
    datetime: _moment,
    Path: lambda value: Path(_PLAIN[str](value)),
}


def _words_to_wire(words: tuple[Word, ...]) -> list[int]:
    """Start, end and box of each word, the box in hundredths of a point."""
    flat: list[int] = []
    for word in words:
        box = word.box
        flat += (
            word.start,
            word.end,
            int(box.x0 * _PARTS),
            int(box.top * _PARTS),
            int(box.x1 * _PARTS),
            int(box.bottom * _PARTS),
        )
    return flat


def _page(value: Any) -> ParsedPage:
    names = _fields(ParsedPage)
    plain = list(_array(value, len(names)))
    text = _PLAIN[str](plain[_TEXT_AT])
    words = _words(plain[_WORDS_AT], text)
    values: list[Any] = [
        words if at == _WORDS_AT else _decoder(hint)(plain[at])
        for at, (_, hint) in enumerate(names)
    ]
    return ParsedPage(*values)


def _words(value: Any, text: str) -> tuple[Word, ...]:
    flat = _array(value)
    if len(flat) % _PER_WORD or set(map(type, flat)) - {int}:
        raise WireError("words are six whole numbers each")
    length = len(text)
    words = []
    numbers = iter(flat)
    for start, end, x0, top, x1, bottom in zip(*[numbers] * _PER_WORD, strict=True):
        if not 0 <= start < end <= length:
            raise WireError("a word outside the text of its page")
        box = Box(x0 / _PARTS, top / _PARTS, x1 / _PARTS, bottom / _PARTS)
        words.append(Word(text[start:end], start, end, box))
    return tuple(words)
