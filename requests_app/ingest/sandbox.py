"""Reading untrusted files in a child process that can be killed.

A file that hangs, crashes or eats memory costs itself; a page that does costs one page. The child
is not trusted: it answers in JSON, which is checked, and it has neither Django nor the
environment of its parent.
"""

import queue
import threading
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from requests_app.ingest.parsers.contract import (
    Failure,
    Limits,
    ParsedFile,
    ParsedPage,
    ParseError,
)
from requests_app.ingest.parsers.unpack import MEMBER_PREFIX
from requests_app.ingest.parsers.wire import WireError, from_wire, to_wire
from requests_app.ingest.reader_process import ReaderLostError, ReaderProcess, ReaderTimeoutError

_TICK = 0.2


@dataclass(frozen=True, slots=True)
class ReaderLimits:
    """What reading one file may cost. `seconds` is the time for a file that is read whole, or
    to open one; `page_seconds` the time for one page."""

    seconds: float = 600.0
    page_seconds: float = 30.0
    memory_bytes: int = 2 * 1024**3
    reply_bytes: int = 512 * 1024**2
    parse: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class ReadJob:
    """One file to read; `key` is the caller's own."""

    key: Hashable
    path: Path
    filename: str
    spool: Path


class Reader:
    """Reads one file after another in a child process, which starts when first needed."""

    def __init__(self, limits: ReaderLimits | None = None) -> None:
        self.limits = limits or ReaderLimits()
        self._process: ReaderProcess | None = None
        self._stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """End the child from another thread; what it is reading raises ParseError."""
        self._stopped = True
        if (process := self._process) is not None:
            process.end()

    def read(self, path: Path, filename: str, *, spool: Path) -> ParsedFile:
        """Read the file; members are unpacked into `spool`, an empty folder.

        Raises ParseError where nothing of the file can be read.
        """
        reading = _Reading(path.resolve(), filename, spool.resolve(), self.limits)
        retried: int | None = None
        while not reading.done:
            worn = self._process is not None and self._process.served > 0
            unit = reading.next_page
            try:
                self._follow(reading)
            except ReaderTimeoutError as timeout:
                self.close()
                reading.fail(f"reading it took longer than {timeout.seconds:g} s")
            except ReaderLostError as lost:
                self.close()
                if self._stopped:
                    raise ParseError("reading was stopped") from lost
                # What an earlier page or file did to the child is not this one's fault.
                if (worn or reading.next_page > unit) and retried != reading.next_page:
                    retried = reading.next_page
                else:
                    reading.fail(str(lost))
            except (WireError, KeyError, TypeError) as error:
                self.close()
                raise ParseError(
                    f"the reader gave an answer that makes no sense ({error})"
                ) from error
        return reading.result()

    def _follow(self, reading: "_Reading") -> None:
        """Ask for the file from its next page on and take the answers until it ends."""
        if self._process is None:
            self._process = ReaderProcess(
                memory_bytes=self.limits.memory_bytes,
                file_bytes=self.limits.parse.member_bytes,
                reply_bytes=self.limits.reply_bytes,
            )
        process = self._process
        reading.clear_spool()
        process.ask(reading.request())
        while not reading.done:
            reading.take(process.answer(reading.seconds))
        process.served += 1


