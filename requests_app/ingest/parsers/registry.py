"""Which parser reads a file: every module of this package that defines `PARSER` is asked.

Adding a format adds a module here and edits no list.
"""

import pkgutil
from functools import cache
from importlib import import_module

import requests_app.ingest.parsers as package
from requests_app.ingest.parsers.contract import Parser

HEAD_BYTES = 4096


@cache
def parsers() -> tuple[Parser, ...]:
    """All parsers, ordered by name."""
    found: list[Parser] = []
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        if not module.ispkg:
            parser = getattr(import_module(module.name), "PARSER", None)
            if parser is not None:
                found.append(parser)
    return tuple(sorted(found, key=lambda parser: parser.name))


def parser_for(head: bytes, filename: str) -> Parser | None:
    """The parser with the highest score for the first 4,096 bytes and the name; None if no one
    reads such a file."""
    scored = [
        (score, parser)
        for parser in parsers()
        if (score := parser.score(head[:HEAD_BYTES], filename)) is not None
    ]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None
