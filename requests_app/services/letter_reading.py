"""Reading the letters of the agency: what each says becomes facts, proposed to a person."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from requests_app.bulk import bulk_rewrite, bulk_write
from requests_app.ingest.extract.letter_facts import reading
from requests_app.ingest.extract.letter_facts.contract import FactName, LetterReading, Value
from requests_app.models import Correspondence, FoiaRequest, LetterFact, Page, SourceFile
from requests_app.selectors.open_text import open_texts
from requests_app.services.rows import request_lock

READING_VERSION = 1
"""Raise it when letters are read differently: each is then read again."""

_LETTER_FIELDS = ("read_version", "read_blob", "readable", "read_failure")
_FACT_FIELDS = ("ordinal", "confidence", "reading_version")


@dataclass(frozen=True, slots=True)
class _Read:
    """One letter with what was read from it."""

    letter: Correspondence
    pages: tuple[Page, ...]
    said: LetterReading
    failure: str = ""


def letters_unread(foia_request_id: int) -> QuerySet[Correspondence]:
    """The agency's letters whose file was read and whose facts were not, or by an older reading,
    or from another file."""
    return Correspondence.objects.filter(
        foia_request=foia_request_id,
        direction=Correspondence.Direction.IN,
        source_file__state=SourceFile.State.READ,
    ).exclude(read_version=READING_VERSION, read_blob=F("source_file__blob_id"))


def letters_read(*, foia_request: FoiaRequest) -> int:
    """Read the facts of the letters that wait for it, and return how many letters those were.

    All of it is written or nothing. Facts that the reading no longer gives go, unless a person
    has decided on them: those stay as they are.
    """
    waiting = list(letters_unread(foia_request.pk).select_related("source_file").order_by("pk"))
    if not waiting:
        return 0
    pages: dict[int, list[Page]] = defaultdict(list)
    files = [letter.source_file_id for letter in waiting]
    seen = open_texts(Page.objects.filter(source_file__in=files).values_list("pk", flat=True))
    for page in (
        Page.objects.filter(source_file__in=files)
        .only("source_file_id", "index", "text")
        .order_by("source_file_id", "index")
    ):
        page.text = seen[page.pk]
        pages[page.source_file_id].append(page)
    read = [_read(letter, pages[letter.source_file_id or 0]) for letter in waiting]
    with transaction.atomic():
        _write(foia_request, read)
    return len(read)


def _read(letter: Correspondence, pages: Sequence[Page]) -> _Read:
    try:
        said = reading.read_letter([page.text for page in pages])
        for fact in said.facts:
            words = pages[fact.span.page].text[fact.span.start : fact.span.end]
            if not words.strip():
                raise ValueError(f"{fact.name} stands on no words")
    except Exception as error:
        # One letter whose words defeat the reading must not stop the others; it is named as unread.
        failure = f"its facts were not read: {error!r}"[:500]
        return _Read(letter, (), LetterReading((), readable=False), failure)
    return _Read(letter, tuple(pages), said)


def _write(foia_request: FoiaRequest, read: Sequence[_Read]) -> None:
    """Write what differs. A letter that another worker has read meanwhile is left as it is."""
    request_lock(foia_request.pk)
    still = set(letters_unread(foia_request.pk).values_list("pk", flat=True))
    fresh = [each for each in read if each.letter.pk in still]
    held: dict[int, dict[str, LetterFact]] = defaultdict(dict)
    for fact in LetterFact.objects.filter(correspondence__in=still):
        held[fact.correspondence_id][fact.key] = fact
    new: list[LetterFact] = []
    kept: list[LetterFact] = []
    gone: list[int] = []
    for each in fresh:
        wanted = {row.key: row for row in _rows(each)}
        for key, row in wanted.items():
            _place(row, held[each.letter.pk].get(key), new, kept)
        gone += [
            fact.pk
            for key, fact in held[each.letter.pk].items()
            if key not in wanted and fact.status == LetterFact.Status.PROPOSED
        ]
        _note(each)
    LetterFact.objects.filter(pk__in=gone).delete()
    bulk_write(new)
    bulk_rewrite(kept, _FACT_FIELDS)
    bulk_rewrite([each.letter for each in fresh], _LETTER_FIELDS)


def _place(
    row: LetterFact, held: LetterFact | None, new: list[LetterFact], kept: list[LetterFact]
) -> None:
    if held is None:
        new.append(row)
    elif held.status == LetterFact.Status.PROPOSED:
        for name in _FACT_FIELDS:
            setattr(held, name, getattr(row, name))
        kept.append(held)


def _note(read: _Read) -> None:
    letter, source_file = read.letter, read.letter.source_file
    # What a damaged file does not show, the letter may well say.
    whole = source_file is not None and not source_file.failed_pages and not source_file.warnings
    letter.read_version = READING_VERSION
    letter.read_blob = source_file.blob_id if source_file else ""
    letter.readable = read.said.readable and whole
    letter.read_failure = read.failure


def _rows(read: _Read) -> list[LetterFact]:
    rows = []
    for ordinal, fact in enumerate(read.said.facts):
        page = read.pages[fact.span.page]
        value, span = json_value(fact.value), fact.span
        rows.append(
            LetterFact(
                correspondence=read.letter,
                ordinal=ordinal,
                key=fact_key(read.letter, span.page, span.start, span.end, fact.name, value),
                name=fact.name.value,
                value=value,
                page=page,
                start=span.start,
                end=span.end,
                quote=page.text[span.start : span.end],
                confidence=fact.confidence,
                reading_version=READING_VERSION,
            )
        )
    return rows


def fact_key(
    letter: Correspondence, page: int, start: int, end: int, name: FactName, value: object
) -> str:
    """What makes a fact the same one in a later reading: its place, its name and its value."""
    place = [letter.source_file_id, page, start, end, name, value]
    return hashlib.sha256(json.dumps(place).encode()).hexdigest()


def json_value(value: Value) -> Any:
    """The value as the database keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