class _Reading:
    """One file while its answers come in."""

    def __init__(self, path: Path, filename: str, spool: Path, limits: ReaderLimits) -> None:
        self._path = path
        self._filename = filename
        self._spool = spool
        self._limits = limits
        self._file: ParsedFile | None = None
        self._expected = 0
        self._pages: list[ParsedPage] = []
        self._failed: list[Failure] = []
        self.done = False

    @property
    def next_page(self) -> int:
        return len(self._pages) + len(self._failed)

    @property
    def seconds(self) -> float:
        """How long the next answer may take."""
        return self._limits.seconds if self._file is None else self._limits.page_seconds

    def request(self) -> dict[str, Any]:
        return {
            "path": str(self._path),
            "filename": self._filename,
            "spool": str(self._spool),
            "limits": to_wire(self._limits.parse),
            "first": self.next_page,
            "opened": self._file is not None,
            "seconds": int(max(self._limits.seconds, self._limits.page_seconds)) + 5,
        }

    def clear_spool(self) -> None:
        """Remove what a lost child left of a first attempt."""
        if self._file is None:
            for left in self._spool.glob(f"{MEMBER_PREFIX}*"):
                left.unlink()

    def take(self, answer: dict[str, Any]) -> None:
        """Take one answer of the child into account."""
        if "file" in answer:
            self._file = self._checked(from_wire(ParsedFile, answer["file"]))
            self._expected = from_wire(int, answer["pages"])
        elif "page" in answer:
            page = from_wire(ParsedPage, answer["page"])
            if page.index != self.next_page or self.next_page >= self._expected:
                raise WireError("a page out of turn")
            self._pages.append(page)
        elif "failed" in answer:
            self._failed.append(from_wire(Failure, answer["failed"]))
        elif "error" in answer and self._file is None:
            raise ParseError(from_wire(str, answer["error"]))
        elif "end" in answer and self._file is not None and self.next_page >= self._expected:
            self.done = True
        else:
            raise ReaderLostError(_fault(answer, self._limits))

    def fail(self, reason: str) -> None:
        """Give up on the next page, or raise ParseError if the file was not even opened."""
        if self._file is None or self.next_page >= self._expected:
            raise ParseError(reason)
        self._failed.append(Failure(f"page {self.next_page + 1}", reason))
        self.done = self.next_page >= self._expected

    def result(self) -> ParsedFile:
        assert self._file is not None
        if not self._expected:
            return self._file
        return replace(
            self._file,
            pages=tuple(self._pages),
            failed_pages=tuple(self._failed),
            expected_pages=self._expected,
        )

    def _checked(self, parsed: ParsedFile) -> ParsedFile:
        """The parsed file, after what the child says of itself was compared with the facts."""
        if len(parsed.children) + len(parsed.failed_children) != parsed.expected_children:
            raise WireError("members do not add up")
        if len(parsed.pages) + len(parsed.failed_pages) != parsed.expected_pages:
            raise WireError("pages do not add up")
        for child in parsed.children:
            inside = child.path.parent == self._spool and not child.path.is_symlink()
            if not inside or not child.path.is_file() or child.path.stat().st_size != child.size:
                raise WireError("a member is not where it is said to be")
        return parsed


def _fault(answer: dict[str, Any], limits: ReaderLimits) -> str:
    if "memory" in answer:
        return f"reading it ran out of memory ({limits.memory_bytes // 1024**2:,} MB)"
    return f"reading it failed ({answer.get('fault') or answer.get('error') or 'no answer'})"


class ReaderPool:
    """`size` readers, each in a thread of its own."""

    def __init__(self, size: int, limits: ReaderLimits | None = None) -> None:
        self._readers = [Reader(limits) for _ in range(max(size, 1))]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for reader in self._readers:
            reader.close()

    def map(self, jobs: Iterable[ReadJob]) -> Iterator[tuple[ReadJob, ParsedFile | ParseError]]:
        """Read the files; results come in the calling thread in the order in which they are
        ready. Few are held at a time, so the caller sets the pace."""
        turn = _Turn(jobs, len(self._readers))
        threads = [
            threading.Thread(target=turn.work, args=(reader,), daemon=True)
            for reader in self._readers
        ]
        for thread in threads:
            thread.start()
        try:
            yield from turn.results()
        except BaseException:
            # The caller has gone: whoever still reads must not be waited for.
            turn.stopped.set()
            for reader in self._readers:
                reader.stop()
            raise
        finally:
            for thread in threads:
                thread.join()


Outcome = tuple[ReadJob, ParsedFile | ParseError] | BaseException | None


class _Turn:
    """One run of a pool over its jobs."""

    def __init__(self, jobs: Iterable[ReadJob], workers: int) -> None:
        self._jobs = iter(jobs)
        self._lock = threading.Lock()
        self._ready: queue.Queue[Outcome] = queue.Queue(maxsize=2 * workers)
        self._workers = workers
        self.stopped = threading.Event()

    def work(self, reader: Reader) -> None:
        """Read jobs until there are none; the body of a thread."""
        try:
            while not self.stopped.is_set() and (job := self._next()) is not None:
                try:
                    parsed: ParsedFile | ParseError = reader.read(
                        job.path, job.filename, spool=job.spool
                    )
                except ParseError as error:
                    parsed = error
                self._put((job, parsed))
        except BaseException as error:
            self._put(error)
        finally:
            self._put(None)

    def results(self) -> Iterator[tuple[ReadJob, ParsedFile | ParseError]]:
        """The outcomes until every thread has ended."""
        working = self._workers
        while working:
            outcome = self._ready.get()
            if outcome is None:
                working -= 1
            elif isinstance(outcome, BaseException):
                raise outcome
            else:
                yield outcome

    def _next(self) -> ReadJob | None:
        with self._lock:
            return next(self._jobs, None)

    def _put(self, outcome: Outcome) -> None:
        while True:
            try:
                return self._ready.put(outcome, timeout=_TICK)
            except queue.Full:
                if self.stopped.is_set():
                    return None
