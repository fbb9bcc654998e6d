"""The reader's child process seen from its parent: start it, ask it, wait no longer than agreed."""

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from requests_app.ingest.reader_child import LENGTH

_ROOT = Path(__file__).resolve().parents[2]
# Isolated mode keeps the parent's environment, working folder and user packages out of the child.
_START = (
    "import sys; root, memory, size = sys.argv[1:]; sys.path.insert(0, root); "
    "from requests_app.ingest.reader_child import main; main(int(memory), int(size))"
)
_CHUNK = 1024 * 1024


class ReaderLostError(Exception):
    """The child ended or failed; the text says how, as a reason for a person."""


class ReaderTimeoutError(Exception):
    """The child did not answer in time."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class ReaderProcess:
    """One running child. `served` counts the files that it has read."""

    def __init__(self, *, memory_bytes: int, file_bytes: int, reply_bytes: int) -> None:
        self.served = 0
        self._reply_bytes = reply_bytes
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-I",
                "-c",
                _START,
                str(_ROOT),
                str(memory_bytes),
                str(file_bytes),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", "PATH": os.defpath},
            cwd="/",
            bufsize=0,
        )

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def ask(self, request: dict[str, Any]) -> None:
        """Send a request. Raises ReaderLostError."""
        content = json.dumps(request).encode()
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(LENGTH.pack(len(content)) + content)
        except OSError as error:
            raise ReaderLostError(self._ending()) from error

    def answer(self, seconds: float) -> dict[str, Any]:
        """The next answer. Raises ReaderTimeoutError and ReaderLostError."""
        deadline = time.monotonic() + seconds
        (length,) = LENGTH.unpack(self._exactly(LENGTH.size, deadline, seconds))
        if length > self._reply_bytes:
            raise ReaderLostError("reading it gave more text than can be held")
        try:
            answer = json.loads(self._exactly(length, deadline, seconds))
        except ValueError as error:
            raise ReaderLostError("the reader gave an answer that makes no sense") from error
        if not isinstance(answer, dict):
            raise ReaderLostError("the reader gave an answer that makes no sense")
        return answer

    def end(self) -> None:
        """End the child; whoever waits for its answer gets ReaderLostError."""
        self._process.kill()

    def kill(self) -> None:
        """End the child at once and take back what it held."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _exactly(self, length: int, deadline: float, seconds: float) -> bytes:
        assert self._process.stdout is not None
        source = self._process.stdout.fileno()
        poll = select.poll()
        poll.register(source, select.POLLIN | select.POLLHUP)
        content = bytearray()
        while len(content) < length:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise ReaderTimeoutError(seconds)
            chunk = os.read(source, min(length - len(content), _CHUNK))
            if not chunk:
                raise ReaderLostError(self._ending())
            content += chunk
        return bytes(content)

    def _ending(self) -> str:
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return "the reader closed its answers"
        how = f"signal {-code}" if code < 0 else f"exit {code}"
        return f"reading it crashed the reader ({how})"
