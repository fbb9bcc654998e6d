"""The messages of a request with everyone in them, their places and what they name."""

from collections import defaultdict
from collections.abc import Sequence

from gaps import snapshot
from gaps.snapshot_builder.sources import Sources
from requests_app.models import (
    AttachmentClaim,
    Message,
    MessageReference,
    Occurrence,
    Participation,
)
from requests_app.selectors.documents import in_file_order

ROLES = {"from": 0, "to": 1, "cc": 2, "bcc": 3}


def messages_of(sources: Sources) -> tuple[snapshot.Message, ...]:
    ours = sources.foia_request
    rows = list(ours.messages.select_related("parent"))
    key_of = {row.pk: row.key for row in rows}
    occurrence_rows = list(
        Occurrence.objects.filter(message__foia_request=ours).order_by(
            *in_file_order("source_file", "ordinal")
        )
    )
    message_of = {
        (row.source_file_id, row.ordinal): row.message_id
        for row in occurrence_rows
        if row.message_id
    }
    occurrences: dict[int, list[Occurrence]] = defaultdict(list)
    for row in occurrence_rows:
        occurrences[row.message_id or 0].append(row)
    people: dict[int, list[Participation]] = defaultdict(list)
    participations = Participation.objects.filter(message__foia_request=ours)
    for participation in participations.select_related("person", "organisation"):
        people[participation.message_id].append(participation)
    claims: dict[int, list[AttachmentClaim]] = defaultdict(list)
    claimed = AttachmentClaim.objects.filter(occurrence__message__foia_request=ours).order_by(
        *in_file_order("occurrence__source_file", "occurrence__ordinal", "pk")
    )
    for claim in claimed.select_related("occurrence", "page", "withheld_sheet"):
        claims[claim.occurrence.message_id or 0].append(claim)
    referenced: dict[int, list[str]] = defaultdict(list)
    references = MessageReference.objects.filter(message__foia_request=ours).order_by(
        *in_file_order("occurrence__source_file", "occurrence__ordinal", "pk")
    )
    for message_id, by in references.values_list("message_id", "occurrence__message_id"):
        if by:
            referenced[message_id].append(key_of[by])
    return tuple(
        _message(
            sources,
            row,
            key_of,
            [
                _occurrence(sources, each, key_of.get(_container(each, message_of) or 0))
                for each in occurrences[row.pk]
            ],
            occurrences[row.pk],
            people[row.pk],
            claims[row.pk],
            referenced[row.pk],
        )
        for row in rows
    )


def _container(row: Occurrence, message_of: dict[tuple[int, int], int]) -> int | None:
    if row.container_ordinal is None:
        return None
    return message_of.get((row.source_file_id, row.container_ordinal))


def _message(
    sources: Sources,
    row: Message,
    key_of: dict[int, str],
    occurrences: list[snapshot.Occurrence],
    occurrence_rows: list[Occurrence],
    people: list[Participation],
    claims: list[AttachmentClaim],
    referenced_by: list[str],
) -> snapshot.Message:
    ordered = sorted(people, key=lambda each: (ROLES[each.role], each.position))
    slots = [_participant(each) for each in ordered]
    owners = [each.header.get("mailbox_owner") for each in occurrence_rows]
    return snapshot.Message(
        key=row.key,
        id=f"m{row.number}",
        state=row.state,  # type: ignore[arg-type]  # the column holds this Literal's values
        native=any(each.style == "native" for each in occurrence_rows),
        sender=next((slot for slot in slots if slot.role == "from"), None),
        recipients=tuple(slot for slot in slots if slot.role != "from"),
        sent_at=row.sent_at,
        has_time=row.has_time,
        utc_offset=row.utc_offset,
        subject=row.subject,
        normalized_subject=row.normalized_subject,
        reply_kind=row.reply_kind,  # type: ignore[arg-type]  # a Literal in the column
        ancestors=row.ancestors,
        message_id=row.message_id,
        parent=key_of[row.parent_id] if row.parent_id else None,
        parent_basis=row.parent_basis or None,
        referenced_by=tuple(dict.fromkeys(referenced_by)),
        occurrences=tuple(occurrences),
        attachments=_attachments(sources, claims),
        mailbox_owner=next((owner for owner in owners if owner), None),
    )


def _participant(row: Participation) -> snapshot.Participant:
    return snapshot.Participant(
        role=row.role,  # type: ignore[arg-type]  # the column holds this Literal's values
        name=row.name or None,
        address=row.address or None,
        redacted=row.redacted,
        person=row.person.key if row.person else None,
        organisation=row.organisation.key if row.organisation else None,
        # The column holds this Literal's values.
        side=row.organisation.side if row.organisation else "unknown",  # type: ignore[arg-type]
    )


def _occurrence(sources: Sources, row: Occurrence, container: str | None) -> snapshot.Occurrence:
    spans = [*row.header_spans, *row.body_spans]
    indexes = sorted({span[0] for span in spans})
    pages = [page for index in indexes if (page := sources.pages.get((row.source_file_id, index)))]
    header, *rest = [*_header_passages(sources, row), None]
    return snapshot.Occurrence(
        role=row.role,  # type: ignore[arg-type]  # the column holds this Literal's values
        style=row.style,
        header=header,
        pages=tuple(sources.page_ref(page) for page in pages),
        container=container,
        complete_header=row.header["complete"],
        body_words=len(row.body.split()),
        header_goes_on=rest[0] if rest else None,
    )


def _header_passages(sources: Sources, row: Occurrence) -> list[snapshot.Passage]:
    """The header page by page: it is one passage, or two where it crosses a page."""
    passages = []
    for index in dict.fromkeys(span[0] for span in row.header_spans):
        here = [span for span in row.header_spans if span[0] == index]
        page = sources.pages[row.source_file_id, index]
        passages.append(sources.passage(page, here[0][1], max(span[2] for span in here)))
    return passages


def _attachments(
    sources: Sources, claims: Sequence[AttachmentClaim]
) -> tuple[snapshot.AttachmentClaim, ...]:
    """One claim a name: a message and its quoted copies name the same file once each."""
    found: dict[str, snapshot.AttachmentClaim] = {}
    for each in sorted(claims, key=lambda claim: claim.occurrence.depth):
        produced = each.produced_page_id or _first_page_id(sources, each.produced_file_id)
        claim = snapshot.AttachmentClaim(
            name=each.name,
            basis=each.basis,  # type: ignore[arg-type]  # the column holds this Literal's values
            passage=(
                sources.passage(sources.pages_by_id[each.page_id], each.start, each.end)
                if each.page_id and each.start is not None and each.end is not None
                else None
            ),
            produced_at=_produced_at(sources, each, produced),
            withheld_at=(
                sources.page_ref(sources.pages_by_id[each.withheld_sheet.page_id])
                if each.withheld_sheet
                else None
            ),
        )
        key = each.name.casefold()
        if key not in found or (claim.produced_at and not found[key].produced_at):
            found[key] = claim
    return tuple(found.values())


def _first_page_id(sources: Sources, source_file_id: int | None) -> int | None:
    page = sources.first_page(source_file_id)
    return page.pk if page else None


def _produced_at(
    sources: Sources, claim: AttachmentClaim, page_id: int | None
) -> snapshot.PageRef | None:
    if page_id:
        return sources.page_ref(sources.pages_by_id[page_id])
    if claim.produced_file_id:
        # A file that is kept and not read has no pages; the file itself is what was released.
        kept = sources.files[claim.produced_file_id]
        return snapshot.PageRef(sources.names[kept.pk], kept.blob_id, 1)
    return None
