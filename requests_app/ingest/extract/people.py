"""Reads the people of a header value: one slot for each, also for those whose name is closed.

A slot keeps what is readable. A closed local part leaves the domain (`@amazon.com`), a closed
domain the local part (`jsmith@`). Names stay in the order they are printed in; Exchange
addresses (`/O=...`) are kept as addresses.
"""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from requests_app.ingest.extract.contract import PersonSlot, SlotRole, Span
from requests_app.ingest.extract.exemption_codes import CODE, find_codes

Place = Callable[[int, int], Span | None]
"""Where a run of characters of a value stands."""

CLOSED = "\ue000"
"""Stands for the characters of an exemption label while a value is taken apart."""

_WORDS_CLOSED = re.compile(
    r"\bRedacted\b(?:\s+(?:by|per)\s+[\w ()]+)?|(?:Non-?Responsive|Privileged)\s*-?\s*Redacted|"
    r"\[\s*redacted\s*\]|[\u2588\u25a0]{2,}|X{5,}",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"[<\[(]\s*(?:mailto:|smtp:)?\s*([^<>\[\]()]*[@\u00a9][^<>\[\]()]*)[>\])]?",
    re.IGNORECASE,
)
_EXCHANGE = re.compile(r"[<\[(]?\s*(/[oO]=[^<>\[\])]+?)\s*(?:[>\])]|$)")
_ADDRESS = re.compile(
    rf"[\w.!#$%&'*+/=?^`{{|}}~{CLOSED}-]*@[\w{CLOSED}-]*(?:\.[\w{CLOSED}-]+)*",
    re.UNICODE,
)
_MAILTO = re.compile(r"[<\[(]\s*(?:mailto|smtp)\s*:?\s*[^<>\[\]()]*[>\])]?", re.IGNORECASE)
_NOTES = re.compile(
    r"(?:/[A-Za-z][\w -]*)+(?:@[A-Za-z]\w*(?: [A-Z]\w+)*)?$|@[A-Z][A-Za-z]*(?: [A-Z]\w+)*$"
)
_OFFICE = re.compile(r"^(.*?[(\[][A-Z][\w&/ .,-]*[)\]](?:\s*[(\[][A-Z][\w/ ]*[)\]])*)\s*(.*)$")
_ON_BEHALF = re.compile(r"\s+on\s+behalf\s+of\s+", re.IGNORECASE)
_NOISE = re.compile(r"[\u00a9\u00ae|@=~\u00a7\u2022\u0152]")
_NOISE_AT_END = re.compile(r"(?:\s+[^\w\s()\[\].'\"]+)+\s*$")
_PARTICLES = frozenset(
    [
        "van",
        "de",
        "la",
        "von",
        "der",
        "den",
        "del",
        "di",
        "da",
        "dos",
        "du",
        "el",
        "al",
        "st",
        "st.",
        "mc",
        "mac",
        "le",
        "ter",
        "ten",
    ]
)
_GIVEN = re.compile(r"^[A-Z][\w'\u2019.-]*(?: [A-Z]\.?)*\s*\([A-Z][\w/ &-]*\)")
_SUFFIX = re.compile(
    r"^(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?\s?D|Esq|MPH|MBA|J\.?D|R\.?N|DVM|MS|MSc)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int


def read_people(value: str, role: SlotRole, place: Place | None = None) -> tuple[PersonSlot, ...]:
    """The slots of a header value, in order. `place` says where characters of it stand."""
    covered = _cover(value)
    pieces = [_Piece(0, len(value))] if role == "from" else _pieces(covered)
    slots = []
    for piece in pieces:
        slot = _slot(value, covered, piece, role, place)
        if slot is not None:
            slots.append(slot)
    return tuple(slots)


def _cover(value: str) -> str:
    """The value with every exemption label and mark of closing replaced, length unchanged.

    Labels that follow each other are one closed place, until a code repeats: `(b)(6); (b)(7)(C)`
    is one person, `(b)(6); (b)(6)` two.
    """
    covered = value
    for start, end, _codes in find_codes(value):
        for first, last in _closed_people(value, start, end):
            covered = covered[:first] + CLOSED * (last - first) + covered[last:]
    for match in _WORDS_CLOSED.finditer(value):
        size = match.end() - match.start()
        covered = covered[: match.start()] + CLOSED * size + covered[match.end() :]
    return covered


def _closed_people(value: str, start: int, end: int) -> list[tuple[int, int]]:
    """A run of labels cut where a code comes again."""
    people: list[tuple[int, int]] = []
    seen: set[str] = set()
    for label in CODE.finditer(value, start, end):
        code = re.sub(r"\W", "", label.group()).lower()
        if people and code not in seen:
            people[-1] = (people[-1][0], label.end())
        else:
            people.append(label.span())
            seen = set()
        seen.add(code)
    return people or [(start, end)]


def _pieces(covered: str) -> list[_Piece]:
    by_semicolon = _split(covered, ";")
    if len(by_semicolon) > 1:
        joined = _join_inverted(covered, by_semicolon)
        return [part for piece in joined for part in _split_after_addresses(covered, piece)]
    whole = _Piece(0, len(covered))
    return _by_comma(covered, _split_after_addresses(covered, whole))


def _split(text: str, mark: str, piece: _Piece | None = None) -> list[_Piece]:
    """Cut at a mark that stands outside quotes and brackets."""
    first, last = (piece.start, piece.end) if piece else (0, len(text))
    pieces, begin, depth, quoted = [], first, 0, False
    for at in range(first, last):
        char = text[at]
        if char == '"' and text.count('"', at + 1, last) + quoted:
            quoted = not quoted
        elif char in "<[(":
            depth += 1
        elif char in ">])":
            depth = max(0, depth - 1)
        elif char == mark and not quoted and (depth == 0 or mark == ";"):
            pieces.append(_Piece(begin, at))
            begin, depth = at + 1, 0
    pieces.append(_Piece(begin, last))
    return [piece for piece in pieces if text[piece.start : piece.end].strip()]


def _split_after_addresses(covered: str, piece: _Piece) -> list[_Piece]:
    """`a <a@b>, c <c@d>` and `a@b, c@d` are several, whatever parts the rest of the list."""
    ends = []
    text = covered[piece.start : piece.end]
    for match in re.finditer(r"(@[^\s,;<>\[\]]+\s*[>\]'\")]*)\s*,", text):
        ends.append(piece.start + match.end())
    bounds = [piece.start, *ends, piece.end]
    parts = [_Piece(a, b) for a, b in itertools.pairwise(bounds)]
    return [part for part in parts if covered[part.start : part.end].strip(" ,")]


def _join_inverted(covered: str, pieces: list[_Piece]) -> list[_Piece]:
    """`Wheeler; Gary R (GOV)` is one person where a semicolon stands for the comma."""
    joined: list[_Piece] = []
    for piece in pieces:
        text = covered[piece.start : piece.end].strip()
        before = covered[joined[-1].start : joined[-1].end].strip() if joined else ""
        surname = re.fullmatch(r"[A-Z][\w'\u2019-]+", before)
        if surname and _GIVEN.match(text):
            joined[-1] = _Piece(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


def _by_comma(covered: str, pieces: list[_Piece]) -> list[_Piece]:
    """Commas part people except between surname and given name, and before a degree."""
    result: list[_Piece] = []
    for piece in pieces:
        parts = _split(covered, ",", piece)
        at = 0
        while at < len(parts):
            begin, end = parts[at].start, parts[at].end
            if at + 1 < len(parts) and _is_surname(
                covered[begin:end], covered[parts[at + 1].start : parts[at + 1].end], len(parts)
            ):
                at += 1
                end = parts[at].end
            while at + 1 < len(parts) and _SUFFIX.match(
                covered[parts[at + 1].start : parts[at + 1].end].strip()
            ):
                at += 1
                end = parts[at].end
            result.append(_Piece(begin, end))
            at += 1
    return result


def _is_surname(text: str, following: str, parts: int) -> bool:
    """Whether words before a comma are a surname whose given name follows."""
    words = text.strip(" '\"").split()
    if not words or "@" in text or any(mark in text for mark in "()[]<>"):
        return False
    if len(words) == 1 or words[0].lower() in _PARTICLES:
        return True
    given = re.sub(r"[(\[<].*", "", following).split()
    return parts == 2 and len(words) == 2 and len([word for word in given if len(word) > 2]) == 1


def _slot(
    value: str, covered: str, piece: _Piece, role: SlotRole, place: Place | None
) -> PersonSlot | None:
    start, end = _trim(covered, piece)
    text = covered[start:end]
    if not text.strip(f" ,;:'\"<>|.-{CLOSED}") and CLOSED not in text:
        return None
    address, rest = _address(text)
    name = _name(rest)
    if name is None and address is None and CLOSED not in text:
        return None
    return PersonSlot(
        role=role,
        name=name,
        address=address,
        redacted=CLOSED in text,
        span=place(start, end) if place else None,
        raw=value[start:end],
    )


def _trim(covered: str, piece: _Piece) -> tuple[int, int]:
    start, end = piece.start, piece.end
    while start < end and covered[start] in " \t\n,;:":
        start += 1
    while end > start and covered[end - 1] in " \t\n,;":
        end -= 1
    return start, end


def _address(text: str) -> tuple[str | None, str]:
    """The address and the text without it."""
    exchange = _EXCHANGE.search(text)
    if exchange:
        return exchange[1].strip(), text[: exchange.start()] + text[exchange.end() :]
    bracketed = _BRACKETED.search(text)
    if bracketed:
        squeezed = re.sub(r"\s+", "", bracketed[1]).replace("\u00a9", "@")
        found = _ADDRESS.search(squeezed)
        rest = text[: bracketed.start()] + text[bracketed.end() :]
        return (_open_part(found.group()) if found else None), _without_copy(rest, squeezed)
    bare = _ADDRESS.search(text)
    if bare and ("." in bare.group().split("@")[1] or CLOSED in bare.group()):
        return _open_part(bare.group()), text[: bare.start()] + text[bare.end() :]
    return None, _MAILTO.sub(" ", text)


def _open_part(address: str) -> str | None:
    """What can be read of an address: all of it, `@domain`, or `local@`."""
    local, _at, domain = address.partition("@")
    local = "" if CLOSED in local else local.strip(".'")
    domain = "" if CLOSED in domain else domain.strip(".'").lower()
    return f"{local}@{domain}" if local or domain else None


def _without_copy(rest: str, address: str) -> str:
    """`'a@b' <a@b>` has no name, only the address twice."""
    bare = rest.strip(" '\"").replace(" ", "")
    return "" if bare.lower() == address.lower() else rest


def _name(text: str) -> str | None:
    raw = text
    text = _NOISE_AT_END.sub("", text.replace(CLOSED, " "))
    text = re.sub(r"[<\[(]\s*[>\])]", " ", _BRACKETED.sub(" ", text))
    text = re.sub(r"\s+", " ", text).strip(" \t,;:'\"\u2018\u2019<>|*_=~")
    office = _OFFICE.match(text)
    if office and not _ON_BEHALF.search(f" {office[2]}"):
        text = office[1]
    text = _NOTES.sub("", text).strip(" ,;'\"<")
    text = re.sub(r"[\[(][^\])]{0,3}$", "", text).strip(" ,;'\"-")
    return text if _is_name(text, raw) else None


def _is_name(text: str, raw: str) -> bool:
    """Whether words can be a name: what OCR makes of a black box (`ee |.`, `Se)`) is none."""
    words = re.findall(r"[^\W\d_]+", text)
    if any(len(word) > 3 for word in words):
        return True
    noisy = bool(_NOISE.search(raw)) or raw.count(")") != raw.count("(")
    return not noisy and any(word[0].isupper() for word in words)


def unread_slot(role: SlotRole, span: Span | None, *, redacted: bool) -> PersonSlot:
    """The slot of a label whose value is closed by a drawn mark or could not be read."""
    return PersonSlot(role=role, name=None, address=None, redacted=redacted, span=span)


def readable(slots: Sequence[PersonSlot]) -> list[PersonSlot]:
    """The slots with a name or an address."""
    return [slot for slot in slots if slot.name or slot.address]
