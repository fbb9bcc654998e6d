"""ZIP archives: unpacked member by member, trusting nothing that their headers say."""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from requests_app.ingest.parsers.contract import ParseContext, ParsedFile, ParseError
from requests_app.ingest.parsers.unpack import Unpacking

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/", b"META-INF/MANIFEST.MF")
_OTHER_NAMES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".jar", ".apk")
_DRIVE = re.compile(r"^[A-Za-z]:")
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_CHUNK = 256 * 1024
_SYSTEM_FILES = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE
)


class Zip:
    """Unpacks archives; office files, which are archives too, are left to others."""

    name = "zip"

    def score(self, head: bytes, filename: str) -> int | None:
        """By the first bytes; an archive by its name too may have an office file as a member."""
        named = filename.lower().endswith(".zip")
        office = filename.lower().endswith(_OTHER_NAMES) or (
            not named and any(mark in head[:1024] for mark in _OFFICE)
        )
        if head.startswith(_MAGIC):
            return None if office else 80
        return 40 if named else None

    def parse(self, path: Path, context: ParseContext) -> ParsedFile:
        """The files in the archive as children."""
        if not path.stat().st_size:
            raise ParseError("the file is empty")
        unpacking = Unpacking(context, packed=path.stat().st_size)
        left_out = 0
        try:
            with zipfile.ZipFile(path) as archive:
                for member in archive.infolist():
                    if member.is_dir():
                        continue
                    if _SYSTEM_FILES.search(member.filename):
                        left_out += 1
                    else:
                        _unpack(archive, member, unpacking)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise ParseError(f"the archive is damaged or not a ZIP file ({error})") from error
        were = "file that an operating system added was"
        if left_out > 1:
            were = "files that an operating system added were"
        note = f"{left_out} {were} left out"
        return ParsedFile(
            parser=self.name,
            children=unpacking.children,
            expected_children=unpacking.expected,
            failed_children=unpacking.failed,
            warnings=(note,) if left_out else (),
        )


PARSER = Zip()


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, unpacking: Unpacking) -> None:
    name = _name(member)
    reason = _refusal(member, name)
    if reason is not None:
        unpacking.fail(name, reason)
        return
    try:
        unpacking.stream(name, _chunks(archive, member), packed=member.compress_size)
    except NotImplementedError:
        unpacking.fail(name, "it is packed by a method that is not supported")
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as error:
        unpacking.fail(name, f"it is damaged ({error})")


def _refusal(member: zipfile.ZipInfo, name: str) -> str | None:
    """Why a member is not even opened, or None."""
    plain = name.replace("\\", "/")
    if plain.startswith("/") or _DRIVE.match(plain) or ".." in plain.split("/"):
        return "its name points outside the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link, not a file"
    if member.flag_bits & _ENCRYPTED:
        return "it is protected by a password"
    return None


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as packed:
        while chunk := packed.read(_CHUNK):
            yield chunk


def _name(member: zipfile.ZipInfo) -> str:
    """The name as it was meant: many programs write UTF-8 without saying so.

    `orig_filename` keeps what zipfile cuts off a name with a zero byte.
    """
    if member.flag_bits & _UTF8_NAME:
        return member.orig_filename
    try:
        return member.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.orig_filename
