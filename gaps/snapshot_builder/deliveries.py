"""What came: productions, what of them could not be read, numbers and withheld sheets."""

import re
from collections import Counter
from collections.abc import Sequence

from gaps import snapshot
from gaps.snapshot_builder.asked_and_said import sentence_around
from gaps.snapshot_builder.sources import Sources, pages_of, released
from requests_app.models import FileFailure, Page, SourceFile, Stamp, WithheldSheet
from requests_app.selectors.documents import in_file_order

ALL_OF_IT = ("zip",)
"""Parsers whose warnings tell of nothing that a requester could miss: of an archive, the files
that an operating system put into it."""
BATES = re.compile(r"^(?P<prefix>.*?)(?P<number>\d+)\s*$")


def productions_of(sources: Sources) -> tuple[snapshot.Production, ...]:
    productions = []
    # A page that is here was not lost, even where nothing of it could be read.
    kept = Counter(page.source_file_id for page in sources.pages_by_id.values())
    for each in sources.foia_request.productions.all():
        files = [one for one in sources.files.values() if one.production_id == each.pk]
        pages = pages_of(sources, each.letter_id)
        passage = _counting(sources, pages, each.pages_released)
        letter = passage.page if passage else (sources.page_ref(pages[0]) if pages else None)
        productions.append(
            snapshot.Production(
                number=each.number,
                received_on=each.received_on,
                is_final=each.is_final,
                letter=letter,
                letter_passage=passage,
                pages_released=each.pages_released,
                pages_withheld_in_full=each.pages_withheld_in_full,
                bates_from=_bates(each.bates_from),
                bates_to=_bates(each.bates_to),
                files=sum(one.parent_id is None for one in files),
                # A native email has no pages of its own that a letter could have counted.
                pages_counted=sum(kept[one.pk] for one in files if one.parser.startswith("pdf")),
                pages_failed=sum(max(one.expected_pages - kept[one.pk], 0) for one in files)
                + sum(one.state == SourceFile.State.FAILED for one in files),
            )
        )
    return tuple(productions)


def pages_read_of(sources: Sources, failures: Sequence[snapshot.ReadingFailure]) -> int:
    """The pages of the productions that were read: an absence is proven by these alone."""
    kept = sum(released(sources, page.source_file_id) for page in sources.pages_by_id.values())
    return kept - sum(failure.counted for failure in failures)


def _counting(
    sources: Sources, pages: Sequence[Page], count: int | None
) -> snapshot.Passage | None:
    """The sentence of the letter that states the number of pages."""
    if count is None:
        return None
    stated = re.compile(rf"\b{count:,}\b|\b{count}\b")
    for page in pages:
        for found in stated.finditer(page.text):
            start, end = sentence_around(page.text, found.start(), found.end())
            if re.search(r"\bpages?\b", page.text[start:end], re.IGNORECASE):
                return sources.passage(page, start, end)
    return None


def _bates(stated: str) -> tuple[str, int] | None:
    found = BATES.match(stated)
    return (found["prefix"], int(found["number"])) if found else None


def reading_failures_of(sources: Sources) -> tuple[snapshot.ReadingFailure, ...]:
    failures = []
    for each in sources.files.values():
        if not each.production:
            continue
        failed = each.state == SourceFile.State.FAILED
        reasons = [each.reason] if failed else each.warnings
        if each.parser not in ALL_OF_IT or failed:
            failures += [
                snapshot.ReadingFailure(
                    sources.names[each.pk], each.blob_id, reason, each.production.number
                )
                for reason in reasons
            ]
    kept = {(file, f"page {index + 1}") for file, index in sources.pages}
    listed = FileFailure.objects.filter(source_file__foia_request=sources.foia_request).order_by(
        *in_file_order("source_file", "pk")
    )
    for failure in listed:
        source_file = sources.files[failure.source_file_id]
        if source_file.production:
            failures.append(
                snapshot.ReadingFailure(
                    f"{sources.names[source_file.pk]} / {failure.name}",
                    source_file.blob_id,
                    failure.reason,
                    source_file.production.number,
                    counted=(source_file.pk, failure.name) in kept,
                )
            )
    return tuple(failures)


def stamps_of(sources: Sources) -> tuple[snapshot.Stamp, ...]:
    rows = Stamp.objects.filter(page__source_file__foia_request=sources.foia_request)
    stamps = []
    for each in rows.order_by(
        "prefix", "number", *in_file_order("page__source_file", "page__index", "pk")
    ):
        page = sources.pages_by_id[each.page_id]
        production = sources.files[page.source_file_id].production
        if production:
            stamps.append(
                snapshot.Stamp(
                    each.prefix,
                    each.number,
                    each.width,
                    sources.page_ref(page),
                    production.number,
                    each.repaired,
                    (each.start, each.end),
                )
            )
    return tuple(stamps)


def withheld_sheets_of(sources: Sources) -> tuple[snapshot.WithheldSheet, ...]:
    rows = WithheldSheet.objects.filter(
        page__source_file__foia_request=sources.foia_request
    ).order_by(*in_file_order("page__source_file", "page__index", "start", "pk"))
    sheets = []
    for each in rows:
        page = sources.pages_by_id[each.page_id]
        if released(sources, page.source_file_id):
            passage = sources.passage(page, each.start, each.end)
            sheets.append(
                snapshot.WithheldSheet(
                    page=passage.page,
                    passage=passage,
                    prefix=each.prefix or None,
                    first=each.first,
                    last=each.last,
                    pages=each.pages,
                    codes=tuple(each.codes),
                    referred=each.referred,
                )
            )
    return tuple(sheets)
