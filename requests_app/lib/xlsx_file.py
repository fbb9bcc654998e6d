"""Tables as a workbook of Office Open XML (ECMA-376), each cell a number, a day or plain words.

Words are stored as inline strings, which no spreadsheet evaluates; what looks like a formula
stands behind an apostrophe besides, as in a CSV, for whoever saves the sheet as one.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape

from requests_app.lib.csv_lines import cell

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet; days before 1 March 1900 count differently and are written as words."""
_FIRST_DAY = date(1900, 3, 1)
_PLAIN, _BOLD, _DAY = 0, 1, 2
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME, _LONGEST_CELL = 31, 32_767
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table under a heading that stays in view."""

    name: str
    heading: Sequence[str]
    rows: Iterable[Sequence[object]]


def xlsx_file(sheets: Sequence[Sheet]) -> bytes:
    """The workbook. Names of sheets are cut to what a spreadsheet takes."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in _frame([_name(each.name) for each in sheets]):
            package.writestr(path, _HEAD + content)
        for number, sheet in enumerate(sheets, 1):
            package.writestr(f"xl/worksheets/sheet{number}.xml", _HEAD + _sheet(sheet))
    return written.getvalue()


def _frame(names: Sequence[str]) -> list[tuple[str, str]]:
    """All parts but the sheets."""
    numbers = range(1, len(names) + 1)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{each}.xml" '
        f'ContentType="{_TYPES}.worksheet+xml"/>'
        for each in numbers
    )
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{parts}</Types>'
    )
    listed = "".join(
        f'<sheet name="{_quoted(name)}" sheetId="{each}" r:id="rId{each}"/>'
        for each, name in zip(numbers, names, strict=True)
    )
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    links = [("worksheet", f"worksheets/sheet{each}.xml") for each in numbers]
    return [
        ("[Content_Types].xml", types),
        ("_rels/.rels", _links([("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", _links([*links, ("styles", "styles.xml")])),
        ("xl/styles.xml", _STYLES),
    ]


def _links(targets: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def _sheet(sheet: Sheet) -> str:
    widths = [len(each) for each in sheet.heading]
    lines = [_row(1, sheet.heading, _BOLD)]
    for number, row in enumerate(sheet.rows, 2):
        lines.append(_row(number, row, _PLAIN))
        widths = [max(width, len(str(value))) for width, value in zip(widths, row, strict=True)]
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{min(width, _WIDEST) + 2}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{columns}</cols>"
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def _row(number: int, values: Sequence[object], style: int) -> str:
    cells = "".join(
        _cell(f"{_letters(place)}{number}", value, style) for place, value in enumerate(values)
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(where: str, value: object, style: int) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f'<c r="{where}" s="{style}"><v>{value}</v></c>'
    if isinstance(value, date) and value >= _FIRST_DAY:
        return f'<c r="{where}" s="{_DAY}"><v>{(value - _EPOCH).days}</v></c>'
    words = _NOT_IN_XML.sub("", str(cell(value)))[:_LONGEST_CELL]
    text = f'<is><t xml:space="preserve">{escape(words)}</t></is>'
    return f'<c r="{where}" s="{style}" t="inlineStr">{text}</c>'


def _letters(place: int) -> str:
    """The name of a column, from 0: A, B, ... Z, AA."""
    letters, rest = "", place + 1
    while rest:
        rest, one = divmod(rest - 1, 26)
        letters = chr(ord("A") + one) + letters
    return letters


def _name(words: str) -> str:
    return _NOT_IN_NAMES.sub(" ", _NOT_IN_XML.sub("", words))[:_LONGEST_NAME] or "Sheet"


def _quoted(words: str) -> str:
    return escape(words, {'"': "&quot;"})
