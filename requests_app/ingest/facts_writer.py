"""The Django side of extraction: the facts of files just read, written with their places."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from requests_app.bulk import bulk_write
from requests_app.ingest.extract.contract import EmailBlock, FileFacts, Span
from requests_app.ingest.extract.file_facts import file_facts
from requests_app.ingest.extract.office_mentions import office_mentions
from requests_app.ingest.extract.open_pages import open_pages
from requests_app.ingest.extract.records_noted import records_noted
from requests_app.ingest.parsers.contract import ParsedFile, ParsedPage
from requests_app.models import (
    AttachmentClaim,
    Mention,
    Occurrence,
    Page,
    Redaction,
    SourceFile,
    Stamp,
    WithheldSheet,
)
from requests_app.selectors.offices import OfficeNames

FACTS_VERSION = 2

PageIds = Mapping[tuple[int, int], int]
OccurrenceIds = Mapping[tuple[int, int], int]


class Read(Protocol):
    """A file and what a parser read of it."""

    @property
    def source_file(self) -> SourceFile: ...
    @property
    def parsed(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class _Extracted:
    source_file: SourceFile
    pages: tuple[ParsedPage, ...]
    facts: FileFacts


def facts_write(outcomes: Sequence[Read]) -> None:
    """Extract the facts of each file and write them; its pages must have been written."""
    extracted = [
        each for outcome in outcomes if (each := _extract(outcome.source_file, outcome.parsed))
    ]
    if not extracted:
        return
    files = [each.source_file.pk for each in extracted]
    page_ids: dict[tuple[int, int], int] = {
        (source_file, index): pk
        for pk, source_file, index in Page.objects.filter(source_file__in=files).values_list(
            "pk", "source_file_id", "index"
        )
    }
    _marks_write(extracted, page_ids)
    bulk_write([row for each in extracted for row in _occurrences(each)])
    occurrence_ids: dict[tuple[int, int], int] = {
        (source_file, ordinal): pk
        for pk, source_file, ordinal in Occurrence.objects.filter(
            source_file__in=files
        ).values_list("pk", "source_file_id", "ordinal")
    }
    bulk_write([row for each in extracted for row in _claims(each, page_ids, occurrence_ids)])
    offices = OfficeNames()
    bulk_write(
        [row for each in extracted for row in _mentions(each, page_ids, occurrence_ids, offices)]
    )


def _extract(source_file: SourceFile, parsed: ParsedFile) -> _Extracted | None:
    if source_file.state != SourceFile.State.READ:
        return None
    try:
        facts = file_facts(parsed.pages, parsed.message)
    except Exception as error:
        # One file whose words defeat extraction must not stop its siblings; its pages are kept.
        source_file.state = SourceFile.State.FAILED
        source_file.reason = f"its pages were read, its facts were not: {error!r}"[:500]
        return None
    source_file.facts_version = FACTS_VERSION
    return _Extracted(source_file, open_pages(parsed.pages, facts.redactions), facts)


def _marks_write(extracted: Sequence[_Extracted], page_ids: PageIds) -> None:
    stamps, redactions, sheets = [], [], []
    for each in extracted:
        file_id = each.source_file.pk
        stamps += [
            Stamp(
                page_id=page_ids[file_id, stamp.span.page],
                start=stamp.span.start,
                end=stamp.span.end,
                raw=stamp.raw,
                prefix=stamp.prefix,
                number=stamp.number,
                width=stamp.width,
                repaired=stamp.repaired,
                box=list(asdict(stamp.box).values()) if stamp.box else None,
            )
            for stamp in each.facts.stamps
        ]
        redactions += [
            Redaction(
                page_id=page_ids[file_id, mark.page],
                kind=mark.kind,
                codes=list(mark.codes),
                field=mark.field,
                start=mark.span.start if mark.span else None,
                end=mark.span.end if mark.span else None,
                box=list(asdict(mark.box).values()) if mark.box else None,
            )
            for mark in each.facts.redactions
        ]
        sheets += [
            WithheldSheet(
                page_id=page_ids[file_id, sheet.span.page],
                start=sheet.span.start,
                end=sheet.span.end,
                prefix=sheet.prefix or "",
                first=sheet.first,
                last=sheet.last,
                pages=sheet.pages,
                codes=list(sheet.codes),
                referred=sheet.referred,
            )
            for sheet in each.facts.withheld_sheets
        ]
    bulk_write(stamps)
    bulk_write(redactions)
    bulk_write(sheets)


def _occurrences(each: _Extracted) -> list[Occurrence]:
    return [
        Occurrence(
            source_file=each.source_file,
            ordinal=block.ordinal,
            role=block.role,
            depth=block.depth,
            style=block.style,
            container_ordinal=block.parent,
            header=header_json(block),
            header_spans=[_span(span) for span in block.header_spans],
            body_spans=[_span(span) for span in block.body_spans],
            body=block.body,
        )
        for block in each.facts.blocks
    ]


def header_json(block: EmailBlock) -> dict[str, Any]:
    """What was read of a block's header, in the form that `Occurrence.header` keeps."""

    def person(slot: Any) -> dict[str, Any]:
        return {
            "role": slot.role,
            "name": slot.name,
            "address": slot.address,
            "redacted": slot.redacted,
        }

    return {
        "from": person(block.sender) if block.sender else None,
        "recipients": [person(slot) for slot in block.recipients],
        "sent_at": block.sent_at.isoformat() if block.sent_at else None,
        "has_time": block.has_time,
        "utc_offset": block.utc_offset,
        "date_raw": block.date_raw,
        "subject": block.subject,
        "complete": block.complete_header,
        "mailbox_owner": block.mailbox_owner,
        "message_id": block.message_id,
        "in_reply_to": list(block.in_reply_to),
        "references": list(block.references),
        "conversation_index": block.conversation_index,
    }


