"""The Django side of reading: files that wait in the store become pages and facts.

Each file is one unit: what a kill interrupts is still waiting, and is read again. Every stage
has a version; a new version of one reads again only what depends on it.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from django.db import DatabaseError, OperationalError, transaction
from django.db.models import Count, Q, Sum

from requests_app.bulk import bulk_rewrite, bulk_write
from requests_app.ingest.facts_writer import facts_write
from requests_app.ingest.parsers.contract import Failure, ParsedChild, ParsedFile, ParseError
from requests_app.ingest.sandbox import ReaderPool, ReadJob
from requests_app.models import FileFailure, FoiaRequest, Page, SourceFile
from requests_app.models.production import LONGEST_NAME
from requests_app.services.search_index import pages_index
from requests_app.services.store import blob_path, blob_store

READ_VERSION = 1
CARRIERS = ("eml", "msg", "pdf_text")
"""Records that carry other files inside them, as an email does its attachments."""
DEEPEST = 8
"""How many containers may stand in one another; more is a bomb, not a production."""
ONLY_STAMPED = "it is a picture, as a scan is, with no text but a stamp or a running head"
FILES_A_WRITE = 64
PAGES_A_WRITE = 500
FILES_A_SPOOL = 2_000

Progress = Callable[[str, int, int], None]
"""Called with the name of the stage, how much is done and how much there is."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one file gave."""

    source_file: SourceFile
    parsed: ParsedFile | ParseError


@dataclass(frozen=True, slots=True)
class Tally:
    """How many files and pages there were: expected = read + kept + failed + waiting."""

    expected: int
    read: int
    kept: int
    failed: int
    waiting: int
    expected_pages: int
    read_pages: int
    failed_pages: int


def files_read(
    *, source_file_ids: Sequence[int], readers: int, progress: Progress | None = None
) -> list[int]:
    """Read those of the files that wait, and return the ids of the members found in them.

    Reads in `readers` child processes; what was read is written a batch at a time.
    """
    waiting = SourceFile.objects.filter(
        pk__in=source_file_ids, state=SourceFile.State.STORED
    ).select_related("parent", "foia_request__agency")
    with ReaderPool(readers) as pool:
        for some in batched(waiting.order_by("depth", "ordinal", "pk"), FILES_A_SPOOL):
            with tempfile.TemporaryDirectory(prefix="foiatrack-") as spool:
                for chunk in _chunks(_outcomes(pool, some, Path(spool))):
                    _record_surely(chunk)
                    if progress:
                        _report(some[0].foia_request, progress)
    members = SourceFile.objects.filter(parent__in=source_file_ids, state=SourceFile.State.STORED)
    return list(members.values_list("pk", flat=True))


def tally(foia_request: FoiaRequest) -> Tally:
    """Count the files of the request's productions and their pages.

    A member that could not be unpacked is a file that failed.
    """
    files = foia_request.source_files.filter(production__isnull=False)
    state = SourceFile.State
    counted = files.aggregate(
        expected=Count("id") + Sum("failed_members", default=0),
        read=Count("id", filter=Q(state=state.READ)),
        kept=Count("id", filter=Q(state=state.KEPT)),
        failed=Count("id", filter=Q(state=state.FAILED)) + Sum("failed_members", default=0),
        waiting=Count("id", filter=Q(state=state.STORED)),
        expected_pages=Sum("expected_pages", default=0),
        read_pages=Sum("read_pages", default=0),
        failed_pages=Sum("failed_pages", default=0),
    )
    return Tally(**counted)


def outcomes_record(outcomes: Sequence[Outcome]) -> None:
    """Write what was read of these files, in one transaction: all of it or nothing.

    A file that another worker has recorded meanwhile is left as it is.
    """
    with transaction.atomic():
        ids = [outcome.source_file.pk for outcome in outcomes]
        locked = SourceFile.objects.select_for_update().filter(pk__in=ids).order_by("pk")
        still = set(locked.filter(state=SourceFile.State.STORED).values_list("pk", flat=True))
        fresh = [outcome for outcome in outcomes if outcome.source_file.pk in still]
        failures: list[FileFailure] = []
        members: list[SourceFile] = []
        for outcome in fresh:
            if isinstance(outcome.parsed, ParseError):
                _record_unread(outcome.source_file, str(outcome.parsed))
            else:
                _record_read(outcome.source_file, outcome.parsed, failures, members)
        bulk_write(failures)
        bulk_write(members)
        _pages_write(fresh)
        facts_write([each for each in fresh if isinstance(each.parsed, ParsedFile)])
        # The facts tell what is closed on a page, and that is not to be found.
        pages_index(source_file_ids=[each.source_file.pk for each in fresh])
        bulk_rewrite([each.source_file for each in fresh], _WRITTEN)


def _record_surely(outcomes: Sequence[Outcome]) -> None:
    """Record the files; where the database refuses what was read of one, that one fails alone."""
    try:
        outcomes_record(outcomes)
    except OperationalError:
        raise
    except (DatabaseError, OverflowError, ValueError) as error:
        for outcome in outcomes:
            # What was set on it before the database refused must not be taken for recorded.
            fresh = SourceFile.objects.select_related("parent", "foia_request__agency").get(
                pk=outcome.source_file.pk
            )
            if len(outcomes) > 1:
                _record_surely([Outcome(fresh, outcome.parsed)])
            else:
                words = " ".join(str(error).split())[:300]
                reason = f"what was read of it could not be written: {words}"
                outcomes_record([Outcome(fresh, ParseError(reason))])


