"""Shapes of JSON that other programs rely on, and whether something is exactly of one."""

from collections.abc import Mapping
from typing import Any

Shape = Any
"""A type; a string that stands for itself; a tuple of shapes of which one fits (None for null);
a list of one shape for a list of those; a mapping of keys to shapes, where `key?` may be absent;
a function that says whether a value fits."""


def misfits(value: Any, shape: Shape, place: str = "$") -> list[str]:
    """What of the value is not of the shape, each with its place; empty where it fits."""
    if isinstance(shape, Mapping):
        return _mapping_misfits(value, shape, place)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{place}: {value!r} is not a list"]
        return [
            wrong
            for number, each in enumerate(value)
            for wrong in misfits(each, shape[0], f"{place}[{number}]")
        ]
    if isinstance(shape, tuple):
        tried = [misfits(value, each, place) for each in shape]
        return [] if not all(tried) else min(tried, key=len)
    if shape is None or isinstance(shape, str):
        fits = value == shape
    elif isinstance(shape, type):
        fits = isinstance(value, shape) and not (shape is int and isinstance(value, bool))
    else:
        fits = bool(shape(value))
    return [] if fits else [f"{place}: {value!r} does not fit {shape}"]


def _mapping_misfits(value: Any, shape: Mapping[str, Shape], place: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{place}: {value!r} is not an object"]
    known = {key.removesuffix("?"): each for key, each in shape.items()}
    required = {key for key in shape if not key.endswith("?")}
    wrong = [f"{place}.{key}: is missing" for key in sorted(required - value.keys())]
    wrong += [f"{place}.{key}: is not known" for key in sorted(value.keys() - known.keys())]
    for key in value.keys() & known.keys():
        wrong += misfits(value[key], known[key], f"{place}.{key}")
    return wrong
