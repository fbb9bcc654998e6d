"""What the released words speak of: other records, offices, and records of meetings."""

from typing import Any

from gaps import snapshot
from gaps.snapshot_builder.sources import Sources
from requests_app.models import Mention, Page
from requests_app.selectors.documents import in_file_order

RECORD_KINDS = ("calendar_entry", "agenda", "notes", "attendee_list")


def mentions_of(sources: Sources) -> dict[str, Any]:
    rows = (
        Mention.objects.filter(
            page__source_file__foia_request=sources.foia_request,
            page__source_file__production__isnull=False,
        )
        .select_related("occurrence__message")
        .order_by(*in_file_order("page__source_file", "page__index", "start", "pk"))
    )
    mentions, offices, records = [], [], []
    for each in rows:
        page = sources.pages_by_id[each.page_id]
        passage = sources.passage(page, each.start, each.end)
        message = _message_key(each)
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
            # The column holds this Literal's values.
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


def _message_key(mention: Mention) -> str | None:
    if mention.occurrence is None or mention.occurrence.message is None:
        return None
    return mention.occurrence.message.key


def _in_header(mention: Mention, page: Page) -> bool:
    if mention.occurrence is None:
        return False
    return any(
        index == page.index and start <= mention.start < end
        for index, start, end in mention.occurrence.header_spans
    )
