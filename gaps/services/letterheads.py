"""An organisation's own sheet: its name, address and signature, and a Word document whose styles,
head and foot its letters take."""

import re
import tempfile
import zipfile
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import docx
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from gaps.appeals.docx import write_docx
from gaps.appeals.pandoc import ConversionError
from gaps.models import Letterhead
from requests_app.services.store import blob_path, blob_store

LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
MEMBERS = 400
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WHERE_TYPES_ARE = "[Content_Types].xml"
ACTIVE = re.compile(r"vbaProject|vbaData|activeX/|embeddings/|oleObject|customUI|afchunk", re.I)
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TRIAL = "# A\n\nWords.[^1]\n\n| a | b |\n|:--|:--|\n| c | d |\n\n[^1]: Note.\n"


class LetterheadError(ValueError):
    """A document that no letter may take its sheet from; the text says why."""


def letterhead_in_use() -> Letterhead | None:
    """The newest one."""
    return Letterhead.objects.first()


def letterhead_sheet() -> AbstractContextManager[Path | None]:
    """The document whose sheet letters take: the office's own, else that of the settings."""
    held = letterhead_in_use()
    if held and held.reference_id:
        return blob_path(held.reference_id)
    return nullcontext(settings.LETTER_REFERENCE_DOCX)


def letterhead_add(
    *,
    organisation: str,
    address: str,
    signature: str,
    document: Path | None = None,
    file_name: str = "",
    keep_document: bool = True,
    added_by: AbstractBaseUser | None = None,
) -> Letterhead:
    """Take a new letterhead into use; without a `document` the present one is kept, or dropped.

    Raises LetterheadError for a document that is no plain Word document.
    """
    before = letterhead_in_use()
    reference, name = None, ""
    if document:
        reference_check(document)
        reference, name = blob_store(path=document), file_name[:200]
    elif before and keep_document:
        reference, name = before.reference, before.file_name
    with transaction.atomic():
        return Letterhead.objects.create(
            organisation=organisation.strip()[:200],
            address=address.strip(),
            signature=signature.strip(),
            reference=reference,
            file_name=name,
            added_by=added_by,  # type: ignore[misc]  # the user model of the project
        )


def reference_check(path: Path) -> None:
    """Raises LetterheadError unless the file is a Word document that runs nothing, fetches nothing
    and can be written in."""
    if path.stat().st_size > LARGEST:
        raise LetterheadError("The document is larger than 5 MB")
    try:
        with zipfile.ZipFile(path) as package:
            _package_check(package)
        docx.Document(str(path))
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "trial.docx"
            write_docx(TRIAL, target, dated_on=date(2000, 1, 1), running="", reference=path)
    except LetterheadError:
        raise
    except (zipfile.BadZipFile, ConversionError, KeyError, ValueError, OSError) as error:
        raise LetterheadError("This is no Word document (.docx) that can be read") from error
    except Exception as error:
        # The readers of Word files raise whatever a broken part makes them raise.
        raise LetterheadError("This is no Word document (.docx) that can be read") from error


def _package_check(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    if len(members) > MEMBERS or sum(each.file_size for each in members) > LARGEST_UNPACKED:
        raise LetterheadError("The document holds more than a letterhead does")
    types = package.read(WHERE_TYPES_ARE).decode("utf-8", "replace")
    if "macroEnabled" in types or any(ACTIVE.search(each.filename) for each in members):
        raise LetterheadError("The document holds macros or embedded objects: save it without them")
    if MAIN not in types:
        raise LetterheadError(
            "This is no Word document (.docx): templates and others are not taken"
        )
    for each in members:
        if each.filename.lower().endswith((".xml", ".rels")):
            _part_check(each.filename, package.read(each))


def _part_check(name: str, content: bytes) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content[:200]:
        raise LetterheadError("The document declares entities, which no letterhead needs")
    if not name.lower().endswith(".rels"):
        return
    for each in ElementTree.fromstring(content).iter(RELATIONSHIP):
        outside = each.get("TargetMode") == "External"
        if outside and not each.get("Type", "").endswith("/hyperlink"):
            raise LetterheadError("The document fetches something from elsewhere when it is opened")
