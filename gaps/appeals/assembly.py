"""The letter that an edited appeal amounts to. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gaps.appeals.authorities_table import table_of_authorities
from gaps.appeals.citations import Footnotes
from gaps.appeals.editable import armed, armed_line, cleaned
from gaps.appeals.frame import (
    BANNER,
    block,
    checklist_page,
    enclosure_table,
    last_words,
    page_ranges,
)
from gaps.appeals.letter import AUTHORITY_TO_REPRESENT
from gaps.appeals.markdown import lines, long_date, plain
from gaps.appeals.relief import SHOULD, numbered
from gaps.appeals.written import POINT, SCHEDULE, Written, WrittenPoint, enclosed, omitted
from requests_app.law.authorities import Authority
from requests_app.law.openings import Opened

STYLES = {
    "letterhead": "Letterhead",
    "delivery": "Delivery",
    "addressee": "Address",
    "re": "Re Block",
    "signature": "Signature",
}
SALUTATION = "Dear Appeals Officer:"


@dataclass(frozen=True, slots=True)
class Assembled:
    """The words of the letter, the footnotes below them, and the authorities cited."""

    words: str
    notes: str
    cited: tuple[Authority, ...]

    def markdown(self, to_check: Sequence[str] = ()) -> str:
        """The letter with what a lawyer must check before signing it, where there is any."""
        parts = (self.words, checklist_page(list(to_check)) if to_check else "", self.notes)
        return "\n\n".join(part for part in parts if part) + "\n"


def assembled(written: Written, opened: Mapping[str, Opened]) -> Assembled:
    """Put the letter together; `opened` are the authorities that a lawyer has opened."""
    notes = Footnotes(opened=opened)
    schedules = _schedules(written)
    body = [
        _head(written),
        SALUTATION,
        notes.cite(armed(written.parts["opening"].text)),
        _section("Statement of Facts", written.parts["facts"].text, notes),
        _section("Standard", written.parts["standard"].text, notes),
        "# Argument",
        *(
            _argument(number, each, schedules.get(each.key, 0), notes)
            for number, each in enumerate(written.argued, 1)
        ),
        _relief(written, schedules, notes),
        _closing(written, notes),
        _lines(written, "signature"),
        _enclosures(written, schedules),
    ]
    # The schedules cite too, and stand behind the table: it can be made when all is cited.
    last = [_schedule(written, key, number, notes) for key, number in schedules.items()]
    body += [table_of_authorities(notes), *last]
    words = "\n\n".join(part for part in body if part)
    return Assembled(words, notes.definitions(), tuple(notes.cited))


def _head(written: Written) -> str:
    parts = (
        block("banner", "Banner", plain(BANNER)),
        _lines(written, "letterhead"),
        block("date", "Date Line", plain(long_date(written.dated_on))),
        *(_lines(written, key) for key in ("delivery", "addressee", "re")),
    )
    return "\n\n".join(part for part in parts if part)


def _lines(written: Written, key: str) -> str:
    """A part whose lines stay lines; nothing where it is empty, as with a letterhead that the
    office's own sheet prints."""
    text = cleaned(written.parts[key].text)
    shown = lines(*(armed_line(each) for each in text.split("\n")))
    return block(key, STYLES[key], shown) if shown else ""


def _section(title: str, text: str, notes: Footnotes) -> str:
    return f"# {title}\n\n{notes.cite(armed(text))}" if text.strip() else ""


def _argument(number: int, point: WrittenPoint, schedule: int, notes: Footnotes) -> str:
    heading = armed_line(_with_numbers(point.text("heading"), number, schedule))
    body = notes.cite(armed(_with_numbers(point.text("argument"), number, schedule)))
    return f"## {number}\\. {heading}\n\n{body}"


def _relief(written: Written, schedules: Mapping[str, int], notes: Footnotes) -> str:
    asked = [
        armed_line(_with_numbers(line, number, schedules.get(point.key, 0)))
        for number, point in enumerate(written.argued, 1)
        for line in _filled_lines(point.text("relief"))
    ]
    asked += [armed_line(each) for each in _filled_lines(written.parts["also"].text)]
    asked = [each.rstrip(".; ") for each in asked]
    return numbered(asked, notes, heading="Relief Requested", lead_in=SHOULD) if asked else ""


def _filled_lines(text: str) -> list[str]:
    return [each for each in cleaned(text).split("\n") if each.strip()]


def _closing(written: Written, notes: Footnotes) -> str:
    """The last paragraph stays with the signature, unless it has a note, which would not."""
    shown = notes.cite(armed(written.parts["closing"].text))
    *paragraphs, last = shown.split("\n\n")
    if "[^" not in last and last.strip() and not last.startswith((">", "-", "|", ":")):
        last = last_words(last)
    return "# Closing\n\n" + "\n\n".join((*paragraphs, last)) if shown.strip() else ""


def _schedules(written: Written) -> dict[str, int]:
    long = [each.key for each in written.argued if each.text("schedule").strip()]
    return {key: number for number, key in enumerate(long, 1)}


def _schedule(written: Written, key: str, schedule: int, notes: Footnotes) -> str:
    number, point = next(
        (number, each) for number, each in enumerate(written.argued, 1) if each.key == key
    )
    heading = armed_line(_with_numbers(point.text("heading"), number, schedule))
    table = notes.cite(armed(_with_numbers(point.text("schedule"), number, schedule)))
    return f"# Schedule {schedule}: {heading} \\(Point {number}\\)\n\n{table}"


def _with_numbers(text: str, number: int, schedule: int) -> str:
    return text.replace(POINT, str(number)).replace(SCHEDULE, str(schedule or "[none]"))


def _enclosures(written: Written, schedules: Mapping[str, int]) -> str:
    left_out = omitted(written)
    held = {each.letter: each for each in enclosed(written)}
    rows = [
        f"| Exhibit {letter} | intentionally omitted | |"
        if letter in left_out
        else f"| Exhibit {letter} | {plain(held[letter].title)} | "
        f"{plain(page_ranges(held[letter].pages))} |"
        for letter in (each.letter for each in written.exhibits)
    ]
    rows += [f"| Schedule {each} | attached to this letter | |" for each in schedules.values()]
    return enclosure_table((*rows, AUTHORITY_TO_REPRESENT))
