"""The exemption codes of a sentence, one by one, in whatever form it lists them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PARENTHESISED = re.compile(
    r"(?<![\d.][a-z])(?<!\([ac-z]\))(?<!\d)(?:\( ?|(?<![\w(]))[bB] ?\) ?\(? ?(?P<number>[1-9]) "
    r"?\)?(?: ?[(-] ?(?P<letter>[A-Fa-f])\b ?\)?)?(?!\d)"
)
AFTER_552 = re.compile(
    r"(?<=552)\( ?[bB] ?\) ?\( ?(?P<number>[1-9]) ?\)(?: ?\( ?(?P<letter>[A-Fa-f]) ?\))?"
)
NAMED = re.compile(r"\b(?:FOIA )?[Ee]xemptions?(?: [Nn](?:os?\.|umbers?))? (?=\(?[1-9b]|\(?[Bb]\))")
IN_LIST = re.compile(
    r"[( ]*(?:[bB] ?\)? ?[( ]?)?(?P<number>[1-9])(?!\d)\)?(?:[ -]?\(? ?(?P<letter>[A-Fa-f])\b "
    r"?\)?)?"
)
LONE_LETTER = re.compile(r"\(?(?P<letter>[A-F])\)?(?!\w)")
JOINT = re.compile(r"(?: ?[,;/&] ?(?:and |or |& )?| (?:and|or|and/or|&|through) | )?")
BEHIND = re.compile(r"\((?P<number>[1-9])\)(?: ?\((?P<letter>[A-Fa-f])\))?(?! ?\()")
"""The next of `(b)(4), (5), and (8)`."""
BARE = re.compile(r"(?<![\w.(/-])[bB](?P<number>[1-9])(?P<letter>[A-Fa-f])?(?![\w(/-])")
OTHER_LAW = re.compile(
    r"(?:552a|552b|[Rr]ule \d+|C\.?F\.?R\.? ?(?:Part |§+ ?)?[\d.]+|"
    r"Privacy Act(?: exemptions?)?)\W{0,2}$"
)


@dataclass(frozen=True, slots=True)
class Code:
    """A code where it stands in a sentence."""

    start: int
    end: int
    value: str


def codes_in(own: str) -> Iterator[Code]:
    """The exemption codes of a text in order, in whatever form they are printed."""
    taken = -1
    for found in sorted(_first_codes(own), key=lambda each: each.start()):
        if found.start() < taken or OTHER_LAW.search(
            own, max(0, found.start() - 30), found.start()
        ):
            continue
        number = found["number"] if "number" in found.re.groupindex else ""
        at = found.end()
        if number:
            yield Code(found.start(), at, code_of(number, found["letter"]))
        for code in _more(own, at, number, named=not number):
            yield code
            at = code.end
        taken = at


def _first_codes(own: str) -> Iterator[re.Match[str]]:
    for pattern in (AFTER_552, PARENTHESISED, NAMED, BARE):
        yield from pattern.finditer(own)


def _more(own: str, at: int, number: str, *, named: bool) -> Iterator[Code]:
    """The codes behind the first of a list: `(b)(7)(C) and (E)`, `Exemptions 5, 6, and 7(C)`."""
    while True:
        joint = JOINT.match(own, at)
        start = joint.end() if joint else at
        if start == at and not named:
            return
        lone = LONE_LETTER.match(own, start)
        if number == "7" and lone and lone["letter"]:
            yield Code(start, lone.end(), code_of("7", lone["letter"]))
            at = lone.end()
            continue
        pattern = IN_LIST if named else PARENTHESISED
        found = pattern.match(own, start) or (BEHIND.match(own, start) if not named else None)
        if found is None or re.match(r"\w| U\.?S", own[found.end() : found.end() + 4]):
            return
        if "b" in found.group().casefold():
            # A list begun with (b) goes on with it: a bare figure behind is of something else.
            named = False
        number = found["number"]
        yield Code(start, found.end(), code_of(number, found["letter"]))
        at = found.end()


def code_of(number: str, letter: str | None) -> str:
    """The statute's own form. Only the seventh exemption has lettered parts."""
    return f"(b)({number})" + (f"({letter.upper()})" if letter and number == "7" else "")
