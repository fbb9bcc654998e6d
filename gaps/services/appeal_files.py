"""The files of a letter: letter.docx, letter.pdf, and where it has exhibits, exhibits.pdf and
exhibits.csv."""

import csv
import io
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from gaps.appeals.contract import Exhibit, ExhibitPage, Letter
from gaps.appeals.docx import write_docx
from gaps.appeals.exhibits import PageSource, Sources, write_exhibits
from gaps.appeals.markdown import printable
from gaps.appeals.pdf import write_letter_pdf
from gaps.appeals.written import enclosed, of_json
from gaps.models import AppealVersion
from gaps.services.appeals import PAGED, Draft
from gaps.services.letterheads import letterhead_sheet
from gaps.snapshot_queries.replies import NATIVE
from requests_app.models import FoiaRequest, Occurrence, Page
from requests_app.selectors.documents import document_names
from requests_app.selectors.open_text import texts_with_closed_words
from requests_app.services.store import blob_path

FORMULA = ("=", "+", "-", "@")
FILES = ("letter.docx", "letter.pdf", "exhibits.pdf", "exhibits.csv")
COLUMNS = ("exhibit", "title", "document", "sha256", "page", "bates", "points", "marked")


class Enclosing(Protocol):
    """What a letter is sent with, and under what name and day."""

    @property
    def ref(self) -> str: ...

    @property
    def dated_on(self) -> date: ...

    @property
    def exhibits(self) -> Sequence[Exhibit]: ...


@dataclass(frozen=True, slots=True)
class _Sheaf:
    ref: str
    dated_on: date
    exhibits: tuple[Exhibit, ...]


def version_write(
    *, version: AppealVersion, out: Path, only: Collection[str] = FILES
) -> tuple[Path, ...]:
    """Write the files of a version of an appeal into the folder `out`, or `only` some of them, and
    return their paths. The same version gives the same letter, whatever was found since."""
    written = of_json(version.content)
    return letter_write(
        foia_request=version.appeal.foia_request,
        facts=_Sheaf(written.ref, written.dated_on, enclosed(written)),
        letter=Letter(version.letter, tuple(version.checklist)),
        title=f"FOIA appeal, {written.ref}",
        out=out,
        only=only,
    )


def appeal_write(*, draft: Draft, out: Path) -> tuple[Path, ...]:
    """Write the four files of an appeal into the folder `out`, and return their paths."""
    return letter_write(
        foia_request=draft.appeal.foia_request,
        facts=draft.facts,
        letter=draft.letter,
        title=f"FOIA appeal, {draft.facts.ref}",
        out=out,
    )


def letter_write(
    *,
    foia_request: FoiaRequest,
    facts: Enclosing,
    letter: Letter,
    title: str,
    out: Path,
    only: Collection[str] = FILES,
) -> tuple[Path, ...]:
    """Write the files of a letter into the folder `out`, or `only` some, and return their paths.

    All are written aside and then moved into place, so that none is ever half there and none is
    of another draft than the rest; the same draft gives the same bytes.
    """
    out.mkdir(parents=True, exist_ok=True)
    words = letter.markdown
    closed = texts_with_closed_words(foia_request)
    pages = _pages(foia_request, facts, closed)
    with ExitStack() as stack:
        reference = stack.enter_context(letterhead_sheet())
        paths = {
            sha256: stack.enter_context(blob_path(sha256))
            for sha256 in {each.sha256 for each in facts.exhibits}
        }

        source = _sources(pages, paths, closed, _headers(pages.values()))
        writers: dict[str, Callable[[Path], object]] = {
            "letter.docx": lambda path: write_docx(
                words, path, dated_on=facts.dated_on, running=facts.ref, reference=reference
            ),
            "letter.pdf": lambda path: write_letter_pdf(
                words, path, title=title, running=facts.ref
            ),
        }
        if facts.exhibits:
            writers |= {
                "exhibits.pdf": lambda path: write_exhibits(
                    facts.exhibits, path, ref=facts.ref, sources=source
                ),
                "exhibits.csv": lambda path: path.write_text(
                    _index(facts, pages), encoding="utf-8", newline=""
                ),
            }
        aside = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=".", dir=out)))
        wanted = [name for name in writers if name in only]
        for name in wanted:
            writers[name](aside / name)
        return tuple((aside / name).replace(out / name) for name in wanted)


def _sources(
    pages: Mapping[tuple[str, str, int], Page],
    paths: Mapping[str, Path],
    closed: Mapping[int, str],
    headers: Mapping[int, Mapping[str, Any]],
) -> Sources:
    """Where each page to exhibit comes from; `headers` are those of electronic files."""

    def source(exhibit: Exhibit, page: ExhibitPage) -> PageSource | None:
        found = pages.get((exhibit.document, exhibit.sha256, page.page))
        if found is None:
            return None
        paged = found.source_file.parser == PAGED
        path = paths[exhibit.sha256] if paged else None
        fields = () if found.index else _fields(headers.get(found.source_file_id, {}))
        return PageSource(path, found.text, found.words, closed=found.pk in closed, fields=fields)

    return source


def _headers(pages: Iterable[Page]) -> Mapping[int, Mapping[str, Any]]:
    """What was read of the header of each electronic message, by its file."""
    files = {each.source_file_id for each in pages if each.source_file.parser != PAGED}
    read = Occurrence.objects.filter(source_file__in=files, style=NATIVE)
    return dict(read.values_list("source_file", "header"))


def _fields(header: Mapping[str, Any]) -> tuple[str, ...]:
    """Which message an electronic file is and which it answers, as its header says by ids: a
    letter that rests on them encloses them."""
    named = (
        ("Message-ID", [header.get("message_id")]),
        ("In-Reply-To", header.get("in_reply_to")),
        ("References", header.get("references")),
    )
    ids = ((name, [f"<{each}>" for each in values or () if each]) for name, values in named)
    return tuple(f"{name}: {' '.join(each)}" for name, each in ids if each)


def _pages(
    foia_request: FoiaRequest, facts: Enclosing, closed: Mapping[int, str]
) -> Mapping[tuple[str, str, int], Page]:
    """The pages of the exhibits, with the words that their reader was meant to see."""
    names = document_names(foia_request)
    wanted = {each.sha256 for each in facts.exhibits}
    rows = Page.objects.filter(
        source_file__foia_request=foia_request, source_file__blob__in=wanted
    ).select_related("source_file")
    found = {
        (names[page.source_file_id], page.source_file.blob_id, page.index + 1): page
        for page in rows
    }
    for page in found.values():
        page.text = closed.get(page.pk, page.text)
    return found


def _index(facts: Enclosing, pages: Mapping[tuple[str, str, int], Page]) -> str:
    """A row for each exhibited page, with the words outlined on it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for exhibit in facts.exhibits:
        for page in exhibit.pages:
            held = pages.get((exhibit.document, exhibit.sha256, page.page))
            text = held.text if held else ""
            marked = [" ".join(text[start:end].split()) for start, end in page.marks]
            row = {
                "exhibit": exhibit.letter,
                "title": exhibit.title,
                "document": exhibit.document,
                "sha256": exhibit.sha256,
                "page": str(page.page),
                "bates": page.bates,
                "points": " ".join(page.points),
                "marked": " | ".join(marked),
            }
            writer.writerow({name: _no_formula(value) for name, value in row.items()})
    return out.getvalue()


def _no_formula(value: str) -> str:
    """A cell that a spreadsheet takes for words, whatever a released file is called."""
    words = printable(value)
    return f"'{words}" if words.startswith(FORMULA) else words
