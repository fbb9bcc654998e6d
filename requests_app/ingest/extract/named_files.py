"""Takes the value of an `Attachments:` line apart into file names."""

import itertools
import re
from collections.abc import Iterator

_EXTENSION = re.compile(r"\.(?:[A-Za-z][A-Za-z0-9]{1,4}|7z)\b")
_SIZE = re.compile(r"\s*\(?\b\d+(?:\.\d+)?\s?(?:[KMG]i?B|bytes?)\)?\s*$", re.IGNORECASE)


def split_file_names(value: str) -> Iterator[tuple[int, str]]:
    """Each file name with where it begins. Names are parted by semicolons, or by commas and
    blanks behind an extension; a name without an extension is kept (an attached message)."""
    for match in re.finditer(r"[^;]+", value):
        part, begin = match.group(), match.start()
        bounds = [0, *_name_ends(part), len(part)]
        for first, last in itertools.pairwise(bounds):
            piece = part[first:last]
            lead = len(piece) - len(piece.lstrip(" ,<>\"'"))
            name = _SIZE.sub("", piece.strip(" ,<>\"'\t\n")).strip()
            if len(name) > 1 and any(char.isalnum() for char in name):
                yield begin + first + lead, name


def _name_ends(part: str) -> list[int]:
    """Where a name ends inside a part: behind an extension, before a comma or another name."""
    ends = []
    for match in _EXTENSION.finditer(part):
        rest = part[match.end() :]
        if re.match(r"\s*(?:\([^)]*\))?\s*,", rest) or (
            _EXTENSION.search(rest) and re.match(r"\s+\S", rest)
        ):
            size = re.match(r"\s*\([^)]*\)", rest)
            ends.append(match.end() + (size.end() if size else 0))
    return ends
