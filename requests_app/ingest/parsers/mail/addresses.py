"""Lists of mailboxes as mail programs really write them: unquoted commas, semicolons, groups."""

import re
from collections.abc import Iterator, Sequence

from requests_app.ingest.parsers.contract import Address
from requests_app.ingest.parsers.mail.headers import header_text

_ANGLE = re.compile(r"<([^<>]*)>")
_COMMENT = re.compile(r"\(([^()]*)\)")
_GROUP = re.compile(r'^\s*[^<>"@,;:]*:(?!//)')
_MOST = 10_000


def addresses(raw: str | None) -> tuple[Address, ...]:
    """The mailboxes of a To, Cc or From field."""
    found: list[Address] = []
    pending: list[str] = []
    for piece in _split(raw or ""):
        angle = _ANGLE.search(piece)
        if angle is None and "@" not in piece:
            # "Haskins, Melinda (NIH) <m@nih.gov>" without quotes comes in two pieces.
            pending.append(piece)
            continue
        if angle is not None:
            name = ", ".join([*pending, piece[: angle.start()] + piece[angle.end() :]])
            pending = []
            found.append(_address(name, angle[1]))
        else:
            found += [Address(_name(each), None) for each in pending]
            pending = []
            comment = _COMMENT.search(piece)
            found.append(_address(comment[1] if comment else "", _COMMENT.sub("", piece)))
        if len(found) >= _MOST:
            break
    found += [Address(_name(each), None) for each in pending]
    return tuple(each for each in found[:_MOST] if each.name or each.address)


def printed(mailboxes: Sequence[Address]) -> str:
    """The mailboxes on one line, as a mail program prints them."""
    return "; ".join(
        f"{each.name} <{each.address}>" if each.name and each.address else _either(each)
        for each in mailboxes
    )


def _either(address: Address) -> str:
    return address.name or address.address or ""


def _address(name: str, address: str) -> Address:
    bare = header_text(address).strip().strip("'\"").removeprefix("mailto:").strip()
    return Address(_name(name), bare or None)


def _name(raw: str) -> str | None:
    text = header_text(raw).strip().strip(",;").strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    return text.replace('\\"', '"').replace("\\\\", "\\").strip() or None


def _split(raw: str) -> Iterator[str]:
    """The pieces between commas and semicolons that are not inside quotes, brackets, comments."""
    value = raw.replace("\r", " ").replace("\n", " ")
    piece: list[str] = []
    quoted = escaped = angled = False
    depth = 0
    for character in value:
        if escaped:
            escaped = False
        elif character == "\\" and quoted:
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif not quoted:
            angled = character == "<" or (angled and character != ">")
            depth = max(depth + (character == "(") - (character == ")"), 0)
            if character in ",;" and not angled and not depth:
                yield from _piece("".join(piece))
                piece = []
                continue
        piece.append(character)
    yield from _piece("".join(piece))


def _piece(text: str) -> Iterator[str]:
    text = _GROUP.sub("", text).strip()
    if text:
        yield text
