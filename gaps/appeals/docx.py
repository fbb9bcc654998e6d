"""The letter in Word, with real styles, so that an office can restyle it in a minute."""

import datetime
import io
import tempfile
import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches
from docx.table import Table

from gaps.appeals.pandoc import to_docx
from gaps.appeals.reference_docx import own_reference

COLUMNS = {2: (5.1, 1.4), 3: (1.3, 3.7, 1.5), 4: (0.5, 2.6, 1.4, 2.0)}
"""Widths in inches of the columns of a table, by how many it has."""


CITATIONS = 2
"""Columns of the table of authorities, whose rows are short: none is parted by a page."""


def write_docx(
    markdown: str,
    target: Path,
    *,
    dated_on: datetime.date,
    running: str,
    reference: Path | None = None,
) -> None:
    """Write the letter to `target` in the styles of `reference`, an organization's own document,
    or in those of this project, with `running` at the foot of its later pages.

    The same letter gives the same bytes. Raises ConversionError where `reference` is no Word
    document.
    """
    epoch = int(datetime.datetime.combine(dated_on, datetime.time(), datetime.UTC).timestamp())
    with tempfile.TemporaryDirectory() as folder:
        styles = reference or own_reference(Path(folder) / "reference.docx", running)
        written = Path(folder) / "letter.docx"
        to_docx(markdown, reference=styles, target=written, epoch=epoch)
        _finish(written)
        target.write_bytes(_with_fixed_times(written))


def _finish(path: Path) -> None:
    """What Markdown cannot say: the lawyer's checklist begins on a page of its own, and tables
    have columns of the width that their words need."""
    document = docx.Document(str(path))
    banners = [each for each in document.paragraphs if each.style and each.style.name == "Banner"]
    if len(banners) > 1:
        banners[-1].paragraph_format.page_break_before = True
    for table in document.tables:
        _fit(document, table)
    # Notes refer to one another by number, and some programs would begin anew at each heading.
    for restart in list(document.element.body.iter(qn("w:numRestart"))):
        restart.set(qn("w:val"), "continuous")
    document.save(str(path))


def _keep_rows_whole(table: Table) -> None:
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fit(document: Document, table: Table) -> None:
    if "Table" in document.styles:
        table.style = document.styles["Table"]
    if len(table.columns) == CITATIONS:
        _keep_rows_whole(table)
    widths = COLUMNS.get(len(table.columns))
    if widths is None:
        return
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
        for cell in column.cells:
            cell.width = Inches(width)


def _with_fixed_times(path: Path) -> bytes:
    """The document with the same moment on every member, so that equal letters are equal files."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in sorted(source.namelist()):
            fixed = zipfile.ZipInfo(member, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(fixed, source.read(member))
    return out.getvalue()