def _claims(
    each: _Extracted, page_ids: PageIds, occurrence_ids: OccurrenceIds
) -> list[AttachmentClaim]:
    file_id = each.source_file.pk
    return [
        AttachmentClaim(
            occurrence_id=occurrence_ids[file_id, block.ordinal],
            name=named.name[:500],
            basis=named.basis,
            page_id=page_ids[file_id, named.span.page] if named.span else None,
            start=named.span.start if named.span else None,
            end=named.span.end if named.span else None,
            carried=named.carried,
        )
        for block in each.facts.blocks
        for named in block.attachments
    ]


def _mentions(
    each: _Extracted, page_ids: PageIds, occurrence_ids: OccurrenceIds, offices: OfficeNames
) -> list[Mention]:
    file_id = each.source_file.pk
    rows = [
        Mention(
            page_id=page_ids[file_id, mention.span.page],
            occurrence_id=(
                None if mention.block is None else occurrence_ids[file_id, mention.block]
            ),
            kind=mention.kind,
            start=mention.span.start,
            end=mention.span.end,
            on=mention.on,
            counterpart=mention.counterpart,
        )
        for mention in each.facts.mentions
    ]
    rows += [
        Mention(
            page_id=page_ids[file_id, noted.span.page],
            kind=noted.kind,
            start=noted.span.start,
            end=noted.span.end,
            on=noted.on,
        )
        for noted in records_noted(each.pages, each.facts.blocks)
    ]
    return rows + _office_rows(each, page_ids, occurrence_ids, offices)


def _office_rows(
    each: _Extracted, page_ids: PageIds, occurrence_ids: OccurrenceIds, offices: OfficeNames
) -> list[Mention]:
    names = offices.names_below(each.source_file.foia_request.agency.path)
    rows = []
    for page in each.pages:
        here = [
            (span.start, span.end, block.ordinal)
            for block in each.facts.blocks
            for span in (*block.header_spans, *block.body_spans)
            if span.page == page.index
        ]
        for start, end, path in office_mentions(page.text, names):
            around = [ordinal for first, last, ordinal in here if first <= start < last]
            rows.append(
                Mention(
                    page_id=page_ids[each.source_file.pk, page.index],
                    occurrence_id=(
                        occurrence_ids[each.source_file.pk, around[0]] if around else None
                    ),
                    kind="office",
                    start=start,
                    end=end,
                    office_id=offices.ids[path],
                )
            )
    return rows


def _span(span: Span) -> list[int]:
    return [span.page, span.start, span.end]
