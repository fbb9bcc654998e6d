"""What the released words speak of: other records, offices, and pages that are records of meetings."""

from typing import Any

from gaps import snapshot
from gaps.snapshot_builder.sources import Sources
from requests_app.models import Mention, Page

RECORD_KINDS = ("calendar_entry", "agenda", "notes", "attendee_list")


def mentions_of(sources: Sources) -> dict[str, Any]:
    rows = Mention.objects.filter(
        page__source_file__foia_request=sources.foia_request,
        page__source_file__production__isnull=False,
    ).select_related("occurrence__message")
    mentions, offices, records = [], [], []
    for each in rows:
        page = sources.pages_by_id[each.page_id]
        passage = sources.passage(page, each.start, each.end)
        message = each.occurrence.message.key if _in_message(each) else None
        if each.kind == "office" and each.office_id in sources.offices:
            offices.append(
                snapshot.OfficeMention(
                    sources.offices[each.office_id],
                    passage,
                    message,
                    as_participant=_in_header(each, page),
                )
            )
        elif each.kind in RECORD_KINDS:
            records.append(snapshot.RecordNoted(each.kind, passage, each.on))  # type: ignore[arg-type]
        elif each.kind != "office":
            mentions.append(
                snapshot.Mention(
                    each.kind,  # type: ignore[arg-type]  # the column holds this Literal's values
                    message,
                    passage,
                    each.on,
                    each.counterpart,  # type: ignore[arg-type]  # a Literal in the column
                )
            )
    return {
        "mentions": tuple(mentions),
        "office_mentions": tuple(offices),
        "records_noted": tuple(records),
    }


def _in_message(mention: Mention) -> bool:
    return mention.occurrence is not None and mention.occurrence.message is not None


def _in_header(mention: Mention, page: Page) -> bool:
    if mention.occurrence is None:
        return False
    return any(
        index == page.index and start <= mention.start < end
        for index, start, end in mention.occurrence.header_spans
    )