_WRITTEN = (
    "state",
    "reason",
    "parser",
    "read_version",
    "facts_version",
    "expected_pages",
    "read_pages",
    "failed_pages",
    "expected_members",
    "read_members",
    "failed_members",
    "warnings",
    "native_header",
)


def _outcomes(pool: ReaderPool, waiting: Iterable[SourceFile], spool: Path) -> Iterator[Outcome]:
    by_id = {source_file.pk: source_file for source_file in waiting}
    with ExitStack() as stack:
        jobs = []
        for source_file in by_id.values():
            folder = spool / str(source_file.pk)
            folder.mkdir()
            path = stack.enter_context(blob_path(source_file.blob_id))
            jobs.append(ReadJob(source_file.pk, path, source_file.path, folder))
        for job, parsed in pool.map(jobs):
            yield Outcome(by_id[int(str(job.key))], parsed)


def _chunks(outcomes: Iterator[Outcome]) -> Iterator[list[Outcome]]:
    """Groups small enough to hold in memory and large enough to be worth a transaction."""
    chunk: list[Outcome] = []
    pages = 0
    for outcome in outcomes:
        chunk.append(outcome)
        pages += len(outcome.parsed.pages) if isinstance(outcome.parsed, ParsedFile) else 0
        if len(chunk) >= FILES_A_WRITE or pages >= PAGES_A_WRITE:
            yield chunk
            chunk, pages = [], 0
    if chunk:
        yield chunk


def _record_unread(source_file: SourceFile, reason: str) -> None:
    # A file carried by a record and of a kind that is not read is in hand and can be opened;
    # the same file alone in a production is a failure that a person has to know of.
    carried = source_file.parent is not None and source_file.parent.parser in CARRIERS
    kept = carried and reason.startswith("unknown type")
    source_file.state = SourceFile.State.KEPT if kept else SourceFile.State.FAILED
    source_file.reason = reason
    source_file.read_version = READ_VERSION


def _record_read(
    source_file: SourceFile,
    parsed: ParsedFile,
    failures: list[FileFailure],
    members: list[SourceFile],
) -> None:
    source_file.state = SourceFile.State.READ
    source_file.reason = ""
    source_file.parser = parsed.parser
    source_file.read_version = READ_VERSION
    source_file.expected_pages = parsed.expected_pages
    # The page of a stamped scan is kept for its number and to be seen; read it was not.
    unread = [page for page in parsed.pages if page.pictured]
    source_file.read_pages = len(parsed.pages) - len(unread)
    source_file.failed_pages = len(parsed.failed_pages) + len(unread)
    source_file.warnings = list(parsed.warnings)
    if source_file.depth >= DEEPEST and parsed.children:
        source_file.state = SourceFile.State.FAILED
        source_file.reason = f"it stands inside {DEEPEST} other files; its members are not unpacked"
        return
    source_file.expected_members = parsed.expected_children
    source_file.read_members = len(parsed.children)
    source_file.failed_members = len(parsed.failed_children)
    pictures = [Failure(f"page {page.index + 1}", ONLY_STAMPED) for page in unread]
    failed_pages = (*parsed.failed_pages, *pictures)
    failures += _failures(source_file, FileFailure.Kind.PAGE, failed_pages)
    failures += _failures(source_file, FileFailure.Kind.MEMBER, parsed.failed_children)
    members += _members(source_file, parsed.children)


def _failures(
    source_file: SourceFile, kind: str, failed: Sequence[Failure]
) -> Iterator[FileFailure]:
    for each in failed:
        yield FileFailure(
            source_file=source_file, kind=kind, name=each.name[:LONGEST_NAME], reason=each.reason
        )


def _members(source_file: SourceFile, children: Sequence[ParsedChild]) -> Iterator[SourceFile]:
    seen: set[tuple[str, str]] = set()
    for ordinal, child in enumerate(children):
        blob = blob_store(path=child.path)
        yield SourceFile(
            foia_request_id=source_file.foia_request_id,
            production_id=source_file.production_id,
            parent=source_file,
            depth=source_file.depth + 1,
            ordinal=ordinal,
            path=_unused_name(child.name, blob.sha256, seen),
            blob=blob,
            brought_by=source_file.brought_by,
        )


def _unused_name(name: str, sha256: str, seen: set[tuple[str, str]]) -> str:
    """The member's name; a second member of the same name and bytes is numbered."""
    name = name[:LONGEST_NAME]
    unused, number = name, 1
    while (unused, sha256) in seen:
        number += 1
        unused = f"{name} ({number})"
    seen.add((unused, sha256))
    return unused


def _pages_write(outcomes: Sequence[Outcome]) -> None:
    bulk_write(
        [
            Page(
                source_file=outcome.source_file,
                index=page.index,
                label=(page.label or "")[:80],
                width=page.width,
                height=page.height,
                text=page.text,
                words=[
                    [
                        word.start,
                        word.end,
                        round(word.box.x0, 1),
                        round(word.box.top, 1),
                        round(word.box.x1, 1),
                        round(word.box.bottom, 1),
                    ]
                    for word in page.words
                ],
                marks=[
                    [
                        mark.kind,
                        round(mark.box.x0, 1),
                        round(mark.box.top, 1),
                        round(mark.box.x1, 1),
                        round(mark.box.bottom, 1),
                        mark.shade,
                        mark.text,
                    ]
                    for mark in page.marks
                ],
            )
            for outcome in outcomes
            if isinstance(outcome.parsed, ParsedFile)
            for page in outcome.parsed.pages
        ]
    )


def _report(foia_request: FoiaRequest, progress: Progress) -> None:
    counted = tally(foia_request)
    progress("Reading files", counted.expected - counted.waiting, counted.expected)


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
