"""The marks that announce a quoted message: separator lines, attributions, rules.

`-----Original Message-----` with its OCR forms, `---------- Forwarded message ----------`,
`Begin forwarded message:`, the Lotus Notes `Forwarded by`, `On <date>, X wrote:` over up to
four lines, and a rule of underscores.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from requests_app.ingest.extract.header_labels import leading_label
from requests_app.ingest.extract.printed_dates import PrintedDate, find_printed_date
from requests_app.ingest.extract.text_lines import Line

SeparatorStyle = Literal["original_message", "forwarded", "lotus", "rule"]

# Runs of dashes are bounded: without that, a line of nothing else takes time in its square.
_DASH = r"[-\u2010-\u2015~=_\u00b7.'\u2018\u2019*\"\u00ad ]"
_ORIGINAL = re.compile(
    rf"(?<!\w)(?:[-\u2010-\u2015~=_*]{_DASH}{{0,80}})?[Oo0]ri[gq9]ina[l1I!i]\s+(?:[Mm]\s?es\s?sa\s?[gq9]e|"
    rf"A[p]{{2}}ointment|Message transfere)\s*(?P<tail>{_DASH}*)(?!\w)"
)
_FORWARDED = re.compile(
    r"[-\u2010-\u2015]{2,80}\s*"
    r"(?:Forwarded\s+(?:[Mm]essage|[Ll]etter)|Message transf[e\u00e9]r[e\u00e9])"
    r"(?:\s+from\s[^-]{1,60})?\s*[-\u2010-\u2015]*"
)
_BEGIN = re.compile(r"(?:Begin|Start of) forwarded message\s?[:;]?", re.IGNORECASE)
_LOTUS = re.compile(
    r"[-\u2010-\u2015_]{2,80}\s*(?:Forwarded by|Original Message from)\s+(?P<by>[^\n]+?)"
    r"(?:\s+on\s+(?P<on>[\d/ :APMapm]+))?\s*[-\u2010-\u2015_]*$"
)
_RULE = re.compile(r"[_\u2014\u2015]{8,}|-{20,}|={20,}")
_WROTE = re.compile(r"\b(?:wrote|writes|said|schrieb|a \u00e9crit|escribi\u00f3)\s?:\s*")
_ON = re.compile(
    r"(?<![\w])(?:On|Am|Le|El)\s+(?=(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug"
    r"|Sep|Oct|Nov|Dec|\d|lun|mar|mer|jeu|ven|sam|dim)|at\s)"
)
_DATE_FIRST = re.compile(
    r"(?P<on>\d{4}-\d\d-\d\d \d{1,2}:\d\d GMT[+-]\d\d:\d\d) (?P<who>[^:]+<[^<>]+@[^<>]+>):$"
)
_REACH = 4
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Separator:
    """A line, or part of one, that says that a quoted message follows."""

    style: SeparatorStyle
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """`On <date>, <person> wrote:`: lines it takes, where the words after it begin, its parts."""

    first: int
    column: int
    last: int
    end_column: int
    date: PrintedDate
    person: str
    lines: tuple[Line, ...]


def find_separator(text: str) -> Separator | None:
    """The separator in a line. A sentence that mentions an original message is none."""
    for pattern, style in (
        (_FORWARDED, "forwarded"),
        (_BEGIN, "forwarded"),
        (_LOTUS, "lotus"),
        (_ORIGINAL, "original_message"),
    ):
        match = pattern.search(text)
        if match and _stands_alone(style, match, text):
            return Separator(_STYLES[style], match.start(), match.end())
    rule = _RULE.fullmatch(text.strip())
    return Separator("rule", 0, len(text)) if rule else None


_STYLES: dict[str, SeparatorStyle] = {
    "forwarded": "forwarded",
    "lotus": "lotus",
    "original_message": "original_message",
}


def _stands_alone(style: str, match: re.Match[str], text: str) -> bool:
    """Whether dashes stand around the words, or nothing else stands on the line, or a header
    label follows at once."""
    before, after = text[: match.start()].strip(), text[match.end() :].strip()
    if style == "lotus" or (style == "forwarded" and match.re is _FORWARDED):
        return True
    label = leading_label(after)
    if not before and (not after or label is not None):
        return True
    if match.re is _BEGIN:
        return label is not None and label.field == "from"
    dashes = len(re.findall(r"[-\u2010-\u2015~=_]", match.group()))
    return dashes >= 4


def read_attribution(lines: Sequence[Line], at: int) -> Attribution | None:
    """The attribution that begins in a line, with a date and a person that can be told apart."""
    line = lines[at]
    if leading_label(line.text):
        return None
    for opening in _ON.finditer(line.text):
        found = _attribution_from(lines, at, opening.start())
        if found is not None:
            return found
    return _wrote_on(line, at)


def _attribution_from(lines: Sequence[Line], at: int, column: int) -> Attribution | None:
    first = lines[at]
    text, taken = first.text[column:], [first.part(column)]
    for step in range(_REACH):
        wrote = _WROTE.search(text)
        if wrote and wrote.end() <= _LONGEST:
            date = find_printed_date(text[: wrote.start()])
            if date is None or date.start > 40:
                return None
            person = _person(text[: wrote.start()], date)
            before = len(text) - len(taken[-1].text)
            base = column if step == 0 else 0
            end = base + wrote.end() - before if step else column + wrote.end()
            return Attribution(at, column, at + step, end, date, person, tuple(taken))
        following = at + step + 1
        if following >= len(lines) or len(text) > _LONGEST:
            return None
        nearby = lines[following]
        if leading_label(nearby.text) or nearby.depth > first.depth + 1:
            return None
        text = f"{text} {nearby.text}"
        taken.append(nearby)
    return None


def _person(text: str, date: PrintedDate) -> str:
    """The words before `wrote` that are not the date."""
    after = re.sub(r"^[\s,.;:-]+|[\s,.;:]+$", "", text[date.end :])
    if after:
        return after
    return re.sub(r"^(?:On|Am|Le|El|at)\s+|[\s,]+$", "", text[: date.start])


def _wrote_on(line: Line, at: int) -> Attribution | None:
    """`X <a@b> wrote on 1/2/2018 3:04 PM:`, or `2018-01-02 15:04 GMT+02:00 X <a@b>:`."""
    dated = _DATE_FIRST.match(line.text)
    if dated is not None:
        stated = find_printed_date(dated["on"])
        if stated is not None and stated.has_time:
            return Attribution(at, 0, at, len(line.text), stated, dated["who"], (line,))
    match = re.fullmatch(r"(?P<who>.{2,80}?)\s+wrote\s+on\s+(?P<on>.{6,60}?)\s?:", line.text)
    if match is None:
        return None
    date = find_printed_date(match["on"])
    if date is None:
        return None
    return Attribution(at, 0, at, len(line.text), date, match["who"], (line,))
