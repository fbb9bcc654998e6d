"""The Django side of attachments: each claim gets the place where its file was found, if any."""

from requests_app.bulk import bulk_rewrite
from requests_app.ingest.assemble.attachments import Claim, Released, answers
from requests_app.models import AttachmentClaim, FoiaRequest, Page, SourceFile, WithheldSheet


def attachments_match(*, foia_request: FoiaRequest) -> None:
    """Match the files that messages name with what was released or listed as withheld."""
    rows = list(
        AttachmentClaim.objects.filter(
            occurrence__source_file__foia_request=foia_request,
            occurrence__source_file__production__isnull=False,
        ).select_related("occurrence", "page")
    )
    if not rows:
        return
    files = {row.occurrence.source_file_id for row in rows}
    page_ids: dict[tuple[int, int], int] = {}
    texts: dict[int, list[str]] = {}
    pages = Page.objects.filter(source_file__in=files).order_by("source_file", "index")
    for pk, file_id, index, text in pages.values_list("pk", "source_file_id", "index", "text"):
        page_ids[file_id, index] = pk
        held = texts.setdefault(file_id, [])
        held.extend([""] * (index - len(held)))
        held.append(text)
    found = answers([_claim(row) for row in rows], _released(foia_request), texts, _sheets(files))
    changed = []
    for row in rows:
        answer = found.get(row.pk)
        wanted = (
            answer.source_file if answer else None,
            page_ids.get(answer.page) if answer and answer.page else None,
            answer.sheet if answer else None,
        )
        if (row.produced_file_id, row.produced_page_id, row.withheld_sheet_id) != wanted:
            row.produced_file_id, row.produced_page_id, row.withheld_sheet_id = wanted
            changed.append(row)
    bulk_rewrite(changed, ["produced_file", "produced_page", "withheld_sheet"])


def _claim(row: AttachmentClaim) -> Claim:
    spans = row.occurrence.body_spans or row.occurrence.header_spans
    page = row.page.index if row.page else 0
    return Claim(
        key=row.pk,
        name=row.name,
        source_file=row.occurrence.source_file_id,
        page=page,
        last_page=max((span[0] for span in spans), default=page),
        carried=row.carried,
    )


def _released(foia_request: FoiaRequest) -> list[Released]:
    files = foia_request.source_files.filter(production__isnull=False)
    usable = files.exclude(state=SourceFile.State.FAILED)
    return [Released(*row) for row in usable.values_list("pk", "path", "parent_id")]


def _sheets(files: set[int]) -> list[tuple[int, int, int, str]]:
    rows = WithheldSheet.objects.filter(page__source_file__in=files)
    return list(rows.values_list("pk", "page__source_file_id", "page__index", "page__text"))
