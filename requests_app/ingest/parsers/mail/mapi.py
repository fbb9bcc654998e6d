"""MAPI properties of a storage in an Outlook .msg file (MS-OXMSG), read tolerantly."""

import struct
from datetime import datetime, timedelta

from oxmsg.storage import Storage

from requests_app.ingest.parsers.clean import clean_text
from requests_app.ingest.parsers.mail.charsets import decoded

ROOT_HEADER = 32
EMBEDDED_HEADER = 24
MEMBER_HEADER = 8
"""Bytes before the first property of a message, of one inside another, of a part of one."""

_STRING8 = 0x001E
_STRING = 0x001F
_BINARY = 0x0102
_INTEGER = 0x0003
_TIME = 0x0040
_MESSAGE_CODEPAGE = 0x3FFD
_INTERNET_CODEPAGE = 0x3FDE
_ENTRY = struct.Struct("<HHI8s")
_EPOCH = datetime(1601, 1, 1)
_YEARS = range(1970, 2200)
_CODEPAGES = {
    1200: "utf-16-le",
    20127: "ascii",
    20866: "koi8-r",
    21866: "koi8-u",
    28591: "iso-8859-1",
    28592: "iso-8859-2",
    28595: "iso-8859-5",
    28597: "iso-8859-7",
    28598: "iso-8859-8",
    28599: "iso-8859-9",
    28605: "iso-8859-15",
    50220: "iso-2022-jp",
    51932: "euc-jp",
    51949: "euc-kr",
    54936: "gb18030",
    65001: "utf-8",
}


class Properties:
    """The properties of one storage by their ids; what is damaged counts as absent."""

    def __init__(self, storage: Storage, header: int, codepage: int | None = None) -> None:
        self._streams = {stream.name.upper(): stream.bytes_ for stream in storage.streams}
        fixed = self._streams.get("__PROPERTIES_VERSION1.0", b"")[header:]
        self._fixed: dict[tuple[int, int], bytes] = {}
        for kind, pid, _, content in _ENTRY.iter_unpack(fixed[: len(fixed) // 16 * 16]):
            self._fixed.setdefault((pid, kind), content)
        self.codepage = self.integer(_MESSAGE_CODEPAGE) or codepage

    def text(self, pid: int) -> str:
        """A string, empty if there is none."""
        wide = self._stream(pid, _STRING)
        if wide is not None:
            return clean_text(wide[: len(wide) // 2 * 2].decode("utf-16-le", "replace")).rstrip()
        narrow = self._stream(pid, _STRING8)
        return decoded(narrow, charset_of(self.codepage)).rstrip() if narrow else ""

    def binary(self, pid: int) -> bytes | None:
        """Bytes, None if there are none."""
        return self._stream(pid, _BINARY)

    def integer(self, pid: int) -> int | None:
        """A number, None if there is none."""
        content = self._fixed.get((pid, _INTEGER))
        return None if content is None else int.from_bytes(content[:4], "little")

    def moment(self, pid: int) -> datetime | None:
        """A time in UTC without time zone; None also for the zero that means "never"."""
        content = self._fixed.get((pid, _TIME))
        if content is None:
            return None
        try:
            moment = _EPOCH + timedelta(microseconds=int.from_bytes(content, "little") // 10)
        except OverflowError:
            return None
        return moment.replace(microsecond=0) if moment.year in _YEARS else None

    def body_charset(self) -> str | None:
        """The charset of an HTML body that is kept as bytes."""
        return charset_of(self.integer(_INTERNET_CODEPAGE) or self.codepage)

    def _stream(self, pid: int, kind: int) -> bytes | None:
        return self._streams.get(f"__SUBSTG1.0_{pid:04X}{kind:04X}")


def charset_of(codepage: int | None) -> str | None:
    """The name that Python gives a Windows code page."""
    return None if codepage is None else _CODEPAGES.get(codepage, f"cp{codepage}")
