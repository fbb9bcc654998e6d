"""Finds the sender and date that stand without labels above `To:`.

Lotus Notes prints `Name`, `Sent by: ...`, `11/14/00 04:03 PM` or `Name on 11/14/00 04:03:10 PM`
over `To:`; Gmail prints `Name <address>` and the date on one line. Where OCR lost the colon of
`From:`, the line above the next label is the sender.
"""

import re
from collections.abc import Sequence

from requests_app.ingest.extract.header_labels import leading_label
from requests_app.ingest.extract.header_values import FieldValue, HeaderRead
from requests_app.ingest.extract.printed_dates import PrintedDate, find_printed_date
from requests_app.ingest.extract.text_lines import Line

_NAME = r"[A-Z][\w'\u2019.-]+"
PERSON_SHAPE = re.compile(
    rf"\"?{_NAME}\"?(?:,? (?:{_NAME}|[A-Z]|and)){{0,6}}\"?(?:\s*[@/(\[<].*)?$"
)
_FROM_MISREAD = re.compile(r"F\s?r\s?[o0]\s?m\s{0,2}[.,*'\u2022!|]{1,2}\s+(?=[A-Z\"'])")
_BESIDE = re.compile(r"(?:Sent by|Please respond to|Reply to)\b", re.IGNORECASE)
_MAIL_ADDRESS = re.compile(r"<?[\w.+-]+@[\w.-]+\.\w+>?$")
_REACH = 5


def take_sender_above(lines: Sequence[Line], block: HeaderRead, floor: int) -> None:
    """Take a sender and date above the first label into the block, where they stand there.
    Lines before `floor` are those of another block."""
    if block.first <= floor or lines[block.first - 1].depth != lines[block.first].depth:
        return
    if _take_misread(lines, block):
        return
    if block.order[:1] == ["date"] or not ({"to", "subject"} & set(block.order[:2])):
        return
    dated = _dated_lines(lines, block.first, floor)
    if dated is None:
        return
    first, printed, person = dated
    if not _is_person(person):
        return
    taken = list(lines[first : block.first])
    block.lines[:0] = taken
    block.first = first
    block.unlabelled = True
    above = FieldValue(taken)
    block.fields["from"] = above.part(person)
    if not block.has("date"):
        block.fields["date"] = above.part(above.text[printed.start : printed.end])


def _take_misread(lines: Sequence[Line], block: HeaderRead) -> bool:
    line = lines[block.first - 1]
    misread = _FROM_MISREAD.match(line.text)
    if misread is None or line.gap + lines[block.first].gap >= 4:
        return False
    block.first -= 1
    block.lines.insert(0, line)
    block.order.insert(0, "from")
    block.fields["from"] = FieldValue([line.part(misread.end())])
    return True


def _dated_lines(lines: Sequence[Line], at: int, floor: int) -> tuple[int, PrintedDate, str] | None:
    """The lines above that end in a date with a time: where they begin, the date in their joined
    text, and the words before it."""
    for taken in range(1, _REACH + 1):
        first = at - taken
        if first < floor or (
            leading_label(lines[first].text) and not _BESIDE.match(lines[first].text)
        ):
            return None
        text = " ".join(line.text for line in lines[first:at])
        printed = _last_date(text)
        if printed is None:
            if taken > 2:
                return None
            continue
        if len(re.sub(r"^[\s(]*(?:Please respond to.*)?", "", text[printed.end :])) > 25:
            return None
        person = _BESIDE.split(text[: printed.start])[0]
        person = re.sub(r"\s+on\s*$", "", person).strip(" ,-")
        if person:
            return first, printed, person
    return None


def _last_date(text: str) -> PrintedDate | None:
    printed = find_printed_date(text)
    return printed if printed is not None and printed.has_time else None


def _is_person(text: str) -> bool:
    short = len(text) < 100 and not text.endswith((".", ":", ";", "-"))
    return short and bool(PERSON_SHAPE.match(text) or _MAIL_ADDRESS.match(text))
