"""Unpacking the members of a container into the spool, within limits that no header can lift."""

from collections.abc import Iterable

from requests_app.ingest.parsers.clean import clean_name
from requests_app.ingest.parsers.contract import Failure, ParseContext, ParsedChild

MEMBER_PREFIX = "member-"

_CHUNK = 1024 * 1024
_SMALL = 16 * 1024 * 1024
"""What a container may unpack to however well it is packed, in bytes."""


class Unpacking:
    """The members of one container so far. Files in the spool are named by number; what a
    container calls them is only ever kept as text."""

    def __init__(self, context: ParseContext, packed: int | None = None) -> None:
        """`packed` is the size of a compressed container, from which the bound on all its members
        together follows: entries of a bomb overlap, so bounds on each are not enough."""
        self._spool = context.spool
        self._limits = context.limits
        self._children: list[ParsedChild] = []
        self._failed: list[Failure] = []
        self._total = 0
        self._total_bound = context.limits.total_bytes
        if packed is not None:
            self._total_bound = min(self._total_bound, self._bound(packed))

    @property
    def children(self) -> tuple[ParsedChild, ...]:
        """The members unpacked."""
        return tuple(self._children)

    @property
    def failed(self) -> tuple[Failure, ...]:
        """The members that were not, with the reason."""
        return tuple(self._failed)

    @property
    def expected(self) -> int:
        """All members met."""
        return len(self._children) + len(self._failed)

    def fail(self, name: str, reason: str) -> None:
        """Count a member that cannot be unpacked."""
        self._failed.append(Failure(clean_name(name, f"member {self.expected + 1}"), reason))

    def add(self, name: str, content: bytes) -> None:
        """Unpack a member that is in memory."""
        self.stream(name, (content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK)))

    def stream(self, name: str, chunks: Iterable[bytes], packed: int | None = None) -> None:
        """Unpack a member chunk by chunk, measured as it is written; `packed` is its size in a
        compressed container.

        Whatever exception `chunks` raises passes through; nothing of the member is then left.
        """
        if self.expected >= self._limits.members:
            self.fail(name, f"the container holds more than {self._limits.members:,} members")
            return
        path = self._spool / f"{MEMBER_PREFIX}{self.expected + 1:06d}"
        bound = self._limits.member_bytes
        if packed is not None:
            bound = min(bound, self._bound(packed))
        size = 0
        reason = None
        try:
            with path.open("xb") as member:
                for chunk in chunks:
                    size += len(chunk)
                    if size > bound or self._total + size > self._total_bound:
                        reason = self._excess(size, bound)
                        break
                    member.write(chunk)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        if reason is not None:
            path.unlink(missing_ok=True)
            self.fail(name, reason)
            return
        self._total += size
        name = clean_name(name, f"member {self.expected + 1}")
        self._children.append(ParsedChild(name, path, size))

    def _bound(self, packed: int) -> int:
        return max(packed * self._limits.ratio, _SMALL)

    def _excess(self, size: int, bound: int) -> str:
        if size <= bound:
            return f"the members together are larger than {self._total_bound:,} bytes"
        if bound == self._limits.member_bytes:
            return f"it is larger than {bound:,} bytes"
        return f"it unpacks to more than {self._limits.ratio} times its packed size"
